"""The list of themes: a preview of each, one that is kept and remembered; and every screen follows at once."""

from pathlib import Path

import pytest
from rich.segment import Segment

from labels.errors import CopydeskError, UsageError
from tests.examples import default_cases, is_proof
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys
from tests.tui.lists.browsing import keys
from tests.tui.scenes import SCENES, played
from tui.app import CopydeskApp
from tui.remembering import remember_theme
from tui.screens.themes import ThemeScreen
from tui.settings import read_settings
from tui.theme import THEME_NAMES


async def test_the_list_begins_at_the_theme_of_now_and_shows_each_at_once(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+t")
        assert isinstance(app.screen, ThemeScreen)
        assert "▌ copydesk-dark" in shown(app) and "nord" in shown(app)
        await type_keys(pilot, "down")
        assert app.theme == "copydesk-contrast"
        assert app.screen_stack[-2].styles.background.hex == "#000000"
        await type_keys(pilot, "up", "up")
        assert app.theme == "copydesk-light"
        await type_keys(pilot, "end")
        assert app.theme == sorted(app.available_themes)[-1] == "tokyo-night"
        await type_keys(pilot, "ctrl+t")
        assert app.theme == "copydesk-light", "after the last comes the first"


@pytest.mark.slow
async def test_escape_brings_the_old_one_back(project, tmp_path):
    path = tmp_path / "settings.toml"
    app = CopydeskApp(project, read_settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+t", "down", "down", "escape", "c")
        assert app.theme == "copydesk-dark"
        assert project.progress().decided == 1, "and the keyboard is the desk's again"
    assert not path.exists()


async def test_enter_keeps_it_and_the_next_start_has_it(project, tmp_path):
    path = tmp_path / "folder" / "settings.toml"
    app = CopydeskApp(project, read_settings(path))
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, "ctrl+t", "up", "enter", "c")
        assert app.theme == "copydesk-light"
        assert project.progress().decided == 1
    app = CopydeskApp(project, read_settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "copydesk-light"


@pytest.mark.slow
async def test_without_a_settings_file_it_holds_until_the_end(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+t", "down", "enter")
        assert "Theme: copydesk-contrast" in shown(app)


@pytest.mark.slow
async def test_a_file_that_cannot_be_written_is_named(project, tmp_path):
    path = tmp_path / "settings.toml"
    app = CopydeskApp(project, read_settings(path))
    path.mkdir()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+t", "down", "enter")
        assert app.theme == "copydesk-contrast"
        (note,) = app._notifications
        assert str(path) in note.message and "not remembered" in note.message


@pytest.mark.slow
async def test_it_opens_from_a_list_and_from_the_palette(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "ctrl+t", "up", "enter", "escape")
        assert desk_of(app) and app.theme == "copydesk-light"
        await keys(pilot, "ctrl+p", *"choose a theme", "enter")
        assert isinstance(app.screen, ThemeScreen)
        await keys(pilot, "escape")
        assert desk_of(app)


@pytest.mark.slow
async def test_a_click_shows_and_a_second_click_keeps(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+t")
        await pilot.click("LongList", offset=(3, 0))
        assert app.theme == "copydesk-light" and isinstance(app.screen, ThemeScreen)
        await pilot.click("LongList", offset=(3, 0))
        assert desk_of(app) and app.theme == "copydesk-light"


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(40, 10), (20, 6), (3, 2), (1, 1)], 0))
async def test_it_works_in_a_small_window(project, size):
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, "ctrl+t", "down", "pageup", "home", "end", "pagedown", "escape")
        assert desk_of(app) and app.theme == "copydesk-dark"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "nord"\n'),
        ("# mine\nnudge = true\n", '# mine\nnudge = true\ntheme = "nord"\n'),
        ('theme = "dracula"  # dark\n[keys]\nundo = "ctrl+n"\n', 'theme = "nord"  # dark\n[keys]\nundo = "ctrl+n"\n'),
        ('[keys]\n# hers\nundo = "ctrl+n"\n', 'theme = "nord"\n\n[keys]\n# hers\nundo = "ctrl+n"\n'),
    ],
)
def test_all_else_in_the_file_stays_as_it_is(tmp_path, before, after):
    path = tmp_path / "settings.toml"
    path.write_text(before)
    remember_theme("nord", path)
    assert path.read_text() == after
    assert read_settings(path).theme == "nord"


def test_a_link_goes_on_pointing_at_the_file(tmp_path):
    (tmp_path / "mine.toml").write_text("nudge = true\n")
    link = tmp_path / "settings.toml"
    link.symlink_to("mine.toml")
    remember_theme("nord", link)
    assert link.is_symlink() and 'theme = "nord"' in (tmp_path / "mine.toml").read_text()


@pytest.mark.parametrize("broken", [b"theme = ", b"a = 1\na = 2\n", b"\xff"])
def test_a_file_that_is_no_toml_is_named_and_left_alone(tmp_path, broken):
    path = tmp_path / "settings.toml"
    path.write_bytes(broken)
    with pytest.raises(UsageError) as refused:
        remember_theme("nord", path)
    assert str(path) in str(refused.value) and "\n" not in str(refused.value)
    assert path.read_bytes() == broken


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CopydeskError, match=r"settings\.toml: .*cannot be"):
        remember_theme("nord", tmp_path / "file" / "settings.toml")


def painted(app: CopydeskApp) -> list[list[Segment]]:
    """Every line of the screen with its styles."""
    return [list(Segment.simplify(strip)) for strip in app.screen._compositor.render_strips()]


#: Of those in which colours are mixed before they are painted two run always, and the others in the slow run, with a
#: third of the rest; all under the profile `proof`.
_ALWAYS = ("desk-labelled", "dashboard")
_MIXED = ("finish", "side-panel", "sentences", "tour")
#: Not the list of themes, whose cursor is where the theme was, and not the palette, which no key takes to a theme.
_OTHERS = [scene for scene in SCENES if scene.name not in ("themes", "palette")]
_CASES = [
    pytest.param(scene, marks=() if scene.name in _ALWAYS else pytest.mark.slow)
    for place, scene in enumerate(_OTHERS)
    if scene.name in _ALWAYS or scene.name in _MIXED or place % 3 == 0 or is_proof()
]


@pytest.mark.slow
@pytest.mark.parametrize("scene", _CASES, ids=lambda scene: scene.name)
@pytest.mark.parametrize(("first", "then"), [("copydesk-dark", "copydesk-light")])
async def test_every_screen_is_painted_anew_at_once(scene, first, then, tmp_path, monkeypatch):
    """As if it had been opened in the other theme."""
    size = (
        (80, 24) if scene.name == "finish" else (120, 40)
    )  # beside that, the panel is cut for a window with more room
    shots = []
    for begun in (first, then):
        folder = tmp_path / begun
        folder.mkdir()
        monkeypatch.chdir(folder)  # the start screen names the project
        async with played(scene, Path(), begun, size) as pilot:
            pilot.app.theme = then
            await keys(pilot)
            shots.append(painted(pilot.app))
    assert len(shots[0]) == len(shots[1])
    for now, afresh in zip(*shots, strict=True):
        assert now == afresh


def test_our_themes_come_first():
    assert THEME_NAMES[:3] == ("copydesk-light", "copydesk-dark", "copydesk-contrast")
