"""Wrapping against a slow model of it, and what must hold of every line."""

import itertools
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tests.examples import examples
from tests.tui.list_app import HOSTILE, SIGNS
from tui.widgets.running_text import RunningText, Wrapped
from tui.widgets.wrapping import drawable, line_starts

WORDS = st.text(st.sampled_from("ab,.-’“—é \t"), max_size=80)
ANYTHING = st.text(st.characters(codec=None) | st.sampled_from(" 漢。😀\u0301\u200d\ufe0f👩שaकि"), max_size=80)
WIDTHS = st.integers(1, 30)


def lines_of(text, width):
    wrapped = Wrapped(text, line_starts(text, width))
    return [text[slice(*wrapped.line(number))] for number in range(len(wrapped.starts))]


def modelled(text, width):
    """Greedy wrapping of single-cell text, one character after the other."""
    lines, start = [], 0
    while True:
        end = start
        while end < len(text) and (text[end] == " " or end - start < width):
            end += 1
            if end - start > width and end < len(text) and text[end] != " ":
                break
        if end == len(text):
            return [*lines, text[start:]]
        if text[end - 1] != " " and " " in text[start:end]:
            end = text.rindex(" ", start, end) + 1
        lines.append(text[start:end])
        start = end


@given(WORDS, WIDTHS)
def test_lines_break_where_the_model_breaks_them(text, width):
    text = drawable(text)
    assert lines_of(text, width) == [line.rstrip(" ") for line in modelled(text, width)]


@given(WORDS, WIDTHS)
def test_measuring_and_counting_break_alike(text, width):
    """One character that has to be measured, on a line of its own, changes nothing before it."""
    text = drawable(text).rstrip(" ")
    measured = lines_of(text + " " + "漢" * width, width)
    counted = lines_of(text, width)
    assert measured[: len(counted) - 1] == counted[:-1]
    assert measured[len(counted) - 1].startswith(counted[-1])


@settings(max_examples=examples(200))
@given(ANYTHING | st.sampled_from(HOSTILE), WIDTHS)
def test_no_line_is_wider_than_it_may_be_and_nothing_but_blanks_is_lost(text, width):
    text = drawable(text)
    starts = line_starts(text, width)
    assert starts[0] == 0
    assert all(one < other for one, other in itertools.pairwise(starts))
    lines = lines_of(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        # Only a single wide character may stand in a line too narrow for it.
        assert cell_len(line) <= max(width, 2)
        assert cell_len(line) <= width or sum(cells > 0 for _, _, cells in split_graphemes(line)[0]) == 1


@settings(max_examples=examples(50))
@given(st.lists(ANYTHING, min_size=1, max_size=8), WIDTHS)
def test_counting_and_wrapping_agree(texts, width):
    running = RunningText(texts, list(range(len(texts))), width)
    number = 0
    for row, text in enumerate(texts):
        for line in range(len(lines_of(drawable(text), width))):
            assert running.line_of(row, line) == number
            assert running.find(number) == (row, line)
            number += 1
        number += running.ends_paragraph(row)
    assert running.total == number


def test_ideographs_break_anywhere_but_not_before_closing_punctuation():
    assert lines_of("日本語の文章。続く", 12) == ["日本語の文", "章。続く"]
    assert lines_of("see 日本語", 8) == ["see 日本", "語"]


def test_one_emoji_of_many_parts_is_not_torn():
    assert lines_of("👩‍👩‍👧👩‍👩‍👧", 2) == ["👩‍👩‍👧", "👩‍👩‍👧"]


@pytest.mark.parametrize("width", [4, 9, 24, 72])
@pytest.mark.parametrize("text", SIGNS)
def test_a_line_also_fits_where_vowel_signs_take_a_cell_each(text, width):
    """Terminals disagree on them: some give every spacing mark (category Mc) a cell of its own."""
    text = drawable(text)
    lines = lines_of(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(cell_len(line) + sum(category(sign) == "Mc" for sign in line) for line in lines) <= width


def test_a_heap_of_marks_is_broken_up():
    assert max(map(len, lines_of("Z" + "\u0301" * 50_000, 10))) <= 1000


def test_tabs_and_line_ends_become_blanks():
    assert drawable("a\tb\r\nc") == "a b  c"
