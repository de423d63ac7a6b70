"""Sentences of every language but English: what ends one, quotations, and ellipses. Others judge the full stops."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from labels.segmentation.context import FACES, UNSEEN, Next, Start
from labels.segmentation.opening import INNER_BLANKS, after_dash, next_word

NAME, VERSION = "copydesk-marks", 3

Span = tuple[int, int]

#: Whether the full stop at the second offset ends the sentence that began at the first, given what follows it.
FullStop = Callable[[str, int, int, Next], bool]

# Marks that end a sentence whatever follows.
_SURE = "。！？｡।॥۔؟།༎።፧։៕៖᙮꓿"
# Marks that need a blank after them, because numbers, initials and addresses use them too.
_NEEDS_BLANK = ".!?…‽．"
_STRONG = "!?‽\u037e"
# Marks whose meaning depends on the word before them.
_STOPS = (".", ";", "．")
# Marks that always close where they touch the end mark, and marks that open elsewhere: „…“, »…«, ‚…‘.
_CLOSING = f"\"'”’»›」』）】》〉〕］)\\]}}*_`{UNSEEN}"
_CLOSING_OR_OPENING = "“‘‟«‹"
_AFTER_CLOSING = r"(?= [\s,.;:!?…)\]»”’] | \Z)"
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_JAPANESE_CLOSING = ("」", "』")
_HIRAGANA = re.compile("[\u3041-\u309f]")
# Chinese and Japanese letters: after them `?` and `!` end a sentence without a blank, before another of them, a number
# or a foreign name.
_IDEOGRAPHS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}」』]")
_IDEOGRAPH_FOLLOWS = re.compile(f"[「『《〈【“（(]*+[{_IDEOGRAPHS}A-Z0-9]")
_NEVER_FIRST = "，、,;；：:/%&№"
_LONGEST_MIXED = 8
_LEFT_STOP = re.compile(r"[.!?](?=\s|\Z)")
_ANY_WORD = re.compile(r"\w")
_LONGEST_LEFTOVER = 12
# How far back an open quotation is looked for.
_QUOTED = 1000


@cache
def _candidates(more: str) -> re.Pattern[str]:
    """A run of end marks and all that may still belong to the sentence it ends. Nothing is tried twice."""
    return re.compile(
        rf"""
        ( [{_SURE}{_NEEDS_BLANK}{more}] [{_SURE}{_NEEDS_BLANK}{more}]*+                   # 1 the mark
          (?: [{INNER_BLANKS}] [.!?…]++ (?!\w) )*+ )
        ( (?: [{_CLOSING}] | [{_CLOSING_OR_OPENING}] {_AFTER_CLOSING} )*+                 # 2 what closes
          (?: [{INNER_BLANKS}] [»›”’)\]`]++ {_AFTER_CLOSING} )?+ )
        (?: [ \u00a0]?+ (?: \[ [\d,;–-]{{1,20}} \] | [⁰¹²³⁴-⁹]{{1,6}} ) )*+               #   footnote marks
        {FACES}
        (?: [{INNER_BLANKS}] ( ["“] ) {_AFTER_CLOSING} )?+                                # 3 closes or opens
        ( \s*+ )                                                                          # 4 blank
        """,
        re.VERBOSE,
    )


_SURE_MARK = re.compile(f"[{_SURE}]")


def sentences(text: str, start: int, end: int, ends_at: FullStop, more: str = "") -> list[Span]:
    """The spans of the sentences of `text[start:end]`, which has no blank at either side, in code points.

    `more` are further end marks, such as the Greek question mark.
    """
    found: list[Span] = []
    begin = seen = start
    worded = False
    for match in _candidates(more).finditer(text, start, end):
        if match.end() >= end:
            break
        stop = match.start()
        worded = worded or _ANY_WORD.search(text, seen, stop) is not None
        seen = stop
        if not worded:
            continue
        last, next_begin = (match.start(4), match.end()) if match[3] is None else _split(text, start, end, match)
        if _ends(text, begin, next_begin, end, match, ends_at):
            found.append((begin, last))
            begin = seen = next_begin
            worded = False
    if found and not worded and end - begin <= _LONGEST_LEFTOVER and not _ANY_WORD.search(text, seen, end):
        begin = found.pop()[0]
    found.append((begin, end))
    return found


def _split(text: str, start: int, end: int, match: re.Match[str]) -> Span:
    """Where a sentence ends and the next begins around a quotation mark with a blank at both sides.

    It closes a quotation that is open, and also where no other follows; else it opens one.
    """
    at = match.start(3)
    before = text[max(start, at - _QUOTED) : at]
    if match[3] == "“":
        closes = before.rfind("„") > before.rfind("“")
    else:
        closes = before.count('"') % 2 == 1 or text.find('"', at + 1, min(end, at + _QUOTED)) < 0
    return (at + 1, match.end()) if closes else (at - 1, at)


def _ends(text: str, begin: int, at: int, end: int, match: re.Match[str], ends_at: FullStop) -> bool:
    """Whether the sentence that began at `begin` ends at this candidate, and the next one begins at `at`."""
    mark, closing = match[1], match[2]
    if text[at] in _NEVER_FIRST:
        return False
    if closing and _BRACKETS.get(text[match.start() - 1 : match.start()]) == closing[0]:
        return False  # a mark alone in brackets, as in `(!)`
    if mark in _SURE or _SURE_MARK.search(mark[:_LONGEST_MIXED]):
        # 「…。」と言った: the sentence around the quotation goes on
        return not (closing[-1:] in _JAPANESE_CLOSING and _HIRAGANA.match(text, match.end(), end))
    if not match[4] and match[3] is None:
        return mark[-1] in _STRONG and _is_between_ideographs(text, match, end)
    after = next_word(text, at, end)
    if after.start is Start.OTHER:
        if text[after.at : after.at + 1] in _NEVER_FIRST or _LEFT_STOP.match(text, after.at):
            return False
        after = after_dash(text, after, end)
    if mark in _STOPS:
        return not (closing and after.start is Start.SMALL) and ends_at(text, begin, match.start(), after)
    return after.start is Start.CAPITAL or (mark[-1] in _STRONG and after.start is not Start.SMALL)


def _is_between_ideographs(text: str, match: re.Match[str], end: int) -> bool:
    at = match.start()
    if not _IDEOGRAPH.match(text, at - 1, at) or not _IDEOGRAPH_FOLLOWS.match(text, match.end(), end):
        return False
    return not (match[2][-1:] in _JAPANESE_CLOSING and _HIRAGANA.match(text, match.end(), end))
