"""An answer that was asked for because others differ is no vote of the agreement; it tells of the truth even so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from labels.project import Project
from labels.statistics.agreement import ProjectAgreement
from tests.labels.making import SCHEME, Clock, make_project, use_codebook
from tests.labels.team.copies import copy_of
from tests.labels.team.test_team import texts

Unit = tuple[int, int, int]


@pytest.fixture
def team(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """Ana and ben have all of four articles, and differ on every third sentence."""
    with make_project(tmp_path / "news.db", "lea", clock, texts(20)[3::5]) as lea:
        use_codebook(lea, replace(SCHEME, choose="one"))
        lea.team.make_lead("lea")
        lea.team.assign("ana", "ben", everyone=True)
        for name in ("ana", "ben"):
            with Project(lea.path, name, clock=clock) as coder:
                for number, sentence in enumerate(coder.sentences()):
                    differs = name == "ben" and not number % 3
                    coder.label(sentence, "opinion" if differs else ("claim", "quote")[number % 2])
        yield lea


def conflicts(lea: Project) -> list[Unit]:
    found = lea.find("state:conflict", anyone=True)
    return [(lea.number_of(each.article), each.start, each.end) for each in found]


def break_ties(lea: Project, clock: Clock, label: str = "quote") -> None:
    """Cleo decides all that she has."""
    with Project(lea.path, "cleo", clock=clock) as cleo:
        for held in cleo.team.held():
            if held.span is not None:
                sentence = next(each for each in cleo.sentences(held.id) if (each.start, each.end) == held.span)
                cleo.label(sentence, label)


def figures(found: ProjectAgreement) -> tuple[object, ...]:
    return found.overall(), found.by_label(), found.by_pair(), found.confusion().cells, found.by_codebook()


def test_the_agreement_is_that_of_those_who_were_not_asked_for_it(team: Project, clock: Clock) -> None:
    before = team.agreement()
    differing = conflicts(team)
    team.team.assign_units(differing, "cleo")
    break_ties(team, clock)
    after = team.agreement()
    assert figures(after) == figures(before)
    assert (before.tie_breaks, after.tie_breaks) == (0, len(differing)) and len(differing) > 3
    assert after.tie_breaks_in_words == (
        f"{len(differing)} answers are left out that broke a tie: asked for because others differed."
    )
    assert [len(team.review_of(each).votes) for each in team.find("by:cleo is:decided", anyone=True)][:1] == [3]


def test_the_model_and_the_rules_count_it(team: Project, clock: Clock) -> None:
    team.team.assign_units(conflicts(team), "cleo")
    assert all(each.abstains for each in team.agreement().model().values())
    break_ties(team, clock)
    (model,) = team.agreement().model().values()
    assert set(model.people) == {"ana", "ben", "cleo"}
    said = dict(team.agreement().said(conflicts(team)[:1]))
    assert all("cleo" in names for names in said.values())
    planned = team.settle_by_rule("majority", dry_run=True).planned
    assert any(len(each.unit.votes) == 3 for each in planned.units)


def test_whoever_has_the_article_as_well_would_have_said_it_anyway(team: Project, clock: Clock) -> None:
    team.team.assign_units(conflicts(team), "cleo")
    team.team.assign("cleo", everyone=True)
    break_ties(team, clock)
    assert team.agreement().tie_breaks == 0
    assert "cleo" in team.agreement().marks.people


def test_a_sentence_that_was_given_for_another_reason_is_a_vote(team: Project, clock: Clock) -> None:
    team.team.assign_units(conflicts(team), "cleo", "a second look at every third")
    break_ties(team, clock)
    assert team.agreement().tie_breaks == 0
    assert "cleo" in team.agreement().marks.people


def test_what_was_said_before_it_was_asked_for_is_a_vote(team: Project, clock: Clock, tmp_path: Path) -> None:
    first = next(team.find("state:conflict", anyone=True))
    copy = copy_of(team, tmp_path / "copy.db")
    with Project(copy, "cleo", clock=clock) as cleo:
        cleo.label(first, "fact")
    team.team.assign_units(conflicts(team), "cleo")
    team.merge(copy)
    assert team.agreement().tie_breaks == 0
    assert "cleo" in team.agreement().marks.people


def test_it_is_left_out_of_reliability_data_and_the_card(team: Project, clock: Clock, tmp_path: Path) -> None:
    team.team.assign_units(conflicts(team), "cleo")
    break_ties(team, clock)
    team.export(tmp_path / "data", format="reliability")
    with (tmp_path / "data" / "units.csv").open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["unit", "article", "ana", "ben"] and len(rows) == len(list(team.sentences()))


def test_a_round_is_closed_without_it(team: Project, clock: Clock) -> None:
    from labels.team.sample import Size

    team.team.sample(Size(articles=4), "ana", "ben", name="all", round=True)
    before = team.agreement(round="all")
    team.team.assign_units(conflicts(team), "cleo")
    break_ties(team, clock)
    team.team.close_round("all")
    closed = team.agreement(round="all")
    assert closed.round is not None and closed.round.closed_at is not None
    assert figures(closed)[:4] == figures(before)[:4]
    assert team.check().problems == []
