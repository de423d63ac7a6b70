"""Packs are written whole, replace nothing, and belong to one annotator."""

from __future__ import annotations

import os
from unittest import mock

import pytest

from labels.errors import UsageError, WritingError
from labels.packs import file_name, pack_in_words
from labels.project import Project
from labels.projections.check import Checked, check
from tests.labels.packs.giving import assign
from tests.labels.sqlite.test_companions import fill, small_disk


def test_somebody_new_is_registered_while_nothing_is_assigned(lead, tmp_path):
    planned = lead.pack("cleo", tmp_path / "cleo.copydesk", dry_run=True)
    assert planned.is_new and not planned.path.exists() and "cleo" not in lead.packer.names()
    made = lead.pack("cleo", tmp_path / "cleo.copydesk")
    assert pack_in_words(made) == (
        f"{made.path}: for cleo, 3 articles, 8 sentences, 0 decided. cleo is new, and was registered."
    )
    with Project.open(made.path) as own:
        own.label(next(iter(own.sentences())), "claim")
        assert own.annotator == "cleo"
    lead.merge(made.path)
    assert lead.annotators() == ["ana", "ben", "cleo"]


@pytest.mark.parametrize(
    ("name", "said"), [("anna", "Did you mean ana"), ("lea", "Nothing is assigned to lea"), ("zoë", "There are: ana")]
)
def test_who_has_no_work_gets_no_pack(lead, tmp_path, name, said):
    assign(lead, {"ana": [1]})
    with pytest.raises(UsageError, match=said):
        lead.pack(name, tmp_path / "pack.copydesk")
    assert not (tmp_path / "pack.copydesk").exists()


def test_a_pack_is_made_of_a_whole_project(lead, tmp_path):
    with (
        Project.open(lead.pack("ana", tmp_path / "ana.copydesk").path) as own,
        pytest.raises(UsageError, match="is the pack of ana"),
    ):
        own.pack("ben", tmp_path / "ben.copydesk")


def test_a_pack_replaces_nothing(lead, tmp_path):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    before = path.read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        lead.pack("ana", path)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="folder"):
        lead.pack("ana", tmp_path)
    with pytest.raises(UsageError, match="its folder does not exist"):
        lead.pack("ana", tmp_path / "nowhere" / "ana.copydesk")


def test_everyones_packs_are_written_only_if_none_is_there(lead, tmp_path):
    with pytest.raises(UsageError, match="Nothing is assigned"):
        lead.pack_everyone(tmp_path / "packs")
    assign(lead, {"ana": [1], "ben": [1]})
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "ben.copydesk").touch()
    with pytest.raises(UsageError, match="is there already"):
        lead.pack_everyone(tmp_path / "packs")
    assert os.listdir(tmp_path / "packs") == ["ben.copydesk"]


def test_a_pack_is_written_whole_or_not_at_all(lead, tmp_path):
    with (
        mock.patch("labels.files.new_file.settle", side_effect=OSError(28, "No space left on device")),
        pytest.raises(WritingError, match="No space left"),
    ):
        lead.pack("ana", tmp_path / "out.copydesk")
    assert [name for name in os.listdir(tmp_path) if "out" in name] == []


def test_a_pack_is_written_to_by_nobody_else(lead, tmp_path, monkeypatch):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with pytest.raises(UsageError, match="is the pack of ana"):
        Project.open(path, "ben")
    monkeypatch.setenv("COPYDESK_ANNOTATOR", "ben")
    with Project.open(path) as own:
        assert own.annotator == "ana"
    with Project.open(lead.path) as other:
        assert other.annotator == "ben" and other.pack_owner is None


def test_whose_pack_it_is_stays_with_the_file(lead, tmp_path):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with Project.open(path) as own:
        own.label(next(iter(own.sentences())), "claim")
        own.export(tmp_path / "ana.zip", format="archive")
    with Project(tmp_path / "new.db", "lea", begin=False) as new:
        new.import_files(tmp_path / "ana.zip")
        new.merge(path)
        assert new.pack_owner is None
    assert check(tmp_path / "new.db") == Checked([])


@pytest.mark.parametrize(
    ("name", "file"),
    [("ana", "ana.copydesk"), ("Ana M.", "Ana M.copydesk"), ("a/b\\c:d", "a_b_c_d.copydesk"), ("..", "_.copydesk")],
)
def test_the_name_of_a_file_can_be_one_on_every_system(name, file):
    assert file_name(name) == file


def test_a_pack_on_a_full_disk_is_named_by_its_own_name(lead, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        fill(disk)
        with pytest.raises(WritingError, match=r"^[^ ]*/disk/ana\.copydesk: .*") as refused:
            lead.pack("ana", disk / "ana.copydesk")
        assert ".part" not in str(refused.value)
        assert [each.name for each in disk.iterdir()] == ["fill"]
