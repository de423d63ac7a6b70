"""Rows with columns of any name: an article each, a sentence each, or sentences nested in an article."""

from __future__ import annotations

import pytest

from labels.importing.survey import survey
from tests.labels.importing.read_files import decisions, found, read, refusal, remarks, sentences, skipped, write_lines


def test_usual_names_are_found_and_told_and_the_rest_is_kept(tmp_path):
    row = {
        "ID": 7,
        "Headline": "Bridge  closed",
        "body": "It is shut. For good.",
        "pub date": "2024-05-01",
        "desk": "metro",
    }
    path = write_lines(tmp_path / "news.jsonl", row, row | {"body": "Another.", "desk": None})
    first, second = found(path)
    article = first.article
    assert (article.text, article.title, article.published) == ("It is shut. For good.", "Bridge closed", "2024-05-01")
    assert (article.source, dict(article.meta)) == (path.name, {"desk": "metro", "id": 7})
    assert dict(second.article.meta) == {"id": 7}
    assert (first.sentences, first.decisions) == (None, ())
    (words,) = remarks(path)
    assert words.startswith("Columns: text = body, title = Headline, id = ID, published = pub date.")


def test_what_is_asked_for_overrules_and_is_not_told_again(tmp_path):
    path = write_lines(
        tmp_path / "a.jsonl", {"text": "teaser", "full": "The whole story.", "title": "No", "kicker": "Yes"}
    )
    (item,) = found(path, text="full", title="kicker")
    assert (item.article.text, item.article.title) == ("The whole story.", "Yes")
    assert dict(item.article.meta) == {"text": "teaser", "title": "No"}
    assert remarks(path, text="full", title="kicker") == []


def test_a_source_of_its_own_leaves_the_file_in_the_metadata(tmp_path):
    path = write_lines(
        tmp_path / "a.jsonl", {"text": "Words.", "publisher": "The Post", "authors": ["Ann Lee", "Ben Ode"]}
    )
    (item,) = found(path)
    assert (item.article.source, item.article.author) == ("The Post", "Ann Lee, Ben Ode")
    assert item.article.meta["file"] == path.name


def test_an_object_goes_by_its_name_and_is_kept_where_it_says_more(tmp_path):
    row = {
        "text": "Words.",
        "publisher": {"id": "q", "name": "The Quay"},
        "author": [{"name": "Ann Lee"}, {"name": "Ben Ode"}],
        "publishedAt": "2024-03-05T09:00:00Z",
        "language": {"code": "en"},
    }
    (item,) = found(write_lines(tmp_path / "a.jsonl", row))
    article = item.article
    assert (article.source, article.author, article.language) == ("The Quay", "Ann Lee, Ben Ode", None)
    assert article.published == "2024-03-05T09:00:00Z"
    assert article.meta["publisher"] == {"id": "q", "name": "The Quay"}
    assert article.meta["language"] == {"code": "en"}
    assert "author" not in article.meta
    (item,) = found(write_lines(tmp_path / "s.jsonl", row | {"label": "a"}))
    assert (item.article.source, item.article.author) == ("The Quay", "Ann Lee, Ben Ode")


@pytest.mark.parametrize("name", ["published_at", "publishedAt", "Published at", "published.at", "PublishedAt"])
def test_names_of_columns_are_the_same_however_their_words_are_joined(tmp_path, name):
    (item,) = found(write_lines(tmp_path / "a.jsonl", {"articleBody": "Words.", name: "2024"}))
    assert (item.article.text, item.article.published) == ("Words.", "2024")


def test_sentences_are_grouped_in_the_order_of_the_rows_however_they_lie(tmp_path):
    path = write_lines(
        tmp_path / "s.jsonl",
        {"doc": "a", "sentence": "One. Still one.", "para": 1, "title": "First"},
        {"doc": "b", "sentence": "  Other. ", "para": 1},
        {"doc": "a", "sentence": "Two", "para": 1, "title": "First"},
        {"doc": "a", "sentence": "Three.", "para": 2, "title": "First"},
    )
    b, a = found(path)
    assert sentences(a) == [(0, "One. Still one."), (0, "Two"), (1, "Three.")]
    assert a.article.text == "One. Still one. Two\n\nThree."
    assert (a.article.title, dict(a.article.meta)) == ("First", {"id": "a"})
    assert sentences(b) == [(0, "Other.")]


def test_label_columns_become_decisions(tmp_path):
    path = write_lines(
        tmp_path / "s.jsonl",
        {"doc": 1, "text": "A.", "role": "Main", "speech": False, "topics": ["x", "y"]},
        {"doc": 1, "text": "B.", "role": None, "speech": True, "topics": []},
        {"doc": 1, "text": "C.", "role": "", "speech": None},
    )
    (item,) = found(path, labels=("role", "speech", "topics"))
    assert decisions(item) == [("A.", None, ("Main", "x", "y")), ("B.", None, ("speech",))]
    assert dict(item.groups) == {"Main": "role"}
    assert item.origin == f"jsonl: {path.name}"


