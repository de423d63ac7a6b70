"""The people of the project: their numbers, and the names under which they are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from labels.journal.fold import Registry
from labels.journal.project_fold import Person, first_keys, name_in_key, registry_of
from labels.journal.rows import WIDE
from labels.sqlite.annotator_state import PACK_KEY
from labels.sqlite.sums import sum_whole

#: The preference that says whose key a name means in this file.
_KEY = "key"


def numbers_of_keys(connection: sqlite3.Connection) -> dict[str, int]:
    """The numbers of all persons in the events, by key."""
    return dict(connection.execute("SELECT key, n FROM person"))


def number_everybody(connection: sqlite3.Connection) -> None:
    """Give a number to everybody who is registered, also to those who did nothing yet; in an open transaction."""
    connection.execute(
        "INSERT OR IGNORE INTO person (key) SELECT json_extract(payload, '$.who') FROM journal"
        f" WHERE {WIDE} AND kind = 'annotator' ORDER BY id"
    )


def read_registry(connection: sqlite3.Connection) -> Registry:
    """Leads, and persons who are somebody else, as kept in the project."""
    same, leads = {}, set()
    for person, who, role in connection.execute("SELECT person, same, role FROM team"):
        if person != who:
            same[person] = who
        if role == "lead":
            leads.add(who)
    return Registry(frozenset(leads), same)


def keep_people(connection: sqlite3.Connection, people: Mapping[str, Person]) -> Registry:
    """Write everybody again into an open transaction, and return who is who."""
    numbers = numbers_of_keys(connection)
    wanted = team_rows(people, numbers)
    kept = set(connection.execute("SELECT person, name, shown, role, registered, same FROM team"))
    if wanted != kept:
        connection.execute("DELETE FROM team")
        connection.executemany("INSERT INTO team VALUES (?, ?, ?, ?, ?, ?)", sorted(wanted, key=itemgetter(0)))
    return registry_of(people, numbers)


def team_rows(people: Mapping[str, Person], numbers: Mapping[str, int]) -> set[tuple[Any, ...]]:
    """The rows of the table of people."""
    first = first_keys(people, numbers)
    shown = _shown(people, first)
    return {
        (
            numbers[key],
            (person := people.get(key) or Person(name_in_key(key))).name,
            shown.get(key),
            person.role,
            person.registered,
            numbers[first[key]],
        )
        for key in numbers
    }


def _shown(people: Mapping[str, Person], first: Mapping[str, str]) -> dict[str, str]:
    """The names on screen by key: "ana", and "ana (2)" for the next of that name in the order of registration."""

    def order(key: str) -> tuple[bytes, str]:
        person = people.get(key)
        return (person.registered if person and person.registered else b"\xff" * 16), key

    shown: dict[str, str] = {}
    for key in sorted((key for key in first if first[key] == key), key=order):
        name = people[key].name if key in people else name_in_key(key)
        taken = set(shown.values())
        candidate, count = name, 1
        while candidate in taken:
            count += 1
            candidate = f"{name} ({count})"
        shown[key] = candidate
    return shown


def person_named(connection: sqlite3.Connection, name: str) -> int | None:
    """The number of the annotator shown under a name, or of one who had this name before a merge."""
    row = connection.execute("SELECT person FROM team WHERE shown = ?", (name,)).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT same FROM team WHERE name = ? AND person <> same ORDER BY registered LIMIT 1", (name,)
        ).fetchone()
    return None if row is None else int(row[0])


def sees_others(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the annotator shown under a name may see what others said.

    Without leads everybody may, otherwise only leads.
    """
    leads = read_registry(connection).leads
    return not leads or person_named(connection, name) in leads


def name_on_screen(connection: sqlite3.Connection, name: str) -> str:
    """The present name on screen of the person who was called `name` in this file before a merge.

    A merge may bring another person of one name who was registered earlier; in this file the name still means the same
    person.
    """
    row = connection.execute(
        "SELECT shown.shown FROM preference JOIN person ON person.key = preference.value"
        " JOIN team ON team.person = person.n JOIN team AS shown ON shown.person = team.same"
        " WHERE preference.annotator = ? AND preference.key = ?",
        (name, _KEY),
    ).fetchone()
    if row is None and person_named(connection, name) is None:
        # A key names its person too: a name from before a merge can hide another person of that name.
        row = connection.execute(
            "SELECT shown.shown FROM person JOIN team ON team.person = person.n"
            " JOIN team AS shown ON shown.person = team.same WHERE person.key = ?",
            (name,),
        ).fetchone()
    return name if row is None else str(row[0])


def owner_of_pack(connection: sqlite3.Connection) -> str | None:
    """The name on screen of the annotator for whom a pack was made; None if the project is not a pack."""
    row = connection.execute(
        "SELECT shown.shown FROM preference JOIN person ON person.key = preference.value"
        " JOIN team ON team.person = person.n JOIN team AS shown ON shown.person = team.same"
        " WHERE preference.key = ?",
        (PACK_KEY,),
    ).fetchone()
    return None if row is None else str(row[0])


def remember_names(connection: sqlite3.Connection, before: Mapping[int, str]) -> None:
    """Note who was meant by names that have changed on screen, and move their local data; in an open transaction.

    `before` is the name on screen for every person's number.
    """
    keys = dict(connection.execute("SELECT n, key FROM person"))
    now = names_of_people(connection)
    for person, name in before.items():
        if now.get(person, name) == name:
            continue
        for table in ("place", "preference"):
            connection.execute(f"UPDATE OR IGNORE {table} SET annotator = ? WHERE annotator = ?", (now[person], name))
        connection.execute("INSERT OR REPLACE INTO preference VALUES (?, ?, ?)", (name, _KEY, keys[person]))
        sum_whole(connection, "preference")


def numbers_by_name(connection: sqlite3.Connection) -> dict[str, int]:
    """The number of everybody who is shown, by the name on screen."""
    return dict(connection.execute("SELECT shown, person FROM team WHERE shown IS NOT NULL"))


def former_names(connection: sqlite3.Connection) -> dict[str, int]:
    """The names of people who are the same as another, with the number of that one; of several the first registered."""
    numbers: dict[str, int] = {}
    for name, same in connection.execute("SELECT name, same FROM team WHERE person <> same ORDER BY registered"):
        numbers.setdefault(name, same)
    return numbers


def names_of_people(connection: sqlite3.Connection) -> dict[int, str]:
    """The name on screen for every person's number. A person who is the same as another has the name of that one."""
    shown = dict(connection.execute("SELECT person, shown FROM team WHERE shown IS NOT NULL"))
    return {
        person: shown.get(same, name)
        for person, name, same in connection.execute("SELECT person, name, same FROM team")
    }


def keys_of_people(connection: sqlite3.Connection) -> dict[int, str]:
    """The key for every person's number. A person who is the same as another has the key of that one."""
    keys = dict(connection.execute("SELECT n, key FROM person"))
    return {person: keys[same] for person, same in connection.execute("SELECT person, same FROM team")}


def plain_names(connection: sqlite3.Connection) -> dict[int, str]:
    """The plain name for every person's number, as exports carry it: two people of one name have the same."""
    names = dict(connection.execute("SELECT person, name FROM team"))
    return {
        person: names.get(same, names[person]) for person, same in connection.execute("SELECT person, same FROM team")
    }
