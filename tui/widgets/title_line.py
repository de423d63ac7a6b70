"""The first line: how far this article and the project are, which article it is, and its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.printable import printable

_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class TitleFigures:
    """How far the work is: sentences `decided` of those in the article, and in the whole project; its place in it.

    `today` is how many were decided today, `goal` how many a day should have; 0 is no goal. `own` are those that are
    assigned to the annotator, decided and all; None where nothing is.
    """

    decided: int
    sentences: int
    article: int
    articles: int
    decided_in_all: int
    sentences_in_all: int
    today: int = 0
    goal: int = 0
    own: tuple[int, int] | None = None

    def in_words(self) -> str:
        """The figures, such as `12 of 38 decided  article 3 of 12, 41% of all  today 80 of 200`.

        With work of one's own: `12 of 38 decided  article 3 of 12, 80 of 200 of yours, 9% of all`.
        """
        done = self.decided == self.sentences
        words = ["all decided" if done else f"{self.decided:,} of {self.sentences:,} decided"]
        if self.articles > 1:
            share = self.decided_in_all * 100 // max(1, self.sentences_in_all)
            yours = "" if self.own is None else f", {self.own[0]:,} of {self.own[1]:,} of yours"
            words.append(f"article {self.article:,} of {self.articles:,}{yours}, {share}% of all")
        if self.goal:
            words.append(f"today {self.today:,} of {self.goal:,}")
        return "  ".join(words)


class Figures(Protocol):
    """What the line says first."""

    def in_words(self) -> str:
        """The figures in words."""
        ...


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """How far a review is: sentences to look at in the article and in all (None: not counted yet), and its place."""

    open: int
    article: int
    articles: int
    open_in_all: int | None = None

    def in_words(self) -> str:
        """The figures, such as `review: 3 open  article 3 of 12, 40 open in all`."""
        words = ["review: none open" if not self.open else f"review: {self.open:,} open"]
        if self.articles > 1:
            in_all = "" if self.open_in_all is None else f", {self.open_in_all:,} open in all"
            words.append(f"article {self.article:,} of {self.articles:,}{in_all}")
        return "  ".join(words)


class TitleLine(Widget):
    """Figures first and the title last, because nothing may be to the right of outside text."""

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

    def show(self, figures: Figures, title: str) -> None:
        """Show how far the work is, and the title of the article."""
        words = figures.in_words(), printable(title).replace("\n", " ").replace("\t", " ")
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
