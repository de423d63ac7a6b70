"""Where the article stands on the screens of the desk and of a review, and what a small window leaves out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tui.widgets.sentence_list import SentenceList
from tui.widgets.side_panel import SidePanel

#: How wide the window is, in cells, and the class that the screen has from there on.
WIDTHS = [(0, "-slim"), (40, "-narrow"), (112, "-wide")]

_STYLE = """
ArticleScreen { layout: vertical; overflow: hidden; }
/* Containers that nothing is seen of are not drawn behind their parts with every key. */
ArticleScreen #article-middle { height: 1fr; visibility: hidden; }
ArticleScreen #article-text { visibility: hidden; }
ArticleScreen SidePanel, ArticleScreen ScrollMark, ArticleScreen SentenceList { visibility: visible; }
ArticleScreen SentenceList { width: 1fr; height: 1fr; min-width: 1; }
ArticleScreen SidePanel { display: none; }
ArticleScreen.-wide SidePanel { display: block; }
ArticleScreen.-side-shown SidePanel { display: block; }
ArticleScreen.-side-hidden SidePanel { display: none; }
ArticleScreen.-flat ScrollMark, ArticleScreen.-slim ScrollMark { display: none; }
ArticleScreen.-flat TitleLine, ArticleScreen.-flat LabelBar, ArticleScreen.-flat KeyLine { display: none; }
ArticleScreen.-flat NoticeLine { display: none; }
ArticleScreen.-low KeyLine { display: none; }
"""


class Middle(Protocol):
    """What stands in the middle of the screen."""

    @property
    def side(self) -> SidePanel:
        """The panel beside the text."""

    @property
    def rows(self) -> SentenceList:
        """The text."""


def article_style(screen: str, own: str) -> str:
    """The style sheet of the screen class with this name; the rules of `own` are for this screen alone."""
    return _STYLE.replace("ArticleScreen", screen) + own


def middle_of(widgets: Middle) -> ComposeResult:
    """The side panel, the mark that shows what is in the window, and the text."""
    with Horizontal(id="article-middle"):
        yield widgets.side
        yield widgets.rows.mark
        with Vertical(id="article-text"):
            yield widgets.rows


def toggle_side(screen: Screen[None], side: SidePanel, then: Callable[[], None]) -> None:
    """Show the side panel or hide it, and call `then` when that is on the screen."""
    shown, usual = side.display, screen.has_class("-wide")
    # Where that is what the width of the window would do anyway, leave it to the width again.
    screen.set_class(shown and usual, "-side-hidden")
    screen.set_class(not shown and not usual, "-side-shown")
    screen.call_after_refresh(then)
