"""A project of three annotators in which lea leads, to settle things in: agreed, in conflict, thin and unmarked."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from labels.project import Project
from tests.labels.making import Clock, make_project
from tests.labels.private_acts import clock_at

#: What each of them says of the eight sentences; "" is a skip, None nothing.
SAID = {
    "ana": ("claim", "quote", "fact", "claim", None, "claim", "", "claim"),
    "ben": ("claim", "claim", "fact", "quote", None, None, "", "claim"),
    "cem": ("claim", "claim", None, "fact", None, None, "", "quote"),
}

#: The same with four conflicts, in the first article and in the third.
FOUR_CONFLICTS = {
    "ana": ("claim", "quote", "fact", "claim", None, "claim", "claim", "claim"),
    "ben": ("claim", "claim", "fact", "quote", None, "quote", "claim", "claim"),
    "cem": ("claim", "claim", None, "quote", None, None, "claim", "quote"),
}

#: The states of the sentences of `SAID`.
STATES = ("agreed", "conflict", "agreed", "conflict", "unmarked", "thin", "agreed", "conflict")


def make_answered(path: Path, said: Mapping[str, Sequence[str | None]], *, seconds: float | None = None) -> Project:
    """A project in which people answered as `said`, each sentence in so many seconds, open for lea, who leads."""
    clock = Clock()
    project = make_project(path, "lea", clock)
    for name, labels in said.items():
        with Project(path, name, clock=clock) as own:
            for sentence, label in zip(list(own.sentences()), labels, strict=True):
                if label:
                    own.label(sentence, label, seconds=seconds)
                elif label is not None:
                    own.skip(sentence)
    project.team.make_lead("lea")
    return project


def make_reviewed(path: Path) -> Project:
    """The project at a path, open for lea."""
    path.write_bytes(_made())
    return Project(path, "lea", clock=clock_at(3600.0, step=1.0))


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        make_answered(path, SAID).close()
        return path.read_bytes()


def states(project: Project) -> list[str]:
    """The state of each sentence."""
    return [project.review_of(sentence).state for sentence in project.sentences()]


def settled(project: Project) -> dict[int, tuple[tuple[str, ...], str, str]]:
    """By the places of the settled sentences: labels, rule and mark."""
    found = enumerate(project.review_of(sentence).settled for sentence in project.sentences())
    return {n: (each.labels, each.rule, each.mark or "") for n, each in found if each is not None}


def settled_in_order(project: Project) -> list[tuple[tuple[str, ...], str]]:
    """What is settled, with its mark, in the order of the text."""
    return [
        (unit.settled.labels, unit.settled.mark or "")
        for _, units in project.gold.every_unit()
        for _, unit in sorted(units.items())
        if unit.settled is not None
    ]
