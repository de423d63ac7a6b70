"""What holds for the spans of any text at all."""

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from labels.segmentation import LAYOUTS, cut, given, segment
from tests.examples import default_cases, examples

PIECES = st.sampled_from(
    [
        *".!?…\"'“”’()[]:;,-—* \n\t\r",
        *("\r\n", "\u2028", "\u2029", "\x85", "\x0c", "\xa0", "\u200b", "\ufeff", "\x00", "\ud800"),
        *(
            "Mr",
            "Inc",
            "U.S.",
            "p.m.",
            "No",
            "Fig",
            "e.g",
            "a",
            "I",
            "The",
            "the",
            "end",
            "12",
            "3.5",
            "[17]",
            "1.",
            "A.",
        ),
        *(
            "said",
            "asked",
            "REUTERS/",
            ":)",
            "😀",
            "www.a.b",
            "。",
            "？",
            "」",
            "と",
            "؟",
            "।",
            "м",
            "Привіт",
            "漢字",
            "É",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))
TEXTS_WITH_SURROGATES = st.one_of(TEXTS, st.text(st.characters(codec=None), max_size=40))
LANGUAGES = st.sampled_from([None, "en", "de", "el", "ru", "uk", "zh", "ja", "ar", "hi", "th", "xx", "pt-BR"])


def assert_sound(text: str, spans: list[tuple[int, int]]) -> None:
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@settings(max_examples=examples(300), deadline=None)
@having(TEXTS_WITH_SURROGATES, LANGUAGES)
def test_spans_are_ordered_disjoint_and_leave_only_blanks(text: str, language: str | None) -> None:
    assert_sound(text, segment(text, language))


@settings(max_examples=examples(150), deadline=None)
@having(TEXTS_WITH_SURROGATES, LANGUAGES, st.sampled_from([*LAYOUTS, "auto"]))
def test_paragraph_numbers_count_up_from_zero(text: str, language: str | None, layout: str) -> None:
    result = cut(text, language, layout)
    numbers = [number for _, _, number in result.sentences]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(len(set(numbers))))
    assert_sound(text, [(start, end) for start, end, _ in result.sentences])


@settings(max_examples=examples(100), deadline=None)
@having(TEXTS_WITH_SURROGATES)
def test_given_keeps_every_line(text: str) -> None:
    result = given(text)
    assert_sound(text, [(start, end) for start, end, _ in result.sentences])
    assert [number for _, _, number in result.sentences] == sorted(number for _, _, number in result.sentences)


@settings(max_examples=examples(50), deadline=None)
@having(TEXTS)
def test_cutting_is_a_function_of_the_text(text: str) -> None:
    assert segment(text) == [(start, end) for start, end, _ in cut(text).sentences] == segment(text)


ONE = 5_000
SHAPES = {
    ".": 1,
    "?!": 1,
    "Mr. ": 1,
    '"': 1,
    "(": 1,
    "a.": 1,
    " ": 0,
    "word": 1,
    "“": 1,
    "\u200b": 1,
    "\ud800": 1,
    "end. ": 5_000,
    "End.\xa0": 5_000,
    "End.\r\n": 5_000,
    "End\u2028": 5_000,
    "Fun.😀 ": 5_000,
    "Why? ": 5_000,
    "? . ! ": 1,
}


@pytest.mark.parametrize("shape", default_cases(SHAPES, 0, 9), ids=repr)
def test_shapes_that_break_libraries(shape: str) -> None:
    text = shape * ONE
    spans = segment(text, "en")
    assert_sound(text, spans)
    assert len(spans) == SHAPES[shape]


def test_offsets_are_code_points() -> None:
    text = "😀😀 It rained. 漢字 e\u0301 fell.\r\nNext."
    assert [text[start:end] for start, end in segment(text, "en")] == ["😀😀 It rained.", "漢字 e\u0301 fell.", "Next."]


def test_an_open_quotation_without_end() -> None:
    text = "“It rained. " * 3 + "“We left."
    assert len(segment(text, "en")) == 4
