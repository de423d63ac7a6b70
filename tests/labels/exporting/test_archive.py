"""The archive of a whole project: back in it is an equal project, and together with another the union of both."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.desk.order import choose_order, chosen_order
from labels.duplicates.finding import find_near_duplicates
from labels.errors import UsageError, WritingError
from labels.exporting.archive import Archive
from labels.exporting.dataset import Dataset
from labels.exporting.records import Selection
from labels.importing.intake import import_articles, look_into
from labels.project import Project
from labels.projections.check import check
from labels.projections.read import latest_place
from labels.sqlite.connection import writing
from labels.values.place import Place
from tests.labels.exporting.rich import make_rich, steps
from tests.labels.making import Clock, make_project, use_scheme

#: What is the file's own affair: which steps brought it into its shape, and how the full-text index lies in it.
HOUSEKEEPING = r"_sqlite_migrations|sqlite_.*|sentence_words.*|words_in_order"


def contents(project: Project) -> dict[str, list[tuple]]:
    """Every table of a project, and every word of its full-text index."""
    list(find_near_duplicates(project))  # what follows from the texts is made before it is looked at
    connection = project.connection
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_in_order USING fts5vocab(main, sentence_words, instance)"
    )
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in (*(name for name in tables if not re.fullmatch(HOUSEKEEPING, name)), "words_in_order")
    }
    assert found.keys() >= {"event", "place", "preference", "split_made", "near_duplicate", "compared_by", "mark"}
    return found


def pack(project: Project, path: Path) -> Path:
    Archive().write(Dataset(project), path, lambda rows: None)
    return path


def unpack(path: Path, into: Path):
    with Project(into, "zoe", clock=Clock(), begin=False) as project:
        return import_articles(project, [path]), contents(project)


@pytest.fixture
def worked_on(project):
    """Labels, a split, a join, an undo, a redo, an example, a changed codebook."""
    first, second, third, *_, last = project.sentences()
    project.label(last, "fact")
    project.label(first, "claim", "fact", seconds=1.5, suggested=("quote", 0.5))
    project.split(third, third.start + 7)
    project.skip(second)
    project.undo()
    project.undo()
    project.redo()
    with Project(project.path, "ben", clock=project.clock) as ben:
        ben.join(first)
        ben.note(next(ben.sentences()), "Two\r\nlines\u2028and a separator")
        ben.add_example(next(ben.sentences()), "claim")
    use_scheme(project, project.scheme)
    return project


@pytest.mark.parametrize("name", ["all.zip", "all"])
def test_a_project_comes_back_equal(worked_on, tmp_path, name):
    path = pack(worked_on, tmp_path / name)
    report, found = unpack(path, tmp_path / "back.db")
    assert (report.new, report.refused) == (3, [])
    assert found == contents(worked_on)
    assert check(tmp_path / "back.db") == []
    again, same = unpack(path, tmp_path / "back.db")
    assert (again.new, again.known, again.refused, same) == (0, 3, [], found)


@given(steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happened_in_a_project_every_table_comes_back_equal(tmp_path_factory, happened):
    folder = tmp_path_factory.mktemp("archive")
    make_rich(folder / "one.db", happened)
    with Project(folder / "one.db", "ana") as one:
        report, found = unpack(pack(one, folder / "one.zip"), folder / "two.db")
        expected = contents(one)
        assert (report.refused, found) == ([], expected)
        again, same = unpack(folder / "one.zip", folder / "two.db")
        assert (again.refused, again.new, same) == ([], 0, expected)
    with Project(folder / "two.db", "zoe") as two:
        pack(two, folder / "two.zip")
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    assert check(folder / "two.db") == []


def test_the_reader_goes_on_at_the_same_place_in_the_same_order(worked_on, tmp_path):
    n, sentence = 3, list(worked_on.sentences())[-1]
    worked_on.journal.save_place(Place(1, 0, 0))
    worked_on.journal.save_place(Place(n, sentence.start, 2))
    with writing(worked_on.connection) as connection:
        choose_order(connection, "ana", "shuffled", 7)
    path = pack(worked_on, tmp_path / "all.zip")
    unpack(path, tmp_path / "back.db")
    with Project(tmp_path / "back.db", "ana") as back:
        assert latest_place(back.connection, "ana") == Place(n, sentence.start, 2)
        assert chosen_order(back.connection, "ana") == ("shuffled", 7)
        assert back.undo() and back.redo()
        back.journal.save_place(Place(2, 0, 0))
        import_articles(back, [path])
        assert latest_place(back.connection, "ana") == Place(2, 0, 0)


def test_an_archive_from_before_places_were_in_it_is_read(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    for name in ("places.jsonl", "preferences.jsonl", "splits.jsonl"):
        (path / name).unlink()
    manifest = json.loads((path / "copydesk-archive.json").read_text())
    kept = {key: manifest[key] for key in ("copydesk_archive", "articles", "events")}
    (path / "copydesk-archive.json").write_text(json.dumps(kept))
    report, found = unpack(path, tmp_path / "back.db")
    assert report.refused == []
    assert found == contents(worked_on)


def test_two_projects_become_the_union_of_both(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all.zip")
    with make_project(
        tmp_path / "other.db", "cat", Clock(), texts=("Another text. It is short.", "A short one.")
    ) as other:
        sentences = list(other.sentences())
        other.label(sentences[0], "claim")
        other.label(sentences[2], "quote")
        before = {row[0] for row in contents(other)["event"]}
        assert import_articles(other, [path]).refused == []
        found = contents(other)
        assert {row[0] for row in found["event"]} == before | {row[0] for row in contents(worked_on)["event"]}
        assert (len(found["article"]), other.mark(sentences[2], "cat").labels) == (4, ("quote",))
        assert set(other.annotators()) == {"ana", "ben", "cat"} == {*worked_on.annotators(), "cat"}
    assert check(tmp_path / "other.db") == []


def damage(path: Path, name: str, change) -> None:
    file = path / name
    file.write_bytes(change(file.read_bytes()))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("events.jsonl", lambda content: content[: len(content) // 2]),
        ("events.jsonl", lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
        ("events.jsonl", lambda content: content.replace(b'"kind": "label"', b'"kind": "lable"')),
        ("events.jsonl", lambda content: content.replace(b'"start": 32', b'"start": 33')),
        ("articles.jsonl", lambda content: content.replace(b'"id": "', b'"id": "../../')),
        ("articles.jsonl", lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
        ("articles.jsonl", lambda content: b"[]\n"),
        ("places.jsonl", lambda content: content.replace(b'"cursor": ', b'"cursor": -')),
        ("places.jsonl", lambda content: content.replace(b'"turn": 1', b'"turn": "1"')),
        ("places.jsonl", lambda content: content.replace(b'"article": "', b'"article": "0')),
        ("places.jsonl", lambda content: b""),
        ("preferences.jsonl", lambda content: b'{"annotator": "ana"}\n'),
        ("splits.jsonl", lambda content: b'{"split": "a", "articles": 3, "at": ""}\n'),
        ("copydesk-archive.json", lambda content: content.replace(b'"copydesk_archive": 1', b'"copydesk_archive": 2')),
        ("copydesk-archive.json", lambda content: b'{"copydesk_archive": 1}'),
        ("copydesk-archive.json", lambda content: b"{}"),
    ],
)  # fmt: skip
def test_a_damaged_archive_is_refused_in_one_line_and_nothing_is_written(worked_on, tmp_path, name, change):
    worked_on.journal.save_place(Place(1, 22, 3))
    path = pack(worked_on, tmp_path / "all")
    damage(path, name, change)
    with Project(tmp_path / "new.db", "zoe") as project:
        before = contents(project)
        (refused,) = import_articles(project, [path]).refused
        assert "\n" not in refused.reason
        assert contents(project) == before
    assert check(tmp_path / "new.db") == []


def test_a_newer_archive_is_told_from_a_damaged_one(worked_on, tmp_path):
    path, manifest = pack(worked_on, tmp_path / "all"), "copydesk-archive.json"
    damage(path, manifest, lambda content: content.replace(b'"copydesk_archive": 1', b'"copydesk_archive": 2'))
    with Project(tmp_path / "new.db", "zoe") as project:
        assert "made by a newer Copydesk" in import_articles(project, [path]).refused[0].reason
        damage(path, manifest, lambda content: b"{}")
        assert "does not say which version it is" in import_articles(project, [path]).refused[0].reason


def test_a_text_that_was_changed_is_refused(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    next((path / "articles").iterdir()).write_text("changed")
    report, _ = unpack(path, tmp_path / "new.db")
    assert "is not the one that was archived" in report.refused[0].reason


def test_the_files_are_plain(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    for line in (path / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert (path / "articles" / f"{article['id']}.txt").exists()
    assert [file.name for file in sorted((path / "codebooks").iterdir())] == ["0001.toml", "0002.toml", "0003.toml"]
    with zipfile.ZipFile(pack(worked_on, tmp_path / "all.zip")) as packed:
        assert set(packed.namelist()) == {str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()}


def test_only_an_older_archive_gives_way(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    assert pack(worked_on, path) == path
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    with pytest.raises(WritingError, match="which no such export wrote"):
        pack(worked_on, tmp_path / "mine")
    assert {each.name for each in tmp_path.iterdir() if each.is_dir()} == {"all", "mine"}


def test_it_is_everything_or_refused(worked_on, tmp_path):
    with pytest.raises(UsageError, match="whole project"):
        Archive().write(Dataset(worked_on, Selection(context=1)), tmp_path / "all.zip", lambda rows: None)


def test_a_look_at_it_writes_nothing(worked_on, tmp_path):
    seen = look_into([pack(worked_on, tmp_path / "all.zip")])
    assert (seen.articles, len(seen.remarks)) == (3, 1)
