"""Other processes at the same project: what they write is seen within a tick, and nobody loses their place."""

from dataclasses import replace

import pytest
from textual.events import Key

from labels.codebook import Codebook, Label
from labels.errors import BusyError, ProjectError
from labels.journal.append import Journal
from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import SCHEME, make_project, use_codebook
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true
from tui import waiting

NEW = Codebook(
    (Label("quote", "quote", "q"), Label("claim", "assertion", "x", formerly=("claim",)), Label("new", "new", "n")),
    choose="many",
)


async def tick(app, pilot) -> None:
    """Let the desk look at the file, as it does once a second."""
    desk_of(app)._tick()
    await pilot.pause()
    await pilot.pause()


async def test_marks_written_elsewhere_under_the_same_name_appear(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "down", "down")
        with Project.open(project.path, "ana") as other:
            other.label(next(other.sentences()), "opinion")
        await tick(app, pilot)
        assert "opinion" in lines(app)[1]
        assert "1 of 4 decided" in lines(app)[0] and " 1/8" in shown(app)
        assert desk_of(app).desk.cursor == 2


@pytest.mark.slow
async def test_the_desk_looks_by_itself(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        with Project.open(project.path, "ana") as other:
            other.skip(next(other.sentences()))
        await pilot.pause(1.1)
        assert "– skip" in lines(app)[1]


@pytest.mark.slow
async def test_marks_of_somebody_else_are_theirs(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        with Project.open(project.path, "ben") as other:
            other.label(next(other.sentences()), "opinion")
        await tick(app, pilot)
        assert "·" in lines(app)[1]
        assert "0 of 4 decided" in lines(app)[0]


@pytest.mark.slow
async def test_articles_added_elsewhere_are_counted_and_what_was_said_stays_said(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "down", "backspace")
        with Project.open(project.path, "ben") as other:
            other.add("One more article. It has two sentences.")
        await tick(app, pilot)
        assert "article 1 of 4" in lines(app)[0]
        assert "Nothing to undo." in shown(app)
        assert desk_of(app).desk.cursor == 1


@pytest.mark.parametrize("size", default_cases([(80, 24), (120, 40)], 0))
async def test_a_changed_codebook_brings_its_keys_names_and_a_word_about_it(project, size):
    app = desk_app(project)
    app.NOTIFICATION_TIMEOUT = 3600  # a busy machine may take longer than the usual one
    async with app.run_test(size=size, notifications=True) as pilot:
        await type_keys(pilot, "c", "down")
        before = app.screen
        with Project.open(project.path, "ben") as other:
            other.change_codebook(other.plan_codebook(NEW, renames={"claim": "assertion"}, retire=("fact", "opinion")))
        await tick(app, pilot)
        assert app.screen is not before
        assert desk_of(app).desk.cursor == 2
        assert "assertion" in lines(app)[1]
        assert "x assertion" in shown(app) and "opinion" not in shown(app)
        assert any("codebook was changed" in note.message for note in app._notifications)
        await type_keys(pilot, "n", "c", "x")
        assert [project.annotation(sentence).labels for sentence in project.sentences()][:4] == [
            ("claim",), (), ("new",), ("claim",),
        ]  # fmt: skip


@pytest.mark.slow
async def test_keys_typed_ahead_while_the_codebook_changes_are_all_taken(project):
    project.add("\n\n".join(f"Sentence {n} of a long article is here." for n in range(30)))
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter")
        with Project.open(project.path, "ben") as other:
            other.change_codebook(other.plan_codebook(Codebook((*SCHEME.labels, Label("new", "new", "n")), "many")))
        await type_keys(pilot, *"cqfo" * 5)
        marks = [project.annotation(sentence).labels for sentence in project.sentences()][8:28]
        assert marks == [("claim",), ("quote",), ("fact",), ("opinion",)] * 5
        await type_keys(pilot, "n")
        assert project.annotation(list(project.sentences())[28]).labels == ("new",)


@pytest.mark.slow
@pytest.mark.parametrize("busy", default_cases([";", "?", "ctrl+p"], 0))
async def test_a_codebook_changed_meanwhile_waits_until_the_typing_is_over(project, busy):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "down")
        desk = desk_of(app)
        await type_keys(pilot, busy)
        await pilot.pause()
        with Project.open(project.path, "ben") as other:
            use_codebook(other, Codebook((*SCHEME.labels, Label("new", "new", "n")), "many"))
        desk._tick()
        await type_keys(pilot, *"cq")
        assert project.progress().decided == 0
        await type_keys(pilot, "escape")
        await pilot.pause()
        await tick(app, pilot)
        assert "n new" in shown(app)


@pytest.mark.slow
async def test_a_codebook_changed_at_the_last_sentence_of_an_article_is_taken_in(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"ccc")
        with Project.open(project.path, "ben") as other:
            use_codebook(other, Codebook((*SCHEME.labels, Label("new", "new", "n")), "many"))
        await type_keys(pilot, "c")
        assert "n new" in shown(app)


@pytest.mark.parametrize(
    "error",
    default_cases(
        [
            BusyError("news.db: another program has kept the project locked."),
            ProjectError("news.db: the disk is full."),
        ],
        0,
    ),
)
async def test_what_cannot_be_written_is_not_shown_and_the_next_key_works(project, monkeypatch, error):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot, "down")
        picture = [line[:36] for line in lines(app)[1:6]]

        def refuse(*_, **__):
            raise error

        with monkeypatch.context() as patched:
            patched.setattr(Journal, "_append", refuse)
            patched.setattr(waiting, "LONGEST", 0.0)  # nobody is there to be waited for
            await type_keys(
                pilot, "c", "Q", "space", "!", "backspace", "ctrl+y", ".", "shift+down", "c", "escape", "up"
            )
            messages = [note.message for note in app._notifications]
            assert messages and set(messages) == {str(error)}
            assert [line[:36] for line in lines(app)[1:6]] == picture  # the message lies to the right
            assert project.progress().decided == 0
        await type_keys(pilot, "c")
        assert project.progress().decided == 1
        assert "claim" in lines(app)[2]


