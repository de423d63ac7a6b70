"""The votes of a project: whose, of what, and which decisions are none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from labels.project import Project
from labels.quality.agreement import Comparison
from labels.quality.marks import Marks
from labels.statistics.votes import votes
from tests.labels.making import SCHEME, use_codebook


def said(project: Project, made_under: Collection[bytes] | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    """The text of each unit, who marked it, and how."""
    texts = dict(project.connection.execute("SELECT article, text FROM article_text"))
    return [
        (texts[n][start:end], row.annotator, row.labels)
        for row in votes(project.connection, made_under)
        for n, start, end in [row.unit]
    ]


def test_decisions_of_everybody_by_sentence(project, clock):
    first, second, *_ = project.sentences()
    project.label(first, "claim", "fact")
    project.skip(second)
    with Project(project.path, "ben", clock=clock) as ben:
        ben.label(first, "claim")
        ben.flag(second)
    found = said(project)
    assert found == [
        (first.text, "ana", ("claim", "fact")),
        (first.text, "ben", ("claim",)),
        (second.text, "ana", ()),
    ]
    agreement = Comparison(Marks(votes(project.connection)), SCHEME).overall()
    assert (agreement.units, agreement.compared, agreement.people) == (2, 1, 2)


def test_what_is_carried_is_no_vote(project):
    first, *_ = project.sentences()
    project.label(first, "claim")
    project.split(first, first.start + 4)
    assert said(project) == []
    half, *_ = project.sentences()
    project.label(half, "quote")
    assert said(project) == [(half.text, "ana", ("quote",))]


def test_a_label_that_was_merged_is_read_as_the_other(project):
    first, *_ = project.sentences()
    project.label(first, "quote")
    labels = [
        replace(each, same_as="claim", retired=True, key=None) if each.id == "quote" else each for each in SCHEME.labels
    ]
    use_codebook(project, replace(SCHEME, labels=tuple(labels)))
    assert said(project) == [(first.text, "ana", ("claim",))]


def test_only_what_was_decided_under_a_codebook(project):
    first, second, *_ = project.sentences()
    project.label(first, "claim")
    before = project.annotation(first).codebook
    use_codebook(project, replace(SCHEME, guidelines="Read twice."))
    project.label(second, "claim")
    after = project.annotation(second).codebook
    assert [text for text, *_ in said(project, {before})] == [first.text]
    assert [text for text, *_ in said(project, {after})] == [second.text]
    assert len(said(project)) == 2
