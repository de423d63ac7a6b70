"""Many events entered at once leave what they leave one after another, and what the journal replayed leaves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labels.store.entries import enter

from labels.boundaries import halves
from labels.journal.event import Event
from labels.journal.ids import new_ids
from labels.projections.articles import text_of
from labels.projections.check import check
from labels.projections.rebuild import TABLES
from labels.sqlite.connection import connect, writing
from tests.labels.making import make_project

TEXTS = ("One two. Three four. Five six.\n\nSeven eight.", "A short one. Another one.")
PEOPLE = ("ana", "ben")

words = st.sampled_from(("", "why", "what of it"))
said = st.one_of(
    st.builds(
        lambda labels: ("label", {"labels": sorted(labels)}), st.sets(st.sampled_from(("claim", "fact")), min_size=1)
    ),
    st.sampled_from((("skip", {"seconds": 2.5}), ("clear", {}), ("split", {}), ("join", {}))),
    st.builds(lambda on, reason: ("flag", {"on": on, "reason": reason}), st.booleans(), words),
    st.builds(lambda text: ("note", {"text": text}), words),
    st.builds(lambda text: ("example", {"label": "claim", "text": text, "counter": False}), words),
)
#: Who says what of which sentence, whether it goes with what was said before, and whether it is from elsewhere.
acts = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.integers(0, 5), said, st.booleans(), st.booleans()), min_size=1, max_size=25
)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("entries") / "news.db"
    make_project(path, texts=TEXTS).close()
    return path


@settings(max_examples=100, deadline=None)
@given(drawn=acts)
def test_at_once_is_the_same_as_one_by_one(template, drawn):
    events = made(template, drawn)
    one_by_one = entered(template, [[event] for event in events])
    at_once = entered(template, [events])
    assert one_by_one == at_once


def entered(template: Path, lots: Sequence[Sequence[Event]]) -> dict[str, list]:
    """What all tables hold when events were entered lot by lot into a copy of a project."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "copy.db"
        shutil.copy(template, path)
        connection = connect(path)
        connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        with writing(connection):
            for lot in lots:
                enter(connection, lot)
        tables = (*TABLES, *PARTLY, "event")
        held = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        connection.close()
        assert check(path).problems == []
        return held


def made(path: Path, drawn: Sequence[tuple]) -> list[Event]:
    """The events that are drawn, on the sentences of the project at `path` as it is."""
    connection = connect(path, write=False)
    ids = dict(connection.execute("SELECT n, id FROM article"))
    spans = connection.execute("SELECT article, start, stop FROM sentence ORDER BY 1, 2").fetchall()
    texts = {n: text_of(connection, n) for n in ids}
    (last,) = connection.execute("SELECT max(id) FROM event").fetchone()
    connection.close()
    events: list[Event] = []
    for id, (who, which, (kind, payload), together, imported) in zip(new_ids(0, last), drawn, strict=False):
        n, start, stop = spans[which]
        if kind == "split":
            payload = {"into": halves(texts[n], (start, stop), texts[n].index(" ", start) + 1)}
        elif kind == "join":
            n, start, stop = spans[0]
            payload = {"of": [[start, stop], list(spans[1][1:])]}
            stop = spans[1][2]
        elif imported:
            payload = payload | {"origin": "test"}
        before = events[-1] if events and together and events[-1].annotator == who else None
        about = (None, None, None) if kind == "example" else (ids[n], start, stop)
        at = f"2024-05-06T07:08:{len(events):02d}.000+00:00"
        events.append(Event(id, at, who, "s", kind, *about, payload, before.action if before else id))
    return events
