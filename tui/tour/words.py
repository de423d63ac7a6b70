"""The words of the lesson: texts with fields for keys, which are filled with the user's keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from textual.content import Content

from labels.codebook import Codebook
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import printable
from tui.tour.samples import Answer

#: Keys for leaving an exercise out; the first that the user has not given to a command is taken.
_GO_ON = ("tab", "ctrl+n", "f2", "f4", "f8")


def field_keys(codebook: Codebook, keymap: Keymap) -> dict[str, str]:
    """The key for each field that the words may name: command ids, `label_` and a label's name, and three more."""
    used = {key for keys in (*keymap.commands.values(), *keymap.label_keys.values()) for key in keys}
    keys = {id: keys[0] for id, keys in keymap.commands.items() if keys}
    keys |= {f"label_{label.name}": keymap.label_keys[label.id][0] for label in codebook.active}
    keys |= {"enter": "enter", "escape": "escape"}
    keys["go_on"] = free_key(used)
    return keys


def free_key(used: Collection[str]) -> str:
    """The key that leaves an exercise out: the first that is not used otherwise."""
    return next(key for key in _GO_ON if key not in used)


def coached(answer: Answer | None) -> str:
    """What to do with a sentence of the samples, with a field for the key."""
    if answer is None:
        return "Press the key of the label that fits."
    return f"{answer.why}: {answer.label}. Press {{label_{answer.label}}}."


def fields(template: str) -> Iterator[str]:
    """The names of the fields in a text, in order."""
    return (name for _, name, _, _ in Formatter().parse(template) if name)


def fill(template: str, keys: Mapping[str, str], typed: str = "", cap: str = "bold reverse") -> Content:
    """The text with its fields filled in; keys stand out in the style `cap`, and so does what is to be typed."""
    parts: list[Content | tuple[str, str]] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(Content(printable(literal)))
        if name == "typed":
            parts.append((typed, "bold underline"))
        elif name:
            parts.append((key_cap(keys[name]), cap))
    return Content.assemble(*parts)
