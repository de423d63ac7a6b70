"""The training record: one decision on one sentence, flat, the same keys and types on every line."""

from __future__ import annotations

from types import UnionType
from typing import Any, TypedDict, get_args, get_type_hints


class Record(TypedDict):
    """What an exported line holds, in this order.

    `label` is the label's name if there is exactly one, else null; `labels` is always a list, sorted.
    `paragraph` and `position` count from 0; `start` and `end` are code points of the article's text.
    `seconds` is how long the sentence was in view; times are ISO 8601 in UTC. `split` is null unless the
    export divides the data into parts. `annotator` is a name, which two annotators may have; `annotator_key` is who
    it is, and null only for somebody who never said anything. `scheme_version` is the number in this project of the
    codebook under which it was decided, `codebook_id` the event that made that codebook. What came last stands last,
    so that no column moved.
    """

    id: str
    text: str
    label: str | None
    labels: list[str]
    status: str
    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    language: str | None
    paragraph: int
    position: int
    start: int
    end: int
    annotator: str
    decided_at: str | None
    seconds: float | None
    flagged: bool
    note: str | None
    suggested_label: str | None
    suggested_score: float | None
    scheme_version: int | None
    split: str | None
    flag_reason: str | None
    annotator_key: str | None
    codebook_id: str | None


class RecordInContext(Record, total=False):
    """A record with the texts of its neighbours in the article, nearest last before and nearest first after."""

    previous: list[str]
    next: list[str]


def column_types(context: bool) -> dict[str, type]:
    """The plain type of each column in order: str, int, float, bool, or list for a list of texts."""
    hints = get_type_hints(RecordInContext if context else Record)
    ordered = [*get_type_hints(Record), *(("previous", "next") if context else ())]
    return {name: _plain(hints[name]) for name in ordered}


def _plain(hint: Any) -> type:
    """`list[str]` is list, `str | None` is str."""
    if isinstance(hint, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return getattr(hint, "__origin__", hint)  # type: ignore[no-any-return]
