"""Huge texts from outside keep no key waiting: what is drawn is cut, and only words that can be read are measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.app import App
from textual.widgets import Static

from labels.codebook import Codebook
from tests.tui.desk_app import desk_app, type_keys
from tui.keymap import make_keymap
from tui.printable import MOST_DRAWN, beginning
from tui.screens.help_parts import desk_parts
from tui.widgets import wrapping
from tui.widgets.answer_panel import AnswerPanel
from tui.widgets.label_display import label_displays
from tui.widgets.side_panel import SidePanel

HUGE = 1_000_000


def drawn(codebook: Codebook, labels: tuple[str, ...] = ()) -> int:
    """How many characters the help of the desk has for a codebook."""
    keymap = make_keymap(codebook)
    return sum(
        sum(len(words) for _, words in part.rows) + sum(len(line.plain) for line in part.lines)
        for part in desk_parts(codebook, keymap, labels)
    )


@pytest.fixture
def codebook(project) -> Codebook:
    return project.codebook


@pytest.mark.parametrize(
    "huge",
    [
        {"definition": "d " * HUGE},
        {"definition": "d" * HUGE},
        {"examples": ("e " * HUGE,)},
        {"counter_examples": ("e\n" * HUGE,)},
        {"examples": tuple(f"Example {n}." for n in range(20_000))},
    ],
    ids=["definition", "one word", "example", "counter-example", "many examples"],
)
def test_the_help_shows_the_beginning_of_a_huge_codebook(codebook, huge):
    first = replace(codebook.labels[0], **huge)
    grown = replace(codebook, labels=(first, *codebook.labels[1:]))
    assert drawn(grown) < drawn(codebook) + 45_000
    assert drawn(grown, (first.id,)) < drawn(codebook) + 90_000


def test_the_help_shows_the_beginning_of_many_large_entries(codebook):
    labels = tuple(
        replace(codebook.labels[0], id=f"label {n}", name=f"label {n}", key=key, definition="d " * 2_000)
        for n, key in enumerate("abcdefghijklmnopqrstuvwxyz")
    )
    assert drawn(replace(codebook, labels=labels)) < 75_000


def test_the_help_shows_the_beginning_of_huge_guidelines(codebook):
    assert drawn(replace(codebook, guidelines="Line of the guide.\n" * 50_000)) < drawn(codebook) + 45_000
    assert drawn(replace(codebook, guidelines="g" * HUGE)) < drawn(codebook) + MOST_DRAWN + 100


async def test_the_side_panel_shows_the_beginning_of_a_huge_codebook(project):
    huge = {"definition": "d " * HUGE, "examples": ("e " * HUGE,) * 3_000}
    labels = [replace(each, **huge) for each in project.codebook.labels]
    app = desk_app(project)
    async with app.run_test(size=(140, 40)) as pilot:
        await type_keys(pilot, "backslash", "backslash")
        panel = app.screen.query_one(SidePanel)
        displays = list(label_displays(project.codebook).values())
        panel.show_codebook(replace(project.codebook, labels=tuple(labels)), displays, [each.id for each in labels])
        drawn_text = str(panel.query_one("#side-codebook", Static).content)
        assert "… 2,9" in drawn_text
        assert len(drawn_text) < 70_000


async def test_the_answers_of_a_review_show_the_beginning_of_huge_notes(project):
    class Panel(App[None]):
        def compose(self):
            yield AnswerPanel()

    app = Panel()
    async with app.run_test(size=(80, 24)):
        panel = app.query_one(AnswerPanel)
        panel.show([], "", ("because\n" + "w\u0301" * HUGE, "note " * HUGE), [("S", "slip " * HUGE, False)])
        drawn_text = str(panel.content)
        assert len(drawn_text.splitlines()) == 4
        assert len(drawn_text) < 4 * MOST_DRAWN


def test_what_is_short_is_drawn_whole(codebook):
    assert beginning("A definition.") == "A definition."
    assert beginning("x" * (MOST_DRAWN + 1)) == "x" * MOST_DRAWN + "…"
    assert beginning("\x1b" + "x" * HUGE)[0] == "␛"


@pytest.mark.slow
async def test_the_side_panel_shows_the_beginning_of_a_huge_note(project):
    sentence = next(project.sentences())
    project.note(sentence, "note " * (HUGE // 5))
    project.flag(sentence, reason="why " * (HUGE // 4))
    app = desk_app(project)
    async with app.run_test(size=(140, 40)) as pilot:
        await type_keys(pilot, "tab", "escape")
        panel = app.screen.query_one(SidePanel)
        panel.show_note("note " * HUGE, "why " * HUGE)
        assert len(panel._note) < 2 * MOST_DRAWN + 100


@pytest.mark.parametrize(
    "word",
    ["e" + "\u0301" * HUGE, "👩\u200d" * (HUGE // 4), "w\u0301" * (HUGE // 2), "č" * HUGE + "👩"],
    ids=["marks", "joined", "marked letters", "letters"],
)
@pytest.mark.parametrize("width", [1, 80])
def test_a_word_that_nobody_reads_is_cut_without_a_close_look(monkeypatch, word, width):
    looked_at = []
    monkeypatch.setattr(wrapping, "split_graphemes", lambda text: looked_at.append(len(text)))
    monkeypatch.setattr(wrapping, "cell_len", lambda text: looked_at.append(len(text)) or len(text))
    starts = wrapping.line_starts(word, width)
    assert len(starts) > 1
    assert sum(looked_at) <= 100


@pytest.mark.parametrize("width", [1, 2, 3, 79, 80])
def test_a_text_without_blanks_is_broken_by_counting(monkeypatch, width):
    monkeypatch.setattr(wrapping, "cell_len", None)
    starts = wrapping.line_starts("港" * HUGE, width)
    assert list(starts) == list(range(0, HUGE, max(1, width // 2)))


async def test_the_history_shows_the_newest_of_an_endless_one_and_the_beginning_of_huge_notes(project):
    sentence = next(project.sentences())
    for number in range(205):
        project.note(sentence, f"{number} " + "note " * (100_000 if number == 204 else 1))
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+l")
        entries = [str(line.content) for line in app.screen.query(Static)]
        assert sum("note" in line for line in entries) == 100
        assert max(map(len, entries)) < 1_100
        assert "… and 105 older: copydesk log" in entries
