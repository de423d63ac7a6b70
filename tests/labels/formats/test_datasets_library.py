"""Folders that the Hugging Face datasets library itself wrote: saved on the disk, or pushed as files with a card."""

from __future__ import annotations

import os

import pytest

from labels.importing.pipeline import ImportOptions, import_articles
from labels.project import Project
from labels.values.import_options import Columns
from tests.labels.importing.read_files import decisions, found
from tests.labels.making import Clock

LONG = "long as it may be: “so”, 'isn't it', so"  # codebooks have no longer names
NAMES = ["neg", "pos: x", LONG, "😀 ü"]
TEXTS = [f"Sentence number {n} of them." for n in range(8)]
LABELS = [0, 1, 2, 3, None, 0, 1, 2]


@pytest.fixture
def datasets(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    return pytest.importorskip("datasets")


def made(datasets, several=False, rows=slice(None), names=NAMES):
    classes = datasets.ClassLabel(names=names)
    features = {"text": datasets.Value("string"), "label": classes}
    labels = LABELS[rows]
    if several:
        features = {"text": datasets.Value("string"), "labels": datasets.Sequence(classes)}
        labels = [[] if each is None else [each, 3] if each != 3 else [each] for each in labels]
    rows = dict(zip(features, (TEXTS[rows], labels), strict=True))
    return datasets.Dataset.from_dict(rows, features=datasets.Features(features))


def names(rows=slice(None)):
    return [
        (text, None, (NAMES[label],))
        for text, label in zip(TEXTS[rows], LABELS[rows], strict=True)
        if label is not None
    ]


def test_a_dataset_saved_on_the_disk(datasets, tmp_path):
    saved = made(datasets)
    saved.save_to_disk(tmp_path / "set", num_shards=2)
    first, second = found(tmp_path / "set")
    assert [*decisions(first), *decisions(second)] == names()
    datasets.load_from_disk(tmp_path / "set").map(lambda row: {"text": row["text"].upper()})
    assert list((tmp_path / "set").glob("cache-*.arrow"))
    assert len(found(tmp_path / "set")) == 2


def test_several_classes_a_sentence(datasets, tmp_path):
    made(datasets, several=True).save_to_disk(tmp_path / "set")
    (article,) = found(tmp_path / "set")
    assert decisions(article)[:2] == [(TEXTS[0], None, ("neg", "😀 ü")), (TEXTS[1], None, ("pos: x", "😀 ü"))]


def test_some_rows_of_a_dataset_and_its_splits(datasets, tmp_path):
    parts = {"train": slice(0, 6), "held out": slice(6, 8)}
    whole = made(datasets)
    chosen = {name: whole.select(range(part.start, part.stop)) for name, part in parts.items()}
    datasets.DatasetDict(chosen).save_to_disk(tmp_path / "set")
    articles = {article.article.meta["split"]: decisions(article) for article in found(tmp_path / "set")}
    assert articles == {name: names(part) for name, part in parts.items()}


@pytest.mark.parametrize("format", ["json", "csv", "parquet"])
def test_files_with_the_card_that_the_library_writes(datasets, tmp_path, format):
    from datasets.info import DatasetInfosDict
    from huggingface_hub import DatasetCardData

    folder = tmp_path / "set"
    (folder / "data").mkdir(parents=True)
    data, card = made(datasets), DatasetCardData()
    DatasetInfosDict({"default": data.info}).to_dataset_card_data(card)
    (folder / "README.md").write_text(f"---\n{card.to_yaml()}\n---\n# Set\n", encoding="utf-8")
    name = {"json": "train.jsonl", "csv": "train.csv", "parquet": "train-00000-of-00001.parquet"}[format]
    getattr(data, f"to_{format}")(folder / "data" / name)
    (article,) = found(folder)
    assert decisions(article) == names() and article.article.meta["split"] == "train"


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_an_export_loads_however_late_a_note_appears(datasets, tmp_path, kind):
    with Project(tmp_path / "a.db", "ana", clock=Clock()) as project:
        rows = tmp_path / "rows.csv"
        rows.write_text("text,label,g\n" + "".join(f"Tram {n} is late.,claim,{n // 50}\n" for n in range(300)))
        project.import_files(rows, options=ImportOptions(make_codebook=True, columns=Columns(group="g")))
        *_, last = project.sentences()
        project.note(last, "Is it?")
        path = tmp_path / f"data.{kind}"
        project.export(path)
    kind = "json" if kind == "jsonl" else kind
    if kind == "json":  # of CSV the library leaves the file open when it fails
        with pytest.raises(datasets.exceptions.DatasetGenerationError):
            datasets.load_dataset(kind, data_files=str(path), chunksize=20_000)
    loaded = datasets.load_dataset(kind, data_files=str(path), chunksize=os.path.getsize(path))["train"]
    assert (len(loaded), loaded[0]["note"], loaded[-1]["note"]) == (300, None, "Is it?")


def test_the_splits_it_came_in_can_be_the_parts_it_goes_out_in(datasets, tmp_path):
    from labels.splits.parts import given_parts

    parts, short = {"train": slice(0, 6), "test": slice(6, 8)}, ["neg", "pos: x", "other", "😀 ü"]
    datasets.DatasetDict({name: made(datasets, rows=part, names=short) for name, part in parts.items()}).save_to_disk(
        tmp_path / "set"
    )
    with Project(tmp_path / "a.db", "ana", clock=Clock()) as project:
        report = import_articles(project, [tmp_path / "set"], ImportOptions(make_codebook=True))
        assert report.refused == [] and report.decisions == 7
        assert {label.name for label in project.codebook.labels} == set(short)
        assert sorted(given_parts(project, "split", by_source=False).of.values()) == ["test", "train"]
