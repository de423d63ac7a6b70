"""Scripts without blanks between words: the form in which their text is given to the full-text index.

In Chinese, Japanese, Thai, Lao, Khmer or Burmese nothing shows where a word ends, and Korean words have endings. So the
index gets each sign separately, with the marks above and below it. A search looks for a sequence of signs, which is a
part of a run. If signs such as commas or blanks are between two runs, the index gets a special mark, so that no
sequence goes across it. Other text is given to the index unchanged, and needs no more time or space.
"""

from __future__ import annotations

import re
import unicodedata

from labels.sqlite.usual_text import is_usual

#: The mark in the index between two runs. It is a private-use character, so no text has it as a letter.
BOUNDARY = "\ue000"

_HANGUL = "\u1100-\u115f\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\uffa0-\uffbe"

#: Han, Kana, Bopomofo, Yi, Hangul; then the scripts of South-East Asia without blanks, of which Thai, Lao, Khmer and
#: Burmese are the largest. Digits are words like those of any script.
_LETTERS = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff\uff66-\uff9d"
    f"\U0001b000-\U0001b16f\U00020000-\U0003ffff{_HANGUL}"
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf"
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
    "\u1780-\u17b3\u17d7\u17dc\u1950-\u1974\u1980-\u19ab\u19b0-\u19c9\u1a20-\u1a54"
    "\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a\uaa7e-\uaaaf\uaab1\uaab5\uaab6\uaab9-\uaabd\uaac0"
    "\uaac2\uaadb-\uaadd"
)

#: Marks that make no difference in a search: accents of Latin letters, points of Hebrew, vowel signs of Arabic,
#: stresses of Sanskrit, and what chooses between shapes of one sign.
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0730-\u074a\u08d3-\u08ff\u0951-\u0954\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_ACCENT = re.compile(f"[{_ACCENTS}]")

#: What belongs to the sign before it: vowels and tones, the later parts of a syllable of Hangul, the sign of voice.
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u1a55-\u1a7f\ua9e5"
    "\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\u302a-\u302f\u3099\u309a\u1160-\u11ff\ud7b0-\ud7fb"
    f"\uff9e\uff9f\uffc2-\uffdc{_ACCENTS}"
)

#: A run of such signs; the signs of it, each with its marks.
RUN = re.compile(f"[{_LETTERS}][{_LETTERS}{_MARKS}]*")
_SIGN = re.compile(f"[\u1100-\u115f\ua960-\ua97c\uffa0-\uffbe]+[{_MARKS}]*|[{_LETTERS}][{_MARKS}]*")

#: Letters and digits as wide as a Chinese sign, and Kana and Hangul half as wide.
_OTHER_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]+")

#: Beside letters and digits, words have marks and characters for private use.
_IN_WORDS = ("Mn", "Mc", "Co")

#: Signs without a width, which may stand between the words of a run; and the end of a line that was only broken.
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_BROKEN_LINE = re.compile("[ \t\r]*\n[ \t\r]*")
_HANGUL_SIGN = re.compile(f"[{_HANGUL}\u1160-\u11ff\ud7b0-\ud7fb\uffc2-\uffdc]")


def indexed(text: str) -> str:
    """The form of `text` for the full-text index, both for writing and for searching."""
    if is_usual(text):
        return text
    text = without_accents(text)
    pieces: list[str] = []
    end = 0
    for run in RUN.finditer(text):
        pieces += (_between(text, end, run.start()), " ".join(_SIGN.findall(run[0])))
        end = run.end()
    return " ".join((*pieces, text[end:]))


def without_accents(text: str) -> str:
    """`text` composed, in the usual width, without marks that make no difference."""
    text = _OTHER_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _ACCENT.sub("", unicodedata.normalize("NFC", text))


def signs(start: int, run: str) -> list[tuple[str, int, int]]:
    """The signs of a `run` that begins at `start`: each as the index knows it, with its start and end."""
    return [(without_accents(each[0]), start + each.start(), start + each.end()) for each in _SIGN.finditer(run)]


def is_boundary(text: str, end: int, start: int) -> bool:
    """Whether the index has a boundary between the two runs that end and start there, with signs between them."""
    gap = text[end:start].strip(_NO_WIDTH)
    if not gap:
        return False
    is_korean = _HANGUL_SIGN.match(text, end - 1) or _HANGUL_SIGN.match(text, start)
    return bool(is_korean) or _BROKEN_LINE.fullmatch(gap) is None


def _between(text: str, end: int, start: int) -> str:
    """What the index is given for the text between two runs, the first of which ends at `end` (0: there is none)."""
    gap = text[end:start]
    if not end or any(sign.isalnum() or unicodedata.category(sign) in _IN_WORDS for sign in gap):
        return gap
    return BOUNDARY if is_boundary(text, end, start) else ""
