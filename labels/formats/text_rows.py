"""One text of another tool's file, which becomes one sentence, with the decisions on it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from labels.decision import Decision
from labels.files.source import Source
from labels.formats.json.rows import json_rows
from labels.formats.reader import Object
from labels.formats.row_values import as_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stood in its article when Copydesk wrote it out.

    `before` is the text between the sentence before it and this one, `after` what follows the last sentence;
    `before` None is a blank, or a blank line where `paragraph` changes. `start` is in code points.
    """

    paragraph: int
    start: int
    before: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. Its decisions have no span yet (0 to 0); they get it when the article is put together.

    Rows with the same `article` key belong to one article; None belongs to the file. Rows of an article that
    are the `same` are one sentence, told more than once; None is like no other. `adds` tells that the labels
    come on top of those that its annotator gave the same sentence in other rows. `models` name what made its
    suggestions. `teller` is the annotator of a row that does not say which sentence it tells, even if it decides
    nothing: others may tell the same sentence.
    """

    text: str
    article: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    same: Hashable = None
    place: Place | None = None
    adds: bool = False
    models: tuple[str, ...] = ()
    teller: str | None = None


def rows_from_json(source: Source, build: Callable[[Object], Row]) -> Iterator[Row]:
    """The rows that `build` makes of a file's objects. What it raises as ValueError is a bad row of the source."""
    for line, record in json_rows(source):
        try:
            row = build(record)
        except ValueError as error:
            source.bad_row(line, str(error))
        else:
            yield row


def model_name(value: object) -> str | None:
    """What a record calls that which made its suggestions; None for nothing, and for what is no name."""
    return as_name(value) if isinstance(value, str | int) else None


def for_nobody(suggested: Iterable[tuple[str, float | None]], said: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    """A decision of nobody for each suggested label, with its score; none if anybody decided in what is `said`."""
    if any(decision.status != "undecided" for decision in said):
        return ()
    return tuple(
        Decision(0, 0, "undecided", suggested_label=label, suggested_score=score) for label, score in suggested
    )
