"""A project: one SQLite file, and everything a script can do with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from labels.article import Article
from labels.errors import UsageError
from labels.event import Act, Event, Kind
from labels.mark import Mark
from labels.scheme import Scheme
from labels.sentence import Sentence
from labels.store import articles as article_store
from labels.store import queries, schemes
from labels.store.connection import connect, writing
from labels.store.journal import Clock, Journal, utc_now
from labels.store.queries import Progress

if TYPE_CHECKING:
    from labels.scheme.change import SchemeChange
    from labels.segmentation import CutResult

#: The project file of the current folder, unless another is named.
DEFAULT_PATH = Path("copydesk.db")


class Project:
    """An open project. A context manager; not to be shared between threads.

    Sentences are `labels.Sentence` values or their ids; labels are given by name.
    """

    def __init__(self, path: Path, annotator: str, *, write: bool = True, clock: Clock = utc_now) -> None:
        """Open the project at `path`, made if it is missing and `write` is true. Raises ProjectError."""
        self.path = path
        self.annotator = annotator
        self.clock = clock
        self.connection = connect(path, write=write)
        self._scheme: tuple[int, Scheme] | None = None
        try:
            self.journal = Journal(self.connection, annotator, clock)
            if write and schemes.current(self.connection) is None:
                self._begin_with_default_scheme()
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
        """Add an article (a text will do), cut into sentences; returns its id. A known text is left as it is."""
        from labels.segmentation import cut

        if isinstance(article, str):
            article = Article(article, title=title, language=language)
        self.add_cut([(article, cut(article.text, language or article.language, layout))])
        return article.id

    def add_cut(self, cut_articles: Iterable[tuple[Article, CutResult]]) -> list[bool]:
        """Add articles with their sentences in one transaction; for each, whether it was new."""
        at = self.clock().isoformat(timespec="seconds")
        with writing(self.connection) as connection:
            return [article_store.add_article(connection, article, cut, at) for article, cut in cut_articles]

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

    def mark(self, sentence: Sentence | str, annotator: str | None = None) -> Mark:
        """What an annotator (yourself, if none is named) currently says of a sentence."""
        article, start, stop = self._span(sentence)
        marks = queries.marks_of(self.connection, self._known(article), annotator or self.annotator)
        return marks.get((start, stop), Mark())

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
        ids = [self._label_id(name) for name in dict.fromkeys(names)]
        if not ids:
            raise UsageError("No label was given. To decide without a label, use skip.")
        for n, id in enumerate(ids):
            for other in ids[:n]:
                if self.scheme.excludes(id, other):
                    raise UsageError(f"“{names[0]}” and the other labels given exclude each other in this codebook.")
        extra: dict[str, object] = {"labels": sorted(ids)}
        if suggested:
            extra |= {"suggested_label": self._label_id(suggested[0]), "suggested_score": suggested[1]}
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

        used = schemes.labels_ever_given(self.connection)
        several = queries.marks_with_several_labels(self.connection)
        return plan_change(self.scheme, new, renames=renames, used=used, retire=retire, multiple=several)

    def change_scheme(self, change: SchemeChange) -> int:
        """Write a planned change of the codebook into the journal; returns the new version."""
        from labels.scheme.record import scheme_to_record

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

    def _begin_with_default_scheme(self) -> None:
        from labels.scheme.change import plan_change
        from labels.scheme.file import default_scheme
        from labels.scheme.record import scheme_to_record

        scheme = plan_change(None, default_scheme()).scheme
        self.journal.record_first(Act("scheme", payload={"scheme": scheme_to_record(scheme)}))

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
        if isinstance(sentence, Sentence):
            return sentence.article, sentence.start, sentence.end
        article, _, span = sentence.partition(":")
        start, _, end = span.partition("-")
        if not (start.isdigit() and end.isdigit()):
            raise UsageError(f"“{sentence}” is no sentence id. One looks like 0123456789abcdef0123:120-245.")
        return article, int(start), int(end)

    def _label_id(self, name: str) -> str:
        for label in self.scheme.active:
            if label.name == name:
                return label.id
        known = ", ".join(label.name for label in self.scheme.active)
        raise UsageError(f"The codebook has no label “{name}”. It has: {known}.")

    def _decide(self, kind: Kind, sentence: Sentence | str, seconds: float | None, extra: dict[str, object]) -> Event:
        payload = {"scheme_version": self.scheme_version, **extra}
        return self._say(kind, sentence, payload if seconds is None else payload | {"seconds": seconds})

    def _say(self, kind: Kind, sentence: Sentence | str, payload: dict[str, object]) -> Event:
        article, start, stop = self._span(sentence)
        if not article_store.is_sentence(self.connection, self._known(article), start, stop):
            raise UsageError(f"{self.path}: article {article} has no sentence at {start}-{stop}.")
        return self.journal.record([Act(kind, article, start, stop, payload)])[0]
