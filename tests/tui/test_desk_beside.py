"""Notes of several lines, flags with a reason, examples for the codebook."""

from dataclasses import replace

import pytest
from textual import events

from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import use_codebook
from tests.tui.cli.running import run
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys


def first(project):
    return next(project.sentences())


def codebook_shown(project) -> str:
    done = run("codebook", "show", "--project", project.path)
    assert done.code == 0, done.err
    return done.out


@pytest.mark.slow
async def test_a_note_has_as_many_lines_as_one_likes(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, ";", *"one", "ctrl+j", *"two", "ctrl+j", "ctrl+j", *"four", "enter", "c")
        mark = project.annotation(first(project))
        assert mark.note == "one\ntwo\n\nfour"
        assert mark.labels == ("claim",)
        await type_keys(pilot, "up", ";", "up", "up", "up", "end", *"!", "enter")
        assert project.annotation(first(project)).note == "one!\ntwo\n\nfour"
        assert "Note: one!" in shown(app)
        events = project.connection.execute("SELECT count(*) FROM journal").fetchone()
        await type_keys(pilot, ";", "enter", ";", *"x", "escape")
        assert project.connection.execute("SELECT count(*) FROM journal").fetchone() == events


@pytest.mark.slow
async def test_a_pasted_note_keeps_its_lines_and_no_key_in_it_labels(project):
    from textual.events import Paste

    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";")
        app.post_message(Paste("cqf\nof [/x]"))
        await type_keys(pilot, "enter")
        assert project.annotation(first(project)).note == "cqf\nof [/x]"
        assert project.progress().decided == 0


async def test_a_note_with_control_characters_is_shown_harmlessly_and_kept_if_left_alone(project):
    note = "a\x1b[2J\u202eb\nc"
    project.note(first(project), note)
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, ";")
        assert not set("\x1b\u202e") & set(shown(app))
        await type_keys(pilot, "enter")
        assert project.annotation(first(project)).note == note


@pytest.mark.slow
async def test_a_flag_gets_a_reason_which_is_asked_again_and_goes_with_the_flag(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "@", *"two claims in one", "enter")
        mark = project.annotation(first(project))
        assert (mark.flagged, mark.flag_reason) == (True, "two claims in one")
        assert "Flag: two claims in one" in shown(app)
        assert "!" in lines(app)[1]
        await type_keys(pilot, "@", *"?", "enter")
        assert project.annotation(first(project)).flag_reason == "two claims in one?"
        await type_keys(pilot, "@", "escape", "!")
        mark = project.annotation(first(project))
        assert (mark.flagged, mark.flag_reason) == (False, "")
        assert "Flag:" not in shown(app)
        await type_keys(pilot, "shift+down", "@", *"both", "enter")
        found = [project.annotation(sentence).flag_reason for sentence in list(project.sentences())[:3]]
        assert found == ["both", "both", ""]
        await type_keys(pilot, "backspace")
        assert project.progress().flagged == 0


async def test_two_keys_make_an_example_that_the_codebook_shows_from_then_on(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "c", "up", ">", "c")
        assert "Now an example of claim in the codebook." in shown(app)
        assert "Such as" in shown(app) and "+ The bridge is closed." in shown(app)
        await type_keys(pilot, "down", "<", "c", "up")
        assert "But not" in shown(app) and "– “It will stay closed,” he" in shown(app)
        assert desk_of(app).desk.cursor == 0
        assert project.progress().decided == 1
    text = codebook_shown(project)
    assert 'examples = ["The bridge is closed."]' in text or "The bridge is closed." in text
    assert "“It will stay closed,” he said." in text
    with Project.open(project.path, "bo") as other:
        claim = other.codebook.label("claim")
        assert claim.examples == ("The bridge is closed.",)
        assert claim.counter_examples == ("“It will stay closed,” he said.",)


