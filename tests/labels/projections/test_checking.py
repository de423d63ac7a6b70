"""The check of a project file finds what was changed behind the journal's back, and changes nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from labels.errors import ProjectError
from labels.projections.check import check
from labels.projections.work import catch_up
from labels.sqlite.connection import connect, writing
from tests.examples import default_cases
from tests.labels.making import SCHEME, make_project, use_codebook


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A project with every kind of act in it, sound."""
    path = tmp_path_factory.mktemp("sound") / "news.db"
    with make_project(path) as project:
        sentences = list(project.sentences())
        for sentence in sentences[:5]:
            project.label(sentence, "claim", "fact", seconds=1.25, suggested=("quote", 0.5))
        project.skip(sentences[5])
        project.flag(sentences[5], reason="odd")
        project.note(sentences[6], "Why? 😀")
        project.add_example(sentences[6], "claim")
        project.clear(sentences[0])
        project.undo()
        project.undo()
        project.redo()
        use_codebook(project, SCHEME)
    assert check(path).problems == []
    return path


@pytest.fixture
def path(sound, tmp_path):
    """A copy of it."""
    return shutil.copy(sound, tmp_path / "news.db")


@pytest.mark.parametrize(
    ("change", "said"),
    default_cases(
        [
            ("DELETE FROM annotation WHERE note <> ''", "annotation: "),
            ("DELETE FROM annotation WHERE note <> ''", "is missing, by the journal"),
            ("UPDATE annotation SET seconds = 9 WHERE status = 'labelled'", "is not in the journal"),
            ("UPDATE annotation SET note = 'Because.' WHERE note <> ''", "is not in the journal"),
            ("UPDATE annotation SET codebook = x'00' WHERE status = 'skipped'", "is not in the journal"),
            ("DELETE FROM annotation_label WHERE label = 'fact'", "annotation_label: "),
            (
                "INSERT INTO annotation_label SELECT 'quote', article, start, \"end\", person FROM annotation",
                "annotation_label: ",
            ),
            ("UPDATE progress SET labelled = labelled + 1", "progress: "),
            ("DELETE FROM progress", "progress: "),
            ("UPDATE codebook SET record = '{}' WHERE number = 2", "codebook: "),
            ("DELETE FROM codebook WHERE number = 3", "codebook: "),
            ("UPDATE codebook SET in_force = 1 - in_force", "codebook: "),
            ("DELETE FROM example", "example: "),
            ("UPDATE team SET name = 'eve'", "team: "),
            ("INSERT INTO waiting VALUES (1, 0, 5, 0, 1, x'00')", "waiting: "),
            ("INSERT INTO gold_state VALUES (1, 0, 21, 'settled')", "gold_state: "),
            ("UPDATE article_text SET text = replace(text, 'bridge', 'brigde')", "is not the one that came in"),
            ("UPDATE article SET sentences = 7", "article: "),
            ("UPDATE article SET title = 'Another'", "article: "),
            ("UPDATE sentence SET start = start - 3 WHERE article = 3 AND start = 32", "sentence: "),
            ('UPDATE sentence SET "end" = "end" + 1 WHERE article = 3 AND start = 32', "sentence: "),
            ("UPDATE sentence SET paragraph = 9 WHERE article = 3 AND start = 32", "sentence: "),
            ("DELETE FROM sentence WHERE article = 2", "sentence: "),
            ("DELETE FROM article WHERE n = 2", "a row points at nothing in article"),
            ("DELETE FROM article_text WHERE article = 2", "article: "),
            ("DELETE FROM sitting", "a row points at nothing in sitting"),
            ("UPDATE journal SET payload = '{}' WHERE kind = 'note'", "its text is no text"),
            ("UPDATE journal SET payload = 'x' WHERE kind = 'note'", "its payload is no JSON"),
            ("UPDATE journal SET payload = '[]' WHERE kind = 'note'", "what no event can say"),
            ("UPDATE journal SET payload = '{}' WHERE kind = 'codebook'", "what no event can say"),
            (
                "UPDATE journal SET payload = replace(payload, '\"fact\"', '\"opinion\"') WHERE kind = 'label'",
                "is not in the journal",
            ),
            ("UPDATE journal SET id = x'0102' WHERE kind = 'skip'", "is no UUID of version 7"),
            ("UPDATE journal SET start = 0 - start - 1 WHERE kind = 'skip'", "has a span that is not valid"),
            ("DELETE FROM journal WHERE kind = 'undo'", "is not in the journal"),
            ("DELETE FROM journal WHERE kind = 'segment' AND article = 1", "is not in the journal"),
        ],
        0,
        7,
        14,
        21,
        28,
        unpack=True,
    ),
)
def test_what_was_changed_behind_the_journal_is_found(path, change, said):
    tamper(path, change)
    before = path.read_bytes()
    try:
        problems = check(path).problems
    except ProjectError as error:
        problems = [str(error)]
    assert any(said in problem for problem in problems), problems
    assert all(len(problem.splitlines()) == 1 and len(problem) < 250 for problem in problems)
    assert path.read_bytes() == before


