"""Every command, on a project that is not there, is a folder, is damaged, may only be read, or is of another format."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click import testing

from labels.codebook import Label
from labels.codebook.write import write_codebook
from labels.projections.check import check
from labels.sqlite import connection as connections
from labels.sqlite.migrations import FORMAT
from tests.examples import default_cases
from tests.labels.making import SCHEME
from tests.labels.projections.readings import make_full_project
from tests.tui.cli.running import Outcome, run
from tui.app import CopydeskApp
from tui.cli.group import copydesk

#: What a command does with its project: READ it and write nothing, WRITE into one that is there, FILL it and make it if
#: need be, or SAVE what is left of it. TRY is a dry run of what would fill.
READ, WRITE, FILL, SAVE, TRY = "read", "write", "fill", "save", "try"

#: The lines of each command, the most common first; `P` stands for the project where it is no option.
LINES: dict[str, tuple[tuple[str, str], ...]] = {
    "label": ((FILL, "label"), (FILL, "label a.txt")),
    "open": ((FILL, "open P"),),
    "import": ((FILL, "import a.txt"), (TRY, "import a.txt --dry-run")),
    "pack": ((READ, "pack ana -o out.copydesk"), (READ, "pack --everyone -o packs"), (WRITE, "pack zoe")),
    "merge": ((FILL, "merge other.db"), (TRY, "merge other.db --dry-run")),
    "duplicates": ((READ, "duplicates"),),
    "export": (
        (READ, "export -o out.jsonl"),
        (READ, "export"),
        (READ, "export --format archive -o out.zip"),
        (READ, "export --gold -o out.jsonl"),
        (READ, "export --split 80/20 -o out.jsonl"),
    ),
    "card": ((READ, "card"), (READ, "card --gold -o card.md")),
    "list": ((READ, "list label:claim"), (READ, "list state:conflict"), (READ, "list is:contradicted --count")),
    "annotate": ((WRITE, "annotate is:undecided --skip"), (READ, "annotate is:undecided --skip --dry-run")),
    "status": ((READ, "status"), (READ, "status --json")),
    "agreement": (
        (READ, "agreement"),
        (READ, "agreement --posteriors"),
        (READ, "agreement --confusion"),
        (READ, "agreement --round pilot"),
    ),
    "estimate": ((READ, "estimate label:claim"),),
    "suggestions": (
        (READ, "suggestions"),
        (WRITE, "suggestions --set suggest"),
        (READ, "suggestions --models"),
        (READ, "suggestions --mistakes 5"),
    ),
    "gold": ((READ, "gold"), (WRITE, "gold --rule majority"), (READ, "gold --rule majority --dry-run")),
    "review": ((WRITE, "review"), (WRITE, "review --order uncertain")),
    "report": ((READ, "report"), (READ, "report -o report")),
    "log": ((READ, "log"),),
    "codebook set": ((FILL, "codebook set book.toml"), (TRY, "codebook set book.toml --dry-run")),
    "codebook show": ((READ, "codebook show"),),
    "codebook diff": ((READ, "codebook diff"), (READ, "codebook diff 1 2")),
    "codebook test": ((READ, "codebook test"),),
    "team": ((READ, "team"), (WRITE, "team --lead ana")),
    "assign": (
        (WRITE, "assign ana ben"),
        (READ, "assign ana ben --dry-run"),
        (READ, "assign --list ana"),
        (WRITE, "assign --return ben"),
    ),
    "sample": (
        (WRITE, "sample --articles 1"),
        (WRITE, "sample --articles 1 --round second ana ben"),
        (READ, "sample --list"),
        (WRITE, "sample --close pilot"),
    ),
    "feedback": ((READ, "feedback ana"), (WRITE, "feedback --open ana"), (WRITE, "feedback --close ana")),
    "send-back": (
        (WRITE, "send-back ana is:labelled --why so"),
        (READ, "send-back ana is:labelled --why so --dry-run"),
        (WRITE, "send-back ana is:returned --take-back"),
    ),
    "check": ((READ, "check"), (READ, "check --digest")),
    "rescue": ((SAVE, "rescue saved.db"),),
}

#: Those that have no project.
WITHOUT = {"tour", "formats", "completion", "codebook init", "codebook check"}


def _all() -> list[tuple[str, str, str]]:
    return [(command, does, line) for command, lines in LINES.items() for does, line in lines]


_FIRST = [number for number, (command, _, line) in enumerate(_all()) if line == LINES[command][0][1]]

every_line = pytest.mark.parametrize(
    ("does", "line"), default_cases([each[1:] for each in _all()], *_FIRST, unpack=True)
)


def test_every_command_of_the_registry_is_tried():
    names = set()
    for name, command in copydesk.commands.items():
        names |= {f"{name} {each}" for each in command.commands} if isinstance(command, click.Group) else {name}
    assert names == set(LINES) | WITHOUT


class Place(NamedTuple):
    """A folder with a project, and what a command needs beside it."""

    folder: Path
    path: Path

    def files(self, *, with_companions: bool = True) -> dict[str, bytes | None]:
        """Every file by name with its content, and every folder; with the companions that SQLite makes, or without."""
        found = [
            each for each in self.folder.rglob("*") if with_companions or each.suffix not in (".db-wal", ".db-shm")
        ]
        return {str(each.relative_to(self.folder)): each.read_bytes() if each.is_file() else None for each in found}

    def run(self, line: str) -> Outcome:
        """Run a command on the project, in a terminal as far as it can tell."""
        words = [self.path.name if word == "P" else word for word in line.split()]
        return run(*words, *([] if "P" in line.split() else ["--project", self.path.name]))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "sound.db"
    make_full_project(path)
    return path


@pytest.fixture
def place(sound: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The folder without the project; the desk opens and is left at once."""
    (folder / "a.txt").write_text("The quay is shut. No one knows.\n")
    (folder / "book.toml").write_text(
        write_codebook(replace(SCHEME, labels=(*SCHEME.labels, Label("new", "new", "n"))))
    )
    shutil.copy(sound, folder / "other.db")
    monkeypatch.setattr(testing._NamedTextIOWrapper, "isatty", lambda self: True)
    monkeypatch.setattr(CopydeskApp, "run", lambda self: None)
    return Place(folder, folder / "p.db")


