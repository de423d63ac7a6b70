"""A codebook that comes from elsewhere while keys are pressed: the desk answers, and goes on with the new keys."""

import pytest

from labels.project import Project
from tests.examples import default_cases, proof_cases
from tests.labels.desk.codebooks import CHANGES, change_codebook
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true
from tests.tui.lists.browsing import keys

GONE = "“claim” is no longer in the codebook."
EXCLUDED = "“claim” and “quote” exclude each other in this codebook. Give one of them."

#: What is pressed on an undecided sentence after one that has both labels, and what is answered.
ANSWERS = [
    ("retired", "c", GONE),
    ("retired", "C", GONE),
    ("retired", ".", GONE),
    ("all retired", ".", GONE),
    ("renamed", ".", ""),
    ("merged", "c", GONE),
    ("merged", ".", ""),
    ("merged into the other", ".", ""),
    ("choose one", ".", EXCLUDED),
    ("exclude each other", ".", EXCLUDED),
    ("dropped", "c", GONE),
    ("dropped", ".", GONE),
    ("dropped both", "q", "“quote” is no longer in the codebook."),
]


async def label_both(pilot):
    """The first sentence gets two labels, and the cursor goes to the second."""
    await type_keys(pilot, "C", "Q", "down")
    assert desk_of(pilot.app).desk.annotation(0).labels == ("claim", "quote")


@pytest.mark.parametrize(
    ("change", "key", "answer"), default_cases(proof_cases(ANSWERS, 0, 3, 5, 6, 8, 12), 0, unpack=True)
)
async def test_a_key_that_the_new_codebook_refuses_is_answered_on_the_desk_with_its_keys(project, change, key, answer):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await label_both(pilot)
        with Project(project.path, "lead") as lead:
            change_codebook(lead, CHANGES[change])
        await type_keys(pilot, key)
        await pilot.pause()
        desk = desk_of(app).desk
        assert desk.annotation(1).decided == (answer == "")
        assert answer in shown(app)
        assert desk.project.codebook.active == CHANGES[change].active
        await type_keys(pilot, "space")
        assert desk_of(app).desk.annotation(1 if answer else 2).status == "skipped", "the next key works"


@pytest.mark.slow
@pytest.mark.parametrize("change", ["all retired", "merged", "exclude each other", "dropped"])
async def test_every_key_of_the_desk_is_lived_through(project, change):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await label_both(pilot)
        with Project(project.path, "lead") as lead:
            change_codebook(lead, CHANGES[change])
        await type_keys(pilot, *"cqfoCQFO. -!;", "escape", "enter", "backspace", "ctrl+y", ">", "c", "<", "q", "+", "c")
        await type_keys(pilot, "up", "up", *"cqfoCQFO. -!|", "escape", "&", "enter", "backspace", "ctrl+y")
        await keys(pilot, "ctrl+l")
        await keys(pilot, "escape")
        await keys(pilot, "?")
        await keys(pilot, "escape")
        await keys(pilot, "ctrl+f", "enter")
        await keys(pilot, "ctrl+a", "c")
        await keys(pilot, "ctrl+b")
        await keys(pilot, "ctrl+a", "q")
        await keys(pilot, "ctrl+b")
        await keys(pilot, "escape", "escape", "escape")
        await until_true(lambda: bool(desk_of(app) and lines(app)))  # a new desk is painted when it is there
    assert project.check().problems == []


@pytest.mark.slow
async def test_a_list_that_is_open_refuses_what_the_new_codebook_has_not(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await keys(pilot, "ctrl+f", "enter")
        with Project(project.path, "lead") as lead:
            change_codebook(lead, CHANGES["retired"])
        await keys(pilot, "ctrl+a", "c")
        await keys(pilot, "ctrl+b")
        assert any(GONE in note.message for note in app._notifications)
        assert project.progress().decided == 0
        await keys(pilot, "escape", "escape")
        assert "c claim" not in shown(app)


@pytest.mark.slow
async def test_an_example_added_here_or_elsewhere_makes_no_desk_anew(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        before = app.screen
        await type_keys(pilot, ">", "c")
        assert "Now an example of claim" in shown(app)
        with Project(project.path, "lead") as lead:
            lead.add_example(list(lead.sentences())[1], "claim")
        desk_of(app)._tick()
        await pilot.pause()
        assert app.screen is before
        assert len(before.desk.project.codebook.label("claim").examples) == 2
