"""What stands around the text: themes, the side panel, and what small windows leave out."""

import pytest
from textual.screen import Screen

from labels.codebook import Codebook, Label
from labels.codebook.keys import allot_keys
from labels.project import Project
from tests.examples import default_cases, proof_cases
from tests.tui.desk_app import desk_app, lines, shown, type_keys
from tui.theme import THEME_NAMES


async def test_the_theme_of_the_settings_is_used_and_an_unknown_one_said(project):
    app = desk_app(project, theme="copydesk-light")
    async with app.run_test(size=(80, 24)):
        assert app.theme == "copydesk-light"
    app = desk_app(project, theme="no such\x1b")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert app.theme in THEME_NAMES
        (note,) = app._notifications
        assert "no theme “no such␛”" in note.message
        await type_keys(pilot, "c")
        assert project.progress().decided == 1


@pytest.mark.slow
@pytest.mark.parametrize("theme", default_cases(proof_cases([*THEME_NAMES, "nord"], 0, 1, 5), 0))
@pytest.mark.parametrize("no_color", [False, True])
async def test_every_theme_shows_the_same_words_and_takes_the_same_keys(project, theme, no_color, monkeypatch):
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = desk_app(project, theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "c", "space", "Q", "!", "?")
        assert "Codebook" in shown(app) or "Labels" in shown(app)
        await type_keys(pilot, "escape")
        assert project.progress().decided == 3
        column = shown(app).splitlines()[1].index("claim")
        words = [line[column : column + 12].strip() for line in lines(app)[1:5]]
        assert words == ["claim", "– skip", "", "quote      !"]
        assert lines(app)[4][column - 2] == "▌"


async def test_the_side_panel_comes_with_the_room_and_goes_at_a_key(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot)
        assert "Today" in shown(app)
        await type_keys(pilot, "\\")
        assert "Today" not in shown(app)
        await type_keys(pilot, "\\")
        assert "Today" in shown(app)


@pytest.mark.slow
async def test_the_side_panel_shown_and_hidden_again_follows_the_width_again(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        await type_keys(pilot, "\\")
        await type_keys(pilot, "\\")
        await pilot.resize_terminal(120, 40)
        await type_keys(pilot)
        assert "Today" in shown(app)


@pytest.mark.slow
async def test_the_side_panel_can_be_had_in_a_narrow_window(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        assert "Today" not in shown(app)
        await type_keys(pilot, "\\")
        assert "Today" in shown(app) and "The bridge" in shown(app)
        await type_keys(pilot, "\\")
        assert "Today" not in shown(app)


@pytest.mark.slow
async def test_the_side_panel_explains_the_label_under_the_cursor(tmp_path):
    with Project(tmp_path / "news.db", "ana") as project:
        project.add("The bridge is closed. Nobody knows why.")
        app = desk_app(project)
        async with app.run_test(size=(120, 40)) as pilot:
            await type_keys(pilot)
            assert "Such as" not in shown(app)
            await type_keys(pilot, "q", "up")
            definition = project.codebook.named("quote").definition
            assert definition.split()[0] in shown(app)
            assert "Such as" in shown(app) and "But not" in shown(app)


@pytest.mark.parametrize(
    ("size", "present", "absent"),
    [
        ((120, 40), ["decided", "claim", "Press a label", "⏎ confirm", "Today"], []),
        ((80, 24), ["decided", "c claim", "Press a label", "⏎ confirm"], ["Today"]),
        ((40, 10), ["decided", "c claim", "Press a label"], ["⏎ confirm"]),
        ((20, 6), ["The bridge"], ["decided", "Press a label"]),
    ],
)
async def test_what_a_window_has_room_for(project, size, present, absent):
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot)
        assert all(words in shown(app) for words in present)
        assert not any(words in shown(app) for words in absent)


@pytest.mark.slow
async def test_a_command_that_lost_its_key_to_a_label_is_named(project):
    app = desk_app(project, keys={"undo": "c"})
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "backspace")
        (note,) = app._notifications
        assert "undo" in note.message and note.severity == "warning"
        assert project.progress().decided == 0


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(40, 10), (20, 6), (3, 2)], 1))
async def test_a_question_can_be_answered_in_a_small_window(project, size, monkeypatch):
    app = desk_app(project)
    laid_out: list[int] = []
    lay_out = Screen._refresh_layout

    def counted(*given, **more):
        laid_out.append(1)
        lay_out(*given, **more)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, ";", *"yes")
        assert len(laid_out) < 40, "the window is laid out again and again"
        if size[1] > 2:
            assert "Note:" in shown(app)
        await type_keys(pilot, "enter")
        assert project.annotation(next(project.sentences())).note == "yes"


async def test_errors_are_said_in_a_window_of_any_size(project, monkeypatch):
    from labels.errors import BusyError
    from labels.journal.append import Journal
    from tui import waiting

    def refuse(*_, **__):
        raise BusyError("news.db: locked")

    app = desk_app(project)
    async with app.run_test(size=(20, 6), notifications=True) as pilot:
        monkeypatch.setattr(Journal, "_append", refuse)
        monkeypatch.setattr(waiting, "LONGEST", 0.0)
        await type_keys(pilot, "c")
        await pilot.pause()
        assert "locked" in shown(app)


@pytest.mark.slow
async def test_sixty_labels_fit_a_bar_that_says_there_are_more(tmp_path):
    names = [f"label number {n}" for n in range(60)]
    keys = allot_keys(names, [None] * 60)
    with Project(tmp_path / "news.db", "ana") as project:
        labels = tuple(Label(name, name, key) for name, key in zip(names, keys, strict=True))
        retired = [label.name for label in project.codebook.active]
        project.change_codebook(project.plan_codebook(Codebook(labels), retire=retired))
        project.add("The bridge is closed. Nobody knows why.")
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot)
            assert "… ' finds the others" in shown(app)
            await type_keys(pilot, keys[-1])
            assert project.annotation(next(project.sentences())).labels == (names[-1],)
