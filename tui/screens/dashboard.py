"""The dashboard: progress, pace, labels and what is left, counted while the desk waits behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static
from textual.worker import get_current_worker

from labels.codebook import Codebook
from labels.errors import CopydeskError
from labels.project import Project
from labels.sqlite.project_file import ProjectFile
from labels.statistics.project_statistics import Person, ProjectStatistics
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.dashboard_page import DashboardPage
from tui.screens.unbound_keys import does_nothing
from tui.widgets.key_line import KeyLine
from tui.widgets.label_display import LabelDisplay, display_style, label_displays
from tui.widgets.page_title import PageTitle

if TYPE_CHECKING:
    from labels.suggest.report import SuggestionReport


class DashboardScreen(Screen[None]):
    """A page to scroll for one annotator at a time, first whoever is at the desk. `dashboard_screen` makes it."""

    BINDING_GROUP_TITLE = "Where you stand"
    AUTO_FOCUS = "VerticalScroll"
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-high")]
    DEFAULT_CSS = """
    DashboardScreen VerticalScroll { padding: 1 2 0 2; scrollbar-gutter: stable; }
    DashboardScreen #dashboard-page { width: 100%; height: auto; }
    DashboardScreen.-flat KeyLine { display: none; }
    DashboardScreen.-flat VerticalScroll { padding: 0; }
    """

    def __init__(self, path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> None:
        """Count in the project at `path`, first for `annotator`."""
        super().__init__()
        self._path = path
        self._annotator = annotator
        self._keymap = keymap
        self._chosen = annotator
        self._displays = label_displays(codebook)
        self._active = [label.id for label in codebook.active]
        self._statistics: ProjectStatistics | None = None
        self._titles: Mapping[int, str] = {}
        self._suggestions: Mapping[str, SuggestionReport] = {}
        self._file: ProjectFile | None = None

    def compose(self) -> ComposeResult:
        yield PageTitle()
        with VerticalScroll():
            yield Static("Counting …", id="dashboard-page", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._paint()
        self.action_count()

    def on_unmount(self) -> None:
        if self._file is not None:
            self._file.interrupt()  # nobody waits for the figures any more

    # -- counting ----------------------------------------------------------------------------------------

    def action_count(self) -> None:
        """Count, or count again."""
        self._count()

    @work(thread=True, exclusive=True, group="dashboard")
    def _count(self) -> None:
        """In a thread with its own connection: first the one at the desk, then everybody."""
        worker = get_current_worker()
        try:
            with Project(self._path, self._annotator, write=False) as project:
                self._file = project.file
                people: dict[str, Person] = dict(self._statistics.people) if self._statistics else {}
                others = [name for name in project.everyone() if name != self._annotator]
                for names in ([self._annotator], others):
                    part = project.statistics(names)
                    people = {**people, **part.people}
                    statistics = replace(part, people=people)
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(self._counted, statistics, _titles(project, statistics))
                reports = _reports(project, [self._annotator, *others])
                if reports and not worker.is_cancelled:
                    self.app.call_from_thread(self._reported, reports)
        except CopydeskError as error:
            if not worker.is_cancelled and self.is_attached:
                self.app.call_from_thread(self._failed, str(error))
        finally:
            self._file = None

    def _counted(self, statistics: ProjectStatistics, titles: Mapping[int, str]) -> None:
        self._statistics, self._titles = statistics, titles
        self._paint()

    def _reported(self, reports: Mapping[str, SuggestionReport]) -> None:
        self._suggestions = reports
        self._paint()

    def _failed(self, words: str) -> None:
        self.query_one("#dashboard-page", Static).update(Content(printable(words)))

    # -- showing -----------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Show the next or the previous annotator."""
        if self._statistics is not None:
            names = list(self._statistics.people)
            self._chosen = names[(names.index(self._chosen) + by) % len(names)]
            self._paint()
            self.query_one(VerticalScroll).scroll_home(animate=False)

    async def action_help(self) -> None:
        """What the keys do here."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import keys_part

        parts = [keys_part("Where you stand", self.BINDINGS)]
        await self.app.push_screen(help_screen(parts, self._keymap, self._keymap.elsewhere["dashboard_help"]))

    def action_back(self) -> None:
        """Go back to the desk."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "turn" or (self._statistics is not None and len(self._statistics.people) > 1)

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        self.query_one(PageTitle).tell(does_nothing(event, self._keymap.elsewhere["dashboard_help"][0]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self._paint()

    def _paint(self) -> None:
        self.query_one(PageTitle).show(f"Where you stand: {printable(self._chosen)}")
        self.refresh_bindings()
        page = self.query_one("#dashboard-page", Static)
        if self._statistics is None:
            return
        drawn = DashboardPage(
            self._statistics, self._displays, self._active, self._titles, self._style, self._suggestions
        )
        page.update(Content("\n").join(drawn.lines(self._chosen, max(1, page.size.width))))

    def _style(self, display: LabelDisplay) -> Style:
        return display_style(display, self.app.theme_variables, self.background_colors[1])


def dashboard_screen(path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> DashboardScreen:
    """The dashboard of the project at `path`, with its keys."""
    return with_bindings(DashboardScreen, bindings_of("dashboard", keymap))(path, annotator, codebook, keymap)


def _reports(project: Project, names: Sequence[str]) -> dict[str, SuggestionReport]:
    """The reports of those who had a model at work; nothing is loaded where nobody had."""
    had = project.reader.had_suggestions(names)
    return {name: report for name, report in project.suggestions.report(had).items() if name} if had else {}


def _titles(project: Project, statistics: ProjectStatistics) -> dict[int, str]:
    """The titles, safe to draw, of the articles that the page names."""
    named = {each.n for person in statistics.people.values() for each in person.articles.begun}
    rows = [row for n in named if (row := project.reader.article(n)) is not None]
    return {row.n: printable(row.title or row.source or row.id).replace("\n", " ") for row in rows}
