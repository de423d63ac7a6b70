"""Checking a project file: SQLite's own integrity, texts against their hashes, what is read against the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from labels.journal.event import Event
from labels.journal.fold import Folded, Registry, fold_standing, standing
from labels.journal.ids import id_to_text, problem_with_id
from labels.journal.kinds import KINDS, problem_with
from labels.journal.kinds.segment import sentences
from labels.journal.rows import events_of_article, has_reversals, reversals_in_article
from labels.projections.annotations import annotation_values
from labels.projections.codebooks import codebook_rows
from labels.projections.given import problems_with_given
from labels.projections.people import numbers_of_keys, team_rows
from labels.projections.plain import plain_rows
from labels.projections.refold import article_row, project_rows, project_state, waiting_rows
from labels.projections.work import problems_with_work
from labels.sqlite.connection import connect
from labels.sqlite.full_text import SHIFT

Row = tuple[Any, ...]

#: The tables that have the rows of one article, in the order in which they point at each other.
_OF_ARTICLES = ("article", "sentence", "annotation", "gold_state", "waiting")

#: So many problems of a kind are named.
_NAMED = 5

#: Hears how many of how many articles are checked.
Told = Callable[[int, int], None]


@dataclass(slots=True)
class Checked:
    """What a check found: `problems`, one line each; and, which is no problem, how many events of `unknown` kinds
    there are, and how many decisions are `waiting` because they lie on spans that are no sentences, or in articles
    that are not here.
    """

    problems: list[str]
    unknown: int = 0
    waiting: int = 0


def check(path: Path, told: Told = lambda done, every: None) -> Checked:
    """Check the project at `path`. Nothing is changed.

    Raises ProjectError if the file cannot be opened as a project at all.
    """
    connection = connect(path, write=False)
    try:
        connection.execute("BEGIN")
        # Each of these takes for granted what the one before it has looked at.
        parts = (
            _integrity,
            _texts,
            _journal,
            _project_wide,
            lambda each: _articles(each, told),
            _counts,
            _statistics,
            _index,
        )
        problems = next(filter(None, (list(part(connection)) for part in parts)), [])
        if problems:
            return Checked(problems)
        known = ", ".join(f"'{kind}'" for kind in KINDS)
        (unknown,) = connection.execute(f"SELECT count(*) FROM journal WHERE kind NOT IN ({known})").fetchone()
        (waiting,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
        return Checked([], unknown, waiting)
    finally:
        connection.close()


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield from (f"database: {line}" for line in said.splitlines())
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: a row points at nothing in {parent}"


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Every text is the one that its hash says."""
    rows = connection.execute(
        "SELECT hash, text FROM article_text JOIN article_key ON article_key.n = article ORDER BY n"
    )
    for hash, text in rows:
        if sha256(text.encode("utf-8", "surrogatepass")).digest() != bytes(hash):
            yield f"article {bytes(hash).hex()[:20]}: its text is not the one that came in"


def _journal(connection: sqlite3.Connection) -> Iterator[str]:
    """Events that are about no article can be read; those about articles are looked at with their articles."""
    rows = connection.execute("SELECT id, payload FROM journal WHERE NOT json_valid(payload) LIMIT 20")
    for id, _ in rows:
        yield f"event {_name(id)}: its payload is no JSON"


