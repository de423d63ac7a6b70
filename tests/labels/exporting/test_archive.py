"""The archive of a whole project: back in it is an equal project, and together with another the union of both."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.browsing.chosen_order import choose_order, chosen_order
from labels.duplicates.finding import find_near_duplicates
from labels.errors import UsageError, WritingError
from labels.exporting.export import jsonl_lines
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.archive.writer import ArchiveWriter
from labels.importing.pipeline import import_articles, look_into
from labels.project import Project
from labels.projections.check import check
from labels.projections.read import latest_place
from labels.projections.rebuild import TABLES
from labels.sqlite.connection import writing
from labels.sqlite.full_text import SHIFT
from labels.values.place import Place
from labels.values.progress import UNWATCHED
from tests.examples import default_cases, examples
from tests.labels.exporting.rich import make_rich, steps
from tests.labels.making import Clock, make_project, use_codebook

#: What is the file's own affair: its steps, how the full-text index lies in it, and up to where figures were added up.
HOUSEKEEPING = (
    r"_sqlite_migrations|sqlite_.*|sentence_words.*|words_in_order"
    r"|counted|given|given_news|worked|decided_again|near_duplicate"
)

#: Where the numbers of a file point, by the columns that hold them.
POINTS_AT = {
    "article": "SELECT n, hash FROM article_key",
    "other": "SELECT n, hash FROM article_key",
    "person": "SELECT n, key FROM person UNION SELECT 0, 'anybody'",
    "same": "SELECT n, key FROM person",
    "sitting": "SELECT n, id FROM sitting",
    "run": "SELECT n, hash FROM run",
}

#: What `n` numbers, and columns that are the file's own.
NUMBERED = {"article": "article"}
OWN = {("journal", "seq"), ("person", "n"), ("sitting", "n"), ("sitting", "here"), ("article_key", "n"), ("run", "n")}


def contents(project: Project) -> dict[str, list[tuple]]:
    """Every table of a project with keys in the place of its numbers, every word of its index, records, the digest."""
    list(find_near_duplicates(project))  # what follows from the texts is made before it is looked at
    connection = project.connection
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_in_order USING fts5vocab(main, sentence_words, instance)"
    )
    means = {column: dict(connection.execute(sql).fetchall()) for column, sql in POINTS_AT.items()}
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: rows_of(connection, name, means) for name in tables if not re.fullmatch(HOUSEKEEPING, name)}
    spoke = {id for (id,) in connection.execute("SELECT id FROM sitting WHERE n IN (SELECT sitting FROM journal)")}
    found["sitting"] = [row for row in found["sitting"] if row[0] in spoke]  # who said nothing left nothing
    found["near_duplicate"] = sorted(
        (*sorted((means["article"][one], means["article"][other])), similarity)
        for one, other, similarity in connection.execute("SELECT article, other, similarity FROM near_duplicate")
    )
    found["words"] = sorted(
        (term, means["article"][row // SHIFT], row % SHIFT, offset)
        for term, row, offset in connection.execute("SELECT term, doc, offset FROM temp.words_in_order")
    )
    # Where nobody has said anything that stands, the records are those of whoever asks.
    found["records"] = [(line,) for line in jsonl_lines(project.view, ALL)] if project.annotators() else []
    found["digest"] = [(project.digest(),)]
    found["derived"] = []  # sums over rows with the numbers of this file
    assert found.keys() >= {*TABLES, "journal", "place", "preference", "split_made", "compared_by"} - {
        "given", "given_news",
    }  # fmt: skip
    return found


def rows_of(connection, table: str, means: dict[str, dict]) -> list[tuple]:
    """The rows of a table, sorted, without numbers that are the file's own."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [column for column in columns if (table, column) not in OWN]
    names = ", ".join(f'"{column}"' for column in kept)
    rows = []
    for row in connection.execute(f"SELECT {names} FROM {table}"):
        pairs = zip(kept, row, strict=True)
        rows.append(
            tuple(
                means[key].get(value, value) if (key := NUMBERED.get(table) if column == "n" else column) in means
                else value
                for column, value in pairs
            )
        )  # fmt: skip
    return sorted(rows, key=repr)


ALL = Selection(statuses=("labelled", "skipped", "undecided"))


def pack(project: Project, path: Path) -> Path:
    ArchiveWriter().write(select(project.view), path, UNWATCHED)
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
    use_codebook(project, project.codebook)
    return project


@pytest.mark.parametrize("name", ["all.zip", "all"])
def test_a_project_comes_back_equal(worked_on, tmp_path, name):
    path = pack(worked_on, tmp_path / name)
    report, found = unpack(path, tmp_path / "back.db")
    assert (report.new, report.refused) == (3, [])
    assert found == contents(worked_on)
    assert check(tmp_path / "back.db").problems == []
    again, same = unpack(path, tmp_path / "back.db")
    assert (again.new, again.known, again.refused, same) == (0, 3, [], found)


@given(steps)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
    assert check(folder / "two.db").problems == []


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
        assert not back.undo()  # it never walks over what came with an import
        back.journal.save_place(Place(2, 0, 0))
        import_articles(back, [path])
        assert latest_place(back.connection, "ana") == Place(2, 0, 0)


