"""`copydesk gold`: in which state the sentences are, and settling them by rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit

from labels.errors import UsageError
from labels.project import Project
from labels.values.review import MARKS
from labels.values.wait import Wait
from labels.words import counted
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import give, give_json, say
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from labels.codebook import Codebook
    from labels.gold_api import RuleSettled
    from labels.projections.gold import StateCounts

#: Completed by the shell.
_RULES = ("unanimous", "majority", "single", "posterior>=.95")


def _rules(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    return [rule for rule in _RULES if rule.startswith(begun)]


@click.command(short_help="Count what is settled, and settle by rule.")
@click.argument("query", nargs=-1)
@click.option(
    "--rule",
    metavar="RULE",
    shell_complete=_rules,
    help="Settle by this rule: unanimous, majority, single, or 'posterior>=.95' by the model of the annotators.",
)
@click.option("--dry-run", is_flag=True, help="Only say what the rule would settle, and show the first few.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@project_option
@annotator_option
@wait_option
def gold(
    query: tuple[str, ...],
    rule: str | None,
    dry_run: bool,
    as_json: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Count the sentences in each state of a review; with --rule, settle those that a rule answers.

    Of the sentences that QUERY selects, as seen by anybody; without it, of all. A sentence is unmarked, thin (one
    vote), agreed, conflict, or settled. A rule settles what nobody has settled, and never changes what somebody
    did. It is one action, which undo in a review takes back. The rule single takes the decisions of whoever alone was
    assigned a sentence. Once the project has a lead, only leads do this.

    \b
    copydesk gold
    copydesk gold --rule unanimous --dry-run
    copydesk gold --rule majority source:gazette
    copydesk gold --rule 'posterior>=.95'
    copydesk list state:conflict
    copydesk export --gold -o gold.jsonl
    """
    if dry_run and rule is None:
        raise UsageError("--dry-run shows what a rule would settle. Add --rule, such as: --rule unanimous")
    parsed(query)
    existing(project).close()  # no project is made for it
    words = " ".join(query)
    with Project.open(project, annotator, write=rule is not None and not dry_run, wait=wait) as opened, pointed_out():
        if rule is None:
            _tell_counts(opened, words, as_json)
        else:
            found = _settled(opened, rule, words, dry_run)
            _tell_settled(found, opened.codebook, words, as_json)


def _settled(project: Project, rule: str, query: str, dry_run: bool) -> RuleSettled:
    with ProgressLine("Looking at") as meter:
        try:
            return project.settle_by_rule(rule, query, dry_run=dry_run, progress=meter.progress)
        except KeyboardInterrupt:
            meter.hide()
            say("Cancelled. Nothing was written.")
            raise Exit(1) from None


def _tell_settled(found: RuleSettled, codebook: Codebook, query: str, as_json: bool) -> None:
    if as_json:
        give_json(_settled_data(found, codebook, query))
        return
    for line in _settled_lines(found, codebook):
        say(line)


def _settled_lines(found: RuleSettled, codebook: Codebook) -> Iterator[str]:
    from labels.review.rules import answer_in_words, plan_in_words

    planned = found.planned
    yield plan_in_words(planned, codebook)
    if found.done is not None:
        yield f"Done: {counted(found.done, 'sentence')} settled, one action; undo in a review takes it back."
        if moved := len(planned.units) - found.done:
            yield f"{counted(moved, 'sentence')} had been split or joined meanwhile."
        return
    for each, quote in zip(planned.units, found.quotes, strict=False):
        yield f"  {answer_in_words(each.labels, codebook)}: {' '.join(quote.split())}"
    if rest := len(planned.units) - len(found.quotes):
        yield f"  and {rest:,} more"
    yield "Nothing was written."


def _settled_data(found: RuleSettled, codebook: Codebook, query: str) -> dict[str, Any]:
    from labels.journal.kinds.kind import label_in_words

    planned = found.planned
    return {
        "rule": planned.rule.name,
        "query": query or None,
        "sentences": len(planned.units),
        "articles": planned.articles,
        "answers": [
            {"labels": [label_in_words(id, codebook) for id in labels], "sentences": count}
            for labels, count in planned.shares.items()
        ],
        "settled_again": planned.again,
        "conflicts_left": planned.left,
        "not_in_codebook": planned.retired,
        "one_vote_left": planned.unshared,
        "written": found.done or 0,
    }


def _tell_counts(project: Project, query: str, as_json: bool) -> None:
    found = project.gold_counts(query)
    if as_json:
        marks = {mark: found.marks.get(mark, 0) for mark in MARKS}
        give_json({"project": str(project.path), "query": query or None, "states": found.states, **marks})
        return
    _print(found)


def _print(found: StateCounts) -> None:
    from tui.cli.table import table

    give(table(["state", "sentences"], [[state, f"{count:,}"] for state, count in found.states.items()]))
    marked = [f"{found.marks[mark]:,} {mark}" for mark in MARKS if found.marks.get(mark)]
    if marked:
        say(f"Of those settled: {', '.join(marked)}.")
