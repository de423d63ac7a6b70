"""Suggestions at the desk: what Enter gives, what a key is typed for, second looks, and what is written of all that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.desk.annotating import CHANGED_MEANWHILE
from labels.desk.verbs import NOT_SEEN
from labels.journal.event import Act
from labels.project import Project
from labels.suggest.policy import is_blind
from labels.team.sample import Size
from tests.labels.making import SCHEME, Clock, make_project

LABELS = [label.id for label in SCHEME.active]
WORDS = ("harbour ferry sails", "mayor said openly", "counted forty ships", "surely a mistake")
DECIDED, ALL = 160, 200


def text() -> str:
    """Sentences whose words tell which label they get."""
    return " ".join(f"The {WORDS[number % 4]} number {number} today." for number in range(ALL))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An article of which most sentences are decided by their words; suggestions are on."""
    with make_project(tmp_path / "news.db", "ana", Clock(), (text(),)) as made:
        sentences = list(made.sentences())
        made.journal.record(
            [
                Act("label", 1, each.start, each.end, {"labels": [LABELS[number % 4]], "seconds": 3.0})
                for number, each in enumerate(sentences[:DECIDED])
            ]
        )
        made.suggestions.set_mode("suggest")
        yield made


def begin(project: Project) -> Desk:
    """The desk at the first undecided sentence that is no blind control, with everything learnt."""
    desk = Desk(project)
    row = next(row for row in range(DECIDED, ALL) if not is_blind(desk.page.sentence_id(row)))
    desk.go_to(row)
    desk.suggesting.in_view  # noqa: B018  # what is asked first begins the learning
    while desk.suggesting.work():
        pass
    for by in (-1, 1):  # what is shown of a sentence stays as long as the cursor is there
        desk.move(by)
        desk.suggesting.in_view  # noqa: B018
    return desk


def payload(project: Project) -> dict[str, object]:
    """What the newest decision says."""
    event = project.reader.last_decision(project.annotator)
    assert event is not None
    return dict(event.payload)


def test_enter_gives_what_is_on_the_screen(project: Project) -> None:
    desk = begin(project)
    row, likely = desk.cursor, LABELS[desk.cursor % 4]
    assert desk.suggesting.in_view == ((likely,),)
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    assert desk.suggesting.in_words().startswith(f"Suggested: {likely}, ")
    desk.confirm()
    assert desk.annotation(row).labels == (likely,)
    said = payload(project)
    assert said["suggestion"]["accepted"] is True  # type: ignore[index]
    assert said["suggestion"]["mode"] == "suggest"  # type: ignore[index]


def test_what_is_painted_after_the_key_does_not_exist_for_it(project: Project) -> None:
    desk = begin(project)
    row = desk.cursor
    desk.suggesting.typed(9.0)
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.confirm()
    assert not desk.annotation(row).decided
    desk.go_to(row)
    desk.suggesting.painted(12.0, desk.suggesting.view)
    desk.label(LABELS[(row + 1) % 4])
    assert "suggestion" not in payload(project)


def test_another_label_says_that_the_suggestion_was_overruled(project: Project) -> None:
    desk = begin(project)
    other = LABELS[(desk.cursor + 1) % 4]
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    desk.label(other)
    said = payload(project)
    assert said["suggestion"]["accepted"] is False  # type: ignore[index]
    assert said["p_given"] < said["p_other"]  # type: ignore[operator]


def test_decided_sentences_and_runs_have_no_suggestion(project: Project) -> None:
    desk = begin(project)
    desk.extend(1)
    assert desk.suggesting.in_view == ()
    desk.go_to(3)
    assert desk.suggesting.in_view == ()


def test_a_key_turns_them_off_and_on(project: Project) -> None:
    desk = begin(project)
    assert desk.toggle_suggestions().notice == "Suggestions are off."
    assert desk.suggesting.in_view == ()
    assert desk.toggle_suggestions().notice.startswith("Suggestions: suggest.")
    assert project.suggestions.mode == "suggest"


def test_nothing_of_the_models_is_used_while_they_are_off(project: Project) -> None:
    project.suggestions.set_mode("off")
    desk = Desk(project)
    assert desk.suggesting.in_view == ()
    assert not desk.suggesting.work()


def test_a_second_look_asks_again_and_keeps_both_answers(project: Project) -> None:
    project.suggestions.set_mode("second look")
    desk = begin(project)
    row, likely, other = desk.cursor, LABELS[desk.cursor % 4], LABELS[(desk.cursor + 1) % 4]
    assert desk.suggesting.in_view == ()
    step = desk.label(other)
    assert desk.cursor == row and step.notice.startswith(f"Second look: {likely}, ")
    assert desk.label("claim").notice == NOT_SEEN
    assert desk.annotation(row).labels == (other,)
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    desk.label(likely)
    assert desk.annotation(row).labels == (likely,) and desk.cursor != row
    assert payload(project)["suggestion"]["mode"] == "second look"  # type: ignore[index]


