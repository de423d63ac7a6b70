"""Every command of every screen, in one list. Keys, footer, help, palette and rebinding are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

#: Where commands work. "splitting" is the desk while a place to split is chosen.
ScreenName = Literal[
    "desk", "splitting", "articles", "sentences", "bulk", "history", "dashboard", "agreement", "review", "feedback",
    "help", "themes", "start",
]  # fmt: skip

_ORDER = "Go through the articles in another order from now on"
_FOCUS_ON_ALL = "Label only these at the desk, one by one"
_SELECT = "Select the line, or take it out of the selection"
_FLAG_ALL = "Flag the selected lines, or take the flag off, after asking"
_CLEAR_ALL = "Take the decision away from the selected lines, after asking"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key can do on some `screens`.

    `keys` of the desk are never letters or digits. The letters in `aliases` work unless the codebook gives them to a
    label. A command that is `like` one of the desk has the keys of that one, also where the user has changed them.
    `action` is the name of the screen's action, `section` a heading of its help. `footer` is the short word for the
    line at the bottom, empty for commands that are not shown there; the desk has `tui/screens/desk/footers.py` instead.
    """

    id: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    description: str
    section: str
    action: str
    footer: str = ""
    screens: tuple[ScreenName, ...] = ("desk",)
    like: str = ""


def _own(id: str, keys: str, description: str, action: str, footer: str = "", *, only: str = "") -> Command:
    """A command of the screens that its id begins with (or of one of them `only`); `keys` are apart by commas."""
    where = id.partition("_")[0]
    return Command(id, tuple(keys.split(",")), (), description, where, action, footer, _screens(where, only))


def _like(like: str, where: str, description: str, action: str, footer: str = "", *, only: str = "") -> Command:
    """A command of other screens that has the keys of a command of the desk."""
    section = "Move" if action.partition("(")[0] in ("move", "page", "first", "last") else where
    return Command(f"{where}_{like}", (), (), description, section, action, footer, _screens(where, only), like)


def _screens(where: str, only: str) -> tuple[ScreenName, ...]:
    own: dict[str, tuple[ScreenName, ...]] = {"split": ("splitting",), "list": ("articles", "sentences")}
    names = own.get(where) or tuple(name for name in get_args(ScreenName) if name == where)
    return tuple(name for name in names if only in ("", name))


