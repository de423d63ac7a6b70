"""The line of keys at the bottom: as many as fit, each whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.compose import compose
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyHint(NamedTuple):
    """A key and the short word that stands beside it; `action` is what a click does, `tooltip` says it in full."""

    key: str
    word: str
    action: str
    tooltip: str


#: The keys to show now; None for those that the screen's bindings name.
Hints = Callable[[], Sequence[KeyHint] | None]


class KeyLine(Footer):
    """Keys with a short word each, those first that matter more; what does not fit is left to help."""

    def __init__(self, hints: Hints = lambda: None) -> None:
        """Show the keys that `hints` gives, else those of the screen's bindings, in their order."""
        super().__init__(show_command_palette=False, compact=True)
        self._room = 0
        self._hints = hints

    def compose(self) -> ComposeResult:
        room = self._room = self.app.size.width
        hints = self._hints() if self._bindings_ready else None
        for key in super().compose() if hints is None else self._keys_of(hints):
            if isinstance(key, FooterKey):
                room -= cell_len(key.key_display) + 1 + cell_len(key.description)
                if room < 0:
                    return  # and nothing after it: the order says what matters more
                room -= 1
            yield key

    def _keys_of(self, hints: Sequence[KeyHint]) -> Iterable[FooterKey]:
        for hint in hints:
            shown = self.app.get_key_display(Binding(hint.key, ""))
            key = FooterKey(hint.key, shown, hint.word, hint.action, tooltip=hint.tooltip)
            yield key.data_bind(compact=Footer.compact)

    async def recompose(self) -> None:
        """Show the keys of now. Where they are those that it shows already, nothing is built or laid out again."""
        if self.is_attached and [_shown(key) for key in compose(self)] != [_shown(key) for key in self.children]:
            await super().recompose()

    def on_resize(self, event: events.Resize) -> None:
        """Show more keys, or fewer."""
        if self.app.size.width != self._room:
            self.call_after_refresh(self.recompose)


def _shown(widget: Widget) -> object:
    """What is seen of a key, and what a click on it does; of anything else, only the thing itself."""
    if isinstance(widget, FooterKey):
        return widget.key, widget.key_display, widget.description, widget.action, widget.disabled, widget.tooltip
    return widget
