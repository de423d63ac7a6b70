"""What reading a file or stream gives: articles that were found, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass

from labels.article import Article
from labels.decision import Decision
from labels.sentence import Cut


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it came from.

    `where` names the file for messages; `encoding` is the one its bytes were read with (a guess unless named).
    `layout` says how its paragraphs are told apart: "blank" when the importer wrote them apart by blank lines
    itself, "auto" when the text is as it came. `sentences` are boundaries that were given and are kept exactly;
    None has the text cut. `decisions` speak of given sentences only; `origin`
    names the format and file they come from.
    """

    where: str
    article: Article
    encoding: str
    layout: str = "auto"
    sentences: tuple[Cut, ...] | None = None
    decisions: tuple[Decision, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or stream that gave no article: `reason` is one line that says what to do."""

    where: str
    reason: str
