"""`copydesk agreement`: its figures are those of a small script over the export."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path
from random import Random

import pytest

from labels.codebook import Codebook, Label
from labels.project import Project
from labels.quality.confusion import Cell, Confusion
from labels.statistics.votes import votes
from tests.labels.making import Clock, make_project, use_codebook
from tests.tui.cli.running import run
from tui.cli.agreement_tables import confusion_table

BOOK = Codebook(tuple(Label(name, name, name[0]) for name in ("event", "view", "advice")), title="News")

#: Twelve articles of five sentences.
TEXTS = tuple(" ".join(f"Line {n} of text {article} ends here." for n in range(5)) for article in range(12))


@pytest.fixture
def news(folder) -> Path:
    """Three people who agree mostly, with gaps and skips, and one decision that is carried."""
    random = Random(4)
    path = folder / "copydesk.db"
    with make_project(path, texts=()) as project:
        use_codebook(
            project, replace(BOOK, labels=(*BOOK.labels, *(_retired(each) for each in project.codebook.labels)))
        )
        for text in TEXTS:
            project.add(text, title=text[7:16])
        sentences = list(project.sentences())
        truth = [random.choice(BOOK.labels).name for _ in sentences]
    for name, right in (("ana", 0.9), ("ben", 0.8), ("cleo", 0.6)):
        with Project(path, name, clock=Clock()) as desk:
            for sentence, true in zip(sentences, truth, strict=True):
                said = true if random.random() < right else random.choice(("event", "view", "advice", ""))
                if random.random() < 0.8:
                    desk.label(sentence, said) if said else desk.skip(sentence)
    with Project(path, "ana") as desk:
        desk.split(sentences[0], sentences[0].start + 5)
    return path


def _retired(label: Label) -> Label:
    return replace(label, retired=True, key=None)


def exported(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """What everybody said of each sentence, from the exported records without what is carried."""
    with Project(path, "nobody", write=False) as project:
        own = {
            (project.reader.id_of_article(row.article), *row.unit[1:], row.annotator)
            for row in votes(project.connection)
        }
    said: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in run("export").out.splitlines():
        record = json.loads(line)
        if (record["article_id"], record["start"], record["end"], record["annotator"]) in own:
            said[record["id"]][record["annotator"]] = tuple(record["labels"])
    return said


def percent_of(units: list[list[tuple[str, ...]]]) -> float:
    shares = [sum(a == b for a, b in permutations(unit, 2)) / (len(unit) * (len(unit) - 1)) for unit in units]
    return sum(shares) / len(shares)


def alpha_of(units: list[list[tuple[str, ...]]]) -> float:
    marks = [mark for unit in units for mark in unit]
    apart = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = sum(a != b for a, b in permutations(marks, 2)) / (len(marks) - 1)
    return 1 - apart / expected


def kappa_of(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> float:
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)


def found(*words: str) -> dict[str, object]:
    code, out, err = run("agreement", "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_figures_are_those_of_a_script_over_the_export(news):
    said = exported(news)
    units = [list(unit.values()) for unit in said.values() if len(unit) > 1]
    told = found("--by", "pair", "--by", "label", "--by", "article", "--confusion")
    everything = told["all"]
    assert (everything["sentences"], everything["compared"]) == (len(said), len(units))
    assert everything["percent"]["value"] == pytest.approx(percent_of(units))
    assert everything["alpha"]["value"] == pytest.approx(alpha_of(units))
    assert told["skips"] == sum(not labels for unit in said.values() for labels in unit.values())
    for pair in told["pairs"]:
        one, other = pair["annotators"]
        both = [(unit[one], unit[other]) for unit in said.values() if one in unit and other in unit]
        assert pair["compared"] == len(both)
        assert pair["kappa"]["value"] == pytest.approx(kappa_of(both))
    for row in told["by_label"]:
        only = [[tuple(each for each in mark if each == row["label"]) for mark in unit] for unit in units]
        if any(mark for unit in only for mark in unit):
            assert row["alpha"]["value"] == pytest.approx(alpha_of(only))
    for row in told["by_article"]:
        n = int(row["article"].partition(" ")[0])
        with Project(news, "nobody", write=False) as project:
            id = project.reader.id_of_article(n)
        own = [list(unit.values()) for key, unit in said.items() if key.startswith(id) and len(unit) > 1]
        assert row["percent"]["value"] == pytest.approx(percent_of(own))
    met = Counter(cell for unit in units for pair in combinations(unit, 2) for cell in {pair, pair[::-1]})
    cells = {tuple(map(tuple, cell["labels"])): cell["pairs"] for cell in told["confusion"]}
    assert cells == met


def test_a_query_selects_the_sentences(news):
    said = exported(news)
    by_ana = {id: unit for id, unit in said.items() if unit.get("ana") == ("view",)}
    assert found("by:ana label:view")["all"]["sentences"] == len(by_ana)
    code, _, err = run("agreement", "label:nothing")
    assert code == 2 and "no label “nothing”" in err


def test_the_sentences_behind_a_cell(news):
    said = exported(news)
    wanted = [id for id, unit in said.items() if unit.get("ana") == ("view",) and unit.get("ben") == ("event",)]
    code, out, err = run("agreement", "--confusion", "ana=view", "Ben=Event")
    assert (code, err) == (0, "")
    assert [line.partition(" ")[0] for line in out.splitlines()] == wanted != []
    skipped = [id for id, unit in said.items() if unit.get("cleo") == () and "ana" in unit and unit["ana"] == ("view",)]
    records = [
        json.loads(line)
        for line in run("agreement", "--json", "--confusion", "cleo=skipped", "ana=view").out.splitlines()
    ]
    assert [record["id"] for record in records] == skipped
    anyone = run("agreement", "--confusion", "anyone=view", "anyone=event").out.splitlines()
    assert set(wanted) < {line.partition(" ")[0] for line in anyone}
    assert "marked none of these" in run("agreement", "--confusion", "dan=view", "ben=event").err
    assert "no label “rumour”" in run("agreement", "--confusion", "ana=rumour", "ben=event").err
    assert "two words" in run("agreement", "--confusion", "ana=view").err


def test_tables_fit_80_columns_and_say_what_was_counted(news):
    words = ("--by", "label", "--by", "article", "--by", "codebook", "--by", "pair", "--by", "group")
    code, out, err = run("agreement", *words, "--confusion", "--model")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if len(line) > 80] == []
    assert "A skip is a mark without labels" in out
    assert "more double labels for ±.05" in out
    assert "boundaries is not measured" in out.replace("\n", " ")
    assert "claim" not in out


def test_what_was_decided_under_each_codebook(news):
    before = found("--by", "codebook")["by_codebook"]
    assert [row["codebook"] for row in before] == ["version 3"]
    with Project(news, "ana") as project:
        use_codebook(project, replace(project.codebook, guidelines="Read twice."))
        for sentence in list(project.sentences())[-10:]:
            project.label(sentence, "view")
    with Project(news, "ben") as project:
        for sentence in list(project.sentences())[-4:]:
            project.label(sentence, "view")
    old, new = found("--by", "codebook")["by_codebook"]
    assert (new["codebook"], new["sentences"], new["compared"]) == ("version 4", 10, 4)
    assert new["percent"]["value"] == 1.0
    assert "every mark is view" in new["alpha"]["why"]
    assert old["codebook"] == "version 3"


def test_the_model_and_what_it_takes_for_true(news):
    said = exported(news)
    model = found("--model")["model"]["all labels"]
    assert model["annotators"]["ana"]["right"] > model["annotators"]["cleo"]["right"]
    code, out, err = run("agreement", "--posteriors")
    assert (code, err) == (0, "")
    records = [json.loads(line) for line in out.splitlines()]
    assert {record["id"] for record in records} == set(said)
    for record in records:
        assert sum(each["probability"] for each in record["posteriors"]) == pytest.approx(1)
        assert record["said"] == {name: list(labels) for name, labels in sorted(said[record["id"]].items())}


@pytest.mark.slow
def test_a_run_of_the_model_is_kept_once(news):
    code, _, err = run("agreement", "--model", "--keep")
    assert code == 0 and "Dawid & Skene, weight 4" in err and ": 0 new" not in err
    assert ": 0 new suggestions kept" in run("agreement", "--model", "--keep").err
    with Project(news, "ana") as project:
        assert project.check().problems == []
    assert run("agreement", "--keep").code == 2


def test_two_people_are_too_few_for_the_model(folder):
    with make_project(folder / "copydesk.db") as project:
        for sentence in project.sentences():
            project.label(sentence, "claim")
        with Project(project.path, "ben") as ben:
            ben.label(next(ben.sentences()), "claim")
    out = run("agreement", "--model").out
    assert "Of two people it cannot tell who is right." in out.replace("\n", " ")
    assert "–" in out and "nan" not in out
    assert "Of two people" in run("agreement", "--posteriors").err


@pytest.mark.parametrize("words", [(), ("--by", "label"), ("--confusion",), ("--model",), ("--by", "article")])
def test_nothing_to_compare_is_told_in_a_sentence(folder, words):
    make_project(folder / "copydesk.db").close()
    code, out, err = run("agreement", *words)
    assert (code, err) == (0, "")
    assert "All figures are undefined: no marks yet." in out
    assert run("agreement", "--posteriors").out == ""


def test_a_stray_word_is_no_query(news):
    code, out, err = run("agreement", "pairs")
    assert (code, out) == (2, "")
    assert "“pairs” says nothing here. Did you mean --by pair?" in err and "--query pairs" in err
    assert run("agreement", "ana=view", "ben=event").code == 2, "a cell, without --confusion"
    with_words = json.loads(run("agreement", "--json", "--query", "line").out)
    assert with_words["all"]["sentences"] == found()["all"]["sentences"]
    both = json.loads(run("agreement", "--json", "--query", "label:view or label:event", "by:ana label:view").out)
    assert both["query"] == "(by:ana label:view) (label:view or label:event)"


@pytest.mark.parametrize(("many", "parts"), [(5, 1), (20, 2), (60, 0)])
def test_a_wide_confusion_table_is_told_in_parts(many, parts):
    values = tuple((f"label {n:02}",) for n in range(many))
    cells = {(a, b): Cell(7, ("u",)) for a in values for b in values}
    lines = confusion_table(Confusion(values, cells), BOOK).splitlines()
    assert all(len(line) <= 80 for line in lines)
    if parts:
        assert sum(line.count("label 03") for line in lines) == parts + (parts == 1)
        assert sum(line.split().count("7") for line in lines) >= many * many
    else:
        assert f"The largest of {many * (many - 1) // 2:,} cells in which people differ" in " ".join(lines)
