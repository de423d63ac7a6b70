"""Reliability data: units by annotators, for programs that compute agreement."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from labels.exporting.export import export_file
from labels.exporting.selection import Selection
from labels.project import Project
from labels.quality.agreement import Comparison
from labels.quality.marks import Marks
from tests.labels.making import Clock


@pytest.fixture
def three(project):
    """Ana and Ben with gaps, a skip, a set of two labels and a carried decision; another Ana beside them."""
    first, second, third, fourth, *_ = sentences = list(project.sentences())
    project.label(first, "claim")
    project.label(second, "claim", "fact")
    project.skip(third)
    project.label(sentences[-1], "quote")
    project.split(sentences[-1], sentences[-1].start + 4)
    with Project(project.path, "ben", clock=Clock()) as ben:
        ben.label(first, "quote")
        ben.label(third, "claim")
        ben.label(fourth, "claim")
    return sentences


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_units_by_annotators(project, three, tmp_path):
    first, second, third, fourth, *_ = three
    done = export_file(project.view, tmp_path / "out", "reliability")
    assert done.rows == 4
    assert rows_of(tmp_path / "out" / "units.csv") == [
        ["unit", "article", "ana", "ben"],
        [first.id, first.article, "claim", "quote"],
        [second.id, second.article, "claim|fact", ""],
        [third.id, third.article, "no label", "claim"],
        [fourth.id, fourth.article, "", "claim"],
    ]
    assert rows_of(tmp_path / "out" / "codes.csv") == [["1", "2"], ["5", "#"], ["0", "1"], ["#", "1"]]
    book = {row[0]: row[1] for row in rows_of(tmp_path / "out" / "codebook.csv")[1:]}
    assert book == {"0": "no label", "1": "claim", "2": "quote", "3": "fact", "4": "opinion", "5": "claim|fact"}


def test_what_is_lost_is_told(project, three, tmp_path):
    lost = {
        each.loss.field: each.loss.words
        for each in export_file(project.view, tmp_path / "o", "reliability").fidelity.lost
    }
    assert "nobody made" in lost["carried"]
    assert {"text", "decided_at"} <= lost.keys()
    assert not {"id", "labels", "annotator", "status"} & lost.keys()


def test_figures_over_the_matrix_are_those_of_the_project(project, three, tmp_path):
    export_file(project.view, tmp_path / "out", "reliability")
    heads, *rows = rows_of(tmp_path / "out" / "units.csv")
    marks = Marks(
        (row[0], name, tuple(cell.replace("no label", "").split("|")) if cell != "no label" else (), row[1])
        for row in rows
        for name, cell in zip(heads[2:], row[2:], strict=True)
        if cell
    )
    mine, theirs = Comparison(marks, project.codebook).overall(), project.agreement().overall()
    assert (mine.alpha, mine.percent, mine.compared) == (theirs.alpha, theirs.percent, theirs.compared)


def test_two_annotators_of_one_name_have_a_column_each(project, three, tmp_path):
    copy = tmp_path / "copy.db"
    with Project(copy, "ana", clock=Clock()) as other:
        other.merge(project.path)
        other.label(next(other.sentences()), "claim")
        export_file(other.view, tmp_path / "out", "reliability", Selection())
    heads, *_ = rows_of(tmp_path / "out" / "units.csv")
    assert len(heads) == 5 and len({*heads}) == 5
    assert sum(head.startswith("ana (ana~") for head in heads) == 2


def test_nothing_decided_gives_an_empty_matrix(project, tmp_path):
    assert export_file(project.view, tmp_path / "out", "reliability").rows == 0
    assert rows_of(tmp_path / "out" / "units.csv") == [["unit", "article"]]
