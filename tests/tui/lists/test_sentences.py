"""The list of sentences that a query selects, as hands and eyes meet it."""

import sqlite3
from contextlib import closing

import pytest

from labels.browsing.sentences import SENTENCE_SORTS
from labels.journal.event import Act
from labels.project import Project
from tests.labels.making import make_project
from tests.tui.desk_app import desk_app, desk_of, lines, shown, write
from tests.tui.lists.browsing import here, keys, list_of, query
from tui.screens.lists.sentence_source import SentenceSource


async def test_a_key_opens_the_list_with_the_query_to_be_typed(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f")
        assert list_of(app).query_line.typing
        assert "1 of 8" in shown(app), "nothing typed lists everything"
        await write(pilot, "nobody")
        await keys(pilot)
        assert "1 of 2 in 2 articles" in shown(app)
        await keys(pilot, "enter", "down")
        assert here(app).endswith("Nobody saw him.")


@pytest.mark.slow
async def test_the_article_stands_above_its_sentences(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody")
        screen = lines(app)
        top = next(y for y, line in enumerate(screen) if line.startswith("▌"))
        assert next(project.articles()).id in screen[top - 1]
        assert list(project.articles())[2].id in screen[top + 1]
        assert screen[top + 2].rstrip().endswith("Nobody saw him.")


async def test_enter_opens_the_desk_there_and_coming_back_leads_to_the_same_row(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "down", "enter")
        desk = desk_of(app).desk
        assert (desk.page.article.n, desk.page.sentence(desk.cursor)) == (3, "Nobody saw him.")
        await keys(pilot, "c", "ctrl+f")
        assert list_of(app).query_line.text == "nobody"
        assert list_of(app).query_line.typing
        await keys(pilot, "enter")
        assert here(app) == "claim         Nobody saw him."


@pytest.mark.slow
async def test_a_query_is_typed_in_place_of_the_last_one_and_never_taken_for_the_keys_of_labels(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "down", "escape")
        await keys(pilot, "ctrl+f", *"label:quote", "enter")
        assert list_of(app).query_line.text == "label:quote"
        assert project.progress().decided == 0
        await keys(pilot, "ctrl+f", *"short", "enter")  # from the list as well
        assert list_of(app).query_line.text == "short"
        await keys(pilot, "ctrl+f", "ctrl+f", *"bridge", "ctrl+f", "enter", "enter")
        assert project.progress().decided == 0
        assert desk_of(app).desk.page.sentence(desk_of(app).desk.cursor) == "The bridge is closed."


@pytest.mark.slow
async def test_open_flags_are_worked_through(project):
    every = list(project.sentences())
    for row in (1, 4, 6):
        project.flag(every[row])
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f4")
        assert "1 of 3" in shown(app)
        await keys(pilot, "down", "enter")
        assert desk_of(app).desk.page.sentence(desk_of(app).desk.cursor) == "A short one."
        await keys(pilot, "exclamation_mark", "f4")
        assert "of 2" in shown(app)
        assert here(app).endswith("Nobody saw him."), "the next one, since that one is done"
        await keys(pilot, "f4", "ctrl+f")
        assert list_of(app).query_line.text == "", "a query of one's own is not mixed up with the flags"


async def test_what_is_wrong_with_a_query_is_said_under_its_column(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"x label:clam")
        screen = lines(app)
        assert screen[2].index("^") == screen[1].index("label:clam")
        assert "claim" in screen[3]
        await keys(pilot, "enter", "ctrl+a", "c")
        assert list_of(app), "and nothing is done to what is listed"
        assert "Nothing is selected, so nothing was done." in shown(app)


@pytest.mark.slow
async def test_sorting(project):
    every = list(project.sentences())
    project.label(every[5], "claim", seconds=9)
    project.label(every[2], "quote", seconds=2)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "right")
        assert "by newest decision ▾" in shown(app)
        assert here(app).endswith(every[2].text)
        await keys(pilot, "right")
        assert "9.0 s" in here(app)
        await keys(pilot, "right")
        assert here(app).endswith(max((s.text for s in every), key=len).replace("\n", " "))
        await keys(pilot, "equals_sign")
        assert here(app).endswith(min((s.text for s in every), key=len))


async def test_likely_mistakes_come_first_with_the_better_label(project):
    every = list(project.sentences())
    for number, p in ((1, 0.3), (5, 0.05), (6, 0.9)):
        n = project.number_of(every[number].article)
        payload = {"labels": ["claim"], "p_given": p, "p_other": 1 - p, "other": ["quote"]}
        project.journal.record([Act("label", n, every[number].start, every[number].end, payload)])
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "left")
        assert "by doubt ▾" in shown(app)
        assert "? quote" in here(app) and here(app).endswith(every[5].text)
        assert "More likely: quote" in shown(app)
        assert "An accepted wrong suggestion is not among these" in shown(app)
        await keys(pilot, "down")
        assert "? quote" in here(app) and here(app).endswith(every[1].text)
        await keys(pilot, "down")
        assert "? quote" not in here(app)
        await keys(pilot, "right", "slash", *"is:doubtful", "enter")
        assert "1 of 2" in shown(app) and "More likely: quote" in shown(app)


async def test_every_way_to_sort_has_a_name():
    assert len(SentenceSource.sorts) == len(SENTENCE_SORTS)


