"""What a key means now is told in one line, which 80 columns hold."""

from typing import get_args

from rich.cells import cell_len

from labels.codebook.file import default_codebook
from tui.keymap import make_keymap
from tui.screens.desk.mode import Mode, NextLabel

_ROOM = 78
"""Cells of the line of notices at 80 columns."""


def test_what_the_next_label_key_does_is_told_whole_at_80_columns():
    keymap = make_keymap(default_codebook())
    assert [hint for each in get_args(NextLabel) if cell_len(hint := Mode(keymap, each).hint) > _ROOM] == []
