"""The desk on screen: it turns keys into verbs of `labels.desk.Desk`, and paints what they changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.keys import format_key
from textual.screen import Screen
from textual.widgets import Footer

from labels.desk import Desk, Step
from labels.desk.finding import Search, go_to
from labels.desk.reader import ALL_DECIDED
from labels.errors import CopydeskError
from labels.words import counted
from tui.keymap import Keymap
from tui.printable import printable
from tui.widgets.label_bar import LabelBar
from tui.widgets.label_face import label_faces, sentence_row
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.side_panel import SidePanel
from tui.widgets.title_line import TitleLine

HINT = "Press a label’s key to give it and go on. ? shows every key."
DONE = "All decided ({}). {} exports, {} adds articles, {} quits."  # fits 80 columns up to a million


class DeskScreen(Screen[None]):
    """The article as running text with a decision beside each sentence. `desk_screen` makes it for a codebook."""

    BINDING_GROUP_TITLE = "Desk"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (7, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    DeskScreen { layout: vertical; }
    DeskScreen #desk-middle { height: 1fr; }
    DeskScreen SentenceList { width: 1fr; height: 1fr; min-width: 1; }
    DeskScreen SidePanel { display: none; }
    DeskScreen.-wide SidePanel { display: block; }
    DeskScreen.-side-shown SidePanel { display: block; }
    DeskScreen.-side-hidden SidePanel { display: none; }
    DeskScreen.-flat TitleLine, DeskScreen.-flat LabelBar, DeskScreen.-flat Footer { display: none; }
    DeskScreen.-flat NoticeLine { display: none; }
    DeskScreen.-low Footer { display: none; }
    DeskScreen.-low LabelBar { max-height: 1; }
    """

    rows = query_one(SentenceList)
    title_line = query_one(TitleLine)
    label_bar = query_one(LabelBar)
    side = query_one(SidePanel)
    notice_line = query_one(NoticeLine)
    prompt = query_one(Prompt)

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        """Show `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self._faces = label_faces(desk.project.scheme)
        self._scheme_version = desk.project.scheme_version
        self._search: Search | None = None
        self._adding = False

    def compose(self) -> ComposeResult:
        yield TitleLine()
        with Horizontal(id="desk-middle"):
            yield SidePanel()
            with Vertical():
                yield SentenceList()
        yield LabelBar()
        yield NoticeLine()
        yield Prompt()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.rows.can_focus = False  # the keyboard is the screen's, or the question's
        self.label_bar.show([self._faces[label.id] for label in self.desk.project.scheme.active])
        self.show_article()
        for warning in self.keymap.warnings:
            self.app.notify(warning, severity="warning", markup=False)
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    # -- painting ----------------------------------------------------------------------------------------

    def show_article(self) -> None:
        """Paint the open article anew, at the place where it was left."""
        page, top = self.desk.page, self.desk.top
        self.rows.load(
            [page.sentence(row) for row in range(len(page))],
            [cut.paragraph for cut in page.cuts],
            self._row,
            self.desk.cursor,
        )
        if top:
            row = page.row_at(top)
            self.rows.scroll_to_place(row, max(0, top - page.cuts[row].start))
        self.rows.move_cursor(self.desk.cursor, self.desk.anchor)
        self._paint_around("")

    def paint(self, step: Step) -> None:
        """Paint what a step changed, and nothing else; under another codebook, the whole desk anew."""
        if self.desk.project.scheme_version != self._scheme_version:
            self.app.codebook_changed()  # type: ignore[attr-defined]
            return
        if step.opened:
            self.show_article()
        else:
            self.rows.refresh_rows(range(len(self.desk.page)) if step.reloaded else step.rows)
            self.rows.move_cursor(self.desk.cursor, self.desk.anchor)
        self._paint_around(step.notice)
        self._keep_top()

    def _row(self, index: int) -> SentenceRow:
        return sentence_row(self.desk.mark(index), self._faces)

    def _paint_around(self, notice: str) -> None:
        """The lines around the text: title, notice, side panel."""
        desk, page = self.desk, self.desk.page
        self.title_line.show(
            decided=page.decided,
            sentences=len(page),
            article=page.article.n,
            articles=desk.tally.articles,
            title=page.article.title or page.article.source or page.article.id,
        )
        if not desk.tally.undecided and notice in ("", ALL_DECIDED):
            notice = self._done()
        self.notice_line.tell(notice, self._hint())
        if self.side.display:
            self._paint_side()

    def _paint_around_again(self) -> None:
        """Paint the lines around the text in a window of another size; what was said stays said."""
        self._paint_around(self.notice_line.notice)

    def _done(self) -> str:
        """Everything is decided: what to do next, and with which keys."""
        first = (self.keymap.commands[id][0] for id in ("export", "import", "quit"))
        keys = (self.app.get_key_display(Binding(key, "")) for key in first)  # as in the line below
        return DONE.format(counted(self.desk.tally.sentences, "sentence"), *keys)

    def _hint(self) -> str:
        if self._adding:
            return "Add: press a label’s key to add it to this sentence or take it away."
        if self.desk.selecting:
            return f"{len(self.desk.run)} selected: a label’s key labels them all; escape drops the selection."
        return HINT

    def _paint_side(self) -> None:
        desk, page = self.desk, self.desk.page
        mark = desk.mark(desk.cursor)
        self.side.show_codebook(desk.project.scheme, list(self._faces.values()), mark.labels)
        self.side.show_note(mark.note, mark.flag_reason)
        pace = f"{desk.watch.per_hour:,} an hour" if desk.watch.per_hour else ""
        self.side.show_progress(
            [("Article", page.decided, len(page)), ("Project", desk.tally.decided, desk.tally.sentences)],
            f"Today    {desk.tally.today:,}{'  ' if pace else ''}{pace}\n\n{printable(desk.project.annotator)}",
        )

    def _keep_top(self) -> None:
        """Remember what is at the top of the window, once it has settled there."""
        self.call_after_refresh(self._note_top)

    def _note_top(self) -> None:
        if self.is_attached and self.desk.document is not None:
            place = self.rows.top
            self.desk.scrolled_to(self.desk.page.cuts[place.row].start + place.offset)

    def _tick(self) -> None:
        """Once a second: what other processes wrote, and a place that could not be kept at once."""
        self.desk.settle()
        if self.prompt.asking or self.app.screen is not self:
            return  # a new codebook would turn what is being typed into label keys
        step = self.desk.refresh()
        if step.reloaded:
            self.paint(replace(step, notice=self.notice_line.notice))

    # -- doing -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.app.leaving:  # type: ignore[attr-defined]
            return False
        # While a question is asked the keys belong to it; so do letters, even if somebody quits by one.
        if not (self.prompt.asking and hasattr(type(self), f"action_{action}")):
            return True
        return action == "quit" and not any(len(key) == 1 for key in self.keymap.commands["quit"])

    def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the desk and paint what it changed; say so if it could not be written."""
        if self.app.leaving:  # type: ignore[attr-defined]
            return
        try:
            step = verb()
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.paint(step)

    def action_label(self, number: int) -> None:
        """Give label number `number` of the codebook and go on; after `add`, add it or take it away and stay."""
        id = self.desk.project.scheme.active[number].id
        if self._adding:
            self._adding = False
            self.do(lambda: self.desk.toggle(id))
        else:
            self.do(lambda: self.desk.label(id))

    def action_toggle_label(self, number: int) -> None:
        """Add label number `number` to the sentence or take it away, and stay."""
        id = self.desk.project.scheme.active[number].id
        self.do(lambda: self.desk.toggle(id))

    def action_add(self) -> None:
        """Let the next label key add or take away instead of set."""
        self._adding = not self._adding
        self._paint_around("")

    def action_skip(self) -> None:
        self.do(self.desk.skip)

    def action_confirm(self) -> None:
        self.do(self.desk.confirm)

    def action_repeat(self) -> None:
        self.do(self.desk.repeat)

    def action_clear(self) -> None:
        self.do(self.desk.clear)

    def action_undo(self) -> None:
        self.do(self.desk.undo)

    def action_redo(self) -> None:
        self.do(self.desk.redo)

    def action_move(self, by: int) -> None:
        self.do(lambda: self.desk.move(by))

    def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            self._keep_top()  # there is more of this sentence than the window holds
            return
        up, down = self.rows.page_rows()
        self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    def action_first(self) -> None:
        self.do(self.desk.first)

    def action_last(self) -> None:
        self.do(self.desk.last)

    def action_next_undecided(self) -> None:
        self.do(self.desk.next_undecided)

    def action_previous_undecided(self) -> None:
        self.do(self.desk.previous_undecided)

    def action_next_article(self) -> None:
        self.do(self.desk.next_article)

    def action_previous_article(self) -> None:
        self.do(self.desk.previous_article)

    def action_extend(self, by: int) -> None:
        self.do(lambda: self.desk.extend(by))

    def action_select(self) -> None:
        self.do(self.desk.toggle_selection)

    def action_drop(self) -> None:
        """Drop the selection, or the wish to add."""
        self._adding = False
        self.do(self.desk.drop_selection)

    # -- beside the decision, and finding ----------------------------------------------------------------

    def action_flag(self) -> None:
        self.do(self.desk.flag)

    def action_note(self) -> None:
        self._ask("Note:", lambda text: self.do(lambda: self.desk.note(text)), self.desk.mark(self.desk.cursor).note)

    def action_search(self) -> None:
        self._ask("Search:", self._search_for, self._search.text if self._search else "")

    def action_search_again(self) -> None:
        if self._search is None:
            self.action_search()
        else:
            self.do(self._search_on)

    def _search_for(self, text: str) -> None:
        text = text.strip()
        self._search = Search(self.desk, text) if text else None
        self.rows.highlight(printable(text))
        if self._search is not None:
            self.do(self._search_on)

    def _search_on(self) -> Step:
        assert self._search is not None
        step = self._search.next()
        again = format_key(self.keymap.commands["search_again"][0])
        return replace(step, notice=step.notice or f"“{self._search.text}”: {again} searches on.")

    def action_go_to(self) -> None:
        self._ask("Go to sentence (12), article (a3) or title:", lambda where: self.do(lambda: go_to(self.desk, where)))

    def action_open_files(self) -> None:
        self._ask("File or folder to add:", self._open_files)

    def _open_files(self, named: str) -> None:
        if named.strip():
            self.app.import_named(named)  # type: ignore[attr-defined]

    def action_export(self) -> None:
        suggestion = str(self.desk.project.path.with_suffix(".jsonl"))
        self._ask("Export to:", self._export, suggestion)

    def _export(self, named: str) -> None:
        if named.strip():
            self.app.export_named(named)  # type: ignore[attr-defined]

    def _ask(self, question: str, answer: Callable[[str], None], suggestion: str = "") -> None:
        self.prompt.ask(question, answer, suggestion)

    # -- the picture -------------------------------------------------------------------------------------

    def action_toggle_side(self) -> None:
        shown, usual = self.side.display, self.has_class("-wide")
        # Where that is what the width of the window would do anyway, leave it to the width again.
        self.set_class(shown and usual, "-side-hidden")
        self.set_class(not shown and not usual, "-side-shown")
        self.call_after_refresh(self._paint_around_again)

    def action_next_theme(self) -> None:
        self.app.next_theme()  # type: ignore[attr-defined]

    def action_help(self) -> None:
        from tui.screens.help import help_screen

        mark = self.desk.mark(self.desk.cursor)
        self.app.push_screen(help_screen(self.desk.project.scheme, self.keymap, mark.labels))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        await self.app.action_quit()

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint_around_again)

    @on(SentenceList.SentenceClicked)
    def _clicked(self, event: SentenceList.SentenceClicked) -> None:
        if not self.prompt.asking:
            self.do(lambda: self.desk.go_to(event.index))

    @on(LabelBar.LabelClicked)
    def _label_clicked(self, event: LabelBar.LabelClicked) -> None:
        if not self.prompt.asking:
            self.action_label(event.index)

    @on(SentenceList.PlaceScrolled)
    def _scrolled(self) -> None:
        self._keep_top()


