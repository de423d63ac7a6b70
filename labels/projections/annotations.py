"""Annotations in the project file, with the label index and the progress counts that go with them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from labels.journal.article_state import Span, Voice
from labels.journal.event import MAIN
from labels.journal.payload import labels_as_json
from labels.projections.label_counts import keep_given
from labels.values.annotation import UNTOUCHED, Annotation

Row = tuple[Any, ...]

#: The columns of an annotation in the order in which `annotation_from_row` takes them.
COLUMNS = (
    "status, labels, decided_at, seconds, suggested_label, suggested_score, codebook, version, event, carried,"
    " imported, shared, flagged, flag_reason, note"
)

#: A unit, whose annotation it is, and in which layer: article number, start, end, layer, person.
Key = tuple[int, int, int, int, int]

#: A key, what was said before, and what is said now.
Change = tuple[Key, Annotation, Annotation]


def annotation_from_row(row: Row) -> Annotation:
    """The annotation in a row of COLUMNS."""
    (
        status, labels, decided_at, seconds, suggested, score, codebook, version, event, carried, imported, shared,
        flagged, reason, note,
    ) = row  # fmt: skip
    return Annotation(
        status=status,
        labels=_parsed_labels(labels),
        decided_at=decided_at,
        seconds=seconds,
        suggested_label=suggested,
        suggested_score=score,
        codebook=codebook,
        version=version,
        event=event,
        carried=bool(carried),
        imported=bool(imported),
        shared=bool(shared),
        flagged=bool(flagged),
        flag_reason=reason,
        note=note,
    )


@lru_cache(maxsize=4096)
def _parsed_labels(labels: str) -> tuple[str, ...]:
    """The label ids in their JSON. It is cached, because there are only a few different lists."""
    return tuple(json.loads(labels))


def annotation_values(annotation: Annotation) -> Row:
    """An annotation as values for COLUMNS."""
    return (
        annotation.status,
        labels_as_json(annotation.labels),
        annotation.decided_at,
        None if annotation.seconds is None else float(annotation.seconds),
        annotation.suggested_label,
        None if annotation.suggested_score is None else float(annotation.suggested_score),
        annotation.codebook,
        annotation.version,
        annotation.event,
        int(annotation.carried),
        int(annotation.imported),
        int(annotation.shared),
        int(annotation.flagged),
        annotation.flag_reason,
        annotation.note,
    )


def read_annotation(connection: sqlite3.Connection, key: Key) -> Annotation:
    """The annotation under a key, or an untouched one."""
    row = connection.execute(
        f'SELECT {COLUMNS} FROM annotation WHERE article = ? AND start = ? AND "end" = ? AND layer = ? AND person = ?',
        key,
    ).fetchone()
    return annotation_from_row(row) if row else UNTOUCHED


def annotations_of_article(
    connection: sqlite3.Connection, n: int, first: int = -1, last: int = 1 << 62
) -> dict[tuple[Voice, Span], Annotation]:
    """All annotations in article `n` on units that start between `first` and `last`, in every layer."""
    rows = connection.execute(
        f'SELECT person, layer, start, "end", {COLUMNS} FROM annotation WHERE article = ? AND start BETWEEN ? AND ?',
        (n, first, last),
    )
    return {((row[0], row[1]), (row[2], row[3])): annotation_from_row(row[4:]) for row in rows.fetchall()}


def keep_annotations(connection: sqlite3.Connection, changes: Mapping[Key, tuple[Annotation, Annotation]]) -> None:
    """Replace annotations by others, also in the label index and the counts."""
    news = [
        (key, before, after)
        for key, (before, after) in changes.items()
        if before != after or before.shared != after.shared
    ]
    if not news:
        return
    going = [key for key, _, after in news if _is_untouched(after)]
    if going:
        connection.executemany(
            'DELETE FROM annotation WHERE article = ? AND start = ? AND "end" = ? AND layer = ? AND person = ?', going
        )
    connection.executemany(
        f'INSERT OR REPLACE INTO annotation (article, start, "end", layer, person, {COLUMNS})'
        " VALUES (?, ?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*key, *annotation_values(after)) for key, _, after in news if not _is_untouched(after)],
    )
    of_sentences = [each for each in news if each[0][3] == MAIN and each[0][1] >= 0]
    _keep_labels(connection, [each for each in of_sentences if each[1].labels != each[2].labels])
    _keep_progress(connection, of_sentences)
    keep_given(connection, of_sentences)


def _is_untouched(annotation: Annotation) -> bool:
    return annotation.status == "undecided" and annotation == UNTOUCHED


def _keep_labels(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    going = [(label, *_without_layer(key)) for key, before, _ in changes for label in before.labels]
    if going:
        connection.executemany(
            'DELETE FROM annotation_label WHERE label = ? AND article = ? AND start = ? AND "end" = ? AND person = ?',
            going,
        )
    coming = [(label, *_without_layer(key)) for key, _, after in changes for label in after.labels]
    if coming:
        connection.executemany("INSERT INTO annotation_label VALUES (?, ?, ?, ?, ?)", coming)


def _without_layer(key: Key) -> tuple[int, int, int, int]:
    return (*key[:3], key[4])


def _keep_progress(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (article, _, _, _, person), before, after in changes:
        was, now = counted(before), counted(after)
        if was != now:
            sums[person, article] = [a + n - w for a, n, w in zip(sums[person, article], now, was, strict=True)]
    changed = [(*whose, *counts) for whose, counts in sums.items() if any(counts)]
    if changed:
        connection.executemany(
            "INSERT INTO progress (person, article, labelled, skipped, flagged, noted) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET labelled = labelled + excluded.labelled, skipped = skipped + excluded.skipped,"
            " flagged = flagged + excluded.flagged, noted = noted + excluded.noted",
            changed,
        )
    # A count that only grew is not zero.
    if fallen := [whose for whose, counts in sums.items() if min(counts) < 0]:
        connection.executemany(
            "DELETE FROM progress WHERE person = ? AND article = ?"
            " AND labelled = 0 AND skipped = 0 AND flagged = 0 AND noted = 0",
            fallen,
        )


def counted(annotation: Annotation) -> tuple[int, int, int, int]:
    """What an annotation adds to the counts of progress: labelled, skipped, flagged, noted."""
    return (
        int(annotation.status == "labelled"),
        int(annotation.status == "skipped"),
        int(annotation.flagged),
        int(bool(annotation.note)),
    )
