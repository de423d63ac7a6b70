"""`copydesk list QUERY`: the sentences that a query selects, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.project import Project
from labels.values.annotation import Annotation
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give
from tui.cli.progress import Progress
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.query.nodes import Query
    from labels.query.sentences import Found


@click.command("list", short_help="List the sentences that a query selects.")
@click.argument("query", nargs=-1)
@project_option
@annotator_option
@click.option("--by-anyone", is_flag=True, help="Whoever decided, flagged or noted; not just the annotator.")
@click.option("--limit", "-n", type=click.IntRange(min=1), metavar="N", help="No more than the first N.")
@click.option("--count", "only_count", is_flag=True, help="Print how many there are instead.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record a line.")
def list_(
    query: tuple[str, ...],
    project: Path,
    annotator: str | None,
    by_anyone: bool,
    limit: int | None,
    only_count: bool,
    as_json: bool,
) -> None:
    """List the sentences that QUERY selects: id, labels, text. Without QUERY, all of them.

    Labels, flags, notes and times are those of the annotator, unless the query says by:NAME. A query that
    begins with a minus comes after two of them.

    \b
    copydesk list label:claim near:quote
    copydesk list 'is:undecided "according to" -source:gazette'
    copydesk list --json 'by:ben (is:flagged or note:unsure)'
    copydesk list --count 'seconds:>20 after:2026-11-01'
    copydesk list -- -label:quote /[0-9]{4}/
    """
    wanted = parsed(query)
    with Project.open(project, annotator, write=False) as opened, pointed_out(), Progress("Looking at") as progress:
        viewer = None if by_anyone else opened.annotator
        if only_count:
            from labels.query import count

            give(str(count(opened.connection, wanted, viewer, opened.codebook, limit, told=progress.reached)))
            return
        for line in _lines(opened, wanted, viewer, limit, as_json, progress):
            progress.hide()
            give(line)


def _lines(
    project: Project, query: Query, viewer: str | None, limit: int | None, as_json: bool, progress: Progress
) -> Iterator[str]:
    from labels.query.names import whose
    from labels.query.sentences import sentences_found

    names = {label.id: label.name for label in project.codebook.labels}
    found = sentences_found(project.connection, query, viewer, project.codebook, limit=limit, told=progress.reached)
    people = whose(project.connection, query, viewer, project.codebook)
    alone = people is not None and len(people) == 1
    for each in found:
        marks = {name: mark for name, mark in each.marks.items() if people is None or name in people}
        yield _record(each, marks, names) if as_json else _line(each, marks, names, alone)


def _line(found: Found, marks: Mapping[str, Annotation], names: Mapping[str, str], alone: bool) -> str:
    from tui.printable import printable

    said = [_said(mark, names) if alone else f"{name}:{_said(mark, names)}" for name, mark in sorted(marks.items())]
    text = " ".join(found.sentence.text.split())
    return printable(f"{found.sentence.id}  {' '.join(said) or '–'}  {text}")


def _said(mark: Annotation, names: Mapping[str, str]) -> str:
    """The labels of a mark, or its status; with ! if it is flagged."""
    labels = ",".join(sorted(names.get(id, id) for id in mark.labels))
    return (labels or ("skipped" if mark.status == "skipped" else "–")) + ("!" if mark.flagged else "")


def _record(found: Found, marks: Mapping[str, Annotation], names: Mapping[str, str]) -> str:
    from labels.formats.json.lines import one_line

    sentence = found.sentence
    record: dict[str, Any] = {
        "id": sentence.id,
        "text": sentence.text,
        "article_id": sentence.article,
        "title": found.article.title,
        "paragraph": sentence.paragraph,
        "position": sentence.position,
        "start": sentence.start,
        "end": sentence.end,
        "marks": [
            {
                "annotator": name,
                "status": mark.status,
                "labels": sorted(names.get(id, id) for id in mark.labels),
                "flagged": mark.flagged,
                "carried": mark.carried,
                "note": mark.note or None,
                "decided_at": mark.decided_at,
                "seconds": mark.seconds,
            }
            for name, mark in sorted(marks.items())
        ],
    }
    return one_line(record)
