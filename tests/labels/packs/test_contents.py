"""What is in a pack: what everybody shares, and only one annotator's own work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.journal.suggestions import OF_ANNOTATORS, Run, Suggestion, keep_suggestions
from labels.project import Project
from labels.projections.check import Checked
from tests.labels.making import use_codebook
from tests.labels.packs.giving import assign, key, kinds, record


def test_a_pack_has_the_assigned_articles_and_only_the_annotators_own_work(lead, tmp_path):
    assign(lead, {"ana": [1, 3], "ben": [1, 2]})
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    assert (made.articles, made.sentences, made.decided) == (2, 7, 1)
    with Project.open(made.path) as own:
        assert own.annotator == own.pack_owner == "ana"
        assert [row.sentences for row in own.articles()] == [4, 3]
        assert own.check() == Checked([])
        assert own.codebook == lead.codebook
        assert kinds(own) == [
            *[("lea", "article"), ("lea", "segment")] * 2,
            *[("ana", kind) for kind in ("label", "note", "label", "undo")],
            *[("lea", "assign")] * 2,
        ]
        assert made.events == own.view.event_count()
    assert "ben says so" not in made.path.read_bytes().decode("utf-8", "replace")


def test_what_a_model_made_of_everybodys_work_is_in_no_pack(lead, tmp_path):
    """It would tell what others said; what a model of another kind suggests goes along."""
    first = next(iter(lead.sentences()))
    rows = [Suggestion(1, first.start, first.end, "claim", 0.9)]
    with lead.journal.sitting.transaction():
        for number, model in enumerate((f"{OF_ANNOTATORS}, weight 4", "a classifier")):
            keep_suggestions(lead.connection, Run(bytes([number]) * 32, model), rows, "2024-03-01T00:00:00Z")
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    with Project.open(made.path) as own:
        assert own.connection.execute("SELECT model FROM run").fetchall() == [("a classifier",)]
        assert own.connection.execute("SELECT count(*) FROM suggestion").fetchone() == (1,)
        assert own.check() == Checked([])


def test_while_nothing_is_assigned_a_pack_has_all_articles(lead, tmp_path):
    made = lead.pack("ben", tmp_path / "ben.copydesk")
    assert (made.articles, made.sentences, made.decided) == (3, 8, 1)


def test_the_same_contents_give_the_same_bytes_whatever_others_do(lead, tmp_path):
    assign(lead, {"ana": [1, 2], "ben": [2, 3]})
    first = lead.pack("ana", tmp_path / "1.copydesk").path.read_bytes()
    with Project(lead.path, "ben", clock=lead.clock) as ben:
        for sentence in list(ben.sentences())[2:]:
            ben.label(sentence, "opinion")
            ben.flag(sentence)
        ben.undo()
    assert lead.pack("ana", tmp_path / "2.copydesk").path.read_bytes() == first


def test_an_example_on_an_article_that_others_read_waits_until_a_lead_has_opened_it(lead, tmp_path):
    assign(lead, {"ana": [1], "ben": [1, 2]})
    with Project(lead.path, "ben", clock=lead.clock) as ben:
        shared, *_, alone = list(ben.sentences())[:5]
        ben.add_example(shared, "claim")
        ben.add_example(alone, "quote")
    lead.add_example(list(lead.sentences())[1], "fact")

    def examples(path: Path) -> dict[str, int]:
        with Project.open(path) as own:
            assert own.check() == Checked([])
            return {label.name: len(label.examples) for label in own.codebook.labels if label.examples}

    assert examples(lead.pack("ana", tmp_path / "1.copydesk").path) == {"quote": 1, "fact": 1}
    assert examples(lead.pack("ben", tmp_path / "2.copydesk").path) == {"claim": 1, "quote": 1, "fact": 1}
    lead.reread_codebook()
    use_codebook(lead, replace(lead.codebook, title="Seen"))
    assert examples(lead.pack("ana", tmp_path / "3.copydesk").path) == {"claim": 1, "quote": 1, "fact": 1}


def test_two_of_one_name_are_told_apart_in_their_packs(lead, tmp_path):
    lead.journal.register_other("ana")
    assign(lead, {"ana": [1], "ana (2)": [2]})
    packs = lead.pack_everyone(tmp_path / "packs")
    assert [each.path.name for each in packs] == ["ana.copydesk", "ana (2).copydesk"]
    for each in packs:
        with Project.open(each.path) as own:
            assert own.annotator == each.annotator
            own.skip(list(own.sentences())[-1])
    lead.merge(*(each.path for each in packs))
    assert lead.progress("ana").skipped == lead.progress("ana (2)").skipped == 1


def test_everything_of_an_annotator_under_two_keys_is_theirs(lead, tmp_path):
    lead.journal.register_other("Ana M.")
    assign(lead, {"Ana M.": [2], "ana": [1]})
    record(lead, "annotator", who=key(lead, "Ana M."), same_as=key(lead, "ana"))
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    with Project(lead.path, "ana") as ana:
        assert ana.pack("Ana M.", tmp_path / "own.copydesk").path.read_bytes() == made.path.read_bytes()
        with pytest.raises(UsageError, match="only a lead can write packs for others: lea"):
            ana.pack("ben", tmp_path / "ben.copydesk")
    assert made.articles == lead.pack(key(lead, "ana"), tmp_path / "by-key.copydesk", dry_run=True).articles == 2
    with Project.open(made.path) as own:
        assert own.annotator == "ana" and own.check() == Checked([])
