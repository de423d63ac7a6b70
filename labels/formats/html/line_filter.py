"""Lines of a page that are not text of its article: photo credits, bylines, dates, copyright."""

from __future__ import annotations

import re
from collections.abc import Sequence

from labels.formats.html.main_text import Block

_PICTURE = (
    r"(?:Photo(?:graph)?|Foto(?:grafía|grafie)?|Bild|Beitragsbild|Titelbild|Image|Imagen|Picture|Illustration|Grafik"
    r"|Graphic|Credit|Crédit|Crédits|Video|Montage)s?"
)
_AGENCY = r"(?:AP|AFP|EPA|DPA|dpa|Reuters|REUTERS|Getty)"
#: A whole line that says whose a picture is.
_CREDIT_LINE = re.compile(
    rf"\W*(?:{_PICTURE}(?: (?:credit|courtesy|photo|illustration|illustrative)| ?\(cc\))?\s*[:/]\s*\S.{{0,70}}"
    rf"|{_PICTURE}(?: illustration)? (?:by|courtesy of) .{{2,60}}(?<![.!?])"
    rf"|{_AGENCY} (?:Photo|Images)\b.{{0,60}}|{_AGENCY}/\S.{{1,50}}(?<![.!?])|Courtesy (?:of )?.{{1,50}}(?<![.!?]))",
    re.DOTALL,
)
#: The end of a caption.
_CREDIT_END = re.compile(
    rf"(?:[\s(—–-]{_PICTURE}(?: (?:credit|courtesy))?\s*:\s*[^.:!?]{{2,60}}"
    rf"|{_PICTURE} by [^.:!?]{{2,60}}/[^.:!?]{{2,40}}"
    rf"|\bREUTERS/[^.!?]{{2,40}}|\b(?:AP|AFP) Photo\b.{{0,60}}|/ ?Getty Images)\W*\Z",
)
#: What a script would have put text into.
_PLACEHOLDER = re.compile(r"\{\{[^{}]{1,300}\}\}")
_LONGEST_CAPTION = 400
_RIGHTS = re.compile(
    r"\W*(?:©|\(c\) ?\d{4}|copyright\s*(?:©|\(c\)|\d{4}))|.*(?:all rights reserved|alle rechte vorbehalten|tous droits"
    r" réservés|todos los derechos reservados)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_RIGHTS = 300

#: A day of a year, the month as a number or as any word, so that no language has to be known.
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})|\d{4}[./-] ?\d{1,2}[./-] ?\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日?"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?(?: de)? [^\W\d_]{3,12}\.?,?(?: de)? \d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?!\d)",
    re.IGNORECASE,
)
_ABOUT = frozenset(
    (
        *("by", "von", "par", "por", "di", "door", "updated", "published", "posted", "last", "on", "at", "am", "um"),
        *("aktualisiert", "veröffentlicht", "publié", "mis", "à", "jour", "le", "modifié", "actualizado", "publicado"),
        *("pm", "et", "est", "edt", "gmt", "utc", "pst", "pdt", "cet", "uhr", "h", "stand", "el", "il", "of", "in"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag"),
        *("mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi"),
        *("vendredi", "samedi", "dimanche", "report", "the", "and", "und"),
    )
)
_NAME = r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3}"
_BYLINE = re.compile(rf"(?:By|BY|Von|Par|Por|Di|Door):? ({_NAME}(?:(?:,| and| und| et| y) {_NAME}){{0,3}})")
_AND = re.compile(r",? (?:and|und|et|y) |, ")
_LONGEST_LINE = 100
_SHORTEST_SENTENCE = 40
#: So many blocks can stand before the text of an article.
_HEADER = 4
_MOST_OTHER_WORDS = 5

