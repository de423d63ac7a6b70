"""Single steps leave what the whole fold leaves, however many acts come at once."""

from __future__ import annotations

import random
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.boundaries import halves
from labels.errors import MovedError
from labels.journal import append
from labels.journal.event import GOLD, Act
from labels.project import Project
from labels.projections.articles import text_of
from labels.projections.check import check
from labels.projections.rebuild import rebuild
from labels.sqlite.connection import writing
from tests.examples import examples
from tests.labels.journal.projections import projections
from tests.labels.making import Clock, make_project

TEXTS = ("One two. Three four. Five six.\n\nSeven eight.", "A short one. Another one.")
PEOPLE = ("ana", "ben")

words = st.sampled_from(("", "why", "what of it"))
label_sets = st.sets(st.sampled_from(("claim", "fact")), min_size=1).map(sorted)
said = st.one_of(
    st.builds(lambda labels: ("label", {"labels": labels}), label_sets),
    st.builds(lambda labels: ("label", {"labels": labels, "origin": "test"}), label_sets),
    st.builds(lambda labels: ("gold", {"labels": labels, "saw": []}), label_sets),
    st.sampled_from(
        (("skip", {"seconds": 2.5}), ("clear", {}), ("split", {}), ("join", {}), ("undo", {}), ("redo", {}))
    ),
    st.builds(lambda on, reason: ("flag", {"on": on, "reason": reason}), st.booleans(), words),
    st.builds(lambda text: ("note", {"text": text}), words),
    st.builds(lambda text: ("example", {"labels": ["claim"], "text": text, "on": True}), words),
)
#: Who says what of which sentences, all at once.
actions = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.lists(st.tuples(st.integers(0, 5), said), min_size=1, max_size=4)),
    min_size=1,
    max_size=10,
)  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("appending") / "news.db"
    make_project(path, texts=TEXTS).close()
    return path


@settings(max_examples=examples(50), deadline=None)
@given(drawn=actions, step=st.sampled_from((1.0, 0.0, -5.0)))
def test_steps_come_to_the_whole_fold(template, drawn, step):
    in_steps = tables_after(template, drawn, step)
    with mock.patch.object(append, "are_single_steps", return_value=False):
        in_whole = tables_after(template, drawn, step)
    assert in_steps == in_whole


def tables_after(template: Path, drawn: Sequence[tuple[str, Sequence[Any]]], step: float) -> dict[str, list[str]]:
    """What all tables hold after the actions in a copy of a project; the same as when they are made anew."""
    with tempfile.TemporaryDirectory() as name, mock.patch.object(secrets, "randbits", random.Random(7).getrandbits):
        path = Path(name) / "copy.db"
        shutil.copy(template, path)
        clock = Clock(step)
        people = {who: Project(path, who, clock=clock) for who in PEOPLE}
        for project in people.values():
            project.connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        for who, acts in drawn:
            act(people[who], acts)
        connection = people["ana"].connection
        found = projections(connection)
        assert check(path).problems == []
        with writing(connection):
            rebuild(connection)
        assert projections(connection) == found
        for project in people.values():
            project.close()
        return found


def act(project: Project, drawn: Sequence[tuple[int, tuple[str, dict[str, Any]]]]) -> None:
    """Do all this at once, except what cannot be done any more."""
    rows = list(project.connection.execute('SELECT article, start, "end" FROM sentence ORDER BY 1, 2'))
    acts = []
    for which, (kind, payload) in drawn:
        row = which % len(rows)
        n, start, end = rows[row]
        text = text_of(project.connection, n)
        if kind in ("undo", "redo"):
            getattr(project, kind)()
        elif kind == "split" and " " in text[start:end]:
            acts.append(
                Act("split", n, start, end, {"into": list(halves(text, (start, end), text.index(" ", start) + 1))})
            )
        elif kind == "join" and row + 1 < len(rows) and rows[row + 1][0] == n:
            acts.append(Act("join", n, start, rows[row + 1][2], {"of": [[start, end], list(rows[row + 1][1:])]}))
        elif kind == "gold":
            acts.append(Act("label", n, start, end, payload, GOLD))
        elif kind not in ("split", "join"):
            acts.append(Act(kind, n, start, end, payload))
    try:
        if acts:
            project.journal.record(acts)
    except MovedError:
        pass
