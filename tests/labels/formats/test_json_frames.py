"""Tables in one JSON object or in lists, in every arrangement that pandas writes, and in those of others."""

from __future__ import annotations

import json

import pytest

from tests.labels.importing.read_files import decisions, found, refusal

TEXTS = ["The quay is shut.", "Nobody knows why.", "Rain fell."]
LABELS = ["news", None, "quote"]
ROWS = [{"text": text, "label": label} for text, label in zip(TEXTS, LABELS, strict=True)]
LISTS = [list(row.values()) for row in ROWS]


def numbered(values):
    return {str(number): value for number, value in enumerate(values)}


@pytest.mark.parametrize(
    "written",
    [
        ROWS,
        {"text": numbered(TEXTS), "label": numbered(LABELS)},
        numbered(ROWS),
        {"columns": ["text", "label"], "index": [0, 1, 2], "data": LISTS},
        {"schema": {"fields": [{"name": "text", "type": "string"}], "pandas_version": "1.4.0"}, "data": ROWS},
        [["text", "label"], *LISTS],
        {"text": dict(zip("abc", TEXTS, strict=True)), "label": dict(zip("abc", LABELS, strict=True))},
        dict(zip("abc", ROWS, strict=True)),
        [[text, {"label": label}] for text, label in zip(TEXTS, LABELS, strict=True)],
        {"text": TEXTS, "label": LABELS},
    ],
    ids=[
        "records",
        "columns",
        "index",
        "split",
        "table",
        "lists",
        "columns named",
        "index named",
        "pairs",
        "columns as lists",
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_every_arrangement_gives_the_same_rows(tmp_path, written, end):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(written) + end)
    (item,) = found(path)
    assert item.article.text.split("\n\n") == TEXTS
    assert decisions(item) == [(TEXTS[0], None, ("news",)), (TEXTS[2], None, ("quote",))]


def test_lists_without_names_have_numbered_columns(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(LISTS))
    (item,) = found(path, labels=("2",))
    assert decisions(item) == [(TEXTS[0], None, ("news",)), (TEXTS[2], None, ("quote",))]


def test_names_of_rows_are_kept(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"n7": {"body": "One."}, "n9": {"body": "Two.", "desk": "metro"}}))
    assert [dict(item.article.meta) for item in found(path)] == [{"id": "n7"}, {"desk": "metro", "id": "n9"}]


def test_a_column_of_any_name_holds_the_text_if_it_is_named(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"satz": {"3": "Eins.", "8": "Zwei."}, "art": {"3": "lead", "8": "end"}}))
    (item,) = found(path, text="satz", labels=("art",))
    assert decisions(item) == [("Eins.", None, ("lead",)), ("Zwei.", None, ("end",))]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"columns": ["text", "label"], "data": [*LISTS, ["Short."]]}, "row 4: its “text” is missing."),
        ([["text", "label"], *LISTS, ["Short."]], "record 5, line 1 column"),
        ({"satz": {"0": "Eins."}, "art": {"0": "x"}}, "line 1: no column is called text."),
        ({"text": {"0": "\ud800"}}, "row 1: half a character (lone surrogate)"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_row(tmp_path, written, words):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(written))
    assert refusal(path).startswith(words)


def test_an_object_that_is_a_record_is_no_table(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": {"text": "Words."}, "id": {"n": 1}}))
    assert [item.article.text for item in found(path)] == ["Words."]
    path.write_text(json.dumps({"text": "Words.", "about": {"desk": "metro"}}))
    assert [item.article.text for item in found(path)] == ["Words."]


def test_lines_may_hold_pairs_of_a_text_and_what_is_said_of_it(tmp_path):
    path = tmp_path / "a.jsonl"
    cats = [{"NEWS": 1.0, "QUOTE": 0.0}, {"NEWS": 0.0, "QUOTE": 0.0}, {"NEWS": 0.0, "QUOTE": 1.0}]
    path.write_text("".join(f"{json.dumps([text, {'cats': each}])}\n" for text, each in zip(TEXTS, cats, strict=True)))
    (item,) = found(path)
    assert [labels for _, _, labels in decisions(item) if labels] == [("NEWS",), ("QUOTE",)]


def test_lists_of_sentences_and_labels_are_no_columns_of_a_table(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "Quay", "sentences": TEXTS}))
    (item,) = found(path)
    assert item.article.title == "Quay"
    assert item.article.text == " ".join(TEXTS)
