"""The labels of a model for all articles, and whether it may be used: not if it learnt from these articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.journal.suggestions import OF_ANNOTATORS, Run
from labels.projections import codebooks
from labels.projections.articles import id_of_article
from labels.statistics.estimates.condition import Condition
from labels.statistics.estimates.queries import first_decisions, names_of_runs, runs_called, spans_in, suggested_in
from labels.statistics.estimates.question import ModelAsked, ModelUsed
from labels.statistics.estimates.truth import Counted, values
from labels.values.viewer import Viewer
from labels.words import counted

#: Where several labels may be chosen, those with at least this score are the model's.
_SURE = 0.5


class ModelLabels:
    """What one run of a model says of articles."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        codebook: Codebook,
        asked: ModelAsked,
        viewer: Viewer,
        has: Condition,
        of: Condition | None,
    ) -> None:
        """Raises UsageError for a run that there is not, as far as the viewer may know of it."""
        self._connection = connection
        self._several = codebook.choose == "many"
        self._same = codebooks.merged(connection)
        self._asked = asked
        self._viewer = viewer
        self._has, self._of = has, of
        self._number, self.run, self._at = self._found(asked.name)
        self._sentences = self._covered = 0

    def of_article(self, article: int) -> Counted:
        """Count the sentences of an article by what the model says. A sentence without a suggestion has no label."""
        found = Counted()
        suggested = suggested_in(self._connection, self._number, article)
        for span in spans_in(self._connection, article):
            labels = self._chosen(suggested.get(span, []))
            self._covered += span in suggested
            of, has = values(self._has, self._of, (article, *span), labels) or (0.0, 0.0)
            found.sentences, found.of, found.has = found.sentences + 1, found.of + of, found.has + has
        self._sentences += found.sentences
        return found

    def used(self, why: str) -> ModelUsed:
        """The run, and for which share of the counted sentences it has suggestions."""
        return ModelUsed(self.run, self._covered / self._sentences if self._sentences else 0.0, why)

    def check(self, articles: Collection[int]) -> str:
        """Why the run may be used for these articles, in words. Raises UsageError if it may not, or nobody knows."""
        name = f"The run “{self.run.model}”"
        if self.run.model.startswith(OF_ANNOTATORS):
            raise UsageError(f"{name} learnt from the labels that it would be used with. Estimate without it.")
        if self._asked.learnt_from is not None:
            return self._checked_against(self._asked.learnt_from, articles, name)
        if self._asked.held_out:
            return "it is declared (--held-out) that it learnt from none of these articles"
        remedy = (
            "If it did not learn from them, declare that with --held-out, or name a file with the ids of what it learnt"
            " from with --learnt-from."
        )
        if not self._viewer.sees_others:
            raise UsageError(f"{name} may have learnt from labels that only leads read. {remedy}")
        came = _moment(self._at)
        earlier = {n for n, at in first_decisions(self._connection) if n in articles and _moment(at) <= came}
        if earlier:
            raise UsageError(
                f"{name} came after {counted(len(earlier), 'article')} of these {len(articles):,} had decisions, so it"
                f" may have learnt from them. {remedy}"
            )
        return "it came before any of these articles had a decision"

    def _checked_against(self, learnt_from: Collection[str], articles: Collection[int], name: str) -> str:
        known = {id_of_article(self._connection, n) for n in articles}
        both = known & set(learnt_from)
        if both:
            raise UsageError(
                f"{name} learnt from {counted(len(both), 'article')} of the {len(articles):,} that it would be used on"
                f" ({self._asked.where}). Estimate without it, or with one that learnt from others."
            )
        return f"none of these articles is among the {len(set(learnt_from)):,} it learnt from ({self._asked.where})"

    def _found(self, name: str) -> tuple[int, Run, str]:
        found = runs_called(self._connection, name, self._viewer)
        if len(found) == 1:
            return found[0]
        there_are = [f"“{model}” ({hash[:8]})" for model, hash in names_of_runs(self._connection, self._viewer)]
        if not there_are:
            raise UsageError("There is no run of a model in this project. Import a file with its suggestions first.")
        what = f"Several runs may be “{name}”: name one by its hash." if found else f"There is no run “{name}”."
        raise UsageError(f"{what} There are: {', '.join(there_are)}.")

    def _chosen(self, suggested: list[tuple[str, float | None]]) -> tuple[str, ...]:
        if not suggested:
            return ()
        if self._several:
            chosen = [label for label, score in suggested if score is None or score >= _SURE]
        else:
            chosen = [max(suggested, key=lambda each: 1.0 if each[1] is None else each[1])[0]]
        return tuple(sorted({self._same.get(label, label) for label in chosen}))


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
