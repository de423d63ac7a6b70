"""What a single field of a codebook may hold. Each rule returns the tidied value or raises ValueError."""

from __future__ import annotations

import re
import unicodedata

from labels.codebook.keys import is_typeable

MAX_NAME = 40

#: Names of colours: first the label colours, which every theme has, then a few common names.
COLOUR_NAMES = (
    *(f"label-{number}" for number in range(1, 9)),
    *("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "grey", "teal"),
)

#: Joiners that Persian, Indic scripts and emoji need; every other format character is refused.
_JOINERS = "\u200c\u200d"
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def fold(name: str) -> str:
    """`name` in the form in which two names count as the same."""
    return unicodedata.normalize("NFC", name.casefold())


def shown(text: str, limit: int = MAX_NAME) -> str:
    """`text` in quotes for a message: cut to `limit` code points, control characters written as escapes."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{printed(cut)}"'


def printed(text: str) -> str:
    """`text` on one line, with escapes for everything that is not plainly visible."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def clean_line(text: str) -> str:
    """`text` as one tidy line in NFC. Raises ValueError for control and invisible characters."""
    for sign in text:
        if unicodedata.category(sign) in _FORBIDDEN_CATEGORIES and sign not in _JOINERS:
            what = "a line break" if sign in "\n\r\u2028\u2029" else f"the invisible character U+{ord(sign):04X}"
            raise ValueError(f"{shown(text)} holds {what}: take it out")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def clean_former_name(text: str) -> str:
    """A name as a label may have had it: one visible line without square brackets."""
    name = clean_line(text)
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
        raise ValueError("a name must not be empty: write what the label is called")
    if "[" in name or "]" in name:
        raise ValueError(f"{shown(name)} holds a square bracket, which reads as markup: use ( ) or nothing")
    return name


def clean_name(text: str) -> str:
    """The name of a label."""
    name = clean_former_name(text)
    if len(name) > MAX_NAME:
        raise ValueError(f"{shown(name)} is {len(name)} characters long: shorten it to {MAX_NAME} or fewer")
    return name


def clean_key(text: str) -> str:
    """The key of a label, in NFC."""
    key = unicodedata.normalize("NFC", text)
    if is_typeable(key):
        return key
    raise ValueError(
        f"the key {shown(text)} cannot be typed: use one letter or digit, or take the line out to have one chosen"
    )


def clean_colour(text: str) -> str:
    """A colour: #rrggbb, or one of COLOUR_NAMES."""
    colour = text.strip().lower().replace("gray", "grey")
    if colour in COLOUR_NAMES or re.fullmatch("#[0-9a-f]{6}", colour, re.ASCII):
        return colour
    names = ", ".join(COLOUR_NAMES[8:])
    raise ValueError(f"{shown(text)} is not a colour here: use #rrggbb, label-1 to label-8, or one of {names}")
