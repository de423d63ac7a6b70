"""Queries of the desk, the status page and the exports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from labels.journal.event import Event
from labels.journal.kinds.decision import SUGGESTION_KEYS
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.projections import codebooks
from labels.projections.annotations import COLUMNS, Row, annotation_from_row
from labels.projections.people import names_of_people, person_named
from labels.projections.viewers import whose
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.values.viewer import Viewer

Span = tuple[int, int]

#: The rows of `annotation_label` with the labels that each is read as.
_AS_READ = (
    '(SELECT DISTINCT coalesce(target, label) AS label, article, start, "end", person'
    " FROM annotation_label LEFT JOIN label_same USING (label))"
)

#: Whether a payload may say something of suggestions.
_OF_SUGGESTIONS = " OR ".join(f"instr(payload, '\"{key}\":') > 0" for key in sorted(SUGGESTION_KEYS))


@dataclass(frozen=True, slots=True)
class Completion:
    """The progress of an annotator: how many of `sentences` are labelled, skipped, flagged and noted."""

    sentences: int
    labelled: int = 0
    skipped: int = 0
    flagged: int = 0
    noted: int = 0

    @property
    def decided(self) -> int:
        """Labelled or skipped."""
        return self.labelled + self.skipped

    @property
    def undecided(self) -> int:
        """Still to do."""
        return self.sentences - self.decided


def totals(connection: sqlite3.Connection) -> tuple[int, int]:
    """The number of articles and of sentences in the project."""
    articles, sentences = connection.execute("SELECT count(*), coalesce(sum(sentences), 0) FROM article").fetchone()
    return articles, sentences


def project_progress(connection: sqlite3.Connection, annotator: str, sentences: int | None = None) -> Completion:
    """An annotator's progress over the whole project; `sentences` is how many it has, for who has counted them."""
    if sentences is None:
        _, sentences = totals(connection)
    counts = connection.execute(
        "SELECT coalesce(sum(labelled), 0), coalesce(sum(skipped), 0), coalesce(sum(flagged), 0),"
        " coalesce(sum(noted), 0) FROM progress WHERE person = ?",
        (person_named(connection, annotator),),
    ).fetchone()
    return Completion(sentences, *counts)


def article_progress(connection: sqlite3.Connection, annotator: str) -> Iterator[tuple[int, Completion]]:
    """For each article, in order of import: its number and an annotator's progress in it."""
    rows = connection.execute(
        "SELECT n, sentences, coalesce(labelled, 0), coalesce(skipped, 0), coalesce(flagged, 0), coalesce(noted, 0)"
        " FROM article LEFT JOIN progress ON article = n AND person = ? ORDER BY n",
        (person_named(connection, annotator),),
    )
    return ((n, Completion(*counts)) for n, *counts in rows)


def annotators(connection: sqlite3.Connection, viewer: Viewer) -> list[str]:
    """Everyone whose decisions, flags or notes stand in the project and are for the viewer, sorted."""
    rows = connection.execute(
        f"SELECT shown FROM team WHERE shown IS NOT NULL AND {whose(viewer)}"
        " AND EXISTS (SELECT 1 FROM progress WHERE progress.person = team.person) ORDER BY shown"
    )
    return [name for (name,) in rows]


def annotations_of(connection: sqlite3.Connection, n: int, annotator: str) -> dict[Span, Annotation]:
    """One annotator's annotations in an article, by span, in the layer main."""
    rows = connection.execute(
        f'SELECT start, "end", {COLUMNS} FROM main_annotation WHERE article = ? AND person = ?',
        (n, person_named(connection, annotator)),
    ).fetchall()
    same = codebooks.merged(connection)
    return {(row[0], row[1]): _read(row[2:], same) for row in rows}


def annotation_of(connection: sqlite3.Connection, n: int, span: Span, annotator: str) -> Annotation:
    """One annotator's annotation of a sentence, in the layer main."""
    row = connection.execute(
        f'SELECT {COLUMNS} FROM main_annotation WHERE article = ? AND start = ? AND "end" = ? AND person = ?',
        (n, *span, person_named(connection, annotator)),
    ).fetchone()
    return Annotation() if row is None else _read(row, codebooks.merged(connection))


