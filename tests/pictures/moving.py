"""One SVG of many pictures of a screen: what they share is drawn once, and each part is shown in its frames alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree

from tests.pictures.session import Frame

_SVG = "{http://www.w3.org/2000/svg}"
_STYLE = re.compile(r"\.\S+-(r\d+) \{ (.*?) \}")

#: The pictures have rows and cells of so many units, in a window with a title, as Textual draws it.
ROW, CELL = 24.4, 12.2
LEFT, TOP = 9, 41


class Part(NamedTuple):
    """A rectangle of one colour (`text` is empty), or a text in a style. Places in units of the picture."""

    y: float
    x: float
    width: float
    style: str
    text: str = ""


def moving_picture(frames: Sequence[Frame]) -> str:
    """The animated SVG: it begins anew after the last frame, and stands still there if that is preferred."""
    screens = [_parts(frame.svg) for frame in frames]
    styles = {style: f"s{n}" for n, style in enumerate(dict.fromkeys(p.style for parts in screens for p in parts))}
    shown: dict[Part, list[int]] = defaultdict(list)
    for number, parts in enumerate(screens):
        for part in parts:
            shown[part].append(number)
    sets = list(dict.fromkeys(tuple(numbers) for numbers in shown.values()))
    root = ElementTree.fromstring(frames[-1].svg)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{root.attrib["viewBox"]}">',
        "<style>",
        *_style_lines(styles),
        *_animation(frames, sets),
        "</style>",
        *_window(root),
        f'<g transform="translate({LEFT}, {TOP})">',
        *_groups(shown, sets, styles, texts=False),
        *_groups(shown, sets, styles, texts=True),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _parts(svg: str) -> list[Part]:
    """The rectangles and texts of one picture, rectangles of one colour side by side as one; the title as well."""
    root = ElementTree.fromstring(svg)
    css = dict(_STYLE.findall(svg))
    found: list[Part] = []
    title = root.find(f"{_SVG}text")
    if title is not None and title.text:
        middle, height = float(title.attrib["x"]) - LEFT, float(title.attrib["y"]) - TOP
        found.append(Part(height, middle, 0, "fill:#c5c8c6;font-weight:bold;text-anchor:middle", title.text))
    screen = root.findall(f"{_SVG}g")[-1]
    for (y, fill), row in groupby(
        screen.findall(f"{_SVG}rect"), key=lambda rect: (float(rect.attrib["y"]), rect.attrib["fill"])
    ):
        every = list(row)
        begin = float(every[0].attrib["x"])
        end = float(every[-1].attrib["x"]) + float(every[-1].attrib["width"])
        found.append(Part(y, begin, round(end - begin, 1), f"fill:{fill}"))
    for text in screen.iter(f"{_SVG}text"):
        style = css[text.attrib["class"].rpartition("-")[2]]
        x, y, width = (float(text.attrib[name]) for name in ("x", "y", "textLength"))
        if (text.text or "").strip():
            found.append(_without_blanks(Part(y, x, width, style.replace(" ", ""), text.text or "")))
    return found


def _without_blanks(part: Part) -> Part:
    """A text without the blanks at its ends, which programs that draw SVGs treat in different ways."""
    text = part.text.strip()
    before = len(part.text) - len(part.text.lstrip())
    blanks = len(part.text) - len(text)
    return part._replace(text=text, x=round(part.x + before * CELL, 1), width=round(part.width - blanks * CELL, 1))


def _style_lines(styles: Mapping[str, str]) -> Iterator[str]:
    yield "text{font:20px 'Fira Code',Menlo,Consolas,'DejaVu Sans Mono',monospace}"
    yield from (f".{name}{{{style}}}" for style, name in styles.items())


def _animation(frames: Sequence[Frame], sets: Sequence[Sequence[int]]) -> Iterator[str]:
    """For each set of frames, when its parts are visible."""
    begins = [0.0]
    for frame in frames:
        begins.append(begins[-1] + frame.seconds)
    whole = begins[-1]
    for number, shown in enumerate(sets):
        if len(shown) == len(frames):
            continue
        marks = [
            f"{begins[at] / whole:.2%}{{visibility:{'visible' if at in shown else 'hidden'}}}" for at in _turns(shown)
        ]
        still = "visible" if len(frames) - 1 in shown else "hidden"
        yield f"@keyframes k{number}{{{''.join(marks)}}}"
        yield f".k{number}{{visibility:{still};animation:k{number} {whole:g}s step-end infinite}}"
    if len(frames) > 1:
        yield "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"


def _turns(shown: Sequence[int]) -> list[int]:
    """The frames at which parts that are shown in these frames appear or go, and the first."""
    return [0, *(at for at in range(1, max(shown) + 2) if (at in shown) != (at - 1 in shown))]


def _window(root: ElementTree.Element) -> Iterator[str]:
    """The frame around the screen, and the three buttons of its window."""
    frame = root.find(f"{_SVG}rect")
    assert frame is not None
    yield _element("rect", frame.attrib)
    for circle in root.iter(f"{_SVG}circle"):
        yield _element("circle", {**circle.attrib, "cx": str(26 + float(circle.attrib["cx"])), "cy": "22"})


def _groups(
    shown: Mapping[Part, Sequence[int]], sets: Sequence[Sequence[int]], styles: Mapping[str, str], *, texts: bool
) -> Iterator[str]:
    """The parts of each set of frames; `data-frames` says which they are."""
    for number, frames in enumerate(sets):
        parts = sorted(part for part, numbers in shown.items() if tuple(numbers) == frames and bool(part.text) == texts)
        if parts:
            yield f'<g class="k{number}" data-frames="{" ".join(map(str, frames))}">'
            yield from (_drawn(part, styles[part.style]) for part in parts)
            yield "</g>"


def _drawn(part: Part, style: str) -> str:
    place = {"class": style, "x": f"{part.x:g}", "y": f"{part.y:g}"}
    if not part.text:
        return _element(
            "rect", {**place, "width": f"{part.width:g}", "height": "24.65", "shape-rendering": "crispEdges"}
        )
    length = {"textLength": f"{part.width:g}"} if part.width else {}
    return _element("text", {**place, **length}, part.text)


def _element(name: str, attributes: Mapping[str, str], text: str = "") -> str:
    said = _attributes(attributes.items())
    return f"<{name}{said}>{escape(text, quote=False)}</{name}>" if text else f"<{name}{said}/>"


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)
