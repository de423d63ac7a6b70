"""Texts of a table that are HTML: their words and paragraphs, or a hint that names the column."""

from __future__ import annotations

import pytest

from tests.labels.importing.read_files import decisions, found, remarks, write_lines

MARKUP = "<div><p>The quay is shut &amp; dark.</p>\n<p>Who <b>knows</b> why?<br/>Nobody.</p><script>x</script></div>"


def test_paragraphs_are_kept_and_tags_are_not(tmp_path):
    pytest.importorskip("lxml")
    path = write_lines(
        tmp_path / "a.jsonl", {"title": "Quay &amp; <i>co</i>", "body": MARKUP}, {"body": "Plain &lt; 5."}
    )
    first, second = found(path)
    assert first.article.text == "The quay is shut & dark.\n\nWho knows why?\nNobody."
    assert first.article.title == "Quay & co"
    assert second.article.text == "Plain < 5."
    assert "“body” holds HTML: its words and paragraphs are kept, its tags are not." in remarks(path)


@pytest.mark.parametrize("key", ["content_html", "body_html", "html"])
def test_columns_called_html_hold_the_text(tmp_path, key):
    pytest.importorskip("lxml")
    path = write_lines(tmp_path / "a.jsonl", {"id": "1", "title": "Quay", key: MARKUP})
    assert found(path)[0].article.text.startswith("The quay is shut & dark.")


def test_a_text_in_an_object_is_found(tmp_path):
    pytest.importorskip("lxml")
    row = {"id": 7, "title": {"rendered": "Quay &amp; co"}, "content": {"rendered": MARKUP, "protected": False}}
    (item,) = found(write_lines(tmp_path / "a.jsonl", {**row, "date": {"$date": "2024-03-05T09:00:00Z"}}))
    assert item.article.text.startswith("The quay is shut & dark.")
    assert (item.article.title, item.article.published) == ("Quay & co", "2024-03-05T09:00:00Z")


def test_a_sentence_stays_one_line(tmp_path):
    pytest.importorskip("lxml")
    path = write_lines(tmp_path / "a.jsonl", {"text": "<p>The quay is</p><p><b>shut</b>.</p>", "label": "news"})
    assert decisions(found(path)[0]) == [("The quay is shut.", None, ("news",))]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Salt &amp; stone.", "Rain."], "“text” holds entities of HTML such as &amp;. They stay in the text."),
        (["A <b>bold</b> word.", "Rain.", "Sun."], "Some texts in “text” hold tags of HTML. They stay in the text."),
    ],
)
def test_what_may_be_meant_stays_and_is_told(tmp_path, texts, words):
    path = write_lines(tmp_path / "a.jsonl", *({"text": text} for text in texts))
    assert [item.article.text for item in found(path)] == texts
    assert words in remarks(path)


def test_without_lxml_the_column_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.tables.html_cells.find_spec", lambda name: None)
    path = write_lines(tmp_path / "a.jsonl", {"text": MARKUP})
    assert [item.article.text for item in found(path)] == [MARKUP]
    assert "“text” holds HTML. Its tags stay in the text; with pip install 'copydesk[web]' they go." in remarks(path)


def test_signs_of_arithmetic_are_no_markup(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", {"text": "a < b and b > c; Q&A, AT&T."})
    assert found(path)[0].article.text == "a < b and b > c; Q&A, AT&T."
    assert remarks(path) == []
