"""Gold in every format: one row a sentence, with its state, where its labels come from, and who said what."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.exporting.export import export_file
from labels.exporting.fidelity import fidelity
from labels.exporting.records import records, select
from labels.exporting.selection import Selection
from labels.formats.dataset import Unit
from labels.formats.description.card import card_text
from labels.formats.gold_record import GOLD_FIELDS, is_gold, vote_labels, vote_text
from labels.formats.record import column_types
from labels.formats.writer_registry import writer_named
from labels.project import Project
from labels.query import parse_query
from labels.values.annotation import Status
from labels.values.review import STATES
from tests.done_once import write_empty_project
from tests.examples import default_cases
from tests.labels.making import SCHEME, use_codebook
from tests.labels.review.reviewed import make_reviewed, settled

EVERY: tuple[Status, ...] = ("labelled", "skipped", "undecided")
GOLD = Selection(states=("settled",))
ALL = Selection(statuses=EVERY, states=STATES)

#: Formats that hold gold and are written without further packages than pyarrow.
TOOLS = ("prodigy", "doccano", "label-studio", "argilla")
OURS = ("jsonl", "csv", "tsv", "parquet", "conllu", "huggingface")


@cache
def made() -> bytes:
    """By rule unanimous are settled the sentences 0, 2 and 6, by hand 1, of which the vote of cem came later."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with make_reviewed(path) as project:
            project.settle_by_rule("unanimous")
            sentences = list(project.sentences())
            project.settle(sentences[1], "claim", "quote", reason="two voices")
        with Project(path, "cem") as cem:
            cem.label(list(cem.sentences())[1], "opinion")
        return path.read_bytes()


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """That project, open for lea."""
    (tmp_path / "news.db").write_bytes(made())
    with Project(tmp_path / "news.db", "lea") as project:
        yield project


def rows(project: Project, selection: Selection = GOLD) -> list[dict[str, Any]]:
    return [dict(record) for record in records(project.view, selection)]


def written(project: Project, to: Path, format: str, selection: Selection = ALL) -> Path:
    export_file(project.view, to, format, selection)
    return to


def test_a_row_has_what_was_settled_and_where_it_comes_from(lead: Project) -> None:
    first, second, *rest = rows(lead)
    assert list(first) == [*column_types(False), *GOLD_FIELDS]
    assert (first["label"], first["labels"], first["status"]) == ("claim", ["claim"], "labelled")
    assert (first["annotator"], first["annotator_key"][:4], first["decided_at"][:10]) == ("lea", "lea~", "2024-03-01")
    assert [first[name] for name in GOLD_FIELDS[:-1]] == [
        "settled", None, "unanimous", None, False, ["ana", "ben", "cem"], ["claim", "claim", "claim"],
    ]  # fmt: skip
    assert [second[name] for name in ("label", "labels", *GOLD_FIELDS[:-1])] == [
        None, ["claim", "quote"], "settled", "reopened", None, "two voices", False, ["ana", "ben", "cem"],
        ["quote", "claim", "opinion"],
    ]  # fmt: skip
    assert [(row["labels"], row["status"]) for row in rest] == [(["fact"], "labelled"), ([], "skipped")]


def test_the_posterior_is_that_of_the_model_for_these_labels(lead: Project) -> None:
    use_codebook(lead, replace(SCHEME, choose="one"))
    for unit in lead.view.posteriors():
        assert lead.review_of(_id(lead, unit)) is not None
    known = {_id(lead, unit): shares for unit, shares in lead.view.posteriors().items()}
    found = {row["id"]: (tuple(row["labels"]), row["posterior"]) for row in rows(lead)}
    assert len(found) == 4
    for id, (labels, posterior) in found.items():
        assert posterior == known[id].get(labels)
    assert None in [posterior for _, posterior in found.values()], "nobody gave both labels"
    assert max(posterior or 0 for _, posterior in found.values()) > 0.8


def _id(project: Project, unit: tuple[int, int, int]) -> str:
    return f"{project.reader.id_of_article(unit[0])}:{unit[1]}-{unit[2]}"


def test_with_two_people_there_is_no_posterior(lead: Project) -> None:
    with Project(lead.path, "cem") as cem:
        cem.annotate("is:decided", clear=True)
    assert {row["posterior"] for row in rows(lead, ALL)} == {None}


