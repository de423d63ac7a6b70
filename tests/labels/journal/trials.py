"""Laws on files: machines work apart, exchange what they have, and come to the same. A thousand of these histories:

python -m tests.labels.journal.trials 1000 [FIRST_SEED]
"""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

from labels.errors import UsageError
from labels.exporting.selection import Selection
from labels.formats.archive.files import MANIFEST, PLACES, PREFERENCES, SPLITS
from labels.merging import merge_files
from labels.project import Project
from labels.projections.articles import articles_in_order
from labels.projections.check import check
from labels.projections.rebuild import rebuild
from tests.labels.journal.histories import Templates, command, seeded
from tests.labels.journal.machines import (
    FEW_VERBS,
    VERBS,
    Machine,
    events_of,
)
from tests.labels.journal.projections import projections

#: The files of an archive that tell of one machine.
LOCAL = (PLACES, PREFERENCES, SPLITS)

PEOPLE = (("ana", "ben"), ("ben", "ana"), ("ana",), ("cleo",), ("dee", "ben"))


def trial(seed: int, folder: Path, templates: Templates, steps: int = 30) -> int:
    """One history; how many events it has. Raises AssertionError, or whatever else goes wrong."""
    draw = random.Random(seed)
    with seeded(draw):
        machines = []
        verbs = draw.choice((VERBS, VERBS, FEW_VERBS))
        try:
            for number in range(draw.choice((2, 2, 3, 3, 4, 5))):
                start = templates.first if draw.random() < 0.7 or verbs is FEW_VERBS else templates.second
                machines.append(Machine(draw, folder / f"{number}.db", PEOPLE[number], start, verbs))
            for _ in range(steps):
                one = draw.choice(machines)
                if draw.random() < 0.15:
                    exchange(draw, one, machines, folder)
                    is_sound(one.project)
                else:
                    verb = one.step()
                    if verb in ("role", "same", "adopt") or draw.random() < 0.15:
                        is_sound(one.project)
            return they_come_to_the_same(draw, machines, folder, templates)
        finally:
            for machine in machines:
                machine.close()
            for path in folder.iterdir():
                if path.is_file():
                    path.unlink()


def exchange(draw: random.Random, one: Machine, machines: list[Machine], folder: Path) -> None:
    """Take over what some others have: whole files, archives, or parts of files."""
    others = [each for each in machines if each is not one]
    some = draw.sample(others, draw.randint(1, len(others)))
    paths = [as_some_file(draw, other, folder / f"given-{number}") for number, other in enumerate(some)]
    merge_files(one.project, paths, copy=False)


def as_some_file(draw: random.Random, machine: Machine, path: Path) -> Path:
    """What a machine gives away: its file, an archive of it, somebody's pack, or a copy with a part of it."""
    way = draw.choice(("file", "archive", "part", "part", "pack"))
    if way == "file":
        return machine.path
    if way == "pack":
        return somebodys_pack(draw, machine, path.with_suffix(".copydesk"))
    target = path.with_suffix({"archive": ".zip", "part": ".db"}[way])
    target.unlink(missing_ok=True)
    if way == "archive":
        machine.project.export(target, format="archive")
        return target
    return machine.part(target)


def somebodys_pack(draw: random.Random, machine: Machine, path: Path) -> Path:
    """A pack of somebody who has work; the file itself where they have none."""
    path.unlink(missing_ok=True)
    with machine.as_lead() as lead:
        try:
            return lead.pack(draw.choice(lead.packer.names()), path).path
        except UsageError:
            return machine.path


def is_sound(project: Project) -> None:
    """The check finds nothing, and everything made anew from the journal is as it is kept."""
    found = check(project.path)
    assert not found.problems, f"check: {found.problems}"
    connection = project.connection
    kept = projections(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        rebuild(connection)
        anew = projections(connection)
    finally:
        connection.execute("ROLLBACK")
    for table, rows in kept.items():
        assert rows == anew[table], f"{table}: {sorted(set(rows) ^ set(anew[table]))}"


def they_come_to_the_same(draw: random.Random, machines: list[Machine], folder: Path, templates: Templates) -> int:
    """However they exchange everything, all machines have the same digest and export the same bytes."""
    union = {id: event for machine in machines for id, event in events_of(machine.project).items()}
    for machine in machines:
        others = [other for other in machines if other is not machine]
        given = [whole(draw, other, folder / f"whole-{number}") for number, other in enumerate(others)]
        draw.shuffle(given)
        for path in [given] if draw.random() < 0.5 else [[each] for each in given]:
            merge_files(machine.project, path, copy=False)
        assert events_of(machine.project).keys() == union.keys()
    late = Machine(draw, folder / "late.db", ("zoe",), templates.empty)
    machines.append(late)
    pieces = [machine.part(folder / f"piece-{number}.db") for number, machine in enumerate(machines[:-1])]
    for piece in draw.sample(pieces, len(pieces)):
        merge_files(late.project, [piece], copy=False)
        is_sound(late.project)
    merge_files(late.project, [machines[0].path], copy=False)
    first, *others = [outcome(machine.project, folder) for machine in machines]
    for machine in machines:
        is_sound(machine.project)
    for other in others:
        assert first.keys() == other.keys()
        for name, value in first.items():
            assert value == other[name], f"{name} differs:\n{_difference(value, other[name])}"
    return len(union)


def whole(draw: random.Random, machine: Machine, path: Path) -> Path:
    """All that a machine has, as a file or an archive."""
    if draw.random() < 0.5:
        return machine.path
    path = path.with_suffix(".zip")
    path.unlink(missing_ok=True)
    machine.project.export(path, format="archive")
    return path


def outcome(project: Project, folder: Path) -> dict[str, str | bytes]:
    """What two projects that know the same have in common."""
    archive = folder / "outcome.zip"
    archive.unlink(missing_ok=True)
    project.export(archive, format="archive")
    lines = folder / "outcome.jsonl"
    annotators = tuple(project.view.reader.annotators())
    # Where nobody has said anything, the undecided are those of whoever exports.
    statuses = ("labelled", "skipped", "undecided") if annotators else ("labelled", "skipped")
    project.export(lines, selection=Selection(statuses=statuses))
    return {
        "digest": project.digest(),
        "annotators": ", ".join(annotators),
        "sentences": "\n".join(
            sentence.id for row in articles_in_order(project.connection) for sentence in project.sentences(row.id)
        ),
        "JSON Lines": lines.read_text(encoding="utf-8"),
        **archived(archive),
    }


def archived(path: Path) -> dict[str, bytes]:
    """The files of an archive, except those that are of one machine: places, preferences, splits, and their counts."""
    with zipfile.ZipFile(path) as packed:
        found = {name: packed.read(name) for name in packed.namelist() if name not in LOCAL}
    manifest = json.loads(found.pop(MANIFEST))
    return found | {MANIFEST: repr((manifest["articles"], manifest["events"], manifest["digest"])).encode()}


def _difference(one: str | bytes, other: str | bytes) -> str:
    if isinstance(one, bytes) or isinstance(other, bytes):
        return f"{one[:1000]!r}\n{other[:1000]!r}"
    lines = set(one.split("\n")) ^ set(other.split("\n"))
    return "\n".join(sorted(lines)[:6])


if __name__ == "__main__":
    command(trial, "events")
