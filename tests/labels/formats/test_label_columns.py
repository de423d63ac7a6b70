"""Columns of labels: names, answers to yes or no, whole numbers, scores; nothing is a label that nobody meant."""

from __future__ import annotations

import json

import pytest

from tests.labels.importing.read_files import decisions, found, refusal, remarks, write_lines

TEXTS = ("The quay is shut.", "Why, asked the mayor.", "Rain fell.")


def labels(path, **columns):
    """The labels of each decision, in the order of the sentences, () where there is none."""
    (item,) = found(path, **columns)
    said = {text: names for text, _, names in decisions(item)}
    return [said.get(text, ()) for text in TEXTS]


def table(path, **values):
    """A JSON Lines file with a row for each text, the column's values in their order."""
    rows = [{"text": text} | {key: each[n] for key, each in values.items()} for n, text in enumerate(TEXTS)]
    return write_lines(path, *rows)


def as_csv(path, **values):
    """The same as CSV."""
    lines = [",".join(["text", *values])]
    lines += [",".join([f'"{text}"', *(each[n] for each in values.values())]) for n, text in enumerate(TEXTS)]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "values",
    [
        ("1", "0", "1"),
        ("1", "", "1"),
        ("1.0", "0.0", "1.0"),
        ("True", "False", "True"),
        ("TRUE", "", "TRUE"),
        ("t", "f", "t"),
        ("yes", "no", "Yes"),
        ("Y", "N", "Y"),
        ("x", "", "X"),
        ("✓", "✗", "✓"),
        ("x", "-", "x"),
        ("yes", "0", "1"),
        ("Ja", "Nein", "ja"),
        ("WAHR", "FALSCH", "WAHR"),
        ("oui", "non", "oui"),
        ("Sí", "No", "sí"),
        ("sim", "não", "sim"),
        ("tak", "nie", "tak"),
        ("да", "нет", "Да"),
        ("是", "否", "是"),
        ("yes", "n/a", "yes"),
        ("1", "nan", "1"),
    ],
)
@pytest.mark.parametrize("write", [table, as_csv])
def test_a_column_that_only_answers_is_one_label(tmp_path, write, values):
    path = write(tmp_path / ("a.csv" if write is as_csv else "a.jsonl"), claim=values)
    assert labels(path, labels=("claim",)) == [("claim",), (), ("claim",)]


@pytest.mark.parametrize("values", [(1, 0, 1), (1.0, 0.0, 1.0), (True, False, True), (1, None, True)])
def test_numbers_and_booleans_answer_as_well(tmp_path, values):
    assert labels(table(tmp_path / "a.jsonl", claim=values), labels=("claim",)) == [("claim",), (), ("claim",)]


def test_true_and_false_answer_whatever_the_column_is_called(tmp_path):
    path = as_csv(tmp_path / "a.csv", label=("True", "False", "true"))
    assert labels(path) == [("label",), (), ("label",)]


def test_each_of_several_columns_is_looked_at_alone(tmp_path):
    path = as_csv(tmp_path / "a.csv", role=("main", "", "true"), claim=("True", "False", ""), tone=("0", "1", "2"))
    assert labels(path, labels=("role", "claim", "tone")) == [("main", "claim", "0"), ("1",), ("true", "2")]
    words = remarks(path, labels=("role", "claim", "tone"))
    assert "Labels that are there or not (false, true): “claim”." in words


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("stance", ("yes", "no", "maybe")),
        ("grade", ("1", "2", "0")),
        ("kind", ("s", "", "s")),
        ("kind", ("n", "s", "t")),
        ("kind", ("x", "y", "x")),
        ("label", ("x", "", "x")),
        ("score", ("0.5", "1", "0")),
        ("label", ("1", "0", "1")),
        ("Class", ("yes", "no", "yes")),
    ],
)
def test_what_is_more_than_yes_and_no_is_a_name(tmp_path, column, values):
    path = as_csv(tmp_path / "a.csv", **{column: values})
    assert labels(path, labels=(column,)) == [(value,) if value else () for value in values]


def test_a_column_called_label_that_answers_is_told(tmp_path):
    path = as_csv(tmp_path / "a.csv", label=("1", "0", "1"))
    assert "“label” holds names of labels (0, 1). If they mean no and yes, give the column the name of the label." in (
        remarks(path)
    )


def test_an_answer_that_comes_late_makes_names_of_all(tmp_path):
    rows = [{"text": f"Sentence {n}.", "g": 1, "claim": "yes"} for n in range(200)] + [
        {"text": "The end.", "g": 1, "claim": "unclear"}
    ]
    (item,) = found(write_lines(tmp_path / "a.jsonl", *rows), labels=("claim",), group="g")
    assert {names for _, _, names in decisions(item)} == {("yes",), ("unclear",)}
    nested = [{"paragraphs": [[row]]} for row in rows]
    items = found(write_lines(tmp_path / "b.jsonl", *nested), labels=("claim",))
    assert {names for item in items for _, _, names in decisions(item)} == {("yes",), ("unclear",)}


def test_nested_sentences_answer_as_well(tmp_path):
    row = {"paragraphs": [[{"text": "One.", "claim": 1, "role": "lead"}, {"text": "Two.", "claim": 0, "role": "lead"}]]}
    (item,) = found(write_lines(tmp_path / "n.jsonl", row), labels=("claim", "role"))
    assert decisions(item) == [("One.", None, ("claim", "lead")), ("Two.", None, ("lead",))]


