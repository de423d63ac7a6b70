"""What reading a file or stream gives: articles that were found, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass

from labels.article import Article


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it came from.

    `where` names the file for messages; `encoding` is the one its bytes were read with (a guess unless named).
    `layout` says how its paragraphs are told apart: "blank" when the importer wrote them apart by blank lines
    itself, "auto" when the text is as it came.
    """

    where: str
    article: Article
    encoding: str
    layout: str = "auto"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or stream that gave no article: `reason` is one line that says what to do."""

    where: str
    reason: str
