"""Opening a list over the desk."""

from __future__ import annotations

from textual.binding import Binding

from tui.screens.browser.keys import article_bindings, sentence_bindings
from tui.screens.browser.list_screen import ListScreen
from tui.screens.browser.list_state import Browsed
from tui.screens.desk.screen import DeskScreen


async def browse(desk: DeskScreen, browsed: Browsed, what: str) -> None:
    """Show the list called `what`: "articles", "sentences" or "flags"; as it was when it was left.

    The next key is looked at when the list is there.
    """
    screen: ListScreen
    if what == "articles":
        from tui.screens.browser.articles import ArticlesScreen

        screen = _with_keys(ArticlesScreen, article_bindings(desk.keymap))(desk, browsed.articles)
    else:
        from tui.screens.browser.sentences import SentencesScreen

        bindings = sentence_bindings(desk.desk.project.codebook, desk.keymap)
        made = _with_keys(SentencesScreen, bindings)
        screen = made(desk, browsed.flags, "flags") if what == "flags" else made(desk, browsed.sentences, "sentences")
    await desk.app.push_screen(screen)


def _with_keys(base: type[ListScreen], bindings: list[Binding]) -> type:
    """A class with these keys: bindings are fixed when a class is made."""
    return type(base.__name__, (base,), {"BINDINGS": bindings, "__doc__": base.__doc__})
