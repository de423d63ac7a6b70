"""Saying the same of many sentences at once, wherever they are: seen beforehand, and done as one action."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from labels.codebook import Codebook
from labels.errors import MovedError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.journal.kinds.kind import label_in_words
from labels.projections import codebooks
from labels.projections.articles import sentences_of, text_of
from labels.projections.read import annotations_of
from labels.query import Hit
from labels.values.annotation import UNTOUCHED, Annotation
from labels.words import counted

_SHOWN = 5  # sentences that a preview quotes
_OFTEN = 500  # sentences between two looks at whether to stop


DeedKind = Literal["label", "skip", "clear", "flag", "unflag"]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be said of every sentence; `label` is a label id, for the kind "label" alone.

    The kind "flag" takes the flag off where all have it, unless it is `firm`.
    """

    kind: DeedKind
    label: str | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a deed would change.

    `hits` are the sentences of which it would say something new, in order of place; of those, `decided` have
    another decision now that would be replaced. `unchanged` have it already. `quotes` are the first few texts.
    """

    deed: Deed
    hits: tuple[Hit, ...]
    articles: int = 0
    decided: int = 0
    unchanged: int = 0
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed did: `sentences` were changed, `moved` were split or joined meanwhile and left alone."""

    sentences: int
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a script asked for: what was `planned`, and what was `done`; None if it only looked."""

    planned: Preview
    done: Done | None = None


class Stopped(Exception):  # noqa: N818
    """Somebody thought better of it; nothing was written."""


def preview(
    connection: sqlite3.Connection,
    annotator: str,
    deed: Deed,
    hits: Sequence[Hit],
    stop: Callable[[], bool] = lambda: False,
) -> Preview:
    """What `deed` would change of these sentences. Raises Stopped as soon as `stop` says so."""
    marks = list(_marks(connection, annotator, hits, stop))
    if deed.kind == "flag" and not deed.firm and marks and all(mark.flagged for _, mark in marks):
        deed = Deed("unflag")
    changed = tuple((hit, mark) for hit, mark in marks if _changes(deed, mark))
    return Preview(
        deed,
        tuple(hit for hit, _ in changed),
        len({hit.article for hit, _ in changed}),
        sum(mark.decided for _, mark in changed) if deed.kind in ("label", "skip") else 0,
        len(marks) - len(changed),
        tuple(text_of(connection, hit.article)[hit.start : hit.stop] for hit, _ in changed[:_SHOWN]),
    )


def carry_out(
    connection: sqlite3.Connection,
    journal: Journal,
    planned: Preview,
    told: Callable[[int], None] = lambda done: None,
) -> Done:
    """Say of every sentence of the preview what was planned, as one action.

    `journal` is the annotator's sitting, written over `connection`. Sentences that are no longer there are left
    out. `told` hears now and then how many are done; if it raises Stopped, nothing is. Raises UsageError if the
    label cannot be given any more, BusyError and ProjectError as the journal does.
    """
    deed = planned.deed
    if deed.kind == "label":
        _check_label(connection, deed.label or "")
    kind, payload = _saying(deed)
    while True:
        acts = [Act(kind, *hit, payload) for hit in _current(connection, planned.hits)]
        if not acts:
            return Done(0, len(planned.hits))
        try:
            journal.record(acts, told=told)
        except MovedError:
            continue  # somebody mends boundaries at this moment: look again at what is there
        return Done(len(acts), len(planned.hits) - len(acts))


def preview_in_words(planned: Preview, codebook: Codebook) -> str:
    """The question to ask, such as "Label 213 sentences in 17 articles as claim?"."""
    deed, count = planned.deed, len(planned.hits)
    if not count:
        return "Nothing to do: it is so already." if planned.unchanged else "No sentence is selected."
    where = f"{counted(count, 'sentence')} in {counted(planned.articles, 'article')}"
    words = {
        "label": f"Label {where} as {label_in_words(deed.label or '', codebook)}?",
        "skip": f"Skip {where}?",
        "clear": f"Take the decision away from {where}?",
        "flag": f"Flag {where}?",
        "unflag": f"Take the flag off {where}?",
    }
    also = [f"{counted(planned.decided, 'other decision')} will be replaced."] if planned.decided else []
    if planned.unchanged:
        also.append(f"{planned.unchanged:,} {'is' if planned.unchanged == 1 else 'are'} so already.")
    return " ".join([words[deed.kind], *also])


def done_in_words(done: Done) -> str:
    """What was done, for a notice."""
    moved = f" {counted(done.moved, 'sentence')} had been split or joined meanwhile." if done.moved else ""
    return f"Done: {counted(done.sentences, 'sentence')}, one action; backspace undoes it.{moved}"


def annotated_in_words(found: Annotated, codebook: Codebook) -> list[str]:
    """What a script would do or did, in lines: the question as the list of sentences asks it, and the result.

    If it only looked, the first few sentences are quoted.
    """
    planned = found.planned
    lines = [preview_in_words(planned, codebook)]
    if found.done is not None:
        return [*lines, done_in_words(found.done)]
    lines += [f"  {' '.join(quote.split())}" for quote in planned.quotes]
    rest = len(planned.hits) - len(planned.quotes)
    return [*lines, *([f"  and {rest:,} more"] if rest else []), "Nothing was written."]


def _marks(
    connection: sqlite3.Connection, annotator: str, hits: Sequence[Hit], stop: Callable[[], bool]
) -> Iterator[tuple[Hit, Annotation]]:
    """The sentences in order of place, with their marks."""
    seen = 0
    for n, inside in groupby(sorted(hits), key=lambda hit: hit.article):
        marks = annotations_of(connection, n, annotator)
        for hit in inside:
            seen += 1
            if seen % _OFTEN == 0 and stop():
                raise Stopped
            yield hit, marks.get((hit.start, hit.stop), UNTOUCHED)


def _changes(deed: Deed, mark: Annotation) -> bool:
    match deed.kind:
        case "label":
            return mark.status != "labelled" or mark.labels != (deed.label,) or mark.carried
        case "skip":
            return mark.status != "skipped" or mark.carried
        case "clear":
            return mark.decided
    return mark.flagged == (deed.kind == "unflag")


def _check_label(connection: sqlite3.Connection, id: str) -> None:
    """Raise UsageError for a label that cannot be given any more."""
    found = codebooks.current(connection)
    if found is None or not any(label.id == id for label in found[1].active):
        name = label_in_words(id, found[1]) if found else id
        raise UsageError(f"“{name}” is no longer in the codebook.")


def _saying(deed: Deed) -> tuple[str, dict[str, object]]:
    """The kind and payload of the acts. No seconds: nobody read each sentence before deciding on it."""
    match deed.kind:
        case "label":
            return "label", {"labels": [deed.label]}
        case "skip":
            return "skip", {}
        case "flag":
            return "flag", {"on": True, "reason": ""}
        case "unflag":
            return "flag", {"on": False}
    return "clear", {}


def _current(connection: sqlite3.Connection, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Those sentences that are still there."""
    for n, inside in groupby(hits, key=lambda hit: hit.article):
        here = {(cut.start, cut.end) for cut in sentences_of(connection, n)}
        yield from (hit for hit in inside if (hit.start, hit.stop) in here)
