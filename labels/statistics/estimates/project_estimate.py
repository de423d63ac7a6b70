"""An estimate in a project: labels of articles that were drawn, put together with how they were drawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.quality.clusters import Cluster, Design, Stratum
from labels.quality.estimates import Change, Estimates, Share
from labels.query import parse_query
from labels.query.errors import QueryError
from labels.sqlite.connection import one_moment
from labels.sqlite.reader import Reader
from labels.statistics.estimates.condition import Condition
from labels.statistics.estimates.groups import NOT_KNOWN, Groups, groups
from labels.statistics.estimates.model_labels import ModelLabels
from labels.statistics.estimates.question import TIMES, ModelUsed, Question, Rests, Selection
from labels.statistics.estimates.selection import Selections
from labels.statistics.estimates.truth import Counted, Truth
from labels.values.progress import UNWATCHED, Cancelled, Progress
from labels.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ProjectEstimate:
    """What a question was answered with.

    `labels` says in words whose labels they are. `unseen` are groups from which no article was drawn, with their number
    of articles. They are known only if it is known from which articles the sample was drawn.
    """

    question: Question
    estimates: Estimates
    selection: Selection
    labels: str
    rests: Rests
    unseen: dict[str, int]
    beyond: int | None
    model: ModelUsed | None = None

    @property
    def overall(self) -> Share:
        """The share in everything."""
        return self.estimates.overall

    @property
    def groups(self) -> list[Share]:
        """The share of each group, by name; times in their order. None without `by`."""
        if self.question.by is None:
            return []
        return sorted(self.estimates.groups, key=lambda each: (each.group == NOT_KNOWN, str(each.group)))

    def differences(self, against: str | None = None) -> list[Change]:
        """Each group minus the one named, or minus the largest one. Raises UsageError for one that there is not."""
        told = self.groups
        names = [str(each.group) for each in told]
        if against is not None and against not in names:
            raise UsageError(f"There is no group “{against}” in the sample. There are: {', '.join(names) or 'none'}.")
        if len(told) < 2:
            return []
        first = against or str(max(told, key=lambda each: each.basis.of).group)
        return [self.estimates.difference(name, first) for name in names if name != first]

    @property
    def trend(self) -> Change | None:
        """The change of the share in a month or year; None where groups are no times."""
        return self.estimates.trend if self.question.by in TIMES else None

    @property
    def more_articles(self) -> int:
        """How many more articles, drawn in the same way, make the intervals half as wide."""
        return self.estimates.more_articles()

    @property
    def more_sentences(self) -> int:
        """About how many sentences these have."""
        return round(self.more_articles * self.rests.sentences / max(1, len(self.selection.drawn)))


class Estimator:
    """Answers questions about one project."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, viewer: Viewer) -> None:
        """Only what the viewer may read is read."""
        self._connection = connection
        self._codebook = codebook
        self._viewer = viewer

    def estimate(self, question: Question, progress: Progress = UNWATCHED) -> ProjectEstimate:
        """Raises UsageError where nothing can be estimated, with the reason; QueryError; and Cancelled."""
        with one_moment(self._connection):
            return self._estimate(question, progress)

    def _estimate(self, question: Question, progress: Progress) -> ProjectEstimate:
        has = self._condition(question.query, progress)
        if not has.asks_labels:
            raise QueryError(
                "this asks for no label, so nothing has to be estimated. Count with: copydesk list --count",
                question.query,
                0,
            )
        of = self._condition(question.of, progress) if question.of.strip() else None
        truth = Truth(self._connection, question.labels, self._viewer, has, of)
        viewer = self._viewer
        who = (viewer.name, viewer.person) if truth.person is None else (truth.labels, truth.person)
        selection = Selections(self._connection, self._codebook, who, truth.voices).find(question)
        told_under = None if question.by is None else groups(self._connection, question.by)
        model = None
        if question.model is not None:
            model = ModelLabels(self._connection, self._codebook, question.model, self._viewer, has, of)
            why = model.check(_everything(selection))
        made = _Design(selection, truth, model, told_under, progress)
        design = made.design()
        if reason := truth.refusal(selection.in_words):
            raise UsageError(f"Nothing is estimated: {reason}")
        rests = Rests(made.sentences, truth.decided, truth.in_view, truth.people)
        return ProjectEstimate(
            question,
            Estimates(design),
            selection,
            truth.in_words,
            rests,
            _unseen(selection, told_under),
            self._beyond(selection),
            None if model is None else model.used(why),
        )

    def _beyond(self, selection: Selection) -> int | None:
        everything = selection.everything
        (there_are,) = self._connection.execute("SELECT count(*) FROM article").fetchone()
        return None if everything is None else there_are - len(everything)

    def _condition(self, query: str, progress: Progress) -> Condition:
        return Condition(self._connection, self._codebook, parse_query(query), self._viewer, progress)


class _Design:
    """Counts the sentences of articles: of those drawn by people, and of all by a model."""

    def __init__(
        self,
        selection: Selection,
        truth: Truth,
        model: ModelLabels | None,
        told_under: Groups | None,
        progress: Progress,
    ) -> None:
        self._selection = selection
        self._truth = truth
        self._model = model
        self._groups = told_under
        self._progress = progress
        self._predicted: dict[int, Counted] = {}
        self.sentences = 0

    def design(self) -> Design:
        """The design with all counts. Raises Cancelled."""
        everything = []
        if self._model is not None:
            for n in self._watched(sorted(_everything(self._selection))):
                self._predicted[n] = self._model.of_article(n)
            everything = [self._cluster(n, Counted(counts.sentences)) for n, counts in self._predicted.items()]
        strata = []
        for stratum in self._selection.strata:
            clusters = [self._cluster(n, self._truth.of_article(n)) for n in self._watched(list(stratum.drawn))]
            strata.append(Stratum(stratum.articles, clusters, stratum.name))
        self.sentences = int(sum(each.sentences for stratum in strata for each in stratum.drawn))
        return Design(strata, everything)

    def _cluster(self, n: int, counts: Counted) -> Cluster:
        predicted = self._predicted.get(n, Counted())
        group, time = (None, None) if self._groups is None else (self._groups.names.get(n), self._groups.times.get(n))
        return Cluster(counts.sentences, counts.has, counts.of, predicted.has, predicted.of, group, time)

    def _watched(self, numbers: list[int]) -> Iterator[int]:
        for count, n in enumerate(numbers):
            self._progress.report(count, len(numbers))
            if self._progress.cancelled():
                raise Cancelled
            yield n


def _everything(selection: Selection) -> frozenset[int]:
    """All articles for which the model must have suggestions. Raises UsageError if they are not known."""
    found = selection.everything
    if found is None:
        raise UsageError(
            f"Out of which articles {selection.in_words} was drawn cannot be told any more, so a model cannot speak for"
            " the others. Estimate without it."
        )
    return found


def _unseen(selection: Selection, told_under: Groups | None) -> dict[str, int]:
    everything = selection.everything
    if told_under is None or everything is None:
        return {}
    drawn = {told_under.names[n] for n in selection.drawn}
    left = [name for n in everything if (name := told_under.names[n]) not in drawn]
    return {name: left.count(name) for name in sorted(set(left))}


class EstimateReader(Reader):
    """Estimates from the labels of an open project."""

    def estimate(
        self, codebook: Codebook, viewer: Viewer, question: Question, progress: Progress = UNWATCHED
    ) -> ProjectEstimate:
        """See `Estimator.estimate`."""
        return Estimator(self._connection, codebook, viewer).estimate(question, progress)
