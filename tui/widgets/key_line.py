"""The line of keys at the bottom: as many as fit, each whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class KeyHint(NamedTuple):
    """A key and the short word that stands beside it; `action` is what the key does, `tooltip` says it in full."""

    key: str
    word: str
    action: str
    tooltip: str


#: The keys to show now; None for those that the screen's bindings name.
Hints = Callable[[], Sequence[KeyHint] | None]

#: For actions that now do something else than their binding says: the short word of each.
Words = Callable[[], Mapping[str, str]]


class _Key(NamedTuple):
    """A key on the line, as it is drawn; `works` says whether it does something at the moment."""

    key: str
    sign: str
    word: str
    tooltip: str
    works: bool = True

    @property
    def cells(self) -> int:
        return cell_len(self.sign) + 1 + cell_len(self.word)


class KeyLine(Widget):
    """Keys with a short word each, the most important first. Keys without room are only in help.

    The line is one widget and not one for each key, because that would make the start of the program a seventh longer.
    A click on a key types it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"key-line--key", "key-line--word", "key-line--hovered"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        width: 1fr;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;
        .key-line--key {
            color: $word-accent;
            background: $footer-key-background;
            text-style: bold;
        }
        .key-line--word {
            color: $footer-description-foreground;
            background: $footer-description-background;
        }
        .key-line--hovered {
            background: $block-hover-background;
        }
    }
    """

    def __init__(self, hints: Hints = lambda: None, words: Words = dict) -> None:
        """Show the keys that `hints` gives, else those of the screen's bindings, in their order.

        `words` has other words than those of the bindings, for what an action does now.
        """
        super().__init__()
        self._hints = hints
        self._words = words
        self._room = 0
        self._is_ready = False  # the bindings are known when the screen reports them for the first time
        self._keys: tuple[_Key, ...] = ()
        self._hovered: _Key | None = None

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self, event: events.Resize) -> None:
        """Show more keys, or fewer."""
        if self.app.size.width != self._room:
            self.call_after_refresh(self._show_now)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        self._is_ready = True
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._show_now)

    def _show_now(self) -> None:
        """Show the present keys. If it already shows them, nothing is painted again."""
        if not (self._is_ready and self.is_attached):
            return
        self._room = self.app.size.width
        keys = tuple(self._fitting(self._known()))
        if keys != self._keys:
            self._keys = keys
            self._hover(None)
            self.refresh()

    def _known(self) -> Iterable[_Key]:
        """All keys that there are now, in their order."""
        shown = self.app.get_key_display
        hints = self._hints()
        if hints is not None:
            for hint in hints:
                yield _Key(hint.key, shown(Binding(hint.key, "")), hint.word, hint.tooltip)
            return
        seen: set[str] = set()
        words = self._words()
        for _, binding, works, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                yield _Key(binding.key, shown(binding), words.get(binding.action, binding.description), tooltip, works)

    def _fitting(self, keys: Iterable[_Key]) -> Iterable[_Key]:
        """The first of them for which there is room, each with a blank behind it."""
        room = self._room
        for key in keys:
            room -= key.cells
            if room < 0:
                return  # and none after it, because the order is that of importance
            room -= 1
            yield key

    # -- the mouse ---------------------------------------------------------------------------------------

    def _at(self, x: int) -> _Key | None:
        """The key that is drawn in this column."""
        begin = 0
        for key in self._keys:
            if begin <= x < begin + key.cells:
                return key
            begin += key.cells + 1
        return None

    def _hover(self, key: _Key | None) -> None:
        if key != self._hovered:
            self._hovered = key
            self.tooltip = key.tooltip if key is not None else None
            self.styles.pointer = "default" if key is None else "pointer"
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._at(event.x))

    def on_leave(self) -> None:
        self._hover(None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do what the key under the mouse does."""
        key = self._at(event.x)
        if key is None:
            return
        if key.works:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    # -- what is drawn -----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        ground = self.rich_style
        sign = ground + self.get_component_rich_style("key-line--key")
        word = ground + self.get_component_rich_style("key-line--word")
        hovered = Style(bgcolor=self.get_component_rich_style("key-line--hovered").bgcolor)
        between = Style(bgcolor=ground.bgcolor)
        segments: list[Segment] = []
        for key in self._keys:
            over = hovered if key == self._hovered else Style(dim=not key.works or None)
            segments += (Segment(key.sign, sign + over), Segment(f" {key.word}", word + over), Segment(" ", between))
        return Strip(segments[:-1]).adjust_cell_length(self.size.width, between)
