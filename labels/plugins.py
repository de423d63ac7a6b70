"""Formats that other packages bring: found by their entry points, loaded when they are first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

IMPORTERS, EXPORTERS = "copydesk.importers", "copydesk.exporters"


@dataclass(frozen=True, slots=True)
class Plugins:
    """What could be loaded, in the order of the names, and a line for each that could not: its name, and why."""

    found: tuple[Any, ...]
    broken: tuple[tuple[str, str], ...]


@cache
def plugins(group: str, needed: tuple[str, ...]) -> Plugins:
    """The objects behind the entry points of a group. Each must have the attributes that are `needed`.

    An entry point may name a class (which is called without arguments) or an object. One that cannot be loaded is
    passed over, whatever is wrong with it: a broken package must not keep others from working.
    """
    from importlib.metadata import entry_points

    found: list[Any] = []
    broken: list[tuple[str, str]] = []
    for point in sorted(entry_points(group=group), key=lambda each: each.name):
        package = point.dist.name if point.dist else "?"
        try:
            loaded = point.load()
            each = loaded() if isinstance(loaded, type) else loaded
            lacking = [name for name in needed if not hasattr(each, name)]
            if lacking:
                raise TypeError(f"it has no {lacking[0]}")
        except Exception as error:  # noqa: BLE001  # anything may go wrong in a package that is not ours
            said = " ".join(str(error).split()) or type(error).__name__
            broken.append(
                (f"plug-in {point.name}", f"cannot be used ({said}). Update or remove the package {package}.")
            )
        else:
            found.append(each)
    return Plugins(tuple(found), tuple(broken))
