"""Which key does what: the commands' own keys, the codebook's letters, and what the user's settings change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import get_args

from labels.codebook import Codebook
from labels.errors import UsageError
from tui.commands import COMMANDS, Command, ScreenName, commands_of
from tui.key_names import is_typed_in_text, key_name

#: Keys for a command that has lost all of its own.
_SPARE = tuple(f"f{number}" for number in (5, *range(8, 25)))

#: The screens other than the desk where labels have keys.
_WITH_LABELS = frozenset({"sentences", "review"})

#: Commands that write at once, without asking: in a list no letter does, since it may be typed for a query.
_AT_ONCE = frozenset({"undo", "redo"})

#: Commands that close a screen over the desk: no letter of a label does.
_TO_THE_DESK = frozenset({"history_back", "dashboard_back", "agreement_back", "feedback_back", "help_back"})

#: The key that always goes back: it drops a selection, leaves a question or closes a screen.
_ESCAPE = "escape"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of the desk by command id, and of its labels by label id; `elsewhere` has those of the other screens.

    `warnings` are for the user to read.
    """

    commands: Mapping[str, tuple[str, ...]]
    label_keys: Mapping[str, tuple[str, ...]]
    toggle_keys: Mapping[str, tuple[str, ...]]
    elsewhere: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...] = field(default=())

    def meaning(self, *names: str | None) -> tuple[str, str] | None:
        """What a key with these names does at the desk: the kind of command, and its id; None if nothing."""
        kinds = (("label", self.label_keys), ("toggle", self.toggle_keys), ("command", self.commands))
        return next(
            ((kind, id) for kind, keys in kinds for id, own in keys.items() if any(name in own for name in names)), None
        )


def make_keymap(codebook: Codebook, rebound: Mapping[str, str] | None = None) -> Keymap:
    """The keys for a codebook, with the user's own (command id to keys, apart by commas) in place of ours.

    A letter that belongs to a label is the label's; a command that loses a key to one keeps its others, or
    gets its own key back, and a warning says so. Raises UsageError if two commands of a screen ask for one key.
    """
    chosen = _parsed(rebound or {})
    _refuse_clashes(chosen)
    label_keys = _label_keys(codebook)
    taken = {key for keys in label_keys.values() for key in keys}
    toggles = _toggle_keys(codebook, taken)
    names = label_names(codebook, label_keys)
    commands, warnings = _command_keys(chosen, taken, names)
    elsewhere, more_warnings = _keys_elsewhere(chosen, commands, names)
    used = taken | {key for keys in commands.values() for key in keys}
    free_toggles = {id: tuple(k for k in keys if k not in used) for id, keys in toggles.items()}
    return Keymap(commands, label_keys, free_toggles, elsewhere, (*warnings, *more_warnings))


def label_names(codebook: Codebook, label_keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """For each label key, the name of its label."""
    return {key: codebook.label(id).name for id, keys in label_keys.items() for key in keys}


def _parsed(rebound: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    known = {command.id for command in COMMANDS if not command.like}
    found = {}
    for id, keys in rebound.items():
        if id not in known:
            near = next(iter(get_close_matches(id.casefold(), known, n=1, cutoff=0.65)), None)
            remedy = f"Did you mean {near}?" if near else "docs/settings.md names all commands."
            raise UsageError(f"settings: [keys] has no command “{id}”. {remedy}")
        listed = tuple(key_name(key) for key in keys.split(",") if key.strip())
        if not listed:
            raise UsageError(f"settings: [keys] {id} is empty. Name at least one key, or take the line out.")
        if _ESCAPE in listed:
            raise UsageError(f"settings: [keys] {id}: escape always goes back and cannot be given away. Name another.")
        if id == "bulk_do" and any(map(is_typed_in_text, listed)):
            raise UsageError(
                f"settings: [keys] {id}: text that is typed may hold “{keys}”. Name a key with Ctrl, or an F key."
            )
        found[id] = listed
    return found


def _refuse_clashes(chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse two commands of a screen with one key.

    If one only has the key of a desk command, it loses the key instead.
    """
    for screen in get_args(ScreenName):
        owners: dict[str, Command] = {}
        for command in commands_of(screen):
            for key in chosen.get(command.like or command.id, _own_keys(command)):
                other = owners.setdefault(key, command)
                if other is not command and not _yields(other, command, chosen):
                    raise UsageError(
                        f"settings: the key “{key}” is asked for by {other.like or other.id} and by "
                        f"{command.like or command.id}. Give one of them another."
                    )


def _yields(first: Command, second: Command, chosen: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one of two commands has the key only because a command of the desk was given it."""
    return any(each.like and other.id not in chosen for each, other in ((first, second), (second, first)))


def _own_keys(command: Command) -> tuple[str, ...]:
    """The keys that a command has by itself."""
    if command.like:
        return next(each for each in commands_of("desk") if each.id == command.like).keys
    return command.keys


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
    desk = {command.id for command in commands_of("desk")}
    asked = {key for id, own in chosen.items() for key in own if id in desk}
    spare = (key for key in _SPARE if key not in asked)
    for command in commands_of("desk"):
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


def _keys_elsewhere(
    chosen: Mapping[str, tuple[str, ...]], desk: Mapping[str, tuple[str, ...]], names: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The keys of the other screens, by command id. `names` are those of labels, by key."""
    keys: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    taken: dict[str, set[str]] = {screen: set() for screen in get_args(ScreenName)}
    for command in COMMANDS:
        if "desk" in command.screens:
            continue
        others = set[str]().union(*(taken[screen] for screen in command.screens))
        wanted = _wanted(command, chosen, desk)
        labelled = names if _WITH_LABELS.intersection(command.screens) and command.id in chosen else {}
        if command.id in _TO_THE_DESK and command.id not in chosen:
            # Otherwise labels that are typed while the user believes to be at the desk would count after the first one.
            wanted = tuple(key for key in wanted if key not in names)
        own = tuple(key for key in wanted if key not in others and key not in labelled)
        keys[command.id] = own or tuple(key for key in _own_keys(command) if key not in others)
        if command.id in chosen:
            keys[command.id] += tuple(key for key in command.keys if key == _ESCAPE and key not in keys[command.id])
        for screen in command.screens:
            taken[screen].update(keys[command.id])
        warnings.extend(
            f"“{key}” is the key of the label “{names[key]}”, not of {command.id}." for key in wanted if key in labelled
        )
    return keys, tuple(warnings)


def _wanted(
    command: Command, chosen: Mapping[str, tuple[str, ...]], desk: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The keys that a command of another screen gets, as far as they are free there."""
    if not command.like:
        return chosen.get(command.id, command.keys)
    if _WITH_LABELS.intersection(command.screens):
        keys = desk[command.like]
        if command.like in _AT_ONCE and command.like not in chosen:
            return tuple(key for key in keys if len(key) > 1) or keys
        return keys
    same = next(each for each in commands_of("desk") if each.id == command.like)
    return chosen.get(command.like, (*same.keys, *same.aliases))
