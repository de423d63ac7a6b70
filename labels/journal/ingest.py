"""Imported articles and decisions, written into the journal under the names of those who made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from labels.article import Article
from labels.codebook import Codebook
from labels.decision import Incoming
from labels.errors import UsageError
from labels.journal.event import DECISION_KINDS, MAIN, Act, Event
from labels.journal.fold import Folded
from labels.journal.ids import id_from_text, ids_of_action, new_id
from labels.journal.import_conflicts import Known, known_in
from labels.journal.imported_acts import ImportedActs
from labels.journal.imported_people import ImportedPeople
from labels.journal.kinds import KINDS
from labels.journal.kinds.article import article_payload
from labels.journal.kinds.segment import segment_payload, sentences
from labels.journal.numbers import newest_id, number_of_sitting
from labels.journal.rows import events_where, insert_events
from labels.journal.suggestions import Suggestion, keep_suggestions
from labels.journal.text import fault_in
from labels.projections.people import read_registry
from labels.projections.project import annotation_after
from labels.projections.refold import keep_new_article, refold_articles, refold_project
from labels.segmentation import CutResult
from labels.values.annotation import UNTOUCHED

Span = tuple[int, int]

#: An act on its way into the journal: what, who did it (a number), when (ISO 8601; None is not known), and the
#: codebook's event where it is known.
_Said = tuple[Act, int, str | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result for an article: whether it is new, and how many decisions and suggestions are.

    To somebody who may not read others, all decisions of others count as new. Decisions `elsewhere` are on spans that
    are not sentences here: they are carried to the sentences inside them, or wait.
    """

    is_new: bool
    decisions: int = 0
    suggestions: int = 0
    elsewhere: int = 0


