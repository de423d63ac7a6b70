"""The kinds of events, one class each. Events of other kinds are kept, and have no effect."""

from __future__ import annotations

from labels.journal.event import LAST_LAYER, MAIN, Event
from labels.journal.kinds.article import ArticleKind
from labels.journal.kinds.boundaries import Join, Split, problem_with_ends
from labels.journal.kinds.decision import Clear, Label, Skip
from labels.journal.kinds.flag_note import Flag, Note
from labels.journal.kinds.kind import Kind
from labels.journal.kinds.project_wide import AnnotatorKind, Assign, CodebookKind, Example, Setting
from labels.journal.kinds.reversal import Redo, Undo
from labels.journal.kinds.review import Feedback, Return, Reveal
from labels.journal.kinds.round import RoundKind
from labels.journal.kinds.segment import Segment

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ArticleKind(), Segment(), AnnotatorKind(), CodebookKind(), Example(), Setting(), Label(), Skip(), Clear(),
        Flag(), Note(), Split(), Join(), Assign(), Return(), Reveal(), Feedback(), RoundKind(),
        Undo(), Redo(),
    )
}  # fmt: skip

#: Kinds reserved for later versions. Until then they are kept like any unknown kind.
RESERVED = frozenset({"describe"})

#: The kinds that undo and redo walk over.
UNDOABLE = frozenset(name for name, kind in KINDS.items() if kind.undoable)

#: The kinds that hold for the whole project. They are few, and folded as a whole.
PROJECT_WIDE = frozenset({"annotator", "assign", "codebook", "example", "feedback", "return", "setting"})


def problem_with(event: Event) -> str | None:
    """What is wrong with the form of an event from another file; None if nothing is, or its kind is not known."""
    if event.layer is not None and not MAIN <= event.layer <= LAST_LAYER:
        return "has a layer that does not exist"
    kind = KINDS.get(event.kind)
    if kind is None:
        return None
    has_span = event.start is not None and event.end is not None
    if has_span != (event.start is not None or event.end is not None):
        return "has half a span"
    if has_span and not 0 <= (event.start or 0) < (event.end or 0):
        return "has a span that is not valid"
    if (event.article is None) == (kind.about != "project"):
        return "belongs to no article" if event.article is None else "belongs to an article"
    if kind.about == "sentence" and not has_span:
        return "belongs to no sentence"
    if kind.layered == (event.layer is None):
        return "has no layer" if kind.layered else "has a layer"
    if (event.undoes is None) == (event.kind in ("undo", "redo")):
        return "points at no action" if event.undoes is None else "points at an action"
    return kind.problem(event.payload) or problem_with_ends(event)