def test_other_states_have_their_votes_and_no_labels_but_agreed_ones(lead: Project) -> None:
    lead.unsettle(list(lead.sentences())[2])
    found = rows(lead, ALL)
    assert [row["state"] for row in found] == [
        "settled", "settled", "agreed", "conflict", "unmarked", "thin", "settled", "conflict",
    ]  # fmt: skip
    assert [(row["labels"], row["status"], row["annotator"], row["decided_at"]) for row in found[2:6]] == [
        (["fact"], "labelled", "", None),
        ([], "undecided", "", None),
        ([], "undecided", "", None),
        ([], "undecided", "", None),
    ]
    assert [row["votes"] for row in found[2:6]] == [["fact", "fact"], ["claim", "quote", "fact"], [], ["claim"]]
    assert [row["state"] for row in rows(lead, Selection(states=("agreed", "settled")))].count("agreed") == 1


def test_status_query_and_context_choose_as_elsewhere(lead: Project) -> None:
    assert [row["labels"] for row in rows(lead, replace(GOLD, statuses=("skipped",)))] == [[]]
    conflicts = replace(ALL, query=parse_query("state:conflict"), context=1)
    assert [(row["position"], row["previous"], row["next"]) for row in rows(lead, conflicts)] == [
        (3, ["Nobody knows why. 😀"], []),
        (2, ["Nobody saw him."], []),
    ]
    assert [row["mark"] for row in rows(lead, replace(GOLD, query=parse_query("is:reopened")))] == ["reopened"]
    assert len(rows(lead, replace(GOLD, query=parse_query("by:ana label:claim")))) == 1


def test_a_label_of_gold_that_nobody_gave_and_nobody_can_give_any_more(lead: Project, tmp_path: Path) -> None:
    lead.settle(list(lead.sentences())[5], "opinion")
    with Project(lead.path, "cem") as cem:
        cem.clear(list(cem.sentences())[1])
    use_codebook(lead, Codebook(labels=tuple(each for each in SCHEME.labels if each.id != "opinion"), choose="many"))
    assert "opinion" in select(lead.view, GOLD).labels
    written(lead, tmp_path / "out", "huggingface", GOLD)


def test_rows_of_annotators_stay_as_they_were(lead: Project, tmp_path: Path) -> None:
    lines = written(lead, tmp_path / "own.jsonl", "jsonl", Selection()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 18
    assert {tuple(json.loads(line)) for line in lines} == {tuple(column_types(False))}
    assert not any(is_gold(json.loads(line)) for line in lines)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], "skipped"),
        (["claim"], "claim"),
        (["claim", "quote"], "claim + quote"),
        (["skipped"], '["skipped"]'),
        (["a + b", "c"], '["a + b", "c"]'),
        (["[x]"], '["[x]"]'),
    ],
)
def test_a_vote_is_read_as_it_was_written(labels: list[str], text: str) -> None:
    assert vote_text(labels) == text
    assert vote_labels(text) == labels


def test_a_table_has_votes_in_cells(lead: Project, tmp_path: Path) -> None:
    with written(lead, tmp_path / "gold.csv", "csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [(row["state"], row["voters"], row["votes"]) for row in found[1:6:2]] == [
        ("settled", "ana|ben|cem", "quote|claim|opinion"),
        ("conflict", "ana|ben|cem", "claim|quote|fact"),
        ("thin", "ana", "claim"),
    ]
    assert (found[1]["labels"], found[1]["mark"], found[1]["reason"]) == ("claim|quote", "reopened", "two voices")


