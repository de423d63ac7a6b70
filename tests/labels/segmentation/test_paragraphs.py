"""The layouts, and how they are told apart."""

import textwrap

import pytest

from labels.errors import UsageError
from labels.segmentation import cut, find_paragraphs, given

PARAGRAPHS = [
    "The harbour board met on Monday to hear what the storm had cost, and nobody in the hall expected good news. "
    "The wall is broken in four places. Repairs will take until spring, the engineer said, if the money comes.",
    "Fishermen had asked for a smaller gate since the flood of last year. Their letter was never answered, and the "
    "board, which changed twice in that time, could not say who had read it or where the letter was now.",
]
SENTENCES = 5


def texts(text: str, layout: str = "auto") -> list[list[str]]:
    result = cut(text, "en", layout)
    found: list[list[str]] = []
    for start, end, number in result.sentences:
        found += [[]] if number == len(found) else []
        found[number].append(text[start:end])
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c"], ids=repr)
@pytest.mark.parametrize("width", [48, 72, 100])
def test_hard_wrapped_lines_are_joined(end: str, width: int) -> None:
    text = (end * 2).join(end.join(textwrap.wrap(each, width)) for each in PARAGRAPHS)
    assert find_paragraphs(text)[0] == "wrapped"
    assert [len(each) for each in texts(text)] == [3, 2]
    assert next(" ".join(sentence.split()) for sentence in texts(text)[1]).endswith("last year.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c"], ids=repr)
def test_blank_lines_and_single_lines(end: str) -> None:
    assert find_paragraphs((end * 2).join(PARAGRAPHS))[0] == "blank"
    assert find_paragraphs(end.join(PARAGRAPHS))[0] == "line"
    for between in (end, end * 2, end + " \t" + end):
        assert [len(each) for each in texts(between.join(PARAGRAPHS))] == [3, 2]


def test_a_blank_line_after_the_headline_only() -> None:
    text = "Storm breaks the harbour wall\n\n" + "\n".join(PARAGRAPHS * 3)
    assert find_paragraphs(text)[0] == "line"
    assert len(texts(text)) == 7


def test_a_line_end_is_a_break_inside_a_blank_line_paragraph() -> None:
    text = "A headline\nBy Ann Poe\n\nIt rained. We left.\n\nWe slept."
    assert find_paragraphs(text)[0] == "blank"
    assert texts(text) == [["A headline", "By Ann Poe"], ["It rained.", "We left."], ["We slept."]]


def test_verse_is_not_wrapped() -> None:
    text = "The rain came down\nand nobody knew\nwhere it would end\n\nA boat went by\nwith nobody in"
    assert find_paragraphs(text)[0] == "blank"
    assert [len(each) for each in texts(text)] == [3, 2]


def test_a_flag_overrules_the_guess() -> None:
    text = "The rain came\ndown. Nobody\n\nknew why."
    assert texts(text, "wrapped") == [["The rain came\ndown.", "Nobody"], ["knew why."]]
    assert texts(text, "blank") == [["The rain came", "down.", "Nobody"], ["knew why."]]
    assert texts(text, "line") == [["The rain came"], ["down.", "Nobody"], ["knew why."]]


def test_the_paragraph_separator_ends_a_paragraph() -> None:
    assert texts("One.\u2029Two.", "blank") == [["One."], ["Two."]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \u2028\x0c"])
def test_nothing_but_blanks(text: str) -> None:
    assert find_paragraphs(text) == ("line", [])
    assert cut(text).sentences == given(text).sentences == ()


def test_unknown_layout() -> None:
    with pytest.raises(UsageError, match="auto, blank, line, wrapped"):
        find_paragraphs("One.", "columns")


def test_given_sentences_are_kept_exactly() -> None:
    text = "Mr. Lind. Came late\n  and left.  \n\n\nNext one\r\n"
    result = given(text)
    assert [(text[start:end], number) for start, end, number in result.sentences] == [
        ("Mr. Lind. Came late", 0),
        ("and left.", 0),
        ("Next one", 1),
    ]
    assert (result.layout, result.segmenter) == ("given", "given 1")
