"""Agreement on screen: figures, a confusion table, and the sentences behind its cells; with leads for leads only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from labels.project import Project
from labels.quality.confusion import Cell, Confusion
from labels.values.annotation import Annotation
from tests.examples import default_cases
from tests.labels.making import SCHEME, Clock, make_project, use_codebook
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys, until_true
from tests.tui.list_app import HOSTILE
from tui.screens.agreement import AgreementScreen
from tui.screens.agreement_page import Matrix
from tui.screens.lists.answers import answer_pieces, answers_in_words
from tui.screens.lists.screen import ListScreen
from tui.widgets.label_display import label_displays


@pytest.fixture
def news(tmp_path):
    """Ana and Ben differ on the third sentence only, Cleo calls everything a claim."""
    with make_project(tmp_path / "news.db") as made:
        use_codebook(made, replace(SCHEME, choose="one"))
        sentences = list(made.sentences())
        for number, sentence in enumerate(sentences):
            made.label(sentence, "claim" if number % 2 else "quote")
        for name in ("ben", "cleo"):
            with Project(made.path, name, clock=Clock()) as other:
                for number, sentence in enumerate(sentences):
                    claims = name == "cleo" or number % 2 or number == 2
                    other.label(sentence, "claim" if claims else "quote")
        yield made


async def open_agreement(pilot):
    await type_keys(pilot, "ctrl+k")
    assert isinstance(pilot.app.screen, AgreementScreen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_figures_are_those_of_the_project(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_agreement(pilot)
        page = shown(app)
        overall = news.agreement().overall()
        assert "8 sentences marked by 3 people; 8 by two or more, with 24 marks." in page
        assert f"{overall.alpha.value:.2f}" in page and f"{overall.percent.value:.0%}" in page
        assert "ana, ben" in page and "boundaries is not measured" in page.replace("\n", " ")


async def test_enter_lists_the_sentences_behind_a_cell(news):
    app = desk_app(news)
    third = list(news.sentences())[2]
    async with app.run_test(size=(80, 40)) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "tab")
        assert "ana (rows) and ben (columns)" in shown(app)
        assert "quote and claim: 1 sentence" in shown(app)
        await type_keys(pilot, "enter")
        await until_true(lambda: isinstance(app.screen, ListScreen) and third.text in shown(app))
        assert "The bridge is closed." not in shown(app)
        assert "empty lists all" not in shown(app) and "narrows what is listed here" in shown(app)
        line = next(line for line in shown(app).splitlines() if third.text in line)
        assert "claim ben  quote ana" in line and "cleo" not in line, "the two people of the cell"
        assert any("claim ben, cleo  quote ana" in line for line in shown(app).splitlines()), "everybody below the list"
        await type_keys(pilot, "enter")
        assert desk_of(app).desk.cursor == 2


@pytest.mark.slow
async def test_of_everybodys_table_all_answers_stand_with_a_sentence(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 40)) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "enter")
        await until_true(lambda: isinstance(app.screen, ListScreen) and "quote ana, ben  claim cleo" in shown(app))
        # What somebody decides meanwhile is what they say now.
        with Project(news.path, "cleo") as cleo:
            cleo.skip(list(cleo.sentences())[2])
        await type_keys(pilot, "escape", "escape", "ctrl+k")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await type_keys(pilot, "enter")
        await until_true(lambda: "skip cleo  claim ben  quote ana" in shown(app))


@pytest.mark.parametrize("width", [1, 7, 20, 40, 72, 200])
def test_answers_take_no_more_than_their_share_of_a_line(width):
    displays = label_displays(SCHEME)
    mark = Annotation(status="labelled", labels=("claim", "quote"))
    said = {f"somebody {number}": replace(mark, labels=("fact",) if number % 3 else mark.labels) for number in range(9)}
    pieces = answer_pieces(said, displays, width)
    assert sum(cell_len(piece.text) for piece in pieces) <= max(1, width // 2)
    assert answers_in_words(said, displays).startswith("fact somebody 1, somebody 2, ")
    assert answers_in_words(said, displays).endswith("claim+quote somebody 0, somebody 3, somebody 6")


@pytest.mark.slow
async def test_the_cursor_moves_within_the_table_and_an_empty_cell_opens_nothing(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 40)) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "tab", "up", "up", "right", "right", "enter")
        assert isinstance(app.screen, AgreementScreen)
        await type_keys(pilot, "shift+tab", "shift+tab")
        assert "ben (rows) and cleo (columns)" in shown(app)
        await type_keys(pilot, "escape")
        assert desk_of(app)


@pytest.mark.slow
async def test_with_leads_it_is_for_leads(news, tmp_path):
    with Project(news.path, "lea") as lead:
        lead.skip(next(lead.sentences()))
        lead.journal.record([lead_event(lead)])
    app = desk_app(news)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+k")
        assert desk_of(app)
        assert "for leads" in shown(app)
    with Project(news.path, "lea") as lead:
        app = desk_app(lead)
        async with app.run_test(size=(80, 24)) as pilot:
            await open_agreement(pilot)
            assert "4 people" in shown(app)


def lead_event(project):
    from labels.journal.event import Act

    key = project.connection.execute(
        "SELECT key FROM person JOIN team ON team.person = n WHERE shown = 'lea'"
    ).fetchone()[0]
    return Act("annotator", payload={"who": key, "name": "lea", "role": "lead"})


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (40, 10), (12, 5), (1, 1)], 2))
async def test_every_size(news, size):
    app = desk_app(news)
    async with app.run_test(size=size) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "pagedown", "down", "right", "tab")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Confusion" in shown(app)


@pytest.mark.slow
async def test_without_marks_it_says_so(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 30)) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "down", "enter", "tab")
        assert "no marks yet" in shown(app)


@pytest.mark.slow
async def test_hostile_names(tmp_path):
    with make_project(tmp_path / "odd.db", "[/x]\x1b[2J") as project:
        first = next(project.sentences())
        project.label(first, "claim")
        names = [name for name in HOSTILE if name.strip() and name.isprintable()][:3]
        for name in names:
            with Project(project.path, name, clock=Clock()) as other:
                other.label(first, "quote")
        app = desk_app(project)
        async with app.run_test(size=(80, 40)) as pilot:
            await open_agreement(pilot)
            await type_keys(pilot, "tab")
            assert "\x1b" not in shown(app)


def test_a_wide_table_shows_the_columns_around_the_cursor():
    values = tuple((f"label {n:02}",) for n in range(30))
    cells = {(value, value): Cell(1, ("u",)) for value in values}
    matrix = Matrix(Confusion(values, cells), SCHEME)
    assert all(line.cell_length <= 60 for line in matrix.lines(60))
    assert "label 00" in matrix.lines(60)[0].plain
    matrix.move(0, 29)
    assert "label 29" in matrix.lines(60)[0].plain and "label 00" not in matrix.lines(60)[0].plain


def test_a_wide_table_says_which_columns_are_shown():
    values = tuple((f"name {n:02}",) for n in range(12))
    matrix = Matrix(Confusion(values, {(value, value): Cell(1, ("u",)) for value in values}), SCHEME)
    assert matrix.lines(80)[0].plain.startswith("1–7 of 12")
    matrix.move(0, 11)
    assert matrix.lines(80)[0].plain.startswith("6–12 of 12")
    assert "of 12" not in matrix.lines(200)[0].plain


async def test_the_cell_is_named_however_far_the_page_is_scrolled(news):
    app = desk_app(news)
    async with app.run_test(size=(80, 12)) as pilot:
        await open_agreement(pilot)
        await type_keys(pilot, "tab", "down", "down", "down")
        await pilot.pause()
        assert shown(app).splitlines()[0].lstrip().startswith("Agreement  quote and claim: 1 sentence")