def desk_screen(desk: Desk, keymap: Keymap, base: type[DeskScreen] = DeskScreen) -> DeskScreen:
    """A desk screen with the keys of the desk's codebook; bindings are fixed when a class is made, so make one."""
    made = type(base.__name__, (base,), {"BINDINGS": desk_bindings(desk, keymap), "__doc__": base.__doc__})
    screen: DeskScreen = made(desk, keymap)
    return screen


def desk_bindings(desk: Desk, keymap: Keymap) -> list[Binding]:
    """Every key of the desk as a binding.

    All have priority: the action of one key is over before the next key is looked at, so keys typed ahead
    act in order even where one of them moves the keyboard elsewhere.
    """
    from tui.commands import COMMANDS

    found = [
        Binding(
            ",".join(keymap.commands[command.id]),
            command.action,
            command.footer or command.description,
            show=bool(command.footer),
            id=command.id,
            tooltip=command.description,
            priority=True,
        )
        for command in COMMANDS
    ]
    found.append(Binding("escape", "drop", "Drop the selection", show=False, id="drop", priority=True))
    for number, label in enumerate(desk.project.scheme.active):
        for action, keys in (("label", keymap.label_keys[label.id]), ("toggle_label", keymap.toggle_keys[label.id])):
            if keys:
                words = label.name if action == "label" else f"Add or take away {label.name}"
                found.append(
                    Binding(
                        ",".join(keys), f"{action}({number})", words, show=False, id=f"{action}.{number}", priority=True
                    )
                )
    return found
