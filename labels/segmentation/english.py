"""Copydesk's rules for English: the sentences of one paragraph (or one line)."""

from __future__ import annotations

import re
from functools import cache

from labels.segmentation.abbreviations import Abbreviations, cased, words
from labels.segmentation.context import FACES, UNSEEN, Next, Start, bare, look_ahead, small_after_dash, token_before
from labels.segmentation.fullstop import ends_here, starts_sentence
from labels.segmentation.glued import footnote, spaced_footnote, touches_next

NAME, VERSION = "copydesk-en", 1

Span = tuple[int, int]

# A run of end marks and all that still belongs to the sentence it may end. Every part is possessive:
# nothing is tried twice, so that a million of any of these stay linear.
_CANDIDATE = re.compile(
    rf"""
    ( [.!?…‽]++ (?: [ \u00a0] [.!?…]++ (?!\w) )*+                       # 1 the mark
    | (?<=\s) [:;=]-?[)(DP]{{1,9}} (?=\s) )                              #   or a smiley in its place
    ( ["'”’»)\]}}*_{UNSEEN}]*+ )                                        # 2 what closes
    (?: [ \u00a0]?+ (?: \[ (?: [\d,;–-]{{1,20}} | [a-z] | … | \.\.\. | note[ ]\d{{1,3}} | citation[ ]needed ) \]
                      | [⁰¹²³⁴-⁹†‡]{{1,6}} ) )*+                         #   footnote marks
    (?: [ \u00a0]["”’)\]]++ (?=\s|\Z) )?+                                #   a closing mark left behind
    {FACES}
    ( \s*+ )                                                            # 3 blank
    """,
    re.VERBOSE,
)
_ANY_WORD = re.compile(r"\w")
_LONGEST_LEFTOVER = 12


@cache
def _attribution() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("speech-verbs")))
    name = r"(?:(?:[A-Z]\.){2,3}|[A-Z][\w’'-]{0,20}+\.?|of|the|de|der|van|von|al|bin)\s"
    return re.compile(
        rf"(?=[A-Z])(?:(?:He|She|They|I|We)\s(?:{verbs})(?=[.,]|\Z)|(?!(?:He|She|They|I|We|It|You)\s)"
        rf"(?:{name}){{1,6}}?(?:{verbs})\b(?!\s(?:that|he|she|they|it)\b))"
    )


def sentences(text: str, start: int, end: int, known: Abbreviations) -> list[Span]:
    """The spans of the sentences of `text[start:end]`, which has no blank at either side, in code points."""
    found: list[Span] = []
    begin = seen = start
    worded = False
    for match in _CANDIDATE.finditer(text, start, end):
        stop, after = match.start(), match.end()
        if after >= end:
            break
        if stop < begin:
            continue
        if not worded:
            worded = _ANY_WORD.search(text, seen, stop) is not None
            seen = stop
            if not worded:
                continue
        cut = _cut(text, begin, end, match, known)
        if cut >= 0:
            found.append((begin, cut))
            begin = seen = max(after, cut)
            while text[begin].isspace():
                begin += 1
            worded = False
    if found and end - begin <= _LONGEST_LEFTOVER and not _ANY_WORD.search(text, begin, end):
        begin = found.pop()[0]
    found.append((begin, end))
    return found


def _cut(text: str, begin: int, end: int, match: re.Match[str], known: Abbreviations) -> int:
    """Where the sentence that began at `begin` ends, if it does at this candidate, else -1."""
    stop, at = match.start(), match.end()
    mark, closing = match[1], match[2]
    blank = match.start(3)
    strong = mark[-1] in "!?‽"
    if blank == at:
        if mark == "." and text[at].isdigit():
            note = footnote(text, begin, stop, at, end, known)
            return note if note >= 0 and _capital_follows(text, note, end) else -1
        return at if touches_next(text, begin, stop, at, end, known) else -1
    after = look_ahead(text, at, end)
    if strong:
        ends = _strong_ends(text, begin, stop, end, closing, after)
    elif mark == ".":
        ends = ends_here(text, begin, stop, after, bool(closing), known)
    else:
        ends = after.start is Start.CAPITAL and not (closing and text[stop - 1] in "[(")
    if ends and after.start is Start.DIGIT and not after.opening:
        note = spaced_footnote(text, at, end)
        if note >= 0 and _starter_follows(text, note, end):
            return note
    return blank if ends else -1


def _strong_ends(text: str, begin: int, stop: int, end: int, closing: str, after: Next) -> bool:
    """Whether `?` or `!` ends the sentence."""
    if closing[:1] == ")" and text[stop - 1 : stop] == "(":
        return False
    if after.start is Start.SMALL:
        return not closing and bare(token_before(text, begin, stop)) not in cased("exclaimed")
    if after.start is Start.OTHER:
        return text[after.at : after.at + 1] not in ",;:" and not small_after_dash(text, after, end)
    return not (closing and not after.opening and _attribution().match(text, after.at, end))


def _capital_follows(text: str, at: int, end: int) -> bool:
    return look_ahead(text, at + 1, end).start is Start.CAPITAL


def _starter_follows(text: str, at: int, end: int) -> bool:
    return starts_sentence(text, look_ahead(text, at + 1, end))
