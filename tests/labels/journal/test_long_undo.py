"""Hundreds of actions, a kill, and all of them taken back; `long_undo` does the same with thousands."""

from pathlib import Path

import pytest

from labels.project import Project
from labels.projections.check import check
from tests.labels.journal.long_undo import KEPT, ME, act_and_die, redo_all, tables, texts, undo_all
from tests.labels.making import make_project


@pytest.mark.slow
def test_everything_is_undone_after_a_kill_and_redone_again(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    make_project(path, texts=texts(2, 10)).close()
    first = tables(path)
    act_and_die(path, 300, seed=3)
    last = tables(path)
    assert check(path).problems == []
    with Project(path, ME) as project:
        undone = undo_all(project)
        assert undone > 150
        now = tables(path)
        assert [name for name in now if name not in KEPT and now[name] != first[name]] == []
        assert check(path).problems == []
        assert redo_all(project) == undone
    assert tables(path) == last
