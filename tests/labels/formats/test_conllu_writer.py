"""CoNLL-U: the block of a sentence, and what comes back of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.article import Article
from labels.errors import UsageError
from labels.exporting.selection import Selection
from labels.formats.conllu.writer import ConllUWriter
from labels.project import Project
from tests.examples import examples
from tests.labels.formats.projects import EVERYTHING, acts, articles, fill, opened, records, take_in, write

ANA = Selection(annotators=("ana",), statuses=EVERYTHING.statuses)


@pytest.fixture
def decided(tmp_path):
    with opened(tmp_path / "a.db") as made:
        made.add(Article("One is here. Two “is” there.\n\nThree is far.", title="Count", source="paper", language="en"))
        first, second, _ = made.sentences()
        with Project(made.path, "ana", clock=made.clock) as ana:
            ana.label(first, "claim", "quote")
            ana.skip(second)
        yield made


def test_a_block(decided, tmp_path):
    block, *_, last = write(decided, ConllUWriter(), tmp_path / "out.conllu", ANA).decode().split("\n\n")
    (id,) = {record["article_id"] for record in records(decided)}
    assert block.splitlines() == [
        f"# newdoc id = {id}",
        "# meta::title = Count",
        "# meta::source = paper",
        "# meta::language = en",
        "# newpar",
        f"# sent_id = {id}:0-12",
        "# text = One is here.",
        "# labels = claim|quote",
        "# status = labelled",
        "# annotator = ana",
        "1\tOne" + "\t_" * 8,
        "2\tis" + "\t_" * 8,
        "3\there." + "\t_" * 8,
    ]
    assert last == ""


def test_whole_articles_come_back_byte_for_byte(decided, tmp_path):
    written = write(decided, ConllUWriter(), tmp_path / "out.conllu", ANA)
    with opened(tmp_path / "b.db") as after:
        take_in(after, tmp_path / "out.conllu")
        again = write(after, ConllUWriter(), tmp_path / "again.conllu", ANA)
    assert again == written


def test_two_annotators_are_refused(decided, tmp_path):
    with Project(decided.path, "ben", clock=decided.clock) as ben:
        ben.skip(next(ben.sentences()))
    (tmp_path / "out.conllu").write_text("older")
    with pytest.raises(UsageError, match="--annotator"):
        write(decided, ConllUWriter(), tmp_path / "out.conllu")
    assert (tmp_path / "out.conllu").read_text() == "older"


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(made=articles, said=acts)
def test_sentences_and_labels_come_back(made, said):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder / "a.db") as before, opened(folder / "b.db") as after:
            fill(before, made, said)
            who = Selection(annotators=(said[0].annotator,), statuses=EVERYTHING.statuses)
            write(before, ConllUWriter(), folder / "out.conllu", who)
            take_in(after, folder / "out.conllu")
            told = {(" ".join(r["text"].split()), tuple(r["labels"])) for r in records(before, who) if r["labels"]}
            assert {(" ".join(r["text"].split()), tuple(r["labels"])) for r in records(after) if r["labels"]} == told
