"""Thirty hostile queries and two dozen hostile files: Escape is answered, Ctrl+C and SIGTERM end what runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.query import Search, parse_query
from tests.end_to_end.hostile_files import FILES
from tests.end_to_end.hostile_input import (
    Answer,
    at_the_desk,
    codebooks,
    commands,
    files_at_the_desk,
    fill,
    imports,
    in_a_review,
)
from tests.end_to_end.hostile_queries import QUERIES
from tests.examples import is_proof

#: What Escape or Ctrl+C takes on the busiest machine; the trial itself prints how long it really took.
_BEFORE_GIVING_UP = 25.0


def worked(answers: Iterable[Answer]) -> bool:
    """Whether each was answered: Escape led to the desk, or the command ended without a traceback."""
    for each in answers:
        assert each.seconds < _BEFORE_GIVING_UP and not each.words, each
    return True


def one_in(count: int, place: int) -> dict[str, str]:
    """Every `count`th of the queries, from the one at this place on; all of them under `proof`."""
    names = list(QUERIES) if is_proof() else list(QUERIES)[place::count]
    return {name: QUERIES[name] for name in names}


def test_there_are_so_many_of_each_kind() -> None:
    assert len(QUERIES) >= 30
    assert len(FILES) >= 20


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("hostile")
    fill(folder)
    with Project.open(folder / "copydesk.db", "ana", write=False) as opened:
        yield opened


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_is_answered_or_refused_in_one_line(project: Project, name: str, monkeypatch) -> None:
    monkeypatch.setattr("labels.query.pattern.TIME_LIMIT", 0.02)
    monkeypatch.setattr("labels.query.pattern.SLOW_LIMIT", 0.06)
    said, found = "", []
    try:
        found = list(project.searcher.hits(Search(parse_query(QUERIES[name]), "ana", limit=5)))
    except UsageError as error:
        said = str(error)
    assert said.isprintable()
    assert len(found) <= 5


@pytest.mark.slow
@pytest.mark.parametrize("place", range(4) if is_proof() else (1,))
def test_escape_is_answered_at_the_desk(tmp_path: Path, place: int) -> None:
    fill(tmp_path)
    assert worked(at_the_desk(tmp_path, one_in(12, place)))


@pytest.mark.slow
def test_escape_ends_a_review(tmp_path: Path) -> None:
    fill(tmp_path)
    assert worked(in_a_review(tmp_path, QUERIES if is_proof() else one_in(3, 0)))


@pytest.mark.slow
def test_a_command_ends_when_it_is_told_to(tmp_path: Path) -> None:
    fill(tmp_path)
    assert worked(commands(tmp_path, one_in(10, 3)))
    assert worked(codebooks(tmp_path))


@pytest.mark.slow
def test_an_import_ends_and_escape_is_answered_while_a_file_is_opened(tmp_path: Path) -> None:
    fill(tmp_path)
    names = list(FILES) if is_proof() else ["a pipe", "a zip of many", "links in a circle", "tags in tags"]
    assert worked(imports(tmp_path, names))
    assert worked(files_at_the_desk(tmp_path, names[:2] if not is_proof() else names))
