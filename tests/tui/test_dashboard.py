"""The dashboard: the figures of the journal, as bars and numbers, at every size."""

import re
from datetime import timedelta

import pytest

from labels.journal.event import Act
from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import SCHEME, TEXTS, Clock, make_project
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true
from tests.tui.list_app import HOSTILE
from tui.screens.dashboard import DashboardScreen
from tui.widgets.bars import Bar, bar, bar_rows, progress_bar, spark


@pytest.fixture
def news(tmp_path):
    """Ana has labelled five of eight sentences in five minutes, Ben all of them."""
    clock = Clock(step=0)
    with make_project(tmp_path / "news.db", clock=clock) as made:
        sentences = list(made.sentences())
        for sentence in sentences[:5]:
            clock.now += timedelta(seconds=75)
            made.label(sentence, "claim", seconds=4.0)
        with Project(made.path, "ben", clock=clock) as ben:
            for sentence in sentences:
                clock.now += timedelta(seconds=15)
                ben.skip(sentence, seconds=15.0)
        yield made


async def open_dashboard(pilot):
    await type_keys(pilot, "ctrl+d")
    assert isinstance(pilot.app.screen, DashboardScreen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_figures_are_those_of_the_journal(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_dashboard(pilot)
        page = shown(app)
        assert "Where you stand: ana" in page
        assert "62%  5 of 8" in page
        assert "3 left: about 3 minutes of work, or 1 sitting." in page
        # Four seconds to begin with, and four gaps of 75: five sentences in 304 seconds.
        assert "59/h  5 in  5 min" in page
        assert "100%  5  ████" in page.replace("▄", "")
        assert "4.0 s" in page
        assert "2 finished  0 begun  1 untouched" in page


@pytest.mark.slow
async def test_each_annotator_in_turn(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_dashboard(pilot)
        await type_keys(pilot, "right")
        page = shown(app)
        assert "Where you stand: ben" in page
        assert "Nothing is left." in page
        assert "0 labelled  8 skipped" in page
        await type_keys(pilot, "right")
        assert "Where you stand: ana" in shown(app)


@pytest.mark.slow
async def test_alone_there_is_nobody_to_turn_to(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 30)) as pilot:
        await open_dashboard(pilot)
        assert "Everyone" not in shown(app)
        assert "next annotator" not in shown(app)
        assert "Nothing is decided yet." in shown(app)
        await type_keys(pilot, "right", "left")
        assert "Where you stand: ana" in shown(app)


@pytest.mark.parametrize("key", default_cases(["escape", "ctrl+d"], 1))
async def test_back_to_the_desk_where_it_was_left(news, key):
    app = desk_app(news)
    async with app.run_test(size=(80, 24)) as pilot:
        cursor = desk_of(app).desk.cursor
        await open_dashboard(pilot)
        await type_keys(pilot, key)
        assert desk_of(app).desk.cursor == cursor
        await type_keys(pilot, "c")
        assert news.progress().labelled == 6


@pytest.mark.slow
async def test_counting_again_shows_what_was_done_meanwhile(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_dashboard(pilot)
        await type_keys(pilot, "right")
        news.skip(list(news.sentences())[5])
        await type_keys(pilot, "r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Where you stand: ben" in shown(app)
        await type_keys(pilot, "left")
        assert "75%  6 of 8" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (120, 40), (40, 10), (12, 5), (3, 2), (1, 1)], 0, 5))
async def test_every_size(news, size):
    app = desk_app(news)
    async with app.run_test(size=size) as pilot:
        await open_dashboard(pilot)
        await type_keys(pilot, "pagedown", "end", "right")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await type_keys(pilot, "home")
        assert "8 of 8" in shown(app)


@pytest.mark.slow
async def test_names_and_titles_from_outside_are_shown_as_they_are(tmp_path):
    clock = Clock()
    with make_project(tmp_path / "odd.db", "[/x]\x1b[2J", clock=clock, texts=()) as project:
        for n, title in enumerate(HOSTILE):
            try:
                title.encode()
            except UnicodeEncodeError:
                continue
            project.add(TEXTS[0] + f" {n}.", title=title)
        for article in list(project.articles())[:8]:
            project.label(next(project.sentences(article.id)), "claim")
        app = desk_app(project)
        async with app.run_test(size=(80, 60)) as pilot:
            await open_dashboard(pilot)
            assert "Where you stand: [/x]␛[2J" in shown(app)
            assert "[red]not red[/red]" in shown(app)
            assert not {"\x1b", "\x9b", "\u202e", "\u2066"} & set(shown(app))


@pytest.mark.slow
async def test_a_label_that_is_retired_keeps_its_name(tmp_path):
    with make_project(tmp_path / "old.db") as project:
        project.label(next(project.sentences()), "claim")
        rest = type(SCHEME)(labels=SCHEME.labels[1:], choose="many")
        project.change_codebook(project.plan_codebook(rest, retire=["claim"]))
        app = desk_app(project)
        async with app.run_test(size=(80, 40)) as pilot:
            await open_dashboard(pilot)
            assert "claim" in shown(app)


def test_bars():
    assert bar(0, 10) == ""
    assert bar(0.001, 10) == "▖"
    assert bar(0.25, 10) == "▄▄▖"
    assert bar(1, 10) == "▄" * 10
    assert progress_bar(0.001, 4) == ("▄", "▁▁▁")
    assert progress_bar(0.999, 4) == ("▄▄▄", "▁")
    assert progress_bar(1, 4) == ("▄▄▄▄", "")
    assert spark([0, 5, 10], 10) == "▁▅█"
    assert spark([0, 0], 0) == "▁▁"


@pytest.mark.parametrize("width", range(1, 90, 4))
@pytest.mark.parametrize("name_last", [False, True])
def test_rows_fit_their_width_while_there_is_room_for_a_figure(width, name_last):
    bars = [Bar("漢" * 9, 0.3, ("30%", "1,000")), Bar("short", 1.0, ("100%", "12"), track=True)]
    rows = bar_rows(bars, width, name_last=name_last)
    assert all(row.cell_length <= max(width, 16) for row in rows)
    assert "30%" in rows[0].plain and "100%" in rows[1].plain


def test_figures_stand_in_line():
    rows = bar_rows([Bar("a", 0.1, ("5%", "1")), Bar("bcd", 1.0, ("50%", "1,234"))], 40)
    assert {row.plain.index("%") for row in rows} == {rows[0].plain.index("%")}
    assert len({row.cell_length for row in rows}) == 1


async def test_what_suggestions_did_is_told_of_who_had_them(news):
    payload = {"p_given": 0.9, "p_other": 0.05, "other": ["quote"]}
    shown_to = {"run": "m", "label": "claim", "score": 0.9, "mode": "suggest", "accepted": True}
    sentence = list(news.sentences())[5]
    n = news.number_of(sentence.article)
    told = {"labels": ["claim"], "suggestion": shown_to, **payload}
    news.journal.record([Act("label", n, sentence.start, sentence.end, told)])
    app = desk_app(news)
    async with app.run_test(size=(100, 80)) as pilot:
        await open_dashboard(pilot)
        await until_true(lambda: "Suggestions" in shown(app))
        assert "needed only Enter  (1 of 6)" in shown(app)
        await type_keys(pilot, "right")
        assert "Where you stand: ben" in shown(app) and "needed only Enter" not in shown(app)


@pytest.mark.slow
async def test_work_of_one_day_has_one_date(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_dashboard(pilot)
        (over_time,) = (line for line in lines(app) if "Over time:" in line)
        assert re.search(r"equal parts of the work, \d\d \w+ \d{4}\.", over_time)


@pytest.mark.slow
async def test_a_single_decision_is_no_equal_parts(project):
    project.label(next(project.sentences()), "claim")
    app = desk_app(project)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_dashboard(pilot)
        assert "Over time: the work so far, " in shown(app)
