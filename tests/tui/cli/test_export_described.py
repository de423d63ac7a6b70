"""`copydesk export --croissant` and `--about`: a description beside the data, and what cannot be described."""

import json

import pytest

from labels.project import Project
from tests.tui.cli.running import run


@pytest.fixture
def labelled(articles):
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        project.skip(second)


def test_a_file_is_described_where_it_is_wished(folder, labelled):
    (folder / "about").mkdir()
    outcome = run("export", "-o", "data.csv", "--croissant", "about/croissant.json", "--about", "license=CC-BY-4.0")
    assert outcome.code == 0
    assert outcome.err.splitlines()[:2] == ["data.csv: 2 records", "about/croissant.json: describes it"]
    told = json.loads((folder / "about/croissant.json").read_text())
    assert told["license"]["name"] == "CC-BY-4.0"
    assert told["distribution"][0]["contentUrl"] == "../data.csv"
    assert (folder / "data.csv").read_text() == run("export", "--format", "csv").out


def test_a_folder_brings_its_description(folder, labelled):
    pytest.importorskip("pyarrow")
    known = ("--about", "license=https://example.org/x", "--about", "published=2026-11-25")
    assert run("export", "--format", "huggingface", "-o", "set", *known).code == 0
    assert json.loads((folder / "set/croissant.json").read_text())["datePublished"] == "2026-11-25"
    assert "- Licence: https://example.org/x\n- Published on: 2026-11-25\n" in (folder / "set/README.md").read_text()
    assert run("import", "set", "-p", "other.db").code == 0
    assert run("export", "-p", "other.db").code == 0


def test_what_cannot_be_described_is_refused_and_nothing_written(folder, labelled):
    for words, said in (
        (["-o", "data.txt", "--croissant", "c.json"], "fasttext cannot be described"),
        (["--croissant", "c.json"], "Name one with -o"),
        (["-o", "set", "--format", "huggingface", "--croissant", "c.json"], "Leave out --croissant"),
        (["-o", "data.jsonl", "--about", "license=x"], "Ask for one with --croissant"),
        (["-o", "data.jsonl", "--croissant", "c.json", "--about", "terms=x"], "license, url, published, citation"),
        (["-o", "data.jsonl", "--croissant", "data.jsonl"], "is the file of the data"),
    ):
        outcome = run("export", *words)
        assert outcome.code == 2 and said in outcome.err, words
    assert sorted(each.name for each in folder.iterdir()) == ["articles", "copydesk.db"]


def test_the_card_tells_what_only_people_know(labelled):
    outcome = run("card", "--about", "license=CC-BY-4.0", "--about", "citation=Ana: <Bridges>")
    assert "- Licence: CC-BY-4.0\n- To be cited as: Ana: \\<Bridges\\>\n" in outcome.out
    assert run("card", "--about", "license").code == 2
