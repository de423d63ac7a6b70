"""The project of the lesson on review: an article that two invented annotators labelled, and its lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from labels.article import Article
from labels.project import Project
from labels.sentence import Sentence
from tui.tour.samples import Answer, sample_of

#: Names for the annotators; one that the lead has is left out.
_NAMES = ("Alma", "Bruno", "Cleo")


@dataclass(frozen=True, slots=True)
class Said:
    """What the two annotators said of a sentence: `labels` by name, empty for nothing, and the first one's `note`.

    `split` says that it is the second half of a sentence that the second annotator split.
    """

    text: str
    labels: tuple[str, str]
    note: str
    split: bool


@dataclass(frozen=True, slots=True)
class ReviewSample:
    """The article, what was said of its sentences, and what the codebook says of them, by their text."""

    article: Article
    said: tuple[Said, ...]
    answers: Mapping[str, Answer]


@cache
def review_sample() -> ReviewSample:
    """The article of the lesson."""
    import tomllib

    read = tomllib.loads((files("tui.tour.review") / "library.toml").read_text(encoding="utf-8"))
    sample = sample_of(read)
    answers = dict(zip(sample.sentences, sample.answers, strict=True))
    return ReviewSample(sample.article, tuple(_said(each) for each in read["sentences"]), answers)


def coached_in_review(answer: Answer | None) -> str:
    """How to settle a sentence of the sample: by the number of an answer, or by a label that nobody gave."""
    if answer is None:
        return "Settle it by the number of the answer that fits."
    if answer in _said_by_nobody():
        return f"{answer.why}: {answer.label}. Press {{label_{answer.label}}}."
    return f"{answer.why}: {answer.label}. Press the number of that answer."


def review_project(folder: Path, lead: str | None = None) -> Project:
    """A new project in `folder` with the article, labelled by two annotators, and open for the `lead`."""
    project = Project.open(folder / "copydesk.db", lead)
    project.add(review_sample().article)
    first, second = [name for name in _NAMES if name.casefold() != project.annotator.casefold()][:2]
    said = review_sample().said
    with Project.open(project.path, first) as own:
        _label(own, list(_as_first_read(said)))
    with Project.open(project.path, second) as own:
        _split(own, said)
        _label(own, [(each.labels[1], "") for each in said])
    project.team.make_lead()
    return project


def _said(read: Mapping[str, Any]) -> Said:
    first, second = read["said"]
    return Said(read["text"], (first, second), read.get("note", ""), read.get("split", False))


@cache
def _said_by_nobody() -> frozenset[Answer]:
    sample = review_sample()
    return frozenset(sample.answers[each.text] for each in sample.said if _is_new(each, sample))


def _is_new(said: Said, sample: ReviewSample) -> bool:
    return sample.answers[said.text].label not in said.labels


def _as_first_read(said: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """The first annotator's label and note for each sentence as it was before one was split."""
    return ((each.labels[0], each.note) for each in said if not each.split)


def _label(project: Project, given: Sequence[tuple[str, str]]) -> None:
    """Label the sentences in order, each with a label (empty: none) and a note."""
    for sentence, (label, note) in zip(list(project.sentences()), given, strict=True):
        if label:
            project.label(sentence, label)
        if note:
            project.note(sentence, note)


def _split(project: Project, said: Sequence[Said]) -> None:
    for row, each in enumerate(said):
        if each.split:
            whole: Sentence = list(project.sentences())[row - 1]
            project.split(whole, whole.end - len(each.text))
