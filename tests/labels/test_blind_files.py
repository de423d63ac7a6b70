"""What is written for somebody who is no lead, and what their own acts leave behind, tells nothing of others."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from labels.desk import Desk
from labels.errors import UsageError
from labels.exporting.export import export_file
from labels.project import Project
from labels.statistics.estimates.question import ModelAsked, Question
from tests.examples import examples
from tests.labels.private_acts import MUCH, PRIVATE, act, clock_at
from tests.labels.test_blindness import copied


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=PRIVATE)
@example(acts=list(MUCH))
def test_what_is_written_for_ana_is_the_same_whatever_ben_does_in_private(acts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    paths = [copied(folder / name) for name in ("one.db", "two.db")]
    act(paths[1], acts)
    sent = folder / "sent.jsonl"
    with Project(paths[1], "lea") as lea:
        lea.export(sent)
    one, two = (written(path, sent) for path in paths)
    assert {name for name in one if one[name] != two[name]} == set()


def written(path: Path, sent: Path) -> dict[str, Any]:
    """The files that Ana gets, and what her own acts leave in the journal; she is sent a file with decisions of all."""
    found: dict[str, Any] = {}
    for name in ("lea", "ana"):
        with Project(path, name) as project:
            pack = project.pack("ana", path.with_suffix(f".{name}.copydesk"))
            found[f"pack by {name}"] = replace(pack, path=Path()), pack.path.read_bytes()
    with Project(path, "ana", clock=clock_at(20_000.0, step=1.0)) as ana:
        export_file(ana.own_view, path.with_suffix(".jsonl"))
        found["export"] = path.with_suffix(".jsonl").read_bytes()
        desk = Desk(ana, ticks=iter(range(1000)).__next__)
        first, second, third, *_ = ana.sentences()
        before = len(own_events(ana))
        for step in (desk.next_undecided, lambda: desk.label("quote"), desk.skip, desk.undo, desk.redo):
            step()
        ana.note(second, "seen")
        ana.add_example(third, "fact")
        ana.annotate("is:undecided", label="claim")
        ana.undo()
        ana.change_codebook(ana.plan_codebook(ana.codebook))
        ana.join(first)
        found["import"] = ana.import_files(sent).in_words()
        found["journal"] = own_events(ana)[before:]
        found["decided"] = ana.progress()
    return found


def own_events(project: Project) -> list[tuple[Any, ...]]:
    """What Ana did, and how everybody's sentences were cut, with places in the list instead of ids."""
    rows = project.connection.execute(
        'SELECT kind, at, article, start, "end", layer, codebook, payload, journal.id, action, undoes FROM journal'
        " JOIN person ON person.n = person WHERE key LIKE 'ana%' OR kind = 'segment' ORDER BY journal.id"
    ).fetchall()
    places = {row[8]: place for place, row in enumerate(rows)}
    ids = {id.hex(): f"event {place}" for id, place in places.items()}
    return [
        (*row[:7], re.sub("[0-9a-f]{32}", lambda id: ids.get(id[0], id[0]), row[7]), *map(places.get, row[8:]))
        for row in rows
    ]


def test_an_import_does_not_tell_what_others_had_decided(tmp_path):
    """To somebody who sees others it tells what is new."""
    path = copied(tmp_path / "news.db")
    with Project(path, "lea") as lea:
        lea.export(tmp_path / "all.jsonl")
    found = {}
    for name in ("ana", "lea"):
        with Project(path, name) as project:
            found[name] = project.import_files(tmp_path / "all.jsonl").decisions
    assert found == {"ana": 4, "lea": 0}


def test_a_run_that_learnt_from_everybody_is_known_to_leads(tmp_path):
    path = copied(tmp_path / "news.db")
    act(path, [("claim", 3), ("model", 0)])
    asked = Question("label:claim", samples=("all",), model=ModelAsked("Dawid", held_out=True))
    for name, said in (("ana", "There is no run of a model"), ("lea", "learnt from the labels")):
        with Project(path, name) as project, pytest.raises(UsageError, match=said):
            project.estimate(asked)
