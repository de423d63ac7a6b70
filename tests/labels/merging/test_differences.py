"""Merging what was done apart: undo, codebooks, boundaries, suggestions and names."""

from __future__ import annotations

from datetime import timedelta

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.journal.event import Act
from labels.journal.suggestions import Run, runs, suggestions_for
from labels.merging import merge_files, merge_in_words
from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import Checked
from labels.projections.people import person_named
from labels.segmentation import CutResult
from labels.sentence import Cut
from tests.labels.making import SCHEME, TEXTS, Clock, make_project, use_codebook
from tests.labels.merging.copies import copied, first


def test_a_merge_is_never_undone_and_undo_goes_on_where_it_was(project, other, tmp_path):
    project.label(first(project), "claim")
    elsewhere = copied(project, tmp_path / "elsewhere.db")
    with Project(elsewhere, "ana", clock=Clock()) as at_home:  # the same person on another machine
        at_home.label(first(at_home, 1), "quote")
    merge_files(project, [elsewhere])
    assert project.annotation(first(project, 1)).labels == ("quote",)
    assert project.undo()
    assert not project.annotation(first(project)).decided
    assert not project.undo()
    assert project.annotation(first(project, 1)).labels == ("quote",)


def test_a_codebook_that_arrives_is_the_one_that_is_decided_under(project, other):
    project.label(first(project), "claim")
    use_codebook(other, SCHEME.__class__(labels=SCHEME.labels[:3], choose="many"))
    merge_files(project, [other.path])
    event = project.label(first(project, 1), "claim")
    assert event.codebook == codebooks.current_event(project.connection) == codebooks.current_event(other.connection)
    assert project.annotation(first(project)).codebook != event.codebook


def test_codebooks_made_apart_are_to_be_settled(project, other):
    for each, title in ((project, "Here"), (other, "There")):
        use_codebook(each, SCHEME.__class__(labels=SCHEME.labels, choose="many", title=title))
    result = merge_files(project, [other.path])
    assert result.merged.codebooks == 2
    assert "2 codebooks to settle: copydesk codebook show." in merge_in_words(result)
    merge_files(other, [project.path])
    assert project.codebook == other.codebook
    use_codebook(project, SCHEME)
    assert merge_files(other, [project.path]).merged.codebooks == 1
    assert other.codebooks_to_settle() == []


def test_sentences_that_were_cut_otherwise_are_told_with_what_is_carried(project, other):
    project.label(first(project), "claim")
    other.split(first(other), 11)
    other.join(first(other, 3))
    result = merge_files(project, [other.path])
    (row, _, _) = project.articles()
    assert result.merged.recut == [(row.id, 2)]
    assert "1 article has other sentences than before, with 2 carried decisions, to be confirmed." in (
        merge_in_words(result)
    )
    assert [project.annotation(first(project, n)).carried for n in (0, 1)] == [True, True]


def test_suggestions_are_merged_by_run(project, other):
    suggest(project, b"a" * 32, "claim")
    for hash, label in ((b"a" * 32, "quote"), (b"b" * 32, "quote"), (b"c" * 32, "fact")):
        suggest(other, hash, label)
    result = merge_files(project, [other.path])
    assert result.merged.suggestions == 3  # a run never changes, but may come in parts
    assert merge_in_words(result)[0] == "Merged 1 new event, 3 new suggestions."  # ben is new
    assert [(run.hash[:1], count) for run, _, count in runs(project.connection)] == [(b"a", 2), (b"b", 1), (b"c", 1)]
    found = [(run.hash[:1], each.label) for run, each in suggestions_for(project.connection, 1)]
    assert found == [(b"a", "claim"), (b"a", "quote"), (b"b", "quote"), (b"c", "fact")]
    assert merge_files(project, [other.path]).merged.is_empty
    suggest(other, b"d" * 32, "fact")
    assert merge_in_words(merge_files(project, [other.path], copy=False)) == ["Merged 1 new suggestion."]


def suggest(project: Project, hash: bytes, label: str) -> None:
    """Import a file in which a model suggests a label for the first sentence."""
    cut = CutResult((Cut(0, 21, 0),), "given", "en", "given 1")
    decision = Decision(0, 21, "undecided", suggested_label=label, suggested_score=0.5)
    project.ingest([Incoming(Article(TEXTS[0]), cut, [decision], "jsonl: model.jsonl", Run(hash, "model"))])


def test_two_people_of_one_name_are_told_apart_in_the_order_of_their_registration(tmp_path):
    paths = [tmp_path / f"{number}.db" for number in range(3)]
    for number, path in enumerate(paths):
        clock = Clock()
        clock.now += timedelta(days=3 - number)  # the last file was begun first
        with make_project(path, "ana", clock) as each:
            each.label(first(each), ("claim", "quote", "fact")[number])
    with Project(paths[0], "ana") as project:
        result = merge_files(project, paths[1:])
        assert result.merged.clashes == ("ana",)
        assert "Several people are called ana; they are numbered, as in “ana (2)”." in merge_in_words(result)
        assert project.annotators() == ["ana", "ana (2)", "ana (3)"]
        said = {name: project.annotation(first(project), name).labels for name in project.annotators()}
        assert said == {"ana": ("fact",), "ana (2)": ("quote",), "ana (3)": ("claim",)}
        keys = dict(project.connection.execute("SELECT n, key FROM person"))
        one, two = (keys[person_named(project.connection, name)] for name in ("ana", "ana (2)"))
        project.journal.record([Act("annotator", payload={"who": two, "same_as": one})])
        assert project.annotators() == ["ana", "ana (2)"]
        assert project.annotation(first(project), "ana").labels == ("quote",)  # said later, by id
        assert project.check() == Checked([])
