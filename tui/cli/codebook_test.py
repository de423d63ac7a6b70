"""`copydesk codebook test`: the examples of the codebook as questions for a person, on plain lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.project import Project
from labels.words import counted
from tui.cli.gathered_options import gathered
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give, give_json, say

if TYPE_CHECKING:
    from labels.codebook.questions import Question
    from labels.codebook.scoring import Score

#: Seeds that are drawn are below this, so that they can be typed again.
_SEEDS = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions are asked: of these labels (all, if there are none), so many at most, in the order of a seed."""

    labels: tuple[str, ...]
    count: int | None
    seed: int | None


@click.command("test")
@project_option
@annotator_option
@click.option("--label", "labels", multiple=True, metavar="LABEL", help="Only examples and counter-examples of LABEL.")
@click.option("--count", "-n", type=click.IntRange(min=1), metavar="N", help="No more than N questions.")
@click.option("--seed", type=int, help="Ask in the order of this seed. Default: another one each time, which is said.")
@click.option(
    "--pass", "mark", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit code 1 for less than this."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, with every answer.")
@gathered("wanted", Wanted, "labels", "count", "seed")
@click.pass_context
def test(
    context: click.Context, wanted: Wanted, project: Path, annotator: str | None, mark: float | None, as_json: bool
) -> None:
    """Ask which label each example and counter-example of the codebook gets, and tell the score.

    Answer with a key or a name, several with commas between; Enter alone for what you do not know, ? for the labels
    with their definitions, Ctrl+D to stop. What is wrong is explained. Answers can come from a pipe, one a line. What
    is not answered counts as wrong. Nothing is written into the project.

    \b
    copydesk codebook test
    copydesk codebook test --label claim --label quote --count 20
    copydesk codebook test --seed 7 --pass 80 --json > ana.json
    """
    with Project.open(project, annotator, write=False) as opened:
        codebook, version, name = opened.codebook, opened.codebook_version, opened.annotator
    seed, questions = _questions(codebook, wanted)
    say(f"{counted(len(questions), 'question')} on version {version} of the codebook, in the order of --seed {seed}.")
    score = _taken(codebook, questions)
    passed = None if mark is None else score.passes(mark)
    if as_json:
        about = {"annotator": name, "codebook": version, "seed": seed, "pass": mark, "passed": passed}
        give_json(about | score.record())
    else:
        give(_table(score))
    total = score.total
    said = "" if mark is None else f" {'Passed' if passed else 'Not passed'}: the pass mark is {mark:g}%."
    say(f"{total.right} of {total.asked} right ({total.percent:g}%).{said}")
    if passed is False:
        context.exit(1)


def _questions(codebook: Codebook, wanted: Wanted) -> tuple[int, Sequence[Question]]:
    """The seed, and the questions in its order. Raises UsageError where there are none."""
    from random import randrange

    from labels.codebook.fields import fold, shown
    from labels.codebook.questions import asked, contradiction_in_words, questions_of

    names = codebook.ids_by_name()
    for label in wanted.labels:
        if fold(label) not in names:
            raise UsageError(f"The codebook has no label {shown(label)}. Print it with: copydesk codebook show")
    found = questions_of(codebook)
    for each in found.unanswerable:
        say(f"Left out: {contradiction_in_words(codebook, each)}")
    seed = randrange(_SEEDS) if wanted.seed is None else wanted.seed
    ids = {codebook.read_as(names[fold(label)]) for label in wanted.labels}
    questions = asked(found.questions, seed, ids, wanted.count)
    if not questions:
        raise UsageError(
            "There is nothing to ask: the codebook has no examples. Add a sentence at the desk with >, or edit the"
            " codebook: copydesk codebook show > codebook.toml"
        )
    return seed, questions


def _taken(codebook: Codebook, questions: Sequence[Question]) -> Score:
    """Ask every question, until the lines end."""
    from labels.codebook.questions import is_right
    from labels.codebook.scoring import Score, explanation

    say(_choices(codebook))
    answers: list[tuple[str, ...]] = []
    lines = _lines()
    for number, question in enumerate(questions, 1):
        say(f"\n{number} of {len(questions)}: {question.sentence}")
        answer = _answer(codebook, lines)
        if answer is None:
            break
        answers.append(answer)
        if is_right(codebook, question, answer):
            say("Right.")
            continue
        first, *rest = explanation(codebook, question)
        say(f"{'Wrong. ' if answer else ''}{first}")
        for line in rest:
            say(f"  {line}")
    return Score(codebook, questions, answers)


def _answer(codebook: Codebook, lines: Iterator[str]) -> tuple[str, ...] | None:
    """The label ids that the next line means, however often it has to be asked for; None where no line comes."""
    from labels.codebook.questions import read_answer

    for line in lines:
        if line.strip() == "?":
            for label in codebook.active:
                say(f"  {label.key} {label.name}: {' '.join(label.definition.split())}")
            continue
        try:
            return read_answer(codebook, line)
        except UsageError as error:
            say(str(error))
    return None


def _lines() -> Iterator[str]:
    """The lines that are typed or come from a pipe, with a prompt before each."""
    while True:
        click.echo("Label: ", nl=False, err=True)
        line = sys.stdin.buffer.readline().decode("utf-8", "replace")
        if not (line and sys.stdin.isatty()):
            click.echo(err=True)  # what is typed ends with a line break by itself
        if not line:
            return
        yield line


def _choices(codebook: Codebook) -> str:
    keys = ", ".join(f"{label.key} {label.name}" for label in codebook.active)
    several = "" if codebook.choose == "one" else " A sentence may get several: c,q."
    return f"{keys}. ? explains them, Enter alone: I do not know, Ctrl+D: stop.{several}"


def _table(score: Score) -> str:
    from tui.cli.table import table

    names = {label.id: label.name for label in score.codebook.labels}
    rows = [
        [
            names[id],
            f"{each.examples.right}/{each.examples.asked}",
            f"{each.counter_examples.right}/{each.counter_examples.asked}",
            f"{each.all.percent:g}%",
        ]
        for id, each in score.labels.items()
    ]
    return table(["label", "examples", "counter-examples", "right"], rows)
