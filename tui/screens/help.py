"""Help: the keys as they really are where somebody asks, and the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keymap import Keymap
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.help_parts import Part, Row
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
    HelpScreen.-narrow VerticalScroll, HelpScreen.-low VerticalScroll { height: 100%; padding: 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, parts: Iterable[Part]) -> None:
        """Show these parts one below the other."""
        super().__init__()
        self._parts = list(parts)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join(self._page()))

    def _page(self) -> Iterator[Content]:
        yield Content("Escape goes back; the arrows scroll.")
        for part in self._parts:
            yield Content("")
            if part.head:
                yield Content(part.head).stylize("bold")
            for row in part.rows:
                yield self._line(row, part.typed)
            yield from part.lines

    def _line(self, row: Row, typed: bool) -> Content:
        keys, words = row
        shown = "  ".join(key if typed or " " in key else format_key(key) for key in keys)
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
    return with_bindings(HelpScreen, bindings)(parts)
