"""Deciding at the desk: one key labels and goes on, and everything can be taken back."""

import pytest

from tests.examples import default_cases
from tests.labels.making import TEXTS
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys


def marks(project) -> list[str]:
    """What is on the disk of every sentence, shortly: labels, "skip", or "-"."""
    found = (project.annotation(sentence) for sentence in project.sentences())
    return ["+".join(mark.labels) or ("skip" if mark.decided else "-") for mark in found]


async def test_one_key_labels_and_goes_on_and_the_counts_follow(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, "c", "2", "space")
        assert marks(project)[:4] == ["claim", "quote", "skip", "-"]
        assert desk_of(app).desk.cursor == 3
        assert lines(app)[0].startswith(" 3 of 4 decided  article 1 of 3")
        screen = shown(app)
        assert " 3/4" in screen and " 3/8" in screen and "Today    3" in screen


@pytest.mark.slow
async def test_hundreds_of_keys_at_once_are_all_taken(project):
    project.add("\n\n".join(f"This is sentence {n} of a long article." for n in range(200)))
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cqfo" * 52)
        assert marks(project) == ["claim", "quote", "fact", "opinion"] * 52
        assert "All decided (208 sentences)" in shown(app)


async def test_keys_typed_in_rhythm_over_a_gap_fill_it_and_replace_nothing(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "down", "c", "c", "q", "o")
        assert marks(project)[:5] == ["claim", "quote", "claim", "claim", "opinion"]
        assert "undoes" not in shown(app)


@pytest.mark.parametrize("advance", default_cases(["undecided", "sentence"], 0))
async def test_a_label_that_takes_the_place_of_another_says_so_with_the_key_that_undoes_it(project, advance):
    app = desk_app(project, advance=advance)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "c", "home", "q")
        assert "was claim, now quote; ⌫ undoes." in shown(app)
        assert desk_of(app).desk.cursor == (2 if advance == "undecided" else 1)
        await type_keys(pilot, "up" if advance == "undecided" else "home", "home", "space")
        assert "was quote, now skipped; ⌫ undoes." in shown(app)
        await type_keys(pilot, "backspace", "home", "q")
        assert "⌫ undoes" not in shown(app), "what was there is there still"


