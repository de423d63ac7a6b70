"""The program of the tour: a desk that the user can quit and open again."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.worker import Worker, WorkerState

from labels.desk import Desk
from labels.project import Project
from tui.app import CopydeskApp
from tui.keymap import make_keymap
from tui.screens.desk.screen import DeskScreen, desk_screen
from tui.settings import Settings
from tui.tour.closed import closed_screen
from tui.tour.companion import TourCompanion
from tui.tour.course import COURSE
from tui.tour.lesson import Did, Lesson
from tui.tour.outcome import OutcomeScreen, decision_words, last_line


class TourApp(CopydeskApp):
    """Copydesk with a lesson. The project is opened again in the course of it: close `project` afterwards."""

    def __init__(self, project: Project, settings: Settings | None = None) -> None:
        super().__init__(project, settings)
        self.lesson = Lesson(COURSE)
        self.companion: TourCompanion | None = None
        self._annotator = project.annotator  # read from the open file, because the desk is closed in between
        self._export_path = Path()

    def open_desk(self) -> None:
        desk = Desk(self.project)
        keymap = make_keymap(self.project.codebook, self.settings.keys)
        self.companion = TourCompanion(desk, keymap, self.lesson)
        self._show(desk_screen(desk, keymap, self, self.companion))

    def action_leave_out(self) -> None:
        """Go on to the next exercise without this one."""
        if self.companion is None or not isinstance(self.screen, DeskScreen):
            return
        if self.screen.asking:
            self.screen.prompt.question.action_give_up()
        already_over = self.lesson.over
        self.lesson.leave_out()
        self.companion.show()
        if self.lesson.over and not already_over:
            self.show_outcome()

    async def action_quit(self) -> None:
        """Quit, or close the desk so that it can be opened again, where the lesson is about that."""
        if self.lesson.wants("quit") and any(isinstance(screen, DeskScreen) for screen in self.screen_stack):
            self.call_later(self._close_desk)
        else:
            self.exit()

    async def _close_desk(self) -> None:
        decided = self.project.progress().decided
        quit_keys = make_keymap(self.project.codebook, self.settings.keys).commands["quit"]
        while len(self.screen_stack) > 1:
            await self.pop_screen()  # nothing of the desk may read the file once it is closed
        self.project.close()
        self.push_screen(closed_screen(self.project.path.name, decided, self._come_back, quit_keys))

    def _come_back(self) -> None:
        self.project = Project.open(self.project.path, self._annotator)
        self.lesson.heard(Did("quit"))
        self.open_desk()

    # -- training data out -------------------------------------------------------------------------------

    def export_to(self, path: Path) -> Worker[None]:
        """Export beside the project of the tour, whatever folder was named: the tour leaves nothing behind."""
        self._export_path = self.project.path.with_name(path.name or "data.jsonl")
        return super().export_to(self._export_path)

    @on(Worker.StateChanged)
    def _export_ended(self, event: Worker.StateChanged) -> None:
        done = event.worker.group == "export" and event.state == WorkerState.SUCCESS
        if done and self.lesson.wants("export") and self._export_path.exists():
            if self.companion is not None:
                self.companion.hear(Did("export"))
            self.show_outcome(self._export_path.name)

    def show_outcome(self, file_name: str | None = None) -> None:
        """Show a line of training data, and the file that an export has written."""
        from labels.exporting.export import jsonl_lines

        line = last_line(self.project, list(jsonl_lines(self.project.view)))
        self.push_screen(OutcomeScreen(decision_words(line, file_name)))
