"""Cut a text into sentences, paragraph by paragraph, or take the sentences as they are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from labels.errors import MissingExtraError
from labels.segmentation import english, languages, listed_stops, other_languages, scripts
from labels.segmentation.abbreviations import Abbreviations, english_abbreviations
from labels.segmentation.languages import Language
from labels.segmentation.paragraphs import find_paragraphs, lines
from labels.sentence import Cut

Span = tuple[int, int]
Rules = Callable[[str, int, int], list[Span]]

# End marks of a single language: the Greek question mark, also as it is mostly written.
_MORE_MARKS = {"el": ";\u037e"}


@dataclass(frozen=True, slots=True)
class CutResult:
    """The sentences of a text, and how they were found: all of it is stored with the article."""

    sentences: tuple[Cut, ...]
    layout: str
    """ "blank", "line" or "wrapped"; "given" where the boundaries were given."""
    language: str
    """The two-letter code the rules were chosen by, given or guessed."""
    segmenter: str
    """Name and version of the rules, such as "copydesk-en 1"."""


def cut(
    text: str,
    language: str | None = None,
    layout: str = "auto",
    *,
    abbreviations: Abbreviations | None = None,
) -> CutResult:
    """Cut `text` into sentences. It is never altered; offsets are code points of it as given.

    `language` is a code, a tag or an English name; without one the script decides (Latin counts as English).
    `abbreviations` replaces the list for English: `english_abbreviations().extended([...])`.

    Raises:
        MissingExtraError: `language` was given and its rules need the `languages` extra.
        UsageError: there is no such layout.
    """
    spoken = languages.named(language or languages.guess(text))
    rules, segmenter = _rules_for(spoken, bool(language), abbreviations or english_abbreviations())
    found, paragraphs = find_paragraphs(text, layout)
    cuts: list[Cut] = []
    for number, (start, end) in enumerate(paragraphs):
        units = lines(text, start, end) if found == "blank" else [(start, end)]
        for first, last in units:
            cuts.extend(Cut(begin, stop, number) for begin, stop in rules(text, first, last))
    return CutResult(tuple(cuts), found, spoken.code, segmenter)


def segment(text: str, language: str | None = None, *, abbreviations: Abbreviations | None = None) -> list[Span]:
    """The spans of the sentences of `text`: ordered, disjoint, only blanks between them, in code points.

    Raises:
        MissingExtraError: `language` was given and its rules need the `languages` extra.
    """
    return [(start, end) for start, end, _ in cut(text, language, abbreviations=abbreviations).sentences]


def given(text: str) -> CutResult:
    """The sentences of a text that has one on each line and a blank line between paragraphs, kept exactly."""
    _, paragraphs = find_paragraphs(text, "blank")
    cuts = [Cut(*line, number) for number, (start, end) in enumerate(paragraphs) for line in lines(text, start, end)]
    return CutResult(tuple(cuts), "given", languages.guess(text), "given 1")


def _rules_for(language: Language, asked: bool, known: Abbreviations) -> tuple[Rules, str]:
    """The rules for a language, and their name and version."""
    if language.rules == "english":
        mark = f" +{known.mark}" if known.mark else ""
        return partial(english.sentences, known=known), f"{english.NAME} {english.VERSION}{mark}"
    if language.rules == "punkt":
        if other_languages.is_installed():
            by_model = other_languages.full_stop(language.code, language.words)
            return partial(
                scripts.sentences, ends_at=by_model, more=_MORE_MARKS.get(language.code, ";")
            ), other_languages.name()
        if asked:
            raise MissingExtraError(f"Cutting sentences in language {language.code!r}", "languages")
    listed = listed_stops.full_stop(language.code, language.words if language.rules == "marks" else "")
    return partial(
        scripts.sentences, ends_at=listed, more=_MORE_MARKS.get(language.code, "")
    ), f"{scripts.NAME} {scripts.VERSION}"
