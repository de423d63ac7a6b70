"""Files asked for at the foot of the desk: articles in, training data out."""

import json

import pytest

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys


@pytest.mark.slow
async def test_tab_completes_the_path_to_import_and_to_export(project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stories.txt").write_text("The heron waits.", encoding="utf-8")
    (tmp_path / "storage").mkdir()
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("ctrl+o", "ctrl+s"):
            await type_keys(pilot, key, "ctrl+u", *"st", "tab")
            assert desk_of(app).prompt.typed == "stor"
            await type_keys(pilot, "tab")
            assert "storage/  stories.txt" in shown(app)
            await type_keys(pilot, "i", "tab")
            assert desk_of(app).prompt.typed == "stories.txt"
            await type_keys(pilot, "escape")
            assert "storage/" not in shown(app)


@pytest.mark.slow
async def test_an_error_that_names_an_option_names_the_command_that_has_it(project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = desk_app(project)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+s", "ctrl+u", *"data.json", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (told,) = [each.message for each in app._notifications]
        assert "--format" in told and told.endswith("(Options are those of the command line: copydesk export)")


@pytest.mark.slow
async def test_the_export_suggests_a_file_beside_the_project(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, "c", "q", "ctrl+s", "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        written = project.path.with_suffix(".jsonl")
        assert [json.loads(line)["label"] for line in written.read_text().splitlines()] == ["claim", "quote"]
        assert "news.jsonl: 2 records" in shown(app)


@pytest.mark.slow
async def test_the_ending_decides_the_format_of_an_export(project, tmp_path):
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "ctrl+s", "ctrl+u", *str(tmp_path / "out.csv"), "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot, "ctrl+s", "ctrl+u", *str(tmp_path / "out.toml"), "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert (tmp_path / "out.csv").read_text().startswith("id,")
        assert not (tmp_path / "out.toml").exists()
        assert any("no format ends in .toml" in each.message for each in app._notifications)


@pytest.mark.slow
async def test_a_file_that_is_no_export_is_replaced_only_if_that_is_said(project, tmp_path):
    precious = tmp_path / "articles.jsonl"
    precious.write_text('{"text": "the only copy"}\n')
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "ctrl+s", "ctrl+u", *str(precious), "enter")
        assert "articles.jsonl is there already and is no export" in shown(app)
        await type_keys(pilot, *"no", "enter")
        await app.workers.wait_for_complete()
        assert "the only copy" in precious.read_text()
        await type_keys(pilot, "ctrl+s", "ctrl+u", *str(precious), "enter", *"yes", "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert "the only copy" not in precious.read_text()
        await type_keys(pilot, "q", "ctrl+s", "ctrl+u", *str(precious), "enter")  # an export is replaced unasked
        await app.workers.wait_for_complete()
        assert len(precious.read_text().splitlines()) == 2


@pytest.mark.parametrize("named", default_cases(["no/such/folder/x.jsonl", "~nosuchuser/x", "a\0b", ".", "x" * 300], 0))
async def test_an_export_that_cannot_be_says_so_and_the_desk_goes_on(project, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+s", "ctrl+u")
        desk_of(app).prompt.question.query_one("Input").value = named
        await type_keys(pilot, "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert len(app._notifications) == 1
        await type_keys(pilot, "c")
        assert project.progress().decided == 1


async def test_articles_are_added_from_the_desk_and_the_place_is_kept(project, tmp_path):
    (tmp_path / "more news.txt").write_text("Something else happened. It was small.")
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "down", "ctrl+o", *f"'{tmp_path / 'more news.txt'}'", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause(1.1)  # the desk looks once a second for what others wrote
        assert "1 article added (2 sentences)" in shown(app)
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "c")
        assert "article 1 of 4" in lines(app)[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "named", default_cases(["no such file.txt", "~nosuchuser/x", "a\0b", "x" * 300, "empty.txt"], 2)
)
async def test_an_import_that_cannot_be_says_so_and_the_desk_goes_on(project, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+o")
        desk_of(app).prompt.question.query_one("Input").value = named
        await type_keys(pilot, "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot, "c")
        assert len(app._notifications) == 1
        assert project.progress().decided == 1
