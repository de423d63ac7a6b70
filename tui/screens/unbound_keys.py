"""What a screen says of a key that has no meaning there: no key is passed over in silence."""

from __future__ import annotations

from textual.events import Key

from tui.key_names import key_cap
from tui.keymap import Keymap


def does_nothing(event: Key, keymap: Keymap) -> str:
    """That a key has no meaning on this screen, and which key shows those that have."""
    typed = event.character if event.is_printable and not event.key.startswith("alt+") else None
    what = f"“{typed}”" if typed else key_cap(event.key)
    return f"{what} does nothing here. {key_cap(keymap.commands['help'][0])} shows every key."
