"""The articles of the tour, and what the codebook says of each of their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from labels.article import Article


@dataclass(frozen=True, slots=True)
class Answer:
    """The label (by name) that the codebook gives to a sentence, and `why`, in words that go before a colon."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of the tour, and its sentences one by one."""

    article: Article
    sentences: tuple[str, ...]
    answers: tuple[Answer, ...]


@cache
def samples() -> tuple[Sample, ...]:
    """The articles in the order in which they are read."""
    import tomllib

    folder = files("tui.tour") / "articles"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(sample_of(tomllib.loads(file.read_text(encoding="utf-8"))) for file in found)


@cache
def answers() -> Mapping[str, Answer]:
    """The answer to each sentence, by its text."""
    return {text: answer for sample in samples() for text, answer in zip(sample.sentences, sample.answers, strict=True)}


def sample_of(read: Mapping[str, Any]) -> Sample:
    """The article that was read from a file of the tour."""
    text = ""
    for sentence in read["sentences"]:
        gap = "\n\n" if sentence.get("paragraph") else " "
        text += (gap if text else "") + sentence["text"]
    return Sample(
        Article(text, title=read["title"], source=read["source"], published=read["published"], language="en"),
        tuple(sentence["text"] for sentence in read["sentences"]),
        tuple(Answer(sentence["label"], sentence["why"]) for sentence in read["sentences"]),
    )
