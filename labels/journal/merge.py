"""Merging: the union of two journals. A merge writes no event, and any order of arrival gives the same state.

The other file is attached; what is new in it is checked, inserted, and the articles that it touches are folded again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from labels.errors import ProjectError
from labels.journal.article_state import moment
from labels.journal.event import DECISION_KINDS, Event
from labels.journal.form import problem_with_form
from labels.journal.ids import id_to_text
from labels.journal.kinds import KINDS, PROJECT_WIDE
from labels.journal.label_changes import Given, given_here, label_changes
from labels.journal.merged import Merged
from labels.journal.numbers import Numbers
from labels.journal.payload import is_canonical
from labels.journal.rows import EVENT_COLUMNS, event_from_row, events_of_actions_in
from labels.projections import codebooks
from labels.projections.people import names_of_people, numbers_by_name, read_registry, remember_names
from labels.projections.project import refold_events
from labels.projections.refold import articles_of_roles, refold_article, refold_project
from labels.projections.work import catch_up
from labels.sqlite.sums import sum_whole
from labels.values.progress import UNWATCHED, Progress

#: How far ahead a clock may be before an event counts as one from the future.
_FUTURE = timedelta(days=1)

#: For up to this many new events it is remembered which action of which article they belong to.
_MANY_ACTIONS = 10_000

#: How many files are merged in one transaction; SQLite attaches at most ten.
MOST_ATTACHED = 8

#: The name of the file that an event came from, by the event's `seq` in the attached file.
Named = Callable[[int], str]


@contextmanager
def attached(connection: sqlite3.Connection, paths: Sequence[Path]) -> Iterator[list[str]]:
    """Attach project files for reading; gives the names of their schemas. Enter it outside a transaction."""
    names = []
    try:
        for number, path in enumerate(paths):
            name = f"other{number}"
            connection.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
            names.append(name)
        yield names
    finally:
        for name in names:
            connection.execute(f"DETACH {name}")


class Merge:
    """Takes over the content of attached files, within one open transaction."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        """`now` tells which events come from the future."""
        self._connection = connection
        self._now = now
        self._registry = read_registry(connection)
        self._names = {number: name for name, number in numbers_by_name(connection).items()}
        self._people: Counter[int] = Counter()
        self._given: Given = Counter()
        #: The articles that are to be folded, with the actions that touch them; None: all of the article is.
        self._articles: dict[int, set[bytes] | None] = {}
        self._actions = 0
        self._reversed: set[bytes] = set()
        self._project_wide = False
        self._keys = False
        self.merged = Merged()

    def take(self, schema: str, named: Named) -> None:
        """Insert what is new in the attached `schema`.

        Raises ProjectError for events that differ from those with the same id here, and for events that are not valid.
        """
        connection = self._connection
        maps = Numbers(connection, schema)
        self._keys = self._keys or maps.are_new
        self._find_news(schema, maps, named)
        with closing(self._news(schema, maps, named)) as news:  # an open cursor would keep the file from detaching
            for event in news:
                self._note(event, named)
        connection.execute(
            'INSERT INTO main.journal (id, at, person, sitting, kind, article, start, "end", layer, codebook, payload,'
            f' action, undoes) SELECT id, at, {maps.person}, {maps.sitting}, kind, {maps.article}, start, "end", layer,'
            f" codebook, payload, action, undoes FROM {schema}.journal AS other"
            " WHERE seq IN (SELECT seq FROM temp.arrival) ORDER BY seq"
        )
        self._take_texts(schema, maps, named)
        self._take_suggestions(schema, maps)

    def fold(self, progress: Progress = UNWATCHED) -> Merged:
        """Fold again what the new events touch; the result. `progress` is told how many articles are folded."""
        connection = self._connection
        registry, in_force = self._registry, codebooks.current_event(connection)
        if self._project_wide or self._keys or self._reversed:
            registry = refold_project(connection)
            remember_names(connection, self._names)
            if codebooks.current_event(connection) != in_force:
                self._given += given_here(connection, in_force)  # no annotation has changed yet
        by_roles = articles_of_roles(connection, self._registry, registry)
        wholly = self._touched_by_reversals() | by_roles
        dirty = sorted(self._articles.keys() | wholly)
        before = {n: _sentences(connection, n) for n in dirty}
        for done, n in enumerate(dirty):
            actions = None if n in wholly else self._articles[n]
            if actions is None:
                refold_article(connection, n, registry)
            else:
                refold_events(connection, n, events_of_actions_in(connection, n, actions), registry)
            progress.report(done + 1, len(dirty))
        catch_up(connection)
        self._count(dirty, before)
        self.merged.labels = label_changes(connection, self._given)
        return self.merged

    # -- what is new -------------------------------------------------------------------------------------

    def _find_news(self, schema: str, maps: Numbers, named: Named) -> None:
        """List the events that are not here, and refuse events that differ from those with the same id here."""
        connection = self._connection
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS arrival (seq INTEGER PRIMARY KEY, known INTEGER)")
        connection.execute("DELETE FROM temp.arrival")
        # Numbers that are the same in both files need not be looked up for a million events.
        person, sitting, article = (
            f"other.{column}" if maps.same else expression
            for column, expression in (
                ("person", maps.person),
                ("sitting", maps.sitting),
                ("article", maps.article),
            )
        )
        connection.execute(
            f"INSERT INTO temp.arrival SELECT other.seq, here.seq IS NOT NULL FROM {schema}.journal AS other"
            " LEFT JOIN main.journal AS here ON here.id = other.id WHERE here.seq IS NULL OR"
            ' (here.at, here.kind, here.start, here."end", here.layer, here.codebook, here.payload, here.action,'
            " here.undoes, here.person, here.sitting, here.article) IS NOT"
            ' (other.at, other.kind, other.start, other."end", other.layer, other.codebook, other.payload,'
            f" other.action, other.undoes, {person}, {sitting}, {article})"
        )
        row = connection.execute(
            f"SELECT seq, id FROM {schema}.journal JOIN temp.arrival USING (seq) WHERE known LIMIT 1"
        ).fetchone()
        if row is not None:
            raise ProjectError(
                f"{named(row[0])}: event {id_to_text(row[1])} says something else here. One of the two files was"
                " changed by hand; nothing was merged. Run copydesk check on both."
            )

    def _news(self, schema: str, maps: Numbers, named: Named) -> Generator[Event, None, None]:
        columns = EVENT_COLUMNS.replace("journal.", "other.")
        columns = columns.replace("other.person", maps.person).replace("other.sitting", maps.sitting)
        columns = columns.replace("other.article", maps.article)
        rows = self._connection.execute(
            f"SELECT {columns} FROM {schema}.journal AS other WHERE seq IN (SELECT seq FROM temp.arrival) ORDER BY seq"
        )
        with closing(rows):
            for row in rows:
                if not is_canonical(row[11]):
                    raise ProjectError(
                        f"{named(row[0])}: event {_name(row[1])} holds what no event can say; nothing was merged."
                    )
                yield event_from_row(row)

    def _note(self, event: Event, named: Named) -> None:
        """Check the form of a new event, and remember what is to be folded because of it."""
        problem = problem_with_form(event)
        if problem:
            raise ProjectError(f"{named(event.seq)}: event {_name(event.id)} {problem}; nothing was merged.")
        merged = self.merged
        merged.events += 1
        merged.unknown += event.kind not in KINDS
        merged.future += moment(event.at) > self._now + _FUTURE
        if event.kind in DECISION_KINDS and event.kind != "clear":
            self._people[event.person] += 1
        if event.kind == "label" and event.codebook is not None:
            self._given.update((label, event.codebook) for label in event.payload["labels"])
        if event.kind in PROJECT_WIDE:
            self._project_wide = True
        elif event.article is not None:
            self._touch(event.article, event.action)
        if event.undoes is not None:
            self._reversed.add(event.undoes)

    def _take_texts(self, schema: str, maps: Numbers, named: Named) -> None:
        """Insert the texts that are not here, if they match their hashes."""
        rows = self._connection.execute(
            f"SELECT {maps.article}, hash, text FROM {schema}.article_text AS other"
            f" JOIN {schema}.article_key AS key ON key.n = other.article"
            f" WHERE {maps.article} NOT IN (SELECT article FROM main.article_text)"
        )
        with closing(rows):
            for n, hash, text in rows:
                if sha256(text.encode("utf-8")).digest() != hash:
                    raise ProjectError(
                        f"{named(0)}: an article's text is not the one that came in; nothing was merged."
                    )
                self._connection.execute("INSERT INTO main.article_text VALUES (?, ?)", (n, text))
                self._articles[n] = None
                self.merged.texts += 1

    def _take_suggestions(self, schema: str, maps: Numbers) -> None:
        connection = self._connection
        new = connection.execute(
            "INSERT OR IGNORE INTO main.run (hash, model, codebook, at)"
            f" SELECT hash, model, codebook, at FROM {schema}.run ORDER BY hash"
        )
        if new.rowcount:
            sum_whole(connection, "run")
        before = connection.total_changes
        connection.execute(
            'INSERT OR IGNORE INTO main.suggestion (article, start, "end", run, label, score)'
            f' SELECT {maps.article}, start, "end", here.n, label, score FROM {schema}.suggestion AS other'
            f" JOIN {schema}.run AS there ON there.n = other.run JOIN main.run AS here ON here.hash = there.hash"
        )
        self.merged.suggestions += connection.total_changes - before

    # -- what is to be folded ----------------------------------------------------------------------------

    def _touch(self, n: int, action: bytes) -> None:
        """Note that an action touches an article.

        If very many do, whole articles are folded, because this needs less memory.
        """
        actions = self._articles.setdefault(n, set() if self._actions < _MANY_ACTIONS else None)
        if actions is not None:
            self._actions += 1
            actions.add(action)

    def _touched_by_reversals(self) -> set[int]:
        found: set[int] = set()
        for action in self._reversed:
            rows = self._connection.execute(
                "SELECT article FROM journal WHERE id = ?1 UNION SELECT article FROM journal"
                " WHERE action = ?1 AND action <> id",
                (action,),
            )
            found.update(n for (n,) in rows if n is not None)
        return found

    def _count(self, dirty: Sequence[int], before: dict[int, list[tuple[int, int]]]) -> None:
        connection, merged = self._connection, self.merged
        names = names_of_people(connection)
        for person, count in self._people.items():
            merged.decisions[names[person]] += count
        for n in dirty:
            now = _sentences(connection, n)
            if before[n] and now != before[n]:
                (carried,) = connection.execute(
                    "SELECT count(*) FROM annotation WHERE article = ? AND carried", (n,)
                ).fetchone()
                (id,) = connection.execute("SELECT id FROM article WHERE n = ?", (n,)).fetchone()
                merged.recut.append((id, carried))
            elif now and not before[n]:
                merged.articles += 1
                merged.sentences += len(now)
        (merged.waiting,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
        merged.codebooks = len(codebooks.heads(connection))
        rows = connection.execute(
            "SELECT name FROM team WHERE shown IS NOT NULL GROUP BY name HAVING count(*) > 1 ORDER BY name"
        )
        merged.clashes = tuple(name for (name,) in rows)


def _sentences(connection: sqlite3.Connection, n: int) -> list[tuple[int, int]]:
    return connection.execute('SELECT start, "end" FROM sentence WHERE article = ? ORDER BY start', (n,)).fetchall()


def _name(id: bytes) -> str:
    return id_to_text(id) if len(id) == 16 else id[:16].hex()
