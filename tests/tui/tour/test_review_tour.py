"""The lesson on review, done by somebody who presses exactly the keys that it names."""

import pytest

from labels.codebook.file import default_codebook
from tests.tui.sizes import each_size
from tests.tui.tour.review_touring import obey, obey_until, review_of, reviewing, until_asked
from tests.tui.tour.touring import press, shown
from tui.keymap import make_keymap
from tui.screens.desk.screen import DeskScreen
from tui.screens.review.screen import ReviewScreen
from tui.tour.outcome import OutcomeScreen
from tui.tour.review.app import ReviewTourApp
from tui.tour.review.course import COURSE
from tui.tour.review.run import run_review_tour
from tui.tour.review.sample import coached_in_review, review_project, review_sample
from tui.tour.review.words import review_field_keys
from tui.tour.words import fields
from tui.widgets.sentence_list import SentenceList


def test_the_project_has_conflicts_agreement_and_a_sentence_that_was_split(tmp_path):
    with review_project(tmp_path, "Alma") as project:
        units = [project.review_of(sentence) for sentence in project.sentences()]
        assert [sentence.text for sentence in project.sentences()] == [each.text for each in review_sample().said]
        states = [unit.state for unit in units]
        assert (states.count("conflict"), states.count("agreed"), states.count("thin")) == (5, 4, 3)
        assert [bool(unit.carried) for unit in units].count(True) == 2
        assert any(vote.note for unit in units for vote in unit.votes)
        assert project.team.leads() == ["Alma"] and not units[0].votes[0].note


def test_every_field_of_the_words_is_a_key():
    codebook = default_codebook()
    keys = review_field_keys(codebook, make_keymap(codebook))
    said = [coached_in_review(answer) for answer in (None, *review_sample().answers.values())]
    said += [words for each in COURSE for words in (each.title, each.about, each.about_others)]
    said += [
        words for each in COURSE for task in each.tasks for words in (task.words.replace("{coach}", ""), task.after)
    ]
    assert {field for words in said for field in fields(words)} <= keys.keys()


async def test_pressing_the_named_keys_completes_the_lesson(tmp_path):
    async with reviewing(tmp_path, asked=True) as pilot:
        await obey_until(pilot, len(COURSE))
        gold = [pilot.app.project.review_of(each).settled for each in pilot.app.project.sentences()]
        answers = [answer.label for answer in review_sample().answers.values()]
        settled = [each and each.labels[0] for each in gold]
        assert settled == [right if each else None for right, each in zip(answers, gold, strict=True)]
        assert len(list(filter(None, gold))) == 9
        assert [each.reason for each in gold if each and each.reason] == ["definition unclear"]
        assert isinstance(pilot.app.screen, OutcomeScreen)
        page = shown(pilot)
        assert "Is a cupboard full" in page and "copydesk feedback --open" in page
        await pilot.press("enter")
        assert not pilot.app.is_running


@pytest.mark.slow
async def test_a_key_beside_the_question_leaves_the_sentences_and_the_lesson_waits(tmp_path):
    async with reviewing(tmp_path) as pilot:
        assert pilot.app.lesson.number == 0
        await press(pilot, "2")
        assert "Yes, claim: the gardeners expect it, not the writer." in shown(pilot)
        assert pilot.app.lesson.number == 0
        await press(pilot, "ctrl+u")
        await until_asked(pilot)
        await obey(pilot)
        assert pilot.app.lesson.number == 1


@pytest.mark.slow
async def test_another_answer_is_remarked_on_and_can_be_taken_back(tmp_path):
    async with reviewing(tmp_path) as pilot:
        pilot.app.lesson.number = 2
        await press(pilot, "1")
        assert "You say news, we say claim" in shown(pilot)
        await press(pilot, "backspace")
        assert "Taken back." in shown(pilot)


@pytest.mark.slow
async def test_every_step_can_be_left_out_and_the_desk_comes_back_to_the_lesson(tmp_path):
    async with reviewing(tmp_path) as pilot:
        key = review_of(pilot).companion.script.keys["go_on"]
        await press(pilot, key, "escape")
        assert isinstance(pilot.app.screen, DeskScreen)
        await press(pilot, "ctrl+e")
        await until_asked(pilot)
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, ReviewScreen) and "2 of 11" in shown(pilot)
        await press(pilot, "at", key)
        assert not pilot.app.screen.asking
        await press(pilot, *[key] * 9)
        assert isinstance(pilot.app.screen, OutcomeScreen) and "You settled none" in shown(pilot)
        await press(pilot, "escape")
        assert "as long as you like" in shown(pilot)


@pytest.mark.slow
async def test_whoever_settles_everything_out_of_turn_is_told_how_to_go_on(tmp_path):
    async with reviewing(tmp_path) as pilot:
        pilot.app.lesson.number = 3
        for _ in range(5):
            await press(pilot, "enter")
        assert "No conflict is left: Backspace brings one back, Tab skips this step." in shown(pilot)


@pytest.mark.slow
async def test_the_words_name_the_keys_of_the_user(tmp_path):
    async with reviewing(tmp_path, keys={"review_accept": "f9", "undo": "f10"}, asked=True) as pilot:
        assert "F9 asks again" in _words(shown(pilot))
        await obey(pilot)
        assert "A single F10" in shown(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("size", each_size((80, 24), (120, 40)))
async def test_every_step_fits_and_leaves_the_article_in_place(tmp_path, size):
    async with reviewing(tmp_path, size) as pilot:
        places = set()
        lesson = pilot.app.lesson
        await press(pilot, "ctrl+u")
        await until_asked(pilot)
        await obey(pilot)
        while not lesson.over:
            screen = review_of(pilot)
            places.add(screen.query_one(SentenceList).region.y)
            page = screen.companion.script.page(screen.desk.page.sentence(screen.desk.cursor))
            on_screen = _words(shown(pilot))
            for part in (page.said, page.about, page.asked):
                assert _words(part.plain) in on_screen
            await obey(pilot)
        assert len(places) == 1
        assert screen.query_one(SentenceList).size.height >= 5


def _words(text):
    """The words with nothing but single blanks between them, and without the panel's frame."""
    return " ".join(text.replace("█", " ").split())


def test_the_lesson_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)
    folders = []

    def leave(app, **_):
        folders.extend(path.name for path in tmp_path.iterdir())
        app._return_code = 0

    monkeypatch.setattr(ReviewTourApp, "run", leave)
    run_review_tour()
    assert len(folders) == 1 and list(tmp_path.iterdir()) == []
