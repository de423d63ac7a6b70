"""The line that says what just happened, or what to do next."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.printable import printable


class NoticeLine(Static):
    """One line of words; a notice stays until the next step."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoticeLine {
        height: 1;
        padding: 0 1;
        color: $row-quiet;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    NoticeLine.-telling { color: $foreground; text-style: bold; }
    """

    notice = ""
    """What it says, if that is not only a hint."""

    _shown = ""

    def tell(self, notice: str, hint: str = "") -> None:
        """Show a notice, or if there is none, a hint in a quiet style."""
        self.notice = notice
        self.set_class(bool(notice), "-telling")
        words = printable(notice or hint)
        if words != self._shown:  # most keys change nothing here, and painting a line takes time
            self._shown = words
            self.update(Content(words), layout=False)
