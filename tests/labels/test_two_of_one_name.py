"""Two people of one name: in each file the name goes on meaning whom it always did."""

from __future__ import annotations

from datetime import timedelta

from labels.desk import Desk
from labels.journal.event import Act
from labels.project import Project
from tests.labels.making import Clock

OF_NAME = "SELECT key FROM person JOIN team ON person = n WHERE shown = ?"
TEXT = "The bridge is closed. Nobody knows. It rains."


def test_a_merge_with_another_ana_who_registered_before_leaves_each_her_own(tmp_path):
    early, late = Clock(), Clock()
    late.now += timedelta(days=1)
    with Project(tmp_path / "early.db", "ana", clock=early) as first:
        first.add(TEXT)
        first.label(next(first.sentences()), "quote")
    with Project(tmp_path / "ours.db", "ana", clock=late) as ours, Project(tmp_path / "ours.db", "zoe") as zoe:
        ours.add(TEXT)
        one, two, three = ours.sentences()
        ours.label(two, "claim")
        desk = Desk(ours)
        zoe.merge(tmp_path / "early.db")
        assert ours.annotator == "ana (2)"
        assert ours.annotation(two).labels == ("claim",)
        assert ours.annotation(one, "ana").labels == ("quote",)
        assert desk.refresh().reloaded
        assert [desk.annotation(row).labels for row in range(3)] == [(), ("claim",), ()]
        desk.undo()
        assert not ours.annotation(two).decided
        assert ours.annotation(one, "ana").labels == ("quote",)
    with Project(tmp_path / "ours.db", "ana", clock=late) as again:
        assert again.annotator == "ana (2)"
        again.label(three, "news")
        assert [entry.annotator for entry in again.log(limit=1)] == ["ana (2)"]
        assert again.check().problems == []


def test_what_was_assigned_to_several_keys_of_one_annotator_is_assigned_once_as_said_last(project):
    n = 1
    with Project(project.path, "ben") as ben:
        ben.skip(next(ben.sentences()))
    project.skip(next(project.sentences()))
    keys = {name: project.connection.execute(OF_NAME, (name,)).fetchone()[0] for name in ("ana", "ben")}
    for name, on in (("ana", True), ("ben", True), ("ana", False)):
        project.journal.record([Act("assign", n, payload={"to": keys[name], "on": on})])
    project.journal.record([Act("annotator", payload={"who": keys["ben"], "same_as": keys["ana"]})])
    assert project.connection.execute("SELECT * FROM assigned").fetchall() == []
    project.journal.record([Act("assign", n, payload={"to": keys["ben"], "on": True})])
    assert len(project.connection.execute("SELECT * FROM assigned").fetchall()) == 1
    assert project.check().problems == []
