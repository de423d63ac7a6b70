"""Many packs given out, worked in, and taken back with one merge: nothing is lost, and the order does not matter."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from labels.project import Project
from tests.examples import is_proof
from tests.labels.making import Clock, make_project

#: What an annotator gives to all of their sentences, by turns.
LABELS = ("claim", "quote", "fact")


def texts(number: int) -> tuple[str, ...]:
    """So many articles of two sentences."""
    return tuple(f"Article {n} begins here. It says something of number {n}." for n in range(number))


def given_by(name: str) -> str:
    """The label that this person gives."""
    return LABELS[int(name.split()[1]) % 3]


def given_out(folder: Path, people: int) -> tuple[Path, list[Path]]:
    """A project of two articles a person, half of them done by two; a pack for each, all labelled."""
    path = folder / "news.db"
    with make_project(path, "lead", texts=texts(2 * people)) as lead:
        lead.team.assign(*(f"coder {n}" for n in range(people)), overlap=2, share=0.5)
        packs = [made.path for made in lead.pack_everyone(folder / "packs")]
    for number, pack in enumerate(packs):
        with Project(pack, None, clock=Clock(step=1 + number)) as project:
            project.annotate("is:undecided", label=given_by(project.annotator))
    return path, packs


@pytest.mark.parametrize("people", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_all_are_taken_back_with_one_merge(tmp_path, people):
    if people > 4 and not is_proof():
        people = 25  # of every run with the slow tests; all of them belong to the proofs
    path, packs = given_out(tmp_path, people)
    assert len(packs) == people
    with Project(path, "lead") as lead:
        had = {name: member.sentences for name, member in lead.team.figures().members.items() if member.articles}
        merged = lead.merge(*packs)
        done = {name: member.decided for name, member in lead.team.figures().members.items() if member.articles}
        assert done == had and sum(had.values()) > 4 * people, "all of everybody's work is there"
        assert merged.merged.events == sum(had.values())
        assert lead.check().problems == []
        lead.export(tmp_path / "all.jsonl")
        digest = lead.digest()
        assert lead.merge(*packs).merged.is_empty, "taken back again they change nothing"
        assert lead.digest() == digest
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert Counter(record["annotator"] for record in records) == had
    assert all(record["label"] == given_by(record["annotator"]) for record in records)
    # One by one, in the other order, into another project: the same.
    with make_project(tmp_path / "other.db", "lead", texts=()) as other:
        for pack in [*packs[::-1], path]:
            other.merge(pack)
        other.merge(*packs)
        found = other.team.figures().members
        assert {name: found[name].decided for name in had} == had
        assert other.check().problems == []
