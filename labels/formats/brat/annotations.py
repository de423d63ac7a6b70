"""The lines of a brat annotation file: what is marked in the text, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labels.files.source import Source
from labels.files.text_lines import text_lines
from labels.formats.brat.offsets import fitting_places, placed

_BOUND = re.compile(r"(T\S+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)(?:\t(.*))?")
_EVENT = re.compile(r"(E\S+)\t[^\s:]+:(\S+)(?: .*)?")
_ATTRIBUTE = re.compile(r"[AM]\S*\t(\S+) (\S+)(?: (.+))?")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)")

#: Kinds of lines that cannot be imported, by the sign that they begin with.
_WITHOUT_A_PLACE = {"R": "relations", "*": "relations", "E": "events", "N": "links to other data", "#": "comments"}


#: A line that speaks of another one: its number, the id that it speaks of, and a note, or an attribute and its value.
_Said = tuple[int, str, str | tuple[str, str | None]]


@dataclass(slots=True)
class Annotation:
    """A type on a stretch of the text, in one piece or several: spans in code points, in order, without blanks."""

    type: str
    pieces: list[tuple[int, int]]
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_annotations(source: Source, text: str, *, marked: bool = False) -> list[Annotation]:
    """What is said of `text`, in the order of the lines.

    A line that does not fit is a bad row. A line that cannot be imported gives a remark.

    `marked` tells that the file of the text begins with a byte order mark.
    """
    places = fitting_places(text, list(_marks(source)), marked=marked)
    found: dict[str, Annotation] = {}
    triggers: dict[str, str] = {}
    said: list[_Said] = []
    for line, words in text_lines(source):
        sign = words[0]
        if sign == "T":
            id, annotation = _bound(source, line, words, text, places)
            if annotation is not None:
                found[id] = annotation
        elif attribute := _ATTRIBUTE.fullmatch(words):
            said.append((line, attribute[2], (attribute[1], attribute[3])))
        elif note := _NOTE.fullmatch(words):
            said.append((line, note[1], note[2]))
        elif sign in _WITHOUT_A_PLACE:
            source.remark(f"Not kept: {_WITHOUT_A_PLACE[sign]}.")
            if event := _EVENT.fullmatch(words):
                triggers[event[1]] = event[2]
        else:
            source.bad_row(line, "not as brat writes it. Export the file again.")
    _attach(source, found, triggers, said)
    return list(found.values())


def _attach(
    source: Source, found: Mapping[str, Annotation], triggers: Mapping[str, str], said: Iterable[_Said]
) -> None:
    """Put what is said of annotations, or of events that they trigger, to them."""
    for line, target, what in said:
        one = found.get(triggers.get(target, target))
        if one is None:
            if target[0] == "T":
                source.bad_row(line, f"speaks of {target}, which is not there. Export the file again.")
            continue
        if isinstance(what, str):
            one.notes.append(what)
        else:
            one.attributes.append(what)


def _marks(source: Source) -> Iterator[tuple[str, list[int]]]:
    """The words of each annotation that says them, and the places at which its pieces begin and end."""
    for _, line in text_lines(source):
        bound = _BOUND.fullmatch(line)
        if bound is not None and bound[4]:
            yield bound[4], list(map(int, re.split("[ ;]", bound[3])))


def _bound(
    source: Source, line: int, words: str, text: str, places: Sequence[int] | None
) -> tuple[str, Annotation | None]:
    """The id and the annotation of a line; None for a bad row. `places` are those in the text by those in the file."""
    bound = _BOUND.fullmatch(words)
    if bound is None:
        source.bad_row(line, "not as brat writes it. Export the file again.")
        return "", None
    pieces: list[tuple[int, int]] = []
    for piece in bound[3].split(";"):
        start, end = (placed(at, places) for at in map(int, piece.split()))
        marked = text[start:end]
        if not marked.strip() or end > len(text):
            source.bad_row(
                line, f"there is no text at {piece.replace(' ', '-')}. Put the text that belongs to it beside it."
            )
            return "", None
        pieces.append((start + len(marked) - len(marked.lstrip()), end - len(marked) + len(marked.rstrip())))
    there = "".join(text[start:end] for start, end in pieces)
    if bound[4] and "".join(bound[4].split()) != "".join(there.split()):
        shown = " ".join(there.split())[:40]
        source.bad_row(
            line, f"marks other words than the text has there (“{shown}”). Put the text that belongs to it beside it."
        )
        return "", None
    return bound[1], Annotation(bound[2], sorted(pieces))
