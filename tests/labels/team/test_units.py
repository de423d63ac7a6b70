"""Single sentences given to one person: refused where they spoke of them, counted, put back, packed and merged."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.sentence import Sentence
from tests.labels.making import Clock, make_project
from tests.labels.team.copies import copy_of
from tests.labels.team.test_team import texts

Unit = tuple[int, int, int]


@pytest.fixture
def team(tmp_path: Path, clock: Clock):
    """Articles 0 to 4 with one to five sentences; ana has all, ben the last two."""
    with make_project(tmp_path / "news.db", "ana", clock, texts(5)) as opened:
        opened.team.assign("ana", everyone=True)
        opened.team.assign("ben", everyone=True, query='"of article 3" OR "of article 4"')
        yield opened


def unit(project: Project, sentence: Sentence) -> Unit:
    return project.number_of(sentence.article), sentence.start, sentence.end


def of_article(project: Project, n: int) -> list[Sentence]:
    return list(project.sentences(list(project.articles())[n].id))


def test_they_are_given_with_their_reason_and_are_ones_work(team):
    first, second = of_article(team, 4)[1:3]
    wanted = [unit(team, each) for each in (first, second)]
    planned = team.team.assign_units(wanted, "cleo", "conflict", dry_run=True)
    assert "cleo" not in team.team.figures().members
    assert team.team.assign_units(wanted, "cleo", "conflict") == planned
    assert {name: (each.articles, each.units) for name, each in planned.people.items()} == {"cleo": (0, 2)}
    events = [entry.event for entry in team.log(limit=2)]
    assert [(event.kind, event.start, event.payload["why"]) for event in events] == [
        ("assign", second.start, "conflict"), ("assign", first.start, "conflict"),
    ]  # fmt: skip
    cleo = team.team.figures().members["cleo"]
    assert (cleo.articles, cleo.units, cleo.sentences, cleo.decided, cleo.shared) == (0, 2, 2, 0, 0)
    held = [each for each in team.team.held() if each.key == cleo.key]
    assert [(each.span, each.why, each.begun) for each in held] == [
        ((first.start, first.end), "conflict", False), ((second.start, second.end), "conflict", False),
    ]  # fmt: skip
    assert team.team.assign_units(wanted, "cleo").people == {}, "what somebody has is passed over"
    assert team.check().problems == []


@pytest.mark.parametrize("said", ["label", "clear", "flag", "undo", "neighbour"])
def test_whoever_said_something_of_a_sentence_is_refused(team, said):
    sentence, other = of_article(team, 4)[1:3]
    with Project(team.path, "ben") as ben:
        if said == "flag":
            ben.flag(sentence)
        else:
            ben.label(other if said == "neighbour" else sentence, "claim")
        if said == "clear":
            ben.clear(sentence)
        if said == "undo":
            ben.undo()
    digest = team.digest()
    if said == "neighbour":
        assert team.team.assign_units([unit(team, sentence)], "ben").people["ben"].units == 1
        return
    with pytest.raises(
        UsageError, match=r"article 5 at 33-65: ben said something of this sentence already\. Name some"
    ):
        team.team.assign_units([unit(team, other), unit(team, sentence)], "ben")
    assert team.digest() == digest


def test_somebody_who_is_the_same_as_who_spoke_is_refused(team):
    sentence = of_article(team, 4)[0]
    with Project(team.path, "zoe") as zoe:
        zoe.label(sentence, "claim")
    team.team.same("ben", "zoe")
    with pytest.raises(UsageError, match="ben said something"):
        team.team.assign_units([unit(team, sentence)], "ben")


def test_what_is_no_sentence_and_what_is_no_reason_are_refused(team):
    with pytest.raises(UsageError, match="article 2 at 1-5: there is no such sentence"):
        team.team.assign_units([(2, 1, 5)], "cleo")
    for why in ("", "returned", "\ud800"):
        with pytest.raises(UsageError, match="is no reason"):
            team.team.assign_units([unit(team, of_article(team, 1)[0])], "cleo", why)
    with Project(team.path, "ben") as ben, pytest.raises(UsageError, match="only a lead"):
        ben.team.assign_units([unit(team, of_article(team, 1)[0])], "cleo")


def test_the_article_stays_free_for_dealing_out(tmp_path, clock):
    with make_project(tmp_path / "news.db", "ana", clock, texts(5)) as team:
        sentence = of_article(team, 4)[1]
        team.team.assign_units([unit(team, sentence)], "cleo")
        assert team.team.leads() == ["ana"]
        assert team.team.figures().free == 5
        assert team.team.assign("ben", "dan").articles == 5
        # Who gets the article besides has each sentence once.
        team.team.assign("cleo", everyone=True, query='"of article 4"')
        assert team.team.figures().members["cleo"].sentences == 5


def test_what_is_not_begun_is_put_back(team):
    first, second = of_article(team, 4)[:2]
    team.team.assign_units([unit(team, first), unit(team, second)], "cleo")
    with Project(team.path, "cleo") as cleo:
        cleo.label(first, "claim")
    done = team.team.take_back("cleo")
    assert {name: (each.articles, each.units) for name, each in done.people.items()} == {"cleo": (0, 1)}
    member = team.team.figures().members["cleo"]
    assert (member.units, member.sentences, member.decided, member.elsewhere) == (1, 1, 1, 0)
    assert team.check().problems == []


def test_a_split_leaves_both_halves_a_join_the_whole(team):
    sentence = of_article(team, 4)[1]
    team.team.assign_units([unit(team, sentence)], "cleo")
    team.split(sentence, sentence.start + 9)
    assert team.team.figures().members["cleo"].sentences == 2
    team.undo()
    team.join(of_article(team, 4)[0])
    (held,) = (each for each in team.team.held() if each.why == "tie-break")
    assert held.sentences == team.team.figures().members["cleo"].sentences == 1
    assert team.check().problems == []


def test_a_pack_has_the_whole_article_and_counts_the_sentences(team, tmp_path):
    sentences = of_article(team, 4)
    team.team.assign_units([unit(team, each) for each in sentences[1:3]], "cleo")
    made = team.pack("cleo", tmp_path / "cleo.copydesk")
    assert (made.articles, made.sentences, made.decided) == (1, 2, 0)
    with Project.open(made.path) as pack:
        assert len(list(pack.sentences())) == 5
        assert [each.span for each in pack.team.held()] == [(each.start, each.end) for each in sentences[1:3]]
        pack.label(sentences[2], "quote")
    team.merge(made.path)
    assert team.annotation(sentences[2], "cleo").labels == ("quote",)
    assert team.team.figures().members["cleo"].decided == 1


def test_what_several_leads_gave_merges_to_one_state_in_any_order(team, tmp_path):
    team.team.make_lead("zoe")
    team.team.make_lead("lea")
    sentences = of_article(team, 4)
    names = {"ana": "cleo", "zoe": "dan", "lea": "cleo"}
    for lead in names:
        copy_of(team, tmp_path / f"{lead}.db")
    for number, (lead, person) in enumerate(names.items()):
        with Project(tmp_path / f"{lead}.db", lead, clock=Clock(step=1 + number)) as project:
            project.team.assign_units([unit(project, each) for each in sentences[number : number + 2]], person)
            if lead == "zoe":
                project.split(sentences[1], sentences[1].start + 9)
    found = []
    for order in permutations(names):
        path = tmp_path / f"{'-'.join(order)}.db"
        shutil.copy(tmp_path / f"{order[0]}.db", path)
        with Project(path, order[0]) as project:
            project.merge(*(tmp_path / f"{other}.db" for other in order[1:]))
            assert project.check().problems == []
            found.append(
                (project.digest(), [(each.id, each.span, each.key, each.sentences) for each in project.team.held()])
            )
    assert all(each == found[0] for each in found)
