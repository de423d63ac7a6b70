"""The kind of an element by its class and id: comments of readers, a notice, or something beside the article."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

#: Talk is what readers say. A notice is about the page or its makers. What stands aside may still be running text.
Called = Literal["talk", "notice", "aside"]

#: Words of a class or id that tell it alone, and words that tell it together, one after the other.
_TALK = frozenset(
    ("comments", "commentlist", "comentarios", "kommentare", "commentaires", "commenti", "disqus", "respond")
)
_TALKS = re.compile(
    r"\bcomments? (?:list|block|section|text|info|body|content|thread|form|area|wrapper|box|item|author|meta|\d+)\b"
)
_NOTICES = frozenset(
    (
        *("cookie", "cookies", "consent", "gdpr", "newsletter", "recirc", "taboola", "outbrain", "breadcrumb"),
        *("breadcrumbs", "trending", "editsection", "byline", "dateline", "timestamp"),
    )
)
_NOTICE_RUNS = re.compile(
    r"\b(?:(?:more|most) (?:popular|viewed)|social (?:share|links|media|bar|buttons|icons)|sign up"
    r"|author (?:bio|box|info|card|personal)|about author|reporter alerts|photo(?:graph)?er credit)\b"
)
_ASIDES = frozenset(
    (
        *("caption", "figcaption", "sns", "share", "sharing", "sharebar", "related", "advert", "advertisement"),
        "sponsored",
    )
)
_ASIDE_RUNS = re.compile(
    r"\b(?:(?:image|img|photo|picture|media|bild) (?:description|credits?|source|text|copyright|caption)"
    r"|(?:further|also|more|most) (?:reading|read|popular|viewed|from|stories|news|articles)|read (?:more|also|next))\b"
)
#: Classes by which a blog says what an article is about, not what an element is.
_SUBJECT = re.compile(r"(?:tag|category|term|topic|post-tag|author|section)-", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[A-Za-z]+|\d+")
_REMEMBERED = 4096


def names_of(element: Any) -> str:
    """The classes and the id of an lxml element, apart by blanks."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def words_of(names: str) -> frozenset[str]:
    """The words in some names, in small letters, except the names that only tell a subject."""
    return _told(names)[0]


def called(names: str) -> Called | None:
    """What some names tell: the first of talk, notice and aside that one of them is; None where none tells."""
    return _told(names)[1]


@lru_cache(_REMEMBERED)
def _told(names: str) -> tuple[frozenset[str], Called | None]:
    """Both, since most elements of a page share their names with others."""
    parts = (name for name in names.split() if not _SUBJECT.match(name))
    apart = [[word.lower() for word in _PART.findall(_HUMP.sub(" ", name))] for name in parts]
    return frozenset(word for words in apart for word in words), _kind(apart)


def _kind(names: list[list[str]]) -> Called | None:
    found: Called | None = None
    for words in names:
        run = " ".join(words)
        if not _TALK.isdisjoint(words) or _TALKS.search(run):
            return "talk"
        if not _NOTICES.isdisjoint(words) or _NOTICE_RUNS.search(run):
            found = "notice"
        elif found is None and (not _ASIDES.isdisjoint(words) or _ASIDE_RUNS.search(run)):
            found = "aside"
    return found