def tamper(path, change):
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER journal_is_never_changed")
        other.execute("DROP TRIGGER journal_is_never_deleted")
        other.execute(change)
        assert other.total_changes
        other.commit()


def count_all(path):
    """Count the work that a short sitting leaves uncounted."""
    with closing(connect(path)) as connection, writing(connection):
        catch_up(connection)


COUNTED = (
    ("UPDATE worked SET worked = worked + 1", "worked: "),
    ("UPDATE worked SET decided = decided - 1", "worked: "),
    ("DELETE FROM worked", "worked: "),
    ("INSERT INTO decided_again VALUES (1, 2, 3, 4)", "decided_again: "),
    ("UPDATE counted SET until = until / 2", "worked: "),
    ("UPDATE given SET count = count + 1 WHERE what = 0", "given: "),
    ("UPDATE given SET value = value + 0.001 WHERE what = 1", "given: "),
    ("UPDATE given SET labels = '[\"news\"]' WHERE what = 0", "given: "),
    ("DELETE FROM given", "given: "),
    ("INSERT INTO given_news VALUES (1, 20000, '[\"claim\"]', NULL, 1)", "given: "),
)


@pytest.mark.parametrize("many", [0, 100_000])
@pytest.mark.parametrize(("change", "said"), COUNTED)
def test_changed_counts_are_found_in_a_small_project_and_in_a_large_one(path, monkeypatch, many, change, said):
    count_all(path)
    monkeypatch.setattr("labels.projections.check._MANY", many)
    tamper(path, change)
    assert any(problem.startswith(said) for problem in check(path).problems)


def test_a_large_project_is_not_counted_anew_where_its_counts_are_as_they_were_written(path, monkeypatch):
    count_all(path)

    def never(connection):
        raise AssertionError("counted anew")

    monkeypatch.setattr("labels.projections.check._MANY", 0)
    monkeypatch.setattr("labels.projections.check.problems_with_given", never)
    monkeypatch.setattr("labels.projections.check.problems_with_work", never)
    assert check(path).problems == []


@pytest.mark.slow
def test_a_flipped_bit_never_brings_the_check_down(path):
    sound = path.read_bytes()
    found = 0
    for seed in range(60):
        draw = random.Random(seed)
        flipped = bytearray(sound)
        flipped[draw.randrange(100, len(flipped))] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        try:
            found += bool(check(path).problems)
        except ProjectError:
            found += 1
    assert found  # most bits of so small a file lie in free room


def test_long_rows_are_cut_short(path):
    tamper(path, f"UPDATE annotation SET note = '{'x' * 500}'")
    assert all(len(problem) < 160 for problem in check(path).problems)