def test_an_archive_without_what_is_kept_beside_is_read(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    for name in ("places.jsonl", "preferences.jsonl", "splits.jsonl"):
        (path / name).unlink()
    manifest = json.loads((path / "copydesk-archive.json").read_text())
    kept = {key: manifest[key] for key in ("copydesk_archive", "articles", "events", "digest")}
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
        before = {row[0] for row in contents(other)["journal"]}
        assert import_articles(other, [path]).refused == []
        found = contents(other)
        assert {row[0] for row in found["journal"]} == before | {row[0] for row in contents(worked_on)["journal"]}
        assert (len(found["article"]), other.annotation(sentences[2], "cat").labels) == (4, ("quote",))
        assert set(other.annotators()) == {"ana", "ben", "cat"} == {*worked_on.annotators(), "cat"}
    assert check(tmp_path / "other.db").problems == []


def damage(path: Path, name: str, change) -> None:
    file = path / name
    file.write_bytes(change(file.read_bytes()))


@pytest.mark.parametrize(
    ("name", "change"),
    default_cases([
        ("events.jsonl", lambda content: content[: len(content) // 2]),
        ("events.jsonl", lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
        ("events.jsonl", lambda content: content.replace(b'"kind":"label"', b'"kind":"lable"')),
        ("events.jsonl", lambda content: content.replace(b'"start":32', b'"start":33')),
        ("events.jsonl", lambda content: content.replace(b'"claim"', b'"quote"')),
        ("events.jsonl", lambda content: content + content.splitlines(keepends=True)[-1]),
        ("events.jsonl", lambda content: content.replace(b'"kind":"label"', b'"sort":"label"')),
        ("events.jsonl", lambda content: content.replace(b'"person":"ana', b'"person":"eve')),
        ("articles.jsonl", lambda content: content.replace(b'"id":"', b'"id":"../../')),
        ("articles.jsonl", lambda content: content.replace(b'"hash":"', b'"hash":"../../')),
        ("articles.jsonl", lambda content: content + content.splitlines(keepends=True)[-1]),
        ("runs.jsonl", lambda content: b'{"hash": "no digits", "model": "m", "codebook": null, "at": ""}\n'),
        ("suggestions.jsonl", lambda content: b'{"article": "", "start": 0}\n'),
        ("articles.jsonl", lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
        ("articles.jsonl", lambda content: b"[]\n"),
        ("places.jsonl", lambda content: content.replace(b'"cursor":', b'"cursor":-')),
        ("places.jsonl", lambda content: content.replace(b'"turn":1', b'"turn":"1"')),
        ("places.jsonl", lambda content: content.replace(b'"article":"', b'"article":"0')),
        ("places.jsonl", lambda content: b""),
        ("preferences.jsonl", lambda content: b'{"annotator": "ana"}\n'),
        ("splits.jsonl", lambda content: b'{"split": "a", "articles": 3, "at": ""}\n'),
        ("copydesk-archive.json", lambda content: content.replace(b'"copydesk_archive":2', b'"copydesk_archive":3')),
        ("copydesk-archive.json", lambda content: b'{"copydesk_archive": 2}'),
        ("copydesk-archive.json", lambda content: b"{}"),
    ], 0, 5, 11, 17, unpack=True),
)  # fmt: skip
def test_a_damaged_archive_is_refused_in_one_line_and_nothing_is_written(worked_on, tmp_path, name, change):
    worked_on.journal.save_place(Place(1, 22, 3))
    path = pack(worked_on, tmp_path / "all")
    damage(path, name, change)
    with Project(tmp_path / "new.db", "zoe") as project:
        before = contents(project)
        (refused,) = import_articles(project, [path]).refused
        assert refused.where == str(path)
        assert "\n" not in refused.reason
        assert contents(project) == before
    assert check(tmp_path / "new.db").problems == []


def test_a_newer_archive_is_told_from_a_damaged_one(worked_on, tmp_path):
    path, manifest = pack(worked_on, tmp_path / "all"), "copydesk-archive.json"
    damage(path, manifest, lambda content: content.replace(b'"copydesk_archive":2', b'"copydesk_archive":3'))
    with Project(tmp_path / "new.db", "zoe") as project:
        assert "made by a newer Copydesk" in import_articles(project, [path]).refused[0].reason
        damage(path, manifest, lambda content: content.replace(b'"copydesk_archive":3', b'"copydesk_archive":1'))
        reason = import_articles(project, [path]).refused[0].reason
        assert "made by an early Copydesk" in reason
        assert "copydesk import old.jsonl" in reason
        damage(path, manifest, lambda content: b"{}")
        assert "does not say which version it is" in import_articles(project, [path]).refused[0].reason


def test_a_text_that_was_changed_is_refused(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    next((path / "articles").iterdir()).write_text("changed")
    report, _ = unpack(path, tmp_path / "new.db")
    assert "an article's text is not the one that came in; nothing was merged" in report.refused[0].reason


def test_the_files_are_plain(worked_on, tmp_path):
    path = pack(worked_on, tmp_path / "all")
    for line in (path / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert (path / "articles" / f"{article['hash']}.txt").exists()
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
        ArchiveWriter().write(select(worked_on.view, Selection(context=1)), tmp_path / "all.zip", UNWATCHED)


def test_a_look_at_it_writes_nothing(worked_on, tmp_path):
    seen = look_into([pack(worked_on, tmp_path / "all.zip")])
    assert (seen.articles, len(seen.remarks)) == (3, 1)
