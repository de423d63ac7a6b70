"""Estimates rest on labels: whose count, what has to be decided, and what is no label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labels.project import Project
from labels.query.errors import QueryError
from labels.statistics.estimates.question import ModelAsked
from labels.statistics.estimates.wording import remarks
from tests.labels.making import Clock, use_codebook
from tests.labels.statistics.estimates.asking import ask, refused
from tests.labels.statistics.estimates.newsroom import BEFORE, decide, sample, settle, share, suggest


def test_only_sentences_on_which_something_depends_have_to_be_decided(project):
    drawn = sample(project, 8, label=False)
    for id in drawn.articles:
        first = next(project.sentences(id))
        project.label(first, "claim")
    assert "not decided" in refused(project)
    assert ask(project, 'label:claim "gate 0"').overall.basis.has == 8
    assert ask(project, of='"gate 0"').overall.figure.value == 1


def test_what_is_not_decided_is_refused_with_its_number(project):
    drawn = sample(project, 12)
    first, second = list(project.sentences(drawn.articles[0]))[:2]
    project.clear(first)
    assert "of the sample “pilot”, 1 sentence is not decided, in 1 article, and" in refused(project)
    project.skip(first)
    assert ask(project).overall.figure.value is not None
    project.split(second, second.start + 7)
    message = refused(project)  # nobody decided the halves
    assert "2 sentences are not decided, in 1 article (2 of them only carried over by a split or join)" in message


def test_whose_labels_count(project):
    drawn = sample(project, 12)
    with Project(project.path, "ben", clock=Clock()) as ben:
        decide(ben, drawn.articles)
        some = [each for each in ben.sentences(drawn.articles[0]) if "open" in each.text][:2]
        for each in some:
            ben.label(each, "claim")
    truth = share(project, drawn.articles)
    assert f"{len(some)} sentences are decided differently by several people" in refused(project)
    assert ask(project, labels="ana").overall.figure.value == pytest.approx(truth)
    more = len(some) / drawn.sentences
    assert ask(project, labels="ben").overall.figure.value == pytest.approx(truth + more)
    assert ask(project, labels="average").overall.figure.value == pytest.approx(truth + more / 2)
    assert ask(project, "label:quote").overall.figure.value == 0  # on that they agree
    for each in some:
        settle(project, each, "quote")
    assert ask(project).overall.figure.value == pytest.approx(truth)
    assert ask(project, "label:quote").overall.figure.value == pytest.approx(more)
    assert "not decided" in refused(project, labels="gold")
    assert "Nobody in this project" in refused(project, labels="cleo")


def test_gold_that_is_in_question_is_refused(project):
    drawn = sample(project, 12)
    sentence = next(project.sentences(drawn.articles[0]))
    settle(project, sentence, "quote")
    ask(project)
    with Project(project.path, "ben", clock=Clock()) as ben:
        ben.label(sentence, "fact")
    assert "1 sentence is in question again that had gold" in refused(project)


def test_decisions_with_a_suggestion_in_view_are_told(project):
    drawn = sample(project, 12)
    first = next(project.sentences(drawn.articles[0]))
    project.label(first, "claim", suggested=("claim", 0.9))
    assert any(line.startswith("1 sentence of ") and "in view" in line for line in remarks(ask(project)))


def test_labels_that_were_merged_count_as_one(project):
    drawn = sample(project, 12)
    labels = [
        replace(each, same_as="quote", key=None) if each.id == "claim" else each for each in project.codebook.labels
    ]
    use_codebook(project, replace(project.codebook, labels=tuple(labels)))
    assert ask(project, "label:quote").overall.figure.value == pytest.approx(share(project, drawn.articles))


@pytest.mark.parametrize(
    "query", ["near:claim", "by:ana label:claim", "is:flagged", "note:unsure label:claim", "seconds:>3", "is:undecided"]
)
def test_what_is_no_label_is_not_estimated(project, query):
    with pytest.raises(QueryError, match="an estimate asks for labels"):
        ask(project, query)


@pytest.mark.parametrize("query", ["closed", "source:gazette", ""])
def test_what_needs_no_label_is_counted_elsewhere(project, query):
    with pytest.raises(QueryError, match="list --count"):
        ask(project, query)


def test_who_is_no_lead_estimates_from_their_own_labels(project):
    drawn = sample(project, 12)
    with Project(project.path, "ben", clock=Clock()) as ben:
        decide(ben, drawn.articles)
        ben.label(next(ben.sentences(drawn.articles[0])), "fact")
        project.team.make_lead()
        for labels in ("agreed", "average", "ben"):
            assert ask(ben, "label:fact", labels=labels).overall.basis.has == 1
            assert ask(ben, labels=labels).rests.people == ("ben",)
        assert "only leads read what “ana” said" in refused(ben, labels="ana")
        assert "only leads read gold" in refused(ben, labels="gold")
        suggest(project, BEFORE)
        assert "may have learnt from labels that only leads read" in refused(ben, model=ModelAsked("baseline"))
        assert ask(ben, model=ModelAsked("baseline", held_out=True)).model is not None
    with Project(project.path, "cleo", clock=Clock()) as cleo:
        assert "not decided" in refused(cleo)
    assert "decided differently" in refused(project, "label:fact")
