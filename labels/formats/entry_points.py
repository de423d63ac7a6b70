"""Formats and suggesters that other packages bring: found by their entry points, loaded when they are first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from labels.unexpected_errors import TELLS_ALL, let_go, log, said

READER_GROUP, WRITER_GROUP, SUGGESTER_GROUP = "copydesk.importers", "copydesk.exporters", "copydesk.suggesters"

#: The exceptions of a plug-in that are caught: all, also those that would end the program.
FAULTS = (Exception, SystemExit)


@dataclass(frozen=True, slots=True)
class Plugin:
    """What an entry point of another package gave: its name, the package, and the object itself."""

    name: str
    package: str
    made: Any

    def lacking(self, *needed: str) -> None:
        """Raises TypeError naming the first of the attributes `needed` that is missing."""
        for name in needed:
            if not hasattr(self.made, name):
                raise TypeError(f"it has no {name}")

    def fault(self, error: BaseException) -> str:
        """One line about an error that it should not have raised: where, what, and what to do."""
        log("a plug-in failed", error)
        place = self._place(error)
        let_go(error)
        return (
            f"plug-in {self.name} failed{place}: {said(error)}. Update or remove the package"
            f" {self.package}; {TELLS_ALL}"
        )

    def _place(self, error: BaseException) -> str:
        """The last line of its own package in the traceback; empty if there is none."""
        package = type(self.made).__module__.partition(".")[0]
        place, trace = "", error.__traceback__
        while trace is not None:
            frame = trace.tb_frame
            if str(frame.f_globals.get("__name__", "")).partition(".")[0] == package:
                file = Path(frame.f_code.co_filename)
                name = f"{file.parent.name}/{file.name}" if file.name == "__init__.py" else file.name
                place = f" at {name}:{trace.tb_lineno}"
            trace = trace.tb_next
        return place


@dataclass(frozen=True, slots=True)
class Plugins:
    """What could be loaded, in the order of the names, and a line for each that could not: its name, and why."""

    found: tuple[Any, ...]
    broken: tuple[tuple[str, str], ...]


@cache
def plugins(group: str, fit: Callable[[Plugin], Any], taken: tuple[str, ...] = ()) -> Plugins:
    """The formats behind the entry points of a group, each as `fit` makes it; `taken` are names that are ours.

    An entry point may name a class (which is called without arguments) or an object; `fit` raises TypeError for one
    that is no format. One that cannot be used is skipped, whatever is wrong with it, so that a broken package does not
    stop others.
    """
    from importlib.metadata import entry_points

    found: list[Any] = []
    broken: list[tuple[str, str]] = []
    names = set(taken)
    for point in sorted(entry_points(group=group), key=lambda each: each.name):
        package = point.dist.name if point.dist else "?"
        try:
            loaded = point.load()
            each = fit(Plugin(point.name, package, loaded() if isinstance(loaded, type) else loaded))
            if each.name in names:
                what = "suggester" if group == SUGGESTER_GROUP else "format"
                raise TypeError(f"there is another {what} called {each.name}")
        except FAULTS as error:  # a package of somebody else may raise anything
            log("a plug-in failed", error)
            why = said(error).removeprefix("TypeError: ").removeprefix("ModuleNotFoundError: ")
            where = f"plug-in {point.name} ({point.value})"
            broken.append((where, f"cannot be used: {why}. Update or remove the package {package}."))
        else:
            names.add(each.name)
            found.append(each)
    return Plugins(tuple(found), tuple(broken))
