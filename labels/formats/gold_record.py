"""Gold records: one for each unit, its labels those that were settled, with where they come from and who said what.

They have every field of the training record, and more fields after these. A record of an annotator's decision has no
field of gold. So readers can tell them apart, and gold is never read as somebody's labels.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, TypeGuard, cast, get_type_hints

from labels.formats.record import RecordInContext, column_types, plain_types


class GoldFields(TypedDict):
    """What a gold record holds behind the fields of the training record, in this order.

    `state` is one of `labels.values.review.STATES`; `mark` says what came after it was settled. Labels, `annotator`,
    `decided_at` and `note` are of what was settled: by hand, or by `rule`. An agreed unit has the labels on which all
    agree, and nobody as annotator; others that are not settled have none. `carried`: settled for another span.
    `voters` are names on screen, `votes` what each of them said, see `vote_text`. `posterior` is the probability of the
    labels by the model of the annotators, where there is one.
    """

    state: str
    mark: str | None
    rule: str | None
    reason: str | None
    carried: bool
    voters: list[str]
    votes: list[str]
    posterior: float | None


class GoldRecord(RecordInContext, GoldFields):
    """A whole gold record."""


#: The fields of gold, in order.
GOLD_FIELDS = tuple(get_type_hints(GoldFields))

#: What stands for a vote without labels, and between the labels of one with several.
SKIPPED, _TOGETHER = "skipped", " + "

#: The remark of readers about gold that they find.
LEFT_OUT = (
    "What was settled is not taken in: it is nobody’s labels. To bring gold along, merge the project, or import an"
    " archive of it."
)


def columns_of(*, context: bool, gold: bool) -> dict[str, type]:
    """The plain type of each column in order; see `column_types`."""
    if not gold:
        return column_types(context)
    beside = {name: type for name, type in column_types(True).items() if name in ("previous", "next")}
    return {**column_types(False), **plain_types(GoldFields), **(beside if context else {})}


def is_gold(record: Mapping[str, Any]) -> TypeGuard[GoldRecord]:
    """Whether a record, written by Copydesk, is of gold."""
    return "state" in record and "voters" in record


def vote_text(labels: Sequence[str]) -> str:
    """What somebody said, by the names of labels, sorted: such as "claim", "claim + quote" or "skipped".

    If the names could be misread, it is a JSON list.
    """
    text = _TOGETHER.join(labels) or SKIPPED
    return text if _read(text) == list(labels) else json.dumps(list(labels), ensure_ascii=False)


def vote_labels(text: str) -> list[str]:
    """The names of labels in a vote. Raises ValueError for a text that is none."""
    if text.startswith("["):
        return [str(label) for label in json.loads(text)]
    return _read(text)


def _read(text: str) -> list[str]:
    if text.startswith("["):
        return []
    return [] if text == SKIPPED else text.split(_TOGETHER)


def votes_in_words(record: GoldFields) -> str:
    """Who said what, such as "ana: claim; ben: claim + quote"."""
    return "; ".join(f"{who}: {said}" for who, said in zip(record["voters"], record["votes"], strict=True))


#: What stands flat beside a text in the records of other tools: the names begin so that none means something there.
GOLD_ABOUT = ("state", "mark", "by", "at", "rule", "reason", "note", "votes", "posterior")


def gold_about(record: GoldRecord) -> dict[str, Any]:
    """The facts of a gold record as flat metadata, for people; what is not known is left out."""
    told = {
        **{name: record[name] for name in ("state", "mark", "rule", "reason", "note", "posterior")},
        "by": record["annotator"],
        "at": record["decided_at"],
        "votes": votes_in_words(record),
    }
    return {f"gold_{name}": told[name] for name in GOLD_ABOUT if told[name] not in (None, "")}


def gold_part(record: RecordInContext) -> dict[str, Any]:
    """The fields of gold in a record; nothing of one that is no gold."""
    return {name: cast("Any", record)[name] for name in GOLD_FIELDS} if is_gold(record) else {}
