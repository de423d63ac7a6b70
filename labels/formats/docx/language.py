"""The language of a Word document: that of most of its words, as its runs and styles say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from labels.formats.zipped_xml import name_of
from labels.segmentation.languages import guess

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: A language for each script: that of letters, of Chinese, Japanese and Korean, of what is written from the right.
Tags = tuple[str, str, str]
_KINDS = ("val", "eastAsia", "bidi")
_NONE: Tags = ("", "", "")

#: Other languages in the script of one that is guessed by its script.
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt"})
_SAME_SCRIPT = {
    "ru": _CYRILLIC,
    "uk": _CYRILLIC,
    "ar": frozenset({"ar", "fa", "ur", "ps", "ku", "ug", "sd"}),
    "hi": frozenset({"hi", "mr", "ne", "sa"}),
    "zh": frozenset({"zh", "ja"}),
    "he": frozenset({"he", "yi"}),
}
_OTHER_SCRIPTS = frozenset({*_SAME_SCRIPT, *("el", "hy", "bn", "th", "my", "ka", "am", "km", "ja", "ko", "und")})


def language_of(main: Element, styles: Element | None, text: str) -> str | None:
    """The language that most of the words are marked with; None where that is not said, or does not fit the letters.

    English in the styles alone says nothing, because programs write it without being asked.
    """
    said = _Styles(styles)
    counts: Counter[Tags] = Counter()
    marked: Counter[Tags] = Counter()
    for own, tags, length in _runs(main, said):
        counts[tags] += length
        marked[tags] += length if own else 0
    if not counts:
        return None
    (tags, _), *_ = counts.most_common(1)
    script = guess(text)
    if script in _OTHER_SCRIPTS:
        fitting = _SAME_SCRIPT.get(script, frozenset({script}))
        return next((tag for tag in tags if _primary(tag) in fitting), None)
    if _primary(tags[0]) == "en" and not marked[tags]:
        return None
    return tags[0] or None


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _runs(main: Element, styles: _Styles) -> Iterator[tuple[bool, Tags, int]]:
    """For each run whether it says its language itself, its languages, and how many characters it has."""
    for paragraph in main.iter():
        if name_of(paragraph) != "p":
            continue
        of_paragraph = styles.of(_value(paragraph, "pPr", "pStyle")) or styles.default
        for run in paragraph:
            for each in [run] if name_of(run) == "r" else [inner for inner in run.iter() if name_of(inner) == "r"]:
                length = sum(len(words.text or "") for words in each if name_of(words) == "t")
                own = _tags(_child(each, "rPr"))
                tags = own or styles.of(_value(each, "rPr", "rStyle")) or of_paragraph
                if length:
                    yield own is not None, tags, length


class _Styles:
    """The languages of styles, by the name of the style."""

    def __init__(self, styles: Element | None) -> None:
        self._own: dict[str, Tags] = {}
        self._based: dict[str, str] = {}
        self.default: Tags = _NONE
        for element in styles if styles is not None else ():
            if name_of(element) == "docDefaults":
                self.default = _tags(_child(_child(element, "rPrDefault"), "rPr")) or _NONE
            elif name_of(element) == "style":
                self._take(element)

    def _take(self, style: Element) -> None:
        name, tags = _attribute(style, "styleId"), _tags(_child(style, "rPr"))
        self._based[name] = _value(style, "basedOn")
        if tags is not None:
            self._own[name] = tags
            if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in ("1", "true", "on"):
                self.default = tags

    def of(self, name: str) -> Tags | None:
        """The languages of a style, or of one that it is based on; None where none is said."""
        for _ in range(20):  # styles that are based on each other would loop for ever
            if not name or name in self._own:
                break
            name = self._based.get(name, "")
        return self._own.get(name)


def _tags(properties: Element | None) -> Tags | None:
    language = _child(properties, "lang")
    if language is None:
        return None
    letters, east_asian, from_right = (_attribute(language, kind) for kind in _KINDS)
    return letters, east_asian, from_right


def _value(element: Element, *path: str) -> str:
    """What the `val` of an element inside says; empty where there is none."""
    inner: Element | None = element
    for name in path:
        inner = _child(inner, name)
    return "" if inner is None else _attribute(inner, "val")


def _child(element: Element | None, name: str) -> Element | None:
    return next((each for each in element if name_of(each) == name), None) if element is not None else None


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
