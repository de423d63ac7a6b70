"""The training record: its keys, their order and types, and which decisions are exported."""

from __future__ import annotations

import json
import typing
from dataclasses import replace
from types import UnionType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.article import Article
from labels.errors import UsageError
from labels.exporting.export import jsonl_lines
from labels.exporting.records import records
from labels.exporting.selection import Selection
from labels.formats.record import Record
from labels.journal.ids import id_to_text
from labels.project import Project
from labels.projections import codebooks
from tests.examples import examples
from tests.labels.making import make_project, use_codebook

KEYS = [
    "id",
    "text",
    "label",
    "labels",
    "status",
    "article_id",
    "title",
    "source",
    "url",
    "published",
    "language",
    "paragraph",
    "position",
    "start",
    "end",
    "annotator",
    "decided_at",
    "seconds",
    "flagged",
    "note",
    "suggested_label",
    "suggested_score",
    "scheme_version",
    "split",
    "flag_reason",
    "annotator_key",
    "codebook_id",
    *("suggested_labels", "suggestion_mode", "suggestion_accepted", "suggestion_run", "marked_labels"),
    *("withheld_labels", "withheld_score", "p_given", "p_other", "other_labels", "shown_order", "shown_probability"),
]


@pytest.fixture
def labelled(project):
    """A project in which ana has decided on everything but the last sentence, in every way there is."""
    project.add(
        Article("One more. Last.", "Title", "wire", "https://a.example/1", "A. Uthor", "2024-02-29", "en", {"x": [1]})
    )
    sentences = list(project.sentences())
    project.label(sentences[0], "claim", seconds=2)
    project.label(sentences[1], "quote", "claim", suggested=("quote", 0.75))
    project.skip(sentences[2], seconds=0.5)
    project.flag(sentences[2], reason="odd")
    project.note(sentences[3], "Why?")
    for sentence in sentences[3:-1]:
        project.label(sentence, "fact")
    return project


def test_every_line_has_the_same_keys_in_the_same_order(labelled):
    everything = Selection(statuses=("labelled", "skipped", "undecided"))
    lines = list(jsonl_lines(labelled.view, everything))
    assert len(lines) == 10
    assert {tuple(json.loads(line)) for line in lines} == {tuple(KEYS)}
    assert list(Record.__annotations__) == KEYS


def test_every_value_has_the_type_it_is_said_to_have(labelled):
    hints = typing.get_type_hints(Record)
    for record in records(labelled.view, Selection(statuses=("labelled", "skipped", "undecided"))):
        for key, value in record.items():
            allowed = typing.get_args(hints[key]) if isinstance(hints[key], UnionType) else (hints[key],)
            assert type(value) in {typing.get_origin(each) or each for each in allowed}, key


def test_a_record_says_all_there_is_to_say(labelled):
    first, second, third, *_ = records(labelled.view)
    article = next(iter(labelled.articles()))
    assert first == {
        "id": f"{article.id}:0-21",
        "text": "The bridge is closed.",
        "label": "claim",
        "labels": ["claim"],
        "status": "labelled",
        "article_id": article.id,
        "title": None,
        "source": None,
        "url": None,
        "published": None,
        "language": "en",
        "paragraph": 0,
        "position": 0,
        "start": 0,
        "end": 21,
        "annotator": "ana",
        "decided_at": first["decided_at"],
        "seconds": 2.0,
        "flagged": False,
        "note": None,
        "suggested_label": None,
        "suggested_score": None,
        "scheme_version": 2,
        "split": None,
        "flag_reason": None,
        "annotator_key": first["annotator_key"],
        "codebook_id": id_to_text(codebooks.current_event(labelled.connection)),
        "suggested_labels": [],
        "suggestion_mode": None,
        "suggestion_accepted": None,
        "suggestion_run": None,
        "marked_labels": [],
        "withheld_labels": [],
        "withheld_score": None,
        "p_given": None,
        "p_other": None,
        "other_labels": [],
        "shown_order": None,
        "shown_probability": None,
    }
    assert first["annotator_key"].startswith("ana~")
    assert first["decided_at"].startswith("2024-03-01T09:15:")
    assert first["decided_at"].endswith("+00:00")
    assert (second["label"], second["labels"]) == (None, ["claim", "quote"])
    assert (second["suggested_label"], second["suggested_score"]) == ("quote", 0.75)
    assert (third["label"], third["labels"], third["status"], third["flagged"]) == (None, [], "skipped", True)
    assert third["flag_reason"] == "odd"
    *_, last = records(labelled.view)
    assert [last[key] for key in ("title", "source", "url", "published", "language")] == [
        "Title",
        "wire",
        "https://a.example/1",
        "2024-02-29",
        "en",
    ]


