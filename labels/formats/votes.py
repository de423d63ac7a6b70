"""The votes among the records of a dataset: what annotators said about the sentences themselves.

Carried decisions are not votes, nor are answers that were asked for because others differed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from labels.formats.record import RecordInContext

if TYPE_CHECKING:
    from labels.project_view import ProjectView

#: Who said something of what: start and end of a sentence, and the key of the annotator.
_Said = tuple[int, int, str]


def votes_among(project: ProjectView, records: Iterable[RecordInContext]) -> Iterator[RecordInContext]:
    """The records of decisions that are votes. Records come article by article."""
    article, no_votes = "", frozenset[_Said]()
    for record in records:
        if record["status"] == "undecided":
            continue
        if record["article_id"] != article:
            article = record["article_id"]
            no_votes = _carried(project, article) | _tie_breaks(project, article)
        if not no_votes or (record["start"], record["end"], record["annotator_key"] or "") not in no_votes:
            yield record


def carries(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether some decision on an article was carried there by a split or a join."""
    return bool(_carried(project, records[0]["article_id"]))


def breaks_ties(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether some decision on an article was asked for because others differed."""
    return bool(_tie_breaks(project, records[0]["article_id"]))


def tie_breakers(project: ProjectView, article: str) -> Callable[[int, int], Collection[str]]:
    """For the start and end of a sentence of an article, by its id, the names on screen of those who broke a tie."""
    asked: dict[tuple[int, int], set[str]] = {}
    if found := _tie_breaks(project, article):
        shown = project.names_on_screen()
        names = {key: shown[number] for number, key in project.annotator_keys().items() if number in shown}
        for start, end, key in found:
            asked.setdefault((start, end), set()).add(names[key])
    return lambda start, end: asked.get((start, end), ())


def _tie_breaks(project: ProjectView, article: str) -> frozenset[_Said]:
    row = project.reader.article_with_id(article)
    return project.tie_breaks(row.n) if row is not None else frozenset()


def _carried(project: ProjectView, article: str) -> frozenset[_Said]:
    row = project.reader.article_with_id(article)
    return project.carried(row.n) if row is not None else frozenset()


def names_of(people: Collection[tuple[str, str]]) -> dict[str, str]:
    """A name for each annotator's key, from names and keys; of two people of one name, each with the key."""
    names = [name for name, _ in people]
    return {key: name if names.count(name) == 1 else f"{name} ({key})" for name, key in sorted(people)}
