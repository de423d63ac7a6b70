"""A full disk under a command: one line, exit code 1, and nothing that was there is harmed."""

import errno
import io
import json
import os
import tempfile

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.cli.running import process, run

FULL = os.strerror(errno.ENOSPC)

has_full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")


class NoRoom(io.RawIOBase):
    """A file on a disk that is full from the start."""

    def writable(self):
        return True

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        return 0

    def write(self, data):
        raise OSError(errno.ENOSPC, FULL)


def test_an_import_without_room_for_what_it_reads_changes_nothing(folder, articles, monkeypatch):
    rows = [{"doc": n // 3, "text": f"Text {n}.", "label": "claim"} for n in range(9)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("import", articles)
    before = run("export", "--status", "all").out
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryFile", lambda **_: io.BufferedRandom(NoRoom()))
        outcome = run("import", "rows.jsonl")
    assert outcome.code == 1
    assert (
        outcome.err
        == f"copydesk: {folder}: no room to keep what was read ({FULL}). Free some space and import again.\n"
    )
    assert run("export", "--status", "all").out == before
    assert run("import", "rows.jsonl").err.endswith("3 articles added (9 sentences), 9 decisions\n")


@pytest.mark.slow
def test_an_import_that_breaks_off_tells_what_it_has_kept(folder, monkeypatch):
    texts = folder / "texts"
    texts.mkdir()
    for n in range(300):
        (texts / f"{n}.txt").write_text(f"This is text {n}. " * 40)
    opened = Project.open

    def with_little_room(*args, **more):
        project = opened(*args, **more)
        project.connection.execute("PRAGMA max_page_count = 200")
        return project

    with monkeypatch.context() as patch:
        patch.setattr(Project, "open", with_little_room)
        outcome = run("import", texts)
    first, second = outcome.err.splitlines()
    assert outcome.code == 1
    assert "articles added" in first and first.endswith("then it stopped. Import again to go on from there.")
    assert second == "copydesk: copydesk.db: the disk is full. Nothing more was written; free some space and try again."
    with Project.open("copydesk.db", "ana", write=False) as project:
        kept = len(list(project.articles()))
    assert first.startswith(f"{kept} articles added") and 0 < kept < 300
    assert run("import", texts).err.startswith(f"{300 - kept} articles added")


@has_full_device
@pytest.mark.parametrize(
    "words",
    default_cases([["export"], ["export", "--format", "csv"], ["status"], ["log"], ["card"]], 0),
    ids="-".join,
)
def test_output_that_goes_to_a_full_disk_is_told_in_one_line(folder, articles, words):
    run("import", articles)
    with Project.open("copydesk.db", "ana") as project:
        for sentence in project.sentences():
            project.label(sentence, "claim")
    with open("/dev/full", "wb") as full:
        outcome = process(*words, folder=folder, to=full)
    assert (outcome.returncode, outcome.stderr.decode()) == (
        1,
        f"copydesk: standard output: could not be written ({FULL}). Send it elsewhere.\n",
    )
