"""The keys of the codebook, always in view: which letter gives which label."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from tui.widgets.label_display import LabelDisplay, display_style

#: From this many cells on there is room to say how to find the labels that do not fit.
_NARROW = 60


class LabelBar(Widget):
    """A line or a few, as wide as the window: each label's key and name, to be typed or clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LabelBar {
        height: auto;
        max-height: 4;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    """

    class LabelClicked(Message):
        """Someone clicked on a label; `index` is its number in the codebook."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._displays: tuple[LabelDisplay, ...] = ()
        self._picked: tuple[int, ...] | None = None
        self._suggested: frozenset[str] = frozenset()
        self._pick_key = ""

    def show(self, displays: Sequence[LabelDisplay], pick_key: str) -> None:
        """Show these labels, in this order; the key `pick_key` finds those that do not fit."""
        self._displays, self._pick_key = tuple(displays), pick_key
        self.refresh(layout=True)

    def pick(self, numbers: Sequence[int] | None) -> None:
        """Show only the labels with these numbers, the first of them marked; None shows all again."""
        picked = None if numbers is None else tuple(numbers)
        if picked != self._picked:
            self._picked = picked
            self.refresh(layout=True)

    def suggest(self, ids: frozenset[str]) -> None:
        """Underline the labels with these ids: one of them is suggested."""
        if ids != self._suggested:
            self._suggested = ids
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        variables = self.app.theme_variables
        ground = self.background_colors[1]
        lines = []
        for line in self._lines(self.content_size.width):
            parts: list[Content] = []
            for index in line:
                display = self._displays[index]
                style = display_style(display, variables, ground)
                if self._picked and index == self._picked[0]:
                    style += Style(bold=True, underline=True)
                elif display.id in self._suggested:
                    style += Style(underline=True)
                key = Content.assemble((display.key or "·", style + Style(reverse=True)), (f" {display.name}", style))
                parts.append(key)
            lines.append(Content("  ").join(parts))
        if sum(map(len, self._lines(self.content_size.width))) < len(self._numbers):
            lines[-1] = Content.assemble(lines[-1], f"  {self._more(self.content_size.width)}")
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Give the label that was clicked on."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = 0
        for index in self._lines(self.content_size.width)[offset.y]:
            wide = cell_len(self._displays[index].name) + 2
            if column <= offset.x < column + wide:
                self.post_message(self.LabelClicked(index))
            column += wide + 2

    @property
    def _numbers(self) -> Sequence[int]:
        """The labels to show."""
        return range(len(self._displays)) if self._picked is None else self._picked

    def _more(self, width: int) -> str:
        """The text after the last label, if not all fit."""
        return f"… {self._pick_key} finds the others" if width >= _NARROW else f"… {self._pick_key}"

    @property
    def _most_lines(self) -> int:
        limit = self.styles.max_height
        return int(limit.value) if limit else 1

    def _lines(self, width: int) -> list[list[int]]:
        """The labels of each line, by number: as many as fit, the last line leaving room to say there are more."""
        most = self._most_lines
        lines: list[list[int]] = [[]]
        used = 0
        for place, index in enumerate(self._numbers):
            wide = cell_len(self._displays[index].name) + 2 + (2 if lines[-1] else 0)
            last = len(lines) == most and place < len(self._numbers) - 1
            if lines[-1] and used + wide > width - (len(self._more(width)) + 2 if last else 0):
                if len(lines) == most:
                    break
                lines.append([])
                used, wide = 0, wide - 2
            lines[-1].append(index)
            used += wide
        return lines
