"""What a reader is: one file format that articles can be read from, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from labels.article import Article
from labels.decision import Decision
from labels.files.source import Source
from labels.journal.suggestions import Run
from labels.sentence import Cut

#: What stands in a row, by key or column.
Object = dict[str, Any]

#: Where a row begins: its line or number, counted from 1, or words such as "record 3, line 1 column 118".
Spot = int | str

#: Gives every row and where it begins, from the start at every call.
Rows = Callable[[], Iterator[tuple[Spot, Object]]]


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article and where it came from.

    `where` names the file for messages; `encoding` is the one its bytes were read with (a guess unless named).
    `layout` says how its paragraphs are told apart: "blank" when the reader wrote them apart by blank lines
    itself, "auto" when the text is as it came. `sentences` are boundaries that were given and are kept exactly, in
    code points; None has the text cut. `decisions` speak of given sentences only; `origin` names the format and file
    they come from. `groups` tells which of their labels exclude each other: label to group. `original` is the article
    that this one was rebuilt from, where its text could not be had exactly. `suggested_by` names what made the
    suggestions of the file, where it says so; under `run` they are kept, which reading puts there.
    """

    where: str
    article: Article
    encoding: str
    layout: str = "auto"
    sentences: tuple[Cut, ...] | None = None
    decisions: tuple[Decision, ...] = ()
    origin: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    original: Original | None = None
    suggested_by: str = ""
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """An article as another project has it: its id, and the decisions by the spans of its own sentences."""

    id: str
    decisions: tuple[Decision, ...]


class Reader(Protocol):
    """Reads one format. A reader keeps no state, and imports what it needs only when it reads.

    A file is read to its end before anything of it is taken in, so that a damaged one brings nothing and unknown
    labels are told before anything is written; what was read is kept on the disk meanwhile. One whose format holds
    articles without decisions says `articles_only = True`, and is taken in as soon as it is read. `extra` may name
    the extra of Copydesk that it needs.
    """

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it is found by, in small letters with their dot."""

    def recognises(self, head: bytes) -> bool:
        """Whether the first bytes look like this format; asked where the file's name does not settle it."""

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles in `source`. Raises ReadingError when there are none to be had."""


def holds_articles_only(reader: Reader) -> bool:
    """Whether a reader's files need no look at their labels before they are taken in."""
    return bool(getattr(reader, "articles_only", False))
