"""The team of a project: leads, work dealt out and put back, who is one person, and what a merge makes of it all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.team.sample import Size
from tests.labels.making import SCHEME, Clock, make_project, use_codebook


def texts(number: int, begin: int = 0) -> tuple[str, ...]:
    """Articles of one to five sentences."""
    return tuple(
        " ".join(f"Sentence {k} of article {n} is here." for k in range(1 + n % 5))
        for n in range(begin, begin + number)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    make_project(path, "ana", texts=texts(20)).close()
    return path


@pytest.fixture
def team(path: Path, clock: Clock):
    with Project(path, "ana", clock=clock) as opened:
        yield opened


def held(project: Project) -> set[tuple[str, str]]:
    """Who has which article, by id and key."""
    return set(
        project.connection.execute(
            "SELECT id, key FROM assigned JOIN article ON article.n = assigned.article"
            " JOIN person ON person.n = assigned.person"
        )
    )


def test_every_article_goes_to_one_of_them_and_whoever_deals_becomes_lead(team):
    done = team.team.assign("ana", "ben", "cleo")
    assert (done.articles, done.several, done.free, done.lead) == (20, 0, 0, "ana")
    assert len(held(team)) == 20
    assert sum(each.sentences for each in done.people.values()) == 60
    assert {each.sentences for each in done.people.values()} == {20}
    found = team.team.figures()
    assert list(found.members) == ["ana", "ben", "cleo"]
    assert [each.role for each in found.members.values()] == ["lead", "annotator", "annotator"]
    assert [each.sentences for each in found.members.values()] == [20, 20, 20]
    assert (found.free, found.shared) == (0, 0)
    assert team.check().problems == []


def test_each_assignment_is_an_event_for_one_article_and_one_person(team):
    team.team.assign("ana", "ben", overlap=2)
    payloads = [entry.event.payload for entry in team.log(limit=200) if entry.event.kind == "assign"]
    assert len(payloads) == 40
    assert {payload["why"] for payload in payloads} == {"overlap"}
    assert all(isinstance(payload["to"], str) and payload["on"] for payload in payloads)


def test_later_articles_are_nobodys_until_they_are_dealt_out_too(team):
    team.team.assign("ana", "ben", overlap=2, share=0.4, seed=5)
    before = held(team)
    for text in texts(10, begin=100):
        team.add(text)
    found = team.team.figures()
    assert (found.free, found.free_sentences) == (10, 30)
    done = team.team.assign("ana", "ben", overlap=2, share=0.4)
    assert (done.articles, done.free, done.seed) == (10, 0, 5)
    assert before < held(team)
    assert len({article for article, _ in held(team) - before}) == 10
    assert team.team.assign("ana", "ben").articles == 0


def test_a_dry_run_writes_nothing_and_says_what_would_be(team):
    digest = team.digest()
    planned = team.team.assign("ana", "ben", overlap=2, share=0.3, seed=9, dry_run=True)
    assert team.digest() == digest
    assert team.team.leads() == []
    done = team.team.assign("ana", "ben", overlap=2, share=0.3, seed=9)
    assert (planned.people, planned.several) == (done.people, done.several)


def test_a_query_selects_articles(team):
    done = team.team.assign("ben", query='"of article 7"')
    assert (done.articles, done.free) == (1, 0)
    assert team.team.figures().free == 19


def test_everyone_gets_what_they_do_not_have(team):
    team.team.assign("ben", query='"of article 7"')
    done = team.team.assign("ben", "cleo", everyone=True)
    assert {name: each.articles for name, each in done.people.items()} == {"ben": 19, "cleo": 20}
    assert team.team.figures().shared == 20
    again = team.team.assign(everyone=True)
    assert {name: each.articles for name, each in again.people.items()} == {"ana": 20}


def test_what_is_not_begun_is_put_back(team):
    team.team.assign("ana", "ben")
    with Project(team.path, "ben") as ben:
        mine = [article for article in ben.articles() if (article.id, key_of(ben, "ben")) in held(ben)]
        ben.label(next(ben.sentences(mine[0].id)), "claim")
        ben.flag(next(ben.sentences(mine[1].id)))
    before = held(team)
    planned = team.team.take_back("ben", dry_run=True)
    assert held(team) == before
    done = team.team.take_back("ben")
    assert planned == done
    assert done.free == done.articles == len(mine) - 2
    assert {article for article, who in held(team) if who == key_of(team, "ben")} == {mine[0].id, mine[1].id}
    assert team.annotation(next(team.sentences(mine[0].id)), "ben").labels == ("claim",)
    assert team.team.assign("cleo").articles == len(mine) - 2
    assert team.check().problems == []


def key_of(project: Project, name: str) -> str:
    return project.team.figures().members[name].key


def test_the_desk_does_not_undo_what_was_dealt_out(team):
    sentence = next(team.sentences())
    team.label(sentence, "claim")
    team.team.assign("ana", "ben")
    before = held(team)
    assert team.undo()
    assert held(team) == before
    assert not team.annotation(sentence).decided


def test_what_else_holds_for_the_project_changes_no_assignment(team):
    team.team.assign("ana", "ben")
    before = held(team)
    team.add_example(next(team.sentences()), "claim")
    assert team.undo()
    assert team.redo()
    use_codebook(team, SCHEME)
    assert held(team) == before
    team.team.make_lead("ben")
    assert held(team) == before
    assert team.check().problems == []


def test_two_who_deal_out_at_once_give_no_article_twice(team):
    team.team.make_lead("zoe")
    with Project(team.path, "zoe") as zoe:
        plans = zoe.journal.record_as_found

        def beaten(plan):
            with Project(team.path, "zoe") as faster:
                faster.team.assign("ben")
            return plans(plan)

        zoe.journal.record_as_found = beaten  # type: ignore[method-assign]
        done = zoe.team.assign("cleo")
    assert done.articles == 0
    assert len(held(team)) == 20


def test_figures_of_what_is_done(team):
    article = next(iter(team.articles()))
    team.label(next(team.sentences(article.id)), "claim")
    other = list(team.articles())[1]
    team.team.assign("ana", query='"of article 0"')
    team.label(next(team.sentences(other.id)), "quote")
    ana = team.team.figures().members["ana"]
    assert (ana.articles, ana.sentences, ana.decided, ana.elsewhere, ana.shared) == (1, 1, 1, 1, 0)
    assert ana.last_seen is not None


# -- leads --------------------------------------------------------------------------------------------------


def test_only_leads_deal_out_once_there_is_one(team):
    assert team.team.make_lead("maria") == "maria"
    assert team.team.leads() == ["maria"]
    for act in (
        lambda: team.team.make_lead(),
        lambda: team.team.assign("ana"),
        lambda: team.team.take_back("ana"),
        lambda: team.team.same("ana", "maria"),
        lambda: team.team.sample(Size(articles=1)),
    ):
        with pytest.raises(UsageError, match="only a lead can do this: maria"):
            act()
    with Project(team.path, "maria") as maria:
        maria.team.make_lead("ana")
    assert team.team.leads() == ["ana", "maria"]
    assert team.team.make_lead() == "ana"


def test_the_codebook_stays_in_force_whoever_is_the_first_lead(team):
    with Project(team.path, "zoe") as zoe:
        use_codebook(zoe, SCHEME.__class__(labels=SCHEME.labels[:2], choose="one"))
        before = zoe.codebook
        assert zoe.team.make_lead("ana") == "ana"
        assert zoe.codebook == before
        assert zoe.codebooks_to_settle() == []
    team.reread_codebook()
    assert team.codebook == before
    assert team.check().problems == []
    with Project(team.path, "ana") as ana:
        use_codebook(ana, SCHEME)
        assert ana.codebook.labels == SCHEME.labels


def test_a_person_of_two_keys_is_one(tmp_path, team):
    shutil.copy(team.path, tmp_path / "bens.db")
    with Project(tmp_path / "bens.db", "ben", clock=Clock()) as bens:
        bens.label(next(bens.sentences()), "claim")
    team.team.assign("ana", "ben")
    team.merge(tmp_path / "bens.db")
    assert {"ben", "ben (2)"} < set(team.team.figures().members)
    before = team.team.figures()
    assert team.team.same("ben", "ben (2)") == "ben"
    members = team.team.figures().members
    assert set(members) == {"ana", "ben"}
    assert members["ben"].articles == before.members["ben"].articles + before.members["ben (2)"].articles
    assert members["ben"].decided + members["ben"].elsewhere == 1
    with pytest.raises(UsageError, match="are one person already"):
        team.team.same("ben", "ben")
    with pytest.raises(UsageError, match="there is no annotator “bob”"):
        team.team.same("ben", "bob")
    with Project(team.path, "ben (2)") as again:
        assert again.annotator == "ben"
    assert team.check().problems == []


def test_who_is_registered_and_did_nothing_comes_over_by_an_archive(tmp_path, team):
    team.team.assign("ben", "cleo")
    team.export(tmp_path / "all.zip", format="archive")
    with Project(tmp_path / "new.db", "zoe", begin=False) as new:
        new.merge(tmp_path / "all.zip")
        assert set(new.team.figures().members) >= {"ana", "ben", "cleo"}
        assert held(new) == held(team)
        assert new.digest() == team.digest()
        assert new.check().problems == []


@pytest.mark.parametrize("people", [(), ("",), ("  ",), ("ben", "a\ud800b")])
def test_work_for_nobody_is_refused_and_makes_nobody_a_lead(team, people):
    with pytest.raises(UsageError):
        team.team.assign(*people)
    with pytest.raises(UsageError, match="An overlap of 3"):
        team.team.assign("ben", "cleo", overlap=3)
    with pytest.raises(UsageError, match="cannot be drawn from 20 articles"):
        team.team.sample(Size(articles=21), "ben")
    assert team.team.leads() == []


# -- samples and rounds ---------------------------------------------------------------------------------------


def test_a_sample_is_kept_and_given_to_all_who_are_named(team):
    sample = team.team.sample(Size(sentences=15), "ben", "cleo")
    assert (sample.name, sample.probability, sample.of) == ("sample 1", 0.25, 20)
    assert team.team.samples() == {"sample 1": sample}
    assert {article for article, _ in held(team)} == set(sample.articles)
    assert len(held(team)) == 2 * len(sample.articles)
    assert team.team.leads() == ["ana"]
    assert team.team.sample(Size(articles=2), dry_run=True).name == "sample 2"
    assert len(team.team.samples()) == 1
    # The rest goes to one each; what is in the sample has its people already.
    assert team.team.assign("ben", "cleo").articles == 15


def test_a_round_stays_as_it_is(team):
    begun = team.team.sample(Size(articles=5), name="pilot", round=True)
    for text in texts(5, begin=50):
        team.add(text)
    with pytest.raises(UsageError, match="there is a sample “pilot” already"):
        team.team.sample(Size(articles=5), name="pilot", round=True)
    closed = team.team.close_round("pilot")
    assert closed == begun.as_closed()
    assert team.team.samples() == {"pilot": closed}
    with pytest.raises(UsageError, match="is closed already"):
        team.team.close_round("pilot")
    with pytest.raises(UsageError, match="there is no round “other”"):
        team.team.close_round("other")


def test_rounds_of_one_name_that_two_began_apart_are_two(tmp_path, team):
    team.team.make_lead()
    shutil.copy(team.path, tmp_path / "other.db")
    one = team.team.sample(Size(articles=5), name="pilot", round=True)
    with Project(tmp_path / "other.db", "ana", clock=Clock()) as other:
        two = other.team.sample(Size(articles=7), name="pilot", round=True)
    team.merge(tmp_path / "other.db")
    assert sorted(team.team.samples()) == ["pilot", "pilot (2)"]
    assert {each.articles for each in team.team.samples().values()} == {one.articles, two.articles}


def test_a_lead_selects_by_what_anybody_said(project: Project) -> None:
    with Project(project.path, "ben") as ben:
        ben.label(next(ben.sentences()), "claim")
    project.team.make_lead()
    assert project.team.assign("ben", query="label:claim").articles == 1
    with Project(project.path, "ben") as ben, pytest.raises(UsageError):
        ben.team.lengths("by:ana")
