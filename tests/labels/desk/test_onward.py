"""Where a decision leads, and when the desk says that it was fast."""

import pytest

from labels.desk import Desk
from labels.desk.annotating import LEFT_UNDECIDED
from labels.desk.finish import FINISHED
from labels.desk.options import DeskOptions
from labels.desk.work_queue import ALL_DECIDED
from labels.projections.read import latest_place
from labels.statistics.reading_speed import WINDOW
from tests.labels.making import make_project

LONG = " ".join(f"Here is sentence number {n} of a long article about boats." for n in range(2 * WINDOW))


def decide(project, *rows):
    sentences = list(project.sentences(next(iter(project.articles())).id))
    for row in rows:
        project.skip(sentences[row])


def test_on_to_the_next_sentence_whether_it_is_decided_or_not(project):
    decide(project, 1, 2)
    desk = Desk(project, options=DeskOptions(advance="sentence"))
    desk.label("claim")
    assert desk.cursor == 1


def test_on_to_the_next_undecided_sentence(project):
    decide(project, 1, 2)
    desk = Desk(project)
    desk.label("claim")
    assert desk.cursor == 3
    place = latest_place(project.connection, "ana")
    assert place is not None and place.cursor == desk.page.cuts[3].start


def test_past_the_last_undecided_sentence_it_goes_back_to_what_was_left_out(project):
    decide(project, 3)
    desk = Desk(project)
    desk.go_to(2)
    step = desk.skip()
    assert (desk.cursor, step.notice) == (0, "2 sentences left in this article.")


def test_the_last_undecided_sentence_leads_on_to_the_next_article(project):
    decide(project, 1, 2, 3)
    desk = Desk(project)
    desk.go_to(0)
    assert desk.label("claim").opened
    assert desk.page.article.n == 2


def test_keys_in_rhythm_over_a_gap_replace_nothing(tmp_path):
    with make_project(tmp_path / "five.db", texts=("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.",)) as five:
        desk = Desk(five)
        desk.label("claim")
        desk.move(1)
        steps = [desk.label("claim"), desk.label("claim"), desk.label("claim"), desk.label("quote")]
        assert [desk.annotation(row).labels for row in range(5)] == [("claim",), ("quote",), *[("claim",)] * 3]
        assert [step.replaced for step in steps] == [""] * 4
        assert [step.notice for step in steps[2:]] == ["1 sentence left in this article.", ALL_DECIDED]
        assert desk.cursor == 1
        (decisions,) = five.connection.execute("SELECT count(*) FROM journal WHERE kind = 'label'").fetchone()
        assert decisions == 5


def test_skipping_and_confirming_go_on_to_the_next_undecided_sentence_too(project):
    decide(project, 1)
    desk = Desk(project)
    desk.skip()
    assert desk.cursor == 2
    desk.go_to(0)
    assert desk.confirm().rows == ()
    assert desk.cursor == 2
    desk.confirm()  # an undecided one is left for later
    assert (desk.cursor, desk.annotation(2).decided) == (3, False)
    desk.skip()
    assert desk.cursor == 2


def test_where_all_is_decided_the_cursor_stays(project):
    for sentence in project.sentences():
        project.label(sentence, "claim")
    desk = Desk(project)
    desk.open_article(1, 1)
    step = desk.label("claim")
    assert (step.notice, step.replaced, desk.page.article.n, desk.cursor) == (ALL_DECIDED, "", 1, 1)
    place = latest_place(project.connection, "ana")
    assert place is not None and place.cursor == desk.page.cuts[1].start


@pytest.mark.parametrize("advance", ["sentence", "undecided"])
def test_a_decision_that_takes_the_place_of_another_is_told(project, advance):
    decide(project, 1, 2)
    desk = Desk(project, options=DeskOptions(advance=advance))
    desk.go_to(1)
    assert desk.label("claim").replaced == "was skipped, now claim"
    desk.go_to(1)
    desk.toggle("fact")
    assert desk.label("claim").replaced == "was claim + fact, now claim"
    desk.go_to(1)
    assert desk.label("claim").replaced == ""
    desk.go_to(1)
    assert desk.skip().replaced == "was claim, now skipped"
    desk.go_to(0)
    desk.extend(2)
    assert desk.label("quote").replaced == "2 of 3 were decided otherwise, now quote"
    desk.go_to(0)
    assert desk.skip().replaced == "was quote, now skipped"
    assert desk.undo().replaced == ""


