"""Sentences by the end marks of a script: Chinese, Japanese, Korean, Arabic, Hindi, Thai, Ukrainian and the rest."""

from __future__ import annotations

import re
from functools import cache

from labels.segmentation.abbreviations import cased
from labels.segmentation.context import FACES, UNSEEN, Start, bare, look_ahead, small_after_dash, token_before

NAME, VERSION = "copydesk-marks", 1

Span = tuple[int, int]

# Marks that end a sentence whatever follows.
_SURE = "。！？｡।॥۔؟။།༎።፧։៕៖᙮꓿"
# Marks that need a blank after them, because numbers, initials and addresses use them too.
_NEEDS_BLANK = ".!?…．"
_CLOSING = f"\"'”’»›」』）】》〉〕］)\\]}}*_{UNSEEN}"

_CANDIDATE = re.compile(
    rf"( [{_SURE}{_NEEDS_BLANK}]++ ) ( [{_CLOSING}]*+ ) (?: \[\d{{1,3}}\] )*+ {FACES} ( \s*+ )", re.VERBOSE
)
_SURE_MARK = re.compile(f"[{_SURE}]")
_JAPANESE_CLOSING = ("」", "』")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_ANY_WORD = re.compile(r"\w")


@cache
def _goes_on(language: str) -> frozenset[str]:
    return cased("ukrainian") if language == "uk" else frozenset()


def sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """The spans of the sentences of `text[start:end]`, which has no blank at either side, in code points."""
    found: list[Span] = []
    begin = seen = start
    worded = False
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end:
            break
        worded = worded or _ANY_WORD.search(text, seen, match.start()) is not None
        seen = match.start()
        if worded and _ends(text, begin, end, match, language):
            found.append((begin, match.start(3)))
            begin = seen = match.end()
            worded = False
    if found and not worded and end - begin <= 12 and not _ANY_WORD.search(text, seen, end):
        begin = found.pop()[0]
    found.append((begin, end))
    return found


def _ends(text: str, begin: int, end: int, match: re.Match[str], language: str) -> bool:
    stop, mark = match.start(), match[1]
    after = look_ahead(text, match.end(), end)
    if _SURE_MARK.search(mark[:8]):
        if match[2][-1:] in _JAPANESE_CLOSING and _HIRAGANA.match(text, match.end(), end):
            return False  # 「…。」と言った: the sentence around the quotation goes on
        return not (after.start is Start.OTHER and text[after.at : after.at + 1] in "，、,;；：:")
    if not match[3] or after.start is Start.SMALL or small_after_dash(text, after, end):
        return False
    if mark != ".":
        return True
    word = bare(token_before(text, begin, stop))
    if word in _goes_on(language) or (len(word) == 1 and word.isalpha() and word.isupper()):
        return False
    if (
        "." in word
        and word.replace(".", "").isalpha()
        and len(word) <= 8
        and word.rpartition(".")[2] in _goes_on(language)
    ):
        return False
    return not (word.isdigit() and stop - begin == len(word) <= 3)
