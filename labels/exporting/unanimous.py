"""One record a sentence, where everyone who speaks of it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from labels.exporting.record import RecordInContext


def agreed(records: Iterable[RecordInContext], differ: Callable[[], None] = lambda: None) -> Iterator[RecordInContext]:
    """Of each sentence the record of whoever decided first, if all who decided say the same; else none.

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