_DESK: tuple[Command, ...] = (
    Command("skip", ("space",), (), "Skip: decide to give no label, and go on", "Decide", "skip"),
    Command("confirm", ("enter",), ("a",), "Confirm what is there, and go on", "Decide", "confirm"),
    Command("repeat", ("full_stop",), (), "Give this sentence the last decision again", "Decide", "repeat"),
    Command("add", ("plus",), (), "Add: the next label key adds or takes away a label", "Decide", "next_label('add')"),
    Command("pick", ("apostrophe",), (), "Pick a label by typing letters of its name", "Decide", "pick_label"),
    Command("clear", ("delete", "minus"), (), "Take the decision away", "Decide", "clear"),
    Command("undo", ("backspace",), ("u",), "Undo the last action", "Take back", "undo"),
    Command("redo", ("ctrl+y", "ctrl+r"), (), "Redo what was undone", "Take back", "redo"),
    Command("next", ("down",), ("j",), "Next sentence", "Move", "move(1)"),
    Command("previous", ("up",), ("k",), "Previous sentence", "Move", "move(-1)"),
    Command("next_undecided", ("right",), (), "Next undecided sentence", "Move", "next_undecided"),
    Command("previous_undecided", ("left",), (), "Previous undecided sentence", "Move", "previous_undecided"),
    Command("page_down", ("pagedown",), (), "A page down", "Move", "page(1)"),
    Command("page_up", ("pageup",), (), "A page up", "Move", "page(-1)"),
    Command("first", ("home",), (), "First sentence of the article", "Move", "first"),
    Command("last", ("end",), (), "Last sentence of the article", "Move", "last"),
    Command("next_article", ("right_square_bracket",), (), "Next article", "Move", "next_article"),
    Command("previous_article", ("left_square_bracket",), (), "Previous article", "Move", "previous_article"),
    Command("extend_down", ("shift+down",), (), "Select one sentence more", "Move", "extend(1)"),
    Command("extend_up", ("shift+up",), (), "Select one sentence back", "Move", "extend(-1)"),
    Command("select", ("asterisk",), ("v",), "Start or drop a selection", "Move", "select"),
    Command("split", ("vertical_line",), ("s",), "Split the sentence at a chosen word", "Correct boundaries", "split"),
    Command("join", ("ampersand",), (), "Join the sentence with the next one", "Correct boundaries", "join"),
    Command("flag", ("exclamation_mark",), ("f",), "Flag, or take the flag off", "Beside the decision", "flag"),
    Command("flag_because", ("at",), (), "Flag, and say why", "Beside the decision", "flag_because"),
    Command("note", ("semicolon",), ("m",), "Write a note", "Beside the decision", "note"),
    Command(
        "example",
        ("greater_than_sign",),
        (),
        "Example: the next label key puts the sentence into the codebook",
        "Beside the decision",
        "next_label('example')",
    ),
    Command(
        "counter_example",
        ("less_than_sign",),
        (),
        "Counter-example: the same, as what the label is not",
        "Beside the decision",
        "next_label('counter-example')",
    ),
    Command("history", ("ctrl+l",), (), "History: what was said of this sentence", "Take back", "history"),
    Command("search", ("slash",), (), "Search the articles", "Find", "search"),
    Command("search_again", ("f3",), ("n",), "Search on", "Find", "search_again"),
    Command("focus", ("ctrl+g",), (), "Label only what matches a query; again: everything", "Find", "focus_on"),
    Command("go_to", ("colon",), (), "Go to a sentence or an article", "Find", "go_to"),
    Command("articles", ("tab",), (), "All articles, in a list", "Find", "browse('articles')"),
    Command(
        "sentences", ("ctrl+f",), (), "The sentences that a query selects, in a list", "Find", "browse('sentences')"
    ),
    Command("flags", ("f4",), (), "The sentences you flagged, in a list", "Find", "browse('flags')"),
    Command("import", ("ctrl+o",), (), "Add articles from a file or folder", "Copydesk", "open_files"),
    Command("export", ("ctrl+s",), (), "Export the decisions as training data", "Copydesk", "export"),
    Command("dashboard", ("ctrl+d",), (), "Where you stand", "Copydesk", "dashboard"),
    Command("agreement", ("ctrl+k",), (), "Agreement: how far annotators agree", "Copydesk", "agreement"),
    Command("review", ("ctrl+e",), (), "Review: settle what annotators said differently", "Copydesk", "review"),
    Command("feedback", ("f6",), (), "Feedback: where you differ from what was settled", "Copydesk", "feedback"),
    Command("suggestions", ("f7",), (), "Suggestions: off, or on again", "Copydesk", "toggle_suggestions"),
    Command("side", ("backslash",), (), "Show or hide the side panel", "Copydesk", "toggle_side"),
    Command("theme", ("ctrl+t",), (), "Choose a theme from a list", "Copydesk", "choose_theme"),
    Command("help", ("question_mark", "f1"), ("h",), "Keys, and the codebook", "Copydesk", "help"),
    Command("palette", ("ctrl+p",), (), "Find a command by its name", "Copydesk", "palette"),
    Command("suspend", ("ctrl+z",), (), "Stop, back to the shell; fg goes on", "Copydesk", "suspend"),
    Command("quit", ("ctrl+q",), (), "Quit; everything is kept", "Copydesk", "quit"),
)

_SPLITTING: tuple[Command, ...] = (
    _own("split_here", "enter", "Split before the marked word", "split_here"),
    _own("split_right", "right", "Mark the next word", "split_move(1)"),
    _own("split_left", "left", "Mark the word before", "split_move(-1)"),
    _own("split_likely", "down,tab", "Mark the next likely place", "split_likely"),
)