@pytest.mark.slow
async def test_what_no_longer_matches_is_gone_and_the_cursor_goes_on_to_the_next(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"is:undecided", "enter", "down", "down")
        await keys(pilot, "enter")
        await keys(pilot, "c", "ctrl+f")
        assert "3 of 7" in shown(app)
        assert "The mayor left" in here(app)


async def test_the_query_becomes_the_queue_of_the_desk(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "ctrl+g")
        assert "Type a query first" in shown(app)
        await query(pilot, "nobody")
        await keys(pilot, "ctrl+g")
        desk = desk_of(app).desk
        assert desk.focus is not None
        assert desk.page.sentence(desk.cursor).startswith("Nobody")


@pytest.mark.slow
async def test_another_process_is_seen_while_the_list_is_open(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter")
        with Project(project.path, "ana") as other:
            other.skip(list(other.sentences())[2])
        list_of(app)._tick()
        await keys(pilot)
        assert here(app).startswith("– skip")


@pytest.mark.slow
async def test_a_long_list_is_read_by_windows(tmp_path, clock):
    texts = tuple("\n\n".join(f"Line {n} of text {t}." for n in range(40)) for t in range(60))
    with make_project(tmp_path / "long.db", clock=clock, texts=texts) as project:
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot, "ctrl+f", *"line", "enter", "end")
            assert "2,400 of 2,400 in 60 articles" in shown(app)
            assert here(app).endswith("Line 39 of text 59.")
            await keys(pilot, "pageup", "enter")
            await keys(pilot, "ctrl+f")
            assert "2,400 in 60 articles" in shown(app)
            assert "of text 59" in here(app)


@pytest.mark.slow
async def test_escape_stops_a_search_before_it_leaves_the_list(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter")
        screen = list_of(app)
        screen.search.again()
        await screen.action_back()
        await keys(pilot)
        assert list_of(app) is screen
        assert "or more" in shown(app)
        await keys(pilot, "ctrl+a")
        assert "not all sentences are known" in shown(app)
        await keys(pilot, "escape")
        assert desk_of(app)


def marked(app, y):
    """What stands on a ground of its own on a line of the list, by the colour of the marks of its theme."""
    colour = app.theme_variables["row-match"].lower()
    list_ = list_of(app).long_list
    return [
        segment.text
        for segment in list_.render_line(y)
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == colour
    ]


@pytest.mark.slow
async def test_what_was_found_is_marked_in_its_sentences(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"NOBODY or /saw/", "enter")
        assert [marked(app, y) for y in (1, 3)] == [["Nobody"], ["Nobody", "saw"]]
        await query(pilot, "-nobody")
        assert not any(marked(app, y) for y in range(6))


@pytest.mark.slow
async def test_a_match_far_to_the_right_is_brought_into_view(tmp_path):
    with Project(tmp_path / "news.db", "ana") as project:
        text = f"{'Some long words before it, ' * 12}then [bold]a heron[/bold] {'and words behind ' * 12}it."
        project.add(text)
        app = desk_app(project)
        async with app.run_test(size=(60, 20)) as pilot:
            await keys(pilot, "ctrl+f", *'"a heron"', "enter")
            assert marked(app, 1) == ["a heron"]
            line = list_of(app).long_list.render_line(1).text
            assert "… " in line and "then [bold]a heron[/bold]" in line


@pytest.mark.slow
async def test_what_a_merge_brings_is_found_while_the_list_is_open(project, tmp_path, clock):
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(copy)) as target:
        project.connection.backup(target)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "down")
        assert "2 of 2 in 2 articles" in shown(app)
        with Project(copy, "ana", clock=clock) as elsewhere:
            elsewhere.add("Nobody was there.")
            elsewhere.label(list(elsewhere.sentences())[2], "claim")
        with Project(project.path, "bo", clock=clock) as other:
            other.merge(copy)
        list_of(app)._tick()
        await keys(pilot)
        assert "2 of 3 in 3 articles" in shown(app)
        assert here(app).endswith("Nobody saw him."), "the row under the cursor stays"
        await keys(pilot, "up")
        assert here(app).startswith("claim")


@pytest.mark.slow
async def test_what_others_say_is_not_searched_for_unless_the_query_asks_for_it(project):
    with Project(project.path, "bo") as other:
        other.skip(next(other.sentences()))
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot, "ctrl+f", *"is:undecided", "enter")
            screen = list_of(app)
            number = screen.search.request_number
            other.skip(list(other.sentences())[1])
            screen._tick()
            assert screen.search.request_number == number
            await query(pilot, "by:bo is:skipped")
            assert "1 of 2 " in shown(app)
            other.skip(list(other.sentences())[2])
            screen._tick()
            await keys(pilot)
            assert "1 of 3 " in shown(app)


@pytest.mark.slow
async def test_below_a_contradicted_decision_stands_why(project):
    first = next(project.sentences())
    project.label(first, "claim")
    project.add_example(first, "claim", counter=True)
    project.reread_codebook()
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"is:contradicted", "enter")
        assert "1 of 1" in shown(app) and "a counter-example of claim · " in shown(app)
        await keys(pilot, "ctrl+f", *"bridge", "enter")
        assert "a counter-example of claim" not in shown(app)


async def test_a_key_without_a_meaning_says_so_and_one_that_is_typed_does_not(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "z")
        assert "does nothing here" not in shown(app)
        await keys(pilot, "backspace", "enter", "z")
        assert "“z” does nothing here. ? shows every key." in shown(app)
