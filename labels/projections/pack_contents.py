"""What goes into the pack of one annotator: their own work, and from others only what everybody shares.

The rules are in docs/packs.md, "What is in a pack".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.journal.portable import PortableEvent, portable_events, portable_runs, portable_suggestions
from labels.journal.suggestions import OF_ANNOTATORS
from labels.projections.own_work import share_of
from labels.sqlite.annotator_state import AnnotatorState, places, preferences

#: Kinds that everybody shares: those about the whole project, and those about an article.
_OF_THE_PROJECT = ("annotator", "codebook", "setting")
#: Runs that tell nothing about what others said.
_OF_NOBODY = f"run NOT IN (SELECT n FROM run WHERE model LIKE '{OF_ANNOTATORS}%')"
_OF_ARTICLES = ("article", "join", "segment", "split")

#: An example of somebody else from an article that others read too waits for a lead, because it would show what the
#: other one says of a sentence. Without a lead nobody works blind.
_WAITS = """(
    EXISTS (SELECT 1 FROM team WHERE role = 'lead')
    AND (SELECT same FROM team WHERE person = {event}.person) <> :who
    AND NOT EXISTS (SELECT 1 FROM team WHERE role = 'lead'
        AND same = (SELECT same FROM team WHERE person = {event}.person))
    AND (NOT EXISTS (SELECT 1 FROM assigned WHERE start = -1)
        OR (SELECT count(DISTINCT person) FROM assigned WHERE assigned.article = {event}.article) > 1)
    AND {event}.id NOT IN (SELECT event FROM example WHERE NOT unseen)
)"""

#: Whether its author may do what leads do. Otherwise it has no effect.
_COUNTS = """(
    NOT EXISTS (SELECT 1 FROM team WHERE role = 'lead') OR EXISTS (
        SELECT 1 FROM team WHERE role = 'lead' AND same = (SELECT same FROM team WHERE person = {event}.person)
    )
)"""

#: The event that opened gold to the annotator; if there is none, an id before all others.
_OPENING = "coalesce((SELECT event FROM feedback WHERE person = :who), x'')"

#: Gold of a sentence goes to the annotators who decided that sentence, as far as it is open to them.
_IS_OPENED = f"""(
    {{event}}.id < {_OPENING} AND {_COUNTS} AND {{event}}.article IN ({{articles}}) AND EXISTS (
        SELECT 1 FROM annotation AS own WHERE own.article = {{event}}.article AND own.start < {{event}}."end"
        AND own."end" > {{event}}.start AND own.layer = 0 AND own.person = :who AND own.status <> 'undecided'
    )
)"""

#: Whether the row `{event}` of the journal goes into the pack, if it is not an undo or redo.
_GOES = f"""CASE
    WHEN {{event}}.kind IN {_OF_THE_PROJECT} THEN 1
    WHEN {{event}}.kind IN {_OF_ARTICLES} THEN {{event}}.article IN ({{articles}})
    WHEN {{event}}.kind = 'example' THEN NOT {_WAITS}
    WHEN {{event}}.kind = 'assign' THEN {{event}}.payload ->> '$.to' IN ({{keys}})
    WHEN {{event}}.kind = 'feedback' AND {{event}}.payload ->> '$.who' IN ({{keys}}) AND {_COUNTS} THEN 1
    WHEN {{event}}.kind = 'return' AND {{event}}.payload ->> '$.to' IN ({{keys}}) AND {_COUNTS}
        THEN {{event}}.article IN ({{articles}})
    WHEN {{event}}.kind IN ('undo', 'redo') THEN 0
    WHEN {{event}}.layer IS 1 AND {_IS_OPENED} THEN 1
    ELSE {{event}}.person IN ({{persons}}) AND ({{event}}.article IS NULL OR {{event}}.article IN ({{articles}}))
