"""Boundaries mended by one while another labels: what is carried, what comes back, what stays on file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.errors import MovedError, UsageError
from labels.journal.event import Act
from labels.journal.history import history_of
from labels.project import Project
from labels.projections.check import Checked, check
from labels.projections.rebuild import rebuild
from labels.sqlite.connection import writing
from labels.values.viewer import THE_FILE
from tests.labels.journal.projections import projections
from tests.labels.making import Clock


@pytest.fixture
def ana(project: Project) -> Iterator[Project]:
    yield project
    assert check(project.path).problems == []


@pytest.fixture
def bo(ana: Project, clock: Clock) -> Iterator[Project]:
    with Project(ana.path, "bo", clock=clock) as other:
        yield other


def said(project: Project, who: str, rows: int = 3) -> list[str]:
    """What somebody says of the first sentences, such as "claim" or "~claim" (carried)."""
    found = []
    for sentence in list(project.sentences())[:rows]:
        here = project.annotation(sentence, who)
        found.append("~" * here.carried + ("+".join(here.labels) or ("skip" if here.decided else "-")))
    return found


def texts(project: Project, rows: int = 3) -> list[str]:
    return [sentence.text for sentence in list(project.sentences())[:rows]]


def one(project: Project, row: int = 0) -> str:
    return list(project.sentences())[row].id


def test_both_halves_inherit_everybodys_annotations_until_they_are_confirmed(ana: Project, bo: Project) -> None:
    bo.label(one(bo), "claim", "quote")
    bo.flag(one(bo), reason="two things")
    bo.note(one(bo), "split?")
    ana.split(one(ana), 11)
    assert texts(ana)[:2] == ["The bridge", "is closed."]
    assert said(ana, "bo", 2) == ["~claim+quote", "~claim+quote"]
    assert said(ana, "ana", 2) == ["-", "-"]
    assert [ana.annotation(one(ana, row), "bo").note for row in (0, 1)] == ["split?", "split?"]
    assert bo.progress().labelled == 2
    bo.label(one(bo, 1), "quote")
    assert said(ana, "bo", 2) == ["~claim+quote", "quote"]


@pytest.mark.parametrize("row", [0, 1])
def test_what_was_said_of_a_half_goes_with_the_split_and_comes_back_with_it(
    ana: Project, bo: Project, row: int
) -> None:
    bo.label(one(bo), "claim")
    ana.split(one(ana), 11)
    half = one(bo, row)
    bo.label(half, "quote")
    bo.note(half, "only this half")
    ana.undo()
    assert said(bo, "bo") == ["claim", "-", "-"]
    n, *span = place(bo, one(bo))
    entries = history_of(bo.connection, n, (span[0], span[1]), THE_FILE)
    assert [entry.event.kind for entry in entries] == ["label", "split", "label", "note"]
    assert [entry.in_force for entry in entries] == [True, False, True, True]
    assert [entry.waits for entry in entries] == [False, False, True, False]
    assert check(ana.path) == Checked([], waiting=1)
    ana.redo()
    assert said(bo, "bo") == [["quote", "~claim", "-"], ["~claim", "quote", "-"]][row]
    assert check(ana.path) == Checked([])
    assert bo.annotation(half).note == "only this half"


def test_a_split_of_a_half_is_void_while_the_half_is_gone(ana: Project, bo: Project) -> None:
    ana.split(one(ana), 11)
    bo.split(one(bo, 1), 14)
    bo.skip(one(bo, 2))
    whole = texts(ana)
    assert whole == ["The bridge", "is", "closed."]
    ana.undo()
    assert texts(ana, 1) == ["The bridge is closed."]
    assert check(ana.path).problems == []
    bo.label(one(bo), "fact")
    ana.redo()
    assert texts(ana) == whole
    assert said(ana, "bo") == ["~fact", "~fact", "~fact"]  # said later, and of the whole
    bo.undo()
    assert said(ana, "bo") == ["-", "-", "skip"]
    bo.undo()
    bo.undo()
    assert texts(ana, 2) == ["The bridge", "is closed."]
    ana.undo()
    assert texts(ana, 1) == ["The bridge is closed."]


def test_a_join_of_what_is_split_again_is_void_too(ana: Project, bo: Project) -> None:
    ana.split(one(ana), 11)
    bo.join(one(bo, 1))
    joined = texts(ana, 2)
    assert joined == ["The bridge", "is closed. “It will stay closed,” he said."]
    bo.label(one(bo, 1), "quote")
    ana.undo()
    assert texts(ana, 2) == ["The bridge is closed.", "“It will stay closed,” he said."]
    assert said(ana, "bo", 2) == ["-", "~quote"]  # of the two parts, only this one lies within what was labelled
    ana.redo()
    assert texts(ana, 2) == joined
    assert said(ana, "bo", 2) == ["-", "quote"]


def test_a_decision_by_somebody_who_had_not_heard_of_the_split_reaches_both_parts(ana: Project, bo: Project) -> None:
    whole = next(bo.sentences())
    ana.split(whole, 11)
    with pytest.raises(UsageError, match="has no sentence at 0-21"):
        bo.label(whole, "claim")
    act = Act("label", bo.number_of(whole.article), whole.start, whole.end, {"labels": ["claim"]})
    with pytest.raises(MovedError, match="has no sentence at 0-21 any more"):
        bo.journal.record([act])
    with writing(bo.connection):
        bo.journal._append([act], bo.clock())  # as if it came from another file
    assert said(ana, "bo", 2) == ["~claim", "~claim"]
    bo.undo()
    assert said(ana, "bo", 2) == ["-", "-"]


def test_what_is_brought_back_when_its_sentence_is_gone_waits_for_it(ana: Project, bo: Project) -> None:
    ana.split(one(ana), 11)
    bo.label(one(bo), "claim")
    bo.undo()
    ana.undo()
    bo.redo()
    assert said(ana, "bo", 1) == ["-"]
    assert check(ana.path) == Checked([], waiting=1)
    ana.redo()
    assert said(ana, "bo", 2) == ["claim", "-"]


def test_a_flag_on_a_whole_that_was_split_meanwhile_leaves_the_decisions_on_its_parts(
    ana: Project, bo: Project
) -> None:
    whole = next(bo.sentences())
    ana.split(whole, 11)
    bo.label(one(bo), "claim", seconds=2.5)
    with writing(bo.connection):
        bo.journal._append([Act("flag", 1, whole.start, whole.end, {"on": True, "reason": "odd"})], bo.clock())
    here = [bo.annotation(one(bo, row)) for row in (0, 1)]
    assert [(each.flag_reason, each.carried, each.seconds) for each in here] == [
        ("odd", False, 2.5),
        ("odd", False, None),
    ]


def test_a_decision_on_the_whole_is_not_overruled_by_older_ones_on_its_parts(ana: Project, bo: Project) -> None:
    """Both parts were decided where the split stood; then the whole; then one part once more."""
    parts = [Act("label", 1, *span, {"labels": ["quote"]}) for span in ((0, 10), (11, 21))]
    with writing(bo.connection):
        bo.journal._append(parts, bo.clock())
    assert said(ana, "bo", 1) == ["~quote"]
    bo.label(one(bo), "claim")
    with writing(bo.connection):
        bo.journal._append([Act("label", 1, 0, 10, {"labels": ["quote"]})], bo.clock())
    assert said(ana, "bo", 1) == ["claim"]
    assert check(ana.path) == Checked([], waiting=1)


def test_a_join_keeps_what_both_sides_agree_on(ana: Project, bo: Project) -> None:
    ana.label(one(ana), "claim", "quote")
    ana.label(one(ana, 1), "quote", "fact")
    bo.skip(one(bo))
    bo.label(one(bo, 1), "claim")
    bo.note(one(bo), "left")
    bo.flag(one(bo, 1), reason="right")
    ana.join(one(ana))
    assert said(ana, "ana", 1) == ["~quote"]
    assert said(ana, "bo", 1) == ["-"]
    here = ana.annotation(one(ana), "bo")
    assert (here.note, here.flagged, here.flag_reason) == ("left", True, "right")
    ana.undo()
    assert said(ana, "ana", 2) == ["claim+quote", "fact+quote"]
    assert said(ana, "bo", 2) == ["skip", "claim"]


@pytest.mark.parametrize(("row", "why"), [(1, "the last of its paragraph"), (3, "the last of its paragraph")])
def test_a_join_across_paragraphs_is_refused_with_a_reason(ana: Project, row: int, why: str) -> None:
    before = ana.connection.execute("SELECT count(*) FROM journal").fetchone()
    with pytest.raises(UsageError, match=why):
        ana.join(one(ana, row))
    assert ana.connection.execute("SELECT count(*) FROM journal").fetchone() == before


def test_an_example_is_in_the_codebook_until_it_is_undone_and_survives_a_restart(ana: Project, bo: Project) -> None:
    text = texts(ana)[0]
    ana.add_example(one(ana), "claim")
    ana.add_example(one(ana, 1), "claim", counter=True)
    ana.add_example(one(ana), "claim")  # twice is once
    bo.reread_codebook()
    claim = bo.codebook.label("claim")
    assert (claim.examples, claim.counter_examples) == ((text,), (texts(ana)[1],))
    assert bo.codebook_version == ana.codebook_version
    ana.split(one(ana), 11)
    while ana.undo():
        pass
    bo.reread_codebook()
    assert bo.codebook.label("claim").examples == ()
    while ana.redo():
        pass
    bo.reread_codebook()
    assert bo.codebook.label("claim") == claim


def test_the_check_names_what_the_full_text_index_lacks_or_has_too_much(ana: Project) -> None:
    (n,) = ana.connection.execute("SELECT min(rowid) FROM sentence_words").fetchone()
    forget = "INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', ?, ?)"
    with writing(ana.connection):
        ana.connection.execute(forget, (n, texts(ana)[0]))
        ana.connection.execute("INSERT INTO sentence_words (rowid, text) VALUES (?, 'stray')", (n + 3,))
    problems = check(ana.path).problems
    with writing(ana.connection):
        ana.connection.execute(forget, (n + 3, "stray"))
        ana.connection.execute("INSERT INTO sentence_words (rowid, text) VALUES (?, ?)", (n, texts(ana)[0]))
    assert problems == [
        "article number 1: what begins at 0 is missing from the full-text index",
        "article number 1: what begins at 3 is in the full-text index, but is no sentence",
    ]


def place(project: Project, sentence: str) -> tuple[int, int, int]:
    """The article's number and the span of a sentence."""
    article, span = sentence.split(":")
    start, end = span.split("-")
    return project.number_of(article) or 0, int(start), int(end)


