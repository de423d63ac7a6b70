"""Help: the keys of the screen as they really are, and the codebook. It can be searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.help_parts import Part, Row
from tui.widgets.prompt import Prompt
from tui.widgets.side_panel import wrapped_words

#: The column of the keys, in cells; in a window narrower than `_NARROW` it is `_TIGHT`.
_WIDTH, _TIGHT, _NARROW = 22, 9, 60

#: Columns of the page, and of what surrounds its text: padding and scrollbar.
_PAGE, _FRAME = 84, 8


class HelpScreen(ModalScreen[None]):
    """One page to scroll. `help_screen` makes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen VerticalScroll {
        width: 84;
        max-width: 100%;
        height: 90%;
        padding: 1 2;
        background: $surface;
        scrollbar-gutter: stable;
    }
    HelpScreen VerticalScroll:ansi { border: solid $row-bar; padding: 0 1; }
    HelpScreen.-narrow VerticalScroll, HelpScreen.-low VerticalScroll { height: 100%; padding: 0 1; }
    HelpScreen Question { width: 84; max-width: 100%; }
    """
    AUTO_FOCUS = "VerticalScroll"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, parts: Iterable[Part], find: str) -> None:
        """Show these parts one below the other; the key `find` asks for a word to look for."""
        super().__init__()
        self._parts = list(parts)
        self._find = find
        self._wanted = ""
        self._prompt = Prompt()

    def compose(self) -> ComposeResult:
        yield self._prompt.question
        with VerticalScroll():
            yield Static(self._page())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # While a search is typed, letters belong to it.
        return action not in ("dismiss", "find") or not self._prompt.asking

    def action_find(self) -> None:
        """Ask what to look for; the page follows what is typed."""
        self._prompt.ask("Find in help:", self._show, self._wanted)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def on_descendant_blur(self) -> None:
        """The search was entered, so the arrows scroll again."""
        self.call_later(self._scroll_by_keys)

    def _scroll_by_keys(self) -> None:
        if self.focused is None:
            self.set_focus(self.query_one(VerticalScroll))

    def _show(self, wanted: str) -> None:
        """Show the lines that hold what is `wanted`, whatever the case; all lines where that is nothing."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self.query_one(VerticalScroll).query_one(Static).update(self._page())

    def _page(self) -> Content:
        wanted = self._wanted.strip().casefold()
        find = key_cap(self._find)
        head = f"Escape goes back; the arrows scroll; {find} finds a word."
        if wanted:
            head = f"Only what holds “{printable(self._wanted.strip())}”; {find} and nothing typed shows everything."
        lines = [Content(head)]
        for part in self._parts:
            lines += self._part(part, wanted)
        if wanted and len(lines) == 1:
            lines += [Content(""), Content(f"Nothing here holds “{printable(self._wanted.strip())}”.")]
        return Content("\n").join(lines)

    def _part(self, part: Part, wanted: str) -> list[Content]:
        """The lines of a part that hold what is `wanted` (in small letters); all of them if its heading does."""
        lines = [*(self._line(row, part.typed) for row in part.rows), *part.lines]
        if wanted and wanted not in part.head.casefold():
            lines = [line for line in lines if wanted in line.plain.casefold()]
            if not lines:
                return []
        return [Content(""), *([Content(part.head).stylize("bold")] if part.head else []), *lines]

    def _line(self, row: Row, typed: bool) -> Content:
        keys, words = row
        shown = "  ".join(key if typed or " " in key else key_cap(key) for key in keys)
        wide = self.app.size.width >= _NARROW
        indent = (_WIDTH if wide else _TIGHT) + 1
        room = max(10, min(self.app.size.width, _PAGE) - _FRAME - indent)
        lines = wrapped_words(words, room)
        if len(shown) >= indent:
            return Content("\n".join([shown, *(" " * indent + line for line in lines)]))
        return Content(f"{shown:<{indent}}" + f"\n{' ' * indent}".join(lines))


def help_screen(parts: Iterable[Part], keymap: Keymap, opened_by: Sequence[str]) -> HelpScreen:
    """The help screen, which the keys that opened it close as well."""
    back, quits = keymap.elsewhere["help_back"], keymap.elsewhere["help_quit"]
    keys = dict.fromkeys((*back, *(key for key in opened_by if key not in quits)))
    bindings = [
        replace(each, key=",".join(keys)) if each.id == "help_back" else each for each in bindings_of("help", keymap)
    ]
    return with_bindings(HelpScreen, bindings)(parts, keymap.elsewhere["help_find"][0])
