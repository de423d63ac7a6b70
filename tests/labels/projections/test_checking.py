"""The check of a project file finds what was changed behind the journal's back, and changes nothing."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from labels.errors import ProjectError
from labels.projections.check import check
from tests.labels.making import SCHEME, make_project, use_scheme


@pytest.fixture
def path(tmp_path):
    """A project with every kind of act in it, sound."""
    path = tmp_path / "news.db"
    with make_project(path) as project:
        sentences = list(project.sentences())
        for sentence in sentences[:5]:
            project.label(sentence, "claim", "fact", seconds=1.25, suggested=("quote", 0.5))
        project.skip(sentences[5])
        project.flag(sentences[5], reason="odd")
        project.note(sentences[6], "Why? 😀")
        project.clear(sentences[0])
        project.undo()
        project.undo()
        project.redo()
        use_scheme(project, SCHEME)
    assert check(path).problems == []
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM mark WHERE note <> ''", "is missing, by the journal"),
        ("UPDATE mark SET seconds = 9 WHERE status = 'labelled'", "is not in the journal"),
        ("UPDATE mark SET note = 'Because.' WHERE note <> ''", "is not in the journal"),
        ("DELETE FROM mark_label WHERE label = 'fact'", "mark_label: "),
        ("INSERT INTO mark_label SELECT 'quote', article, start, stop, annotator FROM mark", "mark_label: "),
        ("UPDATE progress SET labelled = labelled + 1", "progress: "),
        ("DELETE FROM progress", "progress: "),
        ("UPDATE action SET undone_by = NULL", "action: "),
        ("UPDATE scheme SET record = '{}' WHERE version = 2", "scheme: "),
        ("DELETE FROM scheme WHERE version = 3", "scheme: "),
        ("UPDATE article_text SET text = replace(text, 'bridge', 'brigde')", "is not the one it was imported with"),
        ("UPDATE article SET sentences = 7", "sentences, not 7 as counted"),
        ("UPDATE sentence SET start = start - 3 WHERE article = 3 AND start = 32", "does not fit its neighbours"),
        ("UPDATE sentence SET start = start + 3 WHERE article = 3 AND start = 32", "does not fit its neighbours"),
        ("UPDATE sentence SET stop = stop + 1 WHERE article = 3 AND start = 32", "does not fit its neighbours"),
        ("UPDATE sentence SET stop = stop - 1 WHERE article = 3 AND start = 32", "belongs to no sentence"),
        ("DELETE FROM sentence WHERE article = 2", "a row points at nothing in sentence"),
        ("DELETE FROM article WHERE n = 2", "a row points at nothing in article"),
        ("DELETE FROM article_text WHERE article = 2", "has no text"),
        ("UPDATE event SET payload = '{}' WHERE kind = 'note'", "journal: an event holds what no event can say"),
        ("UPDATE event SET payload = 'x' WHERE kind = 'note'", "journal: an event holds what no event can say"),
        ("UPDATE event SET payload = replace(payload, 'claim', 'quote')", "is not in the journal"),
        ("DELETE FROM event WHERE kind = 'undo'", "is not in the journal"),
        ("UPDATE event SET action = 'x' WHERE kind = 'skip'", "belongs to an action x that is not in the journal"),
    ],
)
def test_what_was_changed_behind_the_journal_is_found(path, change, said):
    tamper(path, change)
    before = path.read_bytes()
    try:
        problems = check(path)
    except ProjectError as error:
        problems = [str(error)]
    assert any(said in problem for problem in problems), problems
    assert all(len(problem.splitlines()) == 1 and len(problem) < 250 for problem in problems)
    assert path.read_bytes() == before


def tamper(path, change):
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER event_is_never_changed")
        other.execute("DROP TRIGGER event_is_never_deleted")
        other.execute(change)
        assert other.total_changes
        other.commit()


def test_a_flipped_bit_never_brings_the_check_down(path):
    sound = path.read_bytes()
    found = 0
    for seed in range(60):
        draw = random.Random(seed)
        flipped = bytearray(sound)
        flipped[draw.randrange(100, len(flipped))] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        try:
            found += bool(check(path))
        except ProjectError:
            found += 1
    assert found  # most bits of so small a file lie in free room


def test_long_rows_are_cut_short(path):
    tamper(path, f"UPDATE mark SET note = '{'x' * 500}'")
    assert all(len(problem) < 160 for problem in check(path))