def votes_of(connection: sqlite3.Connection, n: int, span: Span, viewer: Viewer) -> dict[str, Annotation]:
    """The votes on a sentence that are for the viewer, by name on screen, sorted: decisions that nothing carried."""
    rows = connection.execute(
        f'SELECT person, {COLUMNS} FROM main_annotation WHERE article = ? AND start = ? AND "end" = ?'
        f" AND status <> 'undecided' AND NOT carried AND {whose(viewer)}",
        (n, *span),
    ).fetchall()
    names, same = names_of_people(connection), codebooks.merged(connection)
    return dict(sorted((names[row[0]], _read(row[1:], same)) for row in rows))


def all_annotations_of(
    connection: sqlite3.Connection, n: int, viewer: Viewer
) -> dict[tuple[int, int, str], Annotation]:
    """Everyone's annotations in an article that are for the viewer, by span and annotator, in the layer main."""
    found = annotations_by_person(connection, n, codebooks.merged(connection), viewer)
    names = names_of_people(connection) if found else {}
    return {(start, end, names[person]): annotation for (start, end, person), annotation in found.items()}


def annotations_by_person(
    connection: sqlite3.Connection, n: int, same: dict[str, str], viewer: Viewer
) -> dict[tuple[int, int, int], Annotation]:
    """Everyone's annotations in an article that are for the viewer, by span and the annotator's number.

    `same` are the labels that were merged into others (`codebooks.merged`).
    """
    return {key: _read(row, same) for key, row in rows_by_person(connection, n, viewer).items()}


def rows_by_person(connection: sqlite3.Connection, n: int, viewer: Viewer) -> dict[tuple[int, int, int], Row]:
    """The same as rows of `annotations.COLUMNS`, for who reads very many; labels that were merged are as given."""
    rows = connection.execute(
        f'SELECT start, "end", person, {COLUMNS} FROM main_annotation WHERE article = ? AND {whose(viewer)}', (n,)
    ).fetchall()
    return {row[:3]: row[3:] for row in rows}


def carried_in(connection: sqlite3.Connection, n: int) -> frozenset[tuple[int, int, int]]:
    """The decisions in an article that a split or a join carried, by span and the annotator's number."""
    rows = connection.execute(
        'SELECT start, "end", person FROM annotation WHERE article = ? AND carried AND layer = 0 AND start >= 0', (n,)
    )
    return frozenset(rows)


def suggestions_in(connection: sqlite3.Connection, n: int) -> dict[bytes, dict[str, Any]]:
    """What the decisions in an article say of suggestions, by their events; those that say nothing are left out."""
    rows = connection.execute(
        f"SELECT id, payload FROM journal WHERE article = ? AND kind IN ('label', 'skip') AND ({_OF_SUGGESTIONS})", (n,)
    ).fetchall()
    return {id: json.loads(payload) for id, payload in rows}


def _read(row: tuple[object, ...], same: dict[str, str]) -> Annotation:
    """The annotation in a row; labels that were merged into others are read as those."""
    annotation = annotation_from_row(row)
    return with_merged(annotation, same) if same else annotation


def with_merged(annotation: Annotation, same: dict[str, str]) -> Annotation:
    """The annotation with the labels that its labels were merged into."""
    if not any(label in same for label in annotation.labels) and annotation.suggested_label not in same:
        return annotation
    suggested = annotation.suggested_label
    return replace(
        annotation,
        labels=tuple(sorted({same.get(label, label) for label in annotation.labels})),
        suggested_label=None if suggested is None else same.get(suggested, suggested),
    )


def latest_place(connection: sqlite3.Connection, annotator: str) -> Place | None:
    """Where the annotator was last, or None for somebody new."""
    row = connection.execute(
        "SELECT article, cursor, top FROM place WHERE annotator = ? ORDER BY turn DESC LIMIT 1", (annotator,)
    ).fetchone()
    return Place(*row) if row else None


def place_in(connection: sqlite3.Connection, annotator: str, n: int) -> Place | None:
    """Where the annotator was last in this article, or None if never there."""
    row = connection.execute(
        "SELECT article, cursor, top FROM place WHERE annotator = ? AND article = ?", (annotator, n)
    ).fetchone()
    return Place(*row) if row else None


