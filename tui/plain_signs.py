"""Signs for terminals whose fonts have few: the Linux console, and old terminals.

The fonts of Debian's console-setup have letters, quotes, arrows, lines (│ ─), full blocks and shades, but neither half
blocks nor pictures of keys. What they lack is drawn by something else of the same width.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

#: Names in TERM, alone or before a hyphen or a full stop, of terminals that have few signs.
FEW_SIGNS = frozenset({"linux", "vt100", "vt102", "vt220", "vt320", "ansi", "cons25", "dumb", "unknown", ""})

_SIGNS = {
    "▌": "█",  # the bar of the current sentence
    "▎": "│",  # the mark of what is in view
    "▏": "│", "▍": "│", "▕": "│", "▐": "█", "▊": "█", "▉": "█", "▋": "█",
    "▔": "─", "▀": "─", "▖": "-",
    "▁": "_", "▂": "_", "▃": "_", "▄": "=", "▅": "█", "▆": "█", "▇": "█",
    "✓": "*", "✎": ";", "▾": "v", "▸": ">", "▴": "^", "⭘": "o", "◯": "o", "○": "o", "●": "*",
    "🔎": "> ",  # two cells wide
}  # fmt: skip

#: Pictures of control characters, and what takes the place of hidden ones.
_PICTURES = dict.fromkeys((*range(0x2400, 0x2422), 0xFFFD), "?")

_TABLE = str.maketrans(_SIGNS) | _PICTURES

#: Keys without a sign there, in words.
_KEYS = {"⏎": "enter", "⌫": "bksp"}


def has_few_signs(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has few signs, by what its environment says; never on Windows, where nothing says so."""
    term = environment.get("TERM")
    return term is not None and term.lower().partition("-")[0].partition(".")[0] in FEW_SIGNS


def in_plain_signs(text: str) -> str:
    """`text` in signs that every terminal has, as many cells wide as before."""
    return text if text.isascii() else text.translate(_TABLE)


def key_in_plain_signs(shown: str) -> str:
    """A key as it is shown; in words if this terminal lacks its sign."""
    if not shown.isascii() and has_few_signs(os.environ):
        for sign, word in _KEYS.items():
            shown = shown.replace(sign, word)
    return shown
