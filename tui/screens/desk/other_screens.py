"""The screens that the desk opens: lists, help, dashboard, agreement, review, feedback.

Each is loaded when it is opened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from labels.desk import Desk, Step
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.desk.painter import Painter
from tui.screens.program import Program
from tui.screens.verbs import VerbRunner

if TYPE_CHECKING:
    from tui.screens.agreement import Chosen
    from tui.screens.lists.behind import Behind


class OtherScreens:
    """Opens other screens, and comes back to the desk."""

    def __init__(
        self, screen: Screen[Any], desk: Desk, keymap: Keymap, program: Program, verbs: VerbRunner, painter: Painter
    ) -> None:
        """Open screens over `screen`; what cannot be opened is said by `painter`."""
        self._screen = screen
        self._desk = desk
        self._keymap = keymap
        self._program = program
        self._verbs = verbs
        self._painter = painter

    async def list(self, what: str) -> None:
        """Show a list: of articles, of sentences, of flags."""
        from tui.screens.lists.open import list_screen

        # The next key is looked at when the list is there.
        await self._screen.app.push_screen(list_screen(what, self._behind))

    @property
    def _behind(self) -> Behind:
        """What a list needs of this desk."""
        from tui.screens.lists.behind import Behind

        return Behind(self._desk, self._keymap, self._program, self._verbs.do, self.list)

    def help(self) -> None:
        """Show all keys, and the codebook with the labels of the sentence under the cursor."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import desk_parts

        labels = self._desk.annotation(self._desk.cursor).labels
        parts = desk_parts(self._desk.project.codebook, self._keymap, labels)
        self._screen.app.push_screen(help_screen(parts, self._keymap, self._keymap.commands["help"]))

    def dashboard(self) -> None:
        """Show progress and pace."""
        from tui.screens.dashboard import dashboard_screen

        project = self._desk.project
        self._screen.app.push_screen(dashboard_screen(project.path, project.annotator, project.codebook, self._keymap))

    def feedback(self) -> None:
        """Show what was settled, and what the annotator said."""
        from tui.screens.feedback import feedback_screen

        project = self._desk.project
        self._screen.app.push_screen(feedback_screen(project.path, project.annotator, project.codebook, self._keymap))

    def agreement(self) -> None:
        """Show the agreement of the annotators, to those who may see it."""
        from tui.screens.agreement import NOT_FOR_YOU, agreement_screen

        project = self._desk.project
        if project.agreement_reader.sees_others(project.annotator):
            screen = agreement_screen(project.path, project.annotator, project.codebook, self._keymap)
            self._screen.app.push_screen(screen, self._list_cell)
        else:
            self._refuse(NOT_FOR_YOU)

    def _refuse(self, why: str) -> None:
        """Say why a screen is not opened. Keys that were typed ahead for it decide nothing."""
        self._desk.verbs.pause.begin_until_seen(why)
        self._painter.paint_around(why)

    async def _list_cell(self, chosen: Chosen | None) -> None:
        """List the sentences behind a cell of the confusion table, if one was chosen."""
        if chosen is None:
            return
        from tui.screens.lists.open import list_of

        await self._screen.app.push_screen(list_of(chosen.units, chosen.people, self._behind))

    async def review(self) -> None:
        """Settle what annotators said differently; for those who may see it."""
        from labels.errors import UsageError
        from labels.review.desk import ReviewDesk

        try:
            review = ReviewDesk(self._desk.project)
        except UsageError:
            self._refuse("A review shows what others said, so it is for leads.")
            return
        self._desk.leave_for_review()
        await self._screen.app.push_screen(self._program.make_review(review), self._reviewed)

    async def _reviewed(self, _: None) -> None:
        """Back from a review: examples may have been put into the codebook, and boundaries changed."""
        self._desk.watch.restart()  # the time spent there does not belong to the sentence here
        await self._verbs.do(self._after_review)

    def _after_review(self) -> Step:
        """Say where keys go now: what is a number of an answer there may be the key of a label here."""
        step, key = self._desk.refresh(), key_cap(self._keymap.commands["review"][0])
        words = f"After a move, keys label for you alone. Back to the review with {key}."
        return replace(step, notice=step.notice or words)
