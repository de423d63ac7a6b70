"""`copydesk log`: the journal backwards, of everything or of what a query selects."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.journal.event import Event
from labels.project import Project
from labels.values.progress import Progress
from tui.cli.options import existing, project_option
from tui.cli.output import give, say
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.journal.history import Entry


@click.command("log", short_help="Show who did what, and when.")
@click.argument("query", nargs=-1)
@project_option
@click.option("--annotator", "-a", help="Only what this annotator did.")
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=100, show_default=True, help="At most this many events."
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
    with existing(project) as opened, pointed_out():
        if annotator is not None:
            opened.reader.check_known(annotator)
        with ProgressLine("Looking at") as meter:
            wanted = _about(opened, query, meter.progress) if query else (lambda event: True)
        told = _Told(opened)
        nothing = True
        for entry in opened.events.log(annotator, limit, wanted):
            nothing = False
            give(told.record(entry) if as_json else told.line(entry))
        if nothing:
            say("There is nothing of that kind in the journal.")


def _about(project: Project, words: tuple[str, ...], progress: Progress) -> Callable[[Event], bool]:
    """Whether an event is about some of the text that the query selects."""
    from labels.query import Search
    from labels.values.viewer import THE_FILE

    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for hit in project.searcher.hits(Search(parsed(words), reader=THE_FILE), progress):
        spans[hit.article].append((hit.start, hit.end))

    def about(event: Event) -> bool:
        if event.article is None or event.start is None or event.end is None:
            return False
        found = spans.get(event.article, [])
        place = bisect_left(found, event.end, key=lambda span: span[0])
        return place > 0 and found[place - 1][1] > event.start

    return about


class _Told:
    """Entries as lines and as JSON, with ids in place of the numbers that the file has for them."""

    def __init__(self, project: Project) -> None:
        self._codebook = project.codebook
        self._article = lru_cache(maxsize=1024)(project.reader.id_of_article)
        self._sitting = lru_cache(maxsize=1024)(project.events.id_of_sitting)

    def line(self, entry: Entry) -> str:
        from labels.desk.describe import entry_in_words
        from tui.printable import printable

        event, where = entry.event, ""
        if event.article is not None:
            span = "" if event.start is None else f":{event.start}-{event.end}"
            where = f"  {self._article(event.article)}{span}"
        return printable(entry_in_words(entry, self._codebook).replace("\n", " ") + where)

    def record(self, entry: Entry) -> str:
        from labels.journal.event import layer_name
        from labels.journal.ids import id_to_text

        event = entry.event
        record = {
            "id": id_to_text(event.id),
            "at": event.at,
            "annotator": entry.annotator,
            "session": self._sitting(event.sitting),
            "kind": event.kind,
            "article_id": None if event.article is None else self._article(event.article),
            "start": event.start,
            "end": event.end,
            "payload": event.payload,
            "action": id_to_text(event.action),
            "undoes": None if event.undoes is None else id_to_text(event.undoes),
            "stands": entry.in_force,
            "layer": None if event.layer is None else layer_name(event.layer),
            "scheme_version": entry.version,
            "waits": entry.waits,
        }
        return json.dumps(record, ensure_ascii=False)
