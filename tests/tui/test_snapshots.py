"""Pictures of whole screens. After a change that is meant: `pytest tests/tui/test_snapshots.py --snapshot-update`."""

import time
from pathlib import Path

import pytest

from labels.article import Article
from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import Clock
from tests.tui.desk_app import desk_app, shown, type_keys, until_true
from tests.tui.lists.browsing import keys
from tests.tui.test_feedback_screen import fill as fill_feedback
from tests.tui.test_feedback_screen import open_feedback, read
from tui.settings import Settings
from tui.tour.app import TourApp
from tui.tour.run import sample_project

BRIDGE = """\
The old bridge at Fennick was closed on Monday evening, and it will stay closed until the spring.

“Nobody told us anything,” said Orla Benn, who keeps a shop on the far bank. The council says that letters went out \
in March.

Built in 1931, the bridge was meant to last for sixty years. It has lasted for ninety, and whoever believes that \
paint alone will carry it through another winter has not looked at it from below.

Photo: the bridge in the 1950s.
"""
HARBOUR = "Three ships wait outside the harbour. “There is no room,” the harbour master said."


@pytest.fixture
def news(tmp_path, monkeypatch):
    """Two invented articles, two sentences decided: too few for figures that depend on how fast the test runs."""
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")  # lists and history show the time of day where somebody works
    if hasattr(time, "tzset"):
        time.tzset()
    # The letters of people in a review follow from their keys.
    monkeypatch.setattr("labels.journal.append.new_key", lambda name: f"{name}~1")
    with Project(Path("news.db"), "ana", clock=Clock()) as project:
        yield project


def fill(project: Project) -> Project:
    project.add(Article(BRIDGE, title="Fennick bridge closed until spring"))
    project.add(Article(HARBOUR, title="No room in the harbour"))
    first, second, third, *_ = project.sentences()
    project.label(first, "news")
    project.label(second, "quote")
    project.flag(third)
    project.note(third, "Ask the council for a copy.")
    return project


@pytest.mark.parametrize(
    ("theme", "size"),
    default_cases(
        [("copydesk-dark", (80, 24)), ("copydesk-light", (120, 40)), ("copydesk-contrast", (40, 10))], 0, unpack=True
    ),
)
def test_desk(snap_compare, news, theme, size):
    async def before(pilot) -> None:
        await type_keys(pilot, "home", "down", "down", "shift+down")

    assert snap_compare(desk_app(fill(news), theme=theme), terminal_size=size, run_before=before)


@pytest.mark.slow
def test_desk_without_colours_of_its_own(snap_compare, news):
    assert snap_compare(desk_app(fill(news), theme="ansi-light"), terminal_size=(80, 24))


@pytest.mark.slow
def test_search(snap_compare, news):
    async def before(pilot) -> None:
        await type_keys(pilot, "home", "/", *"bridge", "enter", ";")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


def test_start(snap_compare, news):
    assert snap_compare(desk_app(news), terminal_size=(80, 24))


def test_help(snap_compare, news):
    async def before(pilot) -> None:
        await type_keys(pilot, "home", "?")
        await pilot.pause()

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


def test_split(snap_compare, news):
    async def before(pilot) -> None:
        await type_keys(pilot, "home", "|", "right", "right")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(
    "typed", default_cases([("tab",), ("ctrl+f", *"bridge", "enter"), ("f4",)], 0), ids=["articles", "found", "flags"]
)
def test_list(snap_compare, news, typed):
    async def before(pilot) -> None:
        await keys(pilot, "home", *typed)

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


@pytest.mark.slow
def test_query_that_is_wrong(snap_compare, news):
    async def before(pilot) -> None:
        await keys(pilot, "home", "ctrl+f")
        await keys(pilot, *"(or")
        await keys(pilot, "enter")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


def test_bulk_question(snap_compare, news):
    async def before(pilot) -> None:
        await keys(pilot, "home", "ctrl+f", *"bridge", "enter")
        await keys(pilot, "ctrl+a", "space")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


@pytest.mark.slow
@pytest.mark.parametrize("typed", [("tab",), ("ctrl+f", "enter")], ids=["articles", "sentences"])
def test_help_of_a_list(snap_compare, news, typed):
    async def before(pilot) -> None:
        await keys(pilot, "home", *typed)
        await keys(pilot, "?")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 40), run_before=before)


@pytest.mark.parametrize("opened", ["history", "dashboard"])
def test_beside_the_desk(snap_compare, news, opened):
    async def before(pilot) -> None:
        await keys(pilot, "home", {"history": "ctrl+l", "dashboard": "ctrl+d"}[opened])

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


@pytest.mark.slow
@pytest.mark.parametrize("opened", ["history", "dashboard"])
def test_help_beside_the_desk(snap_compare, news, opened):
    async def before(pilot) -> None:
        await keys(pilot, "home", {"history": "ctrl+l", "dashboard": "ctrl+d"}[opened])
        await keys(pilot, "?")

    assert snap_compare(desk_app(fill(news)), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(("who", "size"), default_cases([("ana", (80, 24)), ("lea", (120, 40))], 0, unpack=True))
def test_feedback(snap_compare, news, who, size):
    async def before(pilot) -> None:
        await open_feedback(pilot)
        if who == "lea":
            await keys(pilot, "right", "end")
            await read(pilot)

    fill_feedback(Path("feedback.db"))
    with Project(Path("feedback.db"), who, clock=Clock()) as project:
        assert snap_compare(desk_app(project), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", default_cases([(80, 24), (40, 10)], 0))
def test_tour(snap_compare, news, size):
    app = TourApp(sample_project(Path(), "ana"), Settings())
    try:
        assert snap_compare(app, terminal_size=size, press=("down",))
    finally:
        app.project.close()


@pytest.mark.parametrize(
    ("theme", "size"), default_cases([("copydesk-dark", (80, 24)), ("copydesk-light", (120, 40))], 0, unpack=True)
)
def test_review(snap_compare, news, theme, size):
    fill(news)
    for name, labels in (("ben", ("news", "claim", "claim")), ("cleo", ("news", "quote", "background"))):
        with Project(news.path, name, clock=Clock()) as other:
            for sentence, label in zip(list(other.sentences()), labels, strict=False):
                other.label(sentence, label)

    async def before(pilot) -> None:
        await keys(pilot, "home", "ctrl+e")
        await keys(pilot, "x", "S")
        await until_true(lambda: "open in all" in shown(pilot.app))
        await pilot.pause()

    assert snap_compare(desk_app(news, theme=theme), terminal_size=size, run_before=before)
