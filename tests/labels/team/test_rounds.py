"""The agreement of a closed round is that of the decisions of its moment, whatever is decided, cut or merged later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.statistics.agreement import ProjectAgreement
from labels.team.sample import Size
from tests.labels.making import SCHEME, Clock, make_project, use_codebook
from tests.labels.team.copies import copy_of
from tests.labels.team.test_team import texts


@pytest.fixture
def pilot(tmp_path: Path, clock: Clock):
    """A round of two of four articles of four sentences each, on which ana and ben differ once."""
    with make_project(tmp_path / "news.db", "ana", clock, texts(24)[3::5][:4]) as ana:
        use_codebook(ana, replace(SCHEME, choose="one"))
        ana.team.sample(Size(articles=2), "ana", "ben", name="pilot", round=True)
        with Project(ana.path, "ben", clock=clock) as ben:
            for number, sentence in enumerate(ana.sentences()):
                ana.label(sentence, "claim" if number % 2 else "quote")
                ben.label(sentence, "claim" if number % 2 or number % 4 == 2 else "quote")
        yield ana


def figures(found: ProjectAgreement) -> tuple[object, ...]:
    return found.overall(), found.by_label(), found.by_pair(), found.confusion().cells, sorted(found.marks.units)


def test_what_is_decided_later_changes_nothing(pilot, clock):
    open_now = pilot.agreement(round="pilot")
    assert open_now.round.closed_at is None and "it is open" in open_now.round.in_words()
    assert open_now.overall().units == 8 < pilot.agreement().overall().units
    pilot.team.close_round("pilot")
    closed = pilot.agreement(round="pilot")
    assert figures(closed) == figures(open_now)
    assert (closed.round.votes, closed.round.missing) == (16, 0)
    of_round = set(pilot.team.samples()["pilot"].articles)
    inside = [each for each in pilot.sentences() if each.article in of_round]
    pilot.label(inside[0], "opinion")
    pilot.clear(inside[1])
    pilot.skip(inside[2])
    pilot.split(inside[3], inside[3].start + 9)
    with Project(pilot.path, "ben", clock=clock) as ben:
        ben.undo()
        ben.label(inside[4], "fact")
    with Project(pilot.path, "cleo", clock=clock) as cleo:
        cleo.label(inside[5], "claim")
    later = pilot.agreement(round="pilot")
    assert figures(later) == figures(closed)
    assert later.by_codebook() == closed.by_codebook() and len(closed.by_codebook()) == 1
    assert pilot.agreement().overall() != closed.overall()
    assert pilot.check().problems == []


def test_labels_are_compared_by_the_codebook_of_that_moment(pilot):
    pilot.team.close_round("pilot")
    closed = pilot.agreement(round="pilot")
    merged = [
        replace(each, same_as="claim", retired=True, key=None) if each.id == "quote" else each
        for each in pilot.codebook.labels
    ]
    use_codebook(pilot, replace(pilot.codebook, labels=tuple(merged)))
    later = pilot.agreement(round="pilot")
    assert figures(later) == figures(closed)
    assert later.overall().ac1 == closed.overall().ac1
    assert pilot.agreement().overall().percent.value == 1.0


def test_every_copy_that_has_the_round_has_its_figures(pilot, tmp_path, clock):
    pilot.team.make_lead("ben")
    before = tmp_path / "before.db"
    copy_of(pilot, before)
    pilot.team.close_round("pilot")
    closed = figures(pilot.agreement(round="pilot"))
    # Ben closed it apart, after more was decided: the earlier counts in every copy.
    with Project(before, "ben", clock=clock) as ben:
        ben.label(next(ben.sentences()), "opinion")
        ben.team.close_round("pilot")
        pilot.merge(before)
        ben.merge(pilot.path)
        assert figures(ben.agreement(round="pilot")) == figures(pilot.agreement(round="pilot")) == closed
        assert ben.digest() == pilot.digest()


def test_a_pack_does_not_have_what_others_decided(pilot, tmp_path):
    pilot.team.close_round("pilot")
    pilot.pack("ben", tmp_path / "ben.copydesk")
    with Project.open(tmp_path / "ben.copydesk") as pack:
        assert pack.team.samples()["pilot"].closed
        with pytest.raises(UsageError, match="decisions that the round “pilot” was closed with are not in this file"):
            pack.agreement(round="pilot")
    pilot.pack("ana", tmp_path / "ana.copydesk")
    with Project.open(tmp_path / "ana.copydesk") as pack:
        found = pack.agreement(round="pilot")
        assert (found.round.missing, found.overall().people) == (8, 1)
        assert "8 of them are not in this file" in found.round.in_words()


def test_what_cannot_be_is_refused(pilot):
    with pytest.raises(UsageError, match="there is no round “other”"):
        pilot.agreement(round="other")
    with pytest.raises(UsageError, match="compared as a whole"):
        pilot.agreement("label:claim", round="pilot")
