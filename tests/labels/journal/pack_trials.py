"""Laws of packs on files: given out, worked in and merged in any order and number, they come to the same.

A thousand of these histories: python -m tests.labels.journal.pack_trials 1000 [FIRST_SEED]
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from labels.errors import UsageError
from labels.journal.event import GOLD
from labels.merging import merge_files
from labels.project import Project
from labels.projections.feedback import FeedbackReader
from tests.labels.journal.histories import Templates, command, seeded
from tests.labels.journal.machines import VERBS, Machine
from tests.labels.journal.trials import is_sound, outcome

PEOPLE = ("ana", "ben", "cleo")

#: Kinds that everybody shares: about the project, and about an article. All others are private.
OF_THE_PROJECT = {"annotator", "codebook", "setting"}
OF_ARTICLES = {"article", "join", "segment", "split"}
SHARED = OF_THE_PROJECT | OF_ARTICLES | {"example", "assign"}

#: At the office more is assigned than elsewhere, whole articles and single sentences, and rounds begin and end.
OFFICE = VERBS | {"assign": 6, "assign_unit": 3, "round": 2, "feedback": 3}


def pack_trial(seed: int, folder: Path, templates: Templates, steps: int = 12) -> int:
    """One history; how many packs there were. Raises AssertionError, or whatever else goes wrong."""
    draw = random.Random(seed)
    with seeded(draw):
        office = Machine(draw, folder / "office.db", PEOPLE, templates.first, OFFICE)
        machines = [office]
        try:
            for _ in range(steps):
                office.step()
            with office.as_lead() as lead:
                packs = packs_of(lead, folder)
            machines += [Machine(draw, path.with_suffix(".db"), (name,), path) for name, path in packs.items()]
            for _ in range(steps * 2):
                draw.choice(machines).step()
            they_come_to_the_same(draw, machines, list(packs.values()), folder, templates)
            return len(packs)
        finally:
            for machine in machines:
                machine.close()
            for path in folder.iterdir():
                path.unlink()


def packs_of(project: Project, folder: Path) -> dict[str, Path]:
    """A pack for everybody who has work, by name, with what has to be in it and nothing else."""
    packs = {}
    for number, name in enumerate(project.packer.names()):
        path = folder / f"pack-{number}.copydesk"
        try:
            project.pack(name, path)
        except UsageError:  # nothing is assigned to them
            continue
        with Project.open(path) as pack:
            assert pack.annotator == name
            is_sound(pack)
            holds_what_it_should(project, pack, name)
            assert project.merge(path).merged.is_empty
        packs[name] = path
    return packs


def holds_what_it_should(project: Project, pack: Project, name: str) -> None:
    """No private event of others is in a pack, all that is shared is, and the annotator finds all of their own."""
    events, packed = events_in(project), events_in(pack)
    assert packed.items() <= events.items()
    own = persons(project, name)
    opened = opened_to(project, name)
    blind = project.connection.execute("SELECT 1 FROM team WHERE role = 'lead'").fetchone()
    mine = articles_of(project, name)
    actions = {event["action"] for event in packed.values() if event["undoes"] is None}
    for id, event in events.items():
        kind, is_mine = event["kind"], event["key"] in own
        here = event["hash"] in mine
        if kind in OF_THE_PROJECT or (kind in OF_ARTICLES and here):
            assert id in packed, f"{kind} is missing"
        elif kind == "assign":
            assert (id in packed) == (event["to"] in own)
        elif kind in ("undo", "redo"):
            by_its_owner = event["key"] in {
                each["key"] for each in events.values() if each["action"] == event["undoes"]
            }
            is_told = by_its_owner and (id < opened or not is_of_gold(events, event["undoes"], own))
            assert id not in packed or event["undoes"] in actions
            assert id not in packed or is_mine or is_told
            assert id in packed or event["undoes"] not in actions or not (is_mine or is_told)
        elif kind == "example":
            assert id in packed or (blind and not is_mine)
        elif kind == "feedback" and event["who"] in own:
            assert (id in packed) == (may_lead(project, event["key"]) or is_mine)
        elif kind == "return" and event["to"] in own:
            assert (id in packed) == (here and (may_lead(project, event["key"]) or is_mine))
        elif event["layer"] == GOLD and not is_mine:
            is_open = here and id < opened and may_lead(project, event["key"])
            assert (id in packed) == (is_open and touches(said(project, name), event)), f"{kind} in gold"
        else:
            assert (id in packed) == (is_mine and (here or event["hash"] is None)), f"{kind} of {event['key']}"
    of_others = SHARED | {"undo", "redo", "feedback", "return"}
    private = [event for event in packed.values() if event["kind"] not in of_others and event["layer"] != GOLD]
    assert {event["key"] for event in private} <= own
    assert feedback(pack, name, opened) == [each for each in feedback(project, name, opened) if each[0] in mine]
    assert said(pack, name) == {unit: each for unit, each in said(project, name).items() if unit[0] in mine}
    assert pack.packer.names() == project.packer.names()
    project.reread_codebook()  # another one at the office may have changed it
    assert pack.codebook.without_examples == project.codebook.without_examples


def they_come_to_the_same(
    draw: random.Random, machines: list[Machine], packs: list[Path], folder: Path, templates: Templates
) -> None:
    """However often, in whatever order and company packs are merged, the result is the same."""
    office, *out = machines
    given = [machine.path for machine in out] + packs  # as they came back, and as they were given out
    outcomes = []
    for number in range(3):
        other = Machine(draw, folder / f"other-{number}.db", ("zoe",), templates.empty)
        machines.append(other)
        order = [office.path, *given, *draw.choices(given, k=2)] if given else [office.path]
        draw.shuffle(order)
        for lot in [order] if number == 0 else [[path] for path in order]:
            merge_files(other.project, lot, copy=False)
        is_sound(other.project)
        outcomes.append(outcome(other.project, folder))
    for path in draw.sample(given, len(given)):
        merge_files(office.project, [path], copy=False)
    is_sound(office.project)
    outcomes.append(outcome(office.project, folder))
    for each in outcomes[1:]:
        assert each == outcomes[0]


# -- what is in a file, without the code that packs ------------------------------------------------------


def events_in(project: Project) -> dict[bytes, dict[str, Any]]:
    """All events by id, with keys and hashes in place of numbers."""
    rows = project.connection.execute(
        "SELECT journal.id, key, kind, hash, start, \"end\", layer, payload, action, undoes, payload ->> '$.to',"
        " payload ->> '$.who' FROM journal JOIN person ON person.n = journal.person"
        " LEFT JOIN article_key ON article_key.n = article"
    )
    names = ("key", "kind", "hash", "start", "end", "layer", "payload", "action", "undoes", "to", "who")
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


def persons(project: Project, name: str) -> set[str]:
    """The keys of an annotator, by the name on screen."""
    rows = project.connection.execute(
        "SELECT key FROM team JOIN person ON n = person WHERE same = (SELECT person FROM team WHERE shown = ?)", (name,)
    )
    return {key for (key,) in rows}


def articles_of(project: Project, name: str) -> set[bytes]:
    """The hashes of an annotator’s articles: all, while no article is shared out and they have nothing."""
    rows = project.connection.execute(
        "WITH who AS (SELECT person FROM team WHERE shown = ?) SELECT hash FROM article_key WHERE NOT EXISTS"
        " (SELECT 1 FROM assigned WHERE start = -1 OR person = (SELECT person FROM who)) OR n IN"
        " (SELECT article FROM assigned WHERE person = (SELECT person FROM who))",
        (name,),
    )
    return {hash for (hash,) in rows}


def said(project: Project, name: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Everything that an annotator says, by unit and layer."""
    rows = project.connection.execute(
        'SELECT hash, start, "end", layer, status, labels, decided_at, event, carried, imported, shared, flagged,'
        " flag_reason, note, version FROM annotation JOIN article_key ON n = article"
        " WHERE person = (SELECT person FROM team WHERE shown = ?) AND layer <> 1",
        (name,),
    )
    return {row[:4]: row[4:] for row in rows}


