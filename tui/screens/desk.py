"""The desk on screen: it turns keys into verbs of `labels.desk.Desk`, and paints what they changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from textual import events, on
from textual.keys import format_key

from labels.desk import Desk, Step
from labels.desk.finding import TextSearch, go_to
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.desk_keys import desk_bindings
from tui.screens.desk_undo import TakingBackView
from tui.screens.desk_view import Wish
from tui.widgets.label_bar import LabelBar
from tui.widgets.sentence_list import SentenceList


class DeskScreen(TakingBackView):
    """The desk with its keys. `desk_screen` makes it for a codebook."""

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        """Work at `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__(desk, keymap)
        self._search: TextSearch | None = None

    # -- doing -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.app.leaving:
            return False
        if action.startswith("split_"):
            return self._splitting is not None and not self.asking
        # While a question is asked the keys belong to it; so do letters, even if somebody quits by one.
        if not (self.asking and hasattr(type(self), f"action_{action}")):
            return True
        return action == "quit" and not any(len(key) == 1 for key in self.keymap.commands["quit"])

    async def action_label(self, number: int) -> None:
        """Give label number `number` of the codebook and go on; after `add`, add it or take it away and stay."""
        id = self.desk.project.codebook.active[number].id
        wish, self._wish = self._wish, None
        if wish == "add":
            await self.do(lambda: self.desk.toggle(id))
        elif wish is not None:
            await self.do(lambda: self.desk.add_example(id, counter=wish == "counter-example"))
        else:
            await self.do(lambda: self.desk.label(id))

    async def action_toggle_label(self, number: int) -> None:
        """Add label number `number` to the sentence or take it away, and stay."""
        id = self.desk.project.codebook.active[number].id
        await self.do(lambda: self.desk.toggle(id))

    def action_add(self) -> None:
        """Let the next label key add or take away instead of set."""
        self._let_next_label("add")

    def action_example(self) -> None:
        """Let the next label key put the sentence into the codebook as an example."""
        self._let_next_label("example")

    def action_counter_example(self) -> None:
        """Let the next label key put the sentence into the codebook as a counter-example."""
        self._let_next_label("counter-example")

    def _let_next_label(self, wish: Wish) -> None:
        self._wish = None if self._wish == wish else wish
        self._paint_around("")

    async def action_skip(self) -> None:
        await self.do(self.desk.skip)

    async def action_confirm(self) -> None:
        await self.do(self.desk.confirm)

    async def action_repeat(self) -> None:
        await self.do(self.desk.repeat)

    async def action_clear(self) -> None:
        await self.do(self.desk.clear)

    async def action_move(self, by: int) -> None:
        await self.do(lambda: self.desk.move(by))

    async def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            self._keep_top()  # there is more of this sentence than the window holds
            return
        up, down = self.rows.page_rows()
        await self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    async def action_first(self) -> None:
        await self.do(self.desk.first)

    async def action_last(self) -> None:
        await self.do(self.desk.last)

    async def action_next_undecided(self) -> None:
        await self.do(self.desk.next_undecided)

    async def action_previous_undecided(self) -> None:
        await self.do(self.desk.previous_undecided)

    async def action_next_article(self) -> None:
        await self.do(self.desk.next_article)

    async def action_previous_article(self) -> None:
        await self.do(self.desk.previous_article)

    async def action_extend(self, by: int) -> None:
        await self.do(lambda: self.desk.extend(by))

    async def action_select(self) -> None:
        await self.do(self.desk.toggle_selection)

    async def action_drop(self) -> None:
        """Drop the selection, the wish to add, and the marks of a search."""
        self._wish = None
        self.rows.highlight(None)
        await self.do(self.desk.drop_selection)

    # -- beside the decision, and finding ----------------------------------------------------------------

    async def action_flag(self) -> None:
        await self.do(self.desk.flag)

    def action_flag_because(self) -> None:
        reason = self.desk.mark(self.desk.cursor).flag_reason
        self._ask("Flag because:", lambda why: self.do(lambda: self.desk.flag_because(why.strip())), reason)

    async def action_note(self) -> None:
        from tui.widgets.note_box import NoteBox  # it takes a while to load, and the first picture should not

        if not self.query(NoteBox):
            await self.mount(NoteBox(), after=self.prompt)
        note = self.desk.mark(self.desk.cursor).note
        self.query_one(NoteBox).ask(note, lambda text: self.do(lambda: self.desk.note(text.strip())))

    def action_search(self) -> None:
        self._ask("Search:", self._search_for, self._search.text if self._search else "")

    async def action_search_again(self) -> None:
        if self._search is None:
            self.action_search()
        else:
            await self.do(self._search_on)

    async def _search_for(self, text: str) -> None:
        text = text.strip()
        self._search = TextSearch(self.desk, text) if text else None
        self.rows.highlight(printable(text))
        if self._search is not None:
            await self.do(self._search_on)

    def _search_on(self) -> Step:
        assert self._search is not None
        step = self._search.next()
        again = format_key(self.keymap.commands["search_again"][0])
        return replace(step, notice=step.notice or f"“{self._search.text}”: {again} searches on.")

    async def action_focus_on(self) -> None:
        """Label only what matches a query, or everything again."""
        if self.desk.focus is not None:
            await self.do(self.desk.unfocus)
        else:
            self._ask("Label only what matches:", self._focus_on)

    async def _focus_on(self, text: str) -> None:
        if text.strip():
            await self.do(lambda: self.desk.focus_on(text.strip()))

    def action_go_to(self) -> None:
        self._ask("Go to sentence (12), article (a3) or title:", lambda where: self.do(lambda: go_to(self.desk, where)))

    async def action_browse(self, what: str) -> None:
        """Show a list: of articles, of sentences, of flags."""
        from tui.screens.browser.open import browse

        await browse(self, what)

    def action_open_files(self) -> None:
        self._ask("File or folder to add:", self._open_files)

    def _open_files(self, named: str) -> None:
        if named.strip():
            self.app.import_named(named)

    def action_export(self) -> None:
        suggestion = str(self.desk.project.path.with_suffix(".jsonl"))
        self._ask("Export to:", self._export, suggestion)

    def _export(self, named: str) -> None:
        if named.strip():
            self.app.export_named(named)

    def _ask(self, question: str, answer: Callable[[str], Awaitable[None] | None], suggestion: str = "") -> None:
        self.prompt.ask(question, answer, suggestion)

    # -- the picture -------------------------------------------------------------------------------------

    def action_toggle_side(self) -> None:
        shown, usual = self.side.display, self.has_class("-wide")
        # Where that is what the width of the window would do anyway, leave it to the width again.
        self.set_class(shown and usual, "-side-hidden")
        self.set_class(not shown and not usual, "-side-shown")
        self.call_after_refresh(self._paint_around_again)

    def action_next_theme(self) -> None:
        self.app.next_theme()

    def action_help(self) -> None:
        from tui.screens.help import help_screen
        from tui.screens.help_parts import desk_parts

        mark = self.desk.mark(self.desk.cursor)
        self.app.push_screen(help_screen(desk_parts(self.desk.project.codebook, self.keymap, mark.labels), self.keymap))

    def action_dashboard(self) -> None:
        from tui.screens.dashboard import DashboardScreen

        project = self.desk.project
        self.app.push_screen(DashboardScreen(project.path, project.annotator, project.codebook))

    async def action_palette(self) -> None:
        await self.run_action("app.command_palette")

    async def action_quit(self) -> None:
        await self.app.action_quit()

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not self.asking and not self.app.leaving:
            help_key = format_key(self.keymap.commands["help"][0])
            what = f"“{event.character}”" if event.is_printable and event.character else format_key(event.key)
            self._paint_around(f"{what} does nothing here. {help_key} shows every key.")

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint_around_again)

    @on(SentenceList.SentenceClicked)
    def _clicked(self, event: SentenceList.SentenceClicked) -> None:
        if self.asking:
            return
        if self._splitting is not None and event.index == self.desk.cursor and event.offset is not None:
            self._splitting.put(event.offset)
            self._paint_splitting()
        else:
            # Behind the keys that are waiting already.
            self.app.call_later(self.do, lambda: self.desk.go_to(event.index))

    @on(LabelBar.LabelClicked)
    def _label_clicked(self, event: LabelBar.LabelClicked) -> None:
        if not self.asking:
            self.app.call_later(self.action_label, event.index)

    @on(SentenceList.PlaceScrolled)
    def _scrolled(self) -> None:
        self._keep_top()


def desk_screen(desk: Desk, keymap: Keymap, base: type[DeskScreen] = DeskScreen) -> DeskScreen:
    """A desk screen with the keys of the desk's codebook; bindings are fixed when a class is made, so make one."""
    made = type(
        base.__name__, (base,), {"BINDINGS": desk_bindings(desk.project.codebook, keymap), "__doc__": base.__doc__}
    )
    screen: DeskScreen = made(desk, keymap)
    return screen
