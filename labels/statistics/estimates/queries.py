"""What estimates read of a project: sentences and what was said of them, runs of models, and when things came."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from labels.journal.event import GOLD, MAIN
from labels.journal.suggestions import OF_ANNOTATORS, Run
from labels.projections.viewers import whose
from labels.values.viewer import Viewer

Labels = tuple[str, ...]
Span = tuple[int, int]


class Vote(NamedTuple):
    """What one person (by number) said of a sentence; `in_view`: a suggestion was in view."""

    person: int
    labels: Labels
    in_view: bool


class Said(NamedTuple):
    """What was said of the sentences of one article: votes, gold with its state, and what was only carried there."""

    spans: list[Span]
    votes: Mapping[Span, list[Vote]]
    gold: Mapping[Span, tuple[Labels, str]]
    carried: frozenset[Span]


def said_in(connection: sqlite3.Connection, article: int, viewer: Viewer, same: Mapping[str, str]) -> Said:
    """What the viewer may read of an article. Carried annotations are no votes: nobody made them for that sentence.

    `same` are labels that were merged into others. Gold is nobody's, and for those who see others.
    """
    spans = connection.execute(
        'SELECT start, "end" FROM sentence WHERE article = ? ORDER BY start', (article,)
    ).fetchall()
    votes: dict[Span, list[Vote]] = defaultdict(list)
    gold: dict[Span, tuple[Labels, str]] = {}
    # The state is that of gold alone; in other rows it is not read.
    rows = connection.execute(
        'SELECT start, "end", layer, person, labels, suggested_label IS NOT NULL, carried, state FROM annotation'
        ' LEFT JOIN gold_state USING (article, start, "end")'
        f" WHERE article = ? AND start >= 0 AND status <> 'undecided'"
        f" AND {voices_of_all(viewer)}",
        (article,),
    )
    only_carried = set()
    for start, end, layer, person, written, in_view, carried, state in rows.fetchall():
        if carried:
            only_carried.add((start, end))
            continue
        labels = tuple(sorted({same.get(label, label) for label in json.loads(written)}))
        if layer == GOLD:
            gold[start, end] = labels, state or "settled"
        else:
            votes[start, end].append(Vote(person, labels, bool(in_view)))
    return Said(spans, votes, gold, frozenset(only_carried))


def spans_in(connection: sqlite3.Connection, article: int) -> list[Span]:
    """The sentences of an article."""
    return connection.execute(
        'SELECT start, "end" FROM sentence WHERE article = ? ORDER BY start', (article,)
    ).fetchall()


def articles_before(connection: sqlite3.Connection, setting: str) -> set[int]:
    """The numbers of the articles that came into this file before a setting (its key) was first written."""
    rows = connection.execute(
        "SELECT article.n FROM article JOIN journal ON journal.id = article.born WHERE journal.seq <"
        " (SELECT min(seq) FROM journal WHERE kind = 'setting' AND json_extract(payload, '$.key') = ?)",
        (setting,),
    )
    return {n for (n,) in rows}


def begun_and_decided(connection: sqlite3.Connection, voices: str) -> dict[int, tuple[bool, bool]]:
    """For each article (by number) whether it is begun, and whether all of it is decided, by some `voices`."""
    rows = connection.execute(
        'SELECT n, sentences, (SELECT count(*) FROM (SELECT DISTINCT start, "end" FROM annotation WHERE article = n'
        f" AND start >= 0 AND status <> 'undecided' AND NOT carried AND {voices})) FROM article ORDER BY n"
    )
    return {n: (decided > 0, decided == sentences) for n, sentences, decided in rows}


def voice_of(person: int | None) -> str:
    """The condition, in SQL, that an annotation is one person's (by number), in the layer main."""
    return f"layer = {MAIN} AND person = {-1 if person is None else int(person)}"


def voices_of_all(viewer: Viewer) -> str:
    """The condition that an annotation is anybody's whom the viewer may read, or gold."""
    return f"(layer = {MAIN} AND {whose(viewer)} OR layer = {GOLD} AND {int(viewer.sees_others)})"


def voice_of_gold() -> str:
    """The condition that an annotation is gold."""
    return f"layer = {GOLD}"


def runs_called(connection: sqlite3.Connection, name: str, viewer: Viewer) -> list[tuple[int, Run, str]]:
    """The runs of the model of this name, else with a hash that begins so, else with this in the model's name.

    For each its number, the run, and when it came (ISO 8601). Those that learnt from what annotators said are known
    only to viewers who see others.
    """
    select = f"SELECT n, hash, model, codebook, at FROM run WHERE {_known_to(viewer)} ORDER BY n"
    rows = connection.execute(select).fetchall()
    found = [row for row in rows if row[2] == name]
    found = found or [row for row in rows if len(name) >= 6 and row[1].hex().startswith(name.lower())]
    found = found or [row for row in rows if name and name.casefold() in row[2].casefold()]
    return [(n, Run(hash, model, codebook), at) for n, hash, model, codebook, at in found]


def names_of_runs(connection: sqlite3.Connection, viewer: Viewer) -> list[tuple[str, str]]:
    """The model and the hash (hexadecimal) of every run that the viewer may know of."""
    select = f"SELECT model, hash FROM run WHERE {_known_to(viewer)} ORDER BY n"
    return [(model, hash.hex()) for model, hash in connection.execute(select)]


def _known_to(viewer: Viewer) -> str:
    """The condition, in SQL, that the viewer may know of a run: the hash of some depends on what everybody said."""
    return "1" if viewer.sees_others else f"model NOT LIKE '{OF_ANNOTATORS}%'"


def suggested_in(connection: sqlite3.Connection, run: int, article: int) -> dict[Span, list[tuple[str, float | None]]]:
    """The labels with their scores that a run suggests for the sentences of an article."""
    found: dict[Span, list[tuple[str, float | None]]] = defaultdict(list)
    for start, end, label, score in connection.execute(
        'SELECT start, "end", label, score FROM suggestion WHERE article = ? AND run = ? AND start >= 0 ORDER BY label',
        (article, run),
    ):
        found[start, end].append((label, score))
    return found


def first_decisions(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The number of each article on which anything was ever decided, and when first (ISO 8601)."""
    return connection.execute(
        "SELECT article, min(at) FROM journal WHERE kind IN ('label', 'skip') AND start IS NOT NULL GROUP BY article"
    )
