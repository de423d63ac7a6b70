"""From a project to a stream of training records, in a stable order and in constant memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.exporting.in_article import NOTHING, InArticle, Known, Voice
from labels.exporting.selection import Asking, Selection
from labels.formats.dataset import About, Dataset, Unit
from labels.formats.record import RecordInContext
from labels.projections.annotations import Row
from labels.projections.articles import ArticleRow

if TYPE_CHECKING:
    from labels.project_view import ProjectView


def records(project: ProjectView, selection: Selection | None = None) -> Generator[RecordInContext, None, None]:
    """The records of a project: by article, then place in the text, then annotator (name, then key).

    Articles come in the order of the events that brought them: the same in every copy of a project. All records are
    of one moment, whatever other processes write meanwhile. A selection of states gives gold records in their place,
    one for each sentence. Raises UsageError for an annotator who is not in the project.
    """
    selection = selection or Selection()
    if selection.states:
        from labels.exporting.gold_records import gold_records

        yield from gold_records(project, selection)
        return
    with project.one_moment():
        project.reread_codebook()
        voices = _voices(project, selection)
        known = Known.of(project)
        for article, wanted in _articles(project, selection, voices):
            said = project.annotation_rows(article.n)
            if said or "undecided" in selection.statuses:
                text, cuts = project.reader.whole_text_of(article.n), project.reader.cuts_of(article.n)
                of_article = InArticle(article, text, cuts, known, project.suggestions_in(article.n))
                yield from _selected(of_article, said, voices, selection, wanted)


def select(
    project: ProjectView,
    selection: Selection | None = None,
    parts: Mapping[str, str] | None = None,
    one_row_per: Unit = "decision",
    about: About | None = None,
) -> Dataset:
    """The selected decisions as data to write; `parts` names the part of each article id, if the data are divided."""
    chosen = selection or Selection()

    def every_record() -> Generator[RecordInContext, None, None]:
        found = records(project, chosen)
        return found if parts is None else _divided(found, parts)

    is_whole = chosen == Selection() and parts is None
    gold = bool(chosen.states)
    if gold and one_row_per == "sentence":
        one_row_per = "decision"  # there is one for each sentence anyway
    return Dataset(project, every_record, chosen.context, parts, is_whole, one_row_per, about or About(), gold=gold)


def _divided(
    records: Generator[RecordInContext, None, None], parts: Mapping[str, str]
) -> Generator[RecordInContext, None, None]:
    """The records, with the part of each one's article."""
    with closing(records):
        for record in records:
            record["split"] = parts.get(record["article_id"])
            yield record


def _articles(
    project: ProjectView, selection: Selection, voices: Sequence[Voice]
) -> Iterator[tuple[ArticleRow, set[tuple[int, Asking]] | None]]:
    """The articles in which something is wanted: start and name of the annotator of each choice, None for all."""
    articles = project.articles_in_order()
    if selection.query is None:
        return ((article, None) for article in articles)
    from labels.exporting.selection import found_by_query

    found = found_by_query(project, selection.query, [voice.shown for voice in voices], articles)
    return ((article, wanted) for article, wanted in found if wanted)


def _voices(project: ProjectView, selection: Selection) -> list[Voice]:
    """The annotators whose records are wanted, in order."""
    known = project.reader.annotators()
    people = {project.annotator_number(name): name for name in known}
    names, keys = project.plain_names(), project.annotator_keys()
    voices: dict[int | None, Voice] = {}
    for name in selection.annotators or known or [project.annotator]:
        person = project.annotator_number(name)
        if selection.annotators and person not in people:
            who = ", ".join(known) or "nobody yet"
            raise UsageError(f"{project.path}: “{name}” has said nothing here. Known annotators: {who}.")
        if person is None:
            voices[person] = Voice(None, name, name, None)
        else:
            voices[person] = Voice(person, people.get(person, name), names[person], keys[person])
    return sorted(voices.values(), key=lambda voice: (voice.name, voice.key or ""))


def _selected(
    article: InArticle,
    said: Mapping[tuple[int, int, int], Row],
    voices: Sequence[Voice],
    selection: Selection,
    wanted: set[tuple[int, Asking]] | None,
) -> Iterator[RecordInContext]:
    """The records of an article; `wanted` has the start and annotator of those that a query chose, None for all."""
    statuses, context = selection.statuses, selection.context
    for position, (start, end, _) in enumerate(article.cuts):
        for voice in voices:
            if wanted is not None and (start, voice.shown) not in wanted:
                continue
            row = said.get((start, end, voice.person or 0), NOTHING)
            if row[0] in statuses:
                record = article.record(position, voice, row)
                if context:
                    article.add_neighbours(record, context)
                yield record
