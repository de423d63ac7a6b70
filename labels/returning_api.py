"""Work sent back from a script: which sentences wait for whom, sent back and taken back by leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from labels.errors import MovedError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.projections.project_reader import ProjectReader
from labels.team_leads import LeadApi
from labels.values.annotation import UNTOUCHED
from labels.values.returned import SentBack
from labels.values.viewer import THE_FILE
from labels.words import counted

if TYPE_CHECKING:
    from labels.query import Hit
    from labels.query.searcher import Searcher

#: Sentences that a preview quotes.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SendingBack:
    """Sentences that are to be sent back to an annotator, or (`on` false) no longer.

    `left` of those that the query selects are left alone: the annotator has not decided them, or they are sent back for
    this reason already; those that are to be taken back are not sent back. `quotes` are the first few texts. `written`
    says whether it was done.
    """

    annotator: str
    on: bool
    hits: tuple[Hit, ...]
    left: int
    quotes: tuple[str, ...]
    written: bool = False


class ReturningApi:
    """Sends sentences back to those who decided them, in one open project. People go by their names on screen."""

    def __init__(
        self, journal: Journal, reader: ProjectReader, leads: LeadApi, searcher: Callable[[], Searcher]
    ) -> None:
        """`searcher` is called only where something is searched."""
        self._journal = journal
        self._reader = reader
        self._leads = leads
        self._searcher = searcher

    def sent_back(self, annotator: str | None = None) -> list[SentBack]:
        """The sentences that wait to be decided again by an annotator (yourself, if none is named), and why.

        Raises UsageError for somebody whose work is not for you.
        """
        name = annotator or self._journal.sitting.annotator
        self._reader.check_readable(name)
        return self._reader.sent_back_to(name)

    def send_back(self, annotator: str, query: str, why: str, *, dry_run: bool = False) -> SendingBack:
        """Send back what a query selects of the sentences that an annotator decided, as one action; `dry_run` looks.

        The query is asked as the annotator sees the project. They decide each sentence again, or confirm it. Raises
        QueryError, UsageError for a name that nobody has, without a reason, and where there are leads and you are none.
        """
        why = " ".join(why.split())
        if not why:
            raise UsageError(f"Say why the sentences go back to {annotator}: it is what {annotator} reads.")

        return self._do(self._known(annotator), query, why, dry_run=dry_run)

    def take_back(self, annotator: str, query: str = "", *, dry_run: bool = False) -> SendingBack:
        """Ask no longer for what a query selects of the sentences that wait for an annotator. Raises as `send_back`."""
        return self._do(self._known(annotator), query, None, dry_run=dry_run)

    def _known(self, annotator: str) -> str:
        self._leads.check()
        return self._leads.name_of(self._leads.known_key(annotator))

    def _do(self, name: str, query: str, why: str | None, *, dry_run: bool) -> SendingBack:
        """Plan it, and do it unless it is a `dry_run`; `why` is None where it is taken back."""
        from labels.query import Search, parse_query

        search = Search(parse_query(query), name, reader=THE_FILE)
        while True:
            hits = list(self._searcher().hits(search))
            chosen = list(self._chosen(hits, name, why))
            quotes = [self._reader.text_of(hit.article)[hit.start : hit.end] for hit in chosen[:_SHOWN]]
            planned = SendingBack(name, why is not None, tuple(chosen), len(hits) - len(chosen), tuple(quotes))
            if dry_run or not chosen:
                return planned
            said = {"on": False} if why is None else {"on": True, "why": why}
            payload = {"to": self._leads.known_key(name), **said}
            try:
                self._journal.record([Act("return", *hit, payload) for hit in chosen])
            except MovedError:
                continue  # somebody changed boundaries at this moment: look again at what is there
            return replace(planned, written=True)

    def _chosen(self, hits: Iterable[Hit], name: str, why: str | None) -> Iterator[Hit]:
        """Those that would be sent back for a reason, or (None) no longer."""
        for n, inside in groupby(hits, key=lambda hit: hit.article):
            annotations, returned = self._reader.annotations_of(n, name), self._reader.returned_in(n, name)
            for hit in inside:
                annotation = annotations.get((hit.start, hit.end), UNTOUCHED)
                found = returned.get((hit.start, hit.end))
                waits = found is not None and found.stands(annotation)
                if why is None:
                    chosen = waits
                else:
                    chosen = annotation.decided and not (waits and found is not None and found.why == why)
                if chosen:
                    yield hit


def sending_in_words(planned: SendingBack) -> list[str]:
    """What would be or was sent back or taken back, in lines; if it was only looked, with the first few sentences."""
    name, count = planned.annotator, counted(len(planned.hits), "sentence")
    left = [_left_in_words(planned)] if planned.left else []
    if not planned.hits:
        nothing = f"Nothing goes back to {name}." if planned.on else f"Nothing that waits for {name} is taken back."
        return [nothing, *left]
    if planned.written:
        done = f"{count} sent back to {name}" if planned.on else f"{count} no longer sent back to {name}"
        return [f"{done}, as one action.", *left]
    would = f"{count} would go back to {name}." if planned.on else f"{count} would no longer wait for {name}."
    rest = len(planned.hits) - len(planned.quotes)
    quotes = [f"  {' '.join(quote.split())}" for quote in planned.quotes]
    return [would, *quotes, *([f"  and {rest:,} more"] if rest else []), *left, "Nothing was written."]


def _left_in_words(planned: SendingBack) -> str:
    reason = (
        f"{planned.annotator} has not decided them, or has them back for this reason already"
        if planned.on
        else "they do not wait"
    )
    return f"{counted(planned.left, 'sentence')} that the query selects left alone: {reason}."
