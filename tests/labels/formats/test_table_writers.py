"""CSV, TSV and Parquet: they come back as they went, and do no harm on the way."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.article import Article
from labels.errors import ProjectError
from labels.exporting.fidelity import fidelity
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.csv.writer import CsvWriter, TsvWriter
from labels.formats.dataset import Dataset
from labels.formats.losses import RECORD_LOSSES
from labels.formats.parquet import ParquetWriter
from labels.project import Project
from labels.values.progress import UNWATCHED
from tests.examples import examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, records, take_in, write

TABLES = [CsvWriter(), TsvWriter(), ParquetWriter()]
few = settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def decided(project):
    first, second, third, *_ = project.sentences()
    project.skip(first)
    project.label(second, "claim", seconds=2.5, suggested=("quote", 0.75))
    project.note(second, '=HYPERLINK("http://example.org")')
    project.label(third, "claim", "quote")
    return project


@pytest.mark.parametrize("exporter", TABLES, ids=lambda each: each.name)
@few
@given(made=articles, said=acts)
def test_what_went_comes_back(exporter, made, said):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            out = folder / f"out{exporter.suffix}"
            written = write(before, exporter, out)
            take_in(after, out)
            lost = {each.loss.field for each in fidelity(select(before.view, EVERYTHING), exporter).lost}
            pairs = list(zip(records(before), records(after), strict=True))
            differing = {key for one, other in pairs for key in one if one[key] != other[key]}
            assert differing <= lost <= {loss.field for loss in RECORD_LOSSES}
            assert ("id" in differing) == ("id" in lost)
            if not lost:
                assert write(after, exporter, folder / f"again{exporter.suffix}") == written


@pytest.mark.parametrize("exporter", TABLES, ids=lambda each: each.name)
@few
@given(notes=st.lists(st.text("'=+-@\t\r\n a,;|\"[]", min_size=1), min_size=3, max_size=3))
def test_no_text_loses_a_sign_for_looking_like_a_formula(exporter, notes):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            before.add(Article("'=1+2 is three. '' too. ''=And this?", title=notes[0], source=notes[1], url=notes[2]))
            for sentence, note in zip(before.sentences(), notes, strict=True):
                before.label(sentence, "claim")
                before.note(sentence, note)
                before.flag(sentence, reason=note[::-1])
            written = write(before, exporter, folder / f"out{exporter.suffix}")
            take_in(after, folder / f"out{exporter.suffix}")
            assert write(after, exporter, folder / f"again{exporter.suffix}") == written


@pytest.mark.parametrize("exporter", TABLES, ids=lambda each: each.name)
def test_whole_articles_come_back_byte_for_byte(tmp_path, exporter):
    with opened(tmp_path / "a.db") as before, opened(tmp_path / "b.db") as after:
        before.add("One is here. Two “is” there.\n\n=Three is far.")
        for sentence, labels in zip(before.sentences(), (["claim"], ["claim", "quote"], ["fact"]), strict=True):
            before.label(sentence, *labels, seconds=0.1)
        written = write(before, exporter, tmp_path / f"out{exporter.suffix}")
        take_in(after, tmp_path / f"out{exporter.suffix}")
        assert write(after, exporter, tmp_path / f"again{exporter.suffix}") == written


def test_no_cell_begins_like_a_formula(decided, tmp_path):
    write(decided, CsvWriter(), tmp_path / "out.csv", Selection())
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["note"] == '\'=HYPERLINK("http://example.org")'
    assert (rows[1]["label"], rows[2]["label"], rows[2]["labels"]) == ("claim", "", "claim|quote")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_a_text_like_a_formula_comes_back(tmp_path):
    with opened(tmp_path / "a.db") as before, opened(tmp_path / "b.db") as after:
        before.add("=1+2 is three.")
        write(before, CsvWriter(), tmp_path / "out.csv")
        take_in(after, tmp_path / "out.csv")
        assert records(after)[0]["text"] == "=1+2 is three."


def test_parquet_has_types_and_bounded_row_groups(decided, tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    monkeypatch.setattr("labels.formats.parquet.ROWS", 3)
    write(decided, ParquetWriter(), tmp_path / "out.parquet")
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [3, 3, 2]
    types = {field.name: str(field.type) for field in file.schema_arrow}
    assert (types["start"], types["seconds"], types["flagged"]) == ("int64", "double", "bool")
    assert types["labels"].startswith("list<")


class Breaking(Dataset):
    """A dataset that cannot be read to its end."""

    def records(self):
        yield from list(Dataset.records(self))[:1]
        raise ProjectError("gone")


@pytest.mark.parametrize("exporter", TABLES, ids=lambda each: each.name)
def test_an_export_that_fails_leaves_the_older_file(decided: Project, tmp_path, exporter):
    path = tmp_path / "out"
    path.write_text("older")
    with pytest.raises(ProjectError):
        exporter.write(Breaking(decided.view, select(decided.view).every_record), path, UNWATCHED)
    assert path.read_text() == "older"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []
