"""Work sent back, from a script: which sentences wait for whom; leads send back and take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from labels.errors import MovedError, UsageError
from labels.journal.append import Journal
from labels.journal.article_state import Span
from labels.journal.event import Act
from labels.projections.project_reader import ProjectReader
from labels.team_leads import LeadApi
from labels.values.annotation import UNTOUCHED
from labels.values.returned import Returned, SentBack, latest_waiting
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
    this reason already; those that are to be taken back are not sent back. `articles` has the numbers of those that go
    back, or no longer, as a whole; `hits` has their sentences too. `quotes` are the first few texts, or the titles of
    such articles. `written` says whether it was done.
    """

    annotator: str
    on: bool
    hits: tuple[Hit, ...]
    left: int
    quotes: tuple[str, ...]
    written: bool = False
    articles: tuple[int, ...] = ()


class ReturningApi:
    """Sends sentences back to those who decided them, in one open project.

    People are given by their names on screen.
    """

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

    def send_back(
        self, annotator: str, query: str, why: str, *, whole: bool = False, dry_run: bool = False
    ) -> SendingBack:
        """Send back what a query selects of the sentences that an annotator decided, as one action; `dry_run` looks.

        With `whole`, the articles of these sentences go back as a whole: with all that the annotator decided of them.
        The query is asked as the annotator sees the project. They decide each sentence again, or confirm it. Raises
        QueryError, UsageError for a name that nobody has, without a reason, and where there are leads and you are none.
        """
        why = " ".join(why.split())
        if not why:
            raise UsageError(f"Say why the sentences go back to {annotator}: it is what {annotator} reads.")
        return self._do(self._known(annotator), query, why, whole=whole, dry_run=dry_run)

    def take_back(self, annotator: str, query: str = "", *, dry_run: bool = False) -> SendingBack:
        """Take back those of the waiting sentences of an annotator that a query selects. Raises as `send_back`.

        An article that was sent back as a whole is taken back as a whole.
        """
        return self._do(self._known(annotator), query, None, dry_run=dry_run)

    def _known(self, annotator: str) -> str:
        self._leads.check()
        return self._leads.name_of(self._leads.known_key(annotator))

    def _do(self, name: str, query: str, why: str | None, *, whole: bool = False, dry_run: bool = False) -> SendingBack:
        """Plan it, and do it unless it is a `dry_run`; `why` is None to take it back."""
        from labels.query import Search, parse_query

        search = Search(parse_query(query), name, reader=THE_FILE)
        while True:
            planned = self._planned(list(self._searcher().hits(search)), name, why, whole=whole)
            if dry_run or not planned.hits:
                return planned
            said = {"on": False} if why is None else {"on": True, "why": why}
            payload = {"to": self._leads.known_key(name), **said}
            in_whole = frozenset(planned.articles)
            acts = [Act("return", n, payload=payload) for n in planned.articles]
            acts += [Act("return", *hit, payload) for hit in planned.hits if hit.article not in in_whole]
            try:
                self._journal.record(acts)
            except MovedError:
                continue  # somebody changed boundaries at this moment: look again at what is there
            return replace(planned, written=True)

    def _planned(self, hits: Sequence[Hit], name: str, why: str | None, *, whole: bool) -> SendingBack:
        """Which of the sentences that a query selects would be sent back, or taken back."""
        from labels.query import Hit

        chosen: list[Hit] = []
        articles: list[int] = []
        left = 0
        for n, inside in groupby(hits, key=lambda hit: hit.article):
            sentences = [Hit(n, cut.start, cut.end) for cut in self._reader.cuts_of(n)]
            waiting = self._waiting(n, name)
            decided = {span for span, each in self._reader.annotations_of(n, name).items() if each.decided}
            here = list(inside)
            if why is None:
                picked = [hit for hit in here if hit[1:] in waiting]
                if any(waiting[hit[1:]].whole for hit in picked):
                    articles.append(n)
                    picked = [hit for hit in sentences if hit[1:] in waiting]
            else:
                again = {span for span, each in waiting.items() if each.why == why and each.whole >= whole}
                picked = [hit for hit in here if hit[1:] in decided and hit[1:] not in again]
                if picked and whole:
                    articles.append(n)
                    picked = [hit for hit in sentences if hit[1:] in decided]
            chosen += picked
            left += len(set(here) - set(picked))
        quotes = [self._titled(n) for n in articles[:_SHOWN]] if whole else [*map(self._quoted, chosen[:_SHOWN])]
        return SendingBack(name, why is not None, tuple(chosen), left, tuple(quotes), articles=tuple(articles))

    def _waiting(self, n: int, name: str) -> dict[Span, Returned]:
        """The sentences of an article that wait to be decided again, with what sent them back."""
        annotations = self._reader.annotations_of(n, name)
        found = {
            span: latest_waiting(returned, annotations.get(span, UNTOUCHED))
            for span, returned in self._reader.returned_in(n, name).items()
        }
        return {span: each for span, each in found.items() if each is not None}

    def _quoted(self, hit: Hit) -> str:
        return self._reader.text_of(hit.article)[hit.start : hit.end]

    def _titled(self, n: int) -> str:
        article = self._reader.article(n)
        return "" if article is None else article.title or article.source or article.id


def sending_in_words(planned: SendingBack) -> list[str]:
    """What would be or was sent back or taken back, in lines; if it was only looked, with the first few sentences."""
    name, count = planned.annotator, counted(len(planned.hits), "sentence")
    left = [_left_in_words(planned)] if planned.left else []
    if not planned.hits:
        nothing = f"Nothing goes back to {name}." if planned.on else f"Nothing that waits for {name} is taken back."
        return [nothing, *left]
    if planned.articles:
        count += f", {counted(len(planned.articles), 'article')} as a whole,"
    if planned.written:
        done = f"{count} sent back to {name}" if planned.on else f"{count} no longer sent back to {name}"
        return [f"{done}, as one action.", *left]
    would = f"{count} would go back to {name}." if planned.on else f"{count} would no longer wait for {name}."
    total = len(planned.articles) if planned.on and planned.articles else len(planned.hits)
    rest = total - len(planned.quotes)
    quotes = [f"  {' '.join(quote.split())}" for quote in planned.quotes]
    return [would, *quotes, *([f"  and {rest:,} more"] if rest else []), *left, "Nothing was written."]


def _left_in_words(planned: SendingBack) -> str:
    reason = (
        f"{planned.annotator} has not decided them, or has them back for this reason already"
        if planned.on
        else "they do not wait"
    )
    return f"{counted(planned.left, 'sentence')} that the query selects left alone: {reason}."