def test_a_separator_takes_a_string_apart(tmp_path):
    path = write_lines(tmp_path / "s.jsonl", {"doc": 1, "text": "A.", "tags": "x # y#"}, {"doc": 1, "text": "B."})
    (item,) = found(path, labels=("tags",), separator="#", group="doc")
    assert decisions(item) == [("A.", None, ("x", "y"))]


def test_rows_of_one_sentence_by_several_annotators_are_one_sentence(tmp_path):
    rows = [
        {"doc": 1, "text": "Yes.", "label": "a", "annotator": "ana"},
        {"doc": 1, "text": "Yes.", "label": "b", "annotator": "ben"},
        {"doc": 1, "text": "Yes.", "label": "c", "annotator": "ana"},
    ]
    (item,) = found(write_lines(tmp_path / "s.jsonl", *rows))
    assert decisions(item) == [("Yes.", "ana", ("a",)), ("Yes.", "ben", ("b",)), ("Yes.", "ana", ("c",))]
    assert len(sentences(item)) == 2
    by_id = [row | {"sid": n % 2} for n, row in enumerate(rows)]
    (item,) = found(write_lines(tmp_path / "i.jsonl", *by_id), id="sid", group="doc")
    assert len(sentences(item)) == 2
    assert decisions(item) == [("Yes.", "ana", ("c",)), ("Yes.", "ben", ("b",))]


ONE, TWO, THREE, FOUR = "A bridge was opened on Monday.", "No.", "Costs are not known, he said.", "Yes."


@pytest.mark.parametrize(
    ("blocks", "texts"),
    [
        ({"ana": [ONE, TWO, THREE], "ben": [ONE, TWO, THREE], "cleo": [ONE, TWO, THREE]}, [ONE, TWO, THREE]),
        ({"ana": [ONE, TWO, THREE], "ben": [ONE, THREE]}, [ONE, TWO, THREE]),
        ({"ana": [ONE, THREE], "ben": [ONE, TWO, FOUR, THREE]}, [ONE, TWO, FOUR, THREE]),
        ({"ana": [TWO, FOUR, TWO], "ben": [TWO, FOUR, TWO]}, [TWO, FOUR, TWO]),
        ({"ana": [TWO, ONE, TWO, TWO], "ben": [TWO, ONE, TWO, TWO]}, [TWO, ONE, TWO, TWO]),
        ({"ana": [TWO, ONE, FOUR], "ben": [TWO, THREE]}, [TWO, ONE, FOUR, TWO, THREE]),
        ({"ana": [ONE, FOUR, THREE], "ben": [FOUR]}, [ONE, FOUR, THREE, FOUR]),
    ],
)
def test_annotators_in_blocks_tell_the_sentences_of_one_article(tmp_path, blocks, texts):
    rows = [
        {"doc": 1, "text": text, "label": "a", "annotator": who, "nr": n}
        for who, told in blocks.items()
        for n, text in enumerate(told)
    ]
    (item,) = found(write_lines(tmp_path / "s.jsonl", *rows))
    assert [text for _, text in sentences(item)] == texts
    told = sorted((who, text) for who, of_one in blocks.items() for text in of_one)
    assert sorted((who, text) for text, who, _ in decisions(item)) == told


def test_annotators_who_take_turns_tell_sentences_in_the_order_of_the_rows(tmp_path):
    said = [("ana", ONE), ("ben", TWO), ("ana", THREE), ("ben", THREE), ("ben", FOUR), ("ana", FOUR)]
    rows = [{"doc": 1, "text": text, "label": "a", "annotator": who} for who, text in said]
    (item,) = found(write_lines(tmp_path / "s.jsonl", *rows))
    assert [text for _, text in sentences(item)] == [ONE, TWO, THREE, FOUR]


def test_a_row_without_a_label_tells_a_sentence_of_others(tmp_path):
    rows = [
        {"doc": 1, "text": text, "label": label, "annotator": who}
        for who, labels in (("ana", ["a", "b"]), ("ben", ["", "a"]))
        for text, label in zip((ONE, THREE), labels, strict=True)
    ]
    (item,) = found(write_lines(tmp_path / "s.jsonl", *rows))
    assert decisions(item) == [(ONE, "ana", ("a",)), (THREE, "ana", ("b",)), (THREE, "ben", ("a",))]
    assert len(sentences(item)) == 2


def test_rows_of_one_id_are_one_sentence_in_a_file_of_any_length(tmp_path):
    rows = [
        {"sid": n, "text": f"Sentence {n}.", "label": "a", "annotator": who}
        for who in ("ana", "ben")
        for n in range(1200)
    ]
    articles = found(write_lines(tmp_path / "s.jsonl", *rows), id="sid")
    assert [len(sentences(each)) for each in articles] == [1000, 200]
    assert [len(decisions(each)) for each in articles] == [2000, 400]


