"""Conflicts between the labels of one codebook file: keys, names, former names, groups, number.

Works on the tables as they were read, so that it still works when single fields are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

from labels.codebook.fields import fold, shown
from labels.codebook.lines import Path
from labels.codebook.matching import unknown_name
from labels.codebook.merging import circle_in_words, circles

MAX_LABELS = 60

Table = Mapping[str, Any]


def clashes(document: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Where labels of `document` clash, and what to say about it."""
    tables = document.get("labels")
    if not isinstance(tables, list):
        return
    known = {index: table for index, table in enumerate(tables) if isinstance(table, dict)}
    active = {
        index: table for index, table in known.items() if table.get("retired") is not True and not _is_merged(table)
    }
    yield from _number(known, active)
    yield from _names(known)
    yield from _former_names(known)
    yield from _merges(known)
    yield from _keys(active)
    yield from _groups(known, active, document.get("choose", "one"))


def _name(table: Table) -> str:
    """The label's name as a message shows it."""
    return shown(table["name"]) if isinstance(table.get("name"), str) else "a label without a name"


def _is_merged(table: Table) -> bool:
    return isinstance(table.get("same_as"), str) and bool(table["same_as"].strip())


def _by(tables: Mapping[int, Table], field: str) -> dict[str, list[int]]:
    """The places of the tables whose text `field` says the same."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, table in tables.items():
        value = table.get(field)
        if isinstance(value, str) and value.strip():
            places[normalize("NFC", " ".join(value.split()))].append(index)
    return places


def _number(known: Mapping[int, Table], active: Mapping[int, Table]) -> Iterator[tuple[Path, str]]:
    if known and not active:
        yield ("labels",), "every label is retired or merged: add one, or take retired = true out of one"
    if len(active) > MAX_LABELS:
        over = list(active)[MAX_LABELS]
        yield (
            ("labels", over),
            f"there are {len(active)} labels and at most {MAX_LABELS} keys for them: take out or retire "
            f"{len(active) - MAX_LABELS}",
        )


def _names(known: Mapping[int, Table]) -> Iterator[tuple[Path, str]]:
    first: dict[str, str] = {}
    for name, places in _by(known, "name").items():
        for index in places:
            other = first.setdefault(fold(name), name)
            if other != name:
                message = f"{shown(name)} differs from {shown(other)} only by case: give it another name"
                yield ("labels", index, "name"), message
            elif index != places[0]:
                yield ("labels", index, "name"), f"a second label is called {shown(name)}: give it another name"


def _former_names(known: Mapping[int, Table]) -> Iterator[tuple[Path, str]]:
    """Two labels cannot both begin with the same former name, which is what decisions follow."""
    first: dict[str, int] = {}
    for index, table in known.items():
        names = table.get("formerly")
        if isinstance(names, list) and names and isinstance(names[0], str):
            other = first.setdefault(fold(names[0].strip()), index)
            if other != index:
                message = (
                    f"both {_name(known[other])} and {_name(table)} were formerly {shown(names[0])}: "
                    f"keep that in the one whose decisions should follow"
                )
                yield ("labels", index, "formerly"), message


def _merges(known: Mapping[int, Table]) -> Iterator[tuple[Path, str]]:
    """Each label that was merged must lead to one that was not, by the names in this file."""
    by_name = {fold(name): index for name, (index, *_) in _by(known, "name").items()}
    into: dict[int, int] = {}
    for name, places in _by(known, "same_as").items():
        target = by_name.get(fold(name))
        for index in places:
            if target is None:
                names = [table["name"] for table in known.values() if isinstance(table.get("name"), str)]
                yield ("labels", index, "same_as"), unknown_name(name, names, "this file")
            else:
                into[index] = target
    for circle in circles(into):
        yield ("labels", circle[0], "same_as"), circle_in_words([_name(known[index]) for index in circle])


def _keys(active: Mapping[int, Table]) -> Iterator[tuple[Path, str]]:
    for key, (first, *others) in _by(active, "key").items():
        for index in others:
            message = (
                f"two labels on the key {shown(key)}, {_name(active[first])} and {_name(active[index])}: "
                f"give one another key, or take the line out to have one chosen"
            )
            yield ("labels", index, "key"), message


def _groups(known: Mapping[int, Table], active: Mapping[int, Table], choose: object) -> Iterator[tuple[Path, str]]:
    """Retired labels keep their group; the group of any other label must have an effect."""
    members = _by(known, "group")
    for group, places in _by(active, "group").items():
        if choose == "one":
            for index in places:
                message = 'a group does nothing where choose = "one": take the line out, or write choose = "many"'
                yield ("labels", index, "group"), message
        elif len(members[group]) == 1:
            message = (
                f"{_name(active[places[0]])} is alone in the group {shown(group)}, which does nothing: "
                f"put a second label in it, or take the line out"
            )
            yield ("labels", places[0], "group"), message
