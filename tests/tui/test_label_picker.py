"""Labels are given by letters of their names; with twenty of them in 80 columns each stays reachable and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.project import Project
from tests.labels.making import make_project, use_codebook
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys

NAMES = [f"{word} {kind}" for word in ("plain", "hidden", "quoted", "reported", "doubted") for kind in "abcd"]


@pytest.fixture
def project(tmp_path: Path, clock) -> Project:  # type: ignore[no-untyped-def]
    """Twenty labels, most without a key."""
    with make_project(tmp_path / "many.db", clock=clock) as made:
        use_codebook(made, Codebook(tuple(Label(name, name, None) for name in NAMES)))
        yield made


async def test_every_label_is_named_or_found_and_given(project: Project) -> None:
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        assert "plain a" in shown(app)
        await type_keys(pilot, "'", *"doubted")
        bar = " ".join(line for line in lines(app) if "doubted" in line)
        assert all(f"doubted {kind}" in bar for kind in "abcd") and "plain" not in bar
        await type_keys(pilot, *" d", "enter")
        first = next(project.sentences())
        assert project.annotation(first).labels == ("doubted d",)
        assert desk_of(app).desk.cursor == 1 and "plain a" in shown(app)


@pytest.mark.slow
async def test_what_no_label_is_called_is_said_and_nothing_is_written(project: Project) -> None:
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "'", *"zebra", "enter")
        assert "No label has this name." in shown(app) and desk_of(app).asking
        await type_keys(pilot, *"quoted b", "enter")
        assert project.annotation(next(project.sentences())).labels == ("quoted b",)
        await type_keys(pilot, "'", "enter")
        await type_keys(pilot, "'", *"plain", "escape")
        assert project.progress().decided == 1 and not desk_of(app).asking
        assert "hidden a" in shown(app), "all labels are shown again"


@pytest.mark.slow
async def test_it_adds_where_the_next_label_is_added(project: Project) -> None:
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ">", "'", *"plain c", "enter")
        assert "an example of plain c" in shown(app)
        assert project.progress().decided == 0


@pytest.mark.slow
async def test_selected_lines_of_a_list_are_labelled_by_name(project: Project) -> None:
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+f", "enter", "asterisk", "'", *"reported b", "enter")
        await pilot.pause(0.2)
        assert "Label 1 sentence as reported b?" in shown(app).replace(" in 1 article", "")
        await type_keys(pilot, "ctrl+b")
        await pilot.pause(0.2)
        assert project.annotation(next(project.sentences())).labels == ("reported b",)
