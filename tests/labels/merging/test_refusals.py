"""What cannot be merged is refused in one line that names the file, and then nothing has changed."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from labels.errors import CopydeskError, ProjectError, ReadingError, UsageError
from labels.journal.payload import canonical
from labels.merging import merge_files
from labels.project import Project
from labels.projections.check import Checked
from tests.examples import default_cases
from tests.labels.making import Clock
from tests.labels.merging.copies import copied, dump, first

#: A sound event id that nobody has made, and one of the year 2201.
NEW, TOO_LATE = "018f0b2fa0007000a000000000000001", "06a0b86a44007000a000000000000001"


@pytest.fixture
def other(project: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the project with decisions of ben, which the project does not have."""
    project.label(first(project), "claim")
    with Project(copied(project, tmp_path / "other.db"), "ben", clock=Clock()) as opened:
        opened.label(first(opened), "quote")
        opened.split(first(opened, 1), 30)
        opened.note(first(opened), "why?")
        yield opened


def refusal(project: Project, paths: list[Path], kind: type[CopydeskError] = ProjectError) -> str:
    """The line with which the files are refused. The project stays as it was, and its folder too."""
    before, files = dump(project), files_beside(project)
    for dry_run in (True, False):
        with pytest.raises(kind) as refused:
            merge_files(project, paths, dry_run=dry_run)
    assert dump(project) == before
    assert files_beside(project) == files
    assert not project.connection.in_transaction
    said = str(refused.value)
    assert len(said.splitlines()) == 1
    return said


def files_beside(project: Project) -> list[str]:
    """The files in the project's folder, without the companions that SQLite makes for readers: they hold nothing."""
    names = [each.name for each in project.path.parent.iterdir()]
    return sorted(name for name in names if not name.endswith(("-shm", "-wal")))


def tamper(other: Project, *changes: str) -> Path:
    """The other file changed by hand."""
    other.close()
    with closing(sqlite3.connect(other.path)) as opened:
        opened.execute("DROP TRIGGER journal_is_never_changed")
        opened.execute("DROP TRIGGER journal_is_never_deleted")
        for change in changes:
            opened.execute(change)
            assert opened.total_changes
        opened.commit()
    return other.path


@pytest.mark.parametrize(
    "change",
    default_cases(
        [
            "payload = replace(payload, 'claim', 'fact')",
            "at = '2024-03-01T09:15:59.000+00:00'",
            "kind = 'skip'",
            'start = 22, "end" = 53',
            "layer = 2",
            "codebook = NULL",
            "person = (SELECT n FROM person WHERE key LIKE 'ben~%')",
            "article = 2",
            "undoes = id",
        ],
        0,
        4,
    ),
)
def test_a_known_event_that_says_something_else_is_refused_by_its_name(project, other, change):
    (id,) = project.connection.execute("SELECT lower(hex(id)) FROM journal WHERE kind = 'label'").fetchone()
    path = tamper(other, f"UPDATE journal SET {change} WHERE kind = 'label' AND hex(id) = upper('{id}')")
    said = refusal(project, [path])
    name = f"{id[:8]}-{id[8:12]}-{id[12:16]}-{id[16:20]}-{id[20:]}"
    assert said == (
        f"{path}: event {name} says something else here. One of the two files was changed by hand; nothing was merged."
        " Run copydesk check on both."
    )


def test_of_many_files_the_one_that_is_wrong_is_named(project, other, tmp_path):
    """Also where one event was not here yet, and two of the files disagree on it."""
    sound = [copied(project, tmp_path / f"sound-{number}.db") for number in range(10)]
    good = copied(other, tmp_path / "good.db")
    path = tamper(other, "UPDATE journal SET payload = replace(payload, 'claim', 'fact') WHERE kind = 'label'")
    assert refusal(project, [*sound, path]).startswith(f"{path}: event ")
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("UPDATE journal SET payload = replace(payload, 'fact', 'claim') WHERE kind = 'label'")
        opened.execute("UPDATE journal SET payload = replace(payload, 'why', 'who') WHERE kind = 'note'")
        opened.commit()
    for paths in ([good, path], [good, *sound, path]):
        assert refusal(project, paths).startswith(f"{path}: event ")


