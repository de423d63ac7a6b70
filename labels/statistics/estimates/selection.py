"""Which articles were drawn, from which, and with which probability: by samples, a shuffled order, or a full count."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from labels.browsing.chosen_order import chosen_order
from labels.browsing.order_queries import own_articles
from labels.codebook import Codebook
from labels.errors import UsageError
from labels.projections.assignments import AssignmentReader
from labels.query import Search, find, parse_query
from labels.query.errors import QueryError
from labels.statistics.estimates.condition import asks_annotations
from labels.statistics.estimates.queries import articles_before, begun_and_decided, voice_of
from labels.statistics.estimates.question import Drawn, Question, Selection
from labels.team.drawing import drawn
from labels.team.likely_order import random_part
from labels.team.random_order import in_random_order
from labels.team.sample import KEY, Sample, names_shown
from labels.values.viewer import THE_FILE
from labels.words import counted

_NONE = (
    "No selection probability was kept for these labels, so nothing can be said of the articles without them. Draw a"
    " sample (copydesk sample --articles 50) and label it, or label in a shuffled order from its beginning."
)


class Selections:
    """Finds how articles were drawn in one project, for the labels of one annotator or of all."""

    def __init__(
        self, connection: sqlite3.Connection, codebook: Codebook, annotator: tuple[str, int | None], voices: str
    ) -> None:
        """`annotator` is whose order of work counts, by name and number; `voices` is whose labels, as SQL."""
        self._connection = connection
        self._codebook = codebook
        self._annotator, self._person = annotator
        self._voices = voices
        self._ids: dict[str, int] = {id: n for n, id in connection.execute("SELECT n, id FROM article")}

    def find(self, question: Question) -> Selection:
        """The selection that a question names, else what there is. Raises UsageError where there is none."""
        if question.samples and question.shuffled is not None:
            raise UsageError("Give samples or the seed of a shuffled order, not both.")
        if question.samples:
            return self._of_samples(question.samples)
        if question.shuffled is not None:
            return self._of_order(question.shuffled)
        if counted_whole := self._count():
            return counted_whole
        there_are = self._samples()
        if len(there_are) == 1:
            return self._of_samples(list(there_are))
        if there_are:
            named = ", ".join(f"“{name}”" for name in there_are)
            raise UsageError(
                f"There are several samples: {named}. Name one, or several that go together, with --sample."
            )
        name, seed = chosen_order(self._connection, self._annotator)
        if name == "likely":
            return self._of_random_part(seed)
        if name != "shuffled":
            raise UsageError(_NONE)
        return self._of_order(seed)

    def _count(self) -> Selection | None:
        """All articles, if all of them are decided."""
        done = begun_and_decided(self._connection, self._voices)
        if not done or not all(whole for _, whole in done.values()):
            return None
        everything = tuple(done)
        words = f"all {counted(len(everything), 'article')}, every one decided"
        return Selection(words, (Drawn("all articles", everything, len(everything), frozenset(everything)),), True)

    # -- a shuffled order ----------------------------------------------------------------------------------

    def _of_order(self, seed: int) -> Selection:
        """The decided articles at the beginning of the order. No later article may be begun."""
        ids = self._own_ids()
        order = [self._ids[id] for id in in_random_order(ids, seed)]
        return self._first_of(order, order, f"the shuffled order (seed {seed}) of {self._annotator}")

    def _of_random_part(self, seed: int) -> Selection:
        """The decided articles at the beginning of the part that no model orders.

        They are a random sample, whatever was done in the others.
        """
        ids = self._own_ids()
        part = [self._ids[id] for id in random_part(ids, seed)]
        what = f"the random part of the order by a model (seed {seed}) of {self._annotator}"
        return self._first_of(part, [self._ids[id] for id in ids], what)

    def _own_ids(self) -> list[str]:
        own = own_articles(self._connection, self._annotator)
        return [id for id, n in self._ids.items() if own is None or n in own]

    def _first_of(self, order: Sequence[int], frame: Sequence[int], what: str) -> Selection:
        """The articles at the beginning of a random order that are decided; they were drawn out of the frame."""
        done = begun_and_decided(self._connection, voice_of(self._person))
        first = next((place for place, n in enumerate(order) if not done[n][1]), len(order))
        ahead = [place for place, n in enumerate(order) if place > first and done[n][0]]
        if ahead:
            raise UsageError(
                f"{what} was not followed: {counted(len(ahead), 'article')} behind the first that is not done have"
                f" decisions. Decide all articles up to place {ahead[-1] + 1:,} of it, or draw a sample."
            )
        if not first:
            raise UsageError(f"{what}: the first article is not done yet, so nothing was drawn. Go on labelling.")
        words = f"the first {counted(first, 'article')} of {what}"
        return Selection(
            words, (Drawn("the order", tuple(order[:first]), len(frame), frozenset(frame)),), first == len(frame)
        )

    # -- samples -------------------------------------------------------------------------------------------

    def _samples(self) -> dict[str, tuple[str, Sample]]:
        """All samples by their names on screen, with the keys of their settings."""
        read = [(key, Sample.from_record(value)) for key, value in AssignmentReader(self._connection).settings(KEY)]
        known = [(key, sample) for key, sample in read if sample is not None]
        return dict(zip(names_shown([sample for _, sample in known]), known, strict=True))

    def _of_samples(self, names: Sequence[str]) -> Selection:
        there_are = self._samples()
        chosen: dict[str, tuple[str, Sample]] = {}
        for name in names:
            if name not in there_are:
                known = ", ".join(f"“{each}”" for each in there_are) or "none; draw one with: copydesk sample"
                raise UsageError(f"There is no sample “{name}”. There are: {known}.")
            chosen[name] = there_are[name]
        numbers = {name: self._numbers(name, sample) for name, (_, sample) in chosen.items()}
        frames = {name: self._frame(key, sample) for name, (key, sample) in chosen.items()}
        words = ", ".join(f"“{name}”" for name in chosen)
        words = f"the sample {words}" if len(chosen) == 1 else f"the samples {words}"
        if len(chosen) > 1:
            return Selection(words, tuple(_strata(numbers, frames)))
        ((name, (_, sample)),) = chosen.items()
        return Selection(words, (Drawn(name, numbers[name], sample.of, frames[name]),))

    def _numbers(self, name: str, sample: Sample) -> tuple[int, ...]:
        missing = [id for id in sample.articles if id not in self._ids]
        if missing:
            raise UsageError(
                f"Of the sample “{name}”, {counted(len(missing), 'article')} cannot be found in this project. Merge the"
                " file that has all of them first."
            )
        return tuple(self._ids[id] for id in sample.articles)

    def _frame(self, key: str, sample: Sample) -> frozenset[int] | None:
        """The articles that a sample was drawn from; None where they cannot be told any more.

        Drawing again from them must give the same sample.
        """
        among = self._selected(sample.query)
        if among is None:
            return None
        for candidates in (among, among & articles_before(self._connection, key)):
            ids = [id for id, n in self._ids.items() if n in candidates]
            if len(ids) == sample.of:
                again = drawn(ids, len(sample.articles), sample.seed, f"sample {sample.name}")
                if set(again) == set(sample.articles):
                    return frozenset(self._ids[id] for id in ids)
        return None

    def _selected(self, query: str) -> set[int] | None:
        """The articles that the query of a sample selects today; None for a query that may select others tomorrow."""
        if not query.strip():
            return set(self._ids.values())
        try:
            parsed = parse_query(query)
            if asks_annotations(parsed):
                return None
            return {hit.article for hit in find(self._connection, self._codebook, Search(parsed, reader=THE_FILE))}
        except QueryError:
            return None


def _strata(numbers: Mapping[str, Collection[int]], frames: Mapping[str, frozenset[int] | None]) -> list[Drawn]:
    """The strata of several samples: articles that could be drawn by the same of them.

    Given how many articles of a stratum were drawn by any of the samples, all choices of this many are equally
    probable. So samples from the same articles are one stratum, and samples from different articles are one each. If
    samples overlap, their articles are divided into several strata.
    """
    unknown = [name for name, frame in frames.items() if frame is None]
    if unknown:
        raise UsageError(
            f"Out of which articles the sample “{unknown[0]}” was drawn cannot be told any more, so it cannot be put"
            " together with others. Name it alone."
        )
    by_cell: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for n in frozenset[int]().union(*(frame for frame in frames.values() if frame is not None)):
        by_cell[tuple(name for name, frame in frames.items() if frame is not None and n in frame)].add(n)
    taken = {n for some in numbers.values() for n in some}
    found = []
    for names, everything in sorted(by_cell.items()):
        own = tuple(sorted(everything & taken))
        if not own:
            words = " and ".join(f"“{name}”" for name in names)
            raise UsageError(
                f"None of {counted(len(everything), 'article')} that only {words} could draw was drawn, so nothing is"
                " known of them. Name fewer samples."
            )
        found.append(Drawn(" and ".join(names), own, len(everything), frozenset(everything)))
    return found
