"""A narrow mark that shows which part of a long text is in the window.

It is at the left of the text, because nothing may be to the right of outside text.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget


class ScrollMark(Widget):
    """One column: the thumb of a scrollbar. A click goes there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ScrollMark { width: 1; height: 1fr; color: $row-quiet; background: $background; }
    """

    _thumb = range(0)

    def __init__(self, clicked: Callable[[float], None]) -> None:
        """`clicked` is told how far down somebody clicked, from 0 to 1."""
        super().__init__()
        self._clicked = clicked

    def show(self, top: int, height: int, total: int) -> None:
        """Show that of `total` lines those from `top` on are in a window of `height` lines."""
        thumb = thumb_of(top, height, total)
        if thumb != self._thumb:
            self._thumb = thumb
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return Strip([Segment("▎" if y in self._thumb else " ", self.rich_style)])

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._clicked(event.y / max(1, self.size.height - 1))


def thumb_of(top: int, height: int, total: int) -> range:
    """The lines of the window on which the thumb stands; none where all of the text is in view.

    It touches an end of the window only where the text is at its end.
    """
    if total <= height or height < 3:
        return range(0)
    length = max(1, min(height - 2, height * height // total))
    room = height - length
    if top <= 0:
        first = 0
    elif top >= total - height:
        first = room
    else:
        first = min(max(1, round(room * top / (total - height))), room - 1)
    return range(first, first + length)
