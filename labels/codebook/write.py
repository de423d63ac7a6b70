"""A codebook written out as TOML that reads back as the same codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from labels.codebook.model import Codebook, Label

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def write_codebook(codebook: Codebook) -> str:
    """`codebook` as the text of a TOML file. Comments of the file it came from are not part of it."""
    top = [
        *([f"title = {_text(codebook.title)}"] if codebook.title else []),
        f"choose = {_text(codebook.choose)}",
        *([f"guidelines = {_text(codebook.guidelines)}"] if codebook.guidelines else []),
    ]
    names = {label.id: label.name for label in codebook.labels}
    blocks = ["\n".join(top), *("\n".join(_label(label, names)) for label in codebook.labels)]
    return "\n\n".join(blocks) + "\n"


def _label(label: Label, names: Mapping[str, str]) -> Iterator[str]:
    """The lines of one `[[labels]]` table, leaving out what is not set; `names` are those of all labels by id."""
    yield "[[labels]]"
    yield f"name = {_text(label.name)}"
    for field in ("key", "colour", "group", "definition"):
        value = getattr(label, field)
        if value:
            yield f"{field} = {_text(value)}"
    for field in ("examples", "counter_examples", "formerly"):
        values = getattr(label, field)
        if values:
            yield f"{field} = {_list(values)}"
    if label.same_as is not None and label.same_as in names:
        yield f"same_as = {_text(names[label.same_as])}"
    elif label.retired:
        yield "retired = true"


def _list(values: Sequence[str]) -> str:
    if sum(map(len, values)) < 70 and not any("\n" in value for value in values):
        return f"[{', '.join(map(_text, values))}]"
    return "[\n" + "".join(f"    {_text(value)},\n" for value in values) + "]"


def _text(text: str) -> str:
    """A TOML string: on several lines between triple quotes if there are line breaks in `text`."""
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    # A line break right after the opening quotes is not part of the text; a quote before the closing
    # ones would be, so all quotes are escaped only where three might meet.
    lines = "\n".join(_escaped(line) for line in text.split("\n"))
    return '"""\n' + re.sub(r'\\"(?!\\"|$)', '"', lines) + '"""'


def _escaped(text: str) -> str:
    return "".join(_SHORT.get(sign) or _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    """`sign`, or its escape if it cannot be seen and so must not be lost or mistaken in an editor."""
    if sign == " " or sign.isprintable() or sign in "\u00a0\u3000":
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"