def test_parquet_has_typed_columns(lead: Project, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(written(lead, tmp_path / "gold.parquet", "parquet"))
    assert table.column_names == [*column_types(False), *GOLD_FIELDS]
    types = {name: str(table.schema.field(name).type) for name in ("state", "carried", "votes", "posterior")}
    assert types == {"state": "string", "carried": "bool", "votes": "list<element: string>", "posterior": "double"}
    assert table.column("votes").to_pylist()[3] == ["claim", "quote", "fact"]


def test_words_in_conllu(lead: Project, tmp_path: Path) -> None:
    text = written(lead, tmp_path / "gold.conllu", "conllu").read_text(encoding="utf-8")
    lines = text.split("\n\n")[1].splitlines()
    assert [line for line in lines if line.startswith(("# labels", "# gold")) and "_at" not in line][:-1] == [
        "# labels = claim|quote",
        "# gold_state = settled",
        "# gold_mark = reopened",
        "# gold_by = lea",
        "# gold_reason = two voices",
        "# gold_votes = ana: quote; ben: claim; cem: opinion",
    ]
    assert "# annotator" not in text


def test_prodigy_has_a_review(lead: Project, tmp_path: Path) -> None:
    text = written(lead, tmp_path / "gold.jsonl", "prodigy").read_text(encoding="utf-8")
    tasks = [json.loads(line) for line in text.splitlines()]
    assert (tasks[1]["accept"], tasks[1]["answer"], tasks[1]["_session_id"]) == (["claim", "quote"], "accept", "lea")
    assert [(each["accept"], each["sessions"]) for each in tasks[0]["versions"]] == [(["claim"], ["ana", "ben", "cem"])]
    assert [each["answer"] for each in tasks[6]["versions"]] == ["ignore"]
    assert "answer" not in tasks[3]
    assert len(tasks[3]["versions"]) == 3
    assert tasks[1]["meta"]["gold_votes"] == "ana: quote; ben: claim; cem: opinion"


def test_label_studio_knows_the_ground_truth(lead: Project, tmp_path: Path) -> None:
    lead.unsettle(list(lead.sentences())[2])
    tasks = json.loads(written(lead, tmp_path / "gold.json", "label-studio").read_text(encoding="utf-8"))
    told = [[(each["ground_truth"], each["was_cancelled"]) for each in task["annotations"]] for task in tasks]
    assert told == [[(True, False)], [(True, False)], [(False, False)], [], [], [], [(True, True)], []]
    assert tasks[1]["data"]["gold_reason"] == "two voices"


def test_doccano_and_argilla_have_it_beside_the_text(lead: Project, tmp_path: Path) -> None:
    lines = written(lead, tmp_path / "gold.jsonl", "doccano").read_text(encoding="utf-8").splitlines()
    one = json.loads(lines[1])
    assert (one["label"], one["gold_state"], one["gold_by"]) == (["claim", "quote"], "settled", "lea")
    two = json.loads(written(lead, tmp_path / "gold.json", "argilla").read_text(encoding="utf-8"))[1]
    assert [each["value"] for each in two["responses"]["label"]] == [["claim", "quote"]]
    assert (two["metadata"]["gold_mark"], two["metadata"]["gold_votes"][:10]) == ("reopened", "ana: quote")


def test_fasttext_has_the_labels_and_says_what_it_loses(lead: Project, tmp_path: Path) -> None:
    text = written(lead, tmp_path / "gold.txt", "fasttext").read_text(encoding="utf-8")
    assert text.splitlines() == [
        "__label__claim The bridge is closed.",
        "__label__claim __label__quote “It will stay closed,” he said.",
        "__label__fact Nobody knows why. 😀",
    ]
    lost = {each.loss.field: each.records for each in fidelity(select(lead.view, ALL), writer_named("fasttext")).lost}
    assert (lost["rule"], lost["reason"], lost["votes"]) == (3, 1, 7)


def test_whole_articles_hold_it(lead: Project, tmp_path: Path) -> None:
    export_file(lead.view, tmp_path / "gold.jsonl", "jsonl", GOLD, one_row_per="article")
    first = json.loads((tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    said = [each["decisions"] for each in first["sentences"]]
    assert [(each["labels"], each["state"], each["rule"]) for (each,) in said] == [
        (["claim"], "settled", "unanimous"), (["claim", "quote"], "settled", None), (["fact"], "settled", "unanimous"),
    ]  # fmt: skip


def test_descriptions_tell_of_gold(lead: Project) -> None:
    dataset = select(lead.view, GOLD)
    card = card_text(dataset)
    assert "| lea | by hand | 1 |\n| lea | unanimous | 3 |" in card
    assert "| annotator | votes |\n| --- | --- |\n| ana | 4 |\n| ben | 4 |\n| cem | 3 |" in card
    assert "4 sentences marked by 3 people; 4 by two or more, with 11 marks." in card


def test_croissant_describes_every_column(lead: Project, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    described = json.loads((written(lead, tmp_path / "out", "huggingface") / "croissant.json").read_text("utf-8"))
    (records_of_it,) = [each for each in described["recordSet"] if each["name"] == "records"]
    fields = {each["name"]: each for each in records_of_it["field"]}
    assert [*fields][-len(GOLD_FIELDS) :] == [*GOLD_FIELDS]
    assert (fields["votes"]["isArray"], fields["posterior"]["dataType"]) == (True, "sc:Float")
    assert fields["annotator"]["description"] == "Who settled it; empty where nobody did."
    assert records_of_it["key"] == [{"@id": "records/id"}]
    assert "4 sentences: 1 by lea; 3 by lea, by the rule unanimous." in described["rai:dataAnnotationProtocol"]


@pytest.mark.parametrize("format", default_cases([*OURS, *TOOLS], 0, 1))
def test_gold_never_comes_back_as_anybodys_labels(lead: Project, tmp_path: Path, format: str) -> None:
    if format in ("parquet", "huggingface"):
        pytest.importorskip("pyarrow")
    suffix = writer_named(format).suffix
    file = written(lead, tmp_path / f"gold{suffix}", format)
    before, texts = lead.digest(), [sentence.text for sentence in lead.sentences()]
    report = lead.import_files(file)
    assert (report.refused, report.decisions) == ([], 0)
    assert lead.digest() == before or format == "conllu", "which has no line breaks in its texts"
    write_empty_project(tmp_path / "other.db")
    with Project(tmp_path / "other.db", "dora") as other:
        use_codebook(other, SCHEME)
        report = other.import_files(file)
        assert (report.refused, report.new, report.decisions, other.annotators()) == ([], 3, 0, [])
        assert [sentence.text for sentence in other.sentences()] == texts
        assert all("gold" not in article.meta for article in other.articles())
        if format in OURS:
            assert any("it is nobody’s labels" in remark.words for remark in report.remarks)


def test_what_was_changed_in_another_tool_comes_back(lead: Project, tmp_path: Path) -> None:
    file = written(lead, tmp_path / "gold.jsonl", "doccano")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines[0]["label"] = ["quote"]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    with Project(lead.path, "dora") as dora:
        assert dora.import_files(file).decisions == 1
        assert dora.annotation(next(dora.sentences())).labels == ("quote",)


def test_an_archive_holds_gold_and_gives_an_equal_project(lead: Project, tmp_path: Path) -> None:
    lead.export(tmp_path / "backup.zip", format="archive")
    with Project(tmp_path / "restored.db", "lea", begin=False) as restored:
        assert restored.import_files(tmp_path / "backup.zip").refused == []
        assert restored.digest() == lead.digest()
        assert settled(restored) == settled(lead) and len(settled(lead)) == 4
        assert rows(restored, ALL) == rows(lead, ALL)
        assert restored.check().problems == []


@pytest.mark.parametrize(("name", "why"), [("reliability", "is nobody’s"), ("archive", "holds the whole project")])
def test_formats_without_gold_refuse_it(lead: Project, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"{name}: .*{why}.* Leave out --gold"):
        export_file(lead.view, tmp_path / "out", name, GOLD)
    assert not (tmp_path / "out").exists()


def test_gold_is_of_no_annotator(lead: Project) -> None:
    with pytest.raises(UsageError, match="no annotator’s"):
        rows(lead, replace(GOLD, annotators=("ana",)))


@pytest.mark.parametrize("name", ["jsonl", "prodigy"])
def test_nobody_but_a_lead_gets_gold_at_the_desk(lead: Project, tmp_path: Path, name: str) -> None:
    with Project(lead.path, "ana") as ana:
        with pytest.raises(UsageError, match="only leads see it here"):
            export_file(ana.own_view, tmp_path / "out", name, GOLD)
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("unit", "docs"), [("decision", 8), ("article", 3)])
def test_spacy_has_a_doc_with_it_beside(lead: Project, tmp_path: Path, unit: Unit, docs: int) -> None:
    spacy = pytest.importorskip("spacy")
    export_file(lead.view, tmp_path / "gold.spacy", "spacy", ALL, one_row_per=unit)
    found = list(spacy.tokens.DocBin().from_disk(tmp_path / "gold.spacy").get_docs(spacy.blank("en").vocab))
    assert len(found) == docs
    assert found[0].user_data["copydesk"][0]["state"] == "settled"
    assert lead.import_files(tmp_path / "gold.spacy").decisions == 0


def test_where_nobody_leads_everybody_gets_it(tmp_path: Path) -> None:
    write_empty_project(tmp_path / "news.db")
    with Project(tmp_path / "news.db", "ana") as ana:
        use_codebook(ana, SCHEME)
        ana.add("One sentence here.")
        ana.settle(next(ana.sentences()), "claim")
        assert [(row["labels"], row["voters"]) for row in map(dict, records(ana.own_view, GOLD))] == [(["claim"], [])]
