"""The palette: every command and every label by its name."""

import pytest
from textual.command import CommandPalette

from tests.tui.desk_app import desk_app, desk_of, shown, type_keys, until_true
from tui.commands import commands_of
from tui.palette import DeskCommands, Palette


async def choose(pilot, words: str) -> None:
    """Open the palette, type, and take what comes first."""
    await type_keys(pilot, "ctrl+p")
    await pilot.pause()
    assert CommandPalette.is_open(pilot.app)
    await type_keys(pilot, *words)
    for _ in range(50):
        await pilot.pause(0.02)
        if pilot.app.screen.query_one("CommandList").option_count == 1:
            break
    await type_keys(pilot, "enter")
    await pilot.pause()
    await type_keys(pilot)


async def test_it_offers_every_label_and_every_command_but_itself(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)):
        offered = [entry.text for entry in DeskCommands(app.screen)._entries()]
        assert offered[:4] == ["Label: claim", "Label: quote", "Label: fact", "Label: opinion"]
        assert set(offered[4:]) == {command.description for command in commands_of("desk") if command.id != "palette"}


async def test_a_label_is_given(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Label: opinion")
        assert project.annotation(next(project.sentences())).labels == ("opinion",)
        assert desk_of(app).desk.cursor == 1


@pytest.mark.slow
async def test_commands_run_also_those_that_ask(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Last sentence of the article")
        assert desk_of(app).desk.cursor == 3
        await choose(pilot, "Write a note")
        assert desk_of(app).asking
        await type_keys(pilot, *"hm", "enter")
        assert project.annotation(list(project.sentences())[3]).note == "hm"
        await choose(pilot, "Quit; everything is kept")
        assert app._exit


@pytest.mark.slow
async def test_it_is_found_under_a_key_of_ones_own(project):
    app = desk_app(project, keys={"palette": "f2", "previous": "ctrl+p"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "down", "down", "ctrl+p")
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "f2")
        await pilot.pause()
        assert CommandPalette.is_open(app)


@pytest.mark.slow
async def test_keys_that_come_too_fast_do_no_harm(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (
            ["pageup", "pagedown"],
            ["up", "enter", "enter", "enter"],
            ["c", "enter", "enter"],
            ["escape"] * 3,
        ):
            await type_keys(pilot, "ctrl+p", *keys)
            await pilot.pause(0.2)
            await type_keys(pilot, "enter", "enter", "escape", "escape")
            await pilot.pause()
            assert desk_of(app)


@pytest.mark.slow
async def test_a_key_typed_ahead_behind_escape_reaches_the_desk(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p", "escape", "c")
        assert project.progress().decided == 1


async def test_enter_alone_does_nothing_that_nobody_chose(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p", "enter")
        assert project.progress().decided == 0 and isinstance(app.screen, Palette)
        await type_keys(pilot, "down", "up", "enter")
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_what_others_had_can_be_given_to_any_command(project):
    app = desk_app(project, keys={"quit": "ctrl+n", "undo": "ctrl+q", "redo": "ctrl+c"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "ctrl+q")
        assert project.progress().decided == 0
        await type_keys(pilot, "ctrl+c")
        assert project.progress().decided == 1
        await type_keys(pilot, "ctrl+n")
        assert app._exit


async def test_keys_typed_ahead_are_in_its_line_and_what_stands_behind_enter_comes_after(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p", *"Label: opinion", "enter", "c", "ctrl+p", *"label: quote", "enter")
        await pilot.pause()
        labels = [project.annotation(sentence).labels for sentence in project.sentences()]
        assert labels[:3] == [("opinion",), ("claim",), ("quote",)]


@pytest.mark.slow
async def test_a_command_that_asks_gets_what_is_typed_ahead_behind_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p", *"write a note", "enter", *"odd", "enter", "c")
        await pilot.pause()
        mark = project.annotation(next(project.sentences()))
        assert (mark.note, mark.labels) == ("odd", ("claim",))


@pytest.mark.slow
async def test_arrows_choose_among_what_everything_typed_so_far_finds(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p", *"label:", "down", "down", "up", "enter")
        await pilot.pause()
        assert len(project.annotation(next(project.sentences())).labels) == 1
        assert desk_of(app).desk.cursor == 1


@pytest.mark.slow
async def test_every_line_shows_its_keys(project):
    app = desk_app(project, keys={"undo": "ctrl+n"})
    async with app.run_test(size=(80, 24)) as pilot:
        entries = {entry.text: str(entry.shown) for entry in DeskCommands(app.screen)._entries()}
        assert entries["Label: claim"].endswith("claim  c  1")
        assert entries["Undo the last action"].endswith("  Ctrl+N")
        await type_keys(pilot, "ctrl+p")
        await pilot.pause()
        assert "Skip: decide to give no label, and go on  Space" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "colours"), [("ansi-dark", (0, 7)), ("ansi-light", (15, 0))])
async def test_the_marked_line_is_readable_in_the_terminals_own_colours(project, theme, colours):
    """Black and white of one's own terminal stand apart; its default colours need not read on any of the sixteen."""
    app = desk_app(project, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+p")
        await until_true(lambda: "Label: claim" in shown(app))
        (line,) = [line for line in app.screen._compositor.render_strips() if "Label: claim" in line.text]
        marked = [segment.style for segment in line if segment.text.strip()[:5] in ("Label", "c  1")]
        assert marked and {(style.color.number, style.bgcolor.number) for style in marked} == {colours}


def _coloured(style) -> bool:
    return any(colour is not None and not colour.is_default for colour in (style.color, style.bgcolor))


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_selected_text_is_readable_in_the_terminals_own_colours(project, theme):
    app = desk_app(project, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *"heron", "enter", "/")
        (line,) = [line for line in app.screen._compositor.render_strips() if "Search:" in line.text]
        styles = [segment.style for segment in line if segment.text.strip() in ("heron", "hero")]
        assert styles and all(style.reverse and not _coloured(style) for style in styles)


@pytest.mark.parametrize("name", ["help", "focus", "import", "dashboard", "quit", "next undecided", "Sentences"])
async def test_a_command_is_found_first_by_what_the_documentation_calls_it(project, name):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)):
        hits = [hit async for hit in DeskCommands(app.screen).search(name)]
        best = max(hits, key=lambda hit: hit.score)
        (wanted,) = (each for each in commands_of("desk") if each.id == name.casefold().replace(" ", "_"))
        assert best.text == wanted.description
