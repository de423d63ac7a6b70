"""Gold in every format: what each holds of it, refuses, and takes back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.exporting.export import export_file
from labels.exporting.fidelity import fidelity
from labels.exporting.records import select
from labels.formats.dataset import Unit
from labels.formats.gold_record import GOLD_FIELDS
from labels.formats.record import column_types
from labels.formats.writer_registry import writer_named
from labels.project import Project
from tests.done_once import write_empty_project
from tests.examples import default_cases
from tests.labels.exporting.gold_project import ALL, GOLD, rows, written
from tests.labels.making import SCHEME, use_codebook
from tests.labels.review.reviewed import settled

#: Formats that hold gold and are written without further packages than pyarrow.
TOOLS = ("prodigy", "doccano", "label-studio", "argilla")

OURS = ("jsonl", "csv", "tsv", "parquet", "conllu", "huggingface")


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


@pytest.mark.parametrize(("unit", "docs"), [("decision", 8), ("article", 3)])
def test_spacy_has_a_doc_with_it_beside(lead: Project, tmp_path: Path, unit: Unit, docs: int) -> None:
    spacy = pytest.importorskip("spacy")
    export_file(lead.view, tmp_path / "gold.spacy", "spacy", ALL, one_row_per=unit)
    found = list(spacy.tokens.DocBin().from_disk(tmp_path / "gold.spacy").get_docs(spacy.blank("en").vocab))
    assert len(found) == docs
    assert found[0].user_data["copydesk"][0]["state"] == "settled"
    assert lead.import_files(tmp_path / "gold.spacy").decisions == 0