def refused(place: Place, line: str, code: int, *, with_companions: bool = True) -> str:
    """The one line in which a command is refused; nothing has changed."""
    before = place.files(with_companions=with_companions)
    outcome = place.run(line)
    assert (outcome.code, outcome.out) == (code, ""), outcome
    assert outcome.err.startswith("copydesk: ") and len(outcome.err.splitlines()) == 1, outcome
    assert place.files(with_companions=with_companions) == before
    return outcome.err.removeprefix("copydesk: ")


@every_line
def test_no_project(place: Place, does: str, line: str) -> None:
    if does in (FILL, TRY) and not line.startswith("open"):
        before = place.files()
        assert place.run(line).code in (0, 2)  # 2: what is asked for makes no sense in an empty one
        assert does == FILL or place.files() == before
        return
    said = refused(place, line, 2 if line.startswith("open") else 1)
    assert said.startswith("p.db: there is no such ")


@every_line
def test_a_folder(place: Place, does: str, line: str) -> None:
    place.path.mkdir()
    assert refused(place, line, 2).startswith("p.db: is a folder. Name a project file")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {FORMAT + 1}")


@every_line
def test_a_project_of_a_newer_copydesk(place: Place, sound: Path, does: str, line: str) -> None:
    shutil.copy(sound, place.path)
    newer(place.path)
    if does == SAVE:
        before = place.files()
        outcome = place.run(line)
        assert (outcome.code, "newer Copydesk" in outcome.err) == (0, True)
        assert place.files() == before | {"saved.db": (place.folder / "saved.db").read_bytes()}
        return
    assert refused(place, line, 1).startswith("p.db: was made by a newer Copydesk")


