"""The whole tour, done by somebody who presses exactly the keys that it names."""

import json
from pathlib import Path

import pytest

from labels.codebook.file import default_codebook
from tests.examples import default_cases
from tests.tui.tour.touring import answer_key, desk_screen, named_keys, obey, obey_until, press, shown, touring
from tui.screens.desk.screen import DeskScreen
from tui.tour.app import TourApp
from tui.tour.closed import ClosedScreen
from tui.tour.outcome import OutcomeScreen
from tui.tour.run import run_tour

QUIT = 13


async def test_pressing_the_named_keys_completes_the_tour(tmp_path):
    async with touring(tmp_path) as pilot:
        lesson = pilot.app.lesson
        await obey_until(pilot, len(lesson.exercises))
        assert lesson.over
        assert isinstance(pilot.app.screen, OutcomeScreen)
        lines = (tmp_path / "copydesk.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        page = shown(pilot)
        assert "copydesk my-articles/" in page
        assert records[-1]["id"][:12] in page
        assert {record["label"] for record in records} == {label.name for label in default_codebook().active} | {None}
        by_text = {record["text"]: record for record in records}
        assert by_text["— fares of the of the (see ta"]["note"] == "cut off"
        assert by_text["— fares of the of the (see ta"]["flagged"] is True
        await pilot.press("enter")
        assert not pilot.app.is_running


@pytest.mark.slow
async def test_quitting_closes_the_file_and_comes_back_to_the_sentence(tmp_path):
    async with touring(tmp_path) as pilot:
        await obey_until(pilot, QUIT)
        before = desk_screen(pilot).desk
        place, marks = (before.page.article.id, before.cursor), before.tally.decided
        first = pilot.app.project
        await obey(pilot)
        assert isinstance(pilot.app.screen, ClosedScreen)
        assert f"{marks} decisions" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        after = desk_screen(pilot).desk
        assert pilot.app.project is not first
        assert (after.page.article.id, after.cursor) == place
        assert after.tally.decided == marks
        assert pilot.app.lesson.number == QUIT + 1


@pytest.mark.slow
async def test_the_desk_can_be_left_for_good_while_it_is_closed(tmp_path):
    async with touring(tmp_path) as pilot:
        pilot.app.lesson.number = QUIT
        await obey(pilot)
        await pilot.press("ctrl+q")
        assert not pilot.app.is_running


@pytest.mark.slow
async def test_quitting_from_the_palette_also_closes_and_comes_back(tmp_path):
    async with touring(tmp_path) as pilot:
        pilot.app.lesson.number = QUIT
        await pilot.press("ctrl+p", *"quit")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ClosedScreen)


@pytest.mark.slow
@pytest.mark.parametrize(
    "key",
    default_cases(["space", "end", "exclamation_mark", "backslash", "right_square_bracket", "x", "delete"], 0, 5),
)
async def test_another_key_is_the_desks_and_the_lesson_waits(tmp_path, key):
    async with touring(tmp_path) as pilot:
        task = pilot.app.lesson.task
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.lesson.task is task
        await pilot.press("home")
        await obey(pilot)
        assert pilot.app.lesson.task is not task


async def test_a_decision_out_of_turn_counts_and_undo_is_offered(tmp_path):
    async with touring(tmp_path) as pilot:
        await pilot.press("space")
        assert desk_screen(pilot).desk.annotation(0).status == "skipped"
        assert "Backspace takes it back" in shown(pilot)


async def test_another_label_is_remarked_on_and_can_be_taken_back(tmp_path):
    async with touring(tmp_path) as pilot:
        await obey_until(pilot, 1)
        await pilot.press("x")
        assert pilot.app.lesson.number == 1
        assert "You say other, we say news" in shown(pilot)
        await pilot.press("backspace")
        await pilot.press(answer_key(desk_screen(pilot)))
        assert pilot.app.lesson.number == 2


@pytest.mark.slow
async def test_an_undone_label_is_asked_for_again(tmp_path):
    async with touring(tmp_path) as pilot:
        await obey_until(pilot, 2)
        await obey(pilot)
        await obey(pilot)
        await pilot.press("backspace")
        await obey(pilot)
        assert pilot.app.lesson.number == 2
        await obey(pilot)
        assert pilot.app.lesson.number == 3


@pytest.mark.slow
async def test_every_step_can_be_left_out(tmp_path):
    async with touring(tmp_path) as pilot:
        key = desk_screen(pilot).companion.script.keys["go_on"]
        for number in range(len(pilot.app.lesson.exercises)):
            assert pilot.app.lesson.number == number
            await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, OutcomeScreen)
        assert "You made none" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DeskScreen)
        assert "as long as you like" in shown(pilot)
        await pilot.press(key)
        assert isinstance(pilot.app.screen, DeskScreen)


@pytest.mark.slow
async def test_a_step_can_be_left_out_while_a_question_is_asked(tmp_path):
    async with touring(tmp_path) as pilot:
        screen = desk_screen(pilot)
        await pilot.press("slash", "a", screen.companion.script.keys["go_on"])
        assert not screen.prompt.asking
        assert pilot.app.lesson.number == 1
        await obey(pilot)
        assert pilot.app.lesson.number == 2


