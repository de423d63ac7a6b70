"""Names of keys: in the terminal library, as a user writes them, and as they are on the keyboard."""

from __future__ import annotations

import re
import unicodedata

from labels.errors import UsageError
from tui.plain_signs import key_in_plain_signs

#: Keys that ordinary terminals send as another key, and common names of keys.
_SAME_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "spacebar": "space",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
}
_CAPS = {
    "backspace": "Backspace",
    "enter": "Enter",
    "escape": "Escape",
    "delete": "Delete",
    "pageup": "Page Up",
    "pagedown": "Page Down",
}
_MODIFIER_CAPS = {"shift": "Shift", "ctrl": "Ctrl", "alt": "Alt", "super": "Super", "meta": "Meta"}
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "shift": "shift"}


def key_name(written: str) -> str:
    """One key by its name: "?" is question_mark, "Ctrl+Z" is ctrl+z, "Shift+A" is A. Raises UsageError."""
    *before, last = _parts(written)
    modifiers = [_MODIFIERS.get(part.lower(), "") for part in before]
    last = _last_name(last)
    if not (all(modifiers) and last):
        raise UsageError(f"settings: there is no key “{written}”. Write a key like ctrl+z, f5, pagedown, space or ?")
    if len(last) == 1 and modifiers == ["shift"]:
        return last.upper()  # terminals send the capital letter
    name = "+".join([*modifiers, last.lower() if modifiers else last])
    return _SAME_AS.get(name, name)


def is_typed_in_text(key: str) -> bool:
    """Whether somebody who types a text may press this key: all but F keys and those with Ctrl or Alt."""
    return not (re.fullmatch(r"f\d+", key) or (key.startswith(("ctrl+", "alt+")) and key != "ctrl+j"))


def _parts(written: str) -> list[str]:
    """The modifiers and the key, which may itself be a plus sign."""
    written = written.strip()
    if written == "+" or written.endswith("++"):
        return [*(part.strip() for part in written[:-1].split("+") if part), "+"]
    return [part.strip() for part in written.split("+")]


def _last_name(last: str) -> str:
    """The name of a key without its modifiers; empty if there is none of that name."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    if len(last) == 1:
        return last if last.isalnum() else _sign_name(last)
    name = last.lower().replace(" ", "_")
    name = _SAME_AS.get(name, name)
    if name in KEY_NAME_REPLACEMENTS.values() or ("+" not in name and name in {key.value for key in Keys}):
        return name
    for spelt in (name.replace("_", " "), name.replace("_", "-"), name.replace("_", "-", 1).replace("_", " ")):
        try:
            return _sign_name(unicodedata.lookup(spelt))
        except KeyError:
            continue
    return ""


def _sign_name(sign: str) -> str:
    from textual.keys import KEY_NAME_REPLACEMENTS

    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def key_sign(key: str) -> str:
    """A key as the line at the bottom shows it: ↓, ^y, ⌫; in words where the terminal lacks the sign."""
    from textual.keys import format_key

    return key_in_plain_signs(format_key(key))


def key_cap(key: str) -> str:
    """A key as it is written on the keyboard: Shift+↓, Ctrl+Y, Backspace."""
    from textual.keys import format_key

    *modifiers, last = key.split("+") if len(key) > 1 else (key,)
    shown = _CAPS.get(last) or format_key(last)
    if modifiers or len(shown) > 1:
        shown = shown[0].upper() + shown[1:]
    return "+".join([*(_MODIFIER_CAPS.get(name, name) for name in modifiers), shown])
