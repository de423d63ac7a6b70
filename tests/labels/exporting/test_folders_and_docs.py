"""Hugging Face folders and spaCy's Docs of any content come back as they went, except what is declared."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.exporting.records import select
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.spacy.writer import SpacyWriter
from labels.values.progress import UNWATCHED
from tests.examples import examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, records, take_in

WAYS = [("pyarrow", HuggingFaceWriter(), "out", "decision"), ("spacy", SpacyWriter(), "out.spacy", "decision")]
WAYS += [("spacy", SpacyWriter(), "out.spacy", "article")]


@pytest.mark.parametrize(("package", "exporter", "name", "unit"), WAYS)
@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(made=articles, said=acts)
def test_what_went_comes_back(package, exporter, name, unit, made, said):
    pytest.importorskip(package)
    with tempfile.TemporaryDirectory() as where:
        path = Path(where)
        with opened(path / "a.db") as before, opened(path / "b.db") as after:
            fill(before, made, said)
            exporter.write(select(before.view, EVERYTHING, one_row_per=unit), path / name, UNWATCHED)
            take_in(after, path / name)
            lost = {loss.field for loss in exporter.losses}
            for one, other in zip(records(before), records(after), strict=True):
                assert {key for key in one if one[key] != other[key]} <= lost
