"""From bytes to text: which encoding they are in, and a clear refusal of what is not text.

The order of trust: an encoding that is named, a byte order mark, valid UTF-8, the NUL bytes of UTF-16, a guess. The
text is kept as it came (line ends, control characters, bidi marks and all); only a byte order mark is dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from labels.errors import ReadingError, UsageError
from labels.files.binary import MOST_CONTROLS, MOST_CONTROLS_LEGACY, SAMPLE_BYTES, control_share, known_binary

BOM = "\ufeff"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_TEXT = "seems to be no text (binary data). Leave it out; if it is text, name its encoding with --encoding."


def decode(
    data: bytes,
    where: str,
    encoding: str | None = None,
    language: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> tuple[str, str]:
    """The text in `data` and the name of the encoding it was in; `where` names the source in messages.

    `language`, a code, tag or English name, helps to guess an encoding; a guess is told to `tell`.

    Raises:
        ReadingError: the bytes are empty, blank, no text, or not valid in their encoding (line and byte are named).
        UsageError: `encoding` is not the name of an encoding.
    """
    if encoding is not None:
        check_encoding_name(encoding)
        encoding = codecs.lookup(encoding).name
    kind = known_binary(data)
    if kind is not None:
        raise ReadingError(f"{where}: {kind}")
    if encoding:
        text, name = _strictly(data, encoding, where), encoding
    else:
        text, name = _by_evidence(data, where, language, tell)
    text = text.removeprefix(BOM)
    if not text or text.isspace():
        raise ReadingError(f"{where}: empty, there is no text in it. Leave it out.")
    surrogate = None if text.isascii() else _SURROGATE.search(text)
    if surrogate is not None:
        line = text.count("\n", 0, surrogate.start()) + 1
        raise ReadingError(
            f"{where}: line {line}: half a character (lone surrogate U+{ord(surrogate[0]):04X}) cannot be stored."
            " Correct the file, or name its encoding with --encoding."
        )
    return text, name


def check_encoding_name(encoding: str) -> None:
    """Raises UsageError when Python knows no text encoding of this name."""
    try:
        "a".encode(encoding)
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"There is no encoding called {encoding!r}. Use a name such as utf-8, utf-16, cp1252 or koi8-r."
        ) from error


def _by_evidence(data: bytes, where: str, language: str | None, tell: Callable[[str], None] | None) -> tuple[str, str]:
    """Decode by byte order mark, UTF-8, UTF-16 by its NULs, or a guess, in this order."""
    for mark, name in _MARKS:
        if data.startswith(mark) and not (name.startswith("utf-32") and len(data) % 4):
            return _strictly(data, name, where), name
    try:
        text, fault = data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text, fault = "", error.start
    wide = _utf16_by_nuls(data, 0.2 if fault is None else 0.0)
    if wide is not None:
        return _strictly(data, wide, where), wide
    if fault is None:
        if control_share(data) > MOST_CONTROLS:
            raise ReadingError(f"{where}: {_NO_TEXT}")
        return text, "utf-8"
    if b"\0" in data or control_share(data) > MOST_CONTROLS_LEGACY:
        raise ReadingError(f"{where}: {_NO_TEXT}")
    if _is_damaged_utf8(data, fault):
        _strictly(data, "utf-8", where)  # raises, naming the place
    from labels.files.guessing import guessed

    found = guessed(data, fault, language)
    if found is None:
        raise ReadingError(f"{where}: {_NO_TEXT}")
    if tell is not None:
        tell(found.in_words())
    return found.text, found.encoding


def _strictly(data: bytes, encoding: str, where: str) -> str:
    """Decode without replacing anything. Raises ReadingError naming line and byte of the first fault."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        what = "cut off" if "end of data" in error.reason or "truncated" in error.reason else "not valid"
        place = f"line {before.count(chr(10)) + 1}, byte {error.start + 1}: {what}"
    except (UnicodeError, ValueError):  # a few of Python's codecs do not say where
        place = "not valid"
    shown = encoding.upper() if encoding.startswith("utf") else encoding
    raise ReadingError(f"{where}: {place} in {shown}. Correct the file, or name its encoding with --encoding.")


def _utf16_by_nuls(data: bytes, least: float) -> str | None:
    """Which UTF-16 has its NULs on one side of the byte pairs only, as Western text has; None when it is neither.

    `least` is the share of pairs that must hold a NUL: bytes that are valid UTF-8 as well need more evidence.
    """
    sample = data[: SAMPLE_BYTES & ~1]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    most, fewest = max(first, second), min(first, second)
    if most == 0 or fewest > most / 20 or most < least * len(sample) / 2:
        return None
    name = "utf-16-be" if first > second else "utf-16-le"
    text = sample.decode(name, "ignore")
    readable = sum(character.isprintable() or character.isspace() for character in text)
    return name if readable >= 0.97 * len(sample) / 2 - 1 else None


def _is_damaged_utf8(data: bytes, fault: int) -> bool:
    """Whether bytes that are not valid UTF-8 at `fault` are UTF-8 all the same: around it, most sequences are whole."""
    window = data[max(0, fault - SAMPLE_BYTES) : fault + SAMPLE_BYTES]
    whole = sum(not character.isascii() for character in window.decode("utf-8", "ignore"))
    return 0 < whole >= window.decode("utf-8", "replace").count("\ufffd")
