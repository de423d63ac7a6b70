"""Splitting and joining at the desk: two keys at most, by mouse as well, and in the order typed."""

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys
from tests.tui.sizes import each_size
from tui.widgets.sentence_list import SentenceList


def texts(project, rows=3) -> list[str]:
    return [sentence.text for sentence in list(project.sentences())[:rows]]


def said(project, rows=3) -> list[str]:
    marks = [project.annotation(sentence) for sentence in list(project.sentences())[:rows]]
    return ["~" * mark.carried + ("+".join(mark.labels) or ("skip" if mark.decided else "-")) for mark in marks]


def column_of(app, line, word) -> int:
    return lines(app)[line].index(word)


@pytest.mark.parametrize(
    ("keys", "first"),
    default_cases(
        [
            (["|", "|"], "The"),
            (["s", "s"], "The"),
            (["|", "s"], "The"),
            (["|", "enter"], "The"),
            (["|", "right", "|"], "The bridge"),
            (["|", "right", "right", "left", "enter"], "The bridge"),
            (["|", "left", "left", "enter"], "The"),
            (["|", "right", "right", "right", "right", "enter"], "The bridge is"),
            (["|", "down", "enter"], "The bridge"),
            (["|", "tab", "tab", "enter"], "The bridge is"),
            (["|", "down", "down", "down", "|"], "The"),
        ],
        1,
        5,
        10,
        unpack=True,
    ),
)
async def test_a_sentence_is_split_before_the_chosen_word(project, keys, first):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *keys)
        assert texts(project, 1) == [first]
        assert desk_of(app).desk.cursor == 0
        assert "Split in two." in shown(app)
        assert first in lines(app)[1] and len(lines(app)[1].split()) == len(first.split()) + 2  # bar and mark
        await type_keys(pilot, "backspace")
        assert texts(project, 1) == ["The bridge is closed."]
        assert "Undone: splitting." in shown(app)


@pytest.mark.slow
async def test_the_likeliest_place_is_marked_and_the_foot_says_what_to_do(project):
    project.add("It rained, and the river rose. Nobody left.")
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter")
        plain = [segment.style for segment in desk_of(app).rows.render_line(0)]
        await type_keys(pilot, "|")
        assert "⏎ splits before the mark" in shown(app)
        assert [segment.style for segment in desk_of(app).rows.render_line(0)] != plain
        await type_keys(pilot, "escape")
        assert [segment.style for segment in desk_of(app).rows.render_line(0)] == plain
        assert "Press a label’s key" in shown(app)
        await type_keys(pilot, "enter")  # confirms nothing, and goes on
        assert desk_of(app).desk.cursor == 1


@pytest.mark.slow
async def test_escape_leaves_the_choice_and_the_next_keys_are_those_of_the_desk_again(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "|", "right", "escape", "down", "enter", "right")
        assert len(desk_of(app).desk.page) == 4
        assert desk_of(app).desk.cursor == 3


@pytest.mark.slow
async def test_a_label_key_while_choosing_leaves_the_choice_and_labels(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "|", "right", "c")
        assert said(project) == ["claim", "-", "-"]
        assert desk_of(app).desk.cursor == 1
        assert "Split before" not in shown(app)
        await type_keys(pilot, "right")
        assert desk_of(app).desk.cursor == 2


@pytest.mark.parametrize("leaving", default_cases(["?", ";", "/", "ctrl+l", "]", "down", "+", "!"], 5))
async def test_whatever_is_done_while_choosing_nothing_is_split_by_it(project, leaving):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "|", leaving)
        await pilot.pause()
        await type_keys(pilot, "escape")
        await pilot.pause()
        await type_keys(pilot, "escape")
        assert len(texts(project, 20)) == 8
        await type_keys(pilot, "home", "c")
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_a_click_on_a_word_while_choosing_marks_it_and_a_click_elsewhere_leaves(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "|")
        await pilot.click(SentenceList, offset=(column_of(app, 1, "closed") + 2, 0))
        await type_keys(pilot, "enter")
        assert texts(project, 2) == ["The bridge is", "closed."]
        await type_keys(pilot, "backspace", "|")
        await pilot.click(SentenceList, offset=(column_of(app, 1, "The"), 0))  # before the first place there is
        await type_keys(pilot, "enter")
        assert texts(project, 1) == ["The"]
        await type_keys(pilot, "backspace", "|")
        await pilot.click(SentenceList, offset=(2, 0))  # beside the text: the sentence, not a word
        await type_keys(pilot, "escape", "|")
        await pilot.click(SentenceList, offset=(30, 1))
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "enter")
        assert len(texts(project, 20)) == 8


@pytest.mark.slow
async def test_wide_characters_are_clicked_where_they_are(project):
    project.add("漢字 漢字 end 😀 of it")
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter", "|")
        column = 16 + 5 + 5 + 4 + 1  # the second half of the emoji
        await pilot.click(SentenceList, offset=(column, 0))
        await type_keys(pilot, "enter")
        assert desk_of(app).desk.page.sentence(0) == "漢字 漢字 end"


@pytest.mark.slow
async def test_a_sentence_of_one_word_says_that_it_cannot_be_split(project):
    project.add("Word.\n\nAnother one.")
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter", "|")
        assert "A sentence of one word cannot be split." in shown(app)
        await type_keys(pilot, "c")
        assert desk_of(app).desk.annotation(0).labels == ("claim",)


