"""What a kind of event is: what it may say, how it folds, its description, and whether undo applies to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from labels.errors import UsageError
from labels.journal.event import Act, Event
from labels.journal.text import fault_in_values

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.journal.article_state import ArticleState

Payload = Mapping[str, Any]

#: What an event is about: a sentence, a sentence or a whole article, an article, or the whole project.
About = Literal["sentence", "unit", "article", "project"]


class Kind:
    """One kind of event. A module of this package has each; `labels.journal.kinds.KINDS` lists them."""

    name: ClassVar[str]
    about: ClassVar[About]
    #: Whether undo walks over it.
    undoable: ClassVar[bool] = False
    #: Whether it has a layer.
    layered: ClassVar[bool] = False

    def check(self, act: Act, codebook: Codebook | None) -> None:
        """Raise UsageError where the act cannot be stored or cannot be said under the codebook in force."""
        fault = fault_in_values(act.payload)
        if fault:
            raise UsageError(f"This {self.name} cannot be stored: {fault}. Write it anew.")
        problem = self.problem(act.payload)
        if problem:
            raise UsageError(f"This {self.name} cannot be stored: {problem}.")

    def problem(self, payload: Payload) -> str | None:
        """What is wrong with the payload of an event from any source; None if nothing is."""
        return None

    def apply(self, state: ArticleState, event: Event) -> None:
        """Fold the event into the state of its article. Most kinds change nothing there."""

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        """What the event did, such as "claim" or "split in two"."""
        return self.name

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        """What an action of this kind is called after "Undone:", such as "claim" or "splitting"."""
        return self.name


def label_in_words(id: str, codebook: Codebook) -> str:
    """The name of a label, or its id if the codebook does not know it."""
    try:
        return codebook.label(id).name
    except KeyError:
        return id


def is_text(value: object) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def are_texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list | tuple) and all(map(is_text, value))


def is_span(value: object) -> bool:
    """Whether a value is a span: two offsets, the end greater than the start."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        return False
    start, end = value
    return type(start) is int and type(end) is int and 0 <= start < end


def is_number(value: object) -> bool:
    """Whether a value is a number, and not true or false."""
    return isinstance(value, int | float) and not isinstance(value, bool)
