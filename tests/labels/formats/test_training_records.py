"""Copydesk's own records: what was exported comes back, and goes out again as the same bytes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.exporting.export import export_jsonl
from labels.exporting.selection import Selection
from labels.files.source import Source
from labels.formats.reader_registry import reader_for
from labels.importing.pipeline import import_articles
from labels.project import Project
from labels.projections.check import check
from labels.projections.read import waiting_decisions
from tests.examples import examples
from tests.labels.importing.read_files import found, refusal, remarks, sentences, write_lines
from tests.labels.making import SCHEME, TEXTS, Clock, make_project, use_codebook

#: Texts whose gaps are such as can be told from the spans alone.
PLAIN = (*TEXTS[:2], "Él llegó tarde. Nobody saw him. 😀 The end came quickly.\n")

ALL = Selection(statuses=("labelled", "skipped", "undecided"))


def decide(project: Project, say: list[tuple[int, str, str]]) -> None:
    """Let annotators say something of sentences, by number."""
    all_sentences = list(project.sentences())
    for number, who, what in say:
        with Project(project.path, who, clock=Clock()) as desk:
            sentence = all_sentences[number % len(all_sentences)]
            match what:
                case "skip":
                    desk.skip(sentence, seconds=1.5)
                case "flag":
                    desk.flag(sentence, reason="Two claims;\nin one")
                case "note":
                    desk.note(sentence, "Why? Because; “so”.\nTwo lines.")
                case _:
                    desk.label(sentence, *what.split(), seconds=0.25, suggested=("quote", 0.5))


def exported(project: Project, path: Path, selection: Selection = ALL) -> list[dict[str, object]]:
    """The records of a project."""
    export_jsonl(project.view, path, selection)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


SAYINGS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(["ana", "ben"]),
        st.sampled_from(["claim", "quote fact", "claim opinion", "skip", "flag", "note"]),
    ),
    max_size=12,
)


@given(SAYINGS)
@settings(max_examples=examples(15), deadline=None)
def test_out_in_and_out_again_is_equal(tmp_path_factory, say):
    folder = tmp_path_factory.mktemp("round")
    with make_project(folder / "one.db", texts=PLAIN) as one, Project(folder / "two.db", "zoe", clock=Clock()) as two:
        use_codebook(two, SCHEME)
        decide(one, say)
        first = exported(one, folder / "one.jsonl")
        report = import_articles(two, [folder / "one.jsonl"])
        assert (report.new, report.refused, report.remarks) == (3, [], [])
        said = [record for record in first if record["status"] != "undecided" or record["flagged"] or record["note"]]
        second = exported(two, folder / "two.jsonl")
        assert [record for record in second if record["annotator"] != "zoe"] == (first if said else [])
        again = import_articles(two, [folder / "one.jsonl"])
        assert (again.new, again.decisions) == (0, 0)
        assert exported(two, folder / "three.jsonl") == second
    assert check(folder / "two.db").problems == []


def test_the_articles_own_text_is_found_by_its_id(tmp_path):
    with make_project(tmp_path / "one.db", texts=("\nHead\r\n\r\nOne. Two.\r\n", "Line one\nLine two.")) as project:
        ids = [row.id for row in project.articles()]
        exported(project, tmp_path / "all.jsonl")
    assert [each.article.id for each in found(tmp_path / "all.jsonl")] == ids
    assert remarks(tmp_path / "all.jsonl") == []


def test_decided_sentences_go_onto_the_article_that_the_project_has(tmp_path):
    with make_project(tmp_path / "one.db") as one, make_project(tmp_path / "two.db", "ben") as two:
        decide(one, [(1, "ana", "quote"), (3, "ana", "claim")])
        exported(one, tmp_path / "decided.jsonl", Selection())
        report = import_articles(two, [tmp_path / "decided.jsonl"])
        assert (report.new, report.known, report.decisions) == (0, 1, 2)
        second, fourth = (list(two.sentences())[n] for n in (1, 3))
        assert [two.annotation(each, "ana").labels for each in (second, fourth)] == [("quote",), ("claim",)]


def test_where_nobody_has_the_article_it_becomes_what_there_is_of_it_and_says_so(tmp_path):
    with make_project(tmp_path / "one.db") as one:
        decide(one, [(1, "ana", "quote"), (3, "ana", "claim")])
        exported(one, tmp_path / "decided.jsonl", Selection())
    (item,) = found(tmp_path / "decided.jsonl")
    assert sentences(item) == [(0, "“It will stay closed,” he said."), (1, "The mayor left.")]
    assert [item.article.text[each.start : each.end] for each in item.decisions] == [
        text for _, text in sentences(item)
    ]
    (words,) = remarks(tmp_path / "decided.jsonl")
    assert words.startswith("Some sentences of its articles are not among the records")


def test_odd_blanks_between_sentences_keep_the_offsets_and_are_told(tmp_path):
    with make_project(tmp_path / "one.db", texts=("One.\u2003Two. \u2003 Three.",)) as project:
        records = exported(project, tmp_path / "all.jsonl")
    (item,) = found(tmp_path / "all.jsonl")
    assert item.article.text == "One. Two.   Three."
    assert [(cut.start, cut.end) for cut in item.sentences or ()] == [(r["start"], r["end"]) for r in records]
    (words,) = remarks(tmp_path / "all.jsonl")
    assert words.startswith("What lies between the sentences")


RECORD = {
    "id": "x:0-4", "text": "One.", "label": "a", "labels": ["a"], "status": "labelled", "article_id": "x",
    "title": None, "paragraph": 0, "position": 0, "start": 0, "end": 4, "annotator": "ana",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"end": 5}, "line 2: its text has 4 characters and its span 5."),
        ({"labels": []}, "line 2: its “status” is 'labelled' with 0 labels."),
        ({"status": "done"}, "line 2: its “status” is 'done' with 1 labels."),
        ({"paragraph": "0"}, "line 2: its “paragraph” is not a whole number."),
        ({"title": 3}, "line 2: its “title” is not a text."),
        ({"decided_at": "yesterday"}, "line 2: 'yesterday' is not a time."),
        ({"start": 2, "end": 6}, "line 2: its sentence overlaps another of the same article."),
    ],
)
def test_what_is_no_record_is_named_by_line(tmp_path, change, words):
    path = write_lines(tmp_path / "bad.jsonl", RECORD, RECORD | change)
    assert reader_for(Source(path)).name == "copydesk"
    assert refusal(path).startswith(words)
    assert len(found(path, skip=True)) == 1


def test_records_in_a_table_are_known_as_well(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    with make_project(tmp_path / "one.db") as one:
        decide(one, [(1, "ana", "quote"), (2, "ben", "claim opinion")])
        records = exported(one, tmp_path / "all.jsonl")
    write_table(pyarrow.Table.from_pylist(records), tmp_path / "all.parquet")
    from_lines, from_table = found(tmp_path / "all.jsonl"), found(tmp_path / "all.parquet")
    assert [each.article for each in from_table] == [each.article for each in from_lines]
    assert [each.decisions for each in from_table] == [each.decisions for each in from_lines]


@pytest.mark.parametrize("join", [json.dumps, "|".join])
def test_records_in_a_spreadsheet_are_known_as_well(tmp_path, join):
    with make_project(tmp_path / "one.db", texts=("=1+1 is a sum. It is.", "-x")) as one:
        decide(one, [(0, "ana", "quote"), (1, "ben", "claim opinion"), (1, "ana", "skip"), (2, "ana", "note")])
        records = exported(one, tmp_path / "all.jsonl")
    with (tmp_path / "all.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        for record in records:
            cells = {key: join(value) if isinstance(value, list) else value for key, value in record.items()}
            writer.writerow(
                {key: f"'{cell}" if str(cell)[:1] in "=-" else cell for key, cell in cells.items() if cell != ""}
            )
    from_lines, from_table = found(tmp_path / "all.jsonl"), found(tmp_path / "all.csv")
    assert [each.article for each in from_table] == [each.article for each in from_lines]
    assert [each.decisions for each in from_table] == [each.decisions for each in from_lines]


ELSEWHERE = "1 decision lies on other sentences than the project’s: carried to the sentences inside them, or waiting"


@pytest.mark.parametrize("selection", [Selection(), ALL], ids=["decided", "all"])
def test_a_decision_on_a_sentence_that_was_split_here_is_carried_to_its_parts(tmp_path, selection):
    with make_project(tmp_path / "one.db") as one, make_project(tmp_path / "two.db", "ben") as two:
        decide(one, [(0, "ana", "quote"), (4, "ana", "claim")])
        exported(one, tmp_path / "out.jsonl", selection)
        two.split(next(two.sentences()), 4)
        report = import_articles(two, [tmp_path / "out.jsonl"])
        assert (report.decisions, report.elsewhere, report.refused) == (2, 1, [])
        assert ELSEWHERE in report.remarks_in_words()
        first, second, third, *_ = two.sentences()
        said = [two.annotation(each, "ana") for each in (first, second, third)]
        assert [(each.labels, each.carried) for each in said] == [(("quote",), True), (("quote",), True), ((), False)]
        again = import_articles(two, [tmp_path / "out.jsonl"])
        assert (again.decisions, again.elsewhere) == (0, 0)
    assert check(tmp_path / "two.db").problems == []


def test_decisions_on_parts_wait_for_each_other_where_the_sentence_is_whole_here(tmp_path):
    with make_project(tmp_path / "one.db") as one, make_project(tmp_path / "two.db", "ben") as two:
        whole = next(two.sentences())
        one.split(next(one.sentences()), 4)
        decide(one, [(0, "ana", "quote")])
        exported(one, tmp_path / "one.jsonl", Selection())
        report = import_articles(two, [tmp_path / "one.jsonl"])
        assert (report.decisions, report.elsewhere) == (1, 1)
        assert not two.annotation(whole, "ana").decided  # it speaks of “The”, and the sentence goes on
        assert waiting_decisions(two.connection) == [("ana", 1)]
        decide(one, [(1, "ana", "quote fact")])
        exported(one, tmp_path / "both.jsonl", Selection())
        report = import_articles(two, [tmp_path / "both.jsonl"])
        assert (report.decisions, report.elsewhere) == (1, 1)
        assert two.annotation(whole, "ana").labels == ("quote",)  # what both say
        assert waiting_decisions(two.connection) == []
    assert check(tmp_path / "two.db").problems == []


def test_a_decision_beyond_the_end_of_its_article_refuses_the_article_only(tmp_path):
    with make_project(tmp_path / "one.db") as one, make_project(tmp_path / "two.db", "ben") as two:
        decide(one, [(1, "ana", "quote"), (4, "ana", "claim")])
        first, second = exported(one, tmp_path / "out.jsonl", Selection())
        path = write_lines(tmp_path / "far.jsonl", first | {"start": 900, "end": 900 + len(str(first["text"]))}, second)
        report = import_articles(two, [path])
        assert report.decisions == 1
        (refused,) = report.refused
        assert refused.reason.startswith("a decision is on 900-") and refused.reason.endswith("Export the file again.")


@pytest.mark.parametrize("id", ["x", "018df94b-add8-4810-9430-5b70cd8c117d", "018DF94B-ADD8-7810-9430-5B70CD8C117D"])
def test_a_codebook_that_is_no_event_is_named_by_line(tmp_path, id):
    path = write_lines(tmp_path / "bad.jsonl", RECORD, RECORD | {"codebook_id": id})
    assert refusal(path).startswith("line 2: its “codebook_id” is no ")