#: What leads to other articles, whose links are gone when it is read here.
_LEAD_IN = re.compile(
    r"\W*(?:related(?: (?:articles|stories|content|links|posts|news))?|read (?:more|also|next|on)|see also"
    r"|more (?:on this(?: story)?|stories)"
    r"|further reading|recommended(?: reading)?|you (?:may|might) also like|auch interessant|lesen sie auch"
    r"|mehr zum thema|zum thema|weiterlesen|das könnte (?:sie|dich) auch interessieren"
    r"|(?:à|a) lire aussi|lire aussi|sur le même sujet"
    r"|más información|lea también|te puede interesar|leggi anche|lees ook|topics|tags|advertisement|anzeige|publicité"
    r"|loading\b.{0,30}?)\W*",
    re.IGNORECASE,
)
_LONGEST_LEAD_IN = 80
#: Above what readers have to say.
_TALK = re.compile(
    r"(?:\d+ )?(?:comments?|reader comments|leave a (?:comment|reply)|kommentare?"
    r"|commentaires?|comentarios?|commenti|reacties"
    r"|komentarze|kommentarer|hozzászólások|коментари|комментарии|评论|評論|コメント|댓글)(?: ?\(\d+\))?:?",
    re.IGNORECASE,
)
_MOST_TRAILING = 4


def article_lines(found: Sequence[Block]) -> list[Block]:
    """The blocks without those that are about the article or its pictures, or announce nothing."""
    end = next((n for n, block in enumerate(found) if n and _TALK.fullmatch(block.text)), len(found))
    kept = [block for block in found[:end] if not _is_outside(block)]
    start = next((n for n, block in enumerate(kept[:_HEADER]) if _is_running(block)), 0)
    kept = [block for n, block in enumerate(kept) if not ((n < start or n >= len(kept) - 2) and is_dateline(block))]
    for _ in range(_MOST_TRAILING):
        if len(kept) > 1 and _leads_to_nothing(kept[-1]):
            kept.pop()
    return kept


def byline(found: Sequence[Block]) -> str | None:
    """The names in a line that says who wrote the article and stands before its text."""
    for block in found[:_HEADER]:
        if _is_running(block):
            break
        if names := _names(block.text):
            return names
    return None


def is_dateline(block: Block) -> bool:
    """Whether a line says when, and by whom, the article was written, and nothing else."""
    text = block.text
    if len(text) > _LONGEST_LINE or text.endswith(("!", "?", ":")):
        return False
    if block.kind == "text" and _names(text):
        return True
    rest, dates = _DATE.subn(" ", text)
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", rest)]
    others = sum(word not in _ABOUT for word in words)
    if not dates:
        return bool(words) and not others and not text.endswith(".")
    return others == 0 or (block.kind == "text" and others <= _MOST_OTHER_WORDS and not text.endswith("."))


def _names(text: str) -> str | None:
    """Who a line says that the article is by: every name begins and ends with a word that is not written small."""
    match = _BYLINE.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    if match is None or text.endswith("."):
        return None
    names = [name.split() for name in _AND.split(match[1])]
    return None if any(name[0][0].islower() or name[-1][0].islower() for name in names) else match[1]


def _is_running(block: Block) -> bool:
    text = block.text
    is_sentence = len(text) >= _SHORTEST_SENTENCE and text.rstrip("”’\"'»“)").endswith((".", "!", "?", "…", "。"))
    return block.kind == "text" and (len(text) > _LONGEST_LINE or is_sentence)


def _is_outside(block: Block) -> bool:
    text = block.text
    if not any(map(str.isalnum, text)) or _PLACEHOLDER.search(text):
        return True
    if block.kind == "text":
        if len(text) <= _LONGEST_LINE and _CREDIT_LINE.fullmatch(text):
            return True
        if len(text) <= _LONGEST_CAPTION and _CREDIT_END.search(text):
            return True
    if len(text) <= _LONGEST_RIGHTS and _RIGHTS.match(text):
        return True
    return len(text) <= _LONGEST_LEAD_IN and _LEAD_IN.fullmatch(text) is not None


def _leads_to_nothing(block: Block) -> bool:
    """Whether a last block announces something that is not there: pictures, links or a list that were left out."""
    return block.kind == "heading" or (len(block.text) <= _LONGEST_LEAD_IN and block.text.endswith((":", "…:")))
