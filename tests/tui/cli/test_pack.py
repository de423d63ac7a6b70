"""`copydesk pack` and `copydesk open`: packs given out, worked in by command, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from labels.journal.event import Act
from labels.project import Project
from tests.labels.making import make_project
from tests.tui.cli.running import run
from tui.app import CopydeskApp

WORDS = "Dropbox keeps this folder the same on several machines"


@pytest.fixture
def lead(folder) -> Iterator[Project]:
    """The project of the current folder, in which ana has two articles and ben one."""
    with make_project(folder / "copydesk.db", "lea") as project:
        for name in ("ana", "ben"):
            project.journal.register_other(name)
        keys = dict(project.connection.execute("SELECT name, key FROM team JOIN person ON n = person"))
        for name, n in (("ana", 1), ("ana", 2), ("ben", 3)):
            project.journal.record([Act("assign", n, payload={"to": keys[name], "on": True})])
        yield project


@pytest.fixture
def opened(monkeypatch) -> list[tuple[str, str]]:
    """The file and the annotator of each desk that was opened, as if in a terminal."""
    seen: list[tuple[str, str]] = []
    terminal = SimpleNamespace(isatty=lambda: True, buffer=None)
    monkeypatch.setattr("tui.cli.label.sys", SimpleNamespace(stdin=terminal, stderr=terminal))
    monkeypatch.setattr(
        CopydeskApp, "run", lambda app, **_: seen.append((app.project.path.name, app.project.annotator))
    )
    return seen


def test_a_pack_is_written_opened_worked_in_and_taken_back(lead, opened):
    done = run("pack", "ana", "-o", "ana.copydesk")
    assert done == (0, "", "ana.copydesk: for ana, 2 articles, 5 sentences, 0 decided.\n")
    for words in (["open", "ana.copydesk"], ["ana.copydesk"], ["label", "-p", "ana.copydesk"]):
        assert run(*words, COPYDESK_ANNOTATOR="somebody").code == 0
    assert opened == [("ana.copydesk", "ana")] * 3
    assert run("annotate", "is:undecided", "--label", "fact", "-p", "ana.copydesk", COPYDESK_ANNOTATOR="lea").code == 0
    assert json.loads(run("status", "--json", "-p", "ana.copydesk").out)["annotators"]["ana"]["labelled"] == 5
    assert run("check", "-p", "ana.copydesk").err == "ana.copydesk: sound\n"
    assert run("export", "-p", "ana.copydesk").out.count('"annotator":"ana"') == 5
    assert json.loads(run("merge", "ana.copydesk", "--dry-run", "--json").out)["decisions"] == {"ana": 5}
    assert "Decisions: ana 5." in run("merge", "ana.copydesk").err
    assert run("merge", "ana.copydesk").err == "Nothing is new: everything was here already.\n"


def test_everyone_gets_one(lead, folder):
    told = (
        "packs/ana.copydesk: would be for ana, 2 articles, 5 sentences, 0 decided.\n"
        "packs/ben.copydesk: would be for ben, 1 article, 3 sentences, 0 decided.\n"
    )
    assert run("pack", "--everyone", "-o", "packs", "--dry-run") == (0, "", told)
    assert not (folder / "packs").exists()
    assert run("pack", "--everyone", "-o", "packs") == (0, "", told.replace("would be ", ""))
    assert sorted(path.name for path in (folder / "packs").iterdir()) == ["ana.copydesk", "ben.copydesk"]


def test_without_a_name_for_the_file_it_is_called_like_the_annotator(lead, folder):
    found = json.loads(run("pack", "ben", "--json").out)
    assert found["packs"][0]["path"] == "ben.copydesk" and (folder / "ben.copydesk").exists()
    assert found["packs"][0]["articles"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name one annotator, or give --everyone."),
        (["ana", "--everyone"], "Name one annotator, or give --everyone."),
        (["zoe"], "There is no annotator called zoe. There are: ana, ben, lea."),
        (["lea"], "Nothing is assigned to lea. Assign articles first."),
    ],
)
def test_what_cannot_be_packed_is_refused_in_one_line(lead, folder, words, said):
    assert run("pack", *words) == (2, "", f"copydesk: {said}\n")
    assert [path.name for path in folder.glob("*.copydesk")] == []


def test_once_there_is_a_lead_only_leads_pack_for_others(lead, folder):
    assert run("pack", "ben", "--dry-run").code == 0
    run("team", "--lead", "lea", "-a", "lea")
    refused = (
        "copydesk: copydesk.db: only a lead can write packs for others: lea. You are ana. Say who you are with"
        " --annotator.\n"
    )
    for words in (["ben"], ["ben", "--dry-run", "--json"], ["zoe"], ["--everyone"], ["--everyone", "--dry-run"]):
        assert run("pack", *words) == (2, "", refused), words
    assert not list(folder.glob("*.copydesk"))
    assert run("pack", "ana").err == "ana.copydesk: for ana, 2 articles, 5 sentences, 0 decided.\n"
    assert run("pack", "ana", "-a", "lea", "-o", "by-lea.copydesk").code == 0
    assert (folder / "ana.copydesk").read_bytes() == (folder / "by-lea.copydesk").read_bytes()
    assert run("pack", "ben", "--annotator", "lea").code == 0
    assert run("merge", "ana.copydesk", "ben.copydesk").code == 0, "taking packs back is for everybody"
    assert run("status", "-p", "ben.copydesk").code == 0


def test_somebody_who_has_no_work_is_told_no_names_of_others(lead):
    run("team", "--lead", "lea", "-a", "lea")
    told = "copydesk: There is no annotator called cleo. Who there is: copydesk team\n"
    assert run("pack", "cleo", "-a", "cleo") == (2, "", told)


def test_no_project_is_made_for_a_pack(folder):
    assert run("pack", "ana").code == 1
    assert list(folder.iterdir()) == []


def test_a_pack_in_a_folder_of_a_cloud_service_is_warned_of(lead, folder, opened):
    (folder / "Dropbox").mkdir()
    assert run("pack", "ana", "-o", "Dropbox/ana.copydesk").err.count(WORDS) == 1
    assert "is in a folder of Dropbox" in run("status", "-p", "Dropbox/ana.copydesk").err
    assert run("merge", "Dropbox/ana.copydesk").err.count(WORDS) == 1


def test_only_the_owner_writes_into_a_pack(lead):
    run("pack", "ana")
    done = run("annotate", "is:undecided", "--skip", "-p", "ana.copydesk", "--annotator", "ben")
    assert done == (2, "", "copydesk: ana.copydesk: is the pack of ana, and opens as ana. Leave out the other name.\n")


def test_any_project_file_can_be_opened(lead, opened):
    assert run("open", "copydesk.db", COPYDESK_ANNOTATOR="lea").code == 0
    assert run("open", "copydesk.db", "--annotator", "ben").code == 0
    assert opened == [("copydesk.db", "lea"), ("copydesk.db", "ben")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.copydesk", "there is no such file"),
        ("articles", "is a folder. Name a project file."),
        ("articles/bridge.txt", "is no Copydesk project. To add it as an article: copydesk articles/bridge.txt"),
    ],
)
def test_what_is_no_project_is_not_opened(articles, folder, opened, name, said):
    done = run("open", name)
    assert done.code in (1, 2) and f"copydesk: {name}: {said}" in done.err and done.err.count("\n") == 1
    assert opened == [] and not (folder / "copydesk.db").exists()