def decisions_since(connection: sqlite3.Connection, annotator: str, moment: str) -> int:
    """How many sentences carry a decision that the annotator made since a moment (ISO 8601, UTC, milliseconds)."""
    (count,) = connection.execute(
        "SELECT count(*) FROM annotation INDEXED BY annotation_decided_at"
        " WHERE layer = 0 AND start >= 0 AND decided_at >= ? AND person = ? AND NOT carried",
        (moment, person_named(connection, annotator)),
    ).fetchone()
    return int(count)


def last_decision(connection: sqlite3.Connection, annotator: str) -> Event | None:
    """The annotator's newest label or skip of a sentence that is not undone."""
    found = []
    who = person_named(connection, annotator)
    # One person at a time, each by the index.
    for (person,) in connection.execute("SELECT person FROM team WHERE same = ?", (who,)).fetchall():
        found += connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM journal WHERE person = ? AND kind IN ('label', 'skip') AND layer = 0"
            " AND start IS NOT NULL AND coalesce((SELECT kind FROM journal AS reversal"
            " WHERE reversal.undoes = journal.action AND reversal.kind IN ('undo', 'redo')"
            " AND reversal.person IN (SELECT person FROM team WHERE same = ?)"
            " ORDER BY reversal.id DESC LIMIT 1), '') <> 'undo' ORDER BY id DESC LIMIT 1",
            (person, who),
        ).fetchall()
    return max(map(event_from_row, found), key=lambda event: event.id, default=None)


def labels_in_use(connection: sqlite3.Connection, viewer: Viewer) -> dict[str, int]:
    """How many annotations that are for the viewer carry each label id; several labels that were merged are one."""
    source = _AS_READ if codebooks.merged(connection) else "annotation_label"
    rows = connection.execute(
        f"SELECT label, count(*) FROM {source} WHERE {whose(viewer)} GROUP BY label ORDER BY label"
    )
    return dict(rows.fetchall())


def labels_together(connection: sqlite3.Connection, viewer: Viewer) -> dict[tuple[str, ...], int]:
    """How many annotations that are for the viewer carry each set of several label ids, as they were given."""
    rows = connection.execute(
        "SELECT labels, count(*) FROM main_annotation WHERE labels LIKE '%,%' AND json_array_length(labels) > 1"
        f" AND {whose(viewer)} GROUP BY labels"
    )
    return {tuple(json.loads(labels)): count for labels, count in rows}


def where_decided(connection: sqlite3.Connection, viewer: Viewer) -> tuple[bool, bool]:
    """Whether anything for the viewer was decided in Copydesk itself, and whether decisions came from elsewhere."""

    def any_with(imported: int) -> bool:
        found = connection.execute(
            "SELECT 1 FROM annotation WHERE layer = 0 AND status <> 'undecided' AND imported = ?"
            f" AND {whose(viewer)} LIMIT 1",
            (imported,),
        ).fetchone()
        return found is not None

    return any_with(0), any_with(1)


def waiting_decisions(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many decisions of each annotator wait, because they lie on spans that are no sentences (name, count)."""
    rows = connection.execute(
        "SELECT coalesce(shown, name), count(*) FROM waiting JOIN team ON team.person = waiting.person"
        " GROUP BY 1 ORDER BY 1"
    )
    return rows.fetchall()


def has_chosen_suggestions(connection: sqlite3.Connection, annotator: str) -> bool:
    """Whether suggestions were turned on or off for an annotator, or for everybody."""
    row = connection.execute(
        "SELECT 1 FROM preference WHERE annotator = ? AND key = 'suggestions'"
        " UNION ALL SELECT 1 FROM setting WHERE key = 'suggestions' LIMIT 1",
        (annotator,),
    ).fetchone()
    return row is not None


def had_suggestions(connection: sqlite3.Connection, annotators: Iterable[str]) -> list[str]:
    """Those of the annotators at whose decisions in force, in the layer main, a model spoke.

    The journal is read through once, in its order; each annotation's event looked up takes ten times as long.
    """
    rows = connection.execute(
        "SELECT DISTINCT said.person FROM journal NOT INDEXED CROSS JOIN annotation AS said"
        ' USING (article, start, "end")'
        " WHERE instr(payload, '\"p_other\":') AND payload ->> '$.p_other' IS NOT NULL AND said.layer = 0"
        " AND said.event = journal.id"
    )
    people = {person for (person,) in rows}
    return [name for name in annotators if person_named(connection, name) in people] if people else []
