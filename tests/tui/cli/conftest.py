"""Every command runs in a folder of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty, with nobody's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "no settings.toml"))
    return tmp_path


@pytest.fixture
def articles(folder: Path) -> Path:
    """A folder with two articles: two sentences and three."""
    inside = folder / "articles"
    inside.mkdir()
    (inside / "bridge.txt").write_text("The bridge is closed. Nobody knows why.\n")
    (inside / "harbour.md").write_text("# The harbour\n\nShips wait. “It is full,” she said.\n")
    return inside
