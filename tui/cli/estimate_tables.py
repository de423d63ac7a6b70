"""The figures of `copydesk estimate` as tables of 80 columns with sentences, as JSON, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from labels.formats.cells import defused
from labels.quality.estimates import Change, Share
from labels.quality.figure import Figure
from labels.statistics.estimates.project_estimate import ProjectEstimate
from labels.statistics.estimates.wording import (
    about,
    remarks,
    told_interval,
    told_points,
    told_points_interval,
    told_share,
    trend_in_words,
)
from tui.cli.agreement_tables import wrapped
from tui.cli.table import table

#: A name in the first column is no longer than this in a terminal.
_NAME = 24

_SHARES = ("share", "95% interval", "articles", "sentences", "have it")
_CHANGES = ("difference", "points", "95% interval")


def written(found: ProjectEstimate, differences: Sequence[Change], form: str) -> str:
    """The estimate as `text`, `json`, `csv` or `markdown`."""
    match form:
        case "json":
            return json.dumps(_data(found, differences), ensure_ascii=False)
        case "csv":
            return _csv(found, differences)
        case "markdown":
            return _markdown(found, differences)
    return _text(found, differences)


def _text(found: ProjectEstimate, differences: Sequence[Change]) -> str:
    lines = [wrapped(line) for line in about(found)]
    lines.append("\n" + table([found.question.by or "", *_SHARES], [_cells(each, _NAME) for each in _shares(found)]))
    if differences:
        lines.append("\n" + table(_CHANGES, [_change(each, _NAME) for each in differences]))
    lines.append("")
    if found.trend is not None and found.question.by is not None:
        lines.append(wrapped(trend_in_words(found.trend, found.question.by)))
    return "\n".join([*lines, *map(wrapped, remarks(found))]).rstrip()


def _markdown(found: ProjectEstimate, differences: Sequence[Change]) -> str:
    parts = [" ".join(about(found))]
    parts.append(_marked_down([found.question.by or "", *_SHARES], [_cells(each) for each in _shares(found)]))
    if differences:
        parts.append(_marked_down(_CHANGES, [_change(each) for each in differences]))
    if found.trend is not None and found.question.by is not None:
        parts.append(trend_in_words(found.trend, found.question.by))
    return "\n\n".join(filter(None, [*parts, " ".join(remarks(found))]))


def _csv(found: ProjectEstimate, differences: Sequence[Change]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["figure", "group", "against", "value", "low", "high", "error", "articles", "sentences", "have_it"])
    for each in _shares(found):
        rests = each.basis
        name = "" if each.group is None else defused(str(each.group))
        rows.writerow(
            ["share", name, "", *_numbers(each.figure, each.error), rests.articles, _plain(rests.of), _plain(rests.has)]
        )
    for change in differences:
        names = defused(str(change.group)), defused(str(change.other))
        rows.writerow(["difference", *names, *_numbers(change.figure, change.error), "", "", ""])
    if (trend := found.trend) is not None:
        rows.writerow(["trend", "", "", *_numbers(trend.figure, trend.error), "", "", ""])
    return out.getvalue().rstrip("\n")


def _data(found: ProjectEstimate, differences: Sequence[Change]) -> dict[str, Any]:
    question, selection, rests = found.question, found.selection, found.rests
    model = found.model
    return {
        "query": question.query,
        "of": question.of or None,
        "by": question.by,
        "labels": found.labels,
        "annotators": list(rests.people),
        "from": selection.in_words,
        "is_count": selection.is_count,
        "strata": [
            {"name": each.name, "drawn": len(each.drawn), "articles": each.articles} for each in selection.strata
        ],
        "sentences": rests.sentences,
        "decided": rests.decided,
        "decided_with_suggestion_in_view": rests.in_view,
        "model": None
        if model is None
        else {
            "name": model.run.model,
            "hash": model.run.hash.hex(),
            "covered": model.covered,
            "weight": found.estimates.weight_of_model,
            "may_be_used": model.why,
        },
        "all": _share_data(found.overall),
        "groups": [{"group": each.group, **_share_data(each)} for each in found.groups],
        "differences": [
            {"group": each.group, "against": each.other, **_figure_data(each.figure, each.error)}
            for each in differences
        ],
        "trend": None if found.trend is None else _figure_data(found.trend.figure, found.trend.error),
        "groups_not_drawn": found.unseen,
        "articles_that_could_not_be_drawn": found.beyond,
        "more_for_half": {"articles": found.more_articles, "sentences": found.more_sentences},
        "remarks": list(remarks(found)),
    }


def _share_data(share: Share) -> dict[str, Any]:
    rests = share.basis
    return {
        **_figure_data(share.figure, share.error),
        "degrees": share.degrees,
        "articles": rests.articles,
        "sentences": rests.of,
        "have_it": rests.has,
    }


def _figure_data(figure: Figure, error: float | None) -> dict[str, Any]:
    low, high = (None, None) if figure.interval is None else (figure.interval.low, figure.interval.high)
    why = figure.undefined or figure.no_interval or None
    return {"value": figure.value, "low": low, "high": high, "error": error, "why": why}


def _shares(found: ProjectEstimate) -> list[Share]:
    return [found.overall, *found.groups]


def _cells(share: Share, most: int | None = None) -> list[str]:
    rests = share.basis
    name = "all" if share.group is None else _short(str(share.group), most)
    return [
        name,
        told_share(share.figure),
        told_interval(share.figure),
        f"{rests.articles:,}",
        f"{round(rests.of):,}",
        f"{round(rests.has):,}",
    ]


def _change(change: Change, most: int | None = None) -> list[str]:
    names = f"{_short(str(change.group), most)} – {_short(str(change.other), most)}"
    return [names, told_points(change.figure), told_points_interval(change.figure)]


def _numbers(figure: Figure, error: float | None) -> list[str]:
    low, high = (None, None) if figure.interval is None else (figure.interval.low, figure.interval.high)
    return ["" if each is None else f"{each:.6g}" for each in (figure.value, low, high, error)]


def _plain(number: float) -> str:
    return f"{number:.6g}" if number % 1 else str(int(number))


def _marked_down(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from tui.printable import printable

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(printable(cell).replace(chr(10), ' ').replace('|', chr(92) + '|') for cell in cells)} |"

    ruled = ["---", *("---:" for _ in heads[1:])]
    return "\n".join([line(heads), f"| {' | '.join(ruled)} |", *map(line, rows)])


def _short(name: str, most: int | None) -> str:
    name = " ".join(name.split())
    return name if most is None or len(name) <= most else name[: most - 1] + "…"
