"""The parts of a Word document, found by the relationships between them: they may have any names."""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING

from labels.formats.zipped_xml import tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN, _FACTS = "word/document.xml", "docProps/core.xml"


class Parts:
    """The parts of an open document; `where` names it in messages."""

    def __init__(self, document: zipfile.ZipFile, where: str) -> None:
        """Raises what `opened_document` tells in words, or ReadingError."""
        self._document = document
        self._where = where
        self._names = {name.casefold(): name for name in document.namelist()}
        self._main = self._related("", "officeDocument") or _MAIN

    def main(self) -> Element:
        """The root of the part that holds the text. Raises what `opened_document` tells in words, or ReadingError."""
        return self._tree(self._main)

    def styles(self) -> Element | None:
        """The root of the styles; None without any."""
        styles = self._related(self._main, "styles")
        return self._tree(styles) if styles in self._names else None

    def facts(self) -> Element | None:
        """The root of what the document says of itself; None if it does not."""
        facts = self._related("", "core-properties") or _FACTS
        return self._tree(facts) if facts.casefold() in self._names else None

    def _tree(self, name: str) -> Element:
        return tree(self._document, self._names.get(name.casefold(), name), self._where)

    def _related(self, part: str, kind: str) -> str:
        """The part to which one is related so, in small letters; empty where there is none. The empty part is the
        document as a whole.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels.casefold() not in self._names:
            return ""
        for each in self._tree(rels):
            if each.get("Type", "").rpartition("/")[2] == kind and each.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/").casefold()
        return ""
