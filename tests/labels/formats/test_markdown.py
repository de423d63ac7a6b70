"""Markdown becomes the words a reader sees, paragraph by paragraph."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.article import Article
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.markdown.reader import MarkdownReader
from labels.formats.markdown.text import LONGEST_PIECE, MAX_NESTING, MAX_OPEN_BRACKETS, PIECE, MarkdownText, pieces


def render(text: str) -> str:
    return MarkdownText().render(text)


def article(folder: Path, text: str, name: str = "note.md") -> Article:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (found,) = MarkdownReader().read(Source(path))
    return found.article


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("*One* **two** _three_ `four` ~~five~~", "One two three four five"),
        ("[A link](https://x.org 'title') and ![a *picture*](p.png)", "A link and a picture"),
        ("[A][r] and <https://x.org>\n\n[r]: https://y.org", "A and https://x.org"),
        ("soft\nbreak", "soft break"),
        ("hard  \nbreak\\\ntoo<br/>here", "hard\nbreak\ntoo\nhere"),
        ("# Head\ntext\n\nSetext\n===", "Head\n\ntext\n\nSetext"),
        ("- one\n- two\n  - three\n\n1. four\n2. five\n\n   six", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix"),
        ("> quoted\n> words\n>\n> > deeper", "quoted words\n\ndeeper"),
        ("| a | *b* |\n|---|---|\n| c | |\n| d | e |", "a\tb\n\nc\n\nd\te"),
        ("```py\nx = 1\n\n  *y*\n```\n\n    z", "x = 1\n\n  *y*\n\nz"),
        ("a &amp; b &copy; &#8220;c&#x201D; \\*d\\*", "a & b © “c” *d*"),
        ("a <b>bold</b> <!-- gone --> word", "a bold  word"),
        ("<!-- gone\n\ngone -->\n\nkept", "kept"),
        ("<div title='>'>\n<p>one <i>t</i>wo</p><p>three &lt;</p>\n</div>", "one two\n\nthree <"),
        ("<script>\nalert(1)\n</script>\n\nkept\n\n<style>\np {}\n</style>", "kept"),
        ("<!-- never closed\n\nbut kept", "never closed\n\nbut kept"),
        ("one\n\n***\n\ntwo", "one\n\ntwo"),
        ("one\r\n\r\ntwo\r\nthree", "one\n\ntwo three"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_markup_is_reduced_to_its_words(marked, words):
    assert re.sub(r"\n[ \n]*\n", "\n\n", render(marked)) == words


def test_fields_of_the_front_matter(tmp_path):
    text = (
        "---\nTitle: The *bridge*\nauthors: [Ann Lee, 'B. O''Neil']\ndate: 2024-05-01\nurl: https://x.org/a\n"
        "lang: en\nsource: The Daily\ntags: [roads]\n---\n# Heading\n\nWords.\n"
    )
    found = article(tmp_path, text)
    assert found == Article(
        "Heading\n\nWords.",
        title="The *bridge*",
        source="The Daily",
        url="https://x.org/a",
        author="Ann Lee, B. O'Neil",
        published="2024-05-01",
        language="en",
        meta={"tags": ["roads"], "file": (tmp_path / "note.md").as_posix()},
    )


def test_what_is_not_given_stays_unknown(tmp_path):
    found = article(tmp_path, "---\nauthor:\n---\nJust words.")
    assert found == Article("Just words.", title="note", source=(tmp_path / "note.md").as_posix())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Words first.\n\n## The *first*  heading ##\n\n# Another", "The first heading"),
        ("A bridge reopens\n\nThe council voted to reopen it on Tuesday.", "A bridge reopens"),
        ("The council voted to reopen it on Tuesday.", "note"),
        ("---\ntitle: ''\n---\n# Heading\n\nWords.", "Heading"),
    ],
)
def test_the_title(tmp_path, text, title):
    assert article(tmp_path, text).title == title


@pytest.mark.parametrize("text", ["<!-- only -->", "---\ntitle: x\n---\n", "***\n\n[r]: https://x.org"])
def test_markup_without_words_is_refused(tmp_path, text):
    with pytest.raises(ReadingError, match=r"note\.md: empty, there are no words"):
        article(tmp_path, text)


def test_paragraphs_are_told_apart_by_blank_lines(tmp_path):
    (tmp_path / "a.md").write_text("One\ntwo", encoding="utf-8")
    (found,) = MarkdownReader().read(Source(tmp_path / "a.md"))
    assert (found.layout, found.encoding) == ("blank", "utf-8")


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - "])
def test_no_words_are_lost_however_deep_they_lie(opening):
    for depth in (1, 20, MAX_NESTING // 2, MAX_NESTING, 3 * MAX_NESTING):
        assert "deep words" in render(opening * depth + "deep words")


ENDS = st.sampled_from(["\n", "\n\n", "\n\n\n"])
WORDS = st.lists(st.text(alphabet="abcdefgÄ漢א", min_size=1, max_size=8), min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.tuples(WORDS, ENDS), min_size=1, max_size=8))
def test_text_without_markup_keeps_its_words_and_paragraphs(lines):
    text = "".join(line + end for line, end in lines)
    expected = [block.replace("\n", " ") for block in re.split(r"\n{2,}", text.strip("\n"))]
    assert render(text).split("\n\n") == expected


MARKUP = st.sampled_from(
    [*"*_`[]()<>!#&;|-+~\\\n\t \r\0", "a", "b", "1. ", "> ", "```", "<!--", "-->", "<br>", "](", "&#xD800;", "---\n"]
)


@given(st.one_of(st.text(max_size=200), st.lists(MARKUP, max_size=60).map("".join)))
def test_any_text_can_be_rendered_and_stored(text):
    rendered = render(text.encode("utf-8", "ignore").decode())
    rendered.encode("utf-8")
    known = len(re.findall(r"\w", text))
    assert len(re.findall(r"\w", rendered)) <= known  # markup adds no words


@given(st.lists(MARKUP, max_size=60).map("".join), st.integers(1, 2000))
def test_pieces_are_the_whole(block, times):
    text = block * times
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize("opening", ["```\n", "~~~~\n", "<!--\n", "<script>\n", "<pre>\n"])
def test_pieces_end_between_blocks_only(opening):
    closing = {"<!--\n": "-->\n", "<script>\n": "</script>\n", "<pre>\n": "</pre>\n"}.get(opening, opening)
    block = opening + "line\n\n" * (PIECE // 4) + closing + "\n"
    assert len(block) < LONGEST_PIECE
    assert list(pieces("word\n\n" + block + "after\n\n" + block)) == ["word\n\n" + block, "after\n\n" + block]


@pytest.mark.slow
def test_a_long_text_is_rendered_as_a_short_one():
    paragraph = "# Head\n\nSome *words* and a [link][far].\nMore.\n\n- one\n- two\n\n```\ncode\n\nmore\n```\n\n"
    times = 2 * LONGEST_PIECE // len(paragraph)
    long = render(paragraph * times + "[far]: https://x.org\n")
    short = render(paragraph + "[far]: https://x.org\n")
    assert short == "Head\n\nSome words and a link. More.\n\none\n\ntwo\n\ncode\n\nmore"
    assert long.split("\n\n") == short.split("\n\n") * times


def test_one_endless_line_is_kept_as_it_is():
    line = "*word* " * LONGEST_PIECE
    assert render(f"*a*\n\n{line}\n\n*b*\n") == f"a\n\n{line.strip()}\n\nb"


def test_brackets_that_never_close_are_kept_as_they_are():
    line = "[word " * (MAX_OPEN_BRACKETS + 1)
    assert render(f"*a*\n\n{line}") == f"*a*\n\n{line.strip()}"
