"""What goes out to another tool comes back the same, or lacks exactly what the exporter says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from labels.exporting.fidelity import fidelity
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.argilla import ArgillaWriter
from labels.formats.doccano import DoccanoWriter
from labels.formats.fasttext import FastTextWriter
from labels.formats.label_studio.writer import LabelStudioWriter
from labels.formats.prodigy import ProdigyWriter
from tests.examples import default_cases, examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, records, take_in, write

WHOLE = [ProdigyWriter(), DoccanoWriter(), LabelStudioWriter(), ArgillaWriter()]

#: What only comes back when every sentence of an article goes along.
PLACE = {"id", "article_id", "position", "start", "end"}

few = settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("exporter", default_cases(WHOLE, 0, 1), ids=lambda each: each.name)
@few
@given(made=articles, said=acts)
def test_whole_articles_come_back_byte_for_byte(exporter, made, said):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            out = folder / f"out{exporter.suffix}"
            written = write(before, exporter, out)
            take_in(after, out)
            assert write(after, exporter, folder / f"again{exporter.suffix}") == written
            declared = {each.loss.field for each in fidelity(select(before.view, EVERYTHING), exporter).lost}
            assert not declared & PLACE
            for one, other in zip(records(before), records(after), strict=True):
                assert {key for key in one if one[key] != other[key]} <= declared


@pytest.mark.parametrize("exporter", default_cases(WHOLE, 0, 1), ids=lambda each: each.name)
@few
@given(made=articles, said=acts)
def test_of_single_sentences_comes_back_all_but_their_place(exporter, made, said):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            gone = records(before, Selection())
            texts = {}
            for record in gone:
                texts.setdefault(record["article_id"], {})[record["start"]] = record["text"]
            assume(len({"".join(each.values()) for each in texts.values()}) == len(texts))
            out = folder / f"out{exporter.suffix}"
            write(before, exporter, out, Selection())
            take_in(after, out)
            lost = {loss.field for loss in exporter.losses}
            for one, other in zip(gone, records(after, Selection()), strict=True):
                assert {key for key in one if one[key] != other[key]} <= lost


@few
@given(made=articles, said=acts)
def test_fasttext_keeps_labels_and_words(made, said):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            gone = [
                record
                for record in records(before, Selection())
                if record["labels"] and record["text"].replace("\0", " ").strip()
            ]
            assume(gone)
            out = folder / "out.txt"
            written = write(before, FastTextWriter(), out, Selection())
            take_in(after, out)
            back = records(after, Selection())
            assert [record["labels"] for record in back] == [record["labels"] for record in gone]
            assert [record["text"] for record in back] == [
                " ".join(record["text"].replace("\0", " ").split()) for record in gone
            ]
            assert write(after, FastTextWriter(), folder / "again.txt", Selection()) == written


def test_losses_name_fields_of_the_record(project):
    project.skip(next(project.sentences()))
    fields = {*records(project)[0], "previous", "next", "author", "meta"}
    for exporter in (*WHOLE, FastTextWriter()):
        assert {loss.field for loss in exporter.losses} <= fields
        assert all(loss.words and "\n" not in loss.words for loss in exporter.losses)