class Ingest:
    """Writes imported articles and decisions into open transactions, in one sitting of the person who imports."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, importer: int, now: datetime) -> None:
        """`importer` is the number of whoever imports; decisions that name nobody are theirs."""
        self._connection = connection
        self._acts = ImportedActs(codebook)
        self._importer = importer
        self._now = now
        self._at = now.isoformat(timespec="milliseconds")
        self._milliseconds = int(now.timestamp() * 1000)
        self._sitting = number_of_sitting(connection, new_id(self._milliseconds), importer, here=False)
        self._people = ImportedPeople(connection, importer, self._register)
        registry = read_registry(connection)
        self._sees_others, self._own = registry.may(importer), registry.who(importer)
        self._newest = newest_id(connection)
        #: How many events were written.
        self.events = 0

    def add(self, incoming: Incoming) -> Ingested:
        """Write an article and the decisions on it.

        What is in the journal already is not written again, nor what the annotator has replaced since. Raises
        UsageError for a decision that cannot be stored or is on no part of the text, or for labels that exclude each
        other.
        """
        _check_spans(incoming)
        n = self._number(incoming.article)
        if n is None:
            return self._add_new(incoming)
        if not incoming.decisions:
            return Ingested(False)
        return self._add_decisions(n, incoming)

    def _number(self, article: Article) -> int | None:
        row = self._connection.execute("SELECT n FROM article WHERE id = ?", (article.id,)).fetchone()
        return None if row is None else int(row[0])

    def _add_new(self, incoming: Incoming) -> Ingested:
        connection, article, cut = self._connection, incoming.article, incoming.cut
        n, was_named = number_of_article(connection, article.text)
        connection.execute("INSERT OR IGNORE INTO article_text VALUES (?, ?)", (n, article.text))
        born = self._events(
            [
                (Act("article", n, payload=article_payload(article, cut.language)), self._importer, None, None),
                (Act("segment", n, payload=segment_payload(cut)), self._importer, None, None),
            ]
        )
        news, _ = self._news(n, incoming, {})
        events = [*born, *(event for together in news for event in self._events(together))]
        insert_events(connection, events)
        suggested = self._suggestions(n, incoming)
        spans = {(start, end) for start, end, _ in cut.sentences}
        if was_named or any((event.start, event.end) not in spans for event in events[2:]):
            refold_articles(connection, [n])
        else:
            keep_new_article(connection, n, article.text, _folded(events, cut))
        return Ingested(True, len(news), suggested, self._elsewhere(news, spans))

    def _add_decisions(self, n: int, incoming: Incoming) -> Ingested:
        connection = self._connection
        there: set[Span] = set(connection.execute('SELECT start, "end" FROM sentence WHERE article = ?', (n,)))
        news, told = self._news(n, incoming, known_in(connection, n))
        elsewhere = self._elsewhere(told, there)
        events: list[Event] = []
        if elsewhere and not self._is_known_cut(n, incoming.cut):
            events += self._events(
                [(Act("segment", n, payload=segment_payload(incoming.cut)), self._importer, None, None)]
            )
        for together in news:
            events += self._events(together)
        if events:
            insert_events(connection, events)
            refold_articles(connection, [n])
        return Ingested(False, len(told), self._suggestions(n, incoming), elsewhere)

    @staticmethod
    def _elsewhere(news: Sequence[Sequence[_Said]], there: set[Span]) -> int:
        acts = [act for together in news for act, *_ in together if act.kind in DECISION_KINDS]
        return sum((act.start, act.end) not in there for act in acts)

    def _is_known_cut(self, n: int, cut: CutResult) -> bool:
        known = events_where(self._connection, "article = ? AND start IS NULL AND kind = 'segment'", (n,))
        return any(sentences(event.payload) == cut.sentences for event in known)

    def _news(
        self, n: int, incoming: Incoming, known: Mapping[tuple[int, int, int], Known]
    ) -> tuple[list[list[_Said]], list[list[_Said]]]:
        """What the decisions say that is not in the journal, sentence by sentence; and what the importer is told of.

        That is the same for those who see others. Anybody else could tell by it what others decided.
        """
        # In the other tool, the last decision of an annotator on a sentence counts.
        decisions = (each for each in incoming.decisions if not each.only_suggests)
        last = {(each.start, each.end, self._people.number_of(each)): each for each in decisions}
        news: list[list[_Said]] = []
        told: list[list[_Said]] = []
        for (start, end, person), decision in last.items():
            here = known.get((start, end, person))
            is_told = person != self._own and not self._sees_others
            codebook = id_from_text(decision.codebook) if decision.codebook else None
            said: list[_Said] = []
            lacking: list[_Said] = []
            for act in self._acts.of(n, decision, incoming.origin):
                is_new = here is None or here.lacks(act, decision.at)
                if is_new or is_told:
                    self._acts.check(act)
                    said.append((act, person, decision.at, codebook))
                if is_new:
                    lacking.append(said[-1])
            news += [lacking] if lacking else []
            told += [said] if said else []
        return news, told

    def _suggestions(self, n: int, incoming: Incoming) -> int:
        """Keep what is suggested for sentences that nobody decided in the other tool."""
        if incoming.run is None:
            return 0
        for each in incoming.decisions:
            if each.suggests and (fault := fault_in(each.suggested_label or "")):
                raise UsageError(f"{incoming.origin}: a suggested label cannot be stored: {fault}. Write it anew.")
        rows = [
            Suggestion(n, each.start, each.end, str(self._acts.suggested(each)["label"]), each.suggested_score)
            for each in incoming.decisions
            if each.suggests
        ]
        return keep_suggestions(self._connection, incoming.run, rows, self._at) if rows else 0

    def _register(self, act: Act, person: int) -> None:
        """Write who a person is, whose number is given."""
        insert_events(self._connection, self._events([(act, person, None, None)]))
        refold_project(self._connection)

    def _events(self, said: Sequence[_Said]) -> list[Event]:
        """The acts as events of one action."""
        ids = ids_of_action(self._milliseconds, self._newest, len(said))
        self._newest = ids[-1]
        self.events += len(ids)
        return [
            Event(
                seq=0,
                id=id,
                at=at or self._at,
                person=who,
                sitting=self._sitting,
                kind=act.kind,
                article=act.article,
                start=act.start,
                end=act.end,
                layer=MAIN if KINDS[act.kind].layered else None,
                codebook=codebook if act.kind in DECISION_KINDS else None,
                payload=act.payload,
                action=ids[0],
                undoes=None,
            )
            for id, (act, who, at, codebook) in zip(ids, said, strict=True)
        ]


def number_of_article(connection: sqlite3.Connection, text: str) -> tuple[int, bool]:
    """The number that the file has for the article with this text, given now if it is new; whether it had one."""
    hash = sha256(text.encode("utf-8")).digest()
    row = connection.execute("SELECT n FROM article_key WHERE hash = ?", (hash,)).fetchone()
    if row is not None:
        return int(row[0]), True
    return int(connection.execute("INSERT INTO article_key (hash) VALUES (?)", (hash,)).lastrowid or 0), False


def _check_spans(incoming: Incoming) -> None:
    """Raise UsageError for a decision on something that is no part of the article's text."""
    length = len(incoming.article.text)
    for each in incoming.decisions:
        if not 0 <= each.start < each.end <= length:
            raise UsageError(
                f"{incoming.origin}: a decision is on {each.start}-{each.end} of an article of {length:,} characters."
                " Export the file again."
            )


def _folded(events: Sequence[Event], cut: CutResult) -> Folded:
    """The annotations of a new article, if all events are about sentences of its segmentation."""
    folded = Folded({(start, end): paragraph for start, end, paragraph in cut.sentences}, {}, events[0], events[1])
    for event in _of_sentences(events):
        said = folded.annotations.setdefault((event.person, MAIN), {})
        span = (event.start or 0, event.end or 0)
        said[span] = annotation_after(said.get(span, UNTOUCHED), event)
    return folded


def _of_sentences(events: Sequence[Event]) -> Iterator[Event]:
    return (event for event in events if event.start is not None)
