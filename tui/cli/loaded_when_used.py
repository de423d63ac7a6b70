"""The commands by name, each loaded when it is used: all of them together take a noticeable part of the start."""

from __future__ import annotations

from collections.abc import ItemsView, Mapping, ValuesView
from importlib import import_module
from typing import cast

import click

from tui.starting import loading


class LoadedWhenUsed(dict[str, click.Command]):
    """A dictionary whose commands are imported when they are asked for; their names are known before."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """`places` has for each name the module in this package and the command in it, such as `list:list_`."""
        super().__init__(cast("dict[str, click.Command]", dict.fromkeys(places)))
        self._places = dict(places)

    def __getitem__(self, name: str) -> click.Command:
        if name in self._places:
            module, _, command = self._places.pop(name).partition(":")
            with loading():
                super().__setitem__(name, getattr(import_module(f"tui.cli.{module}"), command))
        return super().__getitem__(name)

    def get(self, name: str, default: click.Command | None = None) -> click.Command | None:  # type: ignore[override]
        """The command with this name."""
        try:
            return self[name]
        except KeyError:
            return default

    def values(self) -> ValuesView[click.Command]:  # type: ignore[override]
        """All commands, in order."""
        self._load_all()
        return super().values()

    def items(self) -> ItemsView[str, click.Command]:  # type: ignore[override]
        """All commands with their names, in order."""
        self._load_all()
        return super().items()

    def _load_all(self) -> None:
        for name in list(self._places):
            self[name]
