"""A page whose elements are all of one class, so that lxml makes them without asking Python for the class of each."""

from __future__ import annotations

from functools import cache
from typing import Any


def of_one_class(page: Any) -> Any:
    """The root of a tree like that of `page`, the root of an lxml tree; what is in `page` is moved there.

    lxml makes the elements of a page anew at each walk, and asks for the class of each by its name: forms have others.
    For pages, of which libraries make many copies and walk through them many times, that is a part of all time.
    """
    if page.getparent() is not None:
        return page
    root = _parser().makeelement(page.tag, dict(page.attrib))
    root.text = page.text
    root.extend(list(page))
    return root


@cache
def _parser() -> Any:
    from lxml import etree, html  # type: ignore[import-untyped,import-not-found,unused-ignore]

    parser = etree.HTMLParser()
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment))
    return parser