async def test_one_key_joins_and_a_paragraph_ends_it_with_a_reason(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "&")
        assert texts(project, 1) == ["The bridge is closed. “It will stay closed,” he said."]
        assert "Joined." in shown(app)
        assert lines(app)[1].rstrip().endswith("he said.")
        await type_keys(pilot, "&")
        assert "last sentence of its paragraph" in shown(app)
        assert len(texts(project, 20)) == 7
        await type_keys(pilot, "backspace", "down")
        assert texts(project, 1) == ["The bridge is closed."]
        await type_keys(pilot, "&")
        assert "last sentence of its paragraph" in shown(app)
        await type_keys(pilot, "ctrl+y")
        assert len(texts(project, 20)) == 7


async def test_what_is_carried_shows_so_until_enter_confirms_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "|", "|")
        assert said(project, 2) == ["~claim", "~claim"]
        assert "claim" in lines(app)[1] and "~" in lines(app)[1] and "~" in lines(app)[2]
        assert "the label is carried until you confirm it" in shown(app)
        await type_keys(pilot, "enter")
        assert said(project, 2) == ["claim", "~claim"]
        assert "~" not in lines(app)[1] and "~" in lines(app)[2]
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "shift+up", "enter")
        assert said(project, 2) == ["claim", "claim"]
        assert "~" not in shown(app)
        await type_keys(pilot, "backspace", "backspace")
        assert said(project, 2) == ["~claim", "~claim"]
        assert "~" in lines(app)[1]


@pytest.mark.slow
async def test_keys_typed_ahead_over_mending_act_in_order(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *["|", "|", "c", "q", "&", "f", "|", "right", "enter", "o", "backspace", "backspace"])
        assert texts(project, 4) == [
            "The",
            "bridge is closed.",
            "“It will stay closed,” he said.",
            "Nobody knows why. 😀",
        ]
        assert said(project, 4) == ["claim", "quote", "fact", "-"]


@pytest.mark.slow
async def test_hundreds_of_splits_and_joins_at_once_leave_the_text_as_it_was(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        before = lines(app)[1:10]
        await type_keys(pilot, *["|", "|", "&"] * 60)
        assert len(texts(project, 20)) == 8
        assert lines(app)[1:10] == before
        await type_keys(pilot, *["backspace"] * 120)
        assert "Undone" in shown(app)
        assert project.undo() is False


@pytest.mark.slow
async def test_undoing_an_older_label_from_the_history_repaints_both_halves(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "|", "|", "ctrl+l")
        await pilot.pause()
        await type_keys(pilot, "down", "backspace")
        await pilot.pause()
        assert said(project, 2) == ["-", "-"]
        assert "claim" not in lines(app)[1] + lines(app)[2]


async def test_a_boundary_mended_elsewhere_drops_the_choice_and_keeps_the_place(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "down", "|", "right")
        with Project.open(project.path, "bo") as other:
            other.join(next(other.sentences()))
        desk_of(app)._tick()
        await type_keys(pilot)
        assert "Split before" not in shown(app)
        assert desk_of(app).desk.cursor == 0
        assert lines(app)[1].rstrip().endswith("he said.")
        await type_keys(pilot, "enter")
        assert len(texts(project, 20)) == 7


@pytest.mark.slow
@pytest.mark.parametrize("key", default_cases(["c", "&", "space", "!", "end", "right", "]", "n"], 0, 1))
async def test_a_boundary_mended_elsewhere_before_a_key_is_taken_in_with_it(project, key):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *"mayor", "enter")
        with Project.open(project.path, "bo") as other:
            found = list(other.sentences())
            other.join(found[2])
            other.split(found[0], 11)
        await type_keys(pilot, key)
        page = desk_of(app).desk.page
        if page.article.n == 1:
            assert [page.sentence(row) for row in range(4)] == texts(project, 4)
            assert ["is closed." in line for line in lines(app)[1:3]] == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize("size", each_size((40, 10), (20, 6), (3, 2), (1, 1)))
async def test_mending_stands_every_size_of_window_and_every_text(project, size):
    hostile = (
        "Click [@click=app.quit]here[/] now\x1b[2J or \x1b]52;c;x\x07 later. \u202egnihton “said” \x9b31m red.\n\n"
        f"{'x' * 400} y. 漢😀👩‍👩‍👧 \u200bzero width.\n\nשלום עולם, מה שלומך היום. [/x] ends."
    )
    project.add(hostile)
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, ":", *"a4", "enter")
        for _ in range(6):
            await type_keys(pilot, "|", "right", "down", "c", "up", "|", "|", "&", "|", "enter", "ctrl+l")
            await pilot.pause()
            await type_keys(pilot, "down", "escape")
            await pilot.pause()
            await type_keys(pilot, "down")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await type_keys(pilot, "|")
        assert "\x1b" not in shown(app) and "\x9b" not in shown(app) and "\u202e" not in shown(app)
        await type_keys(pilot, "escape")
        page = desk_of(app).desk.page
        assert "".join(page.text.split()) == "".join("".join(page.sentence(row).split()) for row in range(len(page)))
