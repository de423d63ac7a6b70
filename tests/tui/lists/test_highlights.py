"""A line begins where its first highlight can be seen, and highlights stay on the same words."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.examples import examples
from tui.widgets.gutter import Piece
from tui.widgets.listed_line import ListedLine, in_view, one_line

TEXT = st.text("ab cd 漢é\u0301\x1b\n😀", max_size=120)


@settings(max_examples=examples(300))
@given(TEXT, TEXT, st.sampled_from(["x", "word", "漢字", "two words", "l" * 60]), TEXT, st.integers(0, 60))
def test_the_first_mark_is_in_view_and_marks_the_same_words(left, before, word, after, width):
    start = len(before)
    text = before + word + after + word
    second = len(text) - len(word)
    line = ListedLine((Piece(left[:5]),), text, highlights=((start, start + len(word)), (second, len(text))))
    moved = in_view(line, width)
    assert [moved.text[a:b] for a, b in moved.highlights] == [word, word]
    assert moved.pieces == line.pieces
    room = width - cell_len(left[:5])
    shown = cell_len(one_line(moved.text[: moved.highlights[0][0] + 1]))
    if room >= 8:
        assert shown <= room, "at least its beginning can be seen"
        if cell_len(word) <= room - 4:
            assert cell_len(one_line(moved.text[: moved.highlights[0][1]])) <= room
    assert moved.text == text or moved.text.startswith("… ")


def test_a_line_without_marks_is_left_as_it_is():
    line = ListedLine((), "words " * 100)
    assert in_view(line, 20) is line