@pytest.mark.slow
async def test_the_last_decision_that_replaces_another_says_both(project):
    app = desk_app(project, keys={"undo": "f8"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cccccccc", "home", "q")
        assert "was claim, now quote; f8 undoes. All sentences are decided." in shown(app)


async def test_undo_and_redo_walk_over_everything_and_say_what_they_did(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "q", "space", "backspace", "u")
        assert marks(project)[:3] == ["claim", "-", "-"]
        assert desk_of(app).desk.cursor == 1
        assert "Undone: quote." in shown(app)
        await type_keys(pilot, "ctrl+y", "ctrl+r")
        assert marks(project)[:3] == ["claim", "quote", "skip"]
        assert "Done again: skip." in shown(app)
        await type_keys(pilot, "ctrl+y")
        assert "Nothing to redo." in shown(app)
        await type_keys(pilot, *["backspace"] * 4)
        assert marks(project)[:3] == ["-", "-", "-"]
        assert "Nothing to undo." in shown(app)


@pytest.mark.slow
async def test_a_notice_goes_with_the_next_step(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "backspace")
        assert "Nothing to undo." in shown(app)
        await type_keys(pilot, "c")
        assert "Nothing to undo." not in shown(app)
        assert "Press a label’s key" in shown(app)


async def test_repeat_gives_the_last_decision_again_and_says_if_there_is_none(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ".")
        assert "no decision to repeat" in shown(app)
        await type_keys(pilot, "q", ".")
        assert marks(project)[:3] == ["quote", "quote", "-"]


async def test_clear_takes_a_decision_away_and_stays(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "delete")
        assert marks(project)[0] == "-"
        assert desk_of(app).desk.cursor == 0
        assert "0 of 4 decided" in lines(app)[0]
        await type_keys(pilot, "-")
        assert "There is no decision to clear." in shown(app)


async def test_confirm_keeps_what_is_there_and_goes_on(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "enter", "enter")
        assert marks(project)[:2] == ["claim", "-"]
        assert desk_of(app).desk.cursor == 2


async def test_shift_adds_a_label_and_takes_it_away_and_stays(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "Q")
        assert marks(project)[0] == "claim+quote"
        assert desk_of(app).desk.cursor == 0
        await type_keys(pilot, "F", "O")  # fact and opinion exclude each other
        assert marks(project)[0] == "claim+opinion+quote"
        await type_keys(pilot, "C", "Q", "O")
        assert marks(project)[0] == "-"


async def test_plus_makes_the_next_label_key_add_once(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "+")
        assert "Add: press a label’s key" in shown(app)
        await type_keys(pilot, "q")
        assert marks(project)[0] == "claim+quote"
        assert desk_of(app).desk.cursor == 0
        assert "Add:" not in shown(app)
        await type_keys(pilot, "f")
        assert marks(project)[0] == "fact"
        assert desk_of(app).desk.cursor == 1


ENDED = {
    "+": "Nothing was added.",
    ">": "No example was added.",
    "<": "No counter-example was added.",
    "|": "Nothing was split.",
}
ELSEWHERE = ["/", ";", "@", ":", "tab", "f4", "?", "ctrl+d", "ctrl+l", "ctrl+s", "ctrl+g", "ctrl+p", "*", "~", "!"]


@pytest.mark.parametrize(
    ("wait", "other"), default_cases([(wait, other) for other in ELSEWHERE for wait in ENDED], 1, 58, unpack=True)
)
async def test_any_other_key_ends_what_the_next_key_was_to_do_and_says_so(project, wait, other):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, wait, other)
        if other not in "*~!":
            await type_keys(pilot, "escape")
        if other not in ("tab", "f4"):  # where another screen took the place of the desk, the desk begins anew
            assert ENDED[wait] in shown(app)
        assert all(hint not in shown(app) for hint in ("press a", "press the", "splits before"))
        await type_keys(pilot, "c")
        assert marks(project)[0] == "claim"
        assert project.codebook.label("claim").examples == ()


@pytest.mark.parametrize(
    ("wait", "other"), default_cases([(">", "/"), ("<", "?"), ("+", "ctrl+l"), ("|", "ctrl+d")], 0, 2, unpack=True)
)
async def test_a_label_key_typed_before_the_end_of_the_wait_was_seen_writes_nothing(project, wait, other):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, wait, other, "escape", "c")
        assert marks(project)[0] == "-"
        assert f"This key was typed ahead, and wrote nothing. {ENDED[wait]}" in shown(app)
        await type_keys(pilot, "c")
        assert marks(project)[0] == "claim"


async def test_what_ends_a_wait_and_decides_does_so(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, ">", "space")
        assert marks(project)[:2] == ["skip", "-"]
        assert "No example was added." in shown(app)
        await type_keys(pilot, ">", "down", "c")
        assert marks(project)[:3] == ["skip", "-", "claim"]
        await type_keys(pilot, "up")
        assert "No example was added." not in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("way_out", ["escape", "+"])
async def test_the_wish_to_add_can_be_dropped(project, way_out):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "+", way_out)
        assert "Add:" not in shown(app)
        await type_keys(pilot, "c", "q")
        assert marks(project)[:2] == ["claim", "quote"]


async def test_a_selected_run_is_labelled_as_one_action(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "shift+down", "shift+down")
        assert "3 selected" in shown(app)
        await type_keys(pilot, "c")
        assert marks(project)[:4] == ["claim", "claim", "claim", "-"]
        assert desk_of(app).desk.cursor == 3
        await type_keys(pilot, "backspace")
        assert marks(project)[:4] == ["-"] * 4
        assert "Undone: claim of 3 sentences." in shown(app)


