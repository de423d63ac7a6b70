"""The first line: how far this article is, which one it is, and who is labelling."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.printable import printable

_BOLD = Style(bold=True)


class TitleLine(Widget):
    """Figures first and the title last, since nothing may stand to the right of outside text."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
    }
    """

    _shown = ("", "")

    def show(self, *, decided: int, sentences: int, article: int, articles: int, title: str) -> None:
        """How many sentences of the article are decided, which article of how many it is, and its title."""
        count = "all decided" if decided == sentences else f"{decided:,} of {sentences:,} decided"
        which = f"  article {article:,} of {articles:,}" if articles > 1 else ""
        words = f"{count}{which}", printable(title).replace("\n", " ").replace("\t", " ")
        if words != self._shown:  # a move of the cursor changes nothing here
            self._shown = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        # Painted for every decision: a line of two segments needs no markup, no wrapping, and a third of the time.
        style, width = self.rich_style, self.content_size.width
        figures, title = self._shown
        strip = Strip([Segment(figures, style + _BOLD), Segment(f"  {title}", style)])
        if strip.cell_length > width:
            strip = Strip.join([strip.crop(0, max(0, width - 1)), Strip([Segment("…"[:width], style)])])
        return strip.adjust_cell_length(width, style)
