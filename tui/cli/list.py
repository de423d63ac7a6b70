"""`copydesk list QUERY`: the sentences that a query selects, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.project import Project
from labels.values.annotation import Annotation
from tui.cli.gathered_options import gathered
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give, say
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.query import Search
    from labels.query.sentences import Found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words of the query, and the options as they were given."""

    query: tuple[str, ...]
    by_anyone: bool
    limit: int | None


@click.command("list", short_help="List the sentences that a query selects.")
@click.argument("query", nargs=-1)
@project_option
@annotator_option
@click.option("--by-anyone", is_flag=True, help="Decisions, flags and notes of anybody, not only of the annotator.")
@click.option("--limit", "-n", type=click.IntRange(min=1), metavar="N", help="No more than the first N.")
@click.option("--count", "only_count", is_flag=True, help="Print only how many there are.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record a line.")
@gathered("asked", Asked, "query", "by_anyone", "limit")
def list_(asked: Asked, project: Path, annotator: str | None, only_count: bool, as_json: bool) -> None:
    """List the sentences that QUERY selects: id, labels, text. Without QUERY, all of them.

    Labels, flags, notes and times are those of the annotator, unless the query says by:NAME. Once the project has a
    lead, only leads see others. Where the query asks for is:contradicted, each line says in brackets what the codebook
    says against the decision. Write -- before a query that begins with a minus.

    \b
    copydesk list label:claim near:quote
    copydesk list 'is:undecided "according to" -source:gazette'
    copydesk list --json 'by:ben (is:flagged or note:unsure)'
    copydesk list --count 'seconds:>20 after:2026-11-01'
    copydesk list 'is:contradicted codebook:<3'
    copydesk list -- -label:quote /[0-9]{4}/
    """
    from labels.query import Search

    query = parsed(asked.query)
    with Project.open(project, annotator, write=False) as opened, pointed_out(), ProgressLine("Looking at") as meter:
        if annotator is not None:
            opened.reader.check_known(annotator)
        search = Search(query, None if asked.by_anyone else opened.annotator, limit=asked.limit)
        if only_count:
            give(str(opened.searcher.count(search, meter.progress)))
            return
        nothing = True
        for line in _lines(opened, search, as_json, meter):
            nothing = False
            meter.hide()
            give(line)
        if nothing:
            meter.hide()
            say("No sentence matches." if asked.query else "There is no sentence yet.")


def _lines(project: Project, search: Search, as_json: bool, meter: ProgressLine) -> Iterator[str]:
    codebook = project.codebook
    found = project.searcher.sentences(search, meter.progress)
    people = project.searcher.whose(search)
    alone, names = people is not None and len(people) == 1, {label.id: label.name for label in codebook.labels}
    for each in found:
        by_name = {name: each.annotations[name] for name in each.annotations if people is None or name in people}
        against = {name: [why.in_words(codebook) for why in each.contradicted[name]] for name in each.contradicted}
        said = _Said(by_name, against, names)
        yield _record(each, said) if as_json else _line(each, said, alone)


class _Said:
    """What is said of a sentence by annotator: annotations, and why they are contradicted; `names` of labels by id."""

    def __init__(
        self, by_name: Mapping[str, Annotation], against: Mapping[str, list[str]], names: Mapping[str, str]
    ) -> None:
        self.by_name = by_name
        self.against = against
        self.names = names

    def decision(self, name: str) -> str:
        """The labels of somebody's annotation, or its status; with ! if it is flagged, and what is against it."""
        annotation = self.by_name[name]
        labels = ",".join(sorted(self.names.get(id, id) for id in annotation.labels))
        status = "skipped" if annotation.status == "skipped" else "–"
        against = "; ".join(self.against.get(name, ()))
        return (labels or status) + ("!" if annotation.flagged else "") + (f" [{against}]" if against else "")


def _line(found: Found, said: _Said, alone: bool) -> str:
    from tui.printable import printable

    decisions = [said.decision(name) if alone else f"{name}:{said.decision(name)}" for name in sorted(said.by_name)]
    text = " ".join(found.sentence.text.split())
    return printable(f"{found.sentence.id}  {' '.join(decisions) or '–'}  {text}")


def _record(found: Found, said: _Said) -> str:
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
                "status": annotation.status,
                "labels": sorted(said.names.get(id, id) for id in annotation.labels),
                "flagged": annotation.flagged,
                "carried": annotation.carried,
                "note": annotation.note or None,
                "decided_at": annotation.decided_at,
                "seconds": annotation.seconds,
                "contradicted": said.against.get(name),
            }
            for name, annotation in sorted(said.by_name.items())
        ],
    }
    return one_line(record)
