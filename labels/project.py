"""A project: one SQLite file, and everything a script can do with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import combinations
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Self

from labels.article import Article
from labels.beginning import begin_with_default_scheme
from labels.boundaries import halves
from labels.decision import Incoming
from labels.errors import ReadingError, SchemeError, UsageError
from labels.event import Act, Event, Kind
from labels.mark import Mark
from labels.scheme import Scheme
from labels.sentence import Sentence
from labels.store import articles as article_store
from labels.store import queries, schemes
from labels.store.connection import connect, writing
from labels.store.journal import Clock, Journal, utc_now
from labels.store.mark_rows import read_mark
from labels.store.queries import Progress
from labels.store.storable import fault_in, fault_in_article

if TYPE_CHECKING:
    from labels.scheme.change import SchemeChange
    from labels.segmentation import CutResult

#: The project file of the current folder, unless another is named.
DEFAULT_PATH = Path("copydesk.db")

#: An article id and a span; no text has as many as 10**15 code points.
_SENTENCE_ID = re.compile(r"([^:]+):([0-9]{1,15})-([0-9]{1,15})")


class Project:
    """An open project. A context manager; not to be shared between threads.

    Sentences are `labels.Sentence` values or their ids; labels are given by name.
    """

    def __init__(self, path: Path, annotator: str, *, write: bool = True, clock: Clock = utc_now) -> None:
        """Open the project at `path`, made if it is missing and `write` is true.

        Raises ProjectError, and UsageError for a name that cannot be an annotator's.
        """
        if not annotator.strip() or fault_in(annotator):
            raise UsageError(f"{annotator!r} is no name for an annotator. Give another one with --annotator.")
        self.path = path
        self.annotator = annotator
        self.clock = clock
        self.connection = connect(path, write=write)
        self._scheme: tuple[int, Scheme] | None = None
        try:
            self.journal = Journal(self.connection, annotator, clock)
            if write and schemes.current(self.connection) is None:
                begin_with_default_scheme(self.journal)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, path: str | Path = DEFAULT_PATH, annotator: str | None = None, *, write: bool = True) -> Self:
        """Open the project at `path` as `annotator` (else COPYDESK_ANNOTATOR, git's user.name, the login name)."""
        from labels.annotator import find_annotator

        return cls(Path(path), annotator or find_annotator(), write=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything said so far is in it already."""
        self.connection.close()

    # -- articles and sentences --------------------------------------------------------------------------

    def add(
        self, article: Article | str, *, title: str | None = None, language: str | None = None, layout: str = "auto"
    ) -> str:
        """Add an article (a text will do), cut into sentences; returns its id. A known text is left as it is.

        Raises ReadingError for an article that holds no sentence or cannot be stored.
        """
        from labels.segmentation import cut

        if isinstance(article, str):
            article = Article(article, title=title, language=language)
        self.add_cut([(article, cut(article.text, language or article.language, layout))])
        return article.id

    def add_cut(self, cut_articles: Sequence[tuple[Article, CutResult]]) -> list[bool]:
        """Add articles with their sentences in one transaction; for each, whether it was new. Raises ReadingError."""
        for article, result in cut_articles:
            fault = fault_in_article(article) or (None if result.sentences else "holds no sentence. Give it some text.")
            if fault:
                raise ReadingError(f"{article.source or article.title or 'The article'}: {fault}")
        at = self.clock().astimezone(UTC).isoformat(timespec="seconds")
        with writing(self.connection) as connection:
            return [article_store.add_article(connection, article, cut, at) for article, cut in cut_articles]

    def take_in(self, incoming: Iterable[Incoming]) -> list[tuple[bool, int]]:
        """Add articles and the decisions that come with them, in one transaction.

        For each: whether the article was new, and how many of the decisions were. Labels go by the names of
        the codebook, which must have them all (see `labels.importing.codebook`). Raises UsageError for a
        decision on something that is no sentence of the project.
        """
        from labels.store.taking_in import take_in

        now, ids = self.clock().astimezone(UTC), self.scheme.ids_by_name()
        with writing(self.connection) as connection:
            return [take_in(connection, each, ids, self.annotator, now) for each in incoming]

    def articles(self) -> Iterator[article_store.ArticleRow]:
        """The articles in the order of their import, without their texts."""
        return article_store.every_article(self.connection)

    def number_of(self, article: str | None) -> int | None:
        """The number of the article with this id, counted in the order of import from 1; None if unknown."""
        row = article_store.article_with_id(self.connection, article) if article else None
        return row.n if row else None

    def sentences(self, article: str | None = None) -> Iterator[Sentence]:
        """The sentences of one article (by id) or of all, in the order of the text. Raises UsageError."""
        if article is not None:
            yield from self._sentences_in(self._known(article), article)
            return
        for row in self.articles():
            yield from self._sentences_in(row.n, row.id)

    def find(self, query: str, annotator: str | None = None, *, anyone: bool = False) -> Iterator[Sentence]:
        """The sentences that a query (docs/query.md) selects, seen by an annotator (yourself) or by `anyone`."""
        from labels.query import parse_query
        from labels.query.sentences import sentences_found

        viewer = None if anyone else annotator or self.annotator
        return (found.sentence for found in sentences_found(self.connection, parse_query(query), viewer, self.scheme))

    def mark(self, sentence: Sentence | str, annotator: str | None = None) -> Mark:
        """What an annotator (yourself, if none is named) currently says of a sentence. Raises UsageError."""
        article, start, stop = self._span(sentence)
        return read_mark(self.connection, (self._known(article), start, stop, annotator or self.annotator))

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
        ids = {name: self._label_id(name) for name in names}
        for one, other in combinations(ids, 2):
            if self.scheme.excludes(ids[one], ids[other]):
                raise UsageError(f"“{one}” and “{other}” exclude each other in this codebook. Give one of them.")
        extra: dict[str, object] = {"labels": sorted(ids.values())}
        if suggested:
            name, score = suggested
            if not 0 <= score <= 1:
                raise UsageError(f"{score} is no score for a suggestion. It lies between 0 and 1.")
            extra |= {"suggested_label": self._label_id(name), "suggested_score": score}
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

    # -- mending boundaries ------------------------------------------------------------------------------

    def split(self, sentence: Sentence | str, at: int) -> Event:
        """Split a sentence in two; the second half begins at `at`, a code point of the article's text.

        Both halves inherit everyone's marks, as carried. Raises UsageError where there is nothing to split.
        """
        article, start, stop = self._span(sentence)
        text = article_store.text_of(self.connection, self._known(article))
        try:
            first, second = halves(text, (start, stop), at)
        except ValueError as error:
            raise UsageError(f"{self.path}: {error}.") from error
        return self._say("split", sentence, {"into": [first, second]})

    def join(self, sentence: Sentence | str) -> Event:
        """Join a sentence with the next one of its paragraph; of everyone's marks stays what both agree on.

        Raises UsageError at the end of a paragraph.
        """
        article, start, stop = self._span(sentence)
        n = self._known(article)
        cuts = article_store.sentences_of(self.connection, n)
        row = next((row for row, cut in enumerate(cuts) if (cut.start, cut.end) == (start, stop)), None)
        if row is None:
            raise UsageError(f"{self.path}: article {article} has no sentence at {start}-{stop}.")
        if row + 1 == len(cuts) or cuts[row + 1].paragraph != cuts[row].paragraph:
            raise UsageError(f"{self.path}: the sentence at {start}-{stop} is the last of its paragraph.")
        after = cuts[row + 1]
        of = [[start, stop], [after.start, after.end]]
        return self.journal.record([Act("join", article, start, after.end, {"of": of})])[0]

    def add_example(self, sentence: Sentence | str, label: str, *, counter: bool = False) -> Event:
        """Put a sentence into the codebook as an example of a label, or as a counter-example."""
        article, start, stop = self._span(sentence)
        text = article_store.text_of(self.connection, self._known(article))[start:stop]
        return self._say("example", sentence, {"label": self._label_id(label), "text": text, "counter": counter})

    def undo(self) -> bool:
        """Take back your last action; False if there is nothing left to undo."""
        return self.journal.undo() is not None

    def redo(self) -> bool:
        """Bring back what you undid last; False if there is nothing to redo."""
        return self.journal.redo() is not None

    # -- the codebook ------------------------------------------------------------------------------------

    @property
    def scheme(self) -> Scheme:
        """The codebook as it is now."""
        return self._versioned_scheme()[1]

    @property
    def scheme_version(self) -> int:
        """The number of the codebook's version, from 1."""
        return self._versioned_scheme()[0]

    def reread_scheme(self) -> None:
        """Forget the codebook as read before: another process may have changed it."""
        self._scheme = None

    def plan_scheme(
        self, new: Scheme, *, renames: Mapping[str, str] | None = None, retire: Collection[str] = ()
    ) -> SchemeChange:
        """What it would mean to go over to the codebook `new`. Raises SchemeError where decisions would be lost."""
        from labels.scheme.change import plan_change

        self.reread_scheme()
        used = schemes.labels_ever_given(self.connection)
        several = queries.marks_with_several_labels(self.connection)
        return plan_change(self.scheme, new, renames=renames, used=used, retire=retire, multiple=several)

    def change_scheme(self, change: SchemeChange) -> int:
        """Write a planned change of the codebook into the journal; returns the new version.

        Raises SchemeError if the codebook is not any more the one that the change was planned for.
        """
        from labels.scheme.record import scheme_to_record

        self.reread_scheme()
        if change.before != self.scheme:
            raise SchemeError(f"{self.path}: the codebook has been changed meanwhile. Plan the change again.")
        self.journal.record([Act("scheme", payload={"scheme": scheme_to_record(change.scheme)})])
        self.reread_scheme()
        return self.scheme_version

    # -- where things stand ------------------------------------------------------------------------------

    def progress(self, annotator: str | None = None) -> Progress:
        """How far an annotator (yourself, if none is named) is with the whole project."""
        return queries.project_progress(self.connection, annotator or self.annotator)

    def annotators(self) -> list[str]:
        """Everyone who has said something that stands."""
        return queries.annotators(self.connection)

    def data_version(self) -> int:
        """A number that changes when another process has written to the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def export(self, path: str | Path) -> int:
        """Write every decision to a JSONL file, replaced only when complete; returns the number of lines."""
        from labels.exporting.jsonl import export_jsonl

        return export_jsonl(self, Path(path))

    # -- inside ------------------------------------------------------------------------------------------

    def _versioned_scheme(self) -> tuple[int, Scheme]:
        if self._scheme is None:
            self._scheme = schemes.current(self.connection)
        if self._scheme is None:
            raise UsageError(f"{self.path}: the project has no codebook yet. Open it once with: copydesk")
        return self._scheme

    def _sentences_in(self, n: int, id: str) -> Iterator[Sentence]:
        text = article_store.text_of(self.connection, n)
        for position, (start, end, paragraph) in enumerate(article_store.sentences_of(self.connection, n)):
            yield Sentence(id, start, end, paragraph, position, text[start:end])

    def _known(self, article: str) -> int:
        n = self.number_of(article)
        if n is None:
            raise UsageError(f"{self.path}: there is no article {article}.")
        return n

    def _span(self, sentence: Sentence | str) -> tuple[str, int, int]:
        """The article id and span of a sentence that the project has. Raises UsageError."""
        if isinstance(sentence, Sentence):
            sentence = sentence.id
        found = _SENTENCE_ID.fullmatch(sentence)
        if found is None:
            raise UsageError(f"“{sentence}” is no sentence id. One looks like 0123456789abcdef0123:120-245.")
        article, start, stop = found[1], int(found[2]), int(found[3])
        if not article_store.is_sentence(self.connection, self._known(article), start, stop):
            raise UsageError(f"{self.path}: article {article} has no sentence at {start}-{stop}.")
        return article, start, stop

    def _label_id(self, name: str) -> str:
        for label in self.scheme.active:
            if label.name == name:
                return label.id
        known = ", ".join(label.name for label in self.scheme.active)
        raise UsageError(f"The codebook has no label “{name}”. It has: {known}.")

    def _decide(self, kind: Kind, sentence: Sentence | str, seconds: float | None, extra: dict[str, object]) -> Event:
        if seconds is not None and not 0 <= seconds < inf:
            raise UsageError(f"{seconds} is no number of seconds that a decision can take.")
        payload = {"scheme_version": self.scheme_version, **extra}
        return self._say(kind, sentence, payload if seconds is None else payload | {"seconds": seconds})

    def _say(self, kind: Kind, sentence: Sentence | str, payload: dict[str, object]) -> Event:
        return self.journal.record([Act(kind, *self._span(sentence), payload)])[0]