@pytest.mark.slow
async def test_the_words_name_the_keys_of_the_user(tmp_path):
    async with touring(tmp_path, keys={"next": "ctrl+n", "undo": "f9", "quit": "ctrl+x"}) as pilot:
        page = shown(pilot)
        assert "Press Ctrl+N to go" in page
        assert "Ctrl+X ends the tour" in page
        assert named_keys(desk_screen(pilot)) == ["ctrl+n"]
        await obey_until(pilot, len(pilot.app.lesson.exercises))


@pytest.mark.slow
async def test_the_key_that_leaves_out_gives_way_to_the_users_own(tmp_path):
    async with touring(tmp_path, keys={"next": "tab", "articles": "f9"}) as pilot:
        assert "Press Tab to go" in shown(pilot)
        assert "Ctrl+N skips this step" in shown(pilot)


@pytest.mark.slow
async def test_articles_added_here_are_said_to_go_with_the_tour(tmp_path):
    async with touring(tmp_path) as pilot:
        await pilot.press("ctrl+o")
        assert "goes when it ends" in shown(pilot)


@pytest.mark.slow
async def test_a_key_that_belongs_to_a_label_is_warned_of_once_and_not_named(tmp_path):
    async with touring(tmp_path, keys={"next": "x"}) as pilot:
        assert len(pilot.app._notifications) == 1
        assert "Press ↓ to go" in shown(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("named", default_cases(["data.csv", "elsewhere/train.txt", "data.jsonl"], 1))
async def test_an_export_goes_with_the_tour_wherever_it_was_to_be_written(tmp_path, monkeypatch, named):
    elsewhere, own = tmp_path / "elsewhere", tmp_path / "own"
    elsewhere.mkdir()
    own.mkdir()
    monkeypatch.chdir(tmp_path)
    async with touring(own) as pilot:
        await obey_until(pilot, 1)
        await press(pilot, "n")
        pilot.app.lesson.number = len(pilot.app.lesson.exercises) - 1
        await press(pilot, "ctrl+s")
        pilot.app.screen.query_one("Input").value = named
        await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, OutcomeScreen)
        page = shown(pilot)
        assert f"{Path(named).name} is written" in page and '"label":"news"' in page
    assert {path.name for path in tmp_path.iterdir()} == {"elsewhere", "own"}
    assert list(elsewhere.iterdir()) == []
    assert (own / Path(named).name).is_file()


@pytest.mark.slow
async def test_the_words_are_true_of_another_sentence_too(tmp_path):
    """Whoever leaves steps out, or goes elsewhere, does not read of sentences that are not under the cursor."""
    async with touring(tmp_path) as pilot:
        key = desk_screen(pilot).companion.script.keys["go_on"]
        told = []
        for exercise in pilot.app.lesson.exercises:
            told.append((exercise, " ".join(shown(pilot).replace("█", " ").split())))
            await press(pilot, key)
        for exercise, page in told:
            if exercise.about_others:
                assert exercise.about_others in page and exercise.about not in page
            else:
                assert not any(word in exercise.about for word in ("This one", "Is this", "Three"))


@pytest.mark.slow
async def test_the_key_that_quits_is_the_users_own_while_the_desk_is_closed(tmp_path):
    async with touring(tmp_path, keys={"quit": "ctrl+x"}) as pilot:
        pilot.app.lesson.number = QUIT
        await obey(pilot)
        assert "Ctrl+X ends the tour" in shown(pilot) and "Ctrl+Q" not in shown(pilot)
        await pilot.press("ctrl+x")
        assert not pilot.app.is_running


@pytest.mark.slow
async def test_the_foot_is_never_cut_at_80_columns(tmp_path):
    async with touring(tmp_path) as pilot:
        for number in range(len(pilot.app.lesson.exercises)):
            assert any(f"{number + 1} of 15" in line and "…" not in line for line in shown(pilot).splitlines())
            await press(pilot, desk_screen(pilot).companion.script.keys["go_on"])


def test_the_tour_leaves_no_file_behind(tmp_path, monkeypatch):
    """Also not where it ends by a signal."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)
    folders = []

    def leave(app, **_):
        folders.extend(path.name for path in tmp_path.iterdir())
        (app.project.path.parent / "copydesk.jsonl").write_text("{}")
        app._return_code = code

    monkeypatch.setattr(TourApp, "run", leave)
    code = 0
    run_tour()
    code = 129
    with pytest.raises(SystemExit):
        run_tour()
    assert len(folders) == 2 and list(tmp_path.iterdir()) == []


@pytest.mark.slow
async def test_a_search_that_finds_nothing_elsewhere_is_told_how_to_go_on(tmp_path):
    async with touring(tmp_path) as pilot:
        await obey_until(pilot, 10)
        await press(pilot, "right_square_bracket", "down", "slash", *"lantern", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.lesson.number == 10
        assert "Found, but in the article that was open." in shown(pilot)
        pilot.app.lesson.remark("")
        await press(pilot, "slash", "enter")  # it finds the same sentence
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Found, but in the article that was open." in shown(pilot)
        await press(pilot, "left_square_bracket", "slash", *"lantern", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Found, in another article." in shown(pilot)