def test_enter_keeps_the_first_answer_in_a_second_look(project: Project) -> None:
    project.suggestions.set_mode("second look")
    desk = begin(project)
    row, other = desk.cursor, LABELS[(desk.cursor + 1) % 4]
    desk.label(other)
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    desk.confirm()
    assert desk.annotation(row).labels == (other,) and desk.cursor != row
    said = payload(project)
    assert said["suggestion"]["accepted"] is False  # type: ignore[index]


def test_undo_makes_what_was_learnt_stale(project: Project) -> None:
    desk = begin(project)
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.confirm()
    while desk.suggesting.work():
        pass
    desk.undo()
    assert desk.suggesting.work()


def test_what_the_annotator_said_stands_in_the_place_of_what_was_suggested(project: Project) -> None:
    """A label that was added stays on the screen with its sentence: Enter confirms it and gives nothing else."""
    desk = begin(project)
    row, other = desk.cursor, LABELS[(desk.cursor + 1) % 4]
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    desk.toggle(other)
    assert desk.cursor == row and desk.suggesting.in_view == () and desk.suggesting.in_words() == ""
    desk.suggesting.painted(12.0, desk.suggesting.view)
    desk.suggesting.typed(13.0)
    desk.confirm()
    assert desk.annotation(row).labels == (other,)


def test_a_view_that_is_not_the_current_one_any_more_was_not_painted(project: Project) -> None:
    desk = begin(project)
    view = desk.suggesting.view
    desk.move(1)
    if not desk.suggesting.in_view:
        desk.move(1)
    row = desk.cursor
    desk.suggesting.painted(10.0, view)
    desk.suggesting.typed(11.0)
    desk.confirm()
    assert not desk.annotation(row).decided


def test_what_is_covered_does_not_count_until_it_is_painted_again(project: Project) -> None:
    desk = begin(project)
    row = desk.cursor
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.covered()
    desk.suggesting.typed(11.0)
    desk.label(LABELS[(row + 1) % 4])
    assert "suggestion" not in payload(project)


@pytest.mark.parametrize("change", ["label", "split", "join"])
def test_enter_gives_nothing_to_a_sentence_that_was_changed_elsewhere(project: Project, change: str) -> None:
    desk = begin(project)
    row = desk.cursor
    desk.suggesting.painted(10.0, desk.suggesting.view)
    desk.suggesting.typed(11.0)
    assert desk.suggesting.preselected
    with Project(project.path, "ana", clock=Clock()) as elsewhere:
        sentence = list(elsewhere.sentences())[row]
        if change == "label":
            elsewhere.label(sentence, LABELS[(row + 1) % 4])
        elif change == "split":
            elsewhere.split(sentence, sentence.start + 4)
        else:
            elsewhere.join(sentence)
    before = len(list(project.find("is:labelled")))
    assert desk.confirm().notice == CHANGED_MEANWHILE
    assert len(list(project.find("is:labelled"))) == before
    assert desk.annotation(row).labels == ((LABELS[(row + 1) % 4],) if change == "label" else ())


def test_what_others_do_does_not_have_everything_learnt_anew(project: Project) -> None:
    desk = begin(project)
    with Project(project.path, "ben", clock=Clock()) as ben:
        sentences = list(ben.sentences())
        ben.label(sentences[ALL - 1], LABELS[0])
    desk.move(0)
    assert not desk.suggesting.work()
    with Project(project.path, "ana", clock=Clock()) as elsewhere:
        elsewhere.label(sentences[ALL - 1], LABELS[0])
    desk.move(1)
    desk.suggesting.in_view  # noqa: B018
    assert desk.suggesting.work()


def test_a_lead_who_turns_them_off_turns_them_off_at_once(project: Project) -> None:
    desk = begin(project)
    assert desk.suggesting.in_view
    with Project(project.path, "ana", clock=Clock()) as lead:
        lead.suggestions.set_mode("off", "everybody")
    desk.move(1)
    desk.move(-1)
    assert desk.suggesting.mode == "off" and desk.suggesting.in_view == ()


def test_nothing_is_shown_from_the_moment_a_round_begins(project: Project) -> None:
    desk = begin(project)
    assert desk.suggesting.in_view
    with Project(project.path, "ana", clock=Clock()) as lead:
        lead.team.sample(Size(articles=1), name="first", round=True)
    desk.move(1)
    desk.move(-1)
    assert desk.suggesting.in_view == ()
    assert "rounds" in desk.suggesting.why_silent()


def test_what_is_written_names_the_order_of_work_that_is_in_force(project: Project) -> None:
    desk = begin(project)
    desk.change_order("shuffled", 7)
    desk.label(LABELS[0])
    assert payload(project)["shown"] == {"order": "shuffled (seed 7)", "probability": 1.0}
