"""`copydesk report`: each command that it names is one that runs and shows something."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from labels.report.report import report
from labels.review.desk import ReviewDesk
from labels.team.sample import Size
from tests.labels.review.reviewed import make_reviewed
from tests.tui.cli.running import run

_COMMAND = re.compile(r"`(copydesk [^`]+)`")


def make_study() -> None:
    """A study with samples, a closed round, reasons, conflicts that are settled, and one that is left."""
    with make_reviewed(Path("copydesk.db")) as lea:
        lea.team.sample(Size(articles=3), "ana", "ben", name="first round", round=True)
        lea.team.close_round("first round")
        desk = ReviewDesk(lea)
        desk.accept(desk.plan_unanimous())
        desk.choose_reason("S")
        desk.take(2)


def test_each_command_below_a_figure_runs_and_shows_something() -> None:
    make_study()
    code, out, err = run("report", "-a", "lea")
    assert (code, err) == (0, "")
    commands = sorted(set(_COMMAND.findall(out)))
    assert any("--round 'first round'" in command for command in commands)
    for command in commands:
        code, shown, err = run(*shlex.split(command)[1:], COPYDESK_ANNOTATOR="lea")
        assert (code, err, shown.strip() != "") == (0, "", True), command


def test_every_sentence_and_every_table_has_a_command() -> None:
    with make_reviewed(Path("copydesk.db")) as lea:
        found = report(lea)
    assert all(table.command.startswith("copydesk ") for table in found.tables)
    text, sources = found.methods.split("\n\n")
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert numbers == set(range(1, len(sources.splitlines()) + 1))


def test_one_is_told_as_one() -> None:
    with make_reviewed(Path("copydesk.db")) as lea:
        ReviewDesk(lea).take(1)
        text = report(lea).methods
    assert "1 sentence was settled: 1 by lea." in text
