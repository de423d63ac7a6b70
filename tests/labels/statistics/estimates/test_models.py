"""Estimates that a run of a model helps with."""

from __future__ import annotations

from labels.project import Project
from labels.statistics.estimates.learnt_from import articles_named
from labels.statistics.estimates.question import ModelAsked
from labels.statistics.estimates.wording import about
from tests.labels.making import Clock
from tests.labels.statistics.estimates.asking import ask, refused
from tests.labels.statistics.estimates.newsroom import AFTER, BEFORE, decide, sample, share, suggest


def test_a_good_model_makes_the_interval_narrower(project):
    suggest(project, BEFORE)
    sample(project, 12)
    alone, helped = ask(project), ask(project, model=ModelAsked("baseline"))
    assert helped.overall.error < 0.6 * alone.overall.error
    assert helped.model is not None and helped.model.why == "it came before any of these articles had a decision"
    assert helped.estimates.weight_of_model > 0.7
    assert abs(helped.overall.figure.value - share(project)) < abs(alone.overall.figure.value - share(project)) + 0.02
    for name in (helped.model.run.hash.hex()[:8], "Base"):
        assert ask(project, model=ModelAsked(name)).overall == helped.overall
    suggest(project, BEFORE, model="baseline, again")
    assert ask(project, model=ModelAsked("baseline")).overall == helped.overall
    assert "Several runs may be “base”" in refused(project, model=ModelAsked("base"))


def test_a_model_that_may_have_learnt_from_the_articles_is_refused(project):
    drawn = sample(project, 12)
    suggest(project, AFTER)
    message = refused(project, model=ModelAsked("baseline"))
    assert "came after 12 articles of these 30 had decisions" in message and "--held-out" in message
    found = ask(project, model=ModelAsked("baseline", held_out=True))
    assert "declared (--held-out)" in " ".join(about(found))
    others = frozenset({"0" * 20})
    assert "among the 1 it learnt from (train.csv)" in " ".join(
        about(ask(project, model=ModelAsked("baseline", learnt_from=others, where="train.csv")))
    )
    learnt = ModelAsked("baseline", learnt_from=frozenset(drawn.articles[:2]), where="train.csv")
    assert "learnt from 2 articles of the 30" in refused(project, model=learnt)
    assert "no run “other”. There are: “baseline” (62617365)" in refused(project, model=ModelAsked("other"))


def test_a_model_of_the_annotators_is_refused(project):
    drawn = sample(project, 12)
    for name in ("ben", "cleo"):
        with Project(project.path, name, clock=Clock()) as desk:
            decide(desk, drawn.articles)
    run, _ = project.keep_annotator_model(project.agreement())
    held_out = ModelAsked(run.model, held_out=True)
    assert "learnt from the labels that it would be used with" in refused(project, model=held_out)


def test_ids_are_found_in_lines_of_any_kind():
    id, other = "0123456789abcdef0123", "a" * 20
    lines = [f'{{"id": "{id}:0-12", "article_id": "{id}"}}', f"{other},claim,The text.", "b" * 64, ""]
    assert articles_named(lines) == {id, other}
