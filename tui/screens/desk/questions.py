"""What the desk asks at the bottom of the screen: reasons, notes, queries, places, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from labels.desk import Desk, Step
from labels.desk.finding import go_to
from tui.screens.half_written import keep, keep_at_once
from tui.screens.program import Program
from tui.screens.verbs import VerbRunner
from tui.widgets.prompt import PATH_OR_ADDRESS, Prompt

if TYPE_CHECKING:
    from tui.widgets.note_box import NoteBox


_FLAG = "Flag because:"
_FOCUS = "Label only what matches:"
_OTHER_FOCUS = "Label only what matches (nothing: all sentences):"


class QuestionController:
    """Asks one thing at a time, and does what is answered."""

    def __init__(self, screen: Screen[None], desk: Desk, program: Program, verbs: VerbRunner, prompt: Prompt) -> None:
        """Ask in the line `prompt` of `screen`."""
        self._screen = screen
        self._desk = desk
        self._program = program
        self._verbs = verbs
        self._prompt = prompt
        self._note_box: NoteBox | None = None

    def flag_reason(self) -> None:
        """Ask why the sentence is flagged."""
        reason = self._desk.annotation(self._desk.cursor).flag_reason
        do, desk = self._verbs.do, self._desk
        self._prompt.ask(_FLAG, lambda why: do(lambda: desk.flag_because(why.strip())), reason)

    async def note(self) -> None:
        """Ask for a note of several lines."""
        from tui.widgets.note_box import NoteBox  # it takes a while to load, and the first picture should not

        screen, desk = self._screen, self._desk
        if self._note_box is None:
            self._note_box = NoteBox()
            await screen.mount(self._note_box.question, after=self._prompt.question)
        note = desk.annotation(desk.cursor).note
        self._note_box.ask(note, lambda text: self._verbs.do(lambda: desk.note(text.strip())))

    @property
    def half_written(self) -> Callable[[], Step] | None:
        """What keeps the note or the reason that is being typed; None where there are no words to keep."""
        annotation, desk = self._desk.annotation(self._desk.cursor), self._desk
        if self._note_box is not None and self._note_box.question.asking:
            text = self._note_box.typed.strip()
            return (lambda: desk.note(text)) if text and text != annotation.note else None
        if self._prompt.asking and self._prompt.asked == _FLAG:
            reason = self._prompt.typed.strip()
            return (lambda: desk.flag_because(reason)) if reason and reason != annotation.flag_reason else None
        return None

    async def keep_half_written(self) -> bool:
        """Keep what is being typed before the program ends; whether that was possible."""
        await self._prompt.question.settled()
        if self._note_box is not None:
            await self._note_box.question.settled()
        return await keep(self._program, lambda: self.half_written, self._verbs.do)

    def keep_half_written_at_once(self) -> None:
        """Keep what is being typed while the program is being ended."""
        keep_at_once(self._program, lambda: self.half_written, self._desk)

    async def focus(self) -> None:
        """Ask for the query of the only sentences to label.

        If this is asked again meanwhile, go back to all sentences. The question always comes, so that a query that is
        typed ahead is never read as keys of labels.
        """
        if self.asking_for_focus:
            self._prompt.question.action_give_up()
            await self._focus_on("")
            return
        focus = self._desk.focus
        self._prompt.ask(
            _FOCUS if focus is None else _OTHER_FOCUS, self._focus_on, focus.text if focus else "", anew=True
        )

    @property
    def asking_for_focus(self) -> bool:
        """Whether the query of the only sentences to label is being asked for."""
        return self._prompt.asking and self._prompt.asked in (_FOCUS, _OTHER_FOCUS)

    async def _focus_on(self, text: str) -> None:
        from labels.query import QueryError

        if text.strip():
            refused: list[QueryError] = []

            def focus_on() -> Step:
                try:
                    return self._desk.focus_on(text.strip())
                except QueryError as error:
                    refused.append(error)
                    return Step()

            await self._verbs.do(focus_on)
            if refused and not self._verbs.gone:
                self._prompt.ask(self._prompt.asked, self._focus_on, text)
                self._prompt.refuse(refused[0].problem, refused[0].column - 1)
        elif self._desk.focus is not None:
            await self._verbs.do(self._desk.unfocus)

    def place(self) -> None:
        """Ask where to go."""
        do, desk = self._verbs.do, self._desk
        self._prompt.ask("Go to sentence (12), article (a3) or title:", lambda where: do(lambda: go_to(desk, where)))

    def files(self) -> None:
        """Ask what to import."""
        self._prompt.ask_path("File or folder to add:", self._import, hint=PATH_OR_ADDRESS)

    def _import(self, named: str) -> None:
        if named.strip():
            self._program.import_named(named)

    def export(self) -> None:
        """Ask where to export to."""
        suggestion = str(self._desk.project.path.with_suffix(".jsonl"))
        self._prompt.ask_path("Export to:", self._export, suggestion)

    def _export(self, named: str) -> None:
        if not named.strip():
            return
        from labels.exporting.export import may_be_replaced

        path = Path(named.strip().strip("'\""))
        if may_be_replaced(path):
            self._program.export_named(named)
        else:
            ask = f"{path.name} is there already and is no export. Type yes to replace it:"
            self._prompt.ask(ask, lambda answer: self._replace(named, answer))

    def _replace(self, named: str, answer: str) -> None:
        if answer.strip().casefold() == "yes":
            self._program.export_named(named)
        else:
            self._screen.app.notify("Nothing was written.", markup=False)
