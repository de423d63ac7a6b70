"""What stands in a picture: the texts of its frames, line by line, as somebody reads them."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from tests.pictures.moving import ROW, TOP

_SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: str) -> list[list[str]]:
    """The words of each frame of a moving picture: its title, then each line of the screen that has any."""
    found: dict[int, dict[int, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for group in ElementTree.fromstring(svg).iter(f"{_SVG}g"):
        for frame in group.attrib.get("data-frames", "").split():
            for text in group.iter(f"{_SVG}text"):
                row = int((float(text.attrib["y"]) + TOP) // ROW)
                found[int(frame)][row].append((float(text.attrib["x"]), text.text or ""))
    return [
        [words for _, row in sorted(found[frame].items()) if (words := "".join(text for _, text in sorted(row)))]
        for frame in sorted(found)
    ]


def words(line: str) -> str:
    """A line without its blanks: pictures do not keep all of them."""
    return "".join(line.split())
