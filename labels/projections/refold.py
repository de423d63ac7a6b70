"""Folding articles and project-wide events again, and writing what differs from what is stored.

Everything here runs in the transaction that wrote the events.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from labels.article import article_id
from labels.journal.article_state import WHOLE, Span
from labels.journal.event import Event
from labels.journal.fold import Folded, Registry, fold_article
from labels.journal.kinds import PROJECT_WIDE
from labels.journal.payload import canonical
from labels.journal.project_fold import ProjectState, fold_project, people_of, registry_of
from labels.journal.rows import WIDE, events_of_article, events_where, reversals_in_article, reversals_of
from labels.projections.annotations import Key, annotations_of_article, keep_annotations
from labels.projections.codebooks import keep_codebooks
from labels.projections.people import keep_people, number_everybody, numbers_of_keys, read_registry
from labels.sqlite.full_text import forget_text, index_text
from labels.values.annotation import UNTOUCHED, Annotation

#: The kinds on which assignments depend: by what they say, or by who leads and who is who.
_ASSIGNING = frozenset({"annotator", "assign"})

_KNOWN = (
    "n, id, born, title, source, url, author, published, language, meta, segmenter, layout, sentences, imported_at,"
    " plain"
)


def refold_project(connection: sqlite3.Connection, kinds: Collection[str] = PROJECT_WIDE) -> Registry:
    """Fold project-wide events anew, because of events of these kinds; who is who afterwards.

    Assignments, one for each article and person, are not folded if none of the kinds can change them.
    """
    number_everybody(connection)
    without = () if _ASSIGNING.intersection(kinds) else ("assign",)
    state, registry = project_state(connection, without)
    keep_people(connection, state.people)
    keep_codebooks(connection, state.codebooks)
    for table, rows in project_rows(connection, state, registry).items():
        if not (without and table == "assigned"):
            _keep_rows(connection, table, rows)
    return registry


def project_rows(
    connection: sqlite3.Connection, state: ProjectState, registry: Registry
) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables of examples, assignments, settings, what was sent back, and feedback."""
    numbers = numbers_of_keys(connection)
    return {
        "example": [
            (
                event.id,
                event.payload["labels"][0],
                event.payload["text"],
                int(not event.payload["on"]),
                int(event.id in state.unseen),
            )
            for event in state.examples
        ],
        "assigned": _assigned_rows(state, numbers, registry),
        "setting": [(key, canonical(value), event) for key, (value, event) in state.settings.items()],
        "returned": _returned_rows(state, numbers, registry),
        "feedback": _feedback_rows(state, numbers, registry),
    }


def _assigned_rows(state: ProjectState, numbers: Mapping[str, int], registry: Registry) -> list[tuple[object, ...]]:
    """What is assigned to whom. If an annotator has several keys, the last event for any of them counts."""
    last: dict[tuple[int, int, int, int], tuple[bytes, bool]] = {}
    for (article, start, end, to), said in state.assigned.items():
        if to in numbers:
            key = (article, start, end, registry.who(numbers[to]))
            last[key] = max(said, last.get(key, said))
    return [(*key, event) for key, (event, on) in last.items() if on]


def _returned_rows(state: ProjectState, numbers: Mapping[str, int], registry: Registry) -> list[tuple[object, ...]]:
    """What was sent back to whom, and why. If an annotator has several keys, the last event for any of them counts.

    Taking a sentence back takes back everything that was sent back before and overlaps it, because boundaries may have
    changed. Only taking back the whole article takes back an article that was sent back as a whole.
    """
    last: dict[tuple[int, int, int, int], Event] = {}
    for (article, start, end, to), event in state.returned.items():
        if to in numbers:
            key = (article, start, end, registry.who(numbers[to]))
            last[key] = max(event, last.get(key, event), key=lambda each: each.id)
    taken: dict[tuple[int, int], list[tuple[Span, bytes]]] = defaultdict(list)
    for (article, start, end, person), event in last.items():
        if not event.payload["on"]:
            taken[article, person].append(((start, end), event.id))
    return [
        (*key, event.id, event.payload.get("why", ""))
        for key, event in last.items()
        if event.payload["on"]
        and not any(id > event.id and _takes(span, key[1:3]) for span, id in taken[key[0], key[3]])
    ]


