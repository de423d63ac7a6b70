"""The sentences behind a cell of the confusion table: `ana=claim ben=quote`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from labels.codebook.fields import fold
from labels.errors import UsageError

if TYPE_CHECKING:
    from labels.project import Project
    from labels.quality.marks import Labels
    from labels.statistics.agreement import ProjectAgreement
    from labels.statistics.votes import Unit

#: A word without a sign of the query language, and those that are its operators.
_PLAIN, _OPERATORS = re.compile(r"[\w.’'-]+"), ("or", "and", "not")

#: Somebody, where a cell is of everybody.
ANYONE = "anyone"


def asked_in_words(
    words: Sequence[str], breakdowns: Collection[str], *, confusion: bool
) -> tuple[list[tuple[str, str]], list[str]]:
    """The words that name a cell, as names with labels, and the other words, which are a query.

    Raises UsageError for a cell without `confusion`, and for a plain word: hardly ever is agreement on the sentences
    meant that hold it, and often one of the `breakdowns`.
    """
    cell, query = [], []
    for word in words:
        name, equals, label = word.partition("=")
        if equals and name.strip() and not set(name) & set('":/'):
            cell.append((name.strip(), label.strip()))
        elif _PLAIN.fullmatch(word) and word.casefold() not in _OPERATORS:
            raise UsageError(_not_taken(word, breakdowns))
        else:
            query.append(word)
    if cell and (len(cell) != 2 or not confusion):
        raise UsageError("A cell is asked for in two words, such as: --confusion ana=claim ben=quote")
    return cell, query


def _not_taken(word: str, breakdowns: Collection[str]) -> str:
    near = next(iter(get_close_matches(word.casefold(), breakdowns, n=1, cutoff=0.7)), None)
    meant = f" Did you mean --by {near}?" if near else ""
    return f"“{word}” says nothing here.{meant} For the sentences that hold the word alone: --query {word}"


def units_behind(found: ProjectAgreement, cell: Sequence[tuple[str, str]]) -> Sequence[Unit]:
    """The sentences behind a cell. Raises UsageError for a name or a label that is not there."""
    (one, first), (other, second) = cell
    met = (_value(found, first), _value(found, second))
    if one == other == ANYONE and ANYONE not in found.marks.people:
        table = found.confusion()
    else:
        table = found.confusion((person_named(found, one), person_named(found, other)))
    # The units of a project are numbers with spans.
    units: Any = table.cells[met].units if met in table.cells else ()
    return tuple(units)


def told_sentences(project: Project, found: ProjectAgreement, units: Sequence[Unit]) -> Iterator[dict[str, Any]]:
    """For each sentence its id and text, and what everybody said of it, by label names."""
    names = {label.id: label.name for label in found.codebook.labels}
    read: tuple[int, str] = (0, "")
    for unit, said in found.said(units):
        article, start, end = unit
        if read[0] != article:
            read = (article, project.reader.text_of(article))
        yield {
            "id": found.sentence_id(unit),
            "text": read[1][start:end],
            "said": {name: [names.get(id, id) for id in labels] for name, labels in sorted(said.items())},
        }


def sentence_line(told: dict[str, Any]) -> str:
    """A sentence on one line."""
    said = " ".join(f"{name}:{','.join(labels) or 'skipped'}" for name, labels in told["said"].items())
    return f"{told['id']}  {said}  {' '.join(told['text'].split())}"


def person_named(found: ProjectAgreement, name: str) -> str:
    """The name on screen of somebody who marked these sentences, whatever its case. Raises UsageError."""
    people = found.marks.people
    if name in people:
        return name
    alike = [each for each in people if each.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise UsageError(f"“{name}” has marked none of these sentences. Known: {', '.join(sorted(people)) or 'nobody'}.")


def _value(found: ProjectAgreement, words: str) -> Labels:
    """The label set that is meant: names with `+` between them; nothing, or `skipped`, for a skip."""
    ids = found.codebook.ids_by_name()
    if fold(words) in ids:
        return (found.codebook.read_as(ids[fold(words)]),)
    if fold(words) in ("", "skipped", "no label"):
        return ()
    parts = [fold(part.strip()) for part in words.split("+")]
    if unknown := [part for part in parts if part not in ids]:
        known = ", ".join(label.name for label in found.codebook.labels)
        raise UsageError(f"The codebook has no label “{unknown[0]}”. It has {known}; “skipped” is a skip.")
    return tuple(sorted({found.codebook.read_as(ids[part]) for part in parts}))
