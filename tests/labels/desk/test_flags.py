"""Flags at the desk: no reason that somebody wrote goes without a word."""

from __future__ import annotations

from labels.desk import Desk
from labels.project import Project


def flags(desk: Desk) -> list[tuple[bool, str]]:
    return [(desk.annotation(row).flagged, desk.annotation(row).flag_reason) for row in range(3)]


def test_a_flag_that_is_taken_off_with_its_reason_says_so(project: Project) -> None:
    desk = Desk(project)
    desk.flag_because("ask the author")
    assert desk.flag().replaced == "Flag and its reason taken off"
    assert flags(desk)[0] == (False, "")
    desk.undo()
    assert flags(desk)[0] == (True, "ask the author")


def test_a_flag_without_a_reason_goes_as_it_came(project: Project) -> None:
    desk = Desk(project)
    desk.flag()
    step = desk.flag()
    assert (step.replaced, step.notice) == ("", "")


def test_flagging_a_run_leaves_flags_with_reasons_as_they_are(project: Project) -> None:
    desk = Desk(project)
    desk.flag_because("ask the author")
    desk.extend(2)
    step = desk.flag()
    assert flags(desk) == [(True, "ask the author"), (True, ""), (True, "")]
    assert (list(step.rows), step.replaced) == ([1, 2], "")
    assert desk.flag().replaced == "3 flags and 1 reason taken off"
    assert flags(desk) == [(False, "")] * 3


def test_a_reason_for_a_run_says_that_it_takes_the_place_of_others(project: Project) -> None:
    desk = Desk(project)
    desk.flag_because("ask the author")
    desk.move(1)
    desk.flag_because("who says so?")
    assert desk.flag_because("who says this?").replaced == "", "its own reason was there to be seen"
    desk.extend(-1)
    desk.extend(1)
    desk.extend(1)
    assert desk.flag_because("all odd").replaced == "1 other reason replaced"
    assert flags(desk)[1:] == [(True, "all odd")] * 2
