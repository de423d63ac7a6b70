"""What was read of a project before a merge is read anew after it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from labels.codebook import Label
from labels.project import Project
from tests.labels.making import Clock, make_project, use_codebook


def test_a_codebook_that_a_merge_brings_is_in_force_at_once(tmp_path: Path) -> None:
    with make_project(tmp_path / "ana.db"):
        pass
    shutil.copy(tmp_path / "ana.db", tmp_path / "ben.db")
    with Project(tmp_path / "ana.db", "ana", clock=Clock()) as ana, Project(tmp_path / "ben.db", "ben") as ben:
        before = ana.codebook.labels
        use_codebook(ben, replace(ben.codebook, labels=(*ben.codebook.labels, Label("extra", "extra", "z"))))
        ana.merge(ben.path)
        assert [label.id for label in ana.codebook.labels] == [*(label.id for label in before), "extra"]
