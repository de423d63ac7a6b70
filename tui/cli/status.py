"""`copydesk status`: how far everyone is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from labels.errors import UsageError
from labels.project import Project
from labels.projections.read import Completion
from labels.words import counted
from tui.cli.options import project_option
from tui.cli.output import give, give_json
from tui.cli.queries import parsed, pointed_out, query_option
from tui.printable import printable


@click.command(short_help="Show the progress of the work.")
@project_option
@click.option("--articles", is_flag=True, help="One line for each article as well.")
@query_option
@click.option("--annotator", "-a", help="Who looks; with --query: as this annotator sees it. Default: as anybody does.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status(project: Path, articles: bool, query: str | None, annotator: str | None, as_json: bool) -> None:
    """Show how many articles and sentences there are, and how far each annotator is.

    The figures are those of the dashboard (ctrl+d at the desk): what is decided, the pace with breaks not
    counted, what is left at the pace of the last days, and labels with their share in the first and in the
    last part of the work. Once the project has a lead, all other annotators see only their own figures.

    \b
    copydesk status
    copydesk status --articles
    copydesk status --query 'near:claim after:2026-11-01'
    copydesk status --json
    """
    from tui.cli.status_tables import statistics_data, statistics_tables

    if articles and query is not None:
        raise UsageError("--articles counts whole articles. Leave it out, or leave out --query.")
    with Project.open(project, annotator, write=False) as opened:
        if annotator is not None:
            opened.reader.check_known(annotator)
        found = _figures(opened, articles) if query is None else _figures_of_query(opened, query, annotator)
        statistics = opened.statistics(None if query is None else ())
        names = {label.id: label.name for label in opened.codebook.labels}
    if query is None:
        found["standing"] = statistics_data(statistics, names)
    if as_json:
        give_json({name: value for name, value in found.items() if name not in ("only_of", "you")})
        return
    _print(found)
    for each in statistics_tables(statistics, names):
        give(f"\n{each}")


def _figures(project: Project, articles: bool) -> dict[str, Any]:
    article_count, sentences = project.reader.totals()
    names = {label.id: label.name for label in project.codebook.labels}
    found: dict[str, Any] = {
        "project": str(project.path),
        "articles": article_count,
        "sentences": sentences,
        "scheme_version": project.codebook_version,
        "codebooks_to_settle": project.codebooks_to_settle(),
        "assigned": _assigned(project),
        "annotators": {name: _counts(project.progress(name)) for name in project.annotators()},
        "you": project.annotator,
        "only_of": None if project.viewer.sees_others else project.annotator,
        "labels": {names.get(id, id): count for id, count in project.reader.labels_in_use().items()},
    }
    if articles:
        decided = {
            name: {n: progress.decided for n, progress in project.reader.article_progress(name)}
            for name in project.annotators()
        }
        found["by_article"] = [
            {
                "n": row.n,
                "id": row.id,
                "title": row.title,
                "sentences": row.sentences,
                "decided": {name: counts[row.n] for name, counts in decided.items()},
            }
            for row in project.articles()
        ]
    return found


def _assigned(project: Project) -> dict[str, dict[str, int]]:
    """The sentences that are assigned to whoever looks, and to the others whom they may read."""
    names = dict.fromkeys([project.annotator, *project.annotators()])
    shares = {name: project.reader.share_of(name) for name in names}
    return {
        name: {"sentences": share.sentences, "decided": share.decided}
        for name, share in shares.items()
        if share is not None
    }


def _figures_of_query(project: Project, query: str, annotator: str | None) -> dict[str, Any]:
    from labels.query import Search
    from tui.cli.progress import ProgressLine

    wanted = parsed([query])
    with pointed_out(), ProgressLine("Looking at") as meter:
        found = project.searcher.summary(Search(wanted, annotator), meter.progress)
    names = {label.id: label.name for label in project.codebook.labels}
    return {
        "project": str(project.path),
        "query": query,
        "articles": found.articles,
        "sentences": found.sentences,
        "scheme_version": project.codebook_version,
        "annotators": {name: _counts(progress) for name, progress in found.completion.items()},
        "labels": {names.get(id, id): count for id, count in found.labels.items()},
    }


def _nothing_decided(found: Mapping[str, Any]) -> str:
    """What to say where there is no decision to show."""
    if found["only_of"] is None:
        return "Nothing is decided yet. Start with: copydesk"
    return (
        f"You ({printable(found['only_of'])}) have decided nothing here; only leads see others. Who looks: --annotator"
    )


def _counts(progress: Completion) -> dict[str, int]:
    return {
        "labelled": progress.labelled,
        "skipped": progress.skipped,
        "undecided": progress.undecided,
        "flagged": progress.flagged,
        "noted": progress.noted,
    }


def _print(found: dict[str, Any]) -> None:
    from labels.codebook.change import settling_in_words
    from tui.cli.table import table

    articles, sentences = counted(found["articles"], "article"), counted(found["sentences"], "sentence")
    give(printable(f"{found['project']}: {articles}, {sentences}"))
    if found.get("codebooks_to_settle"):
        give(settling_in_words(found["codebooks_to_settle"]))
    assigned = {
        name: f"{each['decided']:,} of {each['sentences']:,}" for name, each in found.get("assigned", {}).items()
    }
    if (you := found.get("you")) in assigned:
        give(printable(f"Assigned to you ({you}): {assigned[you]} sentences decided."))
    if found["annotators"]:
        counted_as = ("labelled", "skipped", "undecided", "flagged", "noted")
        rows = [
            [
                name,
                *[assigned.get(name, "–")] * bool(assigned),
                *(f"{counts[head]:,}" for head in counted_as),
                _share(counts, found["sentences"]),
            ]
            for name, counts in found["annotators"].items()
        ]
        give(table(["annotator", *["own work"] * bool(assigned), *counted_as, "done"], rows))
    elif "query" not in found:
        give(_nothing_decided(found))
    if found["labels"]:
        given = sum(found["labels"].values())
        shares = [[name, f"{n:,}", f"{n / given:.0%}"] for name, n in found["labels"].items()]
        give(table(["label", "sentences", "share"], shares))
    if found.get("by_article"):
        names = list(found["annotators"])
        rows = [
            [
                str(row["n"]),
                (row["title"] or "")[:50],
                f"{row['sentences']:,}",
                *(f"{row['decided'][n]:,}" for n in names),
            ]
            for row in found["by_article"]
        ]
        give(table(["n", "article", "sentences", *names], rows))


def _share(counts: dict[str, int], sentences: int) -> str:
    return f"{(counts['labelled'] + counts['skipped']) / sentences:.0%}" if sentences else "–"
