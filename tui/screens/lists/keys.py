"""The keys of the list of sentences, and the help of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding

from labels.codebook import Codebook
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.screens.bindings import bindings_of
from tui.screens.help_parts import QUERY, Part, codebook_part, keys_part

_MOVES = frozenset(command.id for command in COMMANDS if command.section == "Move")


def sentence_bindings(codebook: Codebook, keymap: Keymap) -> list[Binding]:
    """The keys of the list of sentences; a label's key gives the label to what is selected."""
    found = bindings_of("sentences", keymap)
    own = {
        key
        for command in COMMANDS
        if "sentences" in command.screens and not command.like
        for key in keymap.elsewhere[command.id]
    }
    labels = []
    for number, label in enumerate(codebook.active):
        keys = ",".join(key for key in keymap.label_keys[label.id] if key not in own)
        if keys:
            action = f"extra('label', {number})"
            labels.append(Binding(keys, action, label.name, show=False, id=f"label.{number}", priority=True))
    back = next(place for place, binding in enumerate(found) if binding.id == "list_back")
    return [*found[:back], *labels, *found[back:]]


def list_parts(bindings: Sequence[Binding], codebook: Codebook) -> Iterator[Part]:
    """Help for a list with these keys: what it can do, how to move, how to ask; the codebook last."""
    labels = [each for each in bindings if each.id and each.id.startswith("label.")]
    moves = [each for each in bindings if each.id in _MOVES]
    yield keys_part("In this list", [each for each in bindings if each not in [*labels, *moves]])
    if labels:
        yield keys_part("Label the selected lines, after asking", labels)
    yield keys_part("Move", moves)
    yield QUERY
    yield codebook_part(codebook)
