"""What a screen says of a key that has no meaning there: no key is passed over in silence."""

from __future__ import annotations

from textual.events import Key

from tui.key_names import key_cap


def does_nothing(event: Key, help_key: str = "") -> str:
    """That a key has no meaning on this screen, and which key shows those that have, if there is such a key."""
    typed = event.character if event.is_printable and not event.key.startswith("alt+") else None
    words = f"“{typed}” does nothing here." if typed else f"{key_cap(event.key)} does nothing here."
    return f"{words} {key_cap(help_key)} shows every key." if help_key else words
