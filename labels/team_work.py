"""Dealing out work to people and taking it back, in one open project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from labels.journal.append import Journal
from labels.journal.event import Act
from labels.projections.assignments import ArticleWork, AssignmentReader
from labels.team.dealing import Gift, Overlap, Work, deal, give_to_everyone
from labels.team_leads import LeadApi
from labels.values.viewer import THE_FILE

if TYPE_CHECKING:
    from labels.query.searcher import Searcher

#: The number of an article, start and end of a sentence.
Unit = tuple[int, int, int]

#: The reason in an event that takes an assignment back.
RETURNED = "returned"

#: The setting with the overlap that work was dealt out with last, and its seed.
_OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Share:
    """What one person got, or gave back: articles and the sentences in them; `units` are single sentences besides."""

    articles: int
    sentences: int
    units: int = 0


@dataclass(frozen=True, slots=True)
class SharedOut:
    """What was dealt out or put back, by name; `several` articles went to more than one person.

    `free` articles of the selection are assigned to nobody now. `lead` is the person who became a lead by this, if any.
    """

    people: Mapping[str, Share]
    articles: int
    several: int
    free: int
    seed: int = 0
    lead: str | None = None


class WorkApi:
    """Deals out articles, and takes back those that are not begun."""

    def __init__(
        self, journal: Journal, reader: AssignmentReader, leads: LeadApi, searcher: Callable[[], Searcher]
    ) -> None:
        """`searcher` is called only where something is searched."""
        self._journal = journal
        self._reader = reader
        self._leads = leads
        self._searcher = searcher

    def assign(
        self,
        *people: str,
        query: str = "",
        overlap: int = 1,
        share: float = 1.0,
        everyone: bool = False,
        seed: int | None = None,
        new: bool = False,
        dry_run: bool = False,
    ) -> SharedOut:
        """Give every article that nobody has to one of the people, balanced by sentences.

        `query` selects articles by their sentences, seen by anybody. A random `share` (0 to 1) of the articles goes to
        as many people as `overlap` says, drawn with `seed` (else the one of last time). With `everyone` all of the
        articles go to all of the people (to everybody in the team, if none is named). People nobody knows are
        registered; a name that looks like a known one is refused unless they are `new`. Whoever does this where there
        is no lead becomes one. Raises UsageError, QueryError.
        """
        self._leads.check()
        used = self._overlap(overlap, share, seed)
        chosen = self.selected(query)
        told: list[SharedOut] = []

        def acts() -> list[Act]:
            self._leads.check()
            members = self._leads.people(new=new)
            names = members.everybody() if everyone and not people else map(self._leads.checked, people)
            keys = members.keys(names)
            works = self.among(chosen)
            gifts = _everyones(works, keys) if everyone else _dealt(works, keys, used, self._reader.loads())
            told.append(_shared_out(works, gifts, members.names, used.seed))
            if not gifts:
                return []
            kept = [] if everyone else self._kept(used)
            return [*members.registered(), *assignments(works, gifts, on=True), *kept]

        return self._shared(acts, told, dry_run)

    def take_back(self, *people: str, query: str = "", dry_run: bool = False) -> SharedOut:
        """Put back the articles and single sentences that the people have not begun; what they did stays theirs.

        Raises UsageError.
        """
        chosen = self.selected(query)
        told: list[SharedOut] = []

        def acts() -> list[Act]:
            self._leads.check()
            members = self._leads.people(new=False)
            keys = [self._leads.known_key(name) for name in people]
            works = self.among(chosen)
            gifts = [(each.id, key) for each in works for key in keys if key in each.held_by and key not in each.begun]
            units = [
                ((each.n, *each.span), each.key)
                for each in self._reader.held()
                if each.span and each.key in keys and not each.begun and (chosen is None or each.n in chosen)
            ]
            back = _shared_out(works, gifts, members.names, 0, taken=True)
            told.append(with_units(back, Counter(key for _, key in units), members.names))
            whole = assignments(works, [(*gift, RETURNED) for gift in gifts], on=False)
            return [*whole, *unit_assignments(units, RETURNED, on=False)]

        if dry_run:
            acts()
        else:
            self._journal.record_as_found(acts)
        return told[-1]

    def _shared(self, acts: Callable[[], Sequence[Act]], told: list[SharedOut], dry_run: bool) -> SharedOut:
        if dry_run:
            acts()
            return told[-1]
        acts()  # checked first, so that nobody becomes a lead if it cannot be dealt out
        lead = self._leads.lead_first()
        self._journal.record_as_found(acts)
        done = told[-1]
        return replace(done, lead=lead)

    def selected(self, query: str) -> set[int] | None:
        """The numbers of the articles with a sentence that a query selects, seen by anyone; None for all articles.

        Raises UsageError where there are leads and you are none.
        """
        return {n for n, _, _ in self.units(query)} if query.strip() else None

    def units(self, query: str) -> list[Unit]:
        """The sentences that a query selects, seen by anyone: article number, start, end. Raises as `selected`."""
        self._leads.check()
        from labels.query import Search, parse_query

        hits = self._searcher().hits(Search(parse_query(query), reader=THE_FILE))
        return [(hit.article, hit.start, hit.end) for hit in hits]

    def among(self, chosen: Collection[int] | None) -> list[ArticleWork]:
        """The articles with these numbers, all of them for None, and who has them."""
        return [each for each in self._reader.articles() if chosen is None or each.n in chosen]

    def _overlap(self, people: int, share: float, seed: int | None) -> Overlap:
        kept = self._reader.setting(_OVERLAP)
        if seed is None and isinstance(kept, dict) and isinstance(kept.get("seed"), int):
            seed = kept["seed"]
        return Overlap(people, share, seed or 0)

    def _kept(self, overlap: Overlap) -> list[Act]:
        """The setting with the overlap and its seed, unless it is there already."""
        value = {"people": overlap.people, "share": overlap.share, "seed": overlap.seed}
        if self._reader.setting(_OVERLAP) == value:
            return []
        return [Act("setting", payload={"key": _OVERLAP, "value": value})]


def _dealt(
    works: Sequence[ArticleWork], keys: Sequence[str], overlap: Overlap, loads: Mapping[str, int]
) -> list[tuple[str, str, str]]:
    free = [Work(each.id, each.sentences, each.begun) for each in works if not each.held_by]
    return [_plain(gift) for gift in deal(free, keys, overlap, loads)]


def _everyones(works: Sequence[ArticleWork], keys: Sequence[str]) -> list[tuple[str, str, str]]:
    held = {each.id: each.held_by for each in works}
    gifts = give_to_everyone([Work(each.id, each.sentences) for each in works], keys)
    return [_plain(gift) for gift in gifts if gift.person not in held[gift.article]]


def _plain(gift: Gift) -> tuple[str, str, str]:
    return gift.article, gift.person, gift.why


def assignments(works: Sequence[ArticleWork], gifts: Iterable[tuple[str, str, str]], *, on: bool) -> list[Act]:
    """The acts that give articles to people (`on`) or take them back: article id, key, and why."""
    numbers = {each.id: each.n for each in works}
    return [Act("assign", numbers[id], payload={"to": key, "on": on, "why": why}) for id, key, why in gifts]


def unit_assignments(units: Iterable[tuple[Unit, str]], why: str, *, on: bool) -> list[Act]:
    """The acts that give single sentences to people (`on`) or take them back: sentence, and key."""
    return [Act("assign", *unit, {"to": key, "on": on, "why": why}) for unit, key in units]


def with_units(done: SharedOut, units: Mapping[str, int], names: Mapping[str, str]) -> SharedOut:
    """The same with so many single sentences by key."""
    people = dict(done.people)
    for key, count in units.items():
        people[names[key]] = replace(people.get(names[key], Share(0, 0)), units=count)
    return replace(done, people=people)


def _shared_out(
    works: Sequence[ArticleWork],
    gifts: Collection[tuple[Any, ...]],
    names: Mapping[str, str],
    seed: int,
    *,
    taken: bool = False,
) -> SharedOut:
    lengths = {each.id: each.sentences for each in works}
    articles: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    for id, key, *_ in gifts:
        articles[key] += 1
        sentences[key] += lengths[id]
    holders = {each.id: set(each.held_by) for each in works}
    for id, key, *_ in gifts:
        (holders[id].discard if taken else holders[id].add)(key)
    people = {name: Share(articles[key], sentences[key]) for key, name in names.items() if key in articles}
    touched = {gift[0] for gift in gifts}
    several = sum(len(holders[id]) > 1 for id in touched)
    return SharedOut(people, len(touched), several, sum(not held for held in holders.values()), seed)
