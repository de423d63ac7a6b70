"""Rows of whole articles: they come back as they went, with sentences that nobody exported."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.exporting.fidelity import fidelity
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.jsonl import JsonLinesWriter
from labels.formats.writer_registry import losses_of
from labels.importing.pipeline import import_articles
from labels.projections.check import check
from labels.values.progress import UNWATCHED
from tests.examples import examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, records, take_in


def write(project, path: Path, selection: Selection = EVERYTHING) -> bytes:
    JsonLinesWriter().write(select(project.view, selection, one_row_per="article"), path, UNWATCHED)
    return path.read_bytes()


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(made=articles, said=acts, selection=st.sampled_from([EVERYTHING, Selection()]))
def test_what_went_comes_back_byte_for_byte(made, said, selection):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            written = write(before, folder / "out.jsonl", selection)
            take_in(after, folder / "out.jsonl")
            assert write(after, folder / "again.jsonl", selection) == written
            assert records(after, selection) == records(before, selection)
            assert [row[1:] for row in about(after)] == [
                row[1:] for row in about(before) if row[0] in exported(written)
            ]
        assert check(folder / "b.db").problems == []


def about(project) -> list[tuple]:
    return [(row.id, row.title, row.source, row.url, row.author, row.published, row.meta) for row in project.articles()]


def exported(written: bytes) -> set[str]:
    return {json.loads(line)["id"] for line in written.splitlines()}


def test_sentences_nobody_exported_are_cut_as_they_were(tmp_path):
    with opened(tmp_path / "a.db") as before, opened(tmp_path / "b.db") as after:
        before.add("One is here. Two is there.\n\nThree is far.")
        first, second, third = before.sentences()
        before.label(before.split(second, second.start + 4) and third, "claim")
        write(before, tmp_path / "out.jsonl", Selection())
        take_in(after, tmp_path / "out.jsonl")
        assert [each.id for each in after.sentences()] == [each.id for each in before.sentences()]
        assert first in list(after.sentences())


@pytest.mark.slow
def test_a_text_longer_than_the_first_look_at_a_file_is_known_as_well(tmp_path):
    with opened(tmp_path / "a.db") as before, opened(tmp_path / "b.db") as after:
        before.add("There is nothing new here. " * 3000)
        before.label(next(before.sentences()), "claim")
        written = write(before, tmp_path / "out.jsonl")
        take_in(after, tmp_path / "out.jsonl")
        assert write(after, tmp_path / "again.jsonl") == written


def test_what_is_lost_is_declared(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("One is here. Two is there.")
        project.skip(next(project.sentences()))
        parts = {row.id: "train" for row in project.articles()}
        data = select(project.view, Selection(context=1), parts, "article")
        assert {lost.loss.field for lost in fidelity(data, JsonLinesWriter()).lost} == {"next"}
        assert fidelity(select(project.view, EVERYTHING, one_row_per="article"), JsonLinesWriter()).lost == ()
        assert losses_of(JsonLinesWriter(), "decision") != losses_of(JsonLinesWriter(), "article")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda row: row | {"text": row["text"].replace("Two", "too")}, "is not where its text is"),
        (lambda row: row | {"text": ""}, "is empty"),
        (lambda row: row | {"cuts": [[0, 900, 0]]}, "does not fit"),
        (lambda row: row | {"cuts": [[0, "12", 0]]}, "no start, end and paragraph"),
        (lambda row: row | {"cuts": []}, "no list"),
        (lambda row: row | {"title": 3}, "“title” is not a text"),
        (lambda row: row | {"sentences": [row["sentences"][0] | {"start": [0]}]}, "is not where its text is"),
        (lambda row: row | {"sentences": [row["sentences"][0] | {"decisions": [{"status": "maybe"}]}]}, "status"),
    ],
)
def test_what_is_no_such_row_is_named_by_line(tmp_path, change, words):
    with opened(tmp_path / "a.db") as before, opened(tmp_path / "b.db") as after:
        before.add("One is here. Two is there.")
        for sentence in before.sentences():
            before.label(sentence, "claim")
        row = json.loads(write(before, tmp_path / "out.jsonl"))
        (tmp_path / "bad.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(change(row)) + "\n")
        (refused,) = import_articles(after, [tmp_path / "bad.jsonl"]).refused
        assert refused.reason.startswith("line 2: ")
        assert words in refused.reason and "\n" not in refused.reason
        assert list(after.articles()) == []
