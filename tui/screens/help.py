"""Help: the keys as they really are, and the codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.scheme import Label, Scheme
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.printable import printable
from tui.widgets.side_panel import wrapped_words

#: The column of the keys, in cells; in a window narrower than `_NARROW` it is `_TIGHT`.
_WIDTH, _TIGHT, _NARROW = 22, 9, 60

#: Columns of the page, and of what surrounds its text: padding and scrollbar.
_PAGE, _FRAME = 84, 8


class HelpScreen(ModalScreen[None]):
    """One page to scroll: the entry under the cursor first, then all keys, then the whole codebook.

    `help_screen` makes it.
    """

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

    def __init__(self, scheme: Scheme, keymap: Keymap, labels: Collection[str] = ()) -> None:
        """Explain `scheme` and `keymap`, beginning with the labels whose ids are given."""
        super().__init__()
        self._scheme = scheme
        self._keymap = keymap
        self._labels = labels

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join(self._page()))

    def _page(self) -> Iterator[Content]:
        yield Content("Escape goes back to the desk; the arrows scroll.")
        here = [label for label in self._scheme.labels if label.id in self._labels]
        for label in here:
            yield Content("")
            yield from self._entry(label)
        yield from self._keys()
        yield from _headed("Codebook" + (f": {printable(self._scheme.title)}" if self._scheme.title else ""))
        for line in self._scheme.guidelines.splitlines():
            yield Content(printable(line))
        for label in self._scheme.active:
            yield Content("")
            yield from self._entry(label)

    def _keys(self) -> Iterator[Content]:
        yield from _headed("Labels")
        for label in self._scheme.active:
            first = printable(label.definition).split(". ")[0].rstrip(".")
            words = printable(label.name) + (f": {first}" if first else "")
            yield self._line(self._keymap.label_keys[label.id], words)
        if any(self._keymap.toggle_keys.values()):
            give = "Add" if self._scheme.choose == "many" else "Give"
            yield self._line(("Shift and the letter",), f"{give} the label or take it away, and stay")
        for section in dict.fromkeys(command.section for command in COMMANDS):
            yield from _headed(section)
            for command in COMMANDS:
                if command.section == section:
                    yield self._line(self._keymap.commands[command.id], command.description)

    def _line(self, keys: Collection[str], words: str) -> Content:
        shown = "  ".join(key if " " in key else format_key(key) for key in keys)
        indent = (_WIDTH if self.app.size.width >= _NARROW else _TIGHT) + 1
        room = max(10, min(self.app.size.width, _PAGE) - _FRAME - indent)
        lines = wrapped_words(words, room)
        return Content(f"{shown:<{indent}}" + f"\n{' ' * indent}".join(lines))

    def _entry(self, label: Label) -> Iterator[Content]:
        key = f"  ({label.key})" if label.key else ""
        yield Content.assemble((printable(label.name), "bold"), key)
        if label.definition:
            yield Content(printable(label.definition))
        for sign, texts in (("+ ", label.examples), ("– not: ", label.counter_examples)):
            for text in texts:
                yield Content(f"{sign}{printable(text)}")


def help_screen(scheme: Scheme, keymap: Keymap, labels: Collection[str] = ()) -> HelpScreen:
    """The help screen, which the key that opened it closes as well. Arguments as in `HelpScreen`."""
    quits = keymap.commands["quit"]
    keys = dict.fromkeys(("escape", *(key for key in ("q", *keymap.commands["help"]) if key not in quits)))
    # With priority, so that a key typed ahead behind these reaches the desk.
    bindings = [
        Binding(",".join(keys), "dismiss", "Back to the desk", id="help.close", priority=True),
        Binding(",".join(quits), "app.quit", "Quit", id="help.quit", priority=True),
    ]
    made = type("HelpScreen", (HelpScreen,), {"BINDINGS": bindings, "__doc__": HelpScreen.__doc__})
    screen: HelpScreen = made(scheme, keymap, labels)
    return screen


def _headed(words: str) -> Iterator[Content]:
    yield Content("")
    yield Content(words).stylize("bold")
