"""How far annotators agree: figures, and a confusion table in which Enter opens the sentences behind a cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from labels.codebook import Codebook
from labels.errors import CopydeskError
from labels.project import Project
from labels.quality.confusion import Confusion
from labels.quality.reasons import in_words
from labels.query import Hit
from labels.sqlite.project_file import ProjectFile
from labels.statistics.agreement import ProjectAgreement
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.agreement_page import Counted, Matrix, breakdown_lines, figure_lines
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.unbound_keys import does_nothing
from tui.widgets.key_line import KeyLine
from tui.widgets.page_title import PageTitle

#: The text for annotators who may not see what others said.
NOT_FOR_YOU = "Agreement tells what others said, so it is for leads."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences behind a cell of the confusion table, and whose table it is: two people's, or everybody's."""

    units: frozenset[Hit]
    people: tuple[str, str] | None


class AgreementScreen(Screen[Chosen | None]):
    """Figures and a confusion table, of everybody or of two people. Closes with the cell that was chosen, or None.

    `agreement_screen` makes it.
    """

    BINDING_GROUP_TITLE = "Agreement"
    AUTO_FOCUS = "VerticalScroll"
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-high")]
    DEFAULT_CSS = """
    AgreementScreen VerticalScroll { padding: 1 2 0 2; scrollbar-gutter: stable; }
    AgreementScreen VerticalScroll Static { width: 100%; height: auto; }
    AgreementScreen.-flat KeyLine { display: none; }
    AgreementScreen.-flat VerticalScroll { padding: 0; }
    """

    def __init__(self, path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> None:
        """Compare in the project at `path`, for `annotator`."""
        super().__init__()
        self._path = path
        self._annotator = annotator
        self._codebook = codebook
        self._keymap = keymap
        self._found: ProjectAgreement | None = None
        self._counted: Counted | None = None
        self._matrix: Matrix | None = None
        self._pairs: list[tuple[str, str] | None] = [None]
        self._turn = 0
        self._file: ProjectFile | None = None

    def compose(self) -> ComposeResult:
        yield PageTitle()
        with VerticalScroll():
            yield Static("Reading what everybody said …", id="agreement-figures", markup=False)
            yield Static(id="agreement-head", markup=False)
            yield Static(id="agreement-matrix", markup=False)
            yield Static(id="agreement-rest", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._paint()
        self.action_count()

    def on_unmount(self) -> None:
        if self._file is not None:
            self._file.interrupt()  # nobody waits for the figures any more

    # -- counting ----------------------------------------------------------------------------------------

    def action_count(self) -> None:
        """Compare, or compare again."""
        self._count()

    @work(thread=True, exclusive=True, group="agreement")
    def _count(self) -> None:
        """In a thread with its own connection."""
        worker = get_current_worker()
        try:
            with Project(self._path, self._annotator, write=False) as project:
                self._file = project.file
                if not project.agreement_reader.sees_others(self._annotator):
                    self.app.call_from_thread(self._told, NOT_FOR_YOU)
                    return
                found = project.agreement(progress=self._progress(worker))
                labels = {in_words((id,), found.codebook): each for id, each in found.by_label().items()}
                people = sorted(found.marks.people)
                shown = Counted(found.overall(), labels, found.by_pair(), people, found.tie_breaks_in_words)
                confusion = found.confusion()
            if not worker.is_cancelled:
                self.app.call_from_thread(self._compared, found, shown, confusion)
        except Cancelled:
            pass  # nobody waits for the figures any more
        except CopydeskError as error:
            if not worker.is_cancelled and self.is_attached:
                self.app.call_from_thread(self._told, str(error))
        finally:
            self._file = None

    def _progress(self, worker: Worker[Any]) -> Progress:
        def report(done: int, total: int | None) -> None:
            if done and not worker.is_cancelled:
                self.app.call_from_thread(self._told, f"Reading what everybody said … {done:,}")

        return Progress(report, lambda: worker.is_cancelled)

    def _compared(self, found: ProjectAgreement, counted: Counted, confusion: Confusion) -> None:
        self._found, self._counted = found, counted
        self._pairs = [None, *combinations(counted.people, 2)]
        self._turn = 0
        self._matrix = Matrix(confusion, self._codebook)
        self._paint()

    def _told(self, words: str) -> None:
        self.query_one("#agreement-figures", Static).update(Content(printable(words)))

    # -- showing -----------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Show the confusion table of the next or the previous two people; the first is everybody's."""
        if self._found is not None:
            self._turn = (self._turn + by) % len(self._pairs)
            self._matrix = Matrix(self._found.confusion(self._pairs[self._turn]), self._codebook)
            self._paint()
            self._show_cell(self._matrix)

    def action_cell(self, down: int, right: int) -> None:
        """Move to another cell of the confusion table."""
        if self._matrix is not None:
            self._matrix.move(down, right)
            self._paint()
            self._show_cell(self._matrix)

    def _show_cell(self, matrix: Matrix) -> None:
        """Scroll to the cell under the cursor, once the table is laid out: Enter opens what is seen."""

        def scroll() -> None:
            place = self.query_one("#agreement-matrix", Static).virtual_region
            self.query_one(VerticalScroll).scroll_to_region(Region(0, place.y + matrix.row, 1, 2), animate=False)

        self.call_after_refresh(scroll)

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_open(self) -> None:
        """Close with the sentences behind the cell under the cursor, if there are any."""
        # The units of a project are numbers with spans.
        units: Any = self._matrix.units if self._matrix is not None else ()
        if units:
            self.dismiss(Chosen(frozenset(Hit(*unit) for unit in units), self._pairs[self._turn]))

    async def action_help(self) -> None:
        """What the keys do here."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import keys_part

        parts = [keys_part("Agreement", self.BINDINGS)]
        await self.app.push_screen(help_screen(parts, self._keymap, self._keymap.elsewhere["agreement_help"]))

    def action_back(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "turn" or len(self._pairs) > 1

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        self.query_one(PageTitle).tell(does_nothing(event, self._keymap.elsewhere["agreement_help"][0]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        self.query_one(PageTitle).show(self._title())
        self.refresh_bindings()
        if self._counted is None or self._matrix is None:
            return
        page = self.query_one("#agreement-figures", Static)
        width = max(1, page.size.width)
        head = [Content(""), self._head()]
        for id, lines in (
            ("figures", figure_lines(self._counted, width)),
            ("head", head),
            ("matrix", self._matrix.lines(width)),
            ("rest", breakdown_lines(self._counted, width)),
        ):
            self.query_one(f"#agreement-{id}", Static).update(Content("\n").join(lines))

    def _title(self) -> str:
        """The title, with the cell under the cursor. So the cell is named in full, however far the page is scrolled."""
        if self._matrix is None or not self._matrix.values:
            return "Agreement"
        one, other = self._matrix.named()
        return printable(f"Agreement  {one} and {other}: {counted(len(self._matrix.units), 'sentence')}")

    def _head(self) -> Content:
        pair = self._pairs[self._turn]
        whose = f"{pair[0]} (rows) and {pair[1]} (columns)" if pair else "everybody, the same both ways"
        return Content.assemble(("Confusion", "bold"), (printable(f"  {whose}"), "$row-quiet"))


def agreement_screen(path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> AgreementScreen:
    """The agreement in the project at `path`, with its keys."""
    return with_bindings(AgreementScreen, bindings_of("agreement", keymap))(path, annotator, codebook, keymap)
