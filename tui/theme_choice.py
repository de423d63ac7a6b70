"""Choosing a theme: the list of those that the terminal can show, and the one that is kept."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from labels.errors import CopydeskError
from tui.keymap import Keymap
from tui.remembering import remember_theme
from tui.screens.themes import theme_screen
from tui.settings import Settings
from tui.theme import THEME_NAMES

_FEW_COLOURS = "Other themes need a terminal with true colour."


class ThemeChoice:
    """Asks for a theme once, and writes it into the settings."""

    def __init__(self, app: App[None], settings: Settings, tell: Callable[[str], None], *, true_colour: bool) -> None:
        """Ask in `app`, and `tell` what was kept; without `true_colour` only themes in the terminal's own colours."""
        self._app = app
        self._settings = settings
        self._tell = tell
        self._true_colour = true_colour

    async def ask(self, keymap: Keymap) -> None:
        """Show the list of themes; the next key is looked at when the list is there."""
        themes = self._app.available_themes
        names = [*THEME_NAMES, *sorted(set(themes) - set(THEME_NAMES))]
        remark = ""
        if not self._true_colour:
            names = [name for name in names if themes[name].ansi]
            remark = _FEW_COLOURS
        await self._app.push_screen(theme_screen(names, keymap, remark), self._keep)

    def _keep(self, name: str | None) -> None:
        """Write the theme that was chosen into the settings, and say so."""
        if name is None:
            return
        if self._settings.path is None:
            self._tell(f"Theme: {name}")
            return
        try:
            remember_theme(name, self._settings.path)
        except CopydeskError as error:
            self._app.notify(f"The theme {name} is not remembered. {error}", severity="warning", timeout=10)
        else:
            self._tell(f"Theme: {name}. It is kept in {self._settings.path}")
