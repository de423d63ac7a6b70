"""Which key does what: the commands' own keys, the codebook's letters, and what the user's settings change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from labels.codebook import Codebook
from labels.errors import UsageError
from tui.commands import COMMANDS
from tui.key_names import key_name

#: Keys that a command gets when others have taken all of its own.
_SPARE = tuple(f"f{number}" for number in range(5, 25))

#: The key that always drops a selection and leaves a question.
_ESCAPE = "escape"


@dataclass(frozen=True, slots=True)
class Keymap:
    """Keys by command id; `label_keys` and `toggle_keys` by label id. `warnings` are for the user to read."""

    commands: Mapping[str, tuple[str, ...]]
    label_keys: Mapping[str, tuple[str, ...]]
    toggle_keys: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...] = field(default=())

    def meaning(self, *names: str | None) -> tuple[str, str] | None:
        """What a key does that has these names: what kind of thing, and its id; None where it does nothing."""
        kinds = (("label", self.label_keys), ("toggle", self.toggle_keys), ("command", self.commands))
        return next(
            ((kind, id) for kind, keys in kinds for id, own in keys.items() if any(name in own for name in names)), None
        )


def make_keymap(codebook: Codebook, rebound: Mapping[str, str] | None = None) -> Keymap:
    """The keys for a codebook, with the user's own (command id to keys, apart by commas) in place of ours.

    A letter that belongs to a label is the label's; a command that loses a key to one keeps its others, or
    gets its own key back, and a warning says so. Raises UsageError if two commands ask for one key.
    """
    chosen = _parsed(rebound or {})
    _refuse_clashes(chosen)
    label_keys = _label_keys(codebook)
    taken = {key for keys in label_keys.values() for key in keys}
    toggles = _toggle_keys(codebook, taken)
    commands, warnings = _command_keys(chosen, taken, label_names(codebook, label_keys))
    used = taken | {key for keys in commands.values() for key in keys}
    return Keymap(
        commands, label_keys, {id: tuple(k for k in keys if k not in used) for id, keys in toggles.items()}, warnings
    )


def label_names(codebook: Codebook, label_keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """For each label key, the name of its label."""
    return {key: codebook.label(id).name for id, keys in label_keys.items() for key in keys}


def _parsed(rebound: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    known = {command.id for command in COMMANDS}
    found = {}
    for id, keys in rebound.items():
        if id not in known:
            raise UsageError(f"settings: [keys] has no command “{id}”. There are: {', '.join(sorted(known))}.")
        listed = tuple(key_name(key) for key in keys.split(",") if key.strip())
        if not listed:
            raise UsageError(f"settings: [keys] {id} is empty. Name at least one key, or take the line out.")
        if _ESCAPE in listed:
            raise UsageError(f"settings: [keys] {id}: escape drops a selection and cannot be changed. Name another.")
        found[id] = listed
    return found


def _refuse_clashes(chosen: Mapping[str, tuple[str, ...]]) -> None:
    owners: dict[str, str] = {}
    for command in COMMANDS:
        for key in chosen.get(command.id, command.keys):
            other = owners.setdefault(key, command.id)
            if other != command.id:
                raise UsageError(
                    f"settings: the key “{key}” is asked for by {other} and by {command.id}. Give one of them another."
                )


def _label_keys(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {label.id: (label.key,) if label.key else () for label in codebook.active}
    for digit, id in codebook.digits().items():
        if digit not in keys[id]:
            keys[id] = (*keys[id], digit)
    return keys


def _toggle_keys(codebook: Codebook, taken: set[str]) -> dict[str, tuple[str, ...]]:
    """Shift and the label's letter, where the capital is free."""
    found: dict[str, tuple[str, ...]] = {}
    for label in codebook.active:
        upper = label.key.upper() if label.key else ""
        free = len(upper) == 1 and upper != label.key and upper not in taken
        found[label.id] = (upper,) if free else ()
    return found


def _command_keys(
    chosen: Mapping[str, tuple[str, ...]], taken: set[str], names: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    asked = {key for own in chosen.values() for key in own}
    spare = (key for key in _SPARE if key not in asked)
    for command in COMMANDS:
        wanted = chosen.get(command.id, command.keys)
        own = tuple(key for key in wanted if key not in taken)
        own = own or tuple(key for key in command.keys if key not in asked) or (next(spare),)
        aliases = () if command.id in chosen else command.aliases
        keys[command.id] = (*own, *(alias for alias in aliases if alias not in taken and alias not in asked))
        warnings.extend(
            f"“{key}” is the key of the label “{names[key]}”, not of {command.id}: that has {' and '.join(own)}."
            for key in wanted
            if key in taken
        )
    return keys, tuple(warnings)
