"""The report: its numbers are those of a script over the export, and nobody is named in an anonymous one."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from labels.report.report import report
from labels.report.table import Table, in_words, markdown
from labels.review.desk import ReviewDesk
from labels.team.sample import Size
from tests.labels.making import Clock
from tests.labels.review.reviewed import FOUR_CONFLICTS, make_answered


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """Three annotators; a lead settled four conflicts, two with a reason, and three sentences by rule."""
    with make_answered(tmp_path / "news.db", FOUR_CONFLICTS, seconds=5.0) as project:
        desk = ReviewDesk(project)
        desk.accept(desk.plan_unanimous())
        desk.choose_reason("S")
        desk.take(2)
        desk.choose_reason("S")
        desk.take(1)
        desk.skip()
        desk.give("fact")
        yield project


def table(project: Project, name: str) -> dict[object, tuple[object, ...]]:
    """The rows of a table by their first cells."""
    (found,) = [each for each in report(project).tables if each.name == name]
    return {row[0]: row[1:] for row in found.rows}


def exported(project: Project, path: Path) -> list[dict[str, object]]:
    project.export(path)
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_numbers_are_those_of_the_export(study: Project, tmp_path: Path) -> None:
    records = exported(study, tmp_path / "data.jsonl")
    by_person = Counter(record["annotator"] for record in records)
    votes: dict[object, set[tuple[str, ...]]] = {}
    for record in records:
        votes.setdefault(record["id"], set()).add(tuple(record["labels"]))  # type: ignore[arg-type]
    assert {name: row[0] for name, row in table(study, "annotators").items()} == by_person
    assert table(study, "corpus")["sentences"] == (8,)
    units = table(study, "units")
    assert units["sentences, settled"] == (7,)
    assert units["sentences, unmarked"] == (8 - len(votes),)
    (settled,) = [each.rows for each in report(study).tables if each.name == "settled"]
    differed = sum(len(answers) > 1 for answers in votes.values())
    assert sorted(settled) == [("lea", "conflict", differed), ("rule unanimous", "no conflict", 3)]


def test_the_methods_paragraph_names_the_command_behind_each_number(study: Project) -> None:
    text = report(study).methods
    assert "The corpus has 3 articles with 8 sentences" in text
    assert "3 annotators made 19 decisions" in text
    assert "7 sentences were settled: 4 by lea, 3 by the rule unanimous." in text
    assert "The most frequent reasons were: slip (2)." in text
    assert "0 sentences are left to settle." in text
    assert "`copydesk agreement`" in text


def test_agreement_is_that_of_the_project(study: Project) -> None:
    overall = study.agreement().overall()
    row = table(study, "agreement")["whole label sets"]
    assert row[0] == overall.compared and row[2] == overall.percent.value and row[5] == overall.alpha.value


def test_the_trail_says_who_settled_and_why(study: Project) -> None:
    (audit,) = [each for each in report(study).tables if each.name == "audit"]
    told = [row[1:] for row in audit.rows]
    assert ("lea", "settled", 2, "slip") in told
    assert ("lea", "settled by the rule unanimous", 3, "") in told
    assert ("ana", "labelled", 7, "") in told
    assert ("lea", "made lea lead", 1, "") in told


def test_nobody_is_named_in_an_anonymous_report(study: Project) -> None:
    text = report(study, anonymous=True).markdown()
    assert not any(f" {name} " in text for name in ("ana", "ben", "cem", "lea"))
    assert "| A2 |" in text and "made A1 lead" in text


def test_a_closed_round_keeps_its_figures_whatever_is_decided_later(study: Project) -> None:
    study.team.sample(Size(articles=3), "ana", "ben", name="pilot", round=True)
    study.team.close_round("pilot")
    before = table(study, "agreement")
    with Project(study.path, "ben") as ben:
        ben.annotate("is:labelled", label="claim")
    after = table(study, "agreement")
    assert (
        after["round pilot: whole label sets"] == before["round pilot: whole label sets"] == before["whole label sets"]
    )
    assert after["whole label sets"] != before["whole label sets"]
    text = report(study).methods
    assert "For the round “pilot”, 3 articles" in text
    assert "When the round “pilot” was closed," in text and "`copydesk agreement --by label --round pilot`" in text


def test_the_query_of_a_sample_names_nobody_in_an_anonymous_report(study: Project) -> None:
    study.team.sample(Size(articles=1), name="first", query="-by:ANA or -by:ben")
    study.team.sample(Size(articles=1), name="of ben", query='by:"ben" or -by:ben')
    text = report(study, anonymous=True).markdown()
    assert len(re.findall(r'by:"?A\d', text)) == 4
    assert not re.search(r"\b(ana|ben|cem|lea)\b", text, re.IGNORECASE)


def test_a_folder_holds_the_tables(study: Project, tmp_path: Path) -> None:
    found = report(study)
    found.write(tmp_path / "report")
    assert (tmp_path / "report" / "report.md").read_text() == found.markdown()
    with (tmp_path / "report" / "gold.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["label", "sentences", "share"]
    assert sum(int(row[1]) for row in rows[1:]) == 7


def test_text_from_outside_is_no_markdown() -> None:
    shown = markdown(Table("x", "X", ("a|b",), (("*c* | d\n# e",),), "copydesk log"))
    assert "a\\|b" in shown and "\\*c\\* \\| d \\# e" in shown
    assert in_words(-0.5) == "−0.50"


def test_an_empty_project_has_a_report(tmp_path: Path) -> None:
    with Project(tmp_path / "news.db", "ana", clock=Clock()) as project:
        text = report(project).markdown()
    assert "The corpus has 0 articles with 0 sentences" in text
    assert "agreement could not be measured" in text
