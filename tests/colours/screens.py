"""What can hardly be read on a screen: words with too little contrast to the ground they stand on."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from textual.app import App
from textual.color import Color

from tui.contrast import ENOUGH, contrast

#: For graphics: WCAG 2.2, criterion 1.4.11.
ENOUGH_FOR_GRAPHICS = 3.0

_LINES_AND_BLOCKS = range(0x2500, 0x25A0)


def hard_to_read(app: App[None]) -> Iterator[tuple[float, str, str, str]]:
    """Contrast, colour, ground and text of everything on screen that has too little of it."""
    screen = app.screen
    around = screen.children[0].region if screen.is_modal else screen.region  # what lies behind a question is dimmed
    for strip in screen._compositor.render_strips()[around.y : around.bottom]:
        for segment in strip.crop(around.x, around.right):
            shown = segment.text.strip()
            colours = _colours(segment)
            if not shown or colours is None:
                continue
            ratio = contrast(*colours)
            graphic = all(ord(sign) in _LINES_AND_BLOCKS or sign == " " for sign in shown)
            if ratio < (ENOUGH_FOR_GRAPHICS if graphic else ENOUGH):
                yield ratio, colours[0].hex, colours[1].hex, shown


def _colours(segment: Segment) -> tuple[Color, Color] | None:
    """The colour of a segment and its ground; None where only the terminal knows one of them."""
    style = segment.style
    if style is None or style.color is None or style.bgcolor is None:
        return None
    colour, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if colour.ansi is not None or ground.ansi is not None:
        return None
    return (ground, colour) if style.reverse else (colour, ground)
