"""Two people of one name: in each file the name goes on meaning whom it always did."""

from __future__ import annotations

from datetime import timedelta

from labels.desk import Desk
from labels.project import Project
from tests.labels.making import Clock

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
        assert [desk.mark(row).labels for row in range(3)] == [(), ("claim",), ()]
        desk.undo()
        assert not ours.annotation(two).decided
        assert ours.annotation(one, "ana").labels == ("quote",)
    with Project(tmp_path / "ours.db", "ana", clock=late) as again:
        assert again.annotator == "ana (2)"
        again.label(three, "news")
        assert [entry.annotator for entry in again.log(limit=1)] == ["ana (2)"]
        assert again.check().problems == []
