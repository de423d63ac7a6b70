"""The sentence under the cursor of a list, in more than one line, under the title of its article."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.widgets.graphemes import whole_characters
from tui.widgets.listed_line import one_line


class SentencePreview(Static):
    """Three lines below a list, if the screen shows them; empty while there is no sentence."""

    DEFAULT_CSS = """
    SentencePreview { height: 3; padding: 0 1; background: $surface; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, title: str, text: str, highlights: Sequence[tuple[int, int]]) -> None:
        """Show a sentence, with these stretches of it marked."""
        plain = self.app.native_ansi_color or self.app.no_color  # backgrounds cannot be relied on
        shown = Content(one_line(text))
        for stretch in highlights:
            start, stop = whole_characters(shown.plain, *stretch)
            shown = shown.stylize("reverse" if plain else "on $row-match", start, stop)
        self.update(Content.assemble((one_line(title), "$row-quiet"), "\n", shown), layout=False)
