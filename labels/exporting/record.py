"""The training record: one decision on one sentence, flat, the same keys and types on every line."""

from __future__ import annotations

from typing import TypedDict


class Record(TypedDict):
    """What an exported line holds, in this order.

    `label` is the label's name if there is exactly one, else null; `labels` is always a list, sorted.
    `paragraph` and `position` count from 0; `start` and `end` are code points of the article's text.
    `seconds` is how long the sentence was in view; times are ISO 8601 in UTC. `split` is null unless the
    export divides the data into parts. `flag_reason` came last and stands last, so that no column moved.
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


class RecordInContext(Record, total=False):
    """A record with the texts of its neighbours in the article, nearest last before and nearest first after."""

    previous: list[str]
    next: list[str]