def _project_wide(connection: sqlite3.Connection) -> Iterator[str]:
    """People, codebooks, examples, assignments and settings are those of the journal."""
    try:
        state, registry = project_state(connection)
        numbers = numbers_of_keys(connection)
        wanted = {
            "team": team_rows(state.people, numbers),
            **codebook_rows(state.codebooks),
            **{table: set(rows) for table, rows in project_rows(connection, state, registry).items()},
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"journal: an event holds what no event can say ({error})"
        return
    for table, rows in wanted.items():
        yield from _differences(table, set(connection.execute(f"SELECT * FROM {table}")), rows)


def _articles(connection: sqlite3.Connection, told: Told) -> Iterator[str]:
    """Every article, with its sentences and annotations, is what its events amount to."""
    _, registry = project_state(connection)
    numbers = [n for (n,) in connection.execute("SELECT n FROM article_key ORDER BY n")]
    undone = has_reversals(connection)
    found = 0
    for done, n in enumerate(numbers, 1):
        for problem in _article(connection, n, registry, undone):
            yield problem
            found += 1
        if found > 20 * _NAMED:
            return
        told(done, len(numbers))


def _article(connection: sqlite3.Connection, n: int, registry: Registry, undone: bool) -> Iterator[str]:
    try:
        events = events_of_article(connection, n)
        up = standing(events, reversals_in_article(connection, n) if undone else (), registry)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"article number {n}: an event holds what no event can say ({error})"
        return
    plain = _is_as_plain(connection, n, up)
    # What stands in a plain article has just been read; the form of everything else is looked at.
    known = {event.id for event in up} if plain else set()
    for event in events if len(known) < len(events) else ():
        problem = None if event.id in known else problem_with_id(event.id) or problem_with(event)
        if problem:
            yield f"event {_name(event.id)} {problem}"
            return
    if plain:
        return
    try:
        wanted = _wanted(connection, n, fold_standing(up, registry))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"article number {n}: an event holds what no event can say ({error})"
        return
    for table, rows in wanted.items():
        yield from _differences(table, _kept(connection, table, n), rows)


def _is_as_plain(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> bool:
    """Whether the article is plain, and everything kept of it is just that; False where an event cannot be read."""
    try:
        return _is_plain(connection, n, events)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def _is_plain(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> bool:
    cuts = [event for event in events if event.kind == "segment"]
    facts = [event for event in events if event.kind == "article"]
    text = _text(connection, n)
    if len(cuts) != 1 or len(facts) != 1 or text is None:
        return False
    spans = {(start, end): paragraph for start, end, paragraph in sentences(cuts[0].payload)}
    annotations = plain_rows(n, events, frozenset(spans))
    if annotations is None:
        return False
    folded = Folded(spans, {}, facts[0], cuts[0])
    return (
        _kept(connection, "annotation", n) == annotations
        and _kept(connection, "sentence", n) == {(n, *span, paragraph) for span, paragraph in spans.items()}
        and _kept(connection, "article", n) == {article_row(n, text, folded, facts[0], cuts[0])}
        and not _kept(connection, "gold_state", n)
        and not _kept(connection, "waiting", n)
    )


def _wanted(connection: sqlite3.Connection, n: int, folded: Folded) -> dict[str, set[Row]]:
    """What the events of an article amount to in each table."""
    wanted: dict[str, set[Row]] = {table: set() for table in _OF_ARTICLES}
    text, facts, cut = _text(connection, n), folded.facts, folded.segmentation
    is_here = text is not None and facts is not None and cut is not None
    wanted["waiting"] = set(waiting_rows(n, folded, is_here=is_here))
    if text is None or facts is None or cut is None:
        return wanted
    wanted["article"] = {article_row(n, text, folded, facts, cut)}
    wanted["sentence"] = {(n, *span, paragraph) for span, paragraph in folded.sentences.items()}
    wanted["annotation"] = {
        (n, *span, voice[1], voice[0], *annotation_values(annotation))
        for voice, said in folded.annotations.items()
        for span, annotation in said.items()
    }
    wanted["gold_state"] = {(n, *span, state) for span, state in folded.gold.items()}
    return wanted


def _kept(connection: sqlite3.Connection, table: str, n: int) -> set[Row]:
    number = "n" if table == "article" else "article"
    return set(connection.execute(f"SELECT * FROM {table} WHERE {number} = ?", (n,)).fetchall())


def _text(connection: sqlite3.Connection, n: int) -> str | None:
    row = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    return None if row is None else str(row[0])


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """The labels and the progress are those of the annotations."""
    (given, kept) = connection.execute(
        "SELECT (SELECT coalesce(sum(json_array_length(labels)), 0) FROM main_annotation),"
        " (SELECT count(*) FROM annotation_label)"
    ).fetchone()
    if given != kept:
        yield f"annotation_label: has {kept:,} rows, and the annotations {given:,} labels"
    rows = connection.execute(
        "SELECT * FROM annotation_label AS kept WHERE NOT EXISTS (SELECT 1 FROM annotation WHERE article = kept.article"
        ' AND start = kept.start AND "end" = kept."end" AND layer = 0 AND person = kept.person'
        f" AND instr(labels, json_quote(kept.label))) LIMIT {_NAMED}"
    )
    for row in rows:
        yield f"annotation_label: {_short(row)} is not in the journal"
    progress = (
        "SELECT person, article, sum(status = 'labelled'), sum(status = 'skipped'), sum(flagged), sum(note <> '')"
        " FROM main_annotation GROUP BY person, article HAVING sum(status <> 'undecided' OR flagged OR note <> '') > 0"
    )
    for one, other, what in (
        ("SELECT * FROM progress", progress, "is not in the journal"),
        (progress, "SELECT * FROM progress", "is missing, by the journal"),
    ):
        for row in connection.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}) LIMIT {_NAMED}"):
            yield f"progress: {_short(row)} {what}"


def _statistics(connection: sqlite3.Connection) -> Iterator[str]:
    """What the statistics add up is what the annotations and the journal amount to."""
    yield from problems_with_given(connection)
    yield from problems_with_work(connection)


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    """Each sentence is in the full-text index under its number, and nothing else is."""
    rows = connection.execute(
        f"SELECT article, start FROM sentence WHERE article * {SHIFT} + start NOT IN (SELECT id FROM"
        f" sentence_words_docsize) LIMIT {_NAMED}"
    )
    for n, start in rows:
        yield f"article number {n}: what begins at {start} is missing from the full-text index"
    rows = connection.execute(
        f"SELECT id / {SHIFT}, id % {SHIFT} FROM sentence_words_docsize WHERE NOT EXISTS (SELECT 1 FROM sentence"
        f" WHERE article = id / {SHIFT} AND start = id % {SHIFT}) LIMIT {_NAMED}"
    )
    for n, start in rows:
        yield f"article number {n}: what begins at {start} is in the full-text index, but is no sentence"


def _differences(table: str, kept: set[Row], wanted: set[Row]) -> Iterator[str]:
    for rows, what in ((kept - wanted, "is not in the journal"), (wanted - kept, "is missing, by the journal")):
        for row in _first(rows):
            yield f"{table}: {_short(row)} {what}"


def _first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=str)[:_NAMED]


def _short(row: Row) -> str:
    said = ", ".join(_name(each) if isinstance(each, bytes) else str(each) for each in row)
    said = " ".join(said.split())
    return said if len(said) <= 120 else said[:119] + "…"


def _name(id: object) -> str:
    if not isinstance(id, bytes):
        return str(id)[:40]
    return id_to_text(id) if len(id) == 16 else id.hex()[:32]
