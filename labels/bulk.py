"""The same annotation for many sentences at once, wherever they are: previewed, then written as one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from labels.codebook import Codebook
from labels.errors import MovedError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.journal.kinds.kind import label_in_words
from labels.projections.project_reader import ProjectReader
from labels.query import Hit
from labels.values.annotation import UNTOUCHED, Annotation
from labels.values.progress import UNWATCHED, Cancelled, Progress
from labels.words import counted

_SHOWN = 5  # sentences that a preview quotes
_OFTEN = 500  # sentences between two checks whether it was cancelled

BulkKind = Literal["label", "skip", "clear", "flag", "unflag"]


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What to write about every sentence; `label` is a label id, only for the kind "label".

    The kind "flag" removes the flag if all sentences have it, unless it is `firm`.
    """

    kind: BulkKind
    label: str | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk change would do.

    `hits` are the sentences that it would change, by article and place; of those, `decided` have another decision now
    that would be replaced, `reasons` a flag whose reason would go with it. `unchanged` have it already. `quotes` are
    the first few texts.
    """

    deed: BulkChange
    hits: tuple[Hit, ...]
    articles: int = 0
    decided: int = 0
    unchanged: int = 0
    quotes: tuple[str, ...] = ()
    reasons: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What a bulk change did: `sentences` were changed, `moved` were split or joined meanwhile and left alone."""

    sentences: int
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Annotated:
    """The result for a script: what was `planned`, and what was `done`; None after a dry run."""

    planned: Preview
    done: Done | None = None


def preview(
    reader: ProjectReader, annotator: str, deed: BulkChange, hits: Sequence[Hit], progress: Progress = UNWATCHED
) -> Preview:
    """What `deed` would change of these sentences. Raises Cancelled as soon as it is cancelled."""
    found = list(_annotations(reader, annotator, hits, progress))
    if deed.kind == "flag" and not deed.firm and found and all(annotation.flagged for _, annotation in found):
        deed = BulkChange("unflag")
    changed = tuple((hit, annotation) for hit, annotation in found if _changes(deed, annotation))
    return Preview(
        deed,
        tuple(hit for hit, _ in changed),
        len({hit.article for hit, _ in changed}),
        sum(_replaces(deed, annotation) for _, annotation in changed),
        len(found) - len(changed),
        tuple(reader.text_of(hit.article)[hit.start : hit.end] for hit, _ in changed[:_SHOWN]),
        sum(bool(annotation.flag_reason) for _, annotation in changed) if deed.kind == "unflag" else 0,
    )


def carry_out(reader: ProjectReader, journal: Journal, planned: Preview, progress: Progress = UNWATCHED) -> Done:
    """Write what was planned for every sentence of the preview, as one action.

    `journal` is the annotator's sitting, over the same connection as `reader`. Sentences that are no longer there are
    left out. `progress` is told from time to time how many are done; Cancelled is raised when it says so, and then
    nothing is written. Raises UsageError if the label cannot be given any more, BusyError and ProjectError as the
    journal does.
    """
    deed = planned.deed
    if deed.kind == "label":
        _check_label(reader, deed.label or "")
    kind, payload = _event(deed)

    def written(done: int) -> None:
        if progress.cancelled():
            raise Cancelled
        progress.report(done, len(planned.hits))

    while True:
        acts = [Act(kind, *hit, payload) for hit in _current(reader, planned.hits)]
        if not acts:
            return Done(0, len(planned.hits))
        try:
            journal.record(acts, told=written)
        except MovedError:
            continue  # somebody changed boundaries at this moment: read the sentences again
        return Done(len(acts), len(planned.hits) - len(acts))


def preview_in_words(planned: Preview, codebook: Codebook) -> str:
    """The question to ask, such as "Label 213 sentences in 17 articles as claim?"."""
    deed, count = planned.deed, len(planned.hits)
    if not count:
        return "Nothing to do: it is already so." if planned.unchanged else "No sentence is selected."
    where = f"{counted(count, 'sentence')} in {counted(planned.articles, 'article')}"
    words = {
        "label": f"Label {where} as {label_in_words(deed.label or '', codebook)}?",
        "skip": f"Skip {where}?",
        "clear": f"Take the decision away from {where}?",
        "flag": f"Flag {where}?",
        "unflag": f"Take the flag off {where}?",
    }
    also = [f"{counted(planned.decided, 'other decision')} will be replaced."] if planned.decided else []
    if planned.reasons:
        also.append(f"{counted(planned.reasons, 'reason')} {'goes' if planned.reasons == 1 else 'go'} too.")
    if planned.unchanged:
        also.append(f"{planned.unchanged:,} {'is' if planned.unchanged == 1 else 'are'} so already.")
    return " ".join([words[deed.kind], *also])


def done_in_words(done: Done, undo: str = "Backspace") -> str:
    """What was done, for a notice; `undo` is the key that takes it back at the desk."""
    moved = f" {counted(done.moved, 'sentence')} had been split or joined meanwhile." if done.moved else ""
    return f"Done: {counted(done.sentences, 'sentence')}, one action; {undo} undoes it.{moved}"


def annotated_in_words(found: Annotated, codebook: Codebook) -> list[str]:
    """What a script would do or did, in lines: the question as the list of sentences asks it, and the result.

    After a dry run, the first few sentences are quoted.
    """
    planned = found.planned
    lines = [preview_in_words(planned, codebook)]
    if found.done is not None:
        return [*lines, done_in_words(found.done)]
    lines += [f"  {' '.join(quote.split())}" for quote in planned.quotes]
    rest = len(planned.hits) - len(planned.quotes)
    return [*lines, *([f"  and {rest:,} more"] if rest else []), "Nothing was written."]


def _annotations(
    reader: ProjectReader, annotator: str, hits: Sequence[Hit], progress: Progress
) -> Iterator[tuple[Hit, Annotation]]:
    """The sentences by article and place, with their annotations."""
    seen = 0
    for n, inside in groupby(sorted(hits), key=lambda hit: hit.article):
        annotations = reader.annotations_of(n, annotator)
        for hit in inside:
            seen += 1
            if seen % _OFTEN == 0 and progress.cancelled():
                raise Cancelled
            yield hit, annotations.get((hit.start, hit.end), UNTOUCHED)


def _changes(deed: BulkChange, annotation: Annotation) -> bool:
    match deed.kind:
        case "label":
            return annotation.status != "labelled" or annotation.labels != (deed.label,) or annotation.carried
        case "skip":
            return annotation.status != "skipped" or annotation.carried
        case "clear":
            return annotation.decided
    return annotation.flagged == (deed.kind == "unflag")


def _replaces(deed: BulkChange, annotation: Annotation) -> bool:
    """Whether another decision would be replaced; a carried one that says the same is only confirmed."""
    if deed.kind == "label":
        return annotation.decided and annotation.labels != (deed.label,)
    return deed.kind == "skip" and annotation.status == "labelled"


def _check_label(reader: ProjectReader, id: str) -> None:
    """Raise UsageError for a label that cannot be given any more."""
    found = reader.codebook()
    if found is None or not any(label.id == id for label in found[1].active):
        name = label_in_words(id, found[1]) if found else id
        raise UsageError(f"“{name}” is no longer in the codebook.")


def _event(deed: BulkChange) -> tuple[str, dict[str, object]]:
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


def _current(reader: ProjectReader, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Those sentences that are still there."""
    for n, inside in groupby(hits, key=lambda hit: hit.article):
        here = {(cut.start, cut.end) for cut in reader.cuts_of(n)}
        yield from (hit for hit in inside if (hit.start, hit.end) in here)
