"""Paint the suggestion for the current sentence, and tell the desk when it is on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.message import Message
from textual.screen import Screen

from labels.desk import Desk
from tui.widgets.label_bar import LabelBar
from tui.widgets.label_display import LabelDisplay
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow

#: The pause between two pieces of learning, in seconds.
_BETWEEN = 0.01


class SuggestionPainter:
    """Shows in the gutter what Enter would give, and in the label bar what is only marked. Nothing moves for it."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        rows: SentenceList,
        label_bar: LabelBar,
        displays: Mapping[str, LabelDisplay],
        has_keys: Callable[[], bool],
    ) -> None:
        """Paint in the widgets `rows` and `label_bar` of `screen`; `has_keys`: whether keys are for the desk now."""
        self._screen = screen
        self._desk = desk
        self._rows = rows
        self._label_bar = label_bar
        self._displays = displays
        self._has_keys = has_keys
        self._is_learning = False
        self._shown_at: int | None = None

    def paint(self) -> None:
        """Show what is suggested of the current sentence, and no longer what was suggested of another."""
        suggesting = self._desk.suggesting
        if suggesting.mode == "off" and self._shown_at is None:
            return
        in_view = suggesting.in_view
        gone, self._shown_at = self._shown_at, self._desk.cursor if in_view else None
        self._rows.refresh_rows({row for row in (gone, self._shown_at) if row is not None})
        # What Enter gives stands in the gutter; painting the labels as well would cost as much as the rest of the key.
        marked = () if suggesting.is_preselected else in_view
        self._label_bar.suggest(frozenset(id for labels in marked for id in labels))
        self._screen.call_after_refresh(self._is_painted, suggesting.view)

    def key_typed(self) -> None:
        """Note a key before it is handled: it does not act on a suggestion that is hidden or outside the window.

        The suggestion counts again once it is visible again.
        """
        suggesting = self._desk.suggesting
        if suggesting.mode != "off" and not self._is_in_sight:
            suggesting.covered()
            self.seen_again()

    def seen_again(self) -> None:
        """Note that the suggestion may be visible again: a question or screen was closed, or the window moved."""
        if self._desk.suggesting.mode != "off":
            self._screen.call_after_refresh(self._is_painted, self._desk.suggesting.view)

    @property
    def _is_in_sight(self) -> bool:
        """Whether the gutter of the current sentence is on the screen, and keys are for the desk."""
        return self._has_keys() and self._rows.shows_beginning_of_cursor

    def row(self, row: SentenceRow, index: int) -> SentenceRow:
        """A row with what Enter would give, behind a question mark: no decision looks like that."""
        suggesting = self._desk.suggesting
        if index != self._desk.cursor or row.status != "undecided" or not suggesting.is_preselected:
            return row
        displays = [self._displays[id] for id in suggesting.in_view[0] if id in self._displays]
        pieces = (("?", ""), *((display.name, display.colour) for display in displays))
        return replace(row, pieces=pieces, short="?" + "".join(display.key or display.name[:1] for display in displays))

    def _is_painted(self, view: object) -> None:
        """From now on keys are typed for what is suggested. What was decided is learnt after the paint."""
        if self._screen.is_attached:
            if self._is_in_sight:
                self._desk.suggesting.painted(Message().time, view)
            if not self._is_learning:
                self._learn()

    def _learn(self) -> None:
        """Learn for a few milliseconds, unless keys wait; the rest comes behind them."""
        self._is_learning = False
        if self._screen.is_attached and (self._keys_wait or self._desk.suggesting.work()):
            self._is_learning = True
            self._screen.set_timer(_BETWEEN, self._learn)

    @property
    def _keys_wait(self) -> bool:
        """Whether something was typed that has not been dealt with."""
        return bool(self._screen.app.message_queue_size or self._screen.message_queue_size)
