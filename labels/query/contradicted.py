"""Decisions that the codebook contradicts: which these are in a project, and the condition of is:contradicted."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.codebook.contradictions import Contradiction, Forbidden, rulebook_of
from labels.projections.label_counts import label_sets_given
from labels.projections.people import names_of_people
from labels.projections.viewers import whose
from labels.query.conditions import Clause, Condition, Every, Labelled, Marked, Plain, Some, Who
from labels.query.ruled_sentences import Place, sentences_of_texts
from labels.query.sql import Sql, all_of, any_of, negated, one_of
from labels.values.viewer import Viewer

_SKIPPED = Clause(Sql("status = 'skipped'"), "skipped", "annotation_skipped", exact=True)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the codebook contradicts in a project.

    `gone` are label ids that were given and cannot be given any more, `clashing` the sets of labels (as JSON) of which
    two exclude each other, `places` what may not be decided of which sentences because of their texts.
    """

    gone: tuple[str, ...]
    clashing: tuple[str, ...]
    places: tuple[tuple[Forbidden, tuple[Place, ...]], ...]


def what_is_contradicted(connection: sqlite3.Connection, codebook: Codebook) -> Ruled:
    """What `codebook` contradicts. It looks up each text about which the codebook has a ruling."""
    rulebook = rulebook_of(codebook)
    sets = {given: json.loads(given) for given in label_sets_given(connection)}
    places: defaultdict[Forbidden, list[Place]] = defaultdict(list)
    for text, found in sentences_of_texts(connection, rulebook.texts).items():
        if found:
            places[rulebook.forbidden(text)] += found
    return Ruled(
        tuple(rulebook.gone(id for ids in sets.values() for id in ids)),
        tuple(sorted(given for given, ids in sets.items() if rulebook.clash(ids))),
        tuple((forbidden, tuple(found)) for forbidden, found in places.items()),
    )


def contradicted(ruled: Ruled, who: Who, wanted: bool) -> Condition:
    """Whether a decision of a sentence is contradicted (or, if not `wanted`, none is)."""
    parts: list[Condition] = []
    if ruled.gone:
        parts.append(Labelled(ruled.gone, who, wanted))
    if ruled.clashing:
        sets = one_of(ruled.clashing)
        parts.append(Marked(who, (Clause(Sql(f"labels IN {sets.text}", sets.values), "labelled"),), wanted))
    if ruled.places:
        parts.append(_by_text(ruled, who, wanted))
    if not parts:
        return Plain(Sql("0"), Sql("0")) if wanted else Every()
    if len(parts) == 1:
        return parts[0]
    return Some(tuple(parts)) if wanted else Every(tuple(parts))


def _by_text(ruled: Ruled, who: Who, wanted: bool) -> Plain:
    test = any_of(_decided_so(forbidden, places, who) for forbidden, places in ruled.places)
    if not wanted:
        return Plain(negated(test))
    articles = sorted({article for _, places in ruled.places for article, _, _ in places})
    return Plain(test, Sql("a.n IN (SELECT value FROM json_each(?))", (json.dumps(articles),)))


def _decided_so(forbidden: Forbidden, places: tuple[Place, ...], who: Who) -> Sql:
    """The sentence is one of these, and somebody who is meant decided what is forbidden there."""
    starts = json.dumps([[article, start] for article, start, _ in places])
    tests = [Labelled(tuple(sorted(forbidden.labels)), who).test] if forbidden.labels else []
    if forbidden.skip:
        tests.append(Marked(who, (_SKIPPED,)).test)
    here = Sql("(s.article, s.start) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))", (starts,))
    return all_of([here, any_of(tests)])


def why_contradicted(
    connection: sqlite3.Connection, codebook: Codebook, place: Place, text: str, reader: Viewer
) -> dict[str, list[Contradiction]]:
    """Why decisions on a sentence of this text are contradicted, by annotator, as far as the reader may know."""
    names = names_of_people(connection)
    return {names[person]: found for person, found in _why(connection, codebook, place, text, reader) if found}


def _why(
    connection: sqlite3.Connection, codebook: Codebook, place: Place, text: str, reader: Viewer
) -> Iterator[tuple[int, list[Contradiction]]]:
    rulebook = rulebook_of(codebook)
    rows = connection.execute(
        'SELECT person, status, labels FROM main_annotation WHERE article = ? AND start = ? AND "end" = ?'
        f" AND status <> 'undecided' AND {whose(reader)}",
        place,
    )
    for person, status, labels in rows.fetchall():
        yield person, rulebook.contradictions(text, json.loads(labels), skipped=status == "skipped")
