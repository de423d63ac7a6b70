"""`copydesk label`: import what is new, and open the desk; here without the screen."""

from types import SimpleNamespace

import pytest

from labels.project import Project
from tests.tui.cli.running import run
from tui.app import CopydeskApp
from tui.recent_projects import recent_projects
from tui.screens.program import TOUR


@pytest.fixture
def opened(monkeypatch):
    """What the desk was opened with, as if in a terminal; it is left at once with the code in `code`."""
    seen = SimpleNamespace(code=0, desks=[], tours=0)

    def leave(app, **_):
        seen.desks.append((app.project.path.name, app.project.annotator, app.settings.theme))
        app._return_code = seen.code

    def tour():
        seen.tours += 1

    terminal = SimpleNamespace(isatty=lambda: True, buffer=None)
    for name in ("tui.cli.label.sys", "tui.cli.tour.sys"):
        monkeypatch.setattr(name, SimpleNamespace(stdin=terminal, stderr=terminal))
    monkeypatch.setattr(CopydeskApp, "run", leave)
    monkeypatch.setattr("tui.tour.run.run_tour", tour)
    return seen


def sentences() -> int:
    with Project.open("copydesk.db", "ana", write=False) as project:
        return len(list(project.sentences()))


@pytest.mark.parametrize("words", [["label"], []], ids=str)
def test_paths_are_imported_and_the_desk_is_opened(articles, opened, words):
    outcome = run(*words, articles)
    assert outcome == (0, "", "2 articles added (5 sentences)\n")
    assert opened.desks == [("copydesk.db", "ana", "copydesk-dark")]
    assert sentences() == 5
    assert run(*words, articles) == (0, "", "")
    assert run(*words) == (0, "", "")
    assert len(opened.desks) == 3


def test_options_may_come_without_the_name_of_the_command(articles, opened):
    assert run("articles/bridge.txt", "--annotator", "ben", "--project", "news.db").code == 0
    assert run("--annotator", "ben", "--project", "news.db").code == 0
    assert opened.desks == [("news.db", "ben", "copydesk-dark")] * 2


def test_if_nothing_can_be_read_the_desk_stays_closed(folder, opened):
    (folder / "empty.txt").touch()
    outcome = run("empty.txt", "nowhere.txt")
    assert outcome.code == 2
    assert "empty.txt" in outcome.err and "nowhere.txt" in outcome.err
    assert opened.desks == []


def test_if_something_can_be_read_the_rest_is_named_and_the_desk_opens(folder, articles, opened):
    (folder / "empty.txt").touch()
    outcome = run("empty.txt", articles)
    assert outcome.code == 0
    assert "empty.txt" in outcome.err
    assert len(opened.desks) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theme = ", "TOML"),
        (b"colour = 3", "colour"),
        (b"\xff", "cannot be read"),
        (b'[keys]\nundo = "space"', "space"),
        (b'[keys]\nundo = "strg+z"', "strg+z"),
        (b'[keys]\nnonsense = "x"', "nonsense"),
    ],
)
def test_settings_that_cannot_be_are_said_before_anything_happens_on_the_screen(
    folder, articles, opened, content, said
):
    (folder / "mine.toml").write_bytes(content)
    code, out, err = run(articles, COPYDESK_SETTINGS="mine.toml")
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1] and "mine.toml: " in err.splitlines()[-1]
    assert "Traceback" not in err
    assert opened.desks == []


def test_a_command_that_loses_its_key_to_a_label_is_no_reason_to_stay_closed(folder, articles, opened):
    (folder / "mine.toml").write_text('theme = "nord"\n[keys]\nundo = "c"')
    assert run(articles, COPYDESK_SETTINGS="mine.toml").code == 0
    assert opened.desks == [("copydesk.db", "ana", "nord")]


def test_the_code_of_a_signal_is_passed_on(articles, opened):
    opened.code = 143
    assert run(articles).code == 143


def test_the_start_screen_leads_to_the_tour(opened):
    opened.code = TOUR
    assert run().code == 0
    assert opened.tours == 1


def test_a_project_with_articles_is_kept_among_the_recent_ones(folder, articles, opened, monkeypatch):
    settings = str(folder / "settings.toml")
    monkeypatch.setenv("COPYDESK_SETTINGS", settings)
    assert run("--project", "empty.db", COPYDESK_SETTINGS=settings).code == 0
    assert recent_projects() == []
    assert run(articles, "--project", "news.db", COPYDESK_SETTINGS=settings).code == 0
    assert recent_projects() == [folder / "news.db"]
    assert not (folder / "empty.db").exists()
    (folder / "recent-projects.json").unlink()
    for command in (["status"], ["list"], ["export", "-o", "data.jsonl"], ["check"], ["import", articles]):
        assert run(*command, "--project", "news.db", COPYDESK_SETTINGS=settings).code == 0
    assert not (folder / "recent-projects.json").exists()


def test_the_start_screen_leads_to_another_project(folder, articles, opened, monkeypatch):
    assert run("import", articles, "--project", "news.db").code == 0
    leave = CopydeskApp.run

    def leave_for_news(app, **more):
        leave(app, **more)
        if app.project.path.name != "news.db":
            app.next_project = folder / "news.db"

    monkeypatch.setattr(CopydeskApp, "run", leave_for_news)
    assert run("--annotator", "ben").code == 0
    assert [(project, annotator) for project, annotator, _ in opened.desks] == [
        ("copydesk.db", "ben"),
        ("news.db", "ben"),
    ]
    assert not (folder / "copydesk.db").exists()


def test_a_desk_that_would_be_drawn_into_a_file_is_refused(monkeypatch):
    streams = {"stdin": SimpleNamespace(isatty=lambda: True), "stderr": SimpleNamespace(isatty=lambda: False)}
    monkeypatch.setattr("tui.cli.label.sys", SimpleNamespace(**streams))
    code, out, err = run("label")
    assert (code, out) == (2, "")
    assert "must be a terminal" in err
