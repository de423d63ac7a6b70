"""What is read about suggestions in a project: decisions for the report, runs that came with files, and settings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing

from labels.journal.suggestions import OF_ANNOTATORS
from labels.projections.codebooks import merged
from labels.projections.people import names_of_people, person_named
from labels.projections.said_in_order import SaidInOrder
from labels.projections.viewers import whose
from labels.sentence import sentence_id
from labels.sqlite import preferences
from labels.sqlite.batches import in_lots
from labels.sqlite.reader import Reader
from labels.suggest.doubt import LEAST, Doubt, doubt
from labels.suggest.report import Answer, answer
from labels.values.viewer import Viewer

_ANSWERS = """
SELECT said.person, article.id, said.start, said."end", said.labels, journal.payload
FROM annotation AS said JOIN journal ON journal.id = said.event JOIN article ON article.n = said.article
WHERE said.layer = 0 AND +said.start >= 0 AND said.status <> 'undecided' AND NOT +said.carried AND {}
ORDER BY journal.id
"""

#: Decisions for which the model found other labels more probable, the most doubtful first.
_DOUBTED = """
SELECT said.person, article.id, said.start, said."end", said.labels, journal.payload,
    max(payload ->> '$.p_other', ?) / max(payload ->> '$.p_given', ?) AS doubt
FROM annotation AS said JOIN journal ON journal.id = said.event JOIN article ON article.n = said.article
WHERE said.layer = 0 AND +said.start >= 0 AND said.status <> 'undecided' AND NOT +said.carried
    AND payload ->> '$.p_other' > payload ->> '$.p_given' AND {}
ORDER BY doubt DESC, journal.id LIMIT ?
"""

_SUGGESTED = """
SELECT label, score FROM suggestion JOIN article ON article.n = suggestion.article
WHERE article.id = ? AND start = ? AND "end" = ? AND run = ? ORDER BY label
"""


class SuggestionReader(Reader):
    """Reads what concerns suggestions in one open project."""

    def answers(self, viewer: Viewer, annotators: Collection[str] | None = None) -> Iterator[Answer]:
        """The decisions in force that a viewer may read, in the order of their events; those of some annotators only,
        by name, where they are given. Carried ones are left out, because nobody made them for their sentence.
        """
        names, same = names_of_people(self._connection), merged(self._connection)
        read: dict[str, tuple[str, ...]] = {}
        with closing(self._connection.execute(_ANSWERS.format(whose(viewer, "said.person")))) as cursor:
            for person, article, start, end, labels, payload in in_lots(cursor):
                name = names.get(person, "")
                if annotators is not None and name not in annotators:
                    continue
                if labels not in read:
                    read[labels] = tuple(sorted({same.get(each, each) for each in json.loads(labels)}))
                yield answer(name, sentence_id(article, start, end), read[labels], json.loads(payload))

    def doubts(self, viewer: Viewer, limit: int) -> list[Doubt]:
        """At most so many decisions that the model doubted when they were made, the most doubtful first."""
        names, same = names_of_people(self._connection), merged(self._connection)
        rows = self._connection.execute(_DOUBTED.format(whose(viewer, "said.person")), (LEAST, LEAST, limit))
        found = []
        for person, article, start, end, labels, written, _ in rows.fetchall():
            payload = json.loads(written)
            given, better = (
                tuple(sorted({same.get(each, each) for each in ids})) for ids in (json.loads(labels), payload["other"])
            )
            by = doubt(payload) or 0.0
            found.append(Doubt(names.get(person, ""), sentence_id(article, start, end), given, better, by))
        return found

    def decisions(self, annotator: str) -> SaidInOrder:
        """An annotator's decisions, as a learner reads them."""
        return SaidInOrder(self._connection, annotator)

    def runs(self) -> dict[str, tuple[int, ...]]:
        """The runs that came with files, by names that can be chosen: their numbers, the latest first.

        The name of a model means all its runs, as a folder of files brings them. Where it has several, each has a name
        of its own besides. Runs that learnt from annotators' decisions are left out, because they would show one
        annotator what others said.
        """
        rows = self._connection.execute("SELECT n, model, hash FROM run ORDER BY at DESC, hash").fetchall()
        often = Counter(model for _, model, _ in rows)
        found: dict[str, tuple[int, ...]] = {}
        for n, model, hash in rows:
            if model.startswith(OF_ANNOTATORS):
                continue
            found[model] = (*found.get(model, ()), n)
            if often[model] > 1:
                found[f"{model} ({hash.hex()[:8]})"] = (n,)
        return found

    def suggested(self, runs: Sequence[int], sentence: str) -> dict[str, float | None]:
        """What the first of the runs that says anything suggests for a sentence (its id): labels by id, with scores."""
        article, _, span = sentence.partition(":")
        start, _, end = span.partition("-")
        same = merged(self._connection)
        for run in runs:
            rows = self._connection.execute(_SUGGESTED, (article, int(start), int(end), run)).fetchall()
            if rows:
                return {same.get(label, label): score for label, score in rows}
        return {}

    def articles(self) -> list[tuple[int, str]]:
        """Number and id of every article."""
        return self._connection.execute("SELECT n, id FROM article ORDER BY n").fetchall()

    def setting(self, key: str) -> str | None:
        """What is set for everybody; None if nothing is, or it is no text."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        value = None if row is None else json.loads(row[0])
        return value if isinstance(value, str) else None

    def preference(self, annotator: str, key: str) -> str | None:
        """What an annotator has chosen; None if nothing."""
        return preferences.read(self._connection, annotator, key, "") or None

    def prefer(self, annotator: str, key: str, value: str) -> None:
        """Keep what an annotator has chosen, inside an open transaction."""
        preferences.write(self._connection, annotator, key, value)

    def is_registered(self, annotator: str) -> bool:
        """Whether an annotator has done anything in this project."""
        return person_named(self._connection, annotator) is not None
