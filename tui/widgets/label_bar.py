"""The keys of the codebook, always in view: which letter gives which label."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from tui.widgets.label_face import LabelFace, face_style

_LINES = 3
_MORE = "… ? shows all"


class LabelBar(Widget):
    """A line or a few, as wide as the window: each label's key and name, to be typed or clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LabelBar {
        height: auto;
        max-height: 3;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._faces: tuple[LabelFace, ...] = ()

    def show(self, faces: Sequence[LabelFace]) -> None:
        """Show these labels, in this order."""
        self._faces = tuple(faces)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        variables = self.app.theme_variables
        ground = self.background_colors[1]
        lines = []
        for line in self._lines(self.content_size.width):
            parts: list[Content] = []
            for index in line:
                face = self._faces[index]
                click = Style.from_meta({"@click": f"screen.label({index})"})
                colour = face_style(face, variables, ground)
                parts.append(
                    Content.assemble(
                        (face.key or "·", colour + Style(reverse=True)), (f" {face.name}", colour)
                    ).stylize(click)
                )
            lines.append(Content("  ").join(parts))
        if sum(map(len, self._lines(self.content_size.width))) < len(self._faces):
            lines[-1] = Content.assemble(lines[-1], f"  {_MORE}")
        return Content("\n").join(lines)

    def _lines(self, width: int) -> list[list[int]]:
        """The labels of each line, by number: as many as fit, the last line leaving room to say there are more."""
        lines: list[list[int]] = [[]]
        used = 0
        for index, face in enumerate(self._faces):
            wide = cell_len(face.name) + 2 + (2 if lines[-1] else 0)
            last = len(lines) == _LINES and index < len(self._faces) - 1
            if lines[-1] and used + wide > width - (len(_MORE) + 2 if last else 0):
                if len(lines) == _LINES:
                    break
                lines.append([])
                used, wide = 0, wide - 2
            lines[-1].append(index)
            used += wide
        return lines
