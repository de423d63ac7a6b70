"""What a writer gets: the selected decisions of a project, and facts about them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from labels.codebook import Label
from labels.errors import UsageError
from labels.formats.gold_record import columns_of
from labels.formats.record import RecordInContext

if TYPE_CHECKING:
    from labels.project_view import ProjectView


#: The facts that people can give, with their names in a description.
ABOUT = {
    "license": "Licence",
    "url": "Published at",
    "published": "Published on",
    "citation": "To be cited as",
}


@dataclass(frozen=True, slots=True)
class About:
    """`license` is an address or a name, `published` a day in ISO 8601; None is not known."""

    license: str | None = None
    url: str | None = None
    published: str | None = None
    citation: str | None = None


def read_about(given: Iterable[str]) -> About:
    """From texts such as `license=https://…`. Raises UsageError for what cannot be told."""
    told: dict[str, str] = {}
    for each in given:
        name, equals, value = (part.strip() for part in each.partition("="))
        if name not in ABOUT or not equals or not value:
            raise UsageError(f"{each!r} tells nothing about the data. Write one of {', '.join(ABOUT)}, then = and it.")
        if name in told:
            raise UsageError(f"The {name} of the data is told twice. Leave one out.")
        told[name] = value
    if "url" in told and not is_address(told["url"]):
        raise UsageError(f"{told['url']!r} is no address. Write it as in url=https://example.org/data")
    if "published" in told and not _is_day(told["published"]):
        raise UsageError(f"{told['published']!r} is no day. Write it as in published=2026-11-25")
    return About(**told)


def is_address(text: str) -> bool:
    """Whether a text is an address on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(map(str.isspace, text))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


#: What one row of the exported data is.
Unit = Literal["decision", "sentence", "article"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The training data to write, as `labels.exporting.records.select` makes it. A row is a `one_row_per`.

    `every_record` gives the records anew at every call, those of sentences on which annotators differ among them.
    "sentence" keeps the sentences on which all agree, as one record each; "article" gives the same records as
    "decision", for writers that put those of an article into one row. `context` is how many neighbouring sentences go
    along on either side. `parts` names the part (train, validation, test) of each article id, if any. `is_whole` tells
    that nothing was chosen, divided or added. `about` is what only people know about the data. It goes into
    descriptions. `over` watches the records that pass (`labels.exporting.fidelity`). `gold` records are of what was
    settled, one for each sentence (`labels.formats.gold_record`).
    """

    project: ProjectView
    every_record: Callable[[], Generator[RecordInContext, None, None]]
    context: int = 0
    parts: Mapping[str, str] | None = None
    is_whole: bool = True
    one_row_per: Unit = "decision"
    about: About = field(default_factory=About)
    over: Callable[[Iterator[RecordInContext]], Iterator[RecordInContext]] | None = None
    gold: bool = False

    @property
    def columns(self) -> dict[str, type]:
        """The plain type of each field of the records, in order: str, int, float, bool, or list for a list of texts."""
        return columns_of(context=self.context > 0, gold=self.gold)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the labels that can occur, in the order of the codebook."""
        return tuple(label.name for label in self.described_labels)

    @property
    def described_labels(self) -> tuple[Label, ...]:
        """The labels that can occur: those that can be given, and what else occurs, each name once.

        A label that was merged into another occurs under the other's name; one that no codebook here has, under its id.
        """
        used, codebook = set(self.project.reader.labels_in_use()), self.project.codebook
        if self.gold:
            used |= self.project.labels_settled()
        unknown = used - {label.id for label in codebook.labels}
        found: dict[str, Label] = {}
        for label in codebook.labels:
            if codebook.can_be_given(label) or label.id in used:
                found.setdefault(label.name, label)
        for id in sorted(unknown):
            found.setdefault(id, Label(id, id, None, retired=True))
        return tuple(found.values())

    @property
    def several(self) -> bool:
        """Whether a sentence may carry more than one label."""
        return self.project.codebook.choose == "many"

    def records(self) -> Iterator[RecordInContext]:
        """The records of which rows are made, by article, place in the text, and annotator; anew at every call."""
        found = self.every_record()
        if self.over is not None:
            return self.over(found)
        return agreed(found) if self.one_row_per == "sentence" else found


def agreed(records: Iterable[RecordInContext], differ: Callable[[], None] = lambda: None) -> Iterator[RecordInContext]:
    """For each sentence the record of the annotator who decided first, if all who decided agree; else none.

    Records without a decision count only where nobody decided. `differ` is called for each sentence left out.
    """
    for _, all_of_it in groupby(records, key=lambda record: record["id"]):
        said = list(all_of_it)
        said = [record for record in said if record["status"] != "undecided"] or said[:1]
        if len({(record["status"], *record["labels"]) for record in said}) > 1:
            differ()
        else:
            yield min(
                said,
                key=lambda record: (record["decided_at"] or "", record["annotator"], record["annotator_key"] or ""),
            )