END"""

#: Undos and redos of an action that has an event in the pack go with it, if they are by its author or the annotator:
#: those of others have no effect. Undos of gold are open as far as the gold is.
_GOES_BACK = f"""(
    journal.kind IN ('undo', 'redo') AND EXISTS (
        SELECT 1 FROM journal AS done WHERE done.id IN (
            SELECT id FROM journal AS first WHERE first.id = journal.undoes AND first.action = journal.undoes
            UNION ALL SELECT id FROM journal AS later WHERE later.action = journal.undoes AND later.action <> later.id
        )
        AND (journal.person IN ({{persons}}) OR (SELECT same FROM team WHERE person = done.person)
            = (SELECT same FROM team WHERE person = journal.person))
        AND (done.layer IS NOT 1 OR done.person IN ({{persons}}) OR journal.id < {_OPENING})
        AND {{goes}}
    )
)"""


class PackContents:
    """What is in the pack of one annotator, read from the project. Read all of it in one transaction."""

    def __init__(self, connection: sqlite3.Connection, person: int) -> None:
        """`person` is the annotator's number; 0 is somebody who is new to the project."""
        self._connection = connection
        self._values = {"who": person}
        persons = "SELECT person FROM team WHERE same = :who"
        self._keys = f"SELECT key FROM person WHERE n IN ({persons})"
        #: Whether anything is assigned to anybody; if not, everybody works on all articles.
        self.are_assigned = bool(self._one("SELECT EXISTS (SELECT 1 FROM assigned WHERE start = -1 OR person = :who)"))
        self._articles = (
            "SELECT article FROM assigned WHERE person = :who" if self.are_assigned else "SELECT n FROM article_key"
        )
        parts = {"persons": persons, "keys": self._keys, "articles": self._articles}
        goes = _GOES.format(event="journal", **parts)
        goes_back = _GOES_BACK.format(persons=persons, goes=_GOES.format(event="done", **parts))
        self._goes = f"({goes} OR {goes_back})"

    # -- how much there is -------------------------------------------------------------------------------

    def article_count(self) -> int:
        """How many articles."""
        return self._one(f"SELECT count(*) FROM article WHERE n IN ({self._articles})")

    def sentence_count(self) -> int:
        """How many sentences the annotator has to do in these articles."""
        if self.are_assigned:
            return share_of(self._connection, self._values["who"]).sentences
        return self._one("SELECT coalesce(sum(sentences), 0) FROM article")

    def decision_count(self) -> int:
        """How many of these sentences the annotator has decided."""
        if self.are_assigned:
            return share_of(self._connection, self._values["who"]).decided
        return self._one("SELECT coalesce(sum(labelled + skipped), 0) FROM progress WHERE person = :who")

    def event_count(self) -> int:
        """How many events."""
        return self._one(f"SELECT count(*) FROM journal WHERE {self._goes}")

    # -- what there is -----------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The annotator's key."""
        (key,) = self._connection.execute("SELECT key FROM person WHERE n = :who", self._values).fetchone()
        return str(key)

    def events(self) -> Iterator[PortableEvent]:
        """The events in the order of their ids."""
        return portable_events(self._connection, self._goes, self._values)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The hash (hexadecimal digits) and the text of every article, in the order of hashes."""
        rows = self._connection.execute(
            "SELECT hash, text FROM article_key JOIN article_text ON article_text.article = article_key.n"
            f" WHERE article_key.n IN ({self._articles}) ORDER BY hash",
            self._values,
        )
        return ((hash.hex(), text) for hash, text in rows)

    def known_keys(self) -> list[str]:
        """The keys of all people in the events, in the order of keys. The events say who is who."""
        rows = self._connection.execute(
            "SELECT key FROM person WHERE key IN (SELECT payload ->> '$.who' FROM journal WHERE kind = 'annotator'"
            " UNION SELECT payload ->> '$.same_as' FROM journal WHERE kind = 'annotator')"
            f" OR key IN ({self._keys}) ORDER BY key",
            self._values,
        )
        return [key for (key,) in rows]

    def runs(self) -> Iterator[dict[str, object]]:
        """The runs of models with suggestions in the articles, except those that learnt from annotators."""
        runs = f"SELECT run FROM suggestion WHERE article IN ({self._articles})"
        return portable_runs(self._connection, f"n IN ({runs} AND {_OF_NOBODY})", self._values)

    def suggestions(self) -> Iterator[dict[str, object]]:
        """What they suggest."""
        where = f"suggestion.article IN ({self._articles}) AND {_OF_NOBODY}"
        return portable_suggestions(self._connection, where, self._values)

    def kept_state(self, annotator: str) -> AnnotatorState:
        """The annotator's own places and preferences, by the name on screen."""
        own = (each for each in preferences(self._connection) if each.key != "key")
        return AnnotatorState(
            tuple(each for each in places(self._connection) if each.annotator == annotator),
            tuple(each for each in own if each.annotator == annotator),
        )

    def _one(self, statement: str) -> int:
        (found,) = self._connection.execute(statement, self._values).fetchone()
        return int(found)