_LISTS: tuple[Command, ...] = (
    _own("list_open", "enter", "Open the desk at this row; from the query, go to the list", "open", "open"),
    _own("list_query", "slash", "Type the query; the list follows", "query", "query"),
    _own("list_sort_next", "right", "Sort by something else", "sort(1)", "sort"),
    _own("list_sort_previous", "left", "Sort by what was before that", "sort(-1)"),
    _own("list_turn", "equals_sign", "Turn the order round", "turn", "turn"),
    _own("list_order", "ctrl+o", _ORDER, "extra('order')", "order of work", only="articles"),
    _like(
        "focus", "list", "Label only these at the desk, one by one", "focus_on", "label only these", only="sentences"
    ),
    _like("select", "list", _SELECT, "select", "select", only="sentences"),
    _like("extend_down", "list", "Select this line and the next", "extend(1)", only="sentences"),
    _like("extend_up", "list", "Select this line and the one before", "extend(-1)", only="sentences"),
    _own("list_select_all", "ctrl+a", "Select every line", "select_all", "all", only="sentences"),
    _like("pick", "list", "Label the selected lines by the name of a label", "extra('pick')", only="sentences"),
    _like("skip", "list", "Skip the selected lines, after asking", "extra('skip')", only="sentences"),
    _like("flag", "list", _FLAG_ALL, "extra('flag')", only="sentences"),
    _like("clear", "list", _CLEAR_ALL, "extra('clear')", only="sentences"),
    _like("undo", "list", "Undo what was done in this list", "extra('undo')", only="sentences"),
    _like("redo", "list", "Redo what was undone in this list", "extra('redo')", only="sentences"),
    _own("list_back", "escape", "Out of the query, a long search, a selection; back to the desk", "back", "back"),
    _like("next", "list", "Next sentence", "move(1)"),
    _like("previous", "list", "Previous sentence", "move(-1)"),
    _like("page_down", "list", "A page down", "page(1)"),
    _like("page_up", "list", "A page up", "page(-1)"),
    _like("first", "list", "First sentence of the article", "first"),
    _like("last", "list", "Last sentence of the article", "last"),
    _like("articles", "list", "All articles, in a list", "go('articles')"),
    _like("sentences", "list", "The sentences that a query selects, in a list", "go('sentences')"),
    _like("flags", "list", "The sentences you flagged, in a list", "go('flags')"),
    _like("theme", "list", "Choose a theme from a list", "choose_theme"),
    _like("help", "list", "Keys, and the codebook", "help", "help"),
    _like("quit", "list", "Quit; everything is kept", "quit"),
    _own("bulk_do", "ctrl+b", "Do it; any other key cancels", "do"),
)

_REVIEW: tuple[Command, ...] = (
    _like("confirm", "review", "Settle by the most likely answer, and go on", "likely", "most likely"),
    _like("skip", "review", "Later: put it off until nothing else is left", "later", "later"),
    _like("pick", "review", "Settle by a label, by typing letters of its name", "pick_label"),
    _like("clear", "review", "Take back what was settled here", "clear"),
    _own(
        "review_accept", "ctrl+u", "Settle all sentences on which everybody agrees, after asking", "accept", "unanimous"
    ),
    _like("undo", "review", "Undo what was settled last", "undo", "undo"),
    _like("redo", "review", "Redo what was undone", "redo"),
    _like("help", "review", "Keys, and the codebook", "help", "help"),
    _own("review_back", "escape,ctrl+e", "To the desk", "back", "desk"),
    _like("next_undecided", "review", "Next conflict", "next_open", "next"),
    _like("previous_undecided", "review", "The conflict before this one", "previous_open"),
    _like(
        "flag_because", "review", "Add a reason to the list, and give it to the next settlement", "add_reason", "why"
    ),
    _like("note", "review", "Write a note", "note", "note"),
    _like(
        "example", "review", "Put the sentence into the codebook as an example of what was settled", "example(False)"
    ),
    _like("counter_example", "review", "The same, as a counter-example of what most others said", "example(True)"),
    _own(
        "review_third", "equals_sign", "Give the sentence to somebody who has not decided it", "third", "third person"
    ),
    _like("flag", "review", "Send the sentence back to one person, with a reason", "send_back", "send back"),
    _own("review_person", "asterisk", "Settle the rest of the article as one person answered", "person"),
    _own("review_names", "ctrl+n", "Show the names in this article; that is on record", "reveal", "names"),
    _like("history", "review", "History: what was said of this sentence", "history"),
    _like("next", "review", "Next sentence", "move(1)"),
    _like("previous", "review", "Previous sentence", "move(-1)"),
    _like("page_down", "review", "A page down", "page(1)"),
    _like("page_up", "review", "A page up", "page(-1)"),
    _like("first", "review", "First sentence of the article", "first"),
    _like("last", "review", "Last sentence of the article", "last"),
    _like("next_article", "review", "Next article with a conflict", "next_article"),
    _like("previous_article", "review", "The article before this one", "previous_article"),
    _like("side", "review", "Show or hide the side panel", "toggle_side"),
    _like("theme", "review", "Choose a theme from a list", "choose_theme"),
    _like("quit", "review", "Quit; everything is kept", "quit", "quit"),
)

