"""A focus: the desk goes from match to match of a query."""

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys


def place(app) -> tuple[int, int]:
    desk = desk_of(app).desk
    return desk.page.article.n, desk.cursor


def dimmed(app) -> list[bool]:
    """Which rows of the open article are drawn as out of focus."""
    screen = desk_of(app)
    return [screen._painter._row(row).dimmed for row in range(len(screen.desk.page))]


async def focus_on(pilot, query) -> None:
    await type_keys(pilot, "ctrl+g", *query, "enter")


async def test_labelling_goes_from_match_to_match_through_the_articles(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "nobody")
        assert place(app) == (1, 2)
        assert "Only what matches nobody (^g ^g ends it)" in shown(app)
        await type_keys(pilot, "c")
        assert place(app) == (3, 1)
        await type_keys(pilot, "q")
        assert "All matches are decided." in shown(app)
        labels = [project.annotation(sentence).labels for sentence in project.sentences()]
        assert [n for n, each in enumerate(labels) if each] == [2, 6]
        await type_keys(pilot, "ctrl+g", "ctrl+g")
        assert "All sentences again." in shown(app)
        assert place(app) == (1, 0), "where the focus began"
        await type_keys(pilot, "f")
        assert "Only what matches" not in shown(app)


async def test_a_query_typed_ahead_is_never_taken_for_the_keys_of_labels(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "nobody")
        await focus_on(pilot, "short or closed")  # the key that asks again, and text typed right behind it
        assert desk_of(app).desk.focus.text == "short or closed"
        assert project.progress().decided == 0
        await type_keys(pilot, "ctrl+g", "delete", "enter")
        assert desk_of(app).desk.focus is None, "an empty query ends it"


async def test_what_does_not_match_is_dimmed_as_long_as_the_article_is_open(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, *"c", "up")
        await focus_on(pilot, "is:undecided")
        assert dimmed(app) == [True, False, False, False]
        await type_keys(pilot, "c")
        assert dimmed(app) == [True, False, False, False], "a decision dims nothing"
        await type_keys(pilot, "ctrl+g", "ctrl+g")
        assert dimmed(app) == [False] * 4
        assert place(app) == (1, 0)


@pytest.mark.slow
async def test_matches_that_are_decided_are_passed_over_and_not_labelled_again(project):
    every = list(project.sentences())
    project.label(every[0], "claim")
    project.label(every[4], "claim")
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "the or short or nobody")
        assert place(app) == (1, 2), "the first one without a decision"
        await type_keys(pilot, *"qqqq")
        labels = [project.annotation(sentence).labels for sentence in every]
        assert labels == [("claim",), (), ("quote",), ("quote",), ("claim",), (), ("quote",), ("quote",)]


@pytest.mark.slow
async def test_a_focus_on_what_is_decided_goes_through_it_once_more(project):
    every = list(project.sentences())
    for sentence in every[:3]:
        project.label(sentence, "claim")
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "is:labelled")
        assert place(app) == (1, 0)
        await type_keys(pilot, "q")
        assert (place(app), "was claim, now quote" in shown(app)) == ((1, 1), True)
        await type_keys(pilot, "c", "c")
        assert "This is the last match." in shown(app)


@pytest.mark.slow
async def test_sentence_by_sentence_a_focus_goes_through_all_matches(project):
    project.label(list(project.sentences())[2], "claim")
    app = desk_app(project, advance="sentence")
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "nobody")
        assert place(app) == (1, 2)


@pytest.mark.slow
async def test_right_and_left_go_to_the_next_and_the_last_match_and_say_where_they_end(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "nobody")
        await type_keys(pilot, "right")
        assert place(app) == (3, 1)
        await type_keys(pilot, "right")
        assert (place(app), "This is the last match." in shown(app)) == ((3, 1), True)
        await type_keys(pilot, "left")
        assert place(app) == (1, 2)
        await type_keys(pilot, "left")
        assert (place(app), "This is the first match." in shown(app)) == ((1, 2), True)
        await type_keys(pilot, "up", "right")  # anything can be looked at in between
        assert place(app) == (1, 2)


@pytest.mark.slow
async def test_what_is_left_of_a_focus_comes_before_its_end(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "]", "]")
        await focus_on(pilot, "nobody")
        assert place(app) == (3, 1)
        await type_keys(pilot, "c")
        assert place(app) == (1, 2)


@pytest.mark.slow
async def test_a_focus_on_the_undecided_shrinks_as_one_decides(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "down", "c", "home")
        await focus_on(pilot, "is:undecided")
        await type_keys(pilot, *["space"] * 7)
        assert project.progress().undecided == 0
        assert "All matches are decided." in shown(app)


@pytest.mark.parametrize("query", default_cases(["label:nothing", "(", "by:nobody", "is:", '"', "/[/", "a:b:c"], 0))
async def test_a_query_that_cannot_be_says_why_and_the_desk_goes_on(project, query):
    app = desk_app(project)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+g")
        desk_of(app).prompt.question.query_one("Input").value = query
        await type_keys(pilot, "enter", "c")
        assert desk_of(app).desk.focus is None
        assert desk_of(app).asking and project.progress().decided == 0, "it is asked again, and c belongs to the answer"
        await type_keys(pilot, "escape", "c")
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_nothing_to_match_is_said(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "zebra")
        assert "Nothing matches zebra" in shown(app)
        assert desk_of(app).desk.focus is None
        await type_keys(pilot, "ctrl+g", "enter")
        assert desk_of(app).desk.focus is None


@pytest.mark.slow
async def test_a_label_of_the_focus_that_is_renamed_elsewhere_costs_no_decision(project):
    from dataclasses import replace

    app = desk_app(project)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "c", "home")
        await focus_on(pilot, "label:claim")
        with Project.open(project.path, "bo") as other:
            labels = tuple(
                replace(each, name="assertion", formerly=("claim",)) if each.id == "claim" else each
                for each in other.codebook.labels
            )
            changed = replace(other.codebook, labels=labels)
            other.change_codebook(other.plan_codebook(changed, renames={"claim": "assertion"}))
        await type_keys(pilot, "q")
        await pilot.pause()
        assert project.annotation(next(project.sentences())).labels == ("quote",)
        await type_keys(pilot, "home", "f")
        assert project.annotation(next(project.sentences())).labels == ("fact",)


@pytest.mark.slow
async def test_splitting_in_a_focus_finds_both_halves(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "is:undecided")
        await type_keys(pilot, "|", "|", "c", "q")
        found = [(s.text, project.annotation(s).labels) for s in list(project.sentences())[:2]]
        assert found == [("The", ("claim",)), ("bridge is closed.", ("quote",))]


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (3, 2)], 1))
async def test_a_focus_at_every_size(project, size):
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await focus_on(pilot, "nobody or closed or [/x]")
        await type_keys(pilot, "c", "right", "left", "q", "ctrl+g")
        assert project.progress().decided == 2


@pytest.mark.slow
async def test_it_says_so_where_the_cursor_is_on_a_sentence_that_does_not_match(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await focus_on(pilot, "nobody")
        outside = "This sentence does not match nobody; → goes to what does."
        assert outside not in shown(app)
        await type_keys(pilot, "up")
        assert outside in shown(app)
        await type_keys(pilot, "]")
        assert place(app) == (3, 1) and outside not in shown(app)
        await type_keys(pilot, "]")
        assert "No article after this one has a match." in shown(app)
