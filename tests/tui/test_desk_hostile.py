"""Text of every dangerous kind, through everything the desk draws: nothing reaches the terminal as control."""

import itertools

import pytest

from labels.article import Article
from labels.codebook import Codebook, Label
from labels.errors import ProjectError
from labels.journal.append import Journal
from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import use_codebook
from tests.tui.desk_app import desk_app, desk_of, type_keys
from tests.tui.list_app import HOSTILE
from tests.tui.sizes import each_size
from tests.tui.test_printable import dangerous

SIZES = each_size((120, 40), (40, 10), (20, 6), (3, 2), (1, 1))

#: What can be stored at all: lone surrogates are refused at import.
STORED = [text for text in HOSTILE if text.strip() and not any("\ud800" <= sign <= "\udfff" for sign in text)]


def safe(app) -> bool:
    """Whether nothing on the screen steers the terminal or goes beyond the window."""
    for strip in app.screen._compositor.render_strips():
        text = strip.text
        assert not dangerous(text), repr(text)
        assert "\n" not in text and "\t" not in text and "\r" not in text
        assert strip.cell_length <= app.size.width
        assert not any(segment.control for segment in strip)
    return True


@pytest.fixture
def hostile(tmp_path):
    """A project in which everything that may be hostile is: texts, titles, notes, the annotator's name."""
    with Project(tmp_path / "news.db", "ana\x1b[2J\u202e[red]") as project:
        for number, text in enumerate(STORED):
            words = " ".join(text.split("\n"))
            project.add(Article(f"{words} Article {number} ends.", title=text, source=text))
        yield project


@pytest.mark.parametrize("size", SIZES)
async def test_every_article_is_shown_with_its_title_and_note(hostile, size):
    app = desk_app(hostile)
    async with app.run_test(size=size, notifications=True) as pilot:
        for text in STORED:
            await type_keys(pilot)
            assert safe(app)
            desk_of(app).desk.note(text)
            desk_of(app).desk.flag(text)
            await type_keys(pilot, "c", "end", "up", "[", "]", "]")
            assert safe(app)
        await type_keys(pilot, "\\", "\\")
        assert safe(app)


@pytest.mark.slow
@pytest.mark.parametrize("texts", default_cases([STORED[:2], STORED], 0), ids=len)
async def test_notes_are_shown_beside_and_edited_without_harm(hostile, texts):
    app = desk_app(hostile)
    async with app.run_test(size=(120, 40)) as pilot:
        for text in texts:
            desk_of(app).desk.note(text)
            await type_keys(pilot, "down", "up", ";")
            assert safe(app)
            await type_keys(pilot, "end", "left", "home", "enter")
            assert safe(app)
            assert desk_of(app).desk.annotation(desk_of(app).desk.cursor).note == text


@pytest.mark.slow
@pytest.mark.parametrize("texts", default_cases([STORED[:2], STORED], 0), ids=len)
async def test_what_is_pasted_into_a_question_is_shown_safely(hostile, texts):
    from textual import events

    app = desk_app(hostile)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for text, question in zip(texts, itertools.cycle((";", "/", ":", "ctrl+o", "ctrl+s")), strict=False):
            await type_keys(pilot, question)
            app.post_message(events.Paste(text[:200]))
            await type_keys(pilot)
            assert safe(app)
            await type_keys(pilot, "escape" if question == "ctrl+s" else "enter")
            await app.workers.wait_for_complete()
            await type_keys(pilot)
            assert safe(app)


@pytest.mark.slow
async def test_messages_that_name_files_are_shown_safely(hostile, monkeypatch, tmp_path):
    app = desk_app(hostile)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot)
        for text in (*STORED, "lone \ud800 surrogate"):
            app.notify(text[:300], title=text[:300])
            app.tell(text)
            await pilot.pause()
            assert safe(app)

        def refuse(*_, **__):
            raise ProjectError("\x1b[2J[/x] disk \u202e full")

        monkeypatch.setattr(Journal, "_append", refuse)
        await type_keys(pilot, "c")
        await pilot.pause()
        assert safe(app)


@pytest.mark.slow
async def test_a_file_whose_name_is_hostile_is_refused_and_exported_to_safely(hostile, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "\x1b]0;owned\x07[red]\u202e.txt"
    (tmp_path / name).touch()
    app = desk_app(hostile)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        for key in ("ctrl+o", "ctrl+s"):
            await type_keys(pilot, key)
            desk_of(app).prompt.question.query_one("Input").value = name
            await type_keys(pilot, "enter")
            await app.workers.wait_for_complete()
            await type_keys(pilot)
            await pilot.pause()
            assert safe(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_a_codebook_full_of_odd_texts_is_shown_everywhere(project, size):
    texts = tuple(STORED)
    codebook = Codebook(
        tuple(
            Label(name, name, key, definition=text, examples=texts, counter_examples=texts)
            for name, key, text in zip(
                ["漢字漢字", "שלום", "می‌خواهم", "$primary", "a" * 40, "x\\y", "{}%s"], "abcdefg", STORED, strict=False
            )
        ),
        "many",
        title="\x1b[2J[/x]",
        guidelines="\n".join(STORED),
    )
    with Project(project.path.with_name("odd.db"), "ana") as odd:
        use_codebook(odd, codebook)
        odd.add("One is here. Two is here. Three is here.")
        app = desk_app(odd)
        async with app.run_test(size=size, notifications=True) as pilot:
            await type_keys(pilot, "a", "up")
            assert safe(app)
            await type_keys(pilot, "?")
            await pilot.pause()
            for _ in range(5):
                await type_keys(pilot, "pagedown")
                assert safe(app)
            await type_keys(pilot, "escape", "ctrl+p")
            await pilot.pause()
            assert safe(app)
