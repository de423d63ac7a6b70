"""What was sent back to whom, as far as they have not decided it again.

If it was sent back before a split or a join, it counts for every sentence that it overlaps. An article that was sent
back as a whole counts for every sentence in it that the annotator had decided.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from labels.journal.article_state import Span
from labels.projections.people import person_named
from labels.sentence import sentence_id
from labels.values.returned import Returned, SentBack

#: The annotation of a sentence by the one it was sent back to.
_OWN = """SELECT 1 FROM annotation AS own WHERE own.article = {s}.article AND own.start = {s}.start
    AND own."end" = {s}."end" AND own.layer = 0 AND own.person = returned.person"""

#: Whether a sentence still waits: it was not decided afterwards. In a whole article only decided sentences wait.
_WAITS = f"""CASE WHEN returned.start < 0
    THEN EXISTS ({_OWN} AND own.status <> 'undecided' AND own.event <= returned.event)
    ELSE NOT EXISTS ({_OWN} AND own.event > returned.event) END"""

#: The end of what was sent back; an article as a whole has no end.
_END = f'iif(returned.start < 0, {2**62}, returned."end")'

#: The sentences that were sent back; `begin` keeps SQLite from reading each article from its first sentence on.
_SENTENCES = f"""returned CROSS JOIN sentence ON sentence.article = returned.article
    AND sentence.start >= coalesce((
        SELECT max(start) FROM sentence AS begin
        WHERE begin.article = returned.article AND begin.start <= returned.start
    ), 0)
    AND sentence.start < {_END} AND sentence."end" > returned.start"""

#: The sentences that still wait.
STANDING = f"FROM {_SENTENCES} JOIN article ON article.n = sentence.article WHERE {_WAITS.format(s='sentence')}"

#: The numbers of the articles that were sent back as a whole to the person numbered `:person`, where something waits.
ARTICLES_SENT_BACK = f"SELECT DISTINCT returned.article {STANDING} AND returned.start < 0 AND returned.person = :person"


def returned_in_article(connection: sqlite3.Connection, n: int, annotator: str) -> dict[Span, list[Returned]]:
    """What was ever sent back to an annotator in an article, by sentence, the oldest first."""
    person = person_named(connection, annotator)
    rows = connection.execute(
        f'SELECT sentence.start, sentence."end", returned.event, why, returned.start < 0 FROM {_SENTENCES}'
        " WHERE returned.article = ? AND returned.person = ? ORDER BY returned.event",
        (n, person),
    )
    found: dict[Span, list[Returned]] = defaultdict(list)
    for start, end, event, why, whole in rows:
        found[start, end].append(Returned(event, why, bool(whole)))
    return found


def articles_sent_back(connection: sqlite3.Connection, annotator: str) -> set[int]:
    """The numbers of the articles that were sent back to an annotator as a whole, where something still waits."""
    rows = connection.execute(ARTICLES_SENT_BACK, {"person": person_named(connection, annotator)})
    return {n for (n,) in rows}


def sent_back_to(connection: sqlite3.Connection, annotator: str) -> list[SentBack]:
    """The sentences that wait to be decided again by an annotator, in the order of import and of the text.

    Of several reasons for one sentence the last counts.
    """
    rows = connection.execute(
        f'SELECT sentence.article, id, sentence.start, sentence."end", why, returned.start < 0 {STANDING}'
        " AND returned.person = ?"
        " ORDER BY sentence.article, sentence.start, returned.event",
        (person_named(connection, annotator),),
    )
    found = {
        (n, start, end): SentBack(n, sentence_id(id, start, end), start, end, why, bool(whole))
        for n, id, start, end, why, whole in rows
    }
    return list(found.values())


def returned_by_person(connection: sqlite3.Connection) -> dict[int, int]:
    """How many sentences wait to be decided again, by the number of the person; people without one are left out."""
    rows = connection.execute(
        "SELECT person, count(*) FROM (SELECT DISTINCT returned.person AS person, sentence.article, sentence.start"
        f" {STANDING}) GROUP BY person"
    )
    return dict(rows.fetchall())


def is_returned(people: str) -> str:
    """The condition, in SQL, that a sentence `s` waits to be decided again by one of `people`.

    That is a condition on `returned.person`.
    """
    return (
        "EXISTS (SELECT 1 FROM returned WHERE returned.article = s.article"
        f' AND returned.start < s."end" AND {_END} > s.start AND {people}'
        f" AND {_WAITS.format(s='s')})"
    )
