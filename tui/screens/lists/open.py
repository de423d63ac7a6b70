"""Make the screen of a list, with its keys."""

from __future__ import annotations

from collections.abc import Collection

from labels.browsing.rows import SentenceRows
from labels.query import Hit
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.list_state import ListState
from tui.screens.lists.article_source import ArticleSource
from tui.screens.lists.behind import Behind
from tui.screens.lists.keys import sentence_bindings
from tui.screens.lists.screen import ListScreen
from tui.screens.lists.sentence_source import Cell, SentenceSource


def list_screen(name: str, behind: Behind) -> ListScreen:
    """The list called `name` ("articles", "sentences" or "flags"), as it was when it was left.

    Only the list of articles forgets its query, because somebody who opens it looks for another article.
    """
    desk, keymap, lists = behind.desk, behind.keymap, behind.program.lists
    if name == "articles":
        if lists.articles.query:
            lists.articles.query, lists.articles.whole = "", False
        source = ArticleSource(desk, lists.articles)
        return with_bindings(ListScreen, bindings_of("articles", keymap))(behind, source, lists.articles)
    made = with_bindings(ListScreen, sentence_bindings(desk.project.codebook, keymap))
    if name == "flags":
        return made(behind, SentenceSource(desk, keymap, lists.flags, "flags"), lists.flags)
    return made(behind, SentenceSource(desk, keymap, lists.sentences, "sentences"), lists.sentences)


def list_of(sentences: Collection[Hit], people: tuple[str, str] | None, behind: Behind) -> ListScreen:
    """A list of the sentences behind a cell of a confusion table, with what its two people (or all) said of them."""
    desk, keymap = behind.desk, behind.keymap
    state: ListState[SentenceRows] = ListState()
    source = SentenceSource(desk, keymap, state, "agreement", only=Cell(sentences, people))
    return with_bindings(ListScreen, sentence_bindings(desk.project.codebook, keymap))(behind, source, state)
