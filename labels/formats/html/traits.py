"""The traits of an element of a page, from itself and from the elements around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from labels.formats.html.boilerplate import is_hidden
from labels.formats.html.names import called, names_of, words_of

_NEVER_TAGS = frozenset(("nav", "footer", "aside", "form", "button", "dialog", "select", "menu", "label"))
_NEVER_ROLES = frozenset(("navigation", "complementary", "dialog", "alertdialog", "search", "contentinfo", "banner"))
_NEVER = frozenset(
    (
        *("cookie", "cookies", "consent", "gdpr", "footer", "navbar", "menu", "login", "signin", "popup"),
        *("modal", "overlay", "lightbox", "tooltip", "toolbar", "breadcrumb", "breadcrumbs", "taboola", "outbrain"),
    )
)
_NOTICES = frozenset(
    (
        *("subscribe", "subscription", "promo", "promotion", "paywall", "copyright", "disclaimer", "legal", "privacy"),
        *("banner", "bio", "donate", "donation", "signup", "register", "widget", "sidebar", "author", "authors"),
    )
)
_SLIDES = frozenset(("slide", "slides", "slider", "slideshow", "gallery", "carousel", "swiper", "slick"))


@dataclass(frozen=True, slots=True)
class Traits:
    """What speaks against an element, of all that it stands in.

    `never`: it is no text of an article. `notice` and `aside`: it bears a name of such, or is hidden. `caption` is the
    element that is called the caption around it, and `slide`: it belongs to one of a row of pictures. `linked`: it
    stands in a link. `group` is the highest element
    around it that holds nothing of the article yet; None for an element that holds something itself.
    """

    never: bool = False
    notice: bool = False
    aside: bool = False
    caption: Any = None
    slide: bool = False
    linked: bool = False
    group: Any = None


class TraitsOfPage:
    """The traits of elements of a page; those that hold parts of the article, `holders`, hand none down.

    `talk` are holders that hold little of it and are called what readers say: nothing more is taken from them.
    """

    def __init__(self, holders: set[Any], talk: set[Any]) -> None:
        self._known = dict.fromkeys(holders, Traits())
        self._known.update((element, Traits(never=True, group=element)) for element in talk)

    def of(self, element: Any) -> Traits:
        """Those of one element."""
        unknown: list[Any] = []
        while element is not None and element not in self._known:
            unknown.append(element)
            element = element.getparent()
        traits = Traits() if element is None else self._known[element]
        for each in reversed(unknown):
            traits = self._known[each] = _with_own(traits, each)
        return traits


def _with_own(above: Traits, element: Any) -> Traits:
    names = names_of(element)
    tag, role = element.tag, element.get("role")
    says_nothing = not names.strip() and role is None and tag not in _NEVER_TAGS and tag not in ("a", "figcaption")
    if says_nothing and above.group is not None and not is_hidden(element):
        return above  # as most elements
    words = words_of(names)
    what = called(names)
    slide = above.slide or not _SLIDES.isdisjoint(words)
    never = tag in _NEVER_TAGS or role in _NEVER_ROLES or what == "talk" or not _NEVER.isdisjoint(words)
    is_caption = tag == "figcaption" or "caption" in words
    hidden = is_hidden(element) and not slide
    is_notice = what == "notice" or hidden or not _NOTICES.isdisjoint(words)
    is_linked = tag == "a"
    if above.group is not None and not (never or is_notice or what == "aside" or is_caption or is_linked or slide):
        return above
    return replace(
        above,
        never=above.never or never,
        notice=above.notice or is_notice,
        aside=above.aside or what == "aside",
        caption=element if is_caption and above.caption is None else above.caption,
        slide=slide,
        linked=above.linked or is_linked,
        group=element if above.group is None else above.group,
    )