def test_the_halves_of_a_mended_sentence_are_gone_through_one_by_one(project):
    sentence = next(project.sentences())
    project.label(sentence, "claim")
    desk = Desk(project)
    desk.go_to(0)
    desk.split(sentence.text.index("is"))
    assert desk.annotation(0).carried and desk.annotation(1).carried
    step = desk.confirm()
    assert (step.replaced, desk.cursor) == ("", 1)
    assert desk.label("quote").replaced == "was claim, now quote"
    assert desk.cursor == 2


@pytest.fixture
def boats(tmp_path):
    with make_project(tmp_path / "boats.db", texts=(LONG,)) as made:
        yield made


def notices(desk, count):
    return [step.notice for step in (desk.label("claim") for _ in range(count)) if step.notice]


def test_no_nudge_unless_asked_for(boats):
    assert notices(Desk(boats, ticks=lambda: 0.0), WINDOW + 5) == []


def test_a_nudge_when_decisions_outrun_reading(boats):
    now = 0.0

    def ticks():
        nonlocal now
        now += 0.1
        return now

    (notice,) = notices(Desk(boats, ticks, options=DeskOptions(nudge=True)), WINDOW + 5)
    assert notice.endswith("words a minute: faster than a text can be read.")


def test_a_run_says_nothing_of_reading(boats):
    desk = Desk(boats, ticks=lambda: 0.0, options=DeskOptions(nudge=True))
    desk.extend(WINDOW)
    assert desk.label("claim").notice == ""
    assert notices(desk, WINDOW - 2) == []


def test_what_is_redone_leads_on_as_it_did_the_first_time(project):
    desk = Desk(project)
    desk.label("claim")
    desk.label("quote")
    desk.undo()
    desk.undo()
    assert (desk.redo().notice, desk.cursor) == ("Done again: claim.", 1)
    assert (desk.redo().notice, desk.cursor) == ("Done again: quote.", 2)
    step = desk.label("fact")
    assert (step.replaced, desk.annotation(1).labels, desk.annotation(2).labels) == ("", ("quote",), ("fact",))
    place = latest_place(project.connection, "ana")
    assert place is not None and place.cursor == desk.page.cuts[3].start


def test_a_redone_run_is_left_behind_and_what_was_passed_over_is_gone_back_to(project):
    desk = Desk(project)
    desk.go_to(1)
    desk.extend(2)
    desk.label("claim")
    desk.undo()
    step = desk.redo()
    assert (list(step.rows), desk.cursor, desk.selecting) == ([1, 2, 3], 0, False)
    assert step.notice == "Done again: claim of 3 sentences. 1 sentence left in this article."


def test_a_redone_decision_finishes_an_article_again_also_from_another(project):
    desk = Desk(project, options=DeskOptions(summary=True))
    for _ in range(4):
        desk.label("claim")
    assert desk.finish is not None
    desk.undo()
    desk.redo()
    assert desk.finish is not None and desk.label("quote").notice == FINISHED
    desk.undo()
    desk.open_article(2)
    step = desk.redo()
    assert step.opened and desk.page.article.n == 1 and desk.finish is not None


def test_what_stays_when_it_is_done_stays_when_it_is_redone(project):
    desk = Desk(project)
    for do in (desk.flag, lambda: desk.note("odd"), desk.join):
        do()
        desk.undo()
        desk.go_to(3)
        desk.redo()
        assert desk.cursor == 0


def test_a_redone_confirmation_leads_to_the_other_half(project):
    desk = Desk(project)
    desk.label("claim")
    desk.go_to(0)
    desk.split(4)
    desk.confirm()
    assert (desk.cursor, desk.annotation(1).carried) == (1, True)
    desk.undo()
    desk.redo()
    assert desk.cursor == 1


def test_a_confirmed_run_at_the_end_of_an_article_is_where_one_comes_back_to(project):
    third = list(project.articles())[2]
    for sentence in project.sentences(third.id):
        project.skip(sentence)
    desk = Desk(project)
    desk.open_article(third.n)
    desk.last()
    desk.extend(-2)
    assert desk.confirm().opened
    desk.open_article(third.n)
    assert desk.cursor == 2


def test_enter_says_that_it_left_a_sentence_undecided(project):
    desk = Desk(project)
    assert desk.confirm().notice == LEFT_UNDECIDED
    assert (desk.cursor, desk.annotation(0).decided) == (1, False)
    desk.label("claim")
    desk.go_to(1)
    assert desk.confirm().notice == ""
