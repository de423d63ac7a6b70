"""Everything on screen in plain signs, for terminals that have few."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.plain_signs import in_plain_signs


class PlainSigns(LineFilter):
    """Replaces what the fonts of such terminals lack, in every line that is drawn, also in those of the library."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in plain signs, as wide as before."""
        return [Segment(in_plain_signs(text), style, control) for text, style, control in segments]
