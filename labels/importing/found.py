"""What reading a file or stream gives: articles that were found, and what was refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from labels.article import Article
from labels.decision import Decision
from labels.errors import CopydeskError
from labels.journal.suggestions import Run
from labels.sentence import Cut


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it came from.

    `where` names the file for messages; `encoding` is the one its bytes were read with (a guess unless named).
    `layout` says how its paragraphs are told apart: "blank" when the importer wrote them apart by blank lines
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


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or stream that gave no article: `reason` is one line that says what to do."""

    where: str
    reason: str


def refused(where: str, error: CopydeskError) -> Refused:
    """The refusal that an error amounts to: its words without the name that they begin with."""
    return Refused(where, str(error).removeprefix(f"{where}: ").removeprefix(f"{where}/"))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be read and was left out on request; `reason` names its line and what to do."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth telling about a file that stops nothing, such as which columns were guessed."""

    where: str
    words: str
