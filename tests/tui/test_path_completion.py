"""A path is completed as far as it is certain; then the names are told."""

import pytest

from tui.path_completion import Completion, complete_path


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("news", "New York", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("story.txt", "Straße.md", "news/one.txt", ".secret.txt"):
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "completed", "told"),
    [
        ("new", "news/", ""),
        ("news/", "news/one.txt", ""),
        ("NEWS", "news/", ""),
        ("neW", "neW", "New York/  news/"),
        ("s", "story.txt", ""),
        ("stra", "Straße.md", ""),
        ("", "", "New York/  Straße.md  news/  story.txt"),
        (".", ".", ".hidden/  .secret.txt"),
        ("~", "~/", ""),
        ("~/new", "~/news/", ""),
        ("'New", "'New York/", ""),
        ("nothing", "nothing", "Nothing here begins with “nothing”."),
        ("no such folder/a", "no such folder/a", "Nothing here begins with “a”."),
        ("a\0/b", "a\0/b", "Nothing here begins with “b”."),
        ("~nosuchuser/x", "~nosuchuser/x", "Nothing here begins with “x”."),
    ],
)
def test_a_path_is_completed(typed, completed, told):
    assert complete_path(typed) == Completion(completed, told)


def test_of_many_names_the_first_are_told(folder):
    for n in range(20):
        (folder / "news" / f"part{n:02}").write_text("")
    assert complete_path("news/p").typed == "news/part"
    told = complete_path("news/part").told
    assert told.startswith("part00  part01") and told.endswith("and 8 more")
