"""`copydesk suggestions`: what suggestions did, and turning them on and off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.errors import UsageError
from labels.project import Project
from tui.cli.gathered_options import gathered
from tui.cli.options import annotator_option, existing, project_option
from tui.cli.output import give, give_json, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from labels.suggest.report import Rate, SuggestionReport
    from labels.suggest.unit import Labels
    from labels.suggestion_api import Whom

# Written out, because importing them would slow down every start; a test compares them.
MODES = ("off", "second look", "suggest")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown, or changed: `mode` and `model` for whom."""

    mode: str | None
    model: str | None
    for_everybody: bool
    models: bool
    mistakes: int | None
    by_annotator: bool
    likely: str | None
    seed: int


@click.command(short_help="Turn suggestions on, or show what they did.")
@project_option
@annotator_option
@click.option("--set", "mode", type=click.Choice(MODES), help="Turn suggestions off or on for you.")
@click.option("--model", metavar="NAME", help="What suggests: one of those that --models lists.")
@click.option("--for-everybody", is_flag=True, help="With --set or --model: for everybody, not only for you.")
@click.option("--models", is_flag=True, help="List what can suggest.")
@click.option(
    "--mistakes", type=click.IntRange(min=1), metavar="N", help="List the N decisions that are most likely mistakes."
)
@click.option(
    "--likely",
    metavar="LABEL",
    help="Work first where this label is likely; a random fifth of the articles is left alone.",
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="With --likely: of the draw.")
@click.option("--by-annotator", is_flag=True, help="A report for each annotator, not only for all together.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@gathered("wanted", Wanted, "mode", "model", "for_everybody", "models", "mistakes", "by_annotator", "likely", "seed")
def suggestions(wanted: Wanted, project: Path, annotator: str | None, as_json: bool) -> None:
    """Show how right suggestions were, how much they saved, and how far they led the annotators.

    Sentences on which suggestions are never shown tell how often the model is right, and what annotators would have
    said.
    Likely mistakes are decisions that the model found improbable when they were made; a wrong suggestion that was
    accepted is not among them. Once the project has a lead, all other annotators see only their own decisions.

    \b
    copydesk suggestions --set suggest        preselect what is likely
    copydesk suggestions --set 'second look'  answer first; the model speaks where it strongly disagrees
    copydesk suggestions --set off --for-everybody
    copydesk suggestions --likely claim       work first where a rare label is likely
    copydesk suggestions --by-annotator
    copydesk suggestions --mistakes 50
    """
    chooses = wanted.mode is not None or wanted.model is not None
    changes = chooses or wanted.likely is not None
    if wanted.for_everybody and not chooses:
        raise UsageError("--for-everybody goes with --set or --model.")
    if changes:
        existing(project).close()
    with Project.open(project, annotator, write=changes) as opened:
        if changes:
            _change(opened, wanted)
        elif wanted.models:
            _list(opened, as_json)
        elif wanted.mistakes is not None:
            _mistakes(opened, wanted.mistakes, as_json)
        else:
            _report(opened, wanted.by_annotator, as_json)


def _change(opened: Project, wanted: Wanted) -> None:
    found = opened.suggestions
    whom: Whom = "everybody" if wanted.for_everybody else "me"
    who = "everybody" if wanted.for_everybody else opened.annotator
    if wanted.model is not None:
        found.choose_suggester(wanted.model, whom)
        say(f"{opened.path}: suggestions for {who} come from {wanted.model}")
    if wanted.mode is not None:
        found.set_mode(wanted.mode, whom)
        say(f"{opened.path}: suggestions for {who}: {wanted.mode}")
    if wanted.likely is not None:
        words = found.work_on_likely(wanted.likely, wanted.seed)
        say(f"{opened.path}: order of work of {opened.annotator}: {words}")


def _mistakes(opened: Project, most: int, as_json: bool) -> None:
    names = {label.id: label.name for label in opened.codebook.labels}

    def named(labels: Labels) -> list[str]:
        return sorted(names.get(id, id) for id in labels)

    found = opened.suggestions.doubts(most)
    if as_json:
        for each in found:
            give_json(
                {
                    "id": each.sentence,
                    "annotator": each.annotator,
                    "labels": named(each.given),
                    "better": named(each.better),
                    "log_ratio": round(each.by, 3),
                }
            )
        return
    from tui.cli.table import table

    rows = [
        [each.sentence, each.annotator, *("+".join(named(of)) or "–" for of in (each.given, each.better))]
        for each in found
    ]
    if rows:
        give(table(["sentence", "annotator", "given", "more likely"], rows))
    say("A wrong suggestion that was accepted cannot be found this way: the model said the same.")


def _list(opened: Project, as_json: bool) -> None:
    found = opened.suggestions
    if as_json:
        give_json({"suggesters": found.suggesters(), "chosen": found.suggester, "mode": found.mode})
    else:
        give("\n".join(f"{'* ' if name == found.suggester else '  '}{name}" for name in found.suggesters()))
    for line in found.broken_plugins():
        say(line)


def _report(opened: Project, by_annotator: bool, as_json: bool) -> None:
    found = opened.suggestions.report()
    chosen = found if by_annotator else {"": found[""]}
    names = {label.id: label.name for label in opened.codebook.labels}
    if as_json:
        give_json(
            {
                "mode": opened.suggestions.mode,
                "suggester": opened.suggestions.suggester,
                "everybody": report_data(found[""], names.get),
                "annotators": {name: report_data(each, names.get) for name, each in found.items() if name},
            }
        )
        return
    give(
        "\n\n".join(_told(name, report, lambda id: names.get(id, id) or "no label") for name, report in chosen.items())
    )


def _told(name: str, report: SuggestionReport, named: Callable[[str], str]) -> str:
    from labels.suggest.wording import band_rows, figures, sentences, share_rows, stretch_row
    from tui.cli.agreement_tables import wrapped
    from tui.cli.table import table

    parts = [name] if name else []
    parts.append(table(["", "figure", "95% interval"], [list(each) for each in figures(report)]))
    if bands := band_rows(report):
        parts.append(table(["probability", "decisions", "confidence", "right"], bands))
    if shares := share_rows(report, named):
        parts.append(table(["label", "shown", "kept back", "points"], shares))
    if len(report.drift) > 1:
        rows = [stretch_row(number, each) for number, each in enumerate(report.drift, 1)]
        parts.append(table(["in order of time", "decisions", "model right", "followed"], rows))
    parts.append("\n".join(map(wrapped, sentences(report))))
    return "\n\n".join(parts)


def report_data(report: SuggestionReport, named: Callable[[str], str | None]) -> dict[str, Any]:
    """The report as data; what is not known is null."""
    found = report.sway
    return {
        "decisions": report.decisions,
        "modelled": report.modelled,
        "blind_accuracy": _rate(report.blind),
        "blind_confidence": report.confidence,
        "preselected": _rate(report.preselected),
        "marked": _rate(report.marked),
        "second_looks": _rate(report.second_looks),
        "only_enter": _rate(report.only_enter),
        "calibration": [
            {"until": each.until, "decisions": each.decisions, "confidence": each.confidence, "right": each.right}
            for each in report.bands
        ],
        "agree_with_shown": _rate(found.shown),
        "agree_with_kept_back": _rate(found.kept_back),
        "difference": {"value": found.difference, **_ends(found.difference_interval)},
        "sway": {"value": found.sway, **_ends(found.sway_interval)},
        "label_shares": {
            "with_suggestion": {named(id) or id: share for id, share in report.with_suggestion.items()},
            "kept_back": {named(id) or id: share for id, share in report.without.items()},
        },
        "drift": [
            {
                "decisions": each.decisions,
                "blind_accuracy": _rate(each.blind),
                "followed": _rate(each.followed),
                "label_shares": {named(id) or id: share for id, share in each.shares.items()},
            }
            for each in report.drift
        ],
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"count": rate.count, "of": rate.of, "share": rate.share, **_ends(rate.interval)}


def _ends(interval: Any) -> dict[str, Any]:
    return {"low": interval.low, "high": interval.high} if interval else {"low": None, "high": None}