def test_an_id_that_repeats_over_different_sentences_is_that_of_the_article(tmp_path):
    rows = [{"id": n // 2, "text": f"Text {n}.", "label": "a"} for n in range(4)]
    first, second = found(write_lines(tmp_path / "s.jsonl", *rows))
    assert [text for _, text in sentences(first)] == ["Text 0.", "Text 1."]
    assert [text for _, text in sentences(second)] == ["Text 2.", "Text 3."]


def test_labelled_rows_without_an_article_make_articles_of_a_readable_length(tmp_path):
    path = write_lines(tmp_path / "train.jsonl", *({"text": f"Sentence {n}.", "label": "a"} for n in range(2100)))
    articles = found(path)
    assert [len(sentences(each)) for each in articles] == [1000, 1000, 100]
    assert [each.article.title for each in articles] == ["train", "train (2)", "train (3)"]


def test_an_article_with_a_label_is_still_an_article(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", {"text": "One paragraph.\n\nAnother.", "label": "politics"})
    (item,) = found(path)
    assert (item.sentences, item.article.meta) == (None, {"label": "politics"})


NESTED = {
    "id": "n1",
    "title": "Nested",
    "paragraphs": [
        [{"text": "One. ", "role": "Main", "speech": True}, {"text": "Two", "role": None, "speech": False}],
        [{"text": " "}],
        [{"text": "Three.", "role": "Cause", "speech": False}],
    ],
}


def test_nested_paragraphs_keep_their_sentences(tmp_path):
    path = write_lines(tmp_path / "n.jsonl", NESTED)
    (item,) = found(path, labels=("role", "speech"))
    assert sentences(item) == [(0, "One."), (0, "Two"), (1, "Three.")]
    assert decisions(item) == [("One.", None, ("Main", "speech")), ("Three.", None, ("Cause",))]
    assert dict(item.groups) == {"Main": "role", "Cause": "role"}
    assert (item.article.title, dict(item.article.meta)) == ("Nested", {"id": "n1"})
    assert any("Not kept: role, speech" in words for words in remarks(path))


@pytest.mark.parametrize(
    ("row", "text", "given"),
    [
        ({"paragraphs": ["One. Two.", "Three."]}, "One. Two.\n\nThree.", None),
        ({"paragraphs": [{"text": "One. Two."}, {"text": "Three."}]}, "One. Two.\n\nThree.", None),
        ({"sentences": ["One", "two."]}, "One two.", [(0, "One"), (0, "two.")]),
        ({"paragraphs": [["One", "two."], ["Three."]]}, "One two.\n\nThree.", [(0, "One"), (0, "two."), (1, "Three.")]),
        ({"body": [["One"], ["two."]]}, "One\n\ntwo.", [(0, "One"), (1, "two.")]),
    ],
)
def test_lists_are_paragraphs_or_sentences(tmp_path, row, text, given):
    (item,) = found(write_lines(tmp_path / "n.jsonl", row), text=next(iter(row)))
    assert item.article.text == text
    assert (item.sentences and sentences(item)) == given


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        (
            [{"a": "x", "b": 1}],
            {},
            "line 1: no column is called text. Name the one that holds it with --text; there are: a, b.",
        ),
        ([{"text": "x"}], {"text": "body"}, "line 1: there is no column “body”. There are: text."),
        ([{"text": "x", "doc": 1}], {"group": "docs"}, "line 1: there is no column “docs”. There are: text, doc."),
        ([{"text": "Fine."}, {"txt": "Not."}], {}, "line 2: it has no “text”. Add it,"),
        ([{"text": "Fine."}, {"text": 3}], {}, "line 2: its “text” is not a text. Correct it,"),
        ([{"text": "Fine."}, {"text": " "}], {}, "line 2: its “text” is empty. Fill it in,"),
        ([{"text": "A.", "l": {"x": "y"}}], {"labels": ("l",)}, "line 1: its “l” holds more than names of labels."),
        ([{"text": "A.", "g": 1}, {"text": "B.", "g": None}], {"group": "g"}, "line 2: its “g” names no article."),
        ([{"paragraphs": [["A."]]}, {"paragraphs": "B."}], {}, "line 2: its “paragraphs” is no list."),
        ([{"paragraphs": [["A."]]}, {"paragraphs": [[3]]}], {}, "line 2: paragraph 1 holds more than texts."),
        ([{"paragraphs": [["A."]]}, {"paragraphs": []}], {}, "line 2: its “paragraphs” holds no text."),
    ],
)
def test_bad_rows_are_named_by_line_with_the_remedy(tmp_path, rows, columns, words):
    assert refusal(write_lines(tmp_path / "bad.jsonl", *rows), **columns).startswith(words)


def test_bad_rows_can_be_skipped_and_are_counted_once(tmp_path):
    rows = [{"text": "A.", "g": 1}, {"text": 5, "g": 1}, "{broken", {"text": "B.", "g": 1}, {"text": "C."}]
    path = write_lines(tmp_path / "bad.jsonl", *rows)
    (item,) = found(path, skip=True, group="g")
    assert [text for _, text in sentences(item)] == ["A.", "B."]
    reasons = skipped(path, group="g")
    assert [reason.split(":")[0] for reason in reasons] == ["line 2", "line 3", "line 5"]
    assert survey(read(path, skip=True, group="g")).skipped == 3
