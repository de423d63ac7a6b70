"""Croissant metadata: what they say, that nothing in them is invented, and that the reference library reads by them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from itertools import cycle
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.errors import UsageError, WritingError
from labels.exporting.export import check_describable, write_described
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.dataset import About, read_about
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.suggested import LABEL_LISTS
from labels.formats.writer_registry import writer_named
from labels.importing.pipeline import import_articles
from labels.project import Project
from labels.values.progress import UNWATCHED
from tests.examples import default_cases
from tests.labels.making import Clock, use_codebook

TEXTS = [
    f"The bridge no. {n} is closed, “for now”. Nobody, he said, “should” have closed it {n} times." for n in range(9)
]
LABELS = (
    Label("claim", "claim", "c", definition="Says so: ü."),
    Label("a fact", "a fact", "f"),
    Label("no", "no", "n"),
)
TOLD = About("https://example.org/terms", "https://example.org/data", "2026-01-02", "Ana: Bridges.")
SINGLE = ("jsonl", "csv", "tsv", "parquet")


def labelled(path, choose="one", labels=LABELS):
    """Two annotators, skips and, where they may be, several labels."""
    project = Project(path, "ana", clock=Clock())
    use_codebook(project, Codebook(labels, choose, title="Bridges\nof news", guidelines="Read\nwell."))
    for n, text in enumerate(TEXTS):
        project.add(text, title=f"No. {n}", language="en")
    names = [label.name for label in labels]
    for n, (sentence, label) in enumerate(zip(project.sentences(), cycle(names), strict=False)):
        if n % 5 == 0:
            project.skip(sentence, seconds=2.5)
        elif choose == "many" and n % 3 == 0:
            project.label(sentence, *names[:2])
        else:
            project.label(sentence, label)
    with Project(path, "ben", clock=project.clock) as ben:
        for sentence in list(ben.sentences())[:3]:
            ben.label(sentence, names[0])
    return project


@pytest.fixture(params=["one", "many"])
def project(request, tmp_path):
    with labelled(tmp_path / "a.db", request.param) as made:
        yield made


def dataset_of(project, *, split, about=About(), **more):  # noqa: B008
    parts = dict(zip((each.id for each in project.articles()), cycle(["train", "test", "validation"]), strict=False))
    return select(project.view, Selection(context=1), parts if split else None, about=about, **more)


def written(dataset, name, folder):
    """The description of data that were written in a format."""
    folder.mkdir(exist_ok=True)
    if name == "huggingface":
        HuggingFaceWriter().write(dataset, folder / "data", UNWATCHED)
        return folder / "data/croissant.json"
    target = folder / "about.json"
    write_described(dataset, writer_named(name), folder / f"data.{name}", target, UNWATCHED)
    return target


@pytest.mark.parametrize("name", default_cases([*SINGLE, "huggingface"], 0, 4))
def test_it_names_the_files_with_their_checksums_and_is_the_same_each_time(project, tmp_path, name):
    pytest.importorskip("pyarrow")
    dataset = dataset_of(project, split=True)
    path = written(dataset, name, tmp_path / "a")
    told = json.loads(path.read_text(encoding="utf-8"))
    files = [each for each in told["distribution"] if each["@type"] == "cr:FileObject"]
    assert len(files) == (3 if name == "huggingface" else 1)
    for each in files:
        data = (path.parent / each["contentUrl"]).read_bytes()
        assert (each["sha256"], each["contentSize"]) == (hashlib.sha256(data).hexdigest(), f"{len(data)} B")
    assert written(dataset, name, tmp_path / "b").read_bytes() == path.read_bytes()


def test_it_says_what_is_known_and_nothing_else(tmp_path):
    with labelled(tmp_path / "a.db") as project:
        told = json.loads(written(dataset_of(project, split=False), "jsonl", tmp_path / "a").read_text("utf-8"))
    assert told.keys().isdisjoint({"license", "url", "citeAs", "datePublished", "rai:dataCollection"})
    assert told["name"] == "Bridges of news" and told["version"] == "2.0.0"
    assert [each["name"] for each in told["creator"]] == ["ana", "ben"]
    assert (told["dateCreated"], told["dateModified"], told["inLanguage"]) == ("2024-03-01", "2024-03-01", ["en"])
    assert "18 sentences of 9 articles, in 21 records: 17 labelled, 4 skipped." in told["description"]
    assert told["rai:annotationsPerItem"] == "1 decision on 15 sentences; 2 decisions on 3 sentences"
    assert "A sentence carries one label." in told["rai:dataAnnotationProtocol"]
    assert (
        "claim: Says so: ü." in told["rai:dataAnnotationProtocol"]
        and "Read\nwell." in told["rai:dataAnnotationProtocol"]
    )
    assert told["rai:dataAnnotationPlatform"] == ["Copydesk"]
    labels, records = told["recordSet"]
    assert labels["data"][0] == {"labels/name": "claim", "labels/definition": "Says so: ü."}
    assert records["key"] == [{"@id": "records/id"}, {"@id": "records/annotator_key"}]


def test_what_people_know_goes_in_and_a_licence_without_an_address_by_its_name(tmp_path):
    with labelled(tmp_path / "a.db") as project:
        about = read_about(["license=CC-BY-4.0", "url=https://example.org/data", "published=2026-01-02"])
        told = json.loads(
            written(dataset_of(project, split=False, about=about), "csv", tmp_path / "a").read_text("utf-8")
        )
    assert told["license"] == {"@type": "sc:CreativeWork", "name": "CC-BY-4.0"}
    assert (told["url"], told["datePublished"]) == ("https://example.org/data", "2026-01-02")


def test_work_of_other_tools_is_not_said_to_be_ours(tmp_path):
    with labelled(tmp_path / "a.db") as project:
        written(dataset_of(project, split=False), "jsonl", tmp_path / "a")
        codebook = project.codebook
    with Project(tmp_path / "b.db", "zoe", clock=Clock()) as after:
        use_codebook(after, codebook)
        assert not import_articles(after, [tmp_path / "a"]).refused  # the description beside the data is no article
        told = json.loads(written(dataset_of(after, split=False), "jsonl", tmp_path / "b").read_text("utf-8"))
        assert len(list(after.articles())) == 9
        assert "rai:dataAnnotationPlatform" not in told
        assert "All decisions were made elsewhere, and imported." in told["rai:dataAnnotationProtocol"]
        after.label(list(after.sentences())[-1], "claim")
        told = json.loads(written(dataset_of(after, split=False), "jsonl", tmp_path / "b").read_text("utf-8"))
    assert told["rai:dataAnnotationPlatform"] == ["Copydesk"]
    assert "Some decisions were made elsewhere, and imported." in told["rai:dataAnnotationProtocol"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["licence=x"], "tells nothing"),
        (["license="], "tells nothing"),
        (["license"], "tells nothing"),
        (["license=a", "license=b"], "told twice"),
        (["url=example.org"], "no address"),
        (["url=https://["], "no address"),
        (["published=May"], "no day"),
        (["published=20260102"], "no day"),
    ],
)
def test_what_cannot_be_told_of_data_is_refused(given, words):
    with pytest.raises(UsageError, match=words):
        read_about(given)


def test_what_cannot_be_described_is_refused_before_anything_is_written(tmp_path):
    path, beside = tmp_path / "data.jsonl", tmp_path / "about.json"
    for name, where, unit, words in (
        ("prodigy", path, "decision", "jsonl, csv, tsv, parquet"),
        ("huggingface", path, "decision", "Leave out --croissant"),
        ("jsonl", path, "article", "--one-row-per"),
        ("jsonl", None, "decision", "Name one with -o"),
        ("jsonl", beside, "decision", "is the file of the data"),
    ):
        with pytest.raises(UsageError, match=words):
            check_describable(writer_named(name), where, beside, unit)


def test_data_are_not_written_where_their_description_cannot_be(tmp_path):
    target = tmp_path / "none/about.json"
    with labelled(tmp_path / "a.db") as project, pytest.raises(WritingError, match="none/about"):
        write_described(select(project.view), writer_named("jsonl"), tmp_path / "data.jsonl", target, UNWATCHED)
    assert not (tmp_path / "data.jsonl").exists()


# -- read by the reference library ---------------------------------------------------------------------------


def as_read(record, name, choose):
    """A training record as the reference library gives it, read from this format."""
    pandas = pytest.importorskip("pandas")
    expected = dict(record)
    expected["decided_at"] = pandas.Timestamp(record["decided_at"])
    if name in ("csv", "tsv"):
        expected |= {key: record[key] or None for key in ("labels", *LABEL_LISTS)}
        expected |= {key: json.dumps(record[key], ensure_ascii=False) for key in ("previous", "next")}
    if name == "huggingface":
        numbers = [[label.name for label in LABELS].index(each) for each in record["labels"]]
        expected["labels"], expected["label"] = numbers, numbers[0] if numbers else None
        del expected["label" if choose == "many" else "labels"]
    return expected


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return [plain(each) for each in value] if isinstance(value, list) else value


def read(path, **more):
    """The metadata, and all records as plain values, in the order of their ids."""
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(str(path))
    issues = dataset.metadata.ctx.issues
    rows = [
        {key.split("/")[1]: plain(value) for key, value in row.items()} for row in dataset.records("records", **more)
    ]
    return issues, sorted(rows, key=lambda row: (row["id"], row["annotator"]))


@pytest.mark.parametrize("split", [True, False], ids=["divided", "whole"])
@pytest.mark.parametrize("name", default_cases([*SINGLE, "huggingface"], 0, 1))
def test_the_reference_library_reads_our_rows_by_it(project, tmp_path, name, split):
    pytest.importorskip("mlcroissant")
    dataset = dataset_of(project, split=split, about=TOLD)
    issues, rows = read(written(dataset, name, tmp_path / "a"))
    assert (issues.errors, issues.warnings) == (set(), set())
    expected = [as_read(record, name, project.codebook.choose) for record in dataset.records()]
    assert rows == sorted(expected, key=lambda row: (row["id"], row["annotator"]))


def test_the_reference_library_only_misses_what_nobody_told(tmp_path):
    pytest.importorskip("mlcroissant")
    with labelled(tmp_path / "a.db") as project:
        issues, _ = read(written(dataset_of(project, split=False), "jsonl", tmp_path / "a"))
    assert issues.errors == set()
    missed = sorted(warning.rsplit("/", 1)[1].split('"')[0] for warning in issues.warnings)
    assert missed == ["citeAs", "datePublished", "license"]


@pytest.mark.parametrize("part", default_cases(["train", "validation", "test"], 0))
def test_a_part_of_a_folder_can_be_read_by_itself(project, tmp_path, part):
    pytest.importorskip("mlcroissant")
    dataset = dataset_of(project, split=True)
    _, rows = read(written(dataset, "huggingface", tmp_path / "a"), filters={"records/split": part})
    wanted = sorted(record["text"] for record in dataset.records() if record["split"] == part)
    assert sorted(row["text"] for row in rows) == wanted and wanted


def test_what_the_documentation_shows_runs(tmp_path, monkeypatch, capsys):
    pytest.importorskip("mlcroissant")
    docs = (Path(__file__).parents[4] / "docs/export.md").read_text(encoding="utf-8")
    (block,) = [each for each in re.findall(r"```python\n(.*?)```", docs, re.DOTALL) if "mlcroissant" in each]
    with labelled(tmp_path / "a.db") as project:
        HuggingFaceWriter().write(dataset_of(project, split=True), tmp_path / "dataset", UNWATCHED)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs/export.md", "exec"), {})
    assert capsys.readouterr().out.count("The bridge no.") == 3 + 1  # articles of the part, and ben’s decision on one


def test_labels_and_parts_are_sets_of_their_own(tmp_path):
    mlcroissant = pytest.importorskip("mlcroissant")
    with labelled(tmp_path / "a.db") as project:
        dataset = mlcroissant.Dataset(str(written(dataset_of(project, split=True), "huggingface", tmp_path / "a")))
    assert [row["labels/name"] for row in dataset.records("labels")] == ["claim", "a fact", "no"]
    assert [row["labels/number"] for row in dataset.records("labels")] == [0, 1, 2]
    assert [row["splits/name"] for row in dataset.records("splits")] == ["train", "validation", "test"]


def test_labels_that_a_cell_holds_as_json_are_not_said_to_be_set_apart(tmp_path):
    odd = (Label("a|b", "a|b", "a"), Label("=c", "=c", "c"))
    with labelled(tmp_path / "a.db", "many", odd) as project:
        path = written(dataset_of(project, split=False), "csv", tmp_path / "a")
    (field,) = [each for each in json.loads(path.read_text())["recordSet"][-1]["field"] if each["name"] == "labels"]
    assert "isArray" not in field and "transform" not in field["source"]
    with (tmp_path / "a/data.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["labels"] for row in csv.DictReader(file)}
    assert '["=c","a|b"]' in cells