@pytest.mark.slow
async def test_a_selection_started_on_purpose_grows_with_every_move_and_escape_drops_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "v", "down", "down")
        assert "3 selected" in shown(app)
        assert [line[1] for line in lines(app)[1:5]] == ["│", "│", "│", "▌"]
        await type_keys(pilot, "escape")
        assert "selected" not in shown(app)
        await type_keys(pilot, "space")
        assert marks(project)[:4] == ["-", "-", "skip", "-"]


async def test_a_flag_is_put_and_taken_off_and_shown(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        first = next(project.sentences())
        await type_keys(pilot, "!")
        assert project.annotation(first).flagged
        assert "!" in lines(app)[1][:16]
        await type_keys(pilot, "!")
        assert not project.annotation(first).flagged
        assert "!" not in lines(app)[1][:16]


async def test_nothing_is_painted_before_it_is_on_the_disk(project, monkeypatch):
    """At the moment of every repaint of a row, the decision can be read from the file by somebody else."""
    from labels.journal.append import Journal
    from labels.project import Project
    from tui.widgets.sentence_list import SentenceList

    order: list[str] = []
    record, repaint = Journal.record, SentenceList.refresh_rows
    seen: list[int] = []

    def recording(self, *arguments, **named):
        events = record(self, *arguments, **named)
        assert not self._connection.in_transaction
        order.append("written")
        return events

    def painting(self, rows):
        rows = list(rows)
        if rows:
            order.append("painted")
            with Project(project.path, "ana", write=False) as other:
                seen.append(other.progress().decided)
        repaint(self, rows)

    monkeypatch.setattr(Journal, "record", recording)
    monkeypatch.setattr(SentenceList, "refresh_rows", painting)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "space", "q")
        assert order == ["written", "painted"] * 3
        assert seen == [1, 2, 3]


async def test_the_end_of_an_article_leads_to_the_next_and_the_end_of_all_says_what_to_do(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cccc")
        assert desk_of(app).desk.page.article.n == 2
        assert "Article done. Article 2 of 3: " in shown(app)
        assert TEXTS[1] in shown(app)
        await type_keys(pilot, *"cccc")
        assert "all decided" in lines(app)[0]
        assert "All decided (8 sentences). ^s exports, ^o adds articles, ^q quits." in shown(app)
        await type_keys(pilot, "up")
        assert "All decided (8 sentences)." in shown(app)
        await type_keys(pilot, "delete")
        assert "All decided" not in shown(app)


@pytest.mark.slow
async def test_the_line_at_the_end_names_the_keys_as_they_are(project):
    app = desk_app(project, keys={"export": "f9", "quit": "ctrl+n"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cccccccc")
        assert "All decided (8 sentences). f9 exports, ^o adds articles, ^n quits." in shown(app)


@pytest.mark.slow
async def test_keys_typed_behind_the_one_that_quits_do_nothing(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "ctrl+q", "q", "space", "?", ";", "c", "enter")
    assert marks(project)[:2] == ["claim", "-"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys", default_cases([["ctrl+q"], ["c", "ctrl+q"], ["?", "ctrl+q"], ["ctrl+p", "ctrl+q"]], 0, 2), ids=str
)
async def test_the_program_can_be_quit_before_its_first_picture(project, keys):
    from tests.tui.desk_app import post
    from tui.app import CopydeskApp

    class Hasty(CopydeskApp):
        def on_mount(self) -> None:
            post(self, *keys)

    async with Hasty(project).run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
    assert project.progress().decided == keys.count("c")


async def test_keys_typed_before_the_first_picture_are_taken(project):
    from tests.tui.desk_app import post
    from tui.app import CopydeskApp

    class Hasty(CopydeskApp):
        def on_mount(self) -> None:
            post(self, "c", "q", "space", ";", *"late", "enter")

    app = Hasty(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        assert marks(project)[:4] == ["claim", "quote", "skip", "-"]
        assert project.annotation(list(project.sentences())[3]).note == "late"
