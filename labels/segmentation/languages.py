"""Names of languages, and a guess by script if no language is given."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from labels.segmentation.abbreviations import read
from labels.segmentation.cyrillic import guess_cyrillic


@dataclass(frozen=True, slots=True)
class Language:
    """One line of `data/languages.txt`."""

    code: str
    rules: str
    """ "english", "marks" or "punkt"."""
    words: str
    """The name of Punkt's model, or of the list of abbreviations for "marks"; may be empty."""


_SAMPLE = 4000
_SCRIPTS = [
    ("en", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ru", "\u0400-\u052f"),
    ("hy", "\u0530-\u058f"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("th", "\u0e00-\u0e7f"),
    ("my", "\u1000-\u109f"),
    ("ka", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("am", "\u1200-\u137f"),
    ("km", "\u1780-\u17ff"),
    ("ja", "\u3040-\u30ff\uff66-\uff9f"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("und", "\u0a00-\u0dff\u0e80-\u0fff"),
]
_LETTERS = [(language, re.compile(f"[{ranges}]")) for language, ranges in _SCRIPTS]
# Japanese mixes kana into Chinese characters: at least this share of both. A quoted name in kana is less.
_KANA = 0.1


@cache
def _by_name() -> dict[str, Language]:
    found: dict[str, Language] = {}
    for line in read("languages"):
        names, _, rules = line.partition(":")
        kind, _, listed = rules.strip().partition(" ")
        language = Language(names.split()[0], kind, listed)
        found.update(dict.fromkeys(names.split(), language))
    return found


def named(language: str) -> Language:
    """The language meant by a code, a tag ("pt-BR") or an English name.

    One that is not listed keeps its code and gets the rules for end marks. Nothing said means English.
    """
    first = re.split(r"[-_\s]", language.strip().lower(), maxsplit=1)[0]
    return _by_name().get(first or "en") or Language(first, "marks", "")


def guess(text: str) -> str:
    """The likeliest language by its letters, from the first 4,000 code points; Latin or nothing means English."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en"
    counts = Counter({language: len(letters.findall(sample)) for language, letters in _LETTERS})
    if counts["ja"] > _KANA * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts.pop("zh")
    language, count = counts.most_common(1)[0]
    if not count:
        return "en"
    return guess_cyrillic(sample, count) if language == "ru" else language
