"""`copydesk status`: how far everyone is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from labels.project import Project
from labels.store.queries import Progress
from labels.words import counted
from tui.cli.options import existing, project_option
from tui.cli.output import give, give_json
from tui.printable import printable


@click.command(short_help="Show how far the work is.")
@project_option
@click.option("--articles", is_flag=True, help="One line for each article as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status(project: Path, articles: bool, as_json: bool) -> None:
    """Show how many articles and sentences there are, and what each annotator has decided.

    \b
    copydesk status
    copydesk status --articles
    copydesk status --json
    """
    with existing(project) as opened:
        found = _figures(opened, articles)
    if as_json:
        give_json(found)
    else:
        _print(found)


def _figures(project: Project, articles: bool) -> dict[str, Any]:
    from labels.store.queries import article_progress, labels_in_use, totals

    article_count, sentences = totals(project.connection)
    names = {label.id: label.name for label in project.scheme.labels}
    found: dict[str, Any] = {
        "project": str(project.path),
        "articles": article_count,
        "sentences": sentences,
        "scheme_version": project.scheme_version,
        "annotators": {name: _counts(project.progress(name)) for name in project.annotators()},
        "labels": {names.get(id, id): count for id, count in labels_in_use(project.connection).items()},
    }
    if articles:
        decided = {
            name: {n: progress.decided for n, progress in article_progress(project.connection, name)}
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


def _counts(progress: Progress) -> dict[str, int]:
    return {
        "labelled": progress.labelled,
        "skipped": progress.skipped,
        "undecided": progress.undecided,
        "flagged": progress.flagged,
        "noted": progress.noted,
    }


def _print(found: dict[str, Any]) -> None:
    from tui.cli.table import table

    articles, sentences = counted(found["articles"], "article"), counted(found["sentences"], "sentence")
    give(printable(f"{found['project']}: {articles}, {sentences}"))
    if found["annotators"]:
        heads = ["annotator", "labelled", "skipped", "undecided", "flagged", "noted", "done"]
        rows = [
            [name, *(f"{counts[head]:,}" for head in heads[1:6]), _share(counts, found["sentences"])]
            for name, counts in found["annotators"].items()
        ]
        give(table(heads, rows))
    else:
        give("Nothing is decided yet. Start with: copydesk")
    if found["labels"]:
        give(table(["label", "sentences"], [[name, f"{n:,}"] for name, n in found["labels"].items()]))
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
