"""Agreement in a project: the votes on the sentences that a query selects, and all figures from them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import cast

from labels.codebook import Codebook
from labels.projections import codebooks
from labels.projections.articles import id_of_article
from labels.quality.agreement import Agreement, Comparison
from labels.quality.annotator_model import AnnotatorModel, annotator_model
from labels.quality.aspect import Aspect, exclusive_aspects, whole
from labels.quality.confusion import Confusion, confusion
from labels.quality.dawid_skene import Settings
from labels.quality.marks import Labels, Mark, Marks
from labels.quality.pairs import PairAgreement, by_pair
from labels.sentence import sentence_id
from labels.sqlite.connection import one_moment
from labels.statistics.rounds import RoundState
from labels.statistics.votes import Unit, Votes
from labels.values.progress import UNWATCHED, Cancelled, Progress

#: Reported after so many votes.
_EVERY = 10_000


class ProjectAgreement:
    """Agreement of votes in a project: of all votes, of those on the sentences that a query selects, or of a round.

    A unit is the number of an article with the start and end of a sentence. Labels are ids. The votes are read once.
    Each figure is computed when it is needed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        codebook: Codebook,
        source: Votes,
        progress: Progress = UNWATCHED,
        round: RoundState | None = None,
    ) -> None:
        """Read the votes; `codebook` is the one by which they are compared. Raises QueryError, and Cancelled."""
        self.codebook = codebook
        #: The round that the votes are of, if they are of one.
        self.round = round
        self._connection = connection
        self._source = source
        self._progress = progress
        with one_moment(connection):
            self.marks = Marks(self._watched(source.marks()))
        #: How many answers are not votes here, because they were asked for after others differed.
        self.tie_breaks = source.left_out

    def overall(self) -> Agreement:
        """Of all labels; where a sentence may carry several, of whole label sets."""
        return self._comparison.overall()

    @property
    def skips(self) -> int:
        """How many marks have no labels."""
        sizes = Counter(self.marks.unit_patterns)
        empty = {number for number, labels in enumerate(self.marks.label_sets) if not labels}
        votes_of = enumerate(self.marks.first_votes)
        return sum(sizes[n] * sum(labels in empty for _, labels in votes) for n, votes in votes_of)

    @property
    def tie_breaks_in_words(self) -> str:
        """How many answers to tie-breaks are left out, in a sentence; empty where there are none."""
        if not self.tie_breaks:
            return ""
        what = "answer is" if self.tie_breaks == 1 else "answers are"
        return f"{self.tie_breaks:,} {what} left out that broke a tie: asked for because others differed."

    def by_label(self) -> dict[str, Agreement]:
        """Of each label against the rest, by its id."""
        return self._comparison.by_label()

    def by_group(self) -> dict[str, Agreement]:
        """Of each group of labels that exclude each other, where several may be chosen."""
        return self._comparison.by_group()

    def by_article(self) -> dict[int, Agreement]:
        """Of each article by its number, without intervals."""
        return cast("dict[int, Agreement]", self._comparison.by_article())

    def by_pair(self) -> list[PairAgreement]:
        """Percent and Cohen's kappa of every two people."""
        return by_pair(self.marks, self.codebook)

    def by_codebook(self) -> dict[int | None, Agreement]:
        """Of the decisions made under each version of the codebook, by its number, oldest first.

        None has those of which no version is known. What could be given is what that version offers. The votes are read
        again. Raises Cancelled.
        """
        numbers = codebooks.numbers(self._connection)
        with one_moment(self._connection):
            of_version: dict[int | None, set[bytes | None]] = {}
            for event in self._source.codebooks():
                of_version.setdefault(numbers.get(event) if event else None, set()).add(event)
            in_order = sorted(of_version, key=lambda number: (number is None, number))
            found = {number: self._under(number, of_version[number]) for number in in_order}
        return {number: agreement for number, agreement in found.items() if agreement.units}

    def confusion(self, pair: tuple[str, str] | None = None) -> Confusion:
        """Which labels meet on one sentence, of everybody or of a `pair` by name, with the units behind each cell."""
        return confusion(self.marks, whole(self.codebook), pair)

    def aspects(self) -> dict[str, Aspect]:
        """What is modelled by itself, by its name: all labels if one is chosen, else each group and each label
        without a group that was given.
        """
        given = {label for labels in self.all_marks.label_sets for label in labels}
        found = {_name(aspect, self.codebook): aspect for aspect in exclusive_aspects(self.codebook)}
        return {name: each for name, each in found.items() if each.labels is None or each.labels & given}

    def model(self, settings: Settings | None = None) -> dict[str, AnnotatorModel]:
        """What is probably true of each unit, and how good each person is, for each of `aspects`.

        Here answers to tie-breaks count like all others, because they tell something about the truth.
        """
        return {name: annotator_model(self.all_marks, aspect, settings) for name, aspect in self.aspects().items()}

    @cached_property
    def all_marks(self) -> Marks:
        """The marks with answers to tie-breaks. They are read now. Raises Cancelled."""
        if not self.tie_breaks:
            return self.marks
        with one_moment(self._connection):
            return Marks(self._watched(self._source.marks(tie_breaks=True)))

    def sentence_id(self, unit: Unit) -> str:
        """The id of the sentence that a unit is."""
        article, start, end = unit
        return sentence_id(id_of_article(self._connection, article), start, end)

    def said(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, dict[str, Labels]]]:
        """What everybody said of units of `all_marks`, by name."""
        marks = self.all_marks
        numbers = {unit: number for number, unit in enumerate(marks.units)}
        for unit in units:
            pattern = marks.first_votes[marks.unit_patterns[numbers[unit]]]
            yield unit, {marks.people[person]: marks.label_sets[labels] for person, labels in pattern}

    @cached_property
    def _comparison(self) -> Comparison:
        return Comparison(self.marks, self.codebook)

    def _under(self, number: int | None, made_under: set[bytes | None]) -> Agreement:
        rows = self._source.marks(made_under)
        version = None if number is None else codebooks.version(self._connection, number)
        return Comparison(Marks(self._watched(rows)), self._as_read_now(version)).overall()

    def _as_read_now(self, version: Codebook | None) -> Codebook:
        """A version of the codebook without the labels that were merged into others since, with the names of now."""
        if version is None:
            return self.codebook
        now = {label.id: label for label in self.codebook.labels}
        kept = [label for label in version.labels if self.codebook.read_as(label.id) == label.id]
        return replace(version, labels=tuple(replace(each, name=now.get(each.id, each).name) for each in kept))

    def _watched(self, rows: Iterator[Mark]) -> Iterator[Mark]:
        for count, row in enumerate(rows):
            if not count % _EVERY:
                self._progress.report(count, None)
                if self._progress.cancelled():
                    raise Cancelled
            yield row


def _name(aspect: Aspect, codebook: Codebook) -> str:
    """The name of an aspect that is modelled."""
    if aspect.labels is None:
        return "all labels"
    first = next(label for label in codebook.labels if label.id in aspect.labels)
    return first.name if aspect.single else str(first.group)