_OTHERS: tuple[Command, ...] = (
    _own("history_older", "down,j", "Older", "move(1)"),
    _own("history_newer", "up,k", "Newer", "move(-1)"),
    _own("history_undo", "backspace", "Undo this action, if it is yours and in force", "undo"),
    _like("help", "history", "These words", "help"),
    _own("history_back", "escape,q,enter,ctrl+l", "Back to the desk", "close"),
    _like("quit", "history", "Quit", "app.quit"),
    _own("dashboard_back", "escape,ctrl+d,q", "Back to the desk", "back", "back"),
    _own("dashboard_next", "right,tab", "The next annotator", "turn(1)", "next annotator"),
    _own("dashboard_previous", "left,shift+tab", "The annotator before", "turn(-1)"),
    _own("dashboard_count", "r", "Count again", "count", "count again"),
    _like("help", "dashboard", "These words", "help", "help"),
    _like("quit", "dashboard", "Quit; everything is kept", "app.quit", "quit"),
    _own("agreement_open", "enter", "The sentences behind the marked cell, in a list", "open", "sentences"),
    _own("agreement_down", "down", "The cell below", "cell(1, 0)"),
    _own("agreement_up", "up", "The cell above", "cell(-1, 0)"),
    _own("agreement_right", "right", "The cell to the right", "cell(0, 1)"),
    _own("agreement_left", "left", "The cell to the left", "cell(0, -1)"),
    _own(
        "agreement_next", "tab", "The confusion table of the next two people, or of everybody", "turn(1)", "next pair"
    ),
    _own("agreement_previous", "shift+tab", "That of the two people before", "turn(-1)"),
    _own("agreement_count", "r", "Compare again", "count", "compare again"),
    _own("agreement_back", "escape,ctrl+k,q", "Back to the desk", "back", "back"),
    _like("page_down", "agreement", "A page down", "page(1)"),
    _like("page_up", "agreement", "A page up", "page(-1)"),
    _like("help", "agreement", "These words", "help", "help"),
    _like("quit", "agreement", "Quit; everything is kept", "app.quit", "quit"),
    _own("feedback_order", "o", "The other order: most often first, or newest first", "order", "order"),
    _own("feedback_next", "right,tab", "The next annotator", "turn(1)", "next annotator"),
    _own("feedback_previous", "left,shift+tab", "The annotator before", "turn(-1)"),
    _own("feedback_read", "r", "Read it again", "read", "read again"),
    _own("feedback_back", "escape,f6,q", "Back to the desk", "back", "back"),
    _like("page_down", "feedback", "A page down", "page(1)"),
    _like("page_up", "feedback", "A page up", "page(-1)"),
    _like("help", "feedback", "These words", "help", "help"),
    _like("quit", "feedback", "Quit; everything is kept", "app.quit", "quit"),
    _like("quit", "help", "Quit", "app.quit"),
    _own("help_back", "escape,q", "Back", "dismiss"),
    _own("help_find", "slash", "Find a word in help", "find"),
    _own("themes_keep", "enter", "Keep this theme, and remember it", "keep"),
    _own("themes_leave", "escape", "Bring the theme back that was there before", "leave"),
    _like("next", "themes", "Next theme", "move(1)"),
    _like("previous", "themes", "Theme before", "move(-1)"),
    _like("page_down", "themes", "A page down", "page(1)"),
    _like("page_up", "themes", "A page up", "page(-1)"),
    _like("first", "themes", "First theme", "first"),
    _like("last", "themes", "Last theme", "last"),
    _like("theme", "themes", "Next theme, and after the last the first", "turn"),
    _like("quit", "themes", "Quit; everything is kept", "app.quit"),
    _own("start_open", "o,ctrl+o", "Open a file or a folder", "open", "open"),
    _own("start_tour", "t", "Take the tour", "tour", "tour"),
    *(_own(f"start_recent_{n}", str(n), f"Go on with recent project {n}", f"recent({n})") for n in range(1, 6)),
    _own("start_quit", "q,ctrl+q", "Quit", "quit", "quit"),
)

COMMANDS: tuple[Command, ...] = (*_DESK, *_SPLITTING, *_LISTS, *_REVIEW, *_OTHERS)


@cache
def commands_of(screen: ScreenName) -> Sequence[Command]:
    """The commands of a screen. Where two want one key, the first has it."""
    return tuple(command for command in COMMANDS if screen in command.screens)
