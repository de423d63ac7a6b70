"""What is told of losses is what is lost: the differences after a way out and in again are those that were told."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from labels.article import Article
from labels.exporting.fidelity import Watch, fidelity
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.conllu.writer import ConllUWriter
from labels.formats.fasttext import FastTextWriter
from labels.formats.jsonl import JsonLinesWriter
from labels.formats.writer_registry import WRITERS, writer_named
from labels.values.progress import UNWATCHED
from tests.examples import default_cases, examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, take_in

#: Those that bring articles back; fastText knows texts only, an archive is compared elsewhere.
WHOLE = [each for each in WRITERS if each.name not in ("fasttext", "reliability", "archive")]

some = settings(max_examples=examples(4), deadline=None, suppress_health_check=list(HealthCheck))


def facts(project):
    return [(row.author, json.loads(row.meta)) for row in project.articles()]


@pytest.mark.parametrize(
    "selection", [pytest.param(EVERYTHING, id="all"), pytest.param(Selection(), id="decided", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("exporter", default_cases(WHOLE, 0, 3), ids=lambda each: each.name)
@some
@given(made=articles, said=acts)
def test_what_differs_is_what_was_told(exporter, selection, made, said):
    if getattr(exporter, "extra", None):
        pytest.importorskip({"parquet": "pyarrow"}.get(exporter.extra, exporter.extra))
    if exporter.name == "conllu":  # holds one annotator's
        selection = replace(selection, annotators=("ana",))
        said = [replace(act, annotator="ana") for act in said]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            data = select(before.view, selection)
            went = [dict(record) for record in data.records()]
            texts = {}
            for record in went:
                texts.setdefault(record["article_id"], {})[record["start"]] = record["text"]
            assume(len({"".join(each.values()) for each in texts.values()}) == len(texts))  # else two become one
            watch = Watch(data, exporter)
            exporter.write(watch.dataset, folder / f"out{exporter.suffix}", UNWATCHED)
            told = watch.fidelity()
            assert told == fidelity(data, exporter)
            take_in(after, folder / f"out{exporter.suffix}")
            lost = {each.loss.field: each.records for each in told.lost}
            came = list(select(after.view, replace(selection, annotators=())).records())
            if not any(record["status"] != "undecided" for record in went):
                return  # whose undecided sentences they are is known of those only who have decided something
            differing = {key for one, other in zip(went, came, strict=True) for key in one if one[key] != other[key]}
            assert differing <= {*lost}
            for field in ("id", "paragraph", "note", "flagged", "seconds", "flag_reason", "suggested_label"):
                assert (field in differing) == (field in lost), field
            if "id" in lost:
                assert lost["id"] == sum(one["id"] != other["id"] for one, other in zip(went, came, strict=True))
            gone = {row.id for row in before.articles()} - {*texts}
            kept = [fact for row, fact in zip(before.articles(), facts(before), strict=True) if row.id not in gone]
            if exporter.name != "conllu":  # it notes the file and the article's former id
                assert ([author for author, _ in kept] != [author for author, _ in facts(after)]) == ("author" in lost)
                assert ([meta for _, meta in kept] != [meta for _, meta in facts(after)]) == ("meta" in lost)


def told_of(project, exporter, selection=EVERYTHING, **more):
    return {each.loss.field: each.records for each in fidelity(select(project.view, selection, **more), exporter).lost}


def test_fasttext_tells_of_texts_and_names_that_change_only(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("One is here. Two  is there.")
        for sentence in project.sentences():
            project.label(sentence, "claim")
        told = told_of(project, FastTextWriter())
    assert told["text"] == 1
    assert not {"label", "labels", "status"} & {*told}


def test_conllu_tells_of_places_that_change(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("One is here. Two is there. Three is nowhere.")
        first, second, _ = project.sentences()
        project.label(first, "claim")
        project.skip(second)
        told = told_of(project, ConllUWriter())
        assert not {"id", "start", "paragraph", "status"} & {*told}
        assert told_of(project, ConllUWriter(), Selection())["id"] == 2


def test_neighbours_are_told_where_they_were_asked_for_and_some_are_missing(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("One is here. Two is there. Three is nowhere.")
        project.label(next(project.sentences()), "claim")
        assert not {"previous", "next"} & {*told_of(project, JsonLinesWriter(), Selection())}
        assert told_of(project, JsonLinesWriter(), Selection(context=1))["next"] == 1
        assert "next" not in told_of(project, JsonLinesWriter(), Selection(context=1, statuses=EVERYTHING.statuses))


def test_a_part_is_told_only_where_it_may_be_another(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("One is here.")
        project.add(Article("Two is there.", meta={"split": "test"}))
        parts = {row.id: "test" for row in project.articles()}
        told = told_of(project, JsonLinesWriter(), parts=parts)
        assert (told["split"], told["meta"]) == (1, 1)
        assert told_of(project, writer_named("huggingface"), parts=parts)["order"] == 2


def test_the_first_look_that_comes_to_its_end_is_told(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add(Article("One is here. Two is there.", author="Ann Lee"))
        watch = Watch(select(project.view, EVERYTHING), JsonLinesWriter())
        next(watch.dataset.records())  # given up
        assert len(list(watch.dataset.records())) == len(list(watch.dataset.records())) == 2
        assert {each.loss.field: each.records for each in watch.fidelity().lost} == {"author": 2}
