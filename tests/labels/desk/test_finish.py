"""The finish of an article: its sums are shown, and keys typed ahead write nothing there."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.desk import Desk
from labels.desk.finish import FINISHED
from labels.desk.focused_work import LAST_DONE, LAST_MATCH, MATCHES_DECIDED, MATCHES_DONE
from labels.desk.options import DeskOptions
from labels.desk.verbs import FROM_REVIEW
from labels.desk.work_queue import ALL_DECIDED
from labels.project import Project

SUMMARY = DeskOptions(summary=True)


@pytest.fixture
def desk(project: Project) -> Desk:
    """At the finish of the first article: claim, claim, skipped and flagged, quote."""
    desk = Desk(project, options=SUMMARY)
    desk.label("claim")
    desk.label("claim")
    desk.flag()
    desk.skip()
    desk.label("quote")
    return desk


def test_it_sums_the_article_up(desk: Desk) -> None:
    assert desk.finish is not None
    assert desk.finish.sentences == 4
    assert desk.finish.shares == (("claim", 2), ("quote", 1), (None, 1))
    assert (desk.finish.flagged, desk.finish.nothing_left) == (1, "")
    assert (desk.page.article.n, desk.cursor) == (1, 3)


def newest_event(project: Project) -> int:
    return project.lists.newest_change()


@pytest.mark.parametrize("verb", ["label", "toggle", "skip", "clear", "repeat", "add_example"])
def test_a_key_that_decides_writes_nothing_and_says_so(desk: Desk, project: Project, verb: str) -> None:
    before = newest_event(project)
    given = () if verb in ("skip", "clear", "repeat") else ("claim",)
    assert getattr(desk, verb)(*given).notice == FINISHED
    assert desk.finish is not None
    assert newest_event(project) == before


@pytest.mark.parametrize("verb", ["confirm", "next_undecided"])
def test_it_is_left_for_the_next_article(desk: Desk, verb: str) -> None:
    step = getattr(desk, verb)()
    assert step.opened and step.notice.startswith("Article done. Article 2 of 3: ")
    assert desk.finish is None and desk.page.article.n == 2


def test_looking_back_shows_the_last_sentence(desk: Desk) -> None:
    desk.move(-1)
    assert desk.finish is None and desk.cursor == 3
    step = desk.label("claim")
    assert step.replaced == "was quote, now claim"
    assert desk.finish is not None, "and the article is finished again"


def test_after_a_correction_a_move_goes_on_from_there(desk: Desk) -> None:
    desk.go_to(1)
    desk.label("quote")
    assert desk.finish is not None and desk.cursor == 1
    desk.move(1)
    assert desk.finish is None and desk.cursor == 2
    assert desk.label("claim").replaced == "was skipped, now claim"
    assert desk.annotation(1).labels == ("quote",)


def test_flag_and_note_are_about_the_last_sentence(desk: Desk) -> None:
    desk.flag()
    desk.note("odd")
    assert desk.finish is not None and desk.finish.flagged == 2
    assert desk.annotation(3).flagged and desk.annotation(3).note == "odd"


def test_undo_leaves_it(desk: Desk) -> None:
    desk.undo()
    assert desk.finish is None and not desk.annotation(3).decided


def test_a_gap_is_filled_before_the_article_is_finished(project: Project) -> None:
    desk = Desk(project, options=SUMMARY)
    desk.label("claim")
    desk.move(1)
    desk.label("claim")
    assert desk.label("claim").notice == "1 sentence left in this article."
    assert desk.cursor == 1 and desk.finish is None
    desk.label("quote")
    assert desk.finish is not None


def test_the_last_finish_says_that_all_is_decided(project: Project) -> None:
    desk = Desk(project, options=SUMMARY)
    while desk.finish is None or not desk.finish.nothing_left:
        desk.confirm() if desk.finish else desk.skip()
    assert desk.confirm().notice == ALL_DECIDED
    assert desk.finish is not None


def test_work_that_arrives_meanwhile_is_gone_on_to(desk: Desk, project: Project, tmp_path: Path) -> None:
    with Project(project.path, "ana") as other:
        other.clear(next(iter(other.sentences())))
    step = desk.confirm()
    assert not step.opened and desk.cursor == 0, "a sentence of this article was left after all"


def test_a_sitting_that_ended_at_a_finish_begins_there(desk: Desk, project: Project) -> None:
    again = Desk(project, options=SUMMARY)
    assert again.finish is not None
    assert again.label("claim").notice == FINISHED


def test_with_a_focus_matches_are_gone_through_without_it(project: Project) -> None:
    desk = Desk(project, options=SUMMARY)
    desk.focus_on("nobody or short")
    desk.skip()
    assert desk.page.article.n == 2
    desk.skip()
    assert desk.finish is None and desk.page.article.n == 3


def test_the_goal_of_the_day_is_told_once_when_it_is_reached(project: Project) -> None:
    desk = Desk(project, options=DeskOptions(goal=2))
    assert "goal" not in desk.label("claim").notice
    assert desk.label("claim").notice == "Today’s goal is reached: 2 sentences."
    assert "goal" not in desk.label("claim").notice


def test_what_a_key_replaced_stays_on_screen_when_the_next_one_is_refused(desk: Desk) -> None:
    desk.go_to(0)
    assert desk.label("quote").replaced == "was claim, now quote"
    refused = desk.label("claim")
    assert (refused.replaced, refused.notice) == ("was claim, now quote", FINISHED)


def test_a_sitting_that_ended_at_a_gap_that_was_filled_begins_at_the_finish(project: Project) -> None:
    desk = Desk(project, options=SUMMARY)
    desk.move(1)
    for _ in range(4):
        desk.label("claim")
    assert desk.finish is not None and desk.cursor == 0
    assert Desk(project, options=SUMMARY).label("quote").notice == FINISHED


def test_a_key_too_many_behind_the_last_match_writes_nothing(project: Project) -> None:
    desk = Desk(project)
    desk.focus_on("nobody")
    desk.label("claim")
    assert desk.label("claim").notice == MATCHES_DECIDED
    assert desk.label("quote").notice == MATCHES_DONE
    desk.go_to(desk.cursor)
    assert desk.label("quote").replaced == "was claim, now quote", "asked for on purpose"


def test_a_key_too_many_behind_the_last_match_of_decided_ones_writes_nothing(project: Project) -> None:
    for sentence in project.sentences():
        project.label(sentence, "claim")
    desk = Desk(project)
    desk.focus_on("nobody")
    desk.label("quote")
    assert desk.label("quote").notice == LAST_MATCH
    for _ in range(2):
        refused = desk.label("fact")
        assert (refused.replaced, refused.notice) == ("was claim, now quote", LAST_DONE)
    desk.go_to(desk.cursor)
    assert desk.label("fact").replaced == "was quote, now fact", "asked for on purpose"


@pytest.mark.parametrize("advance", ["undecided", "sentence"])
def test_without_the_sums_a_key_too_many_behind_the_last_sentence_of_all_writes_nothing(project, advance) -> None:
    desk = Desk(project, options=DeskOptions(advance=advance))
    for _ in range(7):
        desk.label("claim")
    assert desk.label("claim").notice == ALL_DECIDED
    refused = desk.label("quote")
    assert (refused.replaced, refused.notice) == ("", "All sentences are decided: this key wrote nothing.")
    assert desk.note("a note stays with it").notice != refused.notice
    assert desk.skip().notice == refused.notice
    desk.move(-1)
    desk.move(1)
    assert desk.label("quote").replaced == "was claim, now quote"


def test_a_join_says_that_decisions_differed(project: Project) -> None:
    desk = Desk(project)
    desk.label("claim")
    desk.label("quote")
    desk.first()
    assert desk.join().notice.startswith("Joined; what was decided of its parts differs, so it is undecided.")


def test_carried_labels_that_wait_to_be_confirmed_are_counted(project: Project) -> None:
    desk = Desk(project, options=SUMMARY)
    desk.label("claim")
    desk.move(-1)
    desk.split(11)
    desk.go_to(2)
    for _ in range(3):
        desk.label("quote")
    assert desk.finish is not None and (desk.finish.sentences, desk.finish.carried) == (5, 2)
    desk.go_to(0)
    desk.confirm()
    desk.confirm()
    assert desk.finish is not None and desk.finish.carried == 0


def test_after_a_review_keys_decide_nothing_until_one_moves(project: Project) -> None:
    desk = Desk(project)
    desk.leave_for_review()
    for verb in (lambda: desk.label("claim"), desk.skip, desk.confirm, desk.repeat, lambda: desk.toggle("claim")):
        assert verb().notice == FROM_REVIEW
    desk.flag()
    assert desk.label("claim").notice == FROM_REVIEW
    assert (desk.cursor, project.progress().decided) == (0, 0)
    desk.move(1)
    desk.label("claim")
    assert project.progress().decided == 1
