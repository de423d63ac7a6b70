"""Annotating from a script: what an annotator does at the desk, by names and ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from labels.article import ArticleNumber
from labels.boundaries import halves
from labels.codebook import Codebook
from labels.codebook_api import CodebookApi
from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import Act, Event
from labels.projections.project_reader import ProjectReader
from labels.sentence import Sentence
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer

if TYPE_CHECKING:
    from labels.bulk import Annotated, BulkChange, BulkKind
    from labels.query.searcher import Searcher

#: An article id and a span; no text has as many as 10**15 code points.
_SENTENCE_ID = re.compile(r"([^:]+):([0-9]{1,15})-([0-9]{1,15})")


class Wanted(TypedDict, total=False):
    """One annotation for many sentences: a label (by name), skip, clear, or a flag (False takes it off)."""

    label: str | None
    skip: bool
    clear: bool
    flag: bool | None


class AnnotationApi:
    """Writes into the journal of a project. Sentences are values or ids, labels go by name."""

    def __init__(
        self,
        path: Path,
        journal: Journal,
        reader: ProjectReader,
        codebooks: CodebookApi,
        searcher: Callable[[], Searcher],
    ) -> None:
        """`path` is named in errors; `searcher` is called only where something is searched."""
        self.path = path
        self._journal = journal
        self.reader = reader
        self._codebooks = codebooks
        self._searcher = searcher

    @property
    def annotator(self) -> str:
        """The annotator's name on screen."""
        return self._journal.sitting.annotator

    @property
    def viewer(self) -> Viewer:
        """The annotator as one who reads."""
        return self._journal.sitting.viewer

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now. Raises UsageError in a project without one."""
        return self._codebooks.current

    def number_of(self, article: str | None) -> ArticleNumber | None:
        """The number of the article with this id, counted in the order of import from 1; None if unknown."""
        row = self.reader.article_with_id(article) if article else None
        return row.n if row else None

    # -- saying something of a sentence ------------------------------------------------------------------

    def label(
        self,
        sentence: Sentence | str,
        *names: str,
        seconds: float | None = None,
        suggested: tuple[str, float] | None = None,
    ) -> Event:
        """Label a sentence, replacing what was decided before. Raises UsageError for a label that cannot be given.

        `suggested` is the label name and score (0 to 1) of a model's suggestion that was in view.
        """
        if not names:
            raise UsageError("No label was given. To decide without a label, use skip.")
        extra: dict[str, object] = {"labels": self.label_ids(*names)}
        if suggested:
            name, score = suggested
            if not 0 <= score <= 1:
                raise UsageError(f"{score} is no score for a suggestion. It lies between 0 and 1.")
            extra["suggestion"] = {"label": self._label_id(name), "score": score}
        return self._decide("label", sentence, seconds, extra)

    def skip(self, sentence: Sentence | str, seconds: float | None = None) -> Event:
        """Decide that a sentence gets no label."""
        return self._decide("skip", sentence, seconds, {})

    def clear(self, sentence: Sentence | str) -> Event:
        """Take the decision on a sentence away."""
        return self._say("clear", sentence, {})

    def flag(self, sentence: Sentence | str, on: bool = True, reason: str = "") -> Event:
        """Flag a sentence, or take the flag off."""
        return self._say("flag", sentence, {"on": on, "reason": reason} if on else {"on": False})

    def note(self, sentence: Sentence | str, text: str) -> Event:
        """Write a note on a sentence; an empty one takes it away."""
        return self._say("note", sentence, {"text": text})

    def annotate(
        self, query: str, *, dry_run: bool = False, progress: Progress = UNWATCHED, **wanted: Unpack[Wanted]
    ) -> Annotated:
        """Annotate every sentence that a query (docs/query.md) selects in one way, as one action; `dry_run` only looks.

        One thing is `wanted`: label, skip, clear or flag. Sentences that are annotated so already are left alone.
        `progress` is told from time to time how many are done. Raises QueryError, and UsageError for a label that
        cannot be given.
        """
        from labels.bulk import Annotated, carry_out, preview
        from labels.query import Search, parse_query

        deed = self._deed(**wanted)
        annotator = self.annotator
        hits = list(self._searcher().hits(Search(parse_query(query), annotator)))
        planned = preview(self.reader, annotator, deed, hits)
        if dry_run or not planned.hits:
            return Annotated(planned)
        return Annotated(planned, carry_out(self.reader, self._journal, planned, progress))

    # -- boundaries ------------------------------------------------------------------------------

    def split(self, sentence: Sentence | str, at: int) -> Event:
        """Split a sentence in two; the second half begins at `at`, a code point of the article's text.

        Both halves get everyone's annotations, as carried. Raises UsageError where there is nothing to split.
        """
        n, start, end = self.unit(sentence)
        try:
            first, second = halves(self.reader.text_of(n), (start, end), at)
        except ValueError as error:
            raise UsageError(f"{self.path}: {error}.") from error
        return self._say("split", sentence, {"into": [list(first), list(second)]})

    def join(self, sentence: Sentence | str) -> Event:
        """Join a sentence with the next one of its paragraph; everyone's annotations are kept where both agree.

        Raises UsageError at the end of a paragraph.
        """
        n, start, end = self.unit(sentence)
        cuts = self.reader.cuts_of(n)
        row = next(row for row, cut in enumerate(cuts) if (cut.start, cut.end) == (start, end))
        if row + 1 == len(cuts) or cuts[row + 1].paragraph != cuts[row].paragraph:
            raise UsageError(f"{self.path}: the sentence at {start}-{end} is the last of its paragraph.")
        after = cuts[row + 1]
        of = [[start, end], [after.start, after.end]]
        return self._journal.record([Act("join", n, start, after.end, {"of": of})])[0]

    def add_example(self, sentence: Sentence | str, label: str, *, counter: bool = False) -> Event:
        """Put a sentence into the codebook as an example of a label, or as a counter-example."""
        n, start, end = self.unit(sentence)
        text = self.reader.text_of(n)[start:end]
        said = self._say("example", sentence, {"labels": [self._label_id(label)], "text": text, "on": not counter})
        self._codebooks.reread()
        return said

    def undo(self, *, review: bool = False) -> bool:
        """Take back your last action, or (`review`) what you settled or sent back last; False if nothing is left."""
        return self._reversed(self._journal.undo(review=review))

    def redo(self, *, review: bool = False) -> bool:
        """Bring back what you undid last, or (`review`) undid of what you settled; False if there is nothing."""
        return self._reversed(self._journal.redo(review=review))

    def _reversed(self, done: object | None) -> bool:
        """Whether anything was. It may have been an example of the codebook."""
        self._codebooks.reread()
        return done is not None

    def known_number(self, article: str) -> ArticleNumber:
        """The number of the article with this id. Raises UsageError if there is none."""
        n = self.number_of(article)
        if n is None:
            raise UsageError(f"{self.path}: there is no article {article}.")
        return n

    def unit(self, sentence: Sentence | str) -> tuple[ArticleNumber, int, int]:
        """The article's number and the span of a sentence that the project has. Raises UsageError."""
        if isinstance(sentence, Sentence):
            sentence = sentence.id
        found = _SENTENCE_ID.fullmatch(sentence)
        if found is None:
            raise UsageError(f"“{sentence}” is no sentence id. One looks like 0123456789abcdef0123:120-245.")
        article, start, end = found[1], int(found[2]), int(found[3])
        n = self.known_number(article)
        if not self.reader.is_sentence(n, start, end):
            raise UsageError(f"{self.path}: article {article} has no sentence at {start}-{end}.")
        return n, start, end

    def _deed(
        self, label: str | None = None, skip: bool = False, clear: bool = False, flag: bool | None = None
    ) -> BulkChange:
        from labels.bulk import BulkChange

        others: dict[BulkKind, bool] = {"skip": skip, "clear": clear, "flag": flag is True, "unflag": flag is False}
        kinds = [kind for kind, wanted in others.items() if wanted]
        if len(kinds) + (label is not None) != 1:
            raise UsageError("Give one annotation for the sentences: a label, skip, clear, or a flag on or off.")
        return BulkChange("label", self._label_id(label)) if label is not None else BulkChange(kinds[0], firm=True)

    def label_ids(self, *names: str) -> list[str]:
        """The ids of labels that can be given, by name, sorted. Raises UsageError."""
        return sorted({self._label_id(name) for name in names})

    def _label_id(self, name: str) -> str:
        for label in self._codebooks.current.active:
            if label.name == name:
                return label.id
        known = ", ".join(label.name for label in self._codebooks.current.active)
        raise UsageError(f"The codebook has no label “{name}”. It has: {known}.")

    def _decide(self, kind: str, sentence: Sentence | str, seconds: float | None, extra: dict[str, object]) -> Event:
        if seconds is not None and not 0 <= seconds < inf:
            raise UsageError(f"{seconds} is no number of seconds that a decision can take.")
        return self._say(kind, sentence, extra if seconds is None else extra | {"seconds": seconds})

    def _say(self, kind: str, sentence: Sentence | str, payload: dict[str, object]) -> Event:
        return self._journal.record([Act(kind, *self.unit(sentence), payload)])[0]
