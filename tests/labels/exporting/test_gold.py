"""The rows of gold: one a sentence, with its state, where its labels come from, and who said what."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.exporting.export import export_file
from labels.exporting.records import records, select
from labels.exporting.selection import Selection
from labels.formats.description.card import card_text
from labels.formats.gold_record import GOLD_FIELDS, is_gold, vote_labels, vote_text
from labels.formats.record import column_types
from labels.project import Project
from labels.query import parse_query
from tests.done_once import write_empty_project
from tests.labels.exporting.gold_project import ALL, GOLD, rows, written
from tests.labels.making import SCHEME, use_codebook


def test_a_row_has_what_was_settled_and_where_it_comes_from(lead: Project) -> None:
    first, second, *rest = rows(lead)
    assert list(first) == [*column_types(False), *GOLD_FIELDS]
    assert (first["label"], first["labels"], first["status"]) == ("claim", ["claim"], "labelled")
    assert (first["annotator"], first["annotator_key"][:4], first["decided_at"][:10]) == ("lea", "lea~", "2024-03-01")
    assert [first[name] for name in GOLD_FIELDS[:-1]] == [
        "settled", None, "unanimous", None, False, ["ana", "ben", "cem"], ["claim", "claim", "claim"],
    ]  # fmt: skip
    assert [second[name] for name in ("label", "labels", *GOLD_FIELDS[:-1])] == [
        None, ["claim", "quote"], "settled", "reopened", None, "two voices", False, ["ana", "ben", "cem"],
        ["quote", "claim", "opinion"],
    ]  # fmt: skip
    assert [(row["labels"], row["status"]) for row in rest] == [(["fact"], "labelled"), ([], "skipped")]


def test_the_posterior_is_that_of_the_model_for_these_labels(lead: Project) -> None:
    use_codebook(lead, replace(SCHEME, choose="one"))
    for unit in lead.view.posteriors():
        assert lead.review_of(_id(lead, unit)) is not None
    known = {_id(lead, unit): shares for unit, shares in lead.view.posteriors().items()}
    found = {row["id"]: (tuple(row["labels"]), row["posterior"]) for row in rows(lead)}
    assert len(found) == 4
    for id, (labels, posterior) in found.items():
        assert posterior == known[id].get(labels)
    assert None in [posterior for _, posterior in found.values()], "nobody gave both labels"
    assert max(posterior or 0 for _, posterior in found.values()) > 0.8


def _id(project: Project, unit: tuple[int, int, int]) -> str:
    return f"{project.reader.id_of_article(unit[0])}:{unit[1]}-{unit[2]}"


def test_with_two_people_there_is_no_posterior(lead: Project) -> None:
    with Project(lead.path, "cem") as cem:
        cem.annotate("is:decided", clear=True)
    assert {row["posterior"] for row in rows(lead, ALL)} == {None}


def test_other_states_have_their_votes_and_no_labels_but_agreed_ones(lead: Project) -> None:
    lead.unsettle(list(lead.sentences())[2])
    found = rows(lead, ALL)
    assert [row["state"] for row in found] == [
        "settled", "settled", "agreed", "conflict", "unmarked", "thin", "settled", "conflict",
    ]  # fmt: skip
    assert [(row["labels"], row["status"], row["annotator"], row["decided_at"]) for row in found[2:6]] == [
        (["fact"], "labelled", "", None),
        ([], "undecided", "", None),
        ([], "undecided", "", None),
        ([], "undecided", "", None),
    ]
    assert [row["votes"] for row in found[2:6]] == [["fact", "fact"], ["claim", "quote", "fact"], [], ["claim"]]
    assert [row["state"] for row in rows(lead, Selection(states=("agreed", "settled")))].count("agreed") == 1


def test_status_query_and_context_choose_as_elsewhere(lead: Project) -> None:
    assert [row["labels"] for row in rows(lead, replace(GOLD, statuses=("skipped",)))] == [[]]
    conflicts = replace(ALL, query=parse_query("state:conflict"), context=1)
    assert [(row["position"], row["previous"], row["next"]) for row in rows(lead, conflicts)] == [
        (3, ["Nobody knows why. 😀"], []),
        (2, ["Nobody saw him."], []),
    ]
    assert [row["mark"] for row in rows(lead, replace(GOLD, query=parse_query("is:reopened")))] == ["reopened"]
    assert len(rows(lead, replace(GOLD, query=parse_query("by:ana label:claim")))) == 1


def test_a_label_of_gold_that_nobody_gave_and_nobody_can_give_any_more(lead: Project, tmp_path: Path) -> None:
    lead.settle(list(lead.sentences())[5], "opinion")
    with Project(lead.path, "cem") as cem:
        cem.clear(list(cem.sentences())[1])
    use_codebook(lead, Codebook(labels=tuple(each for each in SCHEME.labels if each.id != "opinion"), choose="many"))
    assert "opinion" in select(lead.view, GOLD).labels
    written(lead, tmp_path / "out", "huggingface", GOLD)


def test_rows_of_annotators_stay_as_they_were(lead: Project, tmp_path: Path) -> None:
    lines = written(lead, tmp_path / "own.jsonl", "jsonl", Selection()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 18
    assert {tuple(json.loads(line)) for line in lines} == {tuple(column_types(False))}
    assert not any(is_gold(json.loads(line)) for line in lines)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], "skipped"),
        (["claim"], "claim"),
        (["claim", "quote"], "claim + quote"),
        (["skipped"], '["skipped"]'),
        (["a + b", "c"], '["a + b", "c"]'),
        (["[x]"], '["[x]"]'),
    ],
)
def test_a_vote_is_read_as_it_was_written(labels: list[str], text: str) -> None:
    assert vote_text(labels) == text
    assert vote_labels(text) == labels


def test_descriptions_tell_of_gold(lead: Project) -> None:
    dataset = select(lead.view, GOLD)
    card = card_text(dataset)
    assert "| lea | by hand | 1 |\n| lea | unanimous | 3 |" in card
    assert "| annotator | votes |\n| --- | --- |\n| ana | 4 |\n| ben | 4 |\n| cem | 3 |" in card
    assert "4 sentences marked by 3 people; 4 by two or more, with 11 marks." in card


def test_gold_is_of_no_annotator(lead: Project) -> None:
    with pytest.raises(UsageError, match="no annotator’s"):
        rows(lead, replace(GOLD, annotators=("ana",)))


@pytest.mark.parametrize("name", ["jsonl", "prodigy"])
def test_nobody_but_a_lead_gets_gold_at_the_desk(lead: Project, tmp_path: Path, name: str) -> None:
    with Project(lead.path, "ana") as ana:
        with pytest.raises(UsageError, match="only leads see it here"):
            export_file(ana.own_view, tmp_path / "out", name, GOLD)
        assert not (tmp_path / "out").exists()


def test_where_nobody_leads_everybody_gets_it(tmp_path: Path) -> None:
    write_empty_project(tmp_path / "news.db")
    with Project(tmp_path / "news.db", "ana") as ana:
        use_codebook(ana, SCHEME)
        ana.add("One sentence here.")
        ana.settle(next(ana.sentences()), "claim")
        assert [(row["labels"], row["voters"]) for row in map(dict, records(ana.own_view, GOLD))] == [(["claim"], [])]
