"""Below a finished article: its summary, and the keys that go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content
from textual.widgets import Static

from labels.desk.finish import Finish
from tui.printable import printable
from tui.widgets.label_display import LabelDisplay, display_style


class FinishPanel(Static):
    """Hidden while an article is being labelled."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FinishPanel { display: none; height: auto; max-height: 60%; padding: 0 1; background: $panel; }
    FinishPanel.-there { display: block; }
    """

    shown: Finish | None = None
    """The sums that are shown."""

    _drawn: tuple[Finish | None, Mapping[str, LabelDisplay], str] | None = None

    def show(self, finish: Finish | None, displays: Mapping[str, LabelDisplay], keys: str) -> None:
        """Show the sums of an article and the `keys` that go on, in words; None hides them."""
        self.shown = finish
        self._drawn = finish, displays, keys
        self.set_class(finish is not None, "-there")
        if finish is not None:
            self.update(Content("\n").join([_head(finish), self._shares(finish, displays), Content(keys)]))

    def notify_style_update(self) -> None:
        """Paint the shares of the labels in the colours of another theme."""
        super().notify_style_update()
        self._show_again()

    def on_resize(self) -> None:
        """Fill the lines of another width."""
        self._show_again()

    def _show_again(self) -> None:
        if self.is_mounted and self._drawn is not None:
            self.show(*self._drawn)

    def _shares(self, finish: Finish, displays: Mapping[str, LabelDisplay]) -> Content:
        variables, ground = self.app.theme_variables, self.background_colors[1]
        parts = []
        for id, count in finish.shares:
            display = displays.get(id or "")
            name = "skipped" if id is None else display.name if display else printable(id)
            share = Content(f"{name} {count:,} ({count / finish.sentences:.0%})")
            parts.append(share.stylize(display_style(display, variables, ground)) if display else share)
        return Content("\n").join(_lines(parts, self.screen.size.width - self.gutter.width))


def _lines(parts: Sequence[Content], width: int) -> Iterator[Content]:
    """The parts in lines of at most `width` cells, two blanks between them; none is torn where it fits a line."""
    line = Content()
    for part in parts:
        longer = Content.assemble(line, "  ", part) if line else part
        if line and longer.cell_length > width:
            yield line
            longer = part
        line = longer
    yield line


def _head(finish: Finish) -> Content:
    from labels.statistics.wording import short_duration

    rest = f"{finish.nothing_left} " if finish.nothing_left else ""
    words = [f"{finish.sentences:,} of {finish.sentences:,} decided"]
    words += [f"{finish.flagged:,} flagged"] * bool(finish.flagged)
    words += [f"{finish.carried:,} carried, to be confirmed"] * bool(finish.carried)
    words += [short_duration(finish.seconds)] * (finish.seconds >= 1)
    return Content.assemble((f"{rest}Article finished: ", "bold"), ", ".join(words))