def test_every_text_is_the_articles_from_start_to_end(labelled):
    texts = dict(
        labelled.connection.execute("SELECT id, text FROM article JOIN article_text ON article = n").fetchall()
    )
    found = list(records(labelled.view, Selection(statuses=("labelled", "skipped", "undecided"))))
    assert len(found) == 10
    for record in found:
        assert texts[record["article_id"]][record["start"] : record["end"]] == record["text"]


def test_a_renamed_label_is_exported_under_its_new_name(labelled):
    codebook = labelled.codebook
    labels = [replace(label, name="assertion") if label.id == "claim" else label for label in codebook.labels]
    change = labelled.plan_codebook(replace(codebook, labels=tuple(labels)), renames={"claim": "assertion"})
    labelled.change_codebook(change)
    first, second, *_ = records(labelled.view)
    assert first["label"] == "assertion"
    assert second["labels"] == ["assertion", "quote"]
    assert first["scheme_version"] == 2


def test_a_codebook_changed_by_another_process_is_heeded(labelled):
    assert labelled.codebook_version == 2
    with Project(labelled.path, "lead") as other:
        codebook = other.codebook
        labels = [replace(label, name="assertion") if label.id == "claim" else label for label in codebook.labels]
        new = replace(codebook, labels=tuple(labels))
        other.change_codebook(other.plan_codebook(new, renames={"claim": "assertion"}))
    assert next(records(labelled.view))["label"] == "assertion"


def test_a_retired_label_keeps_its_name(labelled):
    codebook = labelled.codebook
    labels = [replace(each, retired=True, key=None) if each.id == "claim" else each for each in codebook.labels]
    use_codebook(labelled, replace(codebook, labels=tuple(labels)))
    assert next(records(labelled.view))["label"] == "claim"


@pytest.mark.parametrize(
    ("statuses", "count"),
    [(("labelled",), 8), (("skipped",), 1), (("undecided",), 1), (("labelled", "skipped", "undecided"), 10)],
)
def test_the_status_selects(labelled, statuses, count):
    found = list(records(labelled.view, Selection(statuses=statuses)))
    assert len(found) == count
    assert {record["status"] for record in found} == set(statuses)


def test_annotators_are_told_apart(labelled):
    with Project(labelled.path, "bo") as bo:
        bo.label(next(bo.sentences()), "opinion")
    first, second, *_ = records(labelled.view)
    assert (first["annotator"], second["annotator"]) == ("ana", "bo")
    assert first["id"] == second["id"]
    assert [record["label"] for record in records(labelled.view, Selection(annotators=("bo",)))] == ["opinion"]
    undecided = Selection(annotators=("bo", "ana"), statuses=("undecided",))
    assert [record["annotator"] for record in records(labelled.view, undecided)] == ["bo"] * 8 + ["ana", "bo"]
    with pytest.raises(UsageError, match=r"“cy” has said nothing here\. Known annotators: ana, bo\."):
        list(records(labelled.view, Selection(annotators=("cy",))))
    labelled.skip(next(labelled.sentences()))  # a refused export leaves no transaction open


@pytest.mark.parametrize("context", [1, 2, 9])
def test_context_is_the_neighbours_in_the_same_article(labelled, context):
    texts = {row.id: [s.text for s in labelled.sentences(row.id)] for row in labelled.articles()}
    for record in records(labelled.view, Selection(context=context)):
        around, at = texts[record["article_id"]], record["position"]
        assert record["previous"] == around[max(0, at - context) : at]
        assert record["next"] == around[at + 1 : at + 1 + context]
        assert list(record) == [*KEYS, "previous", "next"]


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("\u2028\u2029\x85\x00\x1b\r\n. "), min_size=1
    )
)
def test_any_text_is_one_line_that_reads_back(tmp_path_factory, text):
    with make_project(tmp_path_factory.mktemp("any") / "news.db", texts=()) as project:
        project.add(f"{text} Word.")
        for sentence in project.sentences():
            project.note(sentence, text)
            project.label(sentence, "claim")
        lines = list(jsonl_lines(project.view))
        assert all(len(line.splitlines()) == 1 for line in lines)
        assert [json.loads(line)["text"] for line in lines] == [s.text for s in project.sentences()]
        assert {json.loads(line)["note"] for line in lines} == {text}
        "".join(lines).encode("utf-8")


def test_no_two_records_share_a_list(labelled):
    found = list(records(labelled.view, Selection(statuses=("labelled", "skipped", "undecided"), context=1)))
    lists = [value for record in found for value in record.values() if isinstance(value, list)]
    assert len({id(each) for each in lists}) == len(lists) == 7 * len(found)
