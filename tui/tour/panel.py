"""The lesson above the article: what happened, what comes next, and which key to press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

EMPTY = Content("")

#: Wider lines are hard to read.
_MEASURE = 92


@dataclass(frozen=True, slots=True)
class Page:
    """What the panel shows: what was `said` of the last key, what it is `about`, what is `asked`, and the `foot`.

    `short_foot` takes the place of a foot that is too long for the window.
    """

    said: Content = EMPTY
    about: Content = EMPTY
    asked: Content = EMPTY
    foot: Content = EMPTY
    short_foot: Content = EMPTY


class LessonPanel(Widget):
    """As tall as its tallest page, so that the article below stays where it is; at most a part of the window."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LessonPanel {
        height: auto;
        max-height: 45%;
        padding: 0 1;
        border-left: thick $word-accent;
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self, said: Iterable[Content], bodies: Iterable[tuple[Content, Content]]) -> None:
        """Leave room for the tallest of what may be `said`, and of the `bodies` (what it is about, what is asked)."""
        super().__init__()
        self._all_said = tuple(said)
        self._all_bodies = tuple(bodies)
        self._page = Page()

    def show(self, page: Page) -> None:
        """Show a page."""
        self._page = page
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        said, body = self._heights(width)
        return said + body + 1

    def _heights(self, width: int) -> tuple[int, int]:
        """Lines for what was said, and for the body, at a width."""
        said = max((len(_wrapped(words, width)) for words in self._all_said), default=1)
        body = max(
            (len(_wrapped(about, width)) + len(_wrapped(asked, width)) for about, asked in self._all_bodies), default=1
        )
        return said, body

    def render(self) -> Content:
        width, height = self.content_size
        if width < 1 or height < 1:
            return EMPTY
        return Content("\n").join(self._lines(width, height))

    def _lines(self, width: int, height: int) -> list[Content]:
        said, about, asked = (_wrapped(part, width) for part in (self._page.said, self._page.about, self._page.asked))
        foot = self._page.foot if self._page.foot.cell_length <= width else self._page.short_foot
        foot = foot.truncate(width, ellipsis=True)
        said_room, body_room = self._heights(width)
        if height >= said_room + body_room + 1:
            said += [EMPTY] * (said_room - len(said))
            body = about + asked
            return [*said, *body, *[EMPTY] * (body_room - len(body)), foot]
        return _short(asked or about, said, about if asked else [], foot, height)


def _short(
    asked: list[Content], said: list[Content], about: list[Content], foot: Content, height: int
) -> list[Content]:
    """What matters most, where room is scarce: what is asked, what happened, the foot, what it is about."""
    left = height - len(asked)
    said = said if len(said) <= left else []
    left -= len(said)
    feet = [foot] if left > 0 else []
    left -= len(feet)
    about = about if len(about) <= left else []
    return [*said, *about, *asked, *feet][: max(1, height)]


def _wrapped(words: Content, width: int) -> list[Content]:
    return words.wrap(max(1, min(width, _MEASURE))) if words.plain else []
