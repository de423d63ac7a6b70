"""Estimates in a project: the share, and which articles were drawn out of which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labels.errors import UsageError
from labels.journal.event import Act
from labels.project import Project
from labels.statistics.estimates.question import ModelAsked
from labels.statistics.estimates.wording import about, remarks
from labels.team.random_order import in_random_order, probability_so_far
from tests.labels.making import Clock
from tests.labels.statistics.estimates.asking import ask, refused
from tests.labels.statistics.estimates.newsroom import BEFORE, article, decide, sample, share, suggest


def test_a_share_is_that_of_the_sample_and_stands_for_the_articles_it_was_drawn_from(project):
    drawn = sample(project, 12)
    found = project.estimate("label:claim")
    assert found.overall.figure.value == pytest.approx(share(project, drawn.articles))
    assert (found.selection.articles, len(found.selection.drawn), found.beyond) == (30, 12, 0)
    assert found.rests.decided == found.rests.sentences == drawn.sentences
    assert found.rests.people == ("ana",)
    by_source = {each.group: each for each in ask(project, by="source").groups}
    for source, each in by_source.items():
        assert each.figure.value == pytest.approx(share(project, drawn.articles, source))
    assert sum(each.basis.articles for each in by_source.values()) == 12


def test_a_base_can_ask_for_labels_and_for_the_text(project):
    drawn = sample(project, 12)
    assert ask(project, of="is:labelled").overall.figure.value == 1
    first = ask(project, of='"gate 0"')
    assert first.overall.basis.of == 12
    assert first.rests.decided == 12
    assert ask(project, "is:skipped").overall.figure.value == pytest.approx(1 - share(project, drawn.articles))
    assert ask(project, "label:claim or is:skipped").overall.figure.value == 1
    assert ask(project, "label:claim -closed").overall.figure.value == 0


def test_articles_that_came_later_are_not_spoken_of(project):
    sample(project, 12)
    project.add(article(31))
    found = ask(project)
    assert (found.selection.articles, found.beyond) == (30, 1)
    assert found.selection.everything is not None
    assert any("1 article of the project could not be drawn" in line for line in remarks(found))


def test_samples_of_the_same_articles_are_one(project):
    one, two = sample(project, 8, "one"), sample(project, 9, "two")
    assert "several samples" in refused(project)
    found = ask(project, samples=("one", "two"))
    both = tuple({*one.articles, *two.articles})
    ((stratum,),) = (found.selection.strata,)
    assert (len(stratum.drawn), stratum.articles) == (len(both), 30)
    assert found.overall.figure.value == pytest.approx(share(project, both))


def test_samples_of_different_articles_are_strata(project):
    one, two = sample(project, 4, "one", "source:gazette"), sample(project, 6, "two", "source:courier")
    found = ask(project, samples=("one", "two"))
    assert {(each.name, len(each.drawn), each.articles) for each in found.selection.strata} == {
        ("one", 4, 10),
        ("two", 6, 20),
    }
    parts = [(10 / 4, one), (20 / 6, two)]
    lengths = {row.id: row.sentences for row in project.articles()}
    sentences = sum(weight * sum(lengths[id] for id in drawn.articles) for weight, drawn in parts)
    claims = sum(weight * share(project, drawn.articles) * drawn.sentences for weight, drawn in parts)
    assert found.overall.figure.value == pytest.approx(claims / sentences)
    assert "2 strata (4 of 10 from one; 6 of 20 from two)" in " ".join(about(found))


def test_samples_that_overlap_are_taken_apart(project):
    sample(project, 12, "all")
    for n in range(31, 41):
        project.add(article(n))
    sample(project, 20, "later")
    strata = {each.name: each for each in ask(project, samples=("all", "later")).selection.strata}
    assert {name: each.articles for name, each in strata.items()} == {"all and later": 30, "later": 10}
    assert all(set(each.drawn) <= each.everything for each in strata.values())


def test_articles_of_which_none_was_drawn_are_named(project):
    sample(project, 12, "first")
    new = project.add(article(31))
    assert new not in sample(project, 3, "second").articles
    assert "None of 1 article that only “second” could draw was drawn" in refused(project, samples=("first", "second"))
    assert ask(project, samples=("second",)).selection.articles == 31


def test_a_sample_of_articles_that_are_not_here_is_refused(project):
    drawn = sample(project, 12)
    other = replace(drawn, name="other", articles=(*drawn.articles[:-1], "0" * 20))
    project.journal.record([Act("setting", payload={"key": "sample:elsewhere", "value": other.as_record()})])
    assert "1 article cannot be found" in refused(project, samples=("other",))


def test_a_sample_that_its_articles_do_not_give_again_is_not_taken_at_its_word(project):
    drawn = sample(project, 12)
    chosen = tuple(row.id for row in project.articles())[:12]
    decide(project, chosen)
    picked = replace(drawn, name="picked", articles=chosen)
    project.journal.record([Act("setting", payload={"key": "sample:picked", "value": picked.as_record()})])
    assert ask(project, samples=("picked",)).selection.everything is None


def test_a_sample_of_what_labels_select_stands_alone(project):
    decide(project, tuple(row.id for row in project.articles())[:20])
    sample(project, 8, "claims", "label:claim")
    sample(project, 8, "all")
    suggest(project, BEFORE)
    found = ask(project, samples=("claims",))
    assert found.selection.everything is None and found.beyond is None and found.overall.figure.interval is not None
    assert "cannot be put together" in refused(project, samples=("claims", "all"))
    held_out = ModelAsked("baseline", held_out=True)
    assert "cannot speak for the others" in refused(project, samples=("claims",), model=held_out)


def test_nothing_is_estimated_without_a_draw(project):
    decide(project, tuple(row.id for row in project.articles())[:12])
    assert refused(project).startswith("No selection probability was kept")
    assert "There is no sample “pilot”" in refused(project, samples=("pilot",))


def test_what_is_decided_whole_is_counted(project):
    everything = tuple(row.id for row in project.articles())
    decide(project, everything[:20])
    with Project(project.path, "ben", clock=Clock()) as ben:
        decide(ben, everything[20:])
    found = ask(project)
    assert found.selection.is_count and found.overall.error == 0
    assert found.overall.figure.interval.low == found.overall.figure.value == pytest.approx(share(project))
    assert "nothing is estimated" in " ".join(about(found))
    assert refused(project, labels="ana").startswith("No selection probability")


def test_the_beginning_of_a_shuffled_order_is_a_sample(project):
    order = in_random_order([row.id for row in project.articles()], 7)
    decide(project, tuple(order[:10]))
    assert refused(project).startswith("No selection probability")
    found = ask(project, shuffled=7)
    assert (len(found.selection.drawn), found.selection.articles) == (10, 30)
    project.work_order().choose("shuffled", 7)
    assert ask(project).overall == found.overall
    started = next(project.sentences(order[10]))
    project.skip(started)
    assert ask(project).overall == found.overall  # the article one is in
    project.skip(next(project.sentences(order[14])))
    assert "was not followed: 1 article behind" in refused(project)
    assert "was not followed" in refused(project, shuffled=8)
    assert "not both" in refused(project, shuffled=7, samples=("pilot",))


def test_the_order_of_work_is_the_random_order(project):
    project.work_order().choose("shuffled", 7)
    ids = {row.n: row.id for row in project.articles()}
    assert [ids[n] for n in project.work_order().beyond(0)] == in_random_order(ids.values(), 7)


def test_the_first_of_an_order_have_the_probability_of_a_sample_of_so_many():
    assert probability_so_far(10, 40) == 0.25
    assert probability_so_far(40, 40) == 1
    for place in (0, 41):
        with pytest.raises(ValueError, match="no place"):
            probability_so_far(place, 40)


def test_months_have_a_trend_and_groups_are_compared(project):
    sample(project, 20)
    found = ask(project, by="month")
    names = [each.group for each in found.groups]
    assert names == ["2026-01", "2026-02", "2026-03", "2026-04", "(none)"]
    assert found.trend is not None and found.trend.figure.interval is not None
    assert {each.other for each in found.differences("2026-01")} == {"2026-01"}
    assert len(found.differences()) == 4
    with pytest.raises(UsageError, match="no group “2027”"):
        found.differences("2027")
    assert ask(project, by="year").trend.figure.undefined
    assert [each.group for each in ask(project, by="desk").groups] == ["desk 0", "desk 1"]
    assert ask(project, by="source").trend is None
    assert "No article has “party” in its metadata" in refused(project, by="party")


def test_a_group_of_which_nothing_was_drawn_is_named(project):
    drawn = sample(project, 3)
    found = ask(project, by="month")
    months = {
        row.published[:7] if row.published else "(none)" for row in project.articles() if row.id in drawn.articles
    }
    assert set(found.unseen) == {"2026-01", "2026-02", "2026-03", "2026-04", "(none)"} - months
    assert any("No article was drawn of" in line for line in remarks(found)) == bool(found.unseen)
