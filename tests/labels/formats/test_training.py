"""What docs/training.md shows runs as it stands, on folders that were just exported."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.spacy.writer import SpacyWriter
from labels.project import Project
from labels.values.progress import UNWATCHED
from tests.labels.making import use_codebook

DOCS = Path(__file__).parents[3] / "docs/training.md"
BLOCKS = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def folders(tmp_path, monkeypatch):
    with Project(tmp_path / "a.db", "ana") as project:
        use_codebook(project, Codebook(labels=(Label("claim", "claim", "c"), Label("fact", "fact", "f"))))
        for number in range(12):
            project.add(f"The bridge number {number} is closed. Nobody should have closed bridge {number}.")
        for sentence, label in zip(project.sentences(), cycle(["fact", "claim"]), strict=False):
            project.label(sentence, label)
        parts = dict(
            zip((each.id for each in project.articles()), cycle(["train", "test", "validation"]), strict=False)
        )
        dataset = select(project.view, Selection(statuses=("labelled",)), parts)
        HuggingFaceWriter().write(dataset, tmp_path / "dataset", UNWATCHED)
        SpacyWriter().write(dataset, tmp_path / "corpus", UNWATCHED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("block", BLOCKS, ids=["scikit-learn", "spacy"])
def test_it_trains_at_the_first_try(block, request, capsys):
    for package in ("datasets", "sklearn", "spacy"):
        pytest.importorskip(package)
    request.getfixturevalue("folders")
    exec(compile(block, str(DOCS), "exec"), {})
    said = capsys.readouterr().out
    assert "fact" in said or "claim" in said
