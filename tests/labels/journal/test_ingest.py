"""Decisions from elsewhere beside what the project has: news is taken in, and nothing newer is overridden."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.errors import UsageError
from labels.project import Project
from labels.projections.check import check
from labels.segmentation import CutResult
from labels.sentence import Cut
from tests.labels.making import TEXTS, Clock

EARLIER, LATER = "2024-03-01T09:00:00+00:00", "2031-03-01T10:00:00+01:00"


@pytest.fixture
def sentence(project):
    return next(project.sentences())


def take(project, sentence, status="labelled", labels=("claim",), **said) -> int:
    """How many decisions were news."""
    cuts = tuple(Cut(each.start, each.end, each.paragraph) for each in project.sentences(sentence.article))
    decision = Decision(sentence.start, sentence.end, status, labels, annotator="ana", **said)
    incoming = Incoming(Article(TEXTS[0]), CutResult(cuts, "given", "en", "given 1"), [decision], "jsonl: old.jsonl")
    (done,) = project.ingest([incoming])
    return done.decisions


def test_an_older_decision_never_overrides_a_newer_one(project, sentence):
    project.label(sentence, "quote")
    assert take(project, sentence, at=EARLIER) == 0
    assert project.annotation(sentence).labels == ("quote",)
    assert take(project, sentence, at=LATER) == 1
    assert project.annotation(sentence).labels == ("claim",)


def test_moments_are_compared_not_their_spelling(project, sentence):
    project.label(sentence, "quote")
    now = project.clock.now
    before = (now - timedelta(minutes=1)).isoformat().replace("2024-03-01T09", "2024-03-01T14").replace("+00", "+05")
    assert before > now.isoformat()  # as texts
    assert take(project, sentence, at=before) == 0


def test_what_is_said_already_is_not_said_again(project, sentence):
    project.label(sentence, "claim")
    event = project.annotation(sentence).event
    assert take(project, sentence, at=LATER) == take(project, sentence) == 0
    assert project.annotation(sentence).event == event


@pytest.mark.parametrize("change", ["clear", "undo", "skip"])
def test_a_decision_that_was_taken_back_stays_so(project, sentence, change):
    project.label(sentence, "claim")
    at = project.annotation(sentence).decided_at
    project.undo() if change == "undo" else getattr(project, change)(sentence)
    assert take(project, sentence, at=at) == 0
    assert project.annotation(sentence).labels == ()


def test_notes_and_flags_follow_the_same_rule(project, sentence):
    project.note(sentence, "mine")
    said = {"status": "undecided", "labels": (), "note": "theirs", "flagged": True, "flag_reason": "odd"}
    assert take(project, sentence, at=EARLIER, **said) == 1  # the flag
    assert (project.annotation(sentence).note, project.annotation(sentence).flag_reason) == ("mine", "odd")
    assert take(project, sentence, at=LATER, **said) == 1
    assert project.annotation(sentence).note == "theirs"
    assert take(project, sentence, at=LATER, **said) == 0
    assert check(project.path).problems == []


def test_the_version_of_the_codebook_comes_along(project, sentence):
    assert take(project, sentence, at=EARLIER, codebook_version=2) == 1
    assert project.annotation(sentence).version == 2


def test_an_import_that_fails_leaves_nothing_and_whoever_imports_can_go_on(project, sentence):
    with Project(project.path, "zoe", clock=project.clock) as zoe:
        before = zoe.digest()
        with pytest.raises(UsageError, match="exclude each other"):
            take(zoe, sentence, labels=("fact", "opinion"))
        assert zoe.digest() == before
        project.label(sentence, "claim")  # somebody else takes the numbers that were given back
        zoe.label(sentence, "quote")
        assert zoe.annotation(sentence).labels == ("quote",)
        assert zoe.annotation(sentence, "ana").labels == ("claim",)
    assert check(project.path).problems == []


def test_undo_never_walks_over_an_import(project, sentence):
    project.label(sentence, "quote")
    assert take(project, sentence, at=LATER) == 1
    assert project.undo()
    assert project.annotation(sentence).labels == ("claim",)
    assert not project.undo()


def test_an_older_import_has_no_effect_where_a_newer_decision_arrives_later(project, sentence, tmp_path):
    """Here nothing was known of the newer decision, which was made on another machine."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        project.connection.backup(other)
    with Project(path, "ana", clock=Clock()) as other:
        other.label(sentence, "quote")
    project.clock.now += timedelta(days=1)
    assert take(project, sentence, at=EARLIER) == 1
    assert project.annotation(sentence).labels == ("claim",)
    project.merge(path)
    assert project.annotation(sentence).labels == ("quote",)
    assert check(project.path).problems == []