def test_a_rebuilt_project_is_the_same(ana: Project, bo: Project, tmp_path: Path) -> None:
    """Emptied and folded anew in place."""
    ana.split(one(ana), 11)
    bo.label(one(bo, 1), "claim")
    bo.join(one(bo))
    ana.undo()
    ana.split(one(ana, 1), 40)

    before = projections(ana.connection)
    with writing(ana.connection):
        rebuild(ana.connection)
    assert projections(ana.connection) == before


def test_an_export_is_the_same_to_the_byte_after_everything_was_undone_and_redone(
    ana: Project, bo: Project, tmp_path: Path
) -> None:
    def exported() -> bytes:
        ana.export(tmp_path / "out.jsonl")
        return (tmp_path / "out.jsonl").read_bytes()

    for n, project in enumerate((ana, bo)):
        for row in range(n, 8):
            project.label(one(project, row), "claim" if row % 2 else "quote", seconds=1.5)
    before = exported()
    begun = len(list(ana.connection.execute("SELECT id FROM journal")))
    ana.split(one(ana), 11)
    ana.join(one(ana, 1))
    bo.split(one(bo, 2), 62)
    ana.label(one(ana), "opinion")
    bo.skip(one(bo, 1))
    after = exported()
    assert after != before
    undone = [sum(iter(project.undo, False)) for project in (ana, bo)]
    assert exported() == b""
    assert [sum(iter(project.redo, False)) for project in (ana, bo)] == undone
    assert exported() == after
    assert len(list(ana.connection.execute("SELECT id FROM journal"))) == begun + 5 + 2 * sum(undone)


def test_who_becomes_somebody_else_goes_on_as_that_one(ana: Project, bo: Project) -> None:
    ana.label(one(ana), "claim")
    bo.label(one(bo, 1), "quote")
    keys = {who: ana.connection.execute("SELECT key FROM person WHERE key LIKE ?", (f"{who}~%",)).fetchone()[0]
            for who in ("ana", "bo")}  # fmt: skip
    bo.journal.record([Act("annotator", payload={"who": keys["bo"], "same_as": keys["ana"]})])
    bo.label(one(bo, 2), "fact")
    assert said(ana, "ana") == ["claim", "quote", "fact"]
    assert ana.annotators() == ["ana"]
    assert ana.progress().labelled == 3
    assert bo.undo() and bo.undo()
    assert said(ana, "ana") == ["claim", "-", "-"]
