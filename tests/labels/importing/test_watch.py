"""Watching a folder: what is new or changed comes once, when it has stopped changing."""

from __future__ import annotations

import os

from labels.importing.watch import Watch


def names(paths):
    return [path.name for path in paths]


def test_new_and_changed_files_come_once_when_they_have_settled(tmp_path):
    (tmp_path / "a.txt").write_text("A.")
    watch = Watch([tmp_path])
    assert names(watch.look(settled=False)) == ["a.txt"]
    assert watch.look() == []
    (tmp_path / "b.txt").write_text("Half")
    (tmp_path / "c.odd").write_text("Not read.")
    assert watch.look() == []
    (tmp_path / "b.txt").write_text("Half and more")
    assert watch.look() == []
    assert names(watch.look()) == ["b.txt"]
    assert watch.look() == []
    os.utime(tmp_path / "a.txt", ns=(1, 1))
    assert (watch.look(), names(watch.look())) == ([], ["a.txt"])


def test_what_is_not_there_yet_may_come(tmp_path):
    watch = Watch([tmp_path / "later", tmp_path / "*.md"])
    assert watch.look(settled=False) == []
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "a.txt").write_text("A.")
    (tmp_path / "b.md").write_text("B.")
    watch.look()
    assert names(watch.look()) == ["a.txt", "b.md"]
    (tmp_path / "b.md").unlink()
    assert watch.look() == []
