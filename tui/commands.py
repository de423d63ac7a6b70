"""Every command of the desk, in one list: keys, footer, help, palette and rebinding all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Section = Literal["Decide", "Take back", "Move", "Mend boundaries", "Beside the decision", "Find", "Copydesk"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the desk can do.

    `keys` work always and are never letters or digits; the letters in `aliases` work unless the codebook
    gives them to a label. `action` is the name of the screen's action. `footer` is the short word for the
    line at the bottom, empty for commands that are not shown there.
    """

    id: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    description: str
    section: Section
    action: str
    footer: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("skip", ("space",), (), "Skip: decide to give no label, and go on", "Decide", "skip", "skip"),
    Command("confirm", ("enter",), ("a",), "Confirm what is there, and go on", "Decide", "confirm", "confirm"),
    Command("repeat", ("full_stop",), (), "Give this sentence the last decision again", "Decide", "repeat", "repeat"),
    Command("add", ("plus",), (), "Add: the next label key adds or takes away a label", "Decide", "next_label('add')"),
    Command("clear", ("delete", "minus"), (), "Take the decision away", "Decide", "clear"),
    Command("undo", ("backspace",), ("u",), "Undo the last action", "Take back", "undo", "undo"),
    Command("redo", ("ctrl+y", "ctrl+r"), (), "Redo what was undone", "Take back", "redo"),
    Command("next", ("down",), ("j",), "Next sentence", "Move", "move(1)"),
    Command("previous", ("up",), ("k",), "Previous sentence", "Move", "move(-1)"),
    Command("next_undecided", ("right",), (), "Next undecided sentence", "Move", "next_undecided", "undecided"),
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
    Command(
        "split", ("vertical_line",), ("s",), "Split the sentence at a chosen word", "Mend boundaries", "split", "split"
    ),
    Command("join", ("ampersand",), (), "Join the sentence with the next one", "Mend boundaries", "join", "join"),
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
    Command("search", ("slash",), (), "Search the articles", "Find", "search", "search"),
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
    Command("side", ("backslash",), (), "Show or hide the side panel", "Copydesk", "toggle_side"),
    Command("theme", ("ctrl+t",), (), "Change the theme", "Copydesk", "next_theme"),
    Command("help", ("question_mark",), ("h",), "Keys, and the codebook", "Copydesk", "help", "help"),
    Command("palette", ("ctrl+p",), (), "Find a command by its name", "Copydesk", "palette"),
    Command("suspend", ("ctrl+z",), (), "Stop, back to the shell; fg goes on", "Copydesk", "suspend"),
    Command("quit", ("ctrl+q",), (), "Quit; everything is kept", "Copydesk", "quit", "quit"),
)

#: The commands of the footer, in its order: what a newcomer needs first, then what labelling needs most. 80 columns
#: hold all but the last.
FOOTER = ("skip", "undo", "help", "quit", "next_undecided", "confirm", "repeat", "split", "join", "search")
