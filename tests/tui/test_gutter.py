from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.gutter import columns, gutter, shortened
from tui.widgets.sentence_row import SentenceRow

NAMES = st.text(st.characters(codec=None), max_size=20)


def words(row, cells=12):
    return "".join(piece.text for piece in gutter(row, cells))


def labelled(*names, **more):
    return SentenceRow(names, tuple(f"label-{n}" for n, _ in enumerate(names, 1)), (), "labelled", **more)


@given(
    st.builds(
        SentenceRow,
        labels=st.lists(NAMES, max_size=6).map(tuple),
        keys=st.lists(NAMES, max_size=3).map(tuple),
        status=st.sampled_from(["undecided", "labelled", "skipped"]),
        flagged=st.booleans(),
        noted=st.booleans(),
        carried=st.booleans(),
        returned=st.booleans(),
    ),
    st.integers(1, 16),
)
@example(SentenceRow(status="labelled", flagged=True, noted=True, carried=True), 8)
def test_the_gutter_always_fills_its_field(row, cells):
    assert cell_len(words(row, cells)) == cells


def test_states_are_told_in_words():
    assert words(SentenceRow()).strip() == "·"
    assert words(SentenceRow(status="skipped")).strip() == "– skip"
    assert words(labelled("claim")).strip() == "claim"
    assert words(labelled()).strip() == "– none"


def test_signs_stand_at_the_right_whatever_the_name():
    assert words(labelled("claim", flagged=True, noted=True, carried=True)) == "claim    ~!✎"
    assert words(labelled("background", flagged=True)) == "background !"
    assert words(labelled("figure of speech", noted=True)) == "figure of… ✎"


def test_several_names_share_the_room():
    assert words(labelled("claim", "quote")) == "claim+quote "
    assert words(labelled("claim", "background")) == "claim+backg…"
    assert words(labelled("one", "two", "three", "four", "five")) == "one +4      "


def test_a_narrow_gutter_shows_keys():
    row = SentenceRow(("claim", "quote"), ("label-1", "label-2"), ("c", "7"), "labelled", flagged=True)
    assert words(row, 4) == "c7 !"
    assert words(row, 1) == "c"
    assert words(SentenceRow(status="skipped"), 4) == "–   "
    assert words(labelled("a", "b", "c", "d", "e"), 4) == "abc+"


def test_a_name_keeps_its_colour():
    assert [(piece.text, piece.colour) for piece in gutter(labelled("claim", "quote"), 12)][:3] == [
        ("claim", "label-1"),
        ("+", None),
        ("quote", "label-2"),
    ]


def test_columns_never_ask_for_more_than_the_window():
    for width in range(1, 300):
        shares = columns(width)
        assert shares.text >= 1
        assert sum(shares) <= max(width, 1)
    assert columns(80) == (2, 12, 2, 63)
    assert columns(200).text == 72


def test_shortening():
    assert shortened("claim", 5) == "claim"
    assert shortened("claims", 5) == "clai…"
    assert shortened("漢字漢字", 4) == "漢…"
    assert shortened("claim", 0) == ""
