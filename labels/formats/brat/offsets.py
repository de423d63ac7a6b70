"""How an annotation file counts: in code points as brat does, or as another program or system has counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

#: The words of an annotation, and the places at which its pieces begin and end, one after the other.
Mark = tuple[str, Sequence[int]]


def fitting_places(text: str, marks: Sequence[Mark], *, marked: bool) -> Sequence[int] | None:
    """For each place in the file the one in `text`, counted in the first way in which all words are where they should.

    None where these are the same, or where no way fits. Tried are code points, the units of UTF-16 (JavaScript, Java)
    and the bytes of UTF-8; a line break of two signs counted as one, as Python reads it; and, where the file of the
    text is `marked`, its byte order mark counted.
    """
    if not marks or _fits(text, marks, None):
        return None
    return next((places for places in _ways(text, marked) if _fits(text, marks, places)), None)


def placed(at: int, places: Sequence[int] | None) -> int:
    """A place in the file as one in the text; behind its end where it is behind the end of the file."""
    if places is None:
        return at
    return places[at] if at < len(places) else places[-1] + at - len(places) + 1


def _fits(text: str, marks: Sequence[Mark], places: Sequence[int] | None) -> bool:
    for words, bounds in marks:
        at = [placed(bound, places) for bound in bounds]
        there = "".join(text[start:end] for start, end in zip(at[::2], at[1::2], strict=True))
        if "".join(there.split()) != "".join(words.split()):
            return False
    return True


def _ways(text: str, marked: bool) -> Iterator[Sequence[int]]:
    """The places in the text by those in the file, for every way of counting that can make a difference."""
    for width in (_code_points, _utf_16, _utf_8):
        for joined in (False, True) if "\r\n" in text else (False,):
            for before in (0, width("\ufeff")) if marked else (0,):
                yield _places(text, width, before, joined)


def _places(text: str, width: Callable[[str], int], before: int, joined: bool) -> list[int]:
    """`before` counts what precedes the text in the file; `joined` counts a line break of two signs as one."""
    places = [0] * before
    for at, sign in enumerate(text):
        if not (joined and sign == "\r" and text.startswith("\n", at + 1)):
            places += [at] * width(sign)
    return [*places, len(text)]


def _code_points(sign: str) -> int:
    return 1


def _utf_16(sign: str) -> int:
    return 2 if sign > "\uffff" else 1


def _utf_8(sign: str) -> int:
    return len(sign.encode("utf-8"))
