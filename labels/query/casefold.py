"""Whether a text contains another, whatever the case and the diacritics: for notes, titles and sources."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """`text` without case and combining marks, in the form in which two texts are compared."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def holds(text: str | None, wanted: str) -> bool:
    """Whether `text` holds `wanted`, which is folded already."""
    return text is not None and wanted in folded(text)
