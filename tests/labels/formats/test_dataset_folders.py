"""Folders of Hugging Face datasets, written by hand: names of classes and splits, from whatever tells them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from labels.formats.reader import ImportedArticle
from labels.importing.reading import read_articles
from labels.importing.report import Refused
from labels.values.import_options import ImportOptions
from tests.labels.importing.read_files import decisions, found, refusal, remarks, write_lines

FEATURES = """\
  features:
  - name: text
    dtype: string
  - name: label
    dtype:
      class_label:
        names:
          '0': claim
          '1': 'a: fact'
"""
CARD = f"---\nlicense: mit\ndataset_info:\n{FEATURES}---\n\n# Bridges\n\nNo article.\n"
CLASSES = {
    "text": {"dtype": "string", "_type": "Value"},
    "label": {"names": ["claim", "a: fact"], "_type": "ClassLabel"},
}
ROWS = [
    {"text": "The bridge is closed.", "label": 1},
    {"text": "Nobody knows.", "label": 0},
    {"text": "So.", "label": None},
]
LABELS = [("The bridge is closed.", None, ("a: fact",)), ("Nobody knows.", None, ("claim",))]


def card(folder: Path, text: str = CARD) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text(text, encoding="utf-8")
    return folder


def arrow(path: Path, rows=ROWS, metadata=None, *, stream: bool = True) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pyarrow.Table.from_pylist(rows)
    if metadata is not None:
        table = table.replace_schema_metadata({"huggingface": json.dumps({"info": {"features": metadata}})})
    made = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
    with made(path, table.schema) as file:
        file.write_table(table, max_chunksize=2)
    return path


def saved(folder: Path, rows=ROWS, metadata=CLASSES, split: str | None = None, **state) -> Path:
    """A folder as `save_to_disk` writes it."""
    arrow(folder / "data-00000-of-00001.arrow", rows, metadata)
    (folder / "dataset_info.json").write_text(json.dumps({"citation": "", "features": CLASSES, "license": ""}))
    files = [{"filename": "data-00000-of-00001.arrow"}]
    known = {"_data_files": files, "_fingerprint": "e4", "_split": split, **state}
    (folder / "state.json").write_text(json.dumps(known))
    return folder


# -- a card beside data files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["train.jsonl", "data/train-00000.csv", "data/en/train.json", "train.tsv"])
def test_a_card_names_the_classes_of_json_and_csv(tmp_path, name):
    path = card(tmp_path / "set") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in (".csv", ".tsv"):
        sign = "," if path.suffix == ".csv" else "\t"
        cells = [["text", "label"], *([row["text"], "" if row["label"] is None else str(row["label"])] for row in ROWS)]
        path.write_text("".join(f"{sign.join(row)}\n" for row in cells))
    elif path.suffix == ".json":
        path.write_text(json.dumps(ROWS))
    else:
        write_lines(path, *ROWS)
    (article,) = found(tmp_path / "set")
    assert decisions(article) == LABELS
    assert article.article.meta["split"] == "train"
    (alone,) = found(path)
    assert decisions(alone) == LABELS


def test_splits_are_those_of_the_card_or_of_the_names(tmp_path):
    files = {
        "a/x.jsonl": "One.",
        "a/y.jsonl": "Two.",
        "validation-00000-of-00001.jsonl": "Three.",
        "test_de/z.jsonl": "Four.",
    }
    train, test = "  - split: train\n    path: a/x*\n", "  - split: test\n    path:\n    - a/y.jsonl\n"
    configs = f"configs:\n- config_name: default\n  data_files:\n{train}{test}"
    folder = card(tmp_path / "set", CARD.replace("license: mit\n", configs))
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_lines(folder / name, {"text": text, "label": 0})
    splits = {article.article.text: article.article.meta.get("split") for article in found(folder)}
    assert splits == {"One.": "train", "Two.": "test", "Three.": "validation", "Four.": "test"}


def test_a_column_of_splits_is_kept_as_it_is(tmp_path):
    write_lines(card(tmp_path / "set") / "train.jsonl", {"text": "One.", "label": 0, "split": "mine"})
    (article,) = found(tmp_path / "set")
    assert article.article.meta["split"] == "mine"


def test_each_configuration_has_its_classes(tmp_path):
    infos = FEATURES.replace("  features", "- config_name: first\n  features")
    infos += FEATURES.replace("  features", "- config_name: second\n  features").replace("claim", "quote")
    configs = "".join(f"- config_name: {name}\n  data_files: {name}*\n" for name in ("first", "second"))
    folder = card(tmp_path / "set", f"---\ndataset_info:\n{infos}configs:\n{configs}---\n")
    for name in ("first", "second"):
        write_lines(folder / f"{name}.jsonl", {"text": f"The {name} one.", "label": 0})
    assert [labels for article in found(folder) for _, _, labels in decisions(article)] == [("claim",), ("quote",)]


@pytest.mark.parametrize("numbers", [(1.0, 0.0), ("1.0", "0.0")])
def test_numbers_of_classes_may_be_written_with_a_point(tmp_path, numbers):
    rows = [row | {"label": number} for row, number in zip(ROWS, (*numbers, None), strict=True)]
    path = write_lines(card(tmp_path / "set") / "train.jsonl", *rows)
    assert decisions(found(path)[0]) == LABELS


def test_names_may_stand_where_numbers_could(tmp_path):
    path = write_lines(
        card(tmp_path / "set") / "a.jsonl", {"text": "One.", "label": "claim"}, {"text": "Two.", "label": 1}
    )
    assert [labels for _, _, labels in decisions(found(path)[0])] == [("claim",), ("a: fact",)]
    write_lines(path, {"text": "One.", "label": 0}, {"text": "Two.", "label": 7})
    assert refusal(path) == "line 2: its “label” is 7, and there are 2 classes. Export it again."
    write_lines(path, {"text": "One.", "label": "other"})
    assert "is other, and there are 2 classes" in refusal(path)


def test_a_readme_that_is_no_card_changes_nothing(tmp_path):
    write_lines(card(tmp_path / "set", "# Mine\n\n---\n") / "train.jsonl", {"text": "One.", "label": 0})
    readme, article = found(tmp_path / "set")
    assert readme.article.title == "Mine"
    assert decisions(article) == [("One.", None, ("0",))] and "split" not in article.article.meta


def test_a_card_that_cannot_be_read_is_told(tmp_path):
    folder = card(tmp_path / "set", CARD.replace("'0': claim", "'0': *claim"))
    path = write_lines(folder / "a.jsonl", {"text": "One.", "label": 0})
    assert decisions(found(path)[0]) == [("One.", None, ("0",))]
    told, *_ = remarks(path)
    assert "README.md are not taken; its front matter cannot be read" in told


def test_parquet_without_classes_of_its_own_gets_them_from_the_card(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    folder = card(tmp_path / "set")
    write_table(pyarrow.Table.from_pylist(ROWS), folder / "test-00000-of-00001.parquet")
    (article,) = found(folder)
    assert decisions(article) == LABELS and article.article.meta["split"] == "test"
    assert article.origin.startswith("huggingface: ")


def test_in_an_archive_a_card_is_found_as_well(tmp_path):
    folder = card(tmp_path / "set")
    (folder / "data").mkdir()
    write_lines(folder / "data/train.jsonl", *ROWS)
    shutil.make_archive(str(tmp_path / "set"), "zip", tmp_path, "set")
    (article,) = found(tmp_path / "set.zip")
    assert decisions(article) == LABELS and article.article.meta["split"] == "train"


def test_on_request_files_are_of_a_dataset_without_a_card(tmp_path):
    (tmp_path / "set").mkdir()
    write_lines(tmp_path / "set/valid.jsonl", {"text": "One.", "label": "x"})
    (tmp_path / "set/test.csv").write_text("text,label\nTwo.,y\n")
    (tmp_path / "set/other.txt").write_text("Three.\n")
    items = list(read_articles([tmp_path / "set"], ImportOptions(format="huggingface")))
    splits = [(each.article.text, each.article.meta["split"]) for each in items if isinstance(each, ImportedArticle)]
    assert splits == [("Two.", "test"), ("One.", "validation")]
    (refused,) = (each for each in items if isinstance(each, Refused))
    assert "no data file of a dataset" in refused.reason


# -- saved on the disk ---------------------------------------------------------------------------------------


def test_a_saved_dataset_is_read_with_its_classes_and_split(tmp_path):
    (article,) = found(saved(tmp_path / "set", split="train"))
    assert decisions(article) == LABELS and article.article.meta["split"] == "train"


def test_classes_come_from_dataset_info_where_the_file_has_none(tmp_path):
    (article,) = found(saved(tmp_path / "set", metadata=None))
    assert decisions(article) == LABELS and "split" not in article.article.meta


def test_each_folder_of_a_saved_dict_is_a_split(tmp_path):
    for split, row in (("train", ROWS[0]), ("held out", ROWS[1])):
        saved(tmp_path / "set" / split, [row])
    (tmp_path / "set/dataset_dict.json").write_text('{"splits": ["train", "held out"]}')
    splits = [(article.article.text, article.article.meta["split"]) for article in found(tmp_path / "set")]
    assert splits == [("Nobody knows.", "held out"), ("The bridge is closed.", "train")]


def test_files_that_are_left_over_are_not_read_and_told(tmp_path):
    folder = saved(tmp_path / "set")
    left = arrow(folder / "cache-3bd13ff82e6b2947.arrow", [{"text": "SHOUTED.", "label": 0}], CLASSES)
    assert [article.article.text for article in found(folder)] == ["\n\n".join(row["text"] for row in ROWS)]
    assert remarks(left) == ["Not read: state.json beside it does not name it as part of the dataset."]


def test_a_choice_of_rows_is_never_taken_for_all_of_them(tmp_path):
    folder = saved(tmp_path / "set", _indices_data_files=[{"filename": "indices.arrow"}])
    assert "only some of its rows" in refusal(folder / "data-00000-of-00001.arrow")


@pytest.mark.parametrize("stream", [True, False])
def test_an_arrow_file_by_itself_and_a_damaged_one(tmp_path, stream):
    path = arrow(tmp_path / "a.arrow", metadata=CLASSES, stream=stream)
    assert decisions(found(path)[0]) == LABELS
    whole = path.read_bytes()
    for length in (len(whole) // 3, len(whole) // 2, 5, len(whole) - 8):
        path.write_bytes(whole[:length])
        assert "cut off or damaged Arrow" in refusal(path)
    path.write_bytes(b"no Arrow at all")
    assert "cut off or damaged Arrow" in refusal(path)


def test_offsets_that_lead_nowhere_are_refused(tmp_path):
    path = arrow(tmp_path / "a.arrow", [{"text": f"Sentence {n} of them."} for n in range(50)])
    whole = bytearray(path.read_bytes())
    at = whole.index((19).to_bytes(4, "little") + (38).to_bytes(4, "little"))
    whole[at : at + 4] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(whole)
    assert "cut off or damaged Arrow" in refusal(path)


@pytest.mark.parametrize(
    "state", [{"_data_files": 5}, {"_data_files": "x"}, {"_data_files": [5]}, {"_split": {"a": 1}}, []]
)
def test_a_state_of_another_shape_says_nothing(tmp_path, state):
    folder = saved(tmp_path / "set")
    (folder / "state.json").write_text(json.dumps(state))
    (tmp_path / "dataset_dict.json").write_text('{"splits": 5}')
    assert decisions(found(folder / "data-00000-of-00001.arrow")[0]) == LABELS


def test_what_lies_beside_the_data_must_be_sound(tmp_path):
    folder = saved(tmp_path / "set")
    (folder / "state.json").write_text("{")
    assert "state.json beside it is not valid JSON" in refusal(folder / "data-00000-of-00001.arrow")


def test_a_row_with_a_number_too_many_is_named(tmp_path):
    folder = saved(tmp_path / "set", [*ROWS, {"text": "More.", "label": 2}])
    assert "row 4: its “label” is 2, and there are 2 classes" in refusal(folder / "data-00000-of-00001.arrow")


def test_descriptions_are_no_articles_but_other_objects_are(tmp_path):
    (tmp_path / "croissant.json").write_text(
        '{"@context": {}, "@type": "sc:Dataset", "conformsTo": ["http://mlcommons.org/croissant/1.1"], "name": "x"}'
    )
    assert found(tmp_path) == []
    (tmp_path / "b.json").write_text('{"splits": [{"text": "One."}]}')
    (tmp_path / "c.json").write_text('{"text": "conformsTo http://mlcommons.org/croissant/1.1"}')
    (tmp_path / "d.json").write_text('{"splits": [' + ", ".join(['"a"'] * 500) + '], "articles": [{"text": "Two."}]}')
    assert len(found(tmp_path)) == 3
