"""The line at the bottom of the desk: which keys it shows depends on what they are for at the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from labels.desk import Desk
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.screens.desk.mode import Mode
from tui.widgets.key_line import KeyHint

#: What the keys of the desk are for at the moment.
DeskMode = Literal["labelling", "adding", "selecting", "splitting", "finish", "all_done", "focus"]

#: The commands of the desk's footer in each mode, in their order, with a short word each: what a newcomer needs first,
#: then what the mode needs most. As many as fit are shown: 80 columns hold about ten.
FOOTERS: Mapping[DeskMode, Sequence[tuple[str, str]]] = {
    "labelling": (
        ("skip", "skip"),
        ("undo", "undo"),
        ("help", "help"),
        ("quit", "quit"),
        ("next_undecided", "undecided"),
        ("confirm", "confirm"),
        ("repeat", "repeat"),
        ("flag", "flag"),
        ("note", "note"),
        ("articles", "articles"),
        ("sentences", "sentences"),
        ("split", "split"),
        ("join", "join"),
        ("search", "search"),
        ("flags", "flags"),
        ("history", "history"),
        ("dashboard", "figures"),
        ("export", "export"),
    ),
    "adding": (("drop", "leave it"), ("help", "help"), ("quit", "quit")),
    "selecting": (
        ("skip", "skip these"),
        ("flag", "flag these"),
        ("extend_down", "select down"),
        ("extend_up", "select up"),
        ("drop", "drop the selection"),
        ("help", "help"),
        ("undo", "undo"),
    ),
    "splitting": (
        ("split_here", "split here"),
        ("split_right", "word on"),
        ("split_left", "word back"),
        ("split_likely", "next likely place"),
        ("drop", "leave"),
    ),
    "finish": (
        ("confirm", "next article"),
        ("previous", "look back"),
        ("undo", "undo"),
        ("help", "help"),
        ("quit", "quit"),
        ("articles", "articles"),
        ("dashboard", "figures"),
        ("export", "export"),
    ),
    "all_done": (
        ("previous", "look back"),
        ("undo", "undo"),
        ("export", "export"),
        ("import", "add articles"),
        ("quit", "quit"),
        ("help", "help"),
        ("articles", "articles"),
        ("dashboard", "figures"),
    ),
    "focus": (
        ("skip", "skip"),
        ("undo", "undo"),
        ("focus", "other query"),
        ("next_undecided", "next match"),
        ("previous_undecided", "match before"),
        ("help", "help"),
        ("quit", "quit"),
        ("flag", "flag"),
        ("note", "note"),
    ),
}

_ACTIONS = {command.id: (command.action, command.description) for command in COMMANDS}


def desk_mode(desk: Desk, mode: Mode) -> DeskMode:
    """What the keys of the desk are for at the moment."""
    if mode.split is not None:
        return "splitting"
    if mode.next_label is not None:
        return "adding"
    if desk.finish is not None:
        return "all_done" if desk.finish.nothing_left else "finish"
    if desk.selecting:
        return "selecting"
    return "labelling" if desk.focus is None else "focus"


def desk_hints(mode: DeskMode, keymap: Keymap) -> Sequence[KeyHint]:
    """The keys that the line shows, in their order."""
    hints = []
    for id, word in FOOTERS[mode]:
        if id == "drop":
            hints.append(KeyHint("escape", word, "drop", ""))
            continue
        keys = keymap.commands.get(id) or keymap.elsewhere[id]
        hints.append(KeyHint(keys[0], word, *_ACTIONS[id]))
    return hints