def opened_to(project: Project, name: str) -> bytes:
    """The event that opened to somebody what was settled before it; less than all others where none did."""
    row = project.connection.execute(
        "SELECT event FROM feedback WHERE person = (SELECT person FROM team WHERE shown = ?)", (name,)
    ).fetchone()
    return b"" if row is None else bytes(row[0])


def feedback(project: Project, name: str, until: bytes) -> list[tuple[Any, ...]]:
    """What somebody decided beside what was settled before an event, in terms that hold in every file."""
    reader = FeedbackReader(project.connection)
    hashes = dict(project.connection.execute("SELECT n, hash FROM article_key"))
    answers = reader.answers(reader.number_of(name) or 0, until)
    return sorted((hashes[each.article], *astuple(each)[1:]) for each in answers)


def may_lead(project: Project, key: str) -> bool:
    """Whether what only leads may do counts of the one with this key."""
    leads = {n for (n,) in project.connection.execute("SELECT same FROM team WHERE role = 'lead'")}
    row = project.connection.execute("SELECT same FROM team JOIN person ON n = person WHERE key = ?", (key,)).fetchone()
    return not leads or row[0] in leads


def is_of_gold(events: Mapping[bytes, dict[str, Any]], action: bytes, own: set[str]) -> bool:
    """Whether an action settled something, and is of none of these keys."""
    of_it = [event for event in events.values() if event["action"] == action and event["undoes"] is None]
    return any(event["layer"] == GOLD and event["key"] not in own for event in of_it)


def touches(spoken: Mapping[tuple[Any, ...], tuple[Any, ...]], event: Mapping[str, Any]) -> bool:
    """Whether an event is about a text of which something was decided in the layer main."""
    return event["start"] is not None and any(
        hash == event["hash"] and layer == 0 and row[0] != "undecided" and start < event["end"] and event["start"] < end
        for (hash, start, end, layer), row in spoken.items()
    )


if __name__ == "__main__":
    command(pack_trial, "packs")
