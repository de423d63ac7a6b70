"""The desk's keys as bindings, made for a codebook."""

from __future__ import annotations

from textual.binding import Binding

from labels.codebook import Codebook
from tui.commands import Command, commands_of
from tui.keymap import Keymap


def desk_bindings(codebook: Codebook, keymap: Keymap) -> list[Binding]:
    """Every key of the desk as a binding.

    All have priority: the action of one key ends before the next key is handled, so keys typed ahead act in order even
    if one of them moves the focus.
    """
    # While a place to split is chosen, these keys choose: they go before whatever else they do.
    splitting = {key: command for command in commands_of("splitting") for key in keymap.elsewhere[command.id]}
    found: list[Binding] = []
    for command in commands_of("desk"):
        keys = keymap.commands[command.id]
        found += [_splitting_binding(key, splitting.pop(key)) for key in keys if key in splitting]
        found.append(
            Binding(
                ",".join(keys),
                command.action,
                command.description,
                show=False,
                id=command.id,
                tooltip=command.description,
                priority=True,
            )
        )
    found += [_splitting_binding(key, command) for key, command in splitting.items()]
    found.append(Binding("escape", "drop", "Drop the selection", show=False, id="drop", priority=True))
    for number, label in enumerate(codebook.active):
        for action, keys in (("label", keymap.label_keys[label.id]), ("toggle_label", keymap.toggle_keys[label.id])):
            if keys:
                words = label.name if action == "label" else f"Add or take away {label.name}"
                found.append(
                    Binding(
                        ",".join(keys), f"{action}({number})", words, show=False, id=f"{action}.{number}", priority=True
                    )
                )
    return found


def _splitting_binding(key: str, command: Command) -> Binding:
    words = command.description
    return Binding(key, command.action, words, show=False, id=f"splitting.{key}", priority=True)
