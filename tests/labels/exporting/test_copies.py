"""Copies of a project that know the same export the same: articles as they were born, people by their keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from labels.codebook.record import codebook_to_record
from labels.errors import UsageError
from labels.exporting.export import jsonl_lines
from labels.exporting.records import records, select
from labels.exporting.selection import Selection
from labels.formats.description.card import card_text
from labels.formats.writer_registry import writer_named
from labels.importing.pipeline import import_articles
from labels.journal.event import Act
from labels.journal.ids import id_to_text
from labels.merging import merge_files
from labels.project import Project
from labels.projections import codebooks
from labels.projections.articles import are_numbered_in_order
from labels.query import parse_query
from labels.values.progress import UNWATCHED
from tests.examples import default_cases
from tests.labels.making import SCHEME, Clock, use_codebook

ALL = Selection(statuses=("labelled", "skipped", "undecided"))
TEXTS = ("The bridge is closed. Nobody knows why.", "It rained. It snowed.", "A short one.")


@pytest.fixture
def machines(tmp_path):
    """Two machines with a project each, of which the second works a year earlier; on both somebody is called ana."""
    first, second = Clock(), Clock()
    second.now -= timedelta(days=365)
    with (
        Project(tmp_path / "one.db", "ana", clock=first) as one,
        Project(tmp_path / "two.db", "ana", clock=second) as two,
    ):
        use_codebook(one, SCHEME)
        one.add(TEXTS[0])
        one.add(TEXTS[1])
        two.add(TEXTS[2])
        two.add(TEXTS[0])
        merge_files(two, [one.path], copy=False)
        a, b = one.sentences(), two.sentences()
        one.label(next(a), "claim")
        for sentence in b:
            if sentence.text == "Nobody knows why.":
                two.skip(sentence)
            else:
                two.label(sentence, "fact", seconds=2)
        yield one, two


def merged(one, two):
    merge_files(one, [two.path], copy=False)
    merge_files(two, [one.path], copy=False)
    return one, two


def test_copies_that_know_the_same_export_the_same(machines):
    one, two = merged(*machines)
    assert [row.id for row in one.articles()] != [row.id for row in two.articles()]
    assert not are_numbered_in_order(one.connection)
    for selection in (Selection(), ALL, replace(ALL, query=parse_query("-label:claim closed OR rained OR short"))):
        lines = list(jsonl_lines(one.view, selection))
        assert lines and lines == list(jsonl_lines(two.view, selection))
    texts = [record["text"] for record in records(one.view, ALL)]
    assert texts[:3] == ["A short one.", "A short one.", "The bridge is closed."]  # born first, imported last


@pytest.mark.parametrize("size", default_cases([1, 2, 100], 0))
def test_a_query_chooses_the_same_in_any_order_of_articles(machines, monkeypatch, size):
    monkeypatch.setattr("labels.exporting.selection._BATCH", size)
    one, two = merged(*machines)
    for query in ("label:fact", "is:undecided", "label:claim OR is:skipped", "by:ana label:fact", "closed"):
        found = [list(records(each.view, replace(ALL, query=parse_query(query)))) for each in (one, two)]
        every = {(record["id"], record["annotator_key"]): record for record in records(one.view, ALL)}
        assert found[0] == found[1] != []
        assert found[0] == [every[record["id"], record["annotator_key"]] for record in found[0]]
        assert [record for record in every.values() if record in found[0]] == found[0]


def test_two_annotators_of_one_name_both_come_out(machines):
    one, _ = merged(*machines)
    bridge = [record for record in records(one.view, ALL) if record["text"] == "The bridge is closed."]
    assert [(record["annotator"], record["label"]) for record in bridge] in (
        [("ana", "claim"), ("ana", "fact")],
        [("ana", "fact"), ("ana", "claim")],
    )
    keys = [record["annotator_key"] for record in bridge]
    assert keys == sorted(set(keys)) and all(key.startswith("ana~") for key in keys)
    assert one.annotators() == ["ana", "ana (2)"]
    first, second = (list(records(one.view, Selection(annotators=(name,)))) for name in one.annotators())
    assert (len(first), len(second)) == (5, 1)
    assert second[0]["label"] == "claim"
    assert len(list(records(one.view, Selection(annotators=("ana", "ana (2)"))))) == 6
    with pytest.raises(UsageError, match=r"Known annotators: ana, ana \(2\)\."):
        list(records(one.view, Selection(annotators=("ana (3)",))))
    assert card_text(select(one.view)).count("| ana |") == 2


@pytest.mark.parametrize(
    "format", default_cases(["jsonl", "csv", "prodigy", "doccano", "label-studio", "argilla", "spacy", "parquet"], 0, 3)
)
def test_two_annotators_of_one_name_come_back_from_a_file(machines, tmp_path, format):
    if format in ("spacy", "parquet"):
        pytest.importorskip({"parquet": "pyarrow"}.get(format, format))
    one, _ = merged(*machines)
    exporter = writer_named(format)
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(select(one.view, ALL), path, UNWATCHED)
    with Project(tmp_path / "three.db", "zoe", clock=Clock()) as three:
        use_codebook(three, SCHEME)
        assert import_articles(three, [path]).refused == []
        fields = ("id", "label", "status", "annotator", "annotator_key", "codebook_id")
        went, came = (
            [tuple(each[key] for key in fields) for each in records(project.view)] for project in (one, three)
        )
        assert sorted(went) == sorted(came)
        again = import_articles(three, [path])
        assert (again.decisions, again.elsewhere) == (0, 0)


def test_of_annotators_that_are_one_comes_one(machines):
    one, _ = merged(*machines)
    people = one.connection.execute("SELECT key FROM person ORDER BY key").fetchall()
    with_key = [key for (key,) in people]
    one.journal.record([Act("annotator", payload={"who": with_key[0], "same_as": with_key[1]})])
    assert {record["annotator_key"] for record in records(one.view)} <= {*with_key}
    assert len({record["annotator_key"] for record in records(one.view)}) == 1
    assert len({record["id"] for record in records(one.view)}) == len(list(records(one.view))) == 5


def test_the_codebook_of_a_decision_is_told_by_its_number_here_and_by_its_event(machines):
    one, two = machines
    old = id_to_text(codebooks.current_event(one.connection))
    use_codebook(one, replace(one.codebook, guidelines="Read well."))
    new = id_to_text(codebooks.current_event(one.connection))
    *_, last = one.sentences()
    one.label(last, "quote")
    merged(one, two)
    for project in (one, two):
        numbers = codebooks.numbers(project.connection)
        told = {record["label"]: (record["codebook_id"], record["scheme_version"]) for record in records(project.view)}
        assert told["claim"] == (old, numbers[bytes.fromhex(old.replace("-", ""))])
        assert told["quote"] == (new, numbers[bytes.fromhex(new.replace("-", ""))])


def test_a_decision_under_a_codebook_that_is_not_here_keeps_the_number_that_it_came_with(machines, tmp_path):
    one, _ = machines
    path = tmp_path / "out.jsonl"
    path.write_text("\n".join(jsonl_lines(one.view, ALL)), encoding="utf-8")
    with Project(tmp_path / "three.db", "zoe", clock=Clock()) as three:
        use_codebook(three, SCHEME)
        import_articles(three, [path])
        went, came = next(iter(records(one.view))), next(iter(records(three.view)))
        assert (came["scheme_version"], came["codebook_id"]) == (went["scheme_version"], went["codebook_id"])


def test_labels_that_were_merged_into_another_come_out_under_its_name(project):
    first, second, third, *_ = project.sentences()
    project.label(first, "claim")
    project.label(second, "claim", "quote", suggested=("claim", 0.5))
    project.label(third, "quote")
    assert select(project.view).labels == ("claim", "quote", "fact", "opinion")
    labels = [
        replace(each, key=None, same_as="quote") if each.id == "claim" else each for each in project.codebook.labels
    ]
    write_codebook(project, replace(project.codebook, labels=tuple(labels)))
    found = list(records(project.view))
    assert [(record["label"], record["labels"]) for record in found] == [("quote", ["quote"])] * 3
    assert found[1]["suggested_label"] == "quote"
    assert select(project.view).labels == ("quote", "fact", "opinion")
    assert "claim" not in card_text(select(project.view))


def test_labels_list_what_can_occur_only(project):
    first, *_ = project.sentences()
    project.label(first, "claim")
    use_codebook(
        project,
        replace(
            project.codebook,
            labels=tuple(
                replace(each, key=None, retired=True) if each.id in ("claim", "quote") else each
                for each in project.codebook.labels
            ),
        ),
    )
    assert select(project.view).labels == ("claim", "fact", "opinion")
    project.clear(first)
    assert select(project.view).labels == ("fact", "opinion")


def test_a_label_that_no_codebook_here_has_goes_by_its_id(project, tmp_path):
    first, *_ = project.sentences()
    project.label(first, "claim")
    codebook = project.codebook
    write_codebook(project, replace(codebook, labels=tuple(each for each in codebook.labels if each.id != "claim")))
    assert [record["labels"] for record in records(project.view)] == [["claim"]]
    assert select(project.view).labels == ("quote", "fact", "opinion", "claim")
    assert "| claim | 1 |" in card_text(select(project.view))
    if writer_named("huggingface").extra == "parquet":
        pytest.importorskip("pyarrow")
        assert writer_named("huggingface").write(select(project.view), tmp_path / "out", UNWATCHED) == 1


def write_codebook(project, codebook):
    """A version of the codebook as it is, whatever a plan of a change would say."""
    payload = {
        "value": codebook_to_record(codebook),
        "parents": [event.hex() for event in codebooks.heads(project.connection)],
        "seen": [],
    }
    project.journal.record([Act("codebook", payload=payload)])
    project.reread_codebook()
