"""The authors of an article, without what pages put around the names: “by”, dates, job titles."""

from __future__ import annotations

import re
from typing import Any

from labels.formats.html.running_text import folded

_BEFORE_NAME = re.compile(
    r"\A(?:view all posts by|all posts by|articles by|posted by|written by|reported by|story by|text by|words by"
    r"|geschrieben von|by|von|par|por|autorin|autor|author|auteur)"
    r"[\s:]+",
    re.IGNORECASE,
)
#: Words in the place of a name that are not a name.
_NO_NAME = re.compile(
    r"(?:submitted|autor(?:in)?|author|auteur|admin|staff|redaktion|in|for the .*|(?:photo|foto|image|bild)s?\b.*"
    r"|.*(?:logged|account|log in|sign in|artikel empfehlen|posts|@|https?:).*)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uar[yi]?|vier)?|jänner|enero|gennaio|feb(?:ruar[yi]?|rero|braio)?|février|mar(?:ch|s|zo|t)?|märz"
    r"|apr(?:il|ile)?|avril|abril|may|mai|mayo|maggio|mei|june?|juni?|juin|junio|giugno|july?|juli?|juillet|julio"
    r"|luglio|aug(?:ust|ustus)?|août|agosto|sept?(?:ember|embre|tiembre)?|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre"
    r"|nov(?:ember|embre|iembre)?|de[csz](?:ember|embre)?|diciembre|dicembre|décembre|janeiro|fevereiro|março|maio"
    r"|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|maj|stycznia|lutego|marca|kwietnia|maja"
    r"|czerwca|lipca|sierpnia|września|października|listopada|grudnia|января|февраля|марта|апреля|мая|июня|июля"
    r"|августа|сентября|октября|ноября|декабря)"
)
_WEEKDAYS = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag"
    r"|(?:segunda|terça|quarta|quinta|sexta)-feira)"
)
#: Names of months that are names of people too.
_ALSO_NAMES = re.compile(
    r"jan|mar|mart|marc|mars|märz|apr|april|abril|may|mai|mayo|june?|juli?|julio|aug(?:ust)?", re.I
)
_TOLD = (
    r"(?:(?:last )?updated|published|posted|modified|created|veröffentlicht|aktualisiert|publié|mis à jour|modifié"
    r"|publicado|actualizado|pubblicato|aggiornato)"
)
_ROLE = (
    r"(?:(?:senior|special|chief)\s\w+\s)?"
    r"(?:(?:staff|senior|chief|associate|assistant|contributing|special|guest|deputy|managing|executive|national"
    r"|political|politics|business|sports?|science|health|environment|education|foreign|local|news|features?"
    r"|investigative|freelance|lead|city|editorial|the)[\s-]+)*"
    r"(?:writers?|reporters?|correspondents?|editors?(?:[\s-]in[\s-]chief)?|columnists?|contributors?|journalists?"
    r"|producers?|(?:chef)?redakteur(?:in)?|journalist(?:in)?|korrespondent(?:in)?|reporterin|journaliste|correspondante?"
    r"|redactora?|corresponsal|periodista|giornalista|rédact(?:eur|rice)(?:\sen\schef)?)"
)
_ONLY = re.compile(rf"(?:{_MONTHS}|{_WEEKDAYS}|{_ROLE}|{_TOLD})\.?", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"\A{_ROLE}[\s:]+(?=\S+\s\S)", re.IGNORECASE)
#: A small letter before a capital one, where a word follows that is no part of a name.
_GLUED = re.compile(rf"(?<=[^\W\d_A-Z])(?=[A-Z])(?=(?i:{_MONTHS}|{_WEEKDAYS}|{_ROLE}|{_TOLD})(?:\W|\Z))", re.UNICODE)
_AFTER_NAME = re.compile(
    rf"(?:[\s,|•·–-]+{_TOLD}\b.*|[\s,|•·–-]+{_WEEKDAYS}\.?|[\s,|•·–-]+{_ROLE}"
    r"|\s+(?:on|at|in|am|pm|for|le|um|el|il|den|the|-|–|\|))\Z",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(rf"[\s,|•·–-]+({_MONTHS})\.?\Z", re.IGNORECASE)
#: A day in words and figures, or in figures alone.
_DAY_AFTER = re.compile(
    rf"[\s,|•·–-]+(?:{_MONTHS}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{4}})"
    rf"|\d{{1,2}}\.? (?:de )?{_MONTHS}\.?(?:,? (?:de )?\d{{4}})?|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})\Z",
    re.IGNORECASE,
)
_ADDRESS_AND_NAME = re.compile(r"\S+@\S+\s*\((.{3,60})\)\Z")
#: Whoever publishes an article is not one of its authors where there are others.
_HOUSE = re.compile(r"the .*|.*\b(?:staff|redaktion|newsroom|news desk|rédaction|redacción|redazione)", re.IGNORECASE)


def authors_of(authors: str | None, site: str | None, host: str | None, page: Any = None) -> str | None:
    """The names among what was found to be authors, apart by “; ”; None if there are none.

    `page`, an lxml tree, tells whether the name of a month is a part of a date.
    """
    places = [folded(each) for each in (site, host) if each]
    names: list[str] = []
    for each in (authors or "").split(";"):
        name = _name(each, page)
        is_site = any(folded(name).startswith(place) for place in places)
        if name and not is_site and not _NO_NAME.fullmatch(name) and name not in names:
            names.append(name)
    people = [name for name in names if not _HOUSE.fullmatch(name)]
    return "; ".join(people or names) or None


def _name(text: str, page: Any) -> str:
    """What is left of a name without the words around it; empty if nothing is."""
    apart = _stripped(_GLUED.sub(" ", text), page)
    whole = _stripped(text, page)
    return whole if folded(apart) == folded(whole) else apart


def _stripped(text: str, page: Any) -> str:
    name = _BEFORE_NAME.sub("", _ADDRESS_AND_NAME.sub(r"\1", text.strip()), count=1).strip()
    if _ONLY.fullmatch(name):
        return ""
    before = None
    while name != before:
        before = name
        if (after := _AFTER_NAME.search(name)) and (_is_told(after[0]) or " " in name[: after.start()].strip()):
            name = name[: after.start()]
        name = _DAY_AFTER.sub("", name)
        month = _MONTH_AFTER.search(name)
        if month and _is_date(name, month, page):
            name = name[: month.start()]
    return _ROLE_BEFORE.sub("", name).strip()


def _is_told(text: str) -> bool:
    return re.match(rf"[\s,|•·–-]+{_TOLD}", text, re.IGNORECASE) is not None


def _is_date(name: str, month: re.Match[str], page: Any) -> bool:
    """Whether the name of a month behind a name is one, not a surname."""
    small = month[1].islower() and not name.islower()
    if (small or not _ALSO_NAMES.fullmatch(month[1])) and " " in name[: month.start()].strip():
        return True
    if page is None:
        return False
    words = r"\W*".join(map(re.escape, name.split()[-2:]))
    return re.search(rf"{words}\.?,?\s*\d", " ".join(page.itertext())) is not None
