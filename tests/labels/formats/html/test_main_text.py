"""Blocks of HTML: every word once, in order, paragraphs apart, whatever the nesting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.formats.html.main_text import Block, blocks_of


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks_of(markup)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("just words &amp; signs", ["just words & signs"]),
        ("<p>One <b>bold</b>\n word.</p>  <p>Two.</p>after", ["One bold word.", "Two.", "after"]),
        ("before<p>One.</p>", ["before", "One."]),
        ("<p>One.<br>  Line.</p>", ["One.\nLine."]),
        ("One.<br><br/>\n<br>Two.", ["One.", "Two."]),
        ("<ul><li>a</li><li>b <ul><li>c</li></ul></li></ul>", ["a", "b", "c"]),
        ("<table><tr><th>a</th><td><p>b</p></td><td></td><td>c<br>d</td></tr></table>", ["a\tb\t\tc d"]),
        ("<table><tr><td>menu</td><td><p>One.</p><p>Two.</p></td></tr></table>", ["menu", "One.", "Two."]),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", ["a\tb"]),
        ("<p>a<script>x()</script>b<!-- c -->d<style>e</style></p>", ["abd"]),
        ("<figure><img><figcaption>no</figcaption></figure><p>yes</p>", ["yes"]),
        ("<p>non\u00a0breaking   blank</p>", ["non\u00a0breaking blank"]),
        ("<div><div><p>deep</p></div> tail</div>", ["deep", "tail"]),
    ],
)
def test_blocks_are_what_a_reader_sees(markup, expected):
    assert texts(markup) == expected


def test_headings_are_told_from_text():
    assert blocks_of("<h2>A <i>b</i></h2><p>c</p>d") == [
        Block("heading", "A b"),
        Block("text", "c"),
        Block("text", "d"),
    ]


def test_tables_in_tables_cost_no_more_than_their_size():
    depth = 60
    markup = "<table><tr><td>a</td><td>" * depth + "end" + "</td></tr></table>" * depth
    assert texts(markup) == ["a"] * (depth - 1) + ["a\tend"]


TAGS = st.sampled_from(["p", "div", "b", "li", "h3", "td", "tr", "table", "blockquote", "span"])
MARKUP = st.recursive(
    st.sampled_from(["one", "two ", " three", "<br>", "x<!-- c -->"]),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=20,
)


@given(st.lists(MARKUP, max_size=5).map("".join))
def test_no_word_is_lost_or_said_twice(markup):
    from lxml import html

    expected = html.fromstring(f"<div>{markup}</div>").text_content() if markup.strip() else ""
    assert "".join("".join(texts(markup)).split()) == "".join(expected.replace(" c ", "").split())
