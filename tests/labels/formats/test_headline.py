"""A first line is a title when it reads as a headline, and only then."""

import pytest

from labels.formats.plain_text import MAX_HEADLINE, headline

BODY = "The council met on Tuesday evening and voted to keep the old bridge open until the spring."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_short_line_before_a_blank_line_is_the_headline(end):
    assert headline(f"{end}  Council  keeps bridge {end}{end}{BODY}") == "Council keeps bridge"
    assert headline(f"Council keeps bridge{end} \t{end}{BODY}") == "Council keeps bridge"


def test_a_line_half_as_long_as_the_next_is_the_headline():
    assert headline(f"Council keeps bridge\n{BODY}\n") == "Council keeps bridge"


def test_a_line_of_about_the_same_length_is_hard_wrapped_text():
    assert (
        headline("The council met on Tuesday evening and voted to\nkeep the old bridge open until the spring") is None
    )


@pytest.mark.parametrize("end", [".", "!", "?", "…", ":", ",", ".”", '."', "?)", "。"])
def test_a_line_that_ends_like_a_sentence_is_no_headline(end):
    assert headline(f"The council keeps the bridge{end}\n\n{BODY}") is None


@pytest.mark.parametrize(
    "text", ["", " \n", "Council keeps bridge", "Council keeps bridge\n\n \n", f"2024 - 05\n\n{BODY}", f"***\n\n{BODY}"]
)
def test_nothing_else_is_a_headline(text):
    assert headline(text) is None


def test_a_headline_is_short():
    assert headline("x" * MAX_HEADLINE + f"\n\n{BODY}") == "x" * MAX_HEADLINE
    assert headline("x" * (MAX_HEADLINE + 1) + f"\n\n{BODY}") is None
