"""Three packs in three folders, worked in and merged in two orders: the same digest, the same export."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from labels.journal.event import Act
from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import DESK, Terminal
from tests.tui.cli.running import run

PEOPLE = ("ana", "ben", "cleo")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of lea, who has given each of the three two of three articles."""
    path = tmp_path / "news.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "no settings.toml"))
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Number {number} begins. {article(5)}")
    assert run("import", *(f"{number}.txt" for number in range(3)), "-p", path, "-a", "lea").code == 0
    with Project.open(path, "lea") as project:
        for name in PEOPLE:
            project.journal.register_other(name)
        keys = dict(project.connection.execute("SELECT name, key FROM team JOIN person ON n = person"))
        acts = [Act("annotator", payload={"who": keys["lea"], "role": "lead"})]
        for n, two in enumerate((("ana", "ben"), ("ben", "cleo"), ("cleo", "ana")), 1):
            acts += [Act("assign", n, payload={"to": keys[name], "on": True}) for name in two]
        project.journal.record(acts)
    assert run("pack", "--everyone", "-o", "packs", "-a", "lea", "-p", path).code == 0
    for name in PEOPLE:
        (tmp_path / name).mkdir()
        (tmp_path / "packs" / f"{name}.copydesk").rename(tmp_path / name / f"{name}.copydesk")
    return path


def taken_back(office: Path, orders: Sequence[Sequence[str]]) -> tuple[str, str]:
    """The digest and the export after packs were merged into a copy of the project, lot by lot."""
    merged = office.with_name("merged.db")
    shutil.copy(office, merged)
    for lot in orders:
        assert run("merge", "--no-copy", *(f"{name}/{name}.copydesk" for name in lot), "-p", merged).code == 0
    assert run("check", "-p", merged).code == 0
    found = run("check", "--digest", "-p", merged).out, run("export", "-p", merged).out
    merged.unlink()
    return found


def come_to_the_same(office: Path) -> str:
    """Whatever the order and the number, the result is the same; the export."""
    one = taken_back(office, [["ana"], ["ben"], ["cleo"]])
    assert one == taken_back(office, [["cleo"], ["ana", "cleo", "ben"], ["ben"], ["cleo"]])
    return one[1]


def test_packs_that_were_annotated_by_command_come_to_the_same(office):
    for name, label in zip(PEOPLE, ("claim", "quote", "news"), strict=True):
        at = ("-p", f"{name}/{name}.copydesk")
        environment = {"COPYDESK_ANNOTATOR": "somebody else"}
        assert run("annotate", "Number", "--label", label, *at, **environment).code == 0
        assert run("annotate", "is:undecided", "--skip", *at, **environment).code == 0
        assert run("annotate", "is:labelled", "--flag", *at, **environment).code == 0
    exported = come_to_the_same(office)
    for name, label in zip(PEOPLE, ("claim", "quote", "news"), strict=True):
        own = [line for line in exported.splitlines() if f'"annotator":"{name}"' in line]
        assert len(own) == 12
        assert sum(f'"label":"{label}"' in line for line in own) == 2


@pytest.mark.slow
def test_packs_that_were_labelled_at_the_desk_come_to_the_same(office, tmp_path):
    for name, key in zip(PEOPLE, "cqn", strict=True):
        with Terminal([*DESK, f"{name}.copydesk"], tmp_path / name) as terminal:
            terminal.wait_for("0 of 6 decided")
            terminal.write(key * 6)
            terminal.wait_for("Article finished")
            terminal.press("enter")
            terminal.wait_for("0 of 6 decided")
            terminal.write(key * 6)
            terminal.wait_for("all decided")
            terminal.press("ctrl+q")
            assert terminal.wait_for_end() == 0
    exported = come_to_the_same(office)
    assert exported.count('"annotator":"ana"') == exported.count('"label":"claim"') == 12
