"""The files in folders and archives that no reader knows: counted by kind, with the ways to convert them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Endings of files that hold a project, and are no articles.
_PROJECTS = (".db", ".db-wal", ".db-shm", ".db-journal")

_OFFICE = "soffice --headless --convert-to docx FILE (LibreOffice)"
_SHEET = "save each sheet as CSV"
_PANDOC = "pandoc FILE -o FILE.md"
_BOOK = "ebook-convert FILE BOOK.epub (Calibre)"
_UNPACK = "unpack it"

#: How files that hold text become files that can be read, by their ending.
_WAYS = {
    ".pdf": "pdftotext FILE (a scan needs ocrmypdf first)",
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages", ".wpd", ".wps", ".fodt", ".dot", ".docm"), _OFFICE),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".xlsm", ".numbers"), _SHEET),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "copy its text into a text file"),
    **dict.fromkeys((".tex", ".rst", ".org", ".textile", ".adoc", ".asciidoc", ".wiki", ".fb2", ".opml"), _PANDOC),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".lit", ".djvu"), _BOOK),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), "save the page as HTML"),
    **dict.fromkeys((".eml", ".msg", ".mbox"), "save the text of the mail as a text file"),
    **dict.fromkeys((".tar", ".tgz", ".tbz2", ".txz", ".7z", ".rar", ".bz2", ".xz", ".lz4"), _UNPACK),
}

#: How many kinds are named; the files of all others are counted together.
_NAMED = 6

_KIND = re.compile(r"\.[a-z0-9_+-]{1,10}")


@dataclass(slots=True)
class LeftAlone:
    """Files that were left alone: how many by ending, in small letters with its dot; "" for files without a kind."""

    endings: Counter[str] = field(default_factory=Counter)

    def note(self, suffix: str) -> None:
        """Count a file with this ending, unless it belongs to a project."""
        if suffix not in _PROJECTS:
            self.endings[suffix if _KIND.fullmatch(suffix) else ""] += 1

    def add(self, other: LeftAlone) -> None:
        """Count the files of `other` as well."""
        self.endings += other.endings

    @property
    def by_kind(self) -> dict[str, int]:
        """`{"PDF": 3, "DOC": 1}`: those that can be converted first, then by number; "other" for files of no kind."""
        order = sorted(
            self.endings, key=lambda ending: (not ending, ending not in _WAYS, -self.endings[ending], ending)
        )
        return {ending[1:].upper() or "other": self.endings[ending] for ending in order}

    def kinds_in_words(self) -> str:
        """`3 PDF, 1 DOC`; empty if there are none."""
        kinds = self.by_kind
        shown = [f"{number:,} {kind}" for kind, number in list(kinds.items())[:_NAMED]]
        rest = sum(list(kinds.values())[_NAMED:])
        return ", ".join([*shown, f"{rest:,} more"] if rest else shown)

    def ways_in_words(self) -> str:
        """How to convert what is text in another form, such as `PDF: pdftotext FILE`; empty if there is nothing."""
        kinds: dict[str, list[str]] = {}
        for kind in self.by_kind:
            if way := _WAYS.get(f".{kind.lower()}"):
                kinds.setdefault(way, []).append(kind)
        return "; ".join(f"{', '.join(names)}: {way}" for way, names in kinds.items())

    def in_words(self) -> Iterator[str]:
        """A line that names the kinds, and one that says how to convert them; nothing if there are none."""
        if not self.endings:
            return
        yield f"Left alone: {self.kinds_in_words()}"
        if ways := self.ways_in_words():
            yield f"Convert first what you want to import. {ways}"
