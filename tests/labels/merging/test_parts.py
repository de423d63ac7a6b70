"""Merging journals that come in parts, too early, or from a later version: what is missing is waited for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from labels.merging import merge_files, merge_in_words
from labels.project import Project
from labels.projections.check import Checked
from tests.labels.merging.copies import copied, first


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
