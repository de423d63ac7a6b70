"""Help: the keys as they really are where somebody asks, and the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keymap import Keymap
from tui.screens.help_parts import Part, Row
from tui.widgets.side_panel import wrapped_words

#: What opens help on screens whose keys are always the same.
HELP_KEYS = ("question_mark", "h")

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


def help_screen(parts: Iterable[Part], keymap: Keymap | None = None) -> HelpScreen:
    """The help screen, which the key that opened it closes as well; without a `keymap`, that is `?` or h."""
    quits = keymap.commands["quit"] if keymap else ("ctrl+q",)
    opens = keymap.commands["help"] if keymap else HELP_KEYS
    keys = dict.fromkeys(("escape", *(key for key in ("q", *opens) if key not in quits)))
    # With priority, so that a key typed ahead behind these reaches what is behind.
    bindings = [
        Binding(",".join(keys), "dismiss", "Back", id="help.close", priority=True),
        Binding(",".join(quits), "app.quit", "Quit", id="help.quit", priority=True),
    ]
    made = type("HelpScreen", (HelpScreen,), {"BINDINGS": bindings, "__doc__": HelpScreen.__doc__})
    screen: HelpScreen = made(parts)
    return screen
