"""Recent projects are kept beside the settings, and only where those may be written."""

import json

import pytest

from tui.recent_projects import MOST, keep_recent, recent_projects


@pytest.fixture
def settings(tmp_path, monkeypatch):
    path = tmp_path / "settings" / "settings.toml"
    path.parent.mkdir()
    monkeypatch.setenv("COPYDESK_SETTINGS", str(path))
    return path


def made(folder, *names):
    for name in names:
        (folder / name).write_text("a project")
    return [folder / name for name in names]


def test_the_last_is_the_first_and_each_is_there_once(tmp_path, settings, monkeypatch):
    paths = made(tmp_path, *(f"{n}.db" for n in range(MOST + 2)))
    monkeypatch.chdir(tmp_path)
    for path in paths:
        keep_recent(path)
    keep_recent(paths[3].relative_to(tmp_path))
    assert [path.name for path in recent_projects()] == ["3.db", "6.db", "5.db", "4.db", "2.db"]
    assert [path.name for path in settings.parent.iterdir()] == ["recent-projects.json"]


def test_what_is_gone_is_not_offered_and_does_not_come_back(tmp_path, settings):
    one, two = made(tmp_path, "1.db", "2.db")
    keep_recent(one)
    keep_recent(two)
    one.unlink()
    assert recent_projects() == [two]
    keep_recent(two)
    made(tmp_path, "1.db")
    assert recent_projects() == [two]


@pytest.mark.parametrize("content", ["", "{", "[1, null]", '{"a": 1}', '["a\\u0000b"]', "[" * 9999, "\udcff"])
def test_a_list_that_is_none_is_no_list(tmp_path, settings, content):
    settings.with_name("recent-projects.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert recent_projects() == []
    (path,) = made(tmp_path, "1.db")
    keep_recent(path)
    assert recent_projects() == [path]


@pytest.mark.parametrize("why", ["folder", "file", "no folder", "device"])
def test_where_the_settings_may_not_be_written_nothing_is(tmp_path, settings, monkeypatch, why):
    (project,) = made(tmp_path, "1.db")
    if why == "folder":
        settings.parent.chmod(0o555)
    elif why == "file":
        settings.write_text("")
        settings.chmod(0o444)
    elif why == "no folder":
        monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "nowhere" / "settings.toml"))
    else:
        monkeypatch.setenv("COPYDESK_SETTINGS", "/dev/null")
    before = sorted(tmp_path.rglob("*"))
    keep_recent(project)
    assert sorted(tmp_path.rglob("*")) == before
    assert recent_projects() == []
    settings.parent.chmod(0o755)


def test_the_folder_of_settings_that_nobody_named_is_made(tmp_path, monkeypatch):
    monkeypatch.delenv("COPYDESK_SETTINGS")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (project,) = made(tmp_path, "1.db")
    keep_recent(project)
    (kept,) = tmp_path.rglob("recent-projects.json")
    assert json.loads(kept.read_text()) == [str(project)]
