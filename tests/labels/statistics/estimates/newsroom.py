"""A project to estimate from: thirty articles of two sources, claims where a sentence says “closed”, and a sample."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from random import Random

from labels.article import Article
from labels.journal.event import GOLD, Act
from labels.journal.suggestions import Run, Suggestion, keep_suggestions
from labels.project import Project
from labels.segmentation import cut
from labels.sentence import Sentence
from labels.team.sample import Sample, Size
from tests.labels.making import Clock, make_project

ARTICLES = 30

#: When a model came: before everybody, and after.
BEFORE, AFTER = "2024-01-01T00:00:00+00:00", "2025-01-01T00:00:00+00:00"


def text(n: int) -> str:
    """The text of an article: three to nine sentences."""
    random = Random(n)
    said = ["closed" if random.random() < 0.4 else "open" for _ in range(random.randint(3, 9))]
    return " ".join(f"Gate {place} of hall{n} is {each} today." for place, each in enumerate(said))


def article(n: int) -> Article:
    """An article with a source, a month, and a desk in its metadata."""
    return Article(
        text(n),
        title=f"Hall {n}",
        source="courier" if n % 3 else "gazette",
        published=f"2026-{1 + n % 4:02d}-07" if n % 5 else None,
        language="en",
        meta={"desk": f"desk {n % 2}"},
    )


def newsroom(path: Path) -> Project:
    """The project, open for ana; nothing is labelled."""
    path.write_bytes(_made())
    return Project(path, "ana", clock=Clock())


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copydesk.db"
        with make_project(path, "ana", Clock(), texts=()) as project:
            project.add_cut([(each, cut(each.text, "en")) for each in map(article, range(ARTICLES))])
        return path.read_bytes()


def is_claim(sentence: Sentence) -> bool:
    """The truth."""
    return "closed" in sentence.text


def decide(project: Project, ids: tuple[str, ...]) -> None:
    """Label or skip all sentences of articles, as the truth is, at once."""
    acts = []
    for id in ids:
        n = project.number_of(id)
        for each in project.sentences(id):
            kind, payload = ("label", {"labels": ["claim"]}) if is_claim(each) else ("skip", {})
            acts.append(Act(kind, n, each.start, each.end, payload))
    project.journal.record(acts)


def sample(project: Project, articles: int, name: str = "pilot", query: str = "", *, label: bool = True) -> Sample:
    """Draw a sample of articles, and label it unless told otherwise."""
    drawn = project.team.sample(Size(articles=articles), name=name, query=query)
    if label:
        decide(project, drawn.articles)
    return drawn


def share(project: Project, ids: tuple[str, ...] | None = None, source: str | None = None) -> float:
    """The true share in articles, or in all."""
    rows = [row for row in project.articles() if source in (None, row.source) and (ids is None or row.id in ids)]
    found = [is_claim(each) for row in rows for each in project.sentences(row.id)]
    return sum(found) / len(found)


def settle(project: Project, sentence: Sentence, *labels: str) -> None:
    """Write gold for a sentence."""
    n, start, end = project.number_of(sentence.article), sentence.start, sentence.end
    payload = {"labels": sorted(labels), "saw": [entry.event.id.hex() for entry in project.history(sentence)]}
    project.journal.record([Act("label", n, start, end, payload, layer=GOLD)])


def suggest(project: Project, at: str, right: float = 0.95, model: str = "baseline") -> Run:
    """Keep a run of a model for all sentences, which is right so often."""
    random, rows = Random(model), []
    for sentence in project.sentences():
        said = is_claim(sentence) if random.random() < right else not is_claim(sentence)
        if said:
            n = project.number_of(sentence.article)
            rows.append(Suggestion(n, sentence.start, sentence.end, "claim", 0.9))
    run = Run(model.encode().ljust(32, b"."), model)
    with project.journal.sitting.transaction():
        keep_suggestions(project.connection, run, rows, at)
    return run
