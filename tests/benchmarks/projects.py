"""Projects to measure with: a small one, a long article, and a large one that is made once and kept."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from labels.article import Article
from labels.journal.event import Act
from labels.project import Project
from labels.projections.articles import sentences_of
from labels.segmentation import cut
from labels.sqlite import full_text, migrations, schema
from labels.values.place import Place
from labels.version import VERSION
from tests.benchmarks.sizes import SENTENCES_AN_ARTICLE
from tests.end_to_end.articles import article, articles

ANNOTATOR = "ana"
UNDECIDED = 20  # articles at the end of the large project that are left to do
_BATCH = 100


def one_article(folder: Path, sentences: int) -> Path:
    """A project with one article of so many sentences, nothing decided yet."""
    path = folder / f"{sentences}.db"
    with Project.open(path, ANNOTATOR) as project:
        project.add(article(sentences), title="One article", language="en")
    return path


def large(count: int) -> Path:
    """A project of `count` articles, all decided by one annotator in the past year except the last few."""
    return made_once(f"{count}.db", f"{count * SENTENCES_AN_ARTICLE:,} sentences", lambda path: _make(path, count))


def made_once(name: str, size: str, make: Callable[[Path], None]) -> Path:
    """The project of this name among those that are kept, made if it is missing; `size` says what is made."""
    path = cache() / name
    if not path.exists():
        print(f"Making a project of {size} once: {path}", flush=True)
        unfinished = path.with_suffix(".part")
        for left in (unfinished, *unfinished.parent.glob(unfinished.name + "-*")):
            left.unlink(missing_ok=True)
        make(unfinished)
        unfinished.rename(path)
    return path


def copy_of(project: Path, folder: Path) -> Path:
    """A copy to label in, so that what is kept stays as it was made."""
    return Path(shutil.copyfile(project, folder / "large.db"))


def cache() -> Path:
    """Where projects are kept between runs: another shape of the file gets another folder."""
    parts = (schema, full_text, migrations)
    shape = hashlib.sha256(b"".join(Path(str(part.__file__)).read_bytes() for part in parts)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"copydesk-benchmarks-{VERSION}-{shape}"
    folder.mkdir(exist_ok=True)
    return folder


def _make(path: Path, count: int) -> None:
    now = datetime.now(UTC) - timedelta(days=366)

    def clock() -> datetime:
        return now

    with Project(path, ANNOTATOR, clock=clock) as project:
        labels = [label.id for label in project.codebook.active]
        batch = []
        for number, text in enumerate(articles(count, SENTENCES_AN_ARTICLE)):
            batch.append((Article(text, title=f"Article {number}", language="en"), cut(text, "en")))
            if len(batch) == _BATCH or number == count - 1:
                project.add_cut(batch)
                batch = []
        for row in list(project.articles())[: count - UNDECIDED]:
            now += timedelta(days=365) / count
            acts = [
                Act("label", row.n, start, end, {"labels": [labels[start % len(labels)]], "seconds": 4.2})
                for start, end, _ in sentences_of(project.connection, row.n)
            ]
            project.journal.record(acts, Place(row.n, 0, 0))
    # Everything in one file, so that a copy of it is the project.
    with Project(path, ANNOTATOR) as project:
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
