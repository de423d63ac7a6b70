"""Word lists and what users add to them."""

import pytest

from labels.errors import UsageError
from labels.segmentation import Kind, cut, english_abbreviations
from labels.segmentation.abbreviations import FILES, read, words
from labels.segmentation.languages import named
from labels.segmentation.listed_stops import abbreviations

LISTS = ("short-words", "before-letters", "small-starters", "starters", "speech-verbs", "after-times", "ukrainian")
OWN_LISTS = sorted({named(line.split()[0]).words for line in read("languages") if ": marks " in line} | {"latin"})


def test_extended_leaves_the_original_alone() -> None:
    shipped = english_abbreviations()
    larger = shipped.extended(["Bgm"])
    assert "Bgm" not in shipped.kinds
    assert larger.kinds["Bgm"] is Kind.GOES_ON
    assert larger.kinds["BGM"] is Kind.GOES_ON
    assert "bgm" not in larger.kinds


def test_small_letters_match_any_case() -> None:
    kinds = english_abbreviations().extended(["abt."], "ends-before-capital").kinds
    assert {kinds[form] for form in ("abt", "Abt", "ABT")} == {Kind.ENDS_BEFORE_CAPITAL}


@pytest.mark.parametrize("word", ["", ".", "  ", "two words"])
def test_what_is_no_word_is_refused(word: str) -> None:
    with pytest.raises(UsageError):
        english_abbreviations().extended([word])


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="goes_on, may_end"):
        english_abbreviations().extended(["Bgm"], "sometimes")


def test_the_segmenter_tells_added_words_apart() -> None:
    shipped = english_abbreviations()
    one, other = shipped.extended(["Bgm"]), shipped.extended(["Bgm"], "may_end")
    names = {cut("A day.", "en", abbreviations=known).segmenter for known in (shipped, one, other)}
    assert len(names) == 3
    assert all(name.startswith("copydesk-en 1") for name in names)


@pytest.mark.parametrize("name", [*LISTS, *(name for names in FILES.values() for name in names)])
def test_every_list_is_words_without_last_stops(name: str) -> None:
    assert words(name)
    assert not [word for word in words(name) if word.endswith(".")]
    assert not [line for line in read(name) if line.startswith("#")]


@pytest.mark.parametrize("name", OWN_LISTS)
def test_every_list_of_another_language_is_words_of_known_kinds(name: str) -> None:
    known = abbreviations("" if name == "latin" else name)
    assert known["Dr"] is Kind.GOES_ON
    assert not [word for word in known if word.endswith((".", ":"))]
