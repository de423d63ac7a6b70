"""Break a sentence into lines of a given number of terminal cells, in time linear in its length.

One function finds the breaks. Both counting and drawing lines use it, so they cannot disagree.
"""

from __future__ import annotations

import re
from array import array
from unicodedata import category

from rich.cells import cell_len, split_graphemes

from tui.printable import printable

# Everything here takes exactly one cell, so that positions can be counted instead of measured.
_NOT_SINGLE = re.compile("[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20ac\u2400-\u2421\ufffd]")

# The two patterns below are compiled when a text needs them.
# Scripts written without blanks break between any two characters, but not before closing punctuation.
_IDEOGRAPH = "\u2e80-\u3000\u3003-\u3007\u3012-\u30fa\u30fd-\ua4cf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a"
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
#: In a run of these every character takes two cells; the last one before closing punctuation goes with that.
_EVEN = "\u4e00-\u9fff"
_TOKEN = f" +|([{_EVEN}]+)(?![{_CLOSING}])|[{_IDEOGRAPH}][{_CLOSING}]*|[^ {_IDEOGRAPH}]+"

#: The scripts in which vowel signs and the like take a cell of their own in some terminals, and none in others.
_SPACING = "[\u0900-\u1cff\u302e\u302f\ua800-\uabff\U00011000-\U00011fff\U00016f51-\U0001d172]"

#: No word is longer. What is longer is cut without finding whole characters in it, because that takes too long.
_LONGEST_WORD = 10_000


def drawable(text: str) -> str:
    """`text` as it is drawn on the lines of a list: printable, tabs and line ends as blanks; same length."""
    return printable(text.replace("\t", " ").replace("\n", " ").replace("\r", " "))


def line_starts(text: str, width: int) -> array[int]:
    """The code-point offset at which each line of a drawable `text` begins; at least one line.

    Lines break after blanks, which hang over the edge; a word longer than the line is cut where the line
    is full, at least one character a line. Signs that take a cell only in some terminals are given one.
    """
    width = max(1, width)
    if _NOT_SINGLE.search(text) is None:
        return _single_cell_starts(text, width)
    return _measured_starts(text, width)


def _single_cell_starts(text: str, width: int) -> array[int]:
    starts = array("L", [0])
    position, length = 0, len(text)
    while length - position > width:
        blank = text.rfind(" ", position, position + width + 1)
        if blank < 0:
            position += width
        else:
            position = blank + 1
            while position < length and text[position] == " ":
                position += 1
            if position == length:
                break
        starts.append(position)
    return starts


def _measured_starts(text: str, width: int) -> array[int]:
    starts = array("L", [0])
    most = 16 * width + 64  # code points: many combining marks take no cells and would never break
    used = 0
    spacing = re.search(_SPACING, text) is not None
    for token in re.finditer(_TOKEN, text):
        word, start = token[0], token.start()
        if word[0] == " ":
            used += len(word)
            continue
        if token[1]:
            used = _add_even(starts, start, len(word), width, used, most)
            continue
        if len(word) > _LONGEST_WORD:
            if start > starts[-1]:
                starts.append(start)
            piece = max(1, width // 2)
            starts.extend(range(start + piece, token.end(), piece))
            used = _cells(text[starts[-1] : token.end()], spacing)
            continue
        cells = _cells(word, spacing)
        if used + cells <= width and token.end() - starts[-1] <= most:
            used += cells
            continue
        if start > starts[-1]:
            starts.append(start)
        used = cells
        if cells > width or len(word) > most:
            cuts, used = _cuts(word, width, most, spacing)
            starts.extend(start + cut for cut in cuts)
    return starts


def _add_even(starts: array[int], start: int, count: int, width: int, used: int, most: int) -> int:
    """Break a run of `count` characters of two cells; the cells that are used in the last line then."""
    room = min((width - used) // 2, most - (start - starts[-1]))
    first = max(room, 1 if start == starts[-1] else 0)
    if count <= first:
        return used + 2 * count
    a_line = max(1, width // 2)
    starts.extend(range(start + first, start + count, a_line))
    return 2 * (start + count - starts[-1])


def _cells(text: str, spacing: bool) -> int:
    """The cells that a text takes; with `spacing`, where every spacing mark (category Mc) takes one of its own."""
    return cell_len(text) + (_marks(text) if spacing else 0)


def _marks(text: str) -> int:
    return sum(category(character) == "Mc" for character in text)


def _cuts(word: str, width: int, most: int, spacing: bool) -> tuple[list[int], int]:
    """Where to cut a word that is too long for a line, and the cells that the last piece takes."""
    cuts: list[int] = []
    begin = used = 0
    for start, end, narrow in split_graphemes(word)[0]:
        cells = narrow + (_marks(word[start:end]) if spacing else 0)
        if start > begin and (used + cells > width or end - begin > most):
            cuts.append(start)
            begin, used = start, 0
        used += cells
        while end - begin > most:  # one character with very many marks
            begin += most
            cuts.append(begin)
            used = 0
    return cuts, used
