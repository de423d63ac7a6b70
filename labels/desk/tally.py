"""The counts of a sitting: how far the annotator is with the project, and how much was done today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from labels.project import Project
from labels.values.annotation import Annotation


class Tally:
    """Counts that are updated after each decision, without reading the whole project again."""

    def __init__(self, project: Project) -> None:
        """Count once. This may take a moment in a large project."""
        self._project = project
        self.count()

    def count(self) -> None:
        """Count again from the project, because something changed that was not a decision made here."""
        reader, annotator = self._project.reader, self._project.annotator
        self._midnight = _midnight(self._project.clock())
        self.articles, self.sentences = reader.totals()
        self.decided = reader.progress(annotator, self.sentences).decided
        #: The sentences that are assigned to the annotator; None if there are none.
        self.own = reader.share_of(annotator)
        self.today = reader.decisions_since(annotator, self._midnight.isoformat(timespec="milliseconds"))

    @property
    def undecided(self) -> int:
        """How many sentences are left: of those that are assigned to the annotator, else of the project."""
        return self.sentences - self.decided if self.own is None else self.own.undecided

    def changed(self, before: Annotation, after: Annotation, *, assigned: bool = False) -> None:
        """Count a decision made here, which turned one annotation into another; `assigned`: of the annotator's own."""
        if _midnight(self._project.clock()) != self._midnight:
            self.count()
            return
        more = after.decided - before.decided
        self.decided += more
        if assigned and self.own is not None:
            self.own = replace(self.own, decided=self.own.decided + more)
        self.today += self._of_today(after) - self._of_today(before)

    def _of_today(self, annotation: Annotation) -> bool:
        """Whether an annotation is a decision made today; a carried one was made of another sentence."""
        if annotation.carried or annotation.decided_at is None:
            return False
        return datetime.fromisoformat(annotation.decided_at) >= self._midnight


def _midnight(now: datetime) -> datetime:
    """The beginning of the day where the annotator is, in UTC."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