@pytest.mark.parametrize(
    ("changes", "said"),
    default_cases(
        [
            (["id = x'018f0b2fa0004000a000000000000001'"], "is no UUID of version 7"),
            (["id = x'018f0b2fa0007000e000000000000001'"], "is no UUID of version 7"),
            (["id = x'018f0b2f'"], "is no UUID of version 7"),
            ([f"id = x'{TOO_LATE}'"], "lies beyond the year 2200"),
            (["action = x'00'"], "points at what is no event"),
            (["undoes = x'00'"], "points at what is no event"),
            (["codebook = x'00'"], "points at what is no event"),
            (["at = 'yesterday'"], "has no time"),
            (['payload = \'{"text": "why?"}\''], "holds what no event can say"),
            (['payload = \'{"text":"why?","text":"who?"}\''], "holds what no event can say"),
            (['payload = \'{"text":"wh\\u0079?"}\''], "holds what no event can say"),
            (['payload = \'{"b":1,"a":1,"text":""}\''], "holds what no event can say"),
            (['payload = \'{"text":"","value":NaN}\''], "holds what no event can say"),
            (["payload = '[]'"], "holds what no event can say"),
            (["payload = 'x'"], "holds what no event can say"),
            (["payload = '{}'"], "its text is no text"),
            (["layer = NULL"], "has no layer"),
            (["layer = 5000"], "has a layer that does not exist"),
            (["layer = -1"], "has a layer that does not exist"),
            (["start = NULL"], "has half a span"),
            (["start = 50"], "has a span that is not valid"),
            (["start = -5"], "has a span that is not valid"),
            (["article = NULL"], "belongs to no article"),
            (["undoes = id"], "points at an action"),
            (["kind = 'undo'"], "belongs to an article"),
            (["kind = 'split'", "payload = '{\"into\":[[0,5],[6,11]]}'"], "has a layer"),
            (["kind = 'split'", "layer = NULL", "payload = '{\"into\":[[0,5],[4,21]]}'"], "its parts overlap"),
            (
                ["kind = 'split'", "layer = NULL", "payload = '{\"into\":[[0,5],[6,99]]}'"],
                "its parts are not those of its",
            ),
            (
                ["kind = 'join'", "layer = NULL", "payload = '{\"of\":[[1,5],[6,21]]}'"],
                "its parts are not those of its",
            ),
            (["kind = 'label'", 'payload = \'{"labels":["b","a"]}\''], "no sorted list of different labels"),
            (["kind = 'label'", "payload = '{\"labels\":[]}'"], "no sorted list of different labels"),
            (["kind = 'label'", 'payload = \'{"labels":["a"],"seconds":-1}\''], "its seconds are no number of seconds"),
        ],
        0,
        8,
        16,
        24,
        unpack=True,
    ),
)
def test_an_event_that_no_program_can_have_written_is_refused_by_its_name(project, other, changes, said):
    path = tamper(other, f"UPDATE journal SET {', '.join(changes)} WHERE kind = 'note'")
    found = refusal(project, [path])
    assert found.startswith(f"{path}: event ")
    assert said in found
    assert found.endswith("; nothing was merged.")
    assert project.check() == Checked([])


@pytest.mark.parametrize(
    "payload",
    default_cases(
        [
            {"spans": [0, 10]},
            {"spans": [0, 10], "paragraphs": [0, 2]},
            {"spans": [0, 0], "paragraphs": [0, 1]},
            {"spans": [-1, 5], "paragraphs": [0, 1]},
            {"spans": [0, 1.5], "paragraphs": [0, 1]},
            {"spans": [0, True], "paragraphs": [0, 1]},
            {"spans": [0, 1 << 40], "paragraphs": [0, 1]},
            {"spans": [0, 10], "paragraphs": [1 << 70, 1]},
            {"spans": [0, 10], "paragraphs": [0, 1 << 40]},
            {"spans": {"a": 1}, "paragraphs": [0, 1]},
            {"spans": "ab", "paragraphs": [0, 1]},
        ],
        0,
        5,
    ),
)
def test_a_segmentation_into_what_is_no_sentence_is_refused(project, other, payload):
    other.add("A text of the other machine.")
    text = canonical({"layout": "line", "segmenter": "x", **payload}).replace("'", "''")
    path = tamper(other, f"UPDATE journal SET payload = '{text}' WHERE kind = 'segment' AND article = 4")
    assert "its spans are no sentences; nothing was merged." in refusal(project, [path])


