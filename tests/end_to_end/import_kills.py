"""`python -m tests.end_to_end.import_kills 50`: kill imports at random moments, run them again, compare.

Every project must end as that of an undisturbed import: the same articles, sentences, decisions and codebook, and
sound. Times and ids of events are of the moment and are left out of the comparison.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from labels.projections.check import check
from labels.sqlite.connection import connect
from tests.end_to_end import trial
from tests.end_to_end.terminal import clean_environment
from tests.end_to_end.trial import Tell, silent

ARTICLES, SENTENCES = 1000, 5
WORDS = (
    "import",
    "rows.jsonl",
    "--group",
    "article",
    "--label",
    "role",
    "--label",
    "speech",
    "--make-codebook",
    "-a",
    "ana",
)

#: What two projects must have in common.
_QUERIES = (
    "SELECT n, article.id, title, source, meta, segmenter, layout, sentences, plain FROM article ORDER BY n",
    "SELECT article, text FROM article_text ORDER BY article",
    'SELECT article, start, "end", paragraph FROM sentence ORDER BY article, start',
    'SELECT name, kind, article, start, "end", layer, payload FROM journal JOIN team USING (person)'
    " WHERE kind NOT IN ('annotator', 'codebook') ORDER BY 3, 4, 5, 1, 2, 7",
    "SELECT name, payload ->> '$.name' FROM journal JOIN team USING (person) WHERE kind = 'annotator' ORDER BY 1",
    "SELECT name, payload -> '$.value' FROM journal JOIN team USING (person) WHERE kind = 'codebook' ORDER BY id",
    'SELECT article, start, "end", layer, name, status, labels FROM annotation JOIN team USING (person)'
    " ORDER BY 1, 2, 3, 4, 5",
    "SELECT number, record, in_force FROM codebook ORDER BY number",
    "SELECT article, other, similarity FROM near_duplicate ORDER BY article, other",
)


@dataclass
class Report:
    """What was found; `problems` empty means that every import that was killed was made good by the next."""

    kills: int = 0
    before: int = 0
    partway: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        return (
            f"{self.kills} kills ({self.before} before the first article was kept, {self.partway} partway);"
            f" {len(self.problems)} problems"
        )


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent) -> Report:
    """Kill `count` imports, each in a folder of its own, each run again until it is through."""
    chance, report = random.Random(seed), Report()
    rows = write_rows(folder / "rows.jsonl", chance)
    began = time.monotonic()
    wanted = contents(imported(folder, "undisturbed", rows))
    lasts = time.monotonic() - began
    while report.kills < count:
        place = folder / f"run-{report.kills}"
        place.mkdir()
        # Starting and looking through the file take most of the time; every other kill is aimed at the writing.
        kill_once(place, rows, chance.uniform(0.1 if report.kills % 2 else lasts / 2, lasts), report)
        project = imported(folder, place.name, rows)
        report.problems += [f"kill {report.kills}: {problem}" for problem in check(project).problems]
        if contents(project) != wanted:
            report.problems.append(f"kill {report.kills}: the project is not as that of an undisturbed import")
        report.kills += 1
        tell(report)
    return report


def write_rows(path: Path, chance: random.Random) -> Path:
    """Sentences of many articles with labels of two annotators."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(ARTICLES * SENTENCES):
            row = {
                "article": f"a{number // SENTENCES}",
                "text": f"Sentence {number} of the file says {chance.choice(['this', 'that', 'nothing'])}.",
                "role": chance.choice(["main", "cause", "comment"]),
                "speech": chance.random() < 0.3,
                "annotator": chance.choice(["ana", "ben"]),
            }
            file.write(json.dumps(row) + "\n")
    return path


def start(place: Path, rows: Path) -> subprocess.Popen[bytes]:
    words = [str(rows) if word == "rows.jsonl" else word for word in WORDS]
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *words], cwd=place, env=clean_environment(place), stderr=subprocess.PIPE
    )


def imported(folder: Path, name: str, rows: Path) -> Path:
    """An import that nobody disturbs; its project."""
    place = folder / name
    place.mkdir(exist_ok=True)
    with start(place, rows) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return place / "copydesk.db"


def kill_once(place: Path, rows: Path, after: float, report: Report) -> None:
    """Kill an import some seconds after its start."""
    with start(place, rows) as process:
        try:
            process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
    path = place / "copydesk.db"
    kept = 0
    if path.exists():
        report.problems += [f"kill {report.kills}: {problem}" for problem in check_if_begun(path)]
        kept = count_articles(path)
    report.before += kept == 0
    report.partway += 0 < kept < ARTICLES


def check_if_begun(path: Path) -> list[str]:
    """What is wrong with a project right after the kill; one that has no tables yet has not begun."""
    connect(path).close()  # as the next start would
    return check(path).problems


def count_articles(path: Path) -> int:
    connection = connect(path, write=False)
    try:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    finally:
        connection.close()


def contents(path: Path) -> list[list[tuple[object, ...]]]:
    """All that matters in a project."""
    connection = connect(path, write=False)
    try:
        return [connection.execute(query).fetchall() for query in _QUERIES]
    finally:
        connection.close()


if __name__ == "__main__":
    trial.command(run, trial.arguments(__doc__, 50).parse_args())
