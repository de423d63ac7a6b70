"""Merging: what is new is taken over from files and archives, told, and shown; what was here stays."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.journal.event import Act
from labels.journal.suggestions import Run, runs, suggestions_for
from labels.merging import merge_files, merge_in_words
from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import Checked, check
from labels.projections.people import person_named
from labels.segmentation import CutResult
from labels.sentence import Cut
from labels.values.progress import Progress
from tests.examples import default_cases
from tests.labels.making import SCHEME, TEXTS, Clock, make_project, use_codebook


@pytest.fixture
def other(tmp_path: Path, project: Project) -> Iterator[Project]:
    """A copy of the project on another machine, where ben sits."""
    path = copied(project, tmp_path / "other.db")
    with Project(path, "ben", clock=Clock()) as opened:
        yield opened


def copied(project: Project, path: Path) -> Path:
    """A copy of a project's file as it is now."""
    with closing(sqlite3.connect(path)) as target:
        project.connection.backup(target)
    return path


def dump(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All tables that a person could look into, byte for byte."""
    rows = project.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: project.connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in rows}


def first(project: Project, row: int = 0):
    return list(project.sentences())[row]


def test_what_the_other_decided_shows_and_is_told(project, other):
    project.label(first(project), "claim")
    for row in (0, 1):
        other.label(first(other, row), "quote")
    other.add("A text of the other machine. With two sentences.")
    result = merge_files(project, [other.path])
    merged = result.merged
    assert (merged.articles, merged.sentences, merged.texts) == (1, 2, 1)
    assert merged.decisions == {"ben": 2}
    assert merged.events == 5  # ben, two labels, an article and how it is cut
    assert (merged.recut, merged.waiting, merged.codebooks, merged.future, merged.unknown) == ([], 0, 1, 0, 0)
    assert project.annotation(first(project)).labels == ("claim",)
    assert project.annotation(first(project), "ben").labels == ("quote",)
    assert merge_in_words(result) == [
        "Merged 5 new events, 1 new article (2 sentences).",
        "Decisions: ben 2.",
        f"The project as it was before: {result.copy}",
    ]
    assert project.check() == Checked([])
    again = merge_files(project, [other.path])
    assert again.merged.is_empty and again.copy is None
    assert merge_in_words(again) == ["Nothing is new: everything was here already."]


def test_a_dry_run_tells_the_same_and_changes_nothing(project, other):
    other.label(first(other), "quote")
    other.split(first(other), 11)
    other.add("Another text.")
    before, files = dump(project), sorted(project.path.parent.iterdir())
    would = merge_files(project, [other.path], dry_run=True)
    assert dump(project) == before
    assert sorted(project.path.parent.iterdir()) == files
    assert would.copy is None
    assert merge_in_words(would, dry_run=True)[0].startswith("Would bring ")
    project.label(first(project, 5), "claim")  # the journal goes on as if nothing had been
    done = merge_files(project, [other.path])
    assert done.merged == would.merged
    assert project.check() == Checked([])


def test_a_merge_that_is_cancelled_leaves_all_as_it_was(project, other):
    for row in (0, 5):
        other.label(first(other, row), "quote")
    before, files = dump(project), sorted(project.path.parent.iterdir())

    def cancel(done: int, total: int | None) -> None:
        if done == total == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_files(project, [other.path], progress=Progress(cancel))

    def cancel_at_once(path: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_files(project, [other.path], looked=cancel_at_once)
    assert dump(project) == before
    assert sorted(project.path.parent.iterdir()) == files
    project.label(first(project), "claim")
    assert merge_files(project, [other.path]).merged.decisions == {"ben": 2}


def test_the_copy_made_before_is_the_project_as_it_was(project, other):
    project.label(first(project), "claim")
    other.label(first(other), "quote")
    before, digest = dump(project), project.digest()
    copy = merge_files(project, [other.path]).copy
    assert copy is not None and copy.name.startswith("news.before-merge-2024") and copy.suffix == ".db"
    with Project(copy, "ana", write=False) as saved:
        assert dump(saved) == before
        assert saved.digest() == digest
    assert check(copy) == Checked([])
    other.label(first(other, 1), "quote")
    project.clock.now -= timedelta(seconds=project.clock.step)  # two in one second
    second = merge_files(project, [other.path]).copy
    assert second is not None and second != copy and copy.exists()


def test_no_copy_is_made_where_none_is_wanted(project, other):
    other.label(first(other), "quote")
    assert merge_files(project, [other.path], copy=False).copy is None
    assert not list(project.path.parent.glob("*before-merge*"))


@pytest.mark.parametrize("count", default_cases([9, 20], 0))
@pytest.mark.parametrize("archives", [False, True])
def test_many_files_at_once_in_any_order(project, tmp_path, count, archives):
    paths = []
    for number in range(count):
        path = copied(project, tmp_path / f"copy-{number}.db")
        with Project(path, f"person {number}", clock=Clock()) as each:
            each.label(first(each, number % 8), "claim")
            if archives and number % 2:
                path = tmp_path / f"copy-{number}.zip"
                each.export(path, format="archive")
        paths.append(path)
    random.Random(count).shuffle(paths)
    heard: list[Path] = []
    would = merge_files(project, paths, dry_run=True)
    merged = merge_files(project, paths, looked=heard.append).merged
    assert merged == would.merged
    assert heard == paths
    assert merged.decisions == {f"person {number}": 1 for number in range(count)}
    assert project.annotators() == sorted(f"person {number}" for number in range(count))
    assert project.check() == Checked([])
    assert merge_files(project, paths).merged.is_empty


def test_a_file_may_be_named_twice(project, other):
    other.label(first(other), "quote")
    assert merge_files(project, [other.path, other.path]).merged.decisions == {"ben": 1}


def test_an_event_about_an_article_that_is_not_here_waits_for_its_text(project, other, tmp_path):
    other.add("A text that comes late. Two sentences.")
    other.label(first(other, 8), "claim")
    other.flag(first(other, 9))
    path = copied(other, tmp_path / "without-text.db")
    with closing(sqlite3.connect(path)) as part:
        part.execute("DELETE FROM article_text WHERE article = 4")
        part.commit()
    result = merge_files(project, [path])
    assert (result.merged.articles, result.merged.waiting) == (0, 1)
    assert "1 decision in the project waits: sentences have other boundaries here, or articles are missing." in (
        merge_in_words(result)
    )
    assert len(list(project.articles())) == 3
    assert project.check() == Checked([], waiting=1)
    result = merge_files(project, [other.path])
    assert (result.merged.events, result.merged.texts, result.merged.articles) == (0, 1, 1)
    assert merge_in_words(result)[0] == "Merged 1 new article (2 sentences)."
    assert project.annotation(first(project, 8), "ben").labels == ("claim",)
    assert project.annotation(first(project, 9), "ben").flagged
    assert project.check() == Checked([])


def test_a_text_waits_for_its_segmentation(project, other, tmp_path):
    other.add("A text that comes early.")
    other.label(first(other), "claim")
    path = part_of(other, tmp_path / "text.db", "kind IN ('annotator', 'codebook')")
    result = merge_files(project, [path])
    assert (result.merged.texts, result.merged.articles) == (1, 0)
    assert len(list(project.articles())) == 3
    assert project.check() == Checked([])
    merge_files(project, [other.path])
    assert [row.n for row in project.articles()] == [1, 2, 3, 4]
    assert project.digest() == other.digest()


def part_of(project: Project, path: Path, condition: str) -> Path:
    """A copy with only the events for which a condition holds."""
    copied(project, path)
    with closing(sqlite3.connect(path)) as part:
        part.execute("DROP TRIGGER journal_is_never_deleted")
        part.execute(f"DELETE FROM journal WHERE NOT ({condition})")
        part.commit()
    return path


def test_an_undo_may_arrive_before_its_action(project, other, tmp_path):
    other.label(first(other), "claim")
    other.label(first(other, 1), "claim")
    other.undo()
    merge_files(project, [part_of(other, tmp_path / "undo.db", "kind = 'undo'")])
    assert not project.annotation(first(project, 1), "ben").decided
    merge_files(project, [other.path])
    assert [project.annotation(first(project, row), "ben").decided for row in (0, 1)] == [True, False]
    assert project.check() == Checked([])
    other.redo()
    merge_files(project, [other.path])
    assert project.annotation(first(project, 1), "ben").decided
    assert project.digest() == other.digest()


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


def test_events_of_unknown_kinds_are_kept_and_counted(project, other, tmp_path):
    other.label(first(other), "claim")
    with closing(sqlite3.connect(other.path)) as later:
        columns = 'at, person, sitting, article, start, "end", layer, codebook, payload, undoes'
        later.execute(
            f"INSERT INTO journal (id, action, kind, {columns}) SELECT x'01f90b2fa0007000a000000000000001',"
            f" x'01f90b2fa0007000a000000000000001', 'hologram', {columns} FROM journal WHERE kind = 'label'"
        )
        later.commit()
    result = merge_files(project, [other.path])
    assert result.merged.unknown == 1
    assert "1 event of kinds that this version does not know; they are kept and have no effect." in merge_in_words(
        result
    )
    assert project.check() == Checked([], unknown=1)
    assert project.digest() == other.digest()
    with Project(tmp_path / "new.db", "zoe", begin=False) as new:
        project.export(tmp_path / "all.zip", format="archive")
        merge_files(new, [tmp_path / "all.zip"])
        assert new.digest() == other.digest()


def test_events_from_the_future_are_told(project, other):
    other.clock.now += timedelta(days=400)
    other.label(first(other), "claim")
    result = merge_files(project, [other.path])
    assert result.merged.future == 2
    assert "2 events from the future: the clock of a machine was wrong." in merge_in_words(result)
    later = project.label(first(project), "quote")
    newest = project.connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    assert later.id == newest
    assert project.annotation(first(project)).decided_at.startswith("2024-03-01")


def test_a_desk_that_is_open_shows_what_arrived(project, other):
    from labels.desk import Desk

    with Project(project.path, "ana", clock=Clock()) as at_the_desk:
        desk = Desk(at_the_desk)
        desk.label("claim")
        version = at_the_desk.data_version()
        other.split(first(other), 11)
        other.label(first(other, 3), "quote")
        merge_files(project, [other.path])
        assert at_the_desk.data_version() != version
        assert [sentence.text for sentence in at_the_desk.sentences()][:2] == ["The bridge", "is closed."]
        assert at_the_desk.annotation(first(at_the_desk, 3), "ben").labels == ("quote",)
        desk.skip()
        desk.settle()
    assert project.check() == Checked([])


def test_a_project_without_anything_takes_over_everything(project, tmp_path):
    project.label(first(project), "claim")
    with Project(tmp_path / "new.db", "zoe", clock=Clock(), begin=False) as new:
        result = merge_files(new, [project.path])
        assert result.copy is None  # of what?
        assert new.digest() == project.digest()
        assert new.codebook == project.codebook
        assert new.annotators() == ["ana"]
        new.label(first(new), "quote")
        assert new.check() == Checked([])


def test_what_two_machines_export_after_a_merge_is_the_same_to_the_byte(project, other, tmp_path):
    project.label(first(project), "claim")
    other.label(first(other), "quote")
    other.split(first(other, 1), 30)
    merge_files(project, [other.path])
    merge_files(other, [project.path])
    for name, format in (("a.jsonl", None), ("a.zip", "archive")):
        written = []
        for each in (project, other):
            each.export(tmp_path / name, format=format)
            written.append((tmp_path / name).read_bytes())
            shutil.move(tmp_path / name, tmp_path / "before")
        assert written[0] == written[1]
