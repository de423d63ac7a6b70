"""The settings file: none is needed, and whatever is wrong with one is said in one line that names it."""

import os

import pytest

from labels.errors import UsageError
from tui.settings import Settings, read_settings, settings_path


def test_without_a_file_there_are_defaults(tmp_path):
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_an_empty_file_is_as_good_as_none(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_theme_and_keys_are_read(tmp_path, encoding):
    path = tmp_path / "settings.toml"
    path.write_text('theme = "nord"\n[keys]\nundo = "ctrl+n"\n', encoding=encoding)
    assert read_settings(path) == Settings("nord", {"undo": "ctrl+n"})


def test_the_variable_names_the_file(tmp_path, monkeypatch):
    path = tmp_path / "mine.toml"
    path.write_text('theme = "nord"')
    monkeypatch.setenv("COPYDESK_SETTINGS", str(path))
    assert settings_path() == path
    assert read_settings().theme == "nord"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'theme = "nord', "TOML"),
        (b"theme = 3", "theme"),
        (b'colour = "blue"', "colour"),
        (b"[keys]\nundo = 3", "keys.undo"),
        (b'keys = "x"', "keys"),
        (b'theme = "\xff"', "read"),
        (b"\x00\x01", "TOML"),
        pytest.param(b"theme = " + b"[" * 2_000 + b"]" * 2_000, "nested too deep", id="lists"),
        pytest.param(b"theme = " + b"{a = " * 2_000 + b"1" + b"}" * 2_000, "nested too deep", id="tables"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_the_file(tmp_path, written, said):
    path = tmp_path / "settings.toml"
    path.write_bytes(written)
    with pytest.raises(UsageError) as refused:
        read_settings(path)
    message = str(refused.value)
    assert str(path) in message and said in message
    assert "\n" not in message


def test_a_folder_in_its_place_is_named(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unreadable here")
def test_an_unreadable_file_is_named(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("")
    path.chmod(0)
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path):
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    with pytest.raises(UsageError, match="is a pipe"):
        read_settings(path)
