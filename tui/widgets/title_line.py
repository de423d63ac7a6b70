"""The first line: how far this article is, which one it is, and who is labelling."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.printable import printable


class TitleLine(Static):
    """Figures first and the title last, since nothing may stand to the right of outside text."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
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
            self.update(Content.assemble((words[0], "bold"), "  ", words[1]), layout=False)