@pytest.mark.slow
async def test_two_desks_at_one_project_see_each_other(project, tmp_path):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        with make_project(tmp_path / "other.db"), Project.open(project.path, "ana") as other:
            from labels.desk import Desk

            desk = Desk(other)
            desk.label("claim")
            desk.label("quote")
        await type_keys(pilot, "space")  # before any tick
        marks = [project.annotation(sentence) for sentence in project.sentences()]
        assert sum(mark.decided for mark in marks) >= 2
        assert f"{desk_of(app).desk.page.decided} of 4 decided" in lines(app)[0]


async def changed_elsewhere(app, codebook) -> None:
    """Take in another codebook, and have the next keys looked at before the new desk had its turn."""
    with Project.open(app.project.path, "ben") as other:
        use_codebook(other, codebook)
    desk_of(app)._tick()


def key_typed(key: str, at: float) -> Key:
    event = Key(key, key)
    event.time = at
    return event


@pytest.fixture
def swapped() -> Codebook:
    """The same labels; the keys of claim and quote change places."""
    keys = {"claim": "q", "quote": "c"}
    return replace(SCHEME, labels=tuple(replace(each, key=keys.get(each.id, each.key)) for each in SCHEME.labels))


async def test_the_very_next_key_finds_the_desk_of_another_codebook(project, swapped):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:

        async def at_once() -> None:
            await changed_elsewhere(app, swapped)
            await app.on_event(Key("f", "f"))

        app.call_later(at_once)
        await until_true(lambda: project.progress().decided == 1)
        await pilot.pause()
        assert project.annotation(next(project.sentences())).labels == ("fact",)


async def test_a_key_typed_before_another_codebook_was_on_screen_never_means_another_label(project, swapped):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:

        async def at_once() -> None:
            typed = Key("c", "c").time
            await changed_elsewhere(app, swapped)
            for key in "cfq":
                await app.on_event(key_typed(key, typed))

        app.call_later(at_once)
        await until_true(lambda: project.progress().decided == 1)
        await pilot.pause()
        assert [project.annotation(each).labels for each in project.sentences()][:2] == [("fact",), ()]
        assert "q was typed for the codebook before" in shown(app)
        await type_keys(pilot, "c")
        assert [project.annotation(each).labels for each in project.sentences()][1] == ("quote",)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "labels"),
    default_cases([("+", "c", ("claim", "fact")), (">", "c", ("fact",))], 0, unpack=True),
)
async def test_a_codebook_changed_between_two_keys_waits_for_the_second(project, swapped, first, second, labels):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot, "f", "up", first)
        await changed_elsewhere(app, swapped)
        await type_keys(pilot, second)
        assert project.annotation(next(project.sentences())).labels == labels
