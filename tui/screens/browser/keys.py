"""The keys of the lists as bindings: those of the desk do here what they do there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from labels.scheme import Scheme
from tui.keymap import Keymap

_OWN: dict[str, tuple[str, str, str]] = {
    "open": ("enter", "open", "open at the desk"),
    "query": ("slash", "query", "query"),
    "sort_next": ("right", "sort(1)", "sort by"),
    "sort_previous": ("left", "sort(-1)", ""),
    "turn": ("equals_sign", "turn", "turn round"),
    "back": ("escape", "back", "back"),
}
_MOVES = {
    "next": "move(1)",
    "previous": "move(-1)",
    "page_down": "page(1)",
    "page_up": "page(-1)",
    "first": "first",
    "last": "last",
}
_GO = {"articles": "go('articles')", "sentences": "go('sentences')", "flags": "go('flags')"}
_ALWAYS = {"theme": "next_theme", "quit": "quit"}


def list_bindings(keymap: Keymap, more: Sequence[Binding] = (), said: Sequence[str] = ()) -> list[Binding]:
    """What every list can do, then `more`. Keys of commands in `said` are bound by `more`.

    All have priority, so that keys typed ahead act in order; letters go to the query while it is typed.
    """
    own = {key for key, _, _ in _OWN.values()}
    found = [
        Binding(key, action, words, show=bool(words), id=f"list.{id}", priority=True)
        for id, (key, action, words) in _OWN.items()
    ]
    found[-1:-1] = more
    taken = own | {key.strip() for binding in more for key in binding.key.split(",")}
    for id, action in (_MOVES | _GO | _ALWAYS).items():
        keys = [key for key in keymap.commands.get(id, ()) if key not in taken]
        if keys and id not in said:
            found.append(Binding(",".join(keys), action, id, show=False, id=f"list.{id}", priority=True))
    return found


def article_bindings(keymap: Keymap) -> list[Binding]:
    """The keys of the list of articles."""
    return list_bindings(keymap, [Binding("o", "order", "order of work", id="list.order", priority=True)])


def sentence_bindings(scheme: Scheme, keymap: Keymap) -> list[Binding]:
    """The keys of the list of sentences: label keys, and what else can be said of all of them at once."""
    focus = ",".join(keymap.commands["focus"])
    more = [Binding(focus, "focus_on", "label only these", id="list.focus", priority=True)]
    deeds = ("skip", "flag", "clear")
    own = {key for key, _, _ in _OWN.values()}
    for id in (*deeds, "undo", "redo"):
        keys = [key for key in keymap.commands[id] if key not in own]
        if keys:
            action = f"deed('{id}')" if id in deeds else id
            more.append(Binding(",".join(keys), action, id, show=False, id=f"list.{id}", priority=True))
    for number, label in enumerate(scheme.active):
        keys = [key for key in keymap.label_keys[label.id] if key not in own]
        if keys:
            more.append(
                Binding(",".join(keys), f"label({number})", label.name, show=False, id=f"label.{number}", priority=True)
            )
    return list_bindings(keymap, more, (*deeds, "undo", "redo"))
