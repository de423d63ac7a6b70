"""Every way goes by its index and needs no sorting: what makes a first page quick, whatever the size of the project."""

from __future__ import annotations

import pytest

from labels.query import parse_query
from labels.query.access_paths import AccessPath, access_paths, every_sentence
from labels.query.names import Names
from labels.query.plan import Branch
from labels.query.resolve import resolve
from labels.query.scan_range import ScanRange
from labels.query.search import Search
from labels.query.sql import Sql, prepare
from tests.examples import default_cases
from tests.labels.query.worlds import world

#: By the primary key: a walk through it, or a stretch of it.
PLACE = "by place"
REACHES = [ScanRange(), ScanRange((2, 5)), ScanRange((2, 5), descending=True), ScanRange((1, 0), until=3)]


def _ways(text: str, viewer: str | None, reach: ScanRange) -> list[AccessPath]:
    project, _ = world(0)
    query = parse_query(text)
    every = resolve(query, viewer, Names(project.connection, project.codebook, Search(query, viewer)))
    return [way for part in every.parts for way in access_paths(part, reach)]


def _steps(statement: Sql) -> list[str]:
    project, _ = world(0)
    prepare(project.connection)
    rows = project.connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", statement.values)
    return [row[3] for row in rows]


def _goes_by(step: str, index: str) -> bool:
    return step == "SCAN s" or "PRIMARY KEY" in step if index is PLACE else index in step


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("viewer", default_cases(["ana", None], 0))
@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("label:claim", ["SEARCH s USING PRIMARY KEY (label=?"]),
        ("the", ["VIRTUAL TABLE INDEX"]),
        ('"the elan" -x', ["VIRTUAL TABLE INDEX"]),
        ("is:labelled", [PLACE]),
        ("is:flagged", [PLACE, "INDEX annotation_flagged"]),
        ("is:noted", [PLACE, "INDEX annotation_noted"]),
        ("note:x", [PLACE, "INDEX annotation_noted"]),
        ("is:carried", [PLACE, "INDEX annotation_carried"]),
        ("is:skipped", [PLACE, "INDEX annotation_skipped"]),
        ("after:2024-02-29 before:2024-03-02", [PLACE, "INDEX annotation_decided_at (decided_at>? AND decided_at<?)"]),
        ("codebook:<3", [PLACE]),
        ("seconds:2..5", [PLACE, "INDEX annotation_seconds (seconds>? AND seconds<?)"]),
    ],
)
def test_each_way_goes_by_its_index(text: str, by: list[str], viewer: str | None, reach: ScanRange) -> None:
    found = _ways(text, viewer, reach)
    assert len(found) == len(by)
    for way, index in zip(found, by, strict=True):
        steps = _steps(Branch(way, Sql("1")).statement([], 50))
        assert any(step == "SCAN s" or "PRIMARY KEY" in step if index is PLACE else index in step for step in steps), (
            steps
        )
        assert way.sorts == any("TEMP B-TREE" in step for step in steps), steps


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("viewer", default_cases(["ana", None], 0))
@pytest.mark.parametrize(
    "text",
    ["label:claim", "-label:claim", "is:undecided", "-is:undecided", "near:claim", "by:bo", "-is:flagged", "note:x"],
)
def test_a_test_of_one_sentence_or_article_is_a_look_up(text: str, viewer: str | None, reach: ScanRange) -> None:
    project, _ = world(0)
    query = parse_query(text)
    every = resolve(query, viewer, Names(project.connection, project.codebook, Search(query, viewer)))
    (condition,) = every.parts
    assert not isinstance(condition, Sql) and hasattr(condition, "test") and hasattr(condition, "gate")
    scan = every_sentence(reach, condition.gate or Sql("1"))
    steps = _steps(Branch(scan, condition.test).statement([], 50))
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps), steps
    scanned = [step for step in steps if step.startswith("SCAN") and not step.startswith("SCAN a")]
    assert scanned == []
