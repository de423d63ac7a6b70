"""`copydesk log`: the journal backwards, of everything or of what a query selects."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.journal.event import Event
from labels.project import Project
from tui.cli.options import existing, project_option
from tui.cli.output import give
from tui.cli.progress import Progress
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.journal.history import Entry


@click.command("log", short_help="Show who said what, and when.")
@click.argument("query", nargs=-1)
@project_option
@click.option("--annotator", "-a", help="Only what this annotator did.")
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many events."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def log(query: tuple[str, ...], project: Path, annotator: str | None, limit: int, as_json: bool) -> None:
    """Show the journal, the newest event first: labels, skips, flags, notes, splits, undos and all.

    With QUERY, only events about the sentences that it selects, as seen by anybody.

    \b
    copydesk log
    copydesk log is:flagged --annotator ana
    copydesk log -n 1000 --json 'article:3'
    """
    from labels.journal import history

    with existing(project) as opened, pointed_out():
        with Progress("Looking at") as progress:
            wanted = _about(opened, query, progress.reached) if query else (lambda event: True)
        for entry in history.log(opened.connection, annotator=annotator, wanted=wanted, limit=limit):
            give(_record(entry) if as_json else _line(entry, opened))


def _about(project: Project, words: tuple[str, ...], told: Callable[[int], None]) -> Callable[[Event], bool]:
    """Whether an event speaks of some of the text that the query selects."""
    from labels.query import find

    ids = {row.n: row.id for row in project.articles()}
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in find(project.connection, parsed(words), None, project.scheme, told=told):
        spans[ids[hit.article]].append((hit.start, hit.stop))

    def about(event: Event) -> bool:
        if event.article is None or event.start is None or event.stop is None:
            return False
        found = spans.get(event.article, [])
        place = bisect_left(found, event.stop, key=lambda span: span[0])
        return place > 0 and found[place - 1][1] > event.start

    return about


def _line(entry: Entry, project: Project) -> str:
    from labels.desk.describe import entry_in_words
    from tui.printable import printable

    event = entry.event
    where = f"  {event.article}:{event.start}-{event.stop}" if event.article else ""
    return printable(entry_in_words(entry, project.scheme).replace("\n", " ") + where)


def _record(entry: Entry) -> str:
    event = entry.event
    record = {
        "id": event.id,
        "at": event.at,
        "annotator": event.annotator,
        "session": event.session,
        "kind": event.kind,
        "article_id": event.article,
        "start": event.start,
        "end": event.stop,
        "payload": event.payload,
        "action": event.action,
        "undoes": event.undoes,
        "stands": entry.standing,
    }
    return json.dumps(record, ensure_ascii=False)
