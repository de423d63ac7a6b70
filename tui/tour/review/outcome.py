"""The last page of the lesson on review: one line of gold, and what it is for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from textual.content import Content

from labels.project import Project
from tui.printable import printable
from tui.tour.outcome import told

#: What to do after the lesson: a command and what it does.
NEXT = (
    ("copydesk review", "settle what your own annotators said"),
    ("copydesk export --gold -o gold.jsonl", "write what is settled"),
    ("copydesk report", "the methods and tables for a paper"),
    ("copydesk feedback --open", "show annotators where they differ"),
)
_TOLD = ("text", "label", "annotator", "reason", "state", "voters", "votes")


def last_settled(project: Project) -> str | None:
    """The line of gold for what was settled by hand last, else by rule; None if nothing is settled."""
    from labels.exporting.export import jsonl_lines
    from labels.exporting.selection import Selection

    lines = jsonl_lines(project.view, Selection(states=("settled",)))
    return max(lines, key=_when, default=None)


def _when(line: str) -> tuple[bool, str]:
    record = json.loads(line)
    return record["rule"] is None, record["decided_at"]


def _main_fields(line: str) -> str:
    """The line with what tells gold from other training data, so that the page fits into a small window."""
    record = json.loads(line)
    return json.dumps({name: record[name] for name in _TOLD}, ensure_ascii=False)


def gold_words(line: str | None) -> Iterator[Content]:
    """What the page says, with a line of gold; None where nothing is settled."""
    if line is None:
        yield Content("Gold has a line of JSON for each sentence that is settled. You settled none, so it is empty.")
    else:
        yield Content("This is what you settled last as gold; the main fields of its line.").stylize("bold")
        yield Content("")
        yield told(printable(_main_fields(line)), _TOLD)
    yield Content("")
    yield Content("What it is for:").stylize("bold")
    yield from (Content.assemble((f"  {command:<38}", "$word-accent"), what) for command, what in NEXT)
