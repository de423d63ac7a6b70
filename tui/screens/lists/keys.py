"""The keys of the lists as bindings: those of the desk do here what they do there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding

from labels.codebook import Codebook
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.screens.help_parts import QUERY, Part, codebook_part, keys_part

#: By id: key, action, the word for the line at the bottom, and what help says.
_OWN: dict[str, tuple[str, str, str, str]] = {
    "open": ("enter", "open", "open", "Open the desk at this row; from the query, go to the list"),
    "query": ("slash", "query", "query", "Type the query; the list follows"),
    "sort_next": ("right", "sort(1)", "sort", "Sort by something else"),
    "sort_previous": ("left", "sort(-1)", "", "Sort by what was before that"),
    "turn": ("equals_sign", "turn", "turn", "Turn the order round"),
    "back": ("escape", "back", "back", "Out of the query; out of a long search; back to the desk"),
}
_OWN_KEYS = frozenset(key for key, *_ in _OWN.values())
_MOVES = {
    "next": "move(1)",
    "previous": "move(-1)",
    "page_down": "page(1)",
    "page_up": "page(-1)",
    "first": "first",
    "last": "last",
}
_GO = {"articles": "go('articles')", "sentences": "go('sentences')", "flags": "go('flags')"}
_ALWAYS = {"theme": "next_theme", "help": "help", "quit": "quit"}
_WORDS = {command.id: command.description for command in COMMANDS}
_DEEDS = {
    "skip": "Skip all of these, after asking",
    "flag": "Flag all of these, or take the flag off, after asking",
    "clear": "Take the decision away from all of these, after asking",
}


def list_bindings(keymap: Keymap, more: Sequence[Binding] = (), said: Sequence[str] = ()) -> list[Binding]:
    """What every list can do, then `more`. Keys of commands in `said` are bound by `more`.

    All have priority, so that keys typed ahead act in order; letters go to the query while it is typed.
    """
    found = [
        Binding(key, action, word or words, show=bool(word), id=f"list.{id}", tooltip=words, priority=True)
        for id, (key, action, word, words) in _OWN.items()
    ]
    found[-1:-1] = more
    taken = _OWN_KEYS | {key.strip() for binding in more for key in binding.key.split(",")}
    for id, action in (_MOVES | _GO | _ALWAYS).items():
        keys = [key for key in keymap.commands.get(id, ()) if key not in taken]
        if keys and id not in said:
            shown = id == "help"
            found.append(
                Binding(",".join(keys), action, id, show=shown, id=f"list.{id}", tooltip=_WORDS[id], priority=True)
            )
    return found


def article_bindings(keymap: Keymap) -> list[Binding]:
    """The keys of the list of articles."""
    words = "Go through the articles in another order from now on"
    return list_bindings(
        keymap, [Binding("o", "extra('order')", "order of work", id="list.order", tooltip=words, priority=True)]
    )


def sentence_bindings(codebook: Codebook, keymap: Keymap) -> list[Binding]:
    """The keys of the list of sentences: label keys, and what else can be said of all of them at once."""
    focus = ",".join(keymap.commands["focus"])
    words = "Label only these at the desk, one by one"
    more = [Binding(focus, "focus_on", "label only these", id="list.focus", tooltip=words, priority=True)]
    for id in (*_DEEDS, "undo", "redo"):
        keys = [key for key in keymap.commands[id] if key not in _OWN_KEYS]
        if keys:
            words = _DEEDS.get(id, _WORDS[id])
            more.append(
                Binding(",".join(keys), f"extra('{id}')", id, show=False, id=f"list.{id}", tooltip=words, priority=True)
            )
    for number, label in enumerate(codebook.active):
        keys = [key for key in keymap.label_keys[label.id] if key not in _OWN_KEYS]
        if keys:
            more.append(
                Binding(
                    ",".join(keys),
                    f"extra('label', {number})",
                    label.name,
                    show=False,
                    id=f"label.{number}",
                    priority=True,
                )
            )
    return list_bindings(keymap, more, (*_DEEDS, "undo", "redo"))


def list_parts(bindings: Sequence[Binding], codebook: Codebook) -> Iterator[Part]:
    """Help for a list with these keys: what it can do, how to move, how to ask; the codebook last."""
    labels = [each for each in bindings if each.id and each.id.startswith("label.")]
    moves = [each for each in bindings if each.id in {f"list.{id}" for id in _MOVES}]
    yield keys_part("In this list", [each for each in bindings if each not in [*labels, *moves]])
    if labels:
        yield keys_part("Label all of these, after asking", labels)
    yield keys_part("Move", moves)
    yield QUERY
    yield codebook_part(codebook)
