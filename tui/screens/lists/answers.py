"""What several people said of one sentence, on its line and below the list: each answer with who gave it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.cells import cell_len

from labels.values.annotation import Annotation
from tui.printable import printable
from tui.widgets.gutter import Piece, shortened
from tui.widgets.label_display import UNKNOWN, LabelDisplay

#: Answers take at most this share of a line, and at most this many cells. The text has the rest.
_SHARE, _MOST = 0.5, 36

Said = Mapping[str, Annotation]


def answer_pieces(said: Said, displays: Mapping[str, LabelDisplay], width: int) -> Sequence[Piece]:
    """The answers for the left of a line of `width` cells: `claim ana, ben  quote cleo`; cut where there is no room."""
    room = min(_MOST, int(width * _SHARE))
    pieces: list[Piece] = []
    for piece in _pieces(said, displays):
        fits = cell_len(piece.text) <= room
        pieces.append(piece if fits else Piece(shortened(piece.text, room), piece.colour))
        room -= cell_len(pieces[-1].text)
        if not fits:
            break
    return [*pieces, Piece(" " * room)]


def answers_in_words(said: Said, displays: Mapping[str, LabelDisplay]) -> str:
    """All answers in words."""
    return "".join(piece.text for piece in _pieces(said, displays)).rstrip()


def _pieces(said: Said, displays: Mapping[str, LabelDisplay]) -> Iterator[Piece]:
    """Each answer in the colours of its labels, then who gave it, as quiet text."""
    people: dict[tuple[str, ...], list[str]] = {}
    for name, mark in said.items():
        people.setdefault(mark.labels, []).append(printable(name))
    for labels, names in sorted(people.items(), key=lambda each: (-len(each[1]), each[0])):
        yield from _answer(labels, displays)
        yield Piece(f" {', '.join(names)}  ")


def _answer(labels: Collection[str], displays: Mapping[str, LabelDisplay]) -> Iterator[Piece]:
    if not labels:
        yield Piece("skip", "")
    for number, id in enumerate(labels):
        display = displays.get(id, LabelDisplay(id, printable(id), "", UNKNOWN))
        yield Piece("+" * bool(number) + display.name, display.colour)
