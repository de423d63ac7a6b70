"""`copydesk log`: the journal backwards, in lines and as JSON, of all or of what a query selects."""

from __future__ import annotations

import json
import re
from uuid import UUID

import pytest

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.project import Project
from labels.segmentation import CutResult
from labels.sentence import Cut
from tests.tui.cli.running import run


@pytest.fixture
def said(articles):
    """Five sentences; ana labelled one, took a skip back and flagged one, ben noted something."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, third, *_ = project.sentences()
        project.label(first, "claim", seconds=2.5)
        project.skip(second)
        project.undo()
        project.flag(third, reason="odd\n one")
    with Project.open("copydesk.db", "ben") as project:
        project.note(first, "hm")
    return [first, second, third]


def log(*words: str) -> list[str]:
    """The lines without their times."""
    code, out, err = run("log", *words)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ", line) for line in lines)
    return [line[21:] for line in lines]


def test_the_newest_comes_first_with_who_what_and_where(said):
    first, second, third = said
    lines = log()
    assert lines[:6] == [
        f"ben  noted: hm  {first.id}",
        "ben  registered ben",
        f"ana  flagged: odd  one  {third.id}",
        "ana  undo of an action",
        f"ana  skipped  (codebook 1, undone)  {second.id}",
        f"ana  claim  (2.5 s, codebook 1)  {first.id}",
    ]
    assert f"ana  added the article  {first.article}" in lines
    assert not any("cut" in line for line in lines), "segmentations say nothing of a sentence"
    assert log("--limit", "1") == lines[:1]


def test_of_one_annotator_or_of_what_a_query_selects(said):
    first, _, third = said
    assert log("--annotator", "ben") == [f"ben  noted: hm  {first.id}", "ben  registered ben"]
    refused = run("log", "--annotator", "nobody")
    assert (refused.code, refused.out) == (2, "") and "There is no annotator “nobody”" in refused.err
    assert log("bridge") == [f"ben  noted: hm  {first.id}", f"ana  claim  (2.5 s, codebook 1)  {first.id}"]
    assert log("is:flagged") == [f"ana  flagged: odd  one  {third.id}"]


def test_json_has_ids_in_their_text_form(said):
    first, second, _ = said
    code, out, _ = run("log", "--json")
    assert code == 0
    events = [json.loads(line) for line in out.splitlines()]
    by_kind = {event["kind"]: event for event in events}
    note, skip, undo = by_kind["note"], by_kind["skip"], by_kind["undo"]
    assert (note["annotator"], note["article_id"], note["start"], note["end"]) == (
        "ben", first.article, first.start, first.end,
    )  # fmt: skip
    assert (note["payload"], note["layer"], note["stands"], note["waits"]) == ({"text": "hm"}, "main", True, False)
    assert (skip["stands"], skip["scheme_version"], skip["article_id"]) == (False, 1, second.article)
    assert undo["undoes"] == skip["action"] == skip["id"]
    assert undo["article_id"] is None
    assert skip["session"] == undo["session"] != note["session"]
    for event in events:
        assert all(UUID(event[name]).version == 7 for name in ("id", "action", "session"))


def test_decisions_that_wait_are_named(said):
    first, *_ = said
    with Project.open("copydesk.db", "ana") as project:
        text = "The bridge is closed. Nobody knows why.\n"
        assert Article(text).id == first.article
        cut = CutResult((Cut(0, 10, 0), Cut(11, first.end, 0)), "given", "en", "given 1")
        project.ingest([Incoming(Article(text), cut, [Decision(0, 10, "skipped", annotator="cy")], "jsonl: cy.jsonl")])
    (line,) = log("--annotator", "cy", "--limit", "1")
    assert line == f"cy  skipped  (waits: its sentence has other boundaries here)  {first.article}:0-10"
