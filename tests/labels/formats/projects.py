"""Small projects of any content, made by Hypothesis, and their way out and back in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from labels.article import Article
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.writer import Writer
from labels.importing.pipeline import import_articles
from labels.project import Project
from labels.segmentation import CutResult
from labels.sentence import Cut
from labels.values.progress import UNWATCHED
from tests.labels.making import Clock, open_prepared

EVERYTHING = Selection(statuses=("labelled", "skipped", "undecided"))

_SIGNS = st.sampled_from(
    [*"ab .,“”\"'=#{}[]\\/_:", "😀", "\u2028", "\x85", "é", "漢", "\n", "\t", "\x00", "\x1b", "\u202e"]
)
_WORDS = st.text(_SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
_GAPS = st.sampled_from([" ", " ", "\n\n", "\n\n", "", "\n", "\u2028 ", "\t"])
_FACT = st.none() | _WORDS


@dataclass(frozen=True)
class Made:
    """An article and how it is cut."""

    article: Article
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class Act:
    """What somebody says of some sentence."""

    annotator: str
    sentence: int
    labels: tuple[str, ...]
    seconds: float | None
    suggested: tuple[str, float] | None
    flagged: bool
    reason: str
    note: str


@st.composite
def _articles(draw: st.DrawFn) -> Made:
    text, cuts, paragraph = draw(st.sampled_from(["", "", " ", "\n"])), [], 0
    for number in range(draw(st.integers(1, 4))):
        if number:
            text += draw(_GAPS)
            paragraph += draw(st.integers(0, 2))
        words = draw(_WORDS)
        cuts.append(Cut(len(text), len(text) + len(words), paragraph))
        text += words
    text += draw(st.sampled_from(["", "", "\n", " \t"]))
    facts = {name: draw(_FACT) for name in ("title", "source", "url", "author", "published")}
    meta = draw(st.dictionaries(st.sampled_from(["desk", "words", "label", "title"]), st.integers(0, 9) | _WORDS))
    return Made(Article(text, **facts, language=draw(st.sampled_from(["en", "fr"])), meta=meta), tuple(cuts))


articles = st.lists(_articles(), min_size=1, max_size=3, unique_by=lambda made: made.article.id)

_LABELS = st.sampled_from([(), ("claim",), ("claim", "quote"), ("fact",), ("opinion", "quote")])
_SUGGESTED = st.none() | st.tuples(st.sampled_from(["claim", "quote"]), st.floats(0, 1))
acts = st.lists(
    st.builds(
        Act,
        annotator=st.sampled_from(["ana", "ben@example.org", "17", "0b1f5a2e-0000-4000-8000-000000000001"]),
        sentence=st.integers(0, 11),
        labels=_LABELS,
        seconds=st.none() | st.floats(0, 1e6),
        suggested=_SUGGESTED,
        flagged=st.booleans(),
        reason=st.just("") | _WORDS,
        note=st.just("") | _WORDS,
    ),
    min_size=1,
    max_size=10,
)


def fill(project: Project, made: list[Made], said: list[Act]) -> None:
    """Add the articles and do the acts."""
    for each in made:
        project.add_cut([(each.article, CutResult(each.cuts, "given", each.article.language, "given 1"))])
    sentences = list(project.sentences())
    for act in said:
        sentence = sentences[act.sentence % len(sentences)]
        with Project(project.path, act.annotator, clock=project.clock) as own:
            if act.labels:
                own.label(sentence, *act.labels, seconds=act.seconds, suggested=act.suggested)
            else:
                own.skip(sentence, seconds=act.seconds)
            if act.flagged:
                own.flag(sentence, reason=act.reason)
            if act.note:
                own.note(sentence, act.note)


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """A new project with the codebook of `making`."""
    with open_prepared(path, Clock(), "zoe", ()) as project:
        yield project


def write(project: Project, exporter: Writer, path: Path, selection: Selection = EVERYTHING) -> bytes:
    """What an export writes."""
    exporter.write(select(project.view, selection), path, UNWATCHED)
    return path.read_bytes()


def records(project: Project, selection: Selection = EVERYTHING) -> list[dict[str, Any]]:
    """The training records."""
    return [dict(record) for record in select(project.view, selection).records()]


def take_in(project: Project, path: Path) -> None:
    """Import a file, which must be good."""
    report = import_articles(project, [path])
    assert report.refused == [], report.refusals_in_words()