def older(path: Path) -> None:
    """Take from a file what its last format has brought."""
    with closing(sqlite3.connect(path)) as other:
        for table in ("returned", "feedback"):
            other.execute(f"DROP TABLE {table}")
        other.execute("DROP INDEX journal_wide")
        other.execute(
            "CREATE INDEX journal_wide ON journal (id)"
            " WHERE kind IN ('annotator', 'assign', 'codebook', 'example', 'setting')"
        )
        other.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_review'")
        other.execute("UPDATE derived SET number = number - 1 WHERE name = 'projections'")
        other.execute("PRAGMA user_version = 6")
        other.commit()


@every_line
def test_a_project_of_an_older_copydesk(place: Place, sound: Path, does: str, line: str) -> None:
    assert FORMAT == 7  # else `older` has to take away something else
    shutil.copy(sound, place.path)
    older(place.path)
    if does in (FILL, SAVE):
        assert place.run(line).code == 0
        if does == FILL:
            assert check(place.path).problems == []
        return
    assert refused(place, line, 1) == "p.db: is of an older Copydesk. Open it once with: copydesk open p.db\n"


def damaged(sound: Path, path: Path, begin: int) -> None:
    """Write anything over a project from a byte on; what was there is nowhere any more."""
    content = sound.read_bytes()
    path.write_bytes(content[:begin] + random.Random(1).randbytes(len(content) - begin))


@every_line
@pytest.mark.parametrize("begin", [100, 4096])
def test_a_damaged_project(place: Place, sound: Path, does: str, line: str, begin: int) -> None:
    damaged(sound, place.path, begin)
    if line == "check":  # which says what is wrong
        before = place.files()
        outcome = place.run(line)
        assert (outcome.code, "p.db: 1 problem" in outcome.err) == (1, True), outcome
        assert place.files() == before
        return
    said = refused(place, line, 1)
    assert said.startswith("p.db: holds no event" if does == SAVE else "p.db: the file is damaged")


@every_line
@pytest.mark.parametrize("table", ["journal", "annotation", "gold_state", "returned", "feedback", "team", "article"])
@pytest.mark.slow
def test_a_project_without_one_of_its_tables(place: Place, sound: Path, does: str, line: str, table: str) -> None:
    shutil.copy(sound, place.path)
    with closing(sqlite3.connect(place.path)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute(f"DROP TABLE {table}")
        other.commit()
    before = place.files()
    outcome = place.run(line)
    if does in (READ, TRY):
        assert "--split" in line or before.items() <= place.files().items()
        assert not any(name.endswith(("-wal", "-shm")) for name in place.files())
    if outcome.code and line != "check":
        assert len([each for each in outcome.err.splitlines() if each.startswith("copydesk: ")]) <= 1, outcome


@pytest.fixture
def only_readable(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project may not be written to, as it looks to whoever asks."""
    monkeypatch.setattr(
        connections.os, "access", lambda path, mode: mode != os.W_OK or Path(path).name != place.path.name
    )


@every_line
def test_a_project_that_may_only_be_read(place: Place, sound: Path, only_readable: None, does: str, line: str) -> None:
    shutil.copy(sound, place.path)
    content = place.path.read_bytes()
    if does in (WRITE, FILL) or line == "merge other.db --dry-run" or line.startswith("codebook set"):
        # In a folder that may be written to, readers who cannot write to the file leave companions.
        said = refused(place, line, 1, with_companions=False)
        assert said == "p.db: the file may only be read. Allow writing to it and to its folder.\n"
        return
    outcome = place.run(line)
    assert outcome.code in (0, 2), outcome
    assert place.path.read_bytes() == content


@every_line
def test_a_sound_project_is_left_without_companions(place: Place, sound: Path, does: str, line: str) -> None:
    shutil.copy(sound, place.path)
    before = place.files()
    outcome = place.run(line)
    assert outcome.code in (0, 2), outcome
    assert not any(name.endswith(("-wal", "-shm", ".part")) for name in place.files())
    if does in (READ, TRY, SAVE) and "--split" not in line:  # which keeps which splits were written
        assert before.items() <= place.files().items()
    assert check(place.path).problems == []
