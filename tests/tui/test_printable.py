import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.list_app import HOSTILE
from tui.printable import printable

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def dangerous(text: str) -> list[str]:
    """The characters that steer a terminal, turn a line around or cannot be encoded."""
    return [
        character
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n")
        or unicodedata.bidirectional(character) in BIDI
        or character in "\u200b\u200e\u200f\u061c\u2028\u2029\u2060\ufeff"
        or 0xE0000 <= ord(character) < 0xE0080
    ]


@given(st.text(st.characters(codec=None)) | st.sampled_from(HOSTILE))
def test_nothing_dangerous_is_left_and_offsets_stay_valid(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert dangerous(shown) == []
    assert printable(shown) == shown


def test_every_character_that_steers_is_caught():
    everything = "".join(map(chr, range(0x110000)))
    assert dangerous(printable(everything)) == []


def test_control_characters_show_as_their_pictures():
    assert printable("\x1b[2J\x00\x7f\x9b") == "␛[2J␀␡\ufffd"


def test_ordinary_text_is_left_alone():
    for text in ("“Naïve” — café…\n\tnext", "می‌خواهم", "👩‍👩‍👧‍👦 👩‍❤️‍👨 🏳️‍🌈", "漢字 שלום"):
        assert printable(text) == text


def test_joiners_that_swallow_cells_are_taken_apart():
    assert printable("a\u200db") == "a\u200cb"
    assert cell_len(printable("a\u200d" * 100)) == 100
    assert cell_len(printable("😀\u200d" * 100)) >= 2 * 100 // 4