@pytest.mark.parametrize("way", ["file", "archive"])
def test_a_text_that_is_not_the_one_of_its_hash_is_refused(project, other, tmp_path, way):
    other.add("A text of the other machine.")
    if way == "archive":
        other.export(tmp_path / "all", format="archive")
        (text,) = [each for each in (tmp_path / "all" / "articles").iterdir() if "machine" in each.read_text()]
        text.write_text("A text of another machine.")
        said = refusal(project, [tmp_path / "all"])
        assert said.startswith(f"{tmp_path / 'all'}: ")
    else:
        path = tamper(other, "UPDATE article_text SET text = replace(text, 'the other', 'another') WHERE article = 4")
        said = refusal(project, [path])
        assert said.startswith(f"{path}: ")
    assert said.endswith("an article's text is not the one that came in; nothing was merged.")


def test_the_project_itself_is_refused(project, tmp_path):
    (tmp_path / "link.db").symlink_to(project.path)
    for path in (project.path, tmp_path / "link.db"):
        assert refusal(project, [path], UsageError) == f"{path}: is this project itself. Name another file."


def test_what_is_no_project_and_no_archive_is_refused(project, other, tmp_path):
    text, database, packed = tmp_path / "text.txt", tmp_path / "places.sqlite", tmp_path / "texts.zip"
    text.write_text("Something happened.")
    empty = tmp_path / "empty.db"
    empty.touch()
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("CREATE TABLE bookmark (url TEXT)")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("story.txt", "Something happened.")
    for path, said in (
        (text, "is not a Copydesk project. Name a project file or an archive."),
        (packed, "is not a Copydesk project. Name a project file or an archive."),
        (database, "is a database of another program. Name a project file or an archive."),
        (empty, "holds nothing yet. Name a project file or an archive."),
        (tmp_path, "is a folder."),
    ):
        assert refusal(project, [other.path, path]).startswith(f"{path}: {said}")
    assert refusal(project, [tmp_path / "none.db"], UsageError).startswith(f"{tmp_path / 'none.db'}: there is no such")
    assert refusal(project, [], UsageError).startswith("No file to merge was named.")


def test_a_project_of_a_newer_copydesk_is_refused(project, other):
    other.connection.execute("PRAGMA user_version = 99")
    assert "was made by a newer Copydesk (format 99" in refusal(project, [other.path])


def test_a_file_of_an_early_copydesk_is_refused_with_the_way_out(project, other):
    other.connection.execute("PRAGMA user_version = 4")
    assert "copydesk import old.jsonl --project NEW.db" in refusal(project, [other.path])


def test_an_archive_of_an_early_copydesk_is_refused_with_the_way_out(project, other, tmp_path):
    other.export(tmp_path / "all", format="archive")
    manifest = tmp_path / "all" / "copydesk-archive.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"copydesk_archive": 1}))
    said = refusal(project, [tmp_path / "all"], ReadingError)
    assert "early Copydesk" in said
    assert "copydesk import" in said


def test_an_archive_that_was_cut_off_is_refused(project, other, tmp_path):
    other.export(tmp_path / "all", format="archive")
    events = tmp_path / "all" / "events.jsonl"
    events.write_bytes(events.read_bytes()[:-40])
    assert refusal(project, [tmp_path / "all"], ReadingError).startswith(f"{tmp_path / 'all'}")


@pytest.mark.parametrize("many", [0, 9])
def test_a_damaged_file_among_others_is_the_one_that_is_named(project, other, tmp_path, many):
    path = copied(other, tmp_path / "damaged.db")
    sound = path.read_bytes()
    others = [copied(project, tmp_path / f"sound-{number}.db") for number in range(many)]
    (page,) = other.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()
    for begin, end in ((4096, len(sound)), ((page - 1) * 4096, page * 4096)):  # all of it, or only the journal
        path.write_bytes(sound[:begin] + bytes(end - begin) + sound[end:])
        said = refusal(project, [*others, other.path, path])
        assert said.startswith(f"{path}: the file is damaged (database disk image is malformed)")
    assert project.check() == Checked([])
