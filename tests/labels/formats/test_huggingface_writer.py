"""A Hugging Face folder: its files, its classes, and its way back."""

from __future__ import annotations

import json

import pytest

from labels.errors import ProjectError, UsageError, WritingError
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.dataset import Dataset
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.values.progress import UNWATCHED
from tests.labels.formats.projects import EVERYTHING, opened, take_in

pq = pytest.importorskip("pyarrow.parquet")
TEXT = "One is here. Two “is” there.\n\nThree is far."


@pytest.fixture
def decided(tmp_path):
    with opened(tmp_path / "a.db") as made:
        for text in (TEXT, "A short one.", "Another short one."):
            made.add(text)
        first, second, *_ = made.sentences()
        made.label(first, "claim", "quote", seconds=0.1)
        made.skip(second)
        yield made


def write(project, path, **more):
    return HuggingFaceWriter().write(select(project.view, EVERYTHING, **more), path, UNWATCHED)


def contents(folder):
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_classes_are_numbers_whose_names_are_told(decided, tmp_path):
    assert write(decided, tmp_path / "out") == 5
    table = pq.read_table(tmp_path / "out/data/train-00000-of-00001.parquet")
    assert table["labels"].to_pylist()[:2] == [[0, 1], []]
    told = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]["labels"]
    assert told["feature"]["names"] == ["claim", "quote", "fact", "opinion"]
    assert "'1': \"quote\"" in (tmp_path / "out/README.md").read_text(encoding="utf-8")


def test_parts_become_splits(decided, tmp_path):
    ids = [article.id for article in decided.articles()]
    write(decided, tmp_path / "out", parts=dict(zip(ids, ("train", "validation", "test"), strict=True)))
    assert sorted(contents(tmp_path / "out")) == [
        "README.md",
        "croissant.json",
        *(f"data/{split}-00000-of-00001.parquet" for split in ("test", "train", "validation")),
    ]
    with pytest.raises(UsageError, match="no part"):
        write(decided, tmp_path / "out", parts={ids[0]: "train"})


def test_a_folder_comes_back_byte_for_byte(decided, tmp_path):
    write(decided, tmp_path / "out")
    with opened(tmp_path / "b.db") as after:
        take_in(after, tmp_path / "out")
        write(after, tmp_path / "again")
    one, again = contents(tmp_path / "out"), contents(tmp_path / "again")
    # How the sentences were cut, and by which tool they were labelled, is news of each project.
    assert one.pop("README.md").split(b"---")[1] == again.pop("README.md").split(b"---")[1]
    first, second = (json.loads(each.pop("croissant.json")) for each in (one, again))
    assert first["distribution"] == second["distribution"] and first["recordSet"] == second["recordSet"]
    assert again == one


def test_an_older_folder_is_replaced_only_when_all_is_written(decided, tmp_path):
    write(decided, tmp_path / "out")
    older = contents(tmp_path / "out")

    class Breaking(Dataset):
        def records(self):
            yield from list(Dataset.records(self))[:1]
            raise ProjectError("gone")

    with pytest.raises(ProjectError):
        HuggingFaceWriter().write(
            Breaking(decided.view, select(decided.view).every_record), tmp_path / "out", UNWATCHED
        )
    assert contents(tmp_path / "out") == older
    HuggingFaceWriter().write(select(decided.view, Selection()), tmp_path / "out", UNWATCHED)
    assert contents(tmp_path / "out") != older
    assert not [each.name for each in tmp_path.iterdir() if each.name.endswith((".part", ".old"))]


def test_somebody_elses_folder_is_never_replaced(decided, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("mine")
    with pytest.raises(WritingError, match="thesis"):
        write(decided, tmp_path / "out")
    assert (tmp_path / "out/thesis.txt").read_text() == "mine"
