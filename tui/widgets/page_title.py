"""The title of a page: one line at the top, which also says that a key does nothing there."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

#: What is told stays for so many seconds.
_MOMENT = 5.0


class PageTitle(Static):
    """A title. What is told behind it stays for a moment, or until there is another title."""

    DEFAULT_CSS = """
    PageTitle { height: 1; padding: 0 2; background: $panel; text-style: bold; }
    .-flat > PageTitle { display: none; }
    """

    _title = ""
    _moment: Timer | None = None

    def show(self, title: str) -> None:
        """Show a title that is safe to draw. If it is shown already, what was told behind it stays."""
        if title != self._title:
            self._title = title
            self._alone()

    def tell(self, words: str) -> None:
        """Say something behind the title."""
        self.update(Content(f"{self._title}  {words}"))
        if self._moment is not None:
            self._moment.stop()
        self._moment = self.set_timer(_MOMENT, self._alone)

    def _alone(self) -> None:
        self.update(Content(self._title))
