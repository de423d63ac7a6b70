"""The title of a page: one line at the top, which also says that a key does nothing there."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class PageTitle(Static):
    """A title. What is told behind it stays until the title is shown again."""

    DEFAULT_CSS = """
    PageTitle { height: 1; padding: 0 2; background: $panel; text-style: bold; }
    .-flat > PageTitle { display: none; }
    """

    _title = ""

    def show(self, title: str) -> None:
        """Show a title that is safe to draw, and nothing else."""
        self._title = title
        self.update(Content(title))

    def tell(self, words: str) -> None:
        """Say something behind the title."""
        self.update(Content(f"{self._title}  {words}"))