@pytest.mark.parametrize("values", [("1.0", "", "2.0"), (1.0, None, 2.0), (1, None, 2.0)])
def test_whole_numbers_are_written_as_such(tmp_path, values):
    path = as_csv(tmp_path / "a.csv", code=values) if values[1] == "" else table(tmp_path / "a.jsonl", code=values)
    assert labels(path, labels=("code",)) == [("1",), (), ("2",)]


def test_numbers_with_parts_stay_as_they_are(tmp_path):
    path = as_csv(tmp_path / "a.csv", code=("1.0", "1.1", "2.0"))
    assert labels(path, labels=("code",)) == [("1.0",), ("1.1",), ("2.0",)]


def test_what_programs_write_for_nothing_is_no_label(tmp_path):
    path = table(tmp_path / "a.jsonl", label=("quote", "nan", "<NA>"))
    assert labels(path) == [("quote",), (), ()]
    assert "“nan” in “label” counts as an empty cell." in remarks(path)
    path = table(tmp_path / "b.jsonl", label=("None", "N/A", "Nan"))
    assert labels(path) == [("None",), ("N/A",), ("Nan",)]


def test_a_list_in_a_cell_holds_labels(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("text\tlabels\n" + f"{TEXTS[0]}\t['a', 'b']\n" + f'{TEXTS[1]}\t["c"]\n')
    assert labels(path) == [("a", "b"), ("c",), ()]


def test_scores_of_one_and_nought_are_labels(tmp_path):
    cats = ({"NEWS": 1.0, "QUOTE": 0.0}, {"NEWS": 0, "QUOTE": 1}, {"NEWS": False, "QUOTE": None})
    assert labels(table(tmp_path / "a.jsonl", cats=cats)) == [("NEWS",), ("QUOTE",), ()]
    listed = tuple([{"label": name, "value": value} for name, value in each.items()] for each in cats)
    assert labels(table(tmp_path / "b.jsonl", cats=listed)) == [("NEWS",), ("QUOTE",), ()]
    written = tuple(str(each).replace(", ", ",") for each in cats)
    path = tmp_path / "c.tsv"
    path.write_text("text\tcats\n" + "".join(f"{text}\t{each}\n" for text, each in zip(TEXTS, written, strict=True)))
    assert labels(path, labels=("cats",)) == [("NEWS",), ("QUOTE",), ()]


def test_paragraphs_of_spacy_2_have_scores(tmp_path):
    cats = [{"label": "NEWS", "value": 1.0}, {"label": "QUOTE", "value": 0.0}]
    row = {"id": 0, "paragraphs": [{"raw": "Rain fell.", "cats": cats}, {"raw": "Why?", "cats": []}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([row]))
    (item,) = found(path)
    assert item.article.text == "Rain fell.\n\nWhy?"
    assert decisions(item) == [("Rain fell.", None, ("NEWS",))]


def test_scores_beside_entities_are_labels_as_well(tmp_path):
    row = {"text": "Rain fell.", "cats": {"NEWS": 1.0, "QUOTE": 0.0}, "entities": []}
    (item,) = found(write_lines(tmp_path / "a.jsonl", row))
    assert decisions(item) == [("Rain fell.", None, ("NEWS",))]


def test_scores_of_a_model_are_suggestions(tmp_path):
    cats = ({"NEWS": 0.9, "QUOTE": 0.1}, {"NEWS": 0.2, "QUOTE": 0.6}, {"NEWS": 1.0, "QUOTE": 0.0})
    (item,) = found(table(tmp_path / "a.jsonl", cats=cats))
    said = [(each.status, each.labels, each.suggested_label, each.suggested_score) for each in item.decisions]
    assert said == [
        ("undecided", (), "NEWS", 0.9),
        ("undecided", (), "QUOTE", 0.6),
        ("labelled", ("NEWS",), None, None),
    ]


def test_scores_of_spans_or_of_no_numbers_are_refused(tmp_path):
    path = table(tmp_path / "a.jsonl", cats=({"A": "high"}, {}, {}))
    assert refusal(path).startswith("line 1: its “cats” holds more than names of labels.")
    path = table(tmp_path / "b.jsonl", cats=([{"label": "A", "start": 0}], [], []))
    assert refusal(path).startswith("line 1: its “cats” holds more than names of labels.")


def test_an_annotator_may_be_number_nought(tmp_path):
    path = table(tmp_path / "a.jsonl", label=("a", "b", "c"), annotator=(0, 1, ""))
    (item,) = found(path)
    assert [who for _, who, _ in decisions(item)] == ["0", "1", None]


def test_columns_that_may_be_labels_are_told_where_none_was_named(tmp_path):
    path = as_csv(tmp_path / "a.csv", claim=("1", "0", "1"), desk=("metro", "sport", "sport"))
    assert "Kept as metadata: “claim”. If these are labels of sentences, name each with --label." in remarks(path)
    path = write_lines(tmp_path / "a.jsonl", {"text": "One.\n\nTwo.", "label": "news"})
    assert "Kept as metadata: “label”. If these are labels of sentences, name each with --label." in remarks(path)
