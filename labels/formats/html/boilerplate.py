"""The parts of a page around its article, found by their names: comments, shares, forms, notices."""

from __future__ import annotations

import re
from typing import Any

from labels.formats.html.names import called, names_of

#: The attribute that marks what is to be left out.
MARK = "data-boilerplate"
#: All that is marked.
MARKED = f"//*[@{MARK}]"

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Classes that show on wider windows what other classes hide.
_SHOWN = re.compile(r"(?::|-)(?:block|flex|inline|grid|visible)")

_WHOLE = frozenset(("html", "body", "main", "article", "h1", "h2", "h3"))
_MUTE = frozenset(("script", "style", "template", "noscript", "svg"))
#: More of a page's text than this is not hidden, or in a form, by its nature: pages are laid out in forms, too.
_MOST_ASIDE = 0.2
#: A part that is named like boilerplate is left out, unless it is a large part of the page. Then the name means
#: something else.
_MOST_NAMED = 0.3
_MOST_TALK = 0.7


def mark_boilerplate(page: Any) -> None:
    """Mark what is no part of the article of `page`, an lxml tree, with the attribute MARK."""
    sizes, headed = _sizes(page), _headed(page)
    whole = max(1, sizes[page])
    stack = [page]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _MUTE:
            continue
        if element.tag not in _WHOLE and element not in headed and _is_aside(element, sizes[element] / whole):
            element.set(MARK, "")
        else:
            stack += element


def _headed(page: Any) -> set[Any]:
    """The elements that hold a headline."""
    found: set[Any] = set()
    for heading in page.iter("h1"):
        for holder in heading.iterancestors():
            if holder in found:
                break
            found.add(holder)
    return found


def _sizes(page: Any) -> dict[Any, int]:
    """How many signs of text each element has in it, found from the last to the first: linear, however deep."""
    sizes: dict[Any, int] = {}
    for element in reversed(list(page.iter())):
        if not isinstance(element.tag, str) or element.tag in _MUTE:
            sizes[element] = 0
            continue
        size = len(element.text or "")
        for child in element:
            size += sizes[child] + len(child.tail or "")
        sizes[element] = size
    return sizes


def _is_aside(element: Any, share: float) -> bool:
    if not element.attrib and element.tag != "form":
        return False  # like many elements, it has no names
    if share <= _MOST_ASIDE and (element.tag == "form" or is_hidden(element)):
        return True
    return share <= _most(names_of(element))


def is_hidden(element: Any) -> bool:
    """Whether a page hides an element, on narrow and on wide windows."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names = element.get("class") or ""
    if "hidden" in names.split() and not _SHOWN.search(names):
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _most(names: str) -> float:
    """How much of a page an element with these names can hold and be boilerplate; -1 for names that do not tell."""
    what = called(names)
    if what is None:
        return -1.0
    return _MOST_TALK if what == "talk" else _MOST_NAMED
