"""The codebook as a table and as a page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from hypothesis import given, settings

from labels.codebook import Codebook, Label
from labels.codebook.file import default_codebook
from labels.formats.cells import restored
from labels.formats.codebook_page import codebook_as_markdown
from labels.formats.codebook_table import COLUMNS, codebook_as_csv
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks

ODD = ("=1+1", 'a "b", c', "two\nlines", "a\rb", "- ", "[x]", "", "'=", "\u2028", "日本")


def read(text: str) -> list[dict[str, str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    heads, *cells = rows
    assert tuple(heads) == COLUMNS
    return [dict(zip(heads, map(restored, row), strict=True)) for row in cells]


def labels_in(text: str) -> tuple[Label, ...]:
    return tuple(
        Label(
            row["id"],
            row["name"],
            row["key"] or None,
            row["colour"] or None,
            row["definition"],
            tuple(json.loads(row["examples"])),
            tuple(json.loads(row["counter_examples"])),
            row["group"] or None,
            row["retired"] == "true",
            tuple(json.loads(row["formerly"])),
            row["same_as"] or None,
        )
        for row in read(text)
    )


def test_every_text_comes_back_from_the_table():
    label = Label("=id", "-name", "c", "red", 'a\r\n"b"', ODD, ODD[::-1], "=g", formerly=ODD)
    book = Codebook((label, replace(label, id="x", name="y", key=None, retired=True, same_as="=id")), choose="many")
    assert labels_in(codebook_as_csv(book)) == book.labels
    assert not any(line.startswith(("=", "-", "+")) for line in codebook_as_csv(book).splitlines())


@settings(max_examples=examples(30), deadline=None)
@given(codebooks())
def test_any_codebook_comes_back_from_the_table(book):
    assert labels_in(codebook_as_csv(book)) == book.labels


def test_the_table_says_what_excludes_what():
    rows = read(codebook_as_csv(default_codebook()))
    assert len(rows) == len(default_codebook().labels)
    assert json.loads(rows[0]["excludes"]) == [row["id"] for row in rows[1:]]
    many = Codebook((Label("a", "a", "a", group="g"), Label("b", "b", "b", group="g"), Label("c", "c", "c")), "many")
    assert [json.loads(row["excludes"]) for row in read(codebook_as_csv(many))] == [["b"], ["a"], []]


def test_the_page_has_everything_and_nothing_acts_as_markdown():
    book = Codebook(
        (
            Label("c", "*claim*", "c", definition="# Not a head", examples=("1. <b>x</b>", "- - y")),
            Label("q", "quote", None, retired=True, counter_examples=("[a](b)",)),
            Label("r", "rumour", None, retired=True, same_as="c"),
        ),
        title="A_B",
        guidelines="Ask:\n1. What?\n2. Why?\n\n# One\nTwo",
    )
    assert codebook_as_markdown(book) == (
        "# A\\_B\n\nEach sentence gets one label.\n\n## Guidelines\n\n"
        "Ask:\n1. What?\n2. Why?\n\n\\# One\nTwo\n\n## Labels\n\n"
        "### \\*claim\\* (c)\n\n\\# Not a head\n\nExamples:\n\n- 1\\. \\<b\\>x\\</b\\>\n- \\- - y\n\n"
        "### quote\n\nRetired: it can no longer be given.\n\nCounter-examples:\n\n- \\[a\\](b)\n\n"
        "### rumour\n\nMerged into \\*claim\\*.\n"
    )


def test_the_page_says_which_labels_of_a_group_exclude_each_other():
    many = Codebook((Label("a", "a", "a", group="g"), Label("b", "b", "b", group="g"), Label("c", "c", "c")), "many")
    page = codebook_as_markdown(many)
    assert page.count("Excludes") == 2 and "Excludes b." in page and "one label or several" in page
