"""XPath on pages: each path is compiled once, since there are many pages and few paths."""

from __future__ import annotations

from functools import cache
from typing import Any


def selected(page: Any, path: str) -> list[Any]:
    """What a path selects from the page of an lxml tree, in the order of the page. Raises ImportError without lxml."""
    found: list[Any] = _compiled(path)(page)
    return found


@cache
def _compiled(path: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return etree.XPath(path)