@pytest.mark.slow
async def test_an_example_is_undone_with_its_own_key_press(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "c", "up", ">", "c", "backspace")
        assert "Undone: example in the codebook." in shown(app)
        assert "Such as" not in shown(app)
        assert project.annotation(first(project)).labels == ("claim",)
        await type_keys(pilot, "ctrl+y")
        assert "Such as" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys", default_cases([(">", ">"), (">", "escape"), ("<", "<"), (">", "<", "<"), (">", "+", "+")], 1, 3)
)
async def test_the_wish_for_an_example_is_given_up(project, keys):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *keys, "c")
        assert project.annotation(first(project)).labels == ("claim",)
        assert project.codebook.label("claim").examples == ()


@pytest.mark.slow
async def test_hostile_text_becomes_an_example_and_stays_text(project):
    text = 'Say "[/x]" or \\ [@click=app.quit]so[/] \x1b[2J\u202e 漢😀 \'\'\' """ end.'
    project.add(text)
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter", ">", "c", "?")
        await pilot.pause()
        assert not set("\x1b\u202e") & set(shown(app))
        await type_keys(pilot, "escape")
    import tomllib

    (claim,) = (each for each in tomllib.loads(codebook_shown(project))["labels"] if each["name"] == "claim")
    assert claim["examples"] == [next(project.sentences(list(project.articles())[3].id)).text]


@pytest.mark.slow
async def test_where_the_side_panel_has_no_room_the_notice_line_tells_reason_and_note(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "@", *"irony", "enter", ";", *"see", "ctrl+j", *"below", "enter")
        assert "Flag: irony · Note: see below" in shown(app)
        await type_keys(pilot, "down")
        assert "Flag: irony" not in shown(app)
        assert "Press a label’s key" in shown(app)
        await type_keys(pilot, "up")
        assert "Flag: irony · Note: see below" in shown(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Flag: irony · " not in shown(app)


async def test_a_key_that_means_nothing_says_so_and_changes_nothing(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "z")
        assert "“z” does nothing here. ? shows every key." in shown(app)
        await type_keys(pilot, "f9")
        assert "F9 does nothing here." in shown(app)
        app.post_message(events.Key("alt+c", "c"))  # as a terminal sends Escape and c typed fast
        await type_keys(pilot)
        assert "Alt+C does nothing here." in shown(app) and project.progress().decided == 0
        app.post_message(events.Paste("cq"))
        await type_keys(pilot)
        assert "Pasted text does nothing here." in shown(app) and project.progress().decided == 0
        await type_keys(pilot, "c")
        assert "does nothing here" not in shown(app)
        assert [mark.labels for mark in map(project.annotation, project.sentences())][:2] == [("claim",), ()]
        await type_keys(pilot, "/", "z")
        assert "does nothing here" not in shown(app)


@pytest.mark.slow
async def test_taking_a_flag_off_with_its_reason_says_so(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "@", *"who says", "enter", "!")
        assert "Flag and its reason taken off; ⌫ undoes." in shown(app)
        await type_keys(pilot, "backspace")
        assert project.annotation(first(project)).flag_reason == "who says"


@pytest.mark.slow
async def test_the_side_panel_shows_every_label_when_there_is_less_room(project):
    told = "is told at length, in many words, so that it takes several lines of the panel"
    labels = [replace(label, definition=f"What {label.name} is {told}.") for label in project.codebook.active]
    use_codebook(project, replace(project.codebook, labels=tuple(labels)))
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        panel = desk_of(app).query_one("#side-codebook")
        for height, note in ((40, ""), (26, ""), (26, "a note"), (22, "")):
            await pilot.resize_terminal(120, height)
            await type_keys(pilot, *([";", *note, "enter"] if note else []))
            await pilot.pause()
            seen = [panel.render_line(y).text.strip() for y in range(panel.size.height)]
            assert all(any(line.endswith(label.name) for line in seen) for label in labels), (height, seen)
            assert seen[-1].endswith((".", "…", "opinion")) or not seen[-1], (height, seen)