def _takes(taken: Span, sent: Span) -> bool:
    """Whether taking back one span takes back what was sent back with another; the article as a whole is (-1, -1)."""
    return taken == WHOLE or (taken[0] < sent[1] and sent[0] < taken[1])


def _feedback_rows(state: ProjectState, numbers: Mapping[str, int], registry: Registry) -> list[tuple[object, ...]]:
    """To whom what was settled is open, and by which event: what was settled before it."""
    last: dict[int, Event] = {}
    for key, event in state.feedback.items():
        if key in numbers:
            person = registry.who(numbers[key])
            last[person] = max(event, last.get(person, event), key=lambda each: each.id)
    return [(person, event.id) for person, event in last.items() if event.payload["on"]]


def project_state(connection: sqlite3.Connection, without: Collection[str] = ()) -> tuple[ProjectState, Registry]:
    """The state after the project-wide events, except those of some kinds, and who is who. Nothing is written."""
    left_out = "".join(f" AND kind <> '{kind}'" for kind in without)
    events = list(events_where(connection, f"{WIDE}{left_out}"))
    registry = registry_of(people_of(events), numbers_of_keys(connection))
    return fold_project(events, reversals_of(connection, events), registry), registry


def refold_articles(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Fold articles anew, by number, and write what is different now."""
    registry = read_registry(connection)
    for n in numbers:
        refold_article(connection, n, registry)


def refold_article(connection: sqlite3.Connection, n: int, registry: Registry) -> None:
    """Fold one article again. Without a text or a segmentation it waits, and is shown nowhere."""
    keep_article(connection, n, folded_article(connection, n, registry))


def folded_article(connection: sqlite3.Connection, n: int, registry: Registry) -> Folded:
    """The state of an article after its events. Nothing is written."""
    return fold_article(events_of_article(connection, n), reversals_in_article(connection, n), registry)


def keep_article(connection: sqlite3.Connection, n: int, folded: Folded) -> None:
    """Make the rows of an article those of its folded state."""
    text = _text(connection, n)
    if text is None or folded.facts is None or folded.segmentation is None:
        _keep_of_article(connection, "waiting", n, waiting_rows(n, folded, is_here=False))
        return
    _keep_facts(connection, n, text, folded)
    _keep_sentences(connection, n, text, folded.sentences)
    before = annotations_of_article(connection, n)
    after = {(voice, span): each for voice, said in folded.annotations.items() for span, each in said.items()}
    changes: dict[Key, tuple[Annotation, Annotation]] = {}
    for voice, span in before.keys() | after.keys():
        key = (n, *span, voice[1], voice[0])
        changes[key] = (before.get((voice, span), UNTOUCHED), after.get((voice, span), UNTOUCHED))
    keep_annotations(connection, changes)
    _keep_of_article(connection, "gold_state", n, [(n, *span, state) for span, state in folded.gold.items()])
    _keep_of_article(connection, "waiting", n, waiting_rows(n, folded, is_here=True))


def waiting_rows(n: int, folded: Folded, *, is_here: bool) -> list[tuple[object, ...]]:
    """The decisions that wait in an article; all of them while its text or its segmentation is not here."""
    waiting = dict(folded.waiting)
    if not is_here:
        for voice, said in folded.annotations.items():
            waiting |= {(voice, span): each.event for span, each in said.items() if each.event is not None}
    return [(n, *span, voice[1], voice[0], event) for (voice, span), event in waiting.items()]


def keep_new_article(connection: sqlite3.Connection, n: int, text: str, folded: Folded) -> None:
    """Write the rows of an article of which the file had nothing before."""
    row = article_row(n, article_id(text), folded)
    connection.execute(f"INSERT INTO article ({_KNOWN}) VALUES ({', '.join('?' * len(row))})", row)
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?, ?)",
        [(n, start, end, paragraph) for (start, end), paragraph in folded.sentences.items()],
    )
    index_text(connection, n, text, folded.sentences)
    keep_annotations(
        connection,
        {
            (n, *span, voice[1], voice[0]): (UNTOUCHED, annotation)
            for voice, said in folded.annotations.items()
            for span, annotation in said.items()
        },
    )


def articles_with_authority(connection: sqlite3.Connection) -> set[int]:
    """The articles whose state depends on who leads: with more than one segmentation, or with gold."""
    rows = connection.execute(
        "SELECT article FROM journal WHERE kind = 'segment' GROUP BY article HAVING count(*) > 1"
        " UNION SELECT article FROM journal WHERE layer = 1"
    )
    return {n for (n,) in rows}


def articles_of_roles(connection: sqlite3.Connection, was: Registry, now: Registry) -> set[int]:
    """The articles whose state may change because other people are leads, or are the same person."""
    found: set[int] = set()
    if now.leads != was.leads:
        found |= articles_with_authority(connection)
    changed = {person for person in was.same.keys() | now.same.keys() if was.same.get(person) != now.same.get(person)}
    return found | articles_of_people(connection, changed | {*map(was.who, changed)} | {*map(now.who, changed)})


def articles_of_people(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """The articles of which these persons said something."""
    found: set[int] = set()
    for person in people:
        rows = connection.execute(
            "SELECT DISTINCT article FROM journal WHERE person = ? AND article IS NOT NULL", (person,)
        )
        found.update(n for (n,) in rows)
    return found


def article_row(n: int, id: str, folded: Folded) -> tuple[object, ...]:
    """The row of an article that has its article event and a segmentation, as its events have it."""
    assert folded.facts is not None and folded.segmentation is not None
    return row_of_facts(n, id, (folded.facts, folded.segmentation), len(folded.sentences), plain=folded.plain)


def row_of_facts(n: int, id: str, begun: tuple[Event, Event], sentences: int, *, plain: bool) -> tuple[object, ...]:
    """The same from the article event and the segmentation in force, with how many sentences there are now."""
    facts, cut = begun
    known = facts.payload
    return (
        n,
        id,
        facts.id,
        *(known.get(name) for name in ("title", "source", "url", "author", "published", "language")),
        canonical(known.get("meta", {})),
        cut.payload["segmenter"],
        cut.payload["layout"],
        sentences,
        facts.at,
        int(plain),
    )


def _keep_facts(connection: sqlite3.Connection, n: int, text: str, folded: Folded) -> None:
    wanted = article_row(n, article_id(text), folded)
    if connection.execute(f"SELECT {_KNOWN} FROM article WHERE n = ?", (n,)).fetchone() == wanted:
        return
    names = _KNOWN.split(", ")
    updated = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    connection.execute(
        f"INSERT INTO article ({_KNOWN}) VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT (n) DO UPDATE SET {updated}",
        wanted,
    )


def _keep_sentences(connection: sqlite3.Connection, n: int, text: str, wanted: dict[Span, int]) -> None:
    """Make the stored sentences, and those in the full-text index, exactly the `wanted` ones."""
    rows = connection.execute('SELECT start, "end", paragraph FROM sentence WHERE article = ?', (n,))
    kept: dict[Span, int] = {(start, end): paragraph for start, end, paragraph in rows.fetchall()}
    if kept == wanted:
        return
    going = [span for span, paragraph in kept.items() if wanted.get(span) != paragraph]
    coming = [span for span, paragraph in wanted.items() if kept.get(span) != paragraph]
    forget_text(connection, n, text, going)
    connection.executemany(
        'DELETE FROM sentence WHERE article = ? AND start = ? AND "end" = ?', [(n, *span) for span in going]
    )
    connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?)", [(n, *span, wanted[span]) for span in coming])
    index_text(connection, n, text, coming)


def _text(connection: sqlite3.Connection, n: int) -> str | None:
    row = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    return None if row is None else str(row[0])


def _keep_rows(connection: sqlite3.Connection, table: str, wanted: list[tuple[object, ...]]) -> None:
    kept = set(connection.execute(f"SELECT * FROM {table}").fetchall())
    if kept == set(wanted):
        return
    connection.execute(f"DELETE FROM {table}")
    if wanted:
        places = ", ".join("?" * len(wanted[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", wanted)


def _keep_of_article(connection: sqlite3.Connection, table: str, n: int, wanted: list[tuple[object, ...]]) -> None:
    kept = set(connection.execute(f"SELECT * FROM {table} WHERE article = ?", (n,)).fetchall())
    if kept == set(wanted):
        return
    connection.execute(f"DELETE FROM {table} WHERE article = ?", (n,))
    if wanted:
        places = ", ".join("?" * len(wanted[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", wanted)
