"""Files of somebody who means harm, or of a program that went wrong: each of another kind, made in a folder."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], Path]

_MANY = 200_000


def _text(name: str, text: str) -> Maker:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return make


def _zip_in_zips(folder: Path) -> Path:
    inner, name = b"The ferry runs again.\n", "story.txt"
    for depth in range(40):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, inner)
        inner, name = held.getvalue(), f"{depth}.zip"
    (folder / "nested.zip").write_bytes(inner)
    return folder / "nested.zip"


def _zip_of_many(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{'d/' * (number % 50)}{number}.txt", "")
    return folder / "many.zip"


def _tar_of_links(folder: Path) -> Path:
    with tarfile.open(folder / "links.tar.gz", "w:gz") as archive:
        for name, to in (("a.txt", "/etc/passwd"), ("b.txt", "../../../etc/passwd"), ("c.txt", "c.txt")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, to
            archive.addfile(link)
        device = tarfile.TarInfo("zero.txt")
        device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
        archive.addfile(device)
    return folder / "links.tar.gz"


def _packed_zeros(folder: Path) -> Path:
    with gzip.open(folder / "zeros.txt.gz", "wb", compresslevel=9) as packed:
        for _ in range(600):
            packed.write(bytes(1 << 20))
    return folder / "zeros.txt.gz"


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def _link_to_zero(folder: Path) -> Path:
    (folder / "zero.txt").symlink_to("/dev/zero")
    return folder / "zero.txt"


def _links_in_a_circle(folder: Path) -> Path:
    inside = folder / "round"
    inside.mkdir()
    (inside / "self.txt").symlink_to("self.txt")
    (inside / "again").symlink_to(inside, target_is_directory=True)
    (inside / "up").symlink_to("..", target_is_directory=True)
    (inside / "story.txt").write_text("The ferry runs again.\n")
    return inside


def _folders_without_end(folder: Path) -> Path:
    here = folder / "deep"
    path = here
    for _ in range(300):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "story.txt").write_text("The ferry runs again.\n")
    return here


def _name_that_steers(folder: Path) -> Path:
    path = folder / "\x1b[2J\x1b]0;owned\x07\u202e\nname.txt"
    path.write_text("The ferry runs again.\n")
    return path


def _document(name: str, part: str, content: bytes) -> Maker:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(part, content)
        return folder / name

    return make


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><rss version='2.0'><channel><item><title>T</title><description>&m;</description></item></channel></rss>"
)
_DEEP_WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + b"<w:tbl><w:tr><w:tc>" * 20_000
    + b"<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>"
    + b"</w:tc></w:tr></w:tbl>" * 20_000
    + b"</w:body></w:document>"
)
_NOTED = '{"text": "The ferry runs again.", "label": ["news"], "Comments": ["' + "note " * 1_000_000 + '"]}\n'

_MARKED = "\u202eש" + "\u05b0" * 50_000 + "\u2067 قا" + "\u064b" * 50_000 + ". "
_ANCHORS = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24))

FILES: dict[str, Maker] = {
    "a line that never ends": _text("line.txt", "w" * 8_000_000),
    "an article of one-letter sentences": _text("short.txt", "A. B? C! " * _MANY),
    "a wide table": _text("wide.csv", "\n".join(",".join(f"c{n}" for n in range(20_000)) for _ in range(30))),
    "a quotation mark that is not closed": _text("open.csv", 'text,label\n"' + "word, word\n" * _MANY),
    "JSON as deep as it is long": _text("deep.json", "[" * 500_000 + "]" * 500_000),
    "an object of many keys": _text("keys.jsonl", "{" + ",".join(f'"k{n}": {n}' for n in range(_MANY)) + "}\n"),
    "numbers without an end": _text("digits.json", f'[{{"text": "One.", "seconds": {"9" * 400_000}, "id": 1e999999}}]'),
    "a note of millions of signs": _text("noted.jsonl", _NOTED),
    "zips in zips": _zip_in_zips,
    "a zip of many": _zip_of_many,
    "an archive of links and devices": _tar_of_links,
    "zeros, packed": _packed_zeros,
    "a pipe": _fifo,
    "a link to zeros": _link_to_zero,
    "links in a circle": _links_in_a_circle,
    "folders in folders": _folders_without_end,
    "a name that steers": _name_that_steers,
    "entities of entities": _text("laughs.rss", _LAUGHS),
    "tags in tags": _text("deep.html", "<div><table><tr><td>" * 50_000 + "Deep." + "</td></tr></table></div>" * 50_000),
    "quotes of quotes": _text("deep.md", "> " * 100_000 + "[" * 100_000 + "*_" * 100_000 + "\n"),
    "tables in tables": _document("deep.docx", "word/document.xml", _DEEP_WORD),
    "right to left under marks": _text("marks.txt", _MARKED * 9),
    "every control sign": _text("control.txt", "".join(map(chr, [*range(1, 32), *range(127, 160)])) * 5_000),
    "anchors of anchors": _text(
        "anchors.md",
        f"---\na: &a [x, x]\n{_ANCHORS}title: *y\n---\nThe ferry runs again.\n",
    ),
}  # fmt: skip

_ENTRY = f'definition = """{"d " * 2_000}"""\nexamples = ["{"e " * 500}"]\n'
_LABELS = "".join(f'[[label]]\nname = "label {n}"\n{_ENTRY}' for n in range(2_000))

CODEBOOKS: dict[str, str] = {
    "a thousand labels and more": f'title = "Huge"\n{_LABELS}',
    "tables in tables": "a" + ".a" * 50_000 + " = 1\n",
    "lists in lists": "labels = " + "[" * 100_000 + "]" * 100_000 + "\n",
}
