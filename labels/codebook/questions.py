"""The examples and counter-examples of a codebook as questions for a person: which label does this sentence get?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import product

from labels.codebook.contradictions import rulebook_of
from labels.codebook.fields import fold, shown
from labels.codebook.model import Codebook
from labels.codebook.rulings import Ruling, rulings, same_text
from labels.errors import UsageError


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence to be labelled.

    `required` are label ids: of each group the sentence has one. `forbidden` are the ids of labels that it has not. One
    of the two may be empty. `rulings` are the examples and counter-examples that say so.
    """

    sentence: str
    required: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    rulings: tuple[Ruling, ...]

    @property
    def labels(self) -> list[str]:
        """The ids of the labels with this sentence as an example or counter-example."""
        return list(dict.fromkeys(ruling.label for ruling in self.rulings))


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that a codebook gives, and the sentences about which it contradicts itself: they have no answer."""

    questions: tuple[Question, ...]
    unanswerable: tuple[Question, ...] = ()


def questions_of(codebook: Codebook) -> Questions:
    """A question for each text that the codebook has as an example or counter-example, in its order."""
    by_text: dict[str, list[Ruling]] = {}
    for ruling in rulings(codebook):
        by_text.setdefault(same_text(ruling.sentence), []).append(ruling)
    every = [_question(codebook, found) for found in by_text.values()]
    sound = [each for each in every if _has_an_answer(codebook, each)]
    return Questions(tuple(sound), tuple(each for each in every if each not in sound))


def contradiction_in_words(codebook: Codebook, question: Question) -> str:
    """The message that the codebook contradicts itself about the sentence of a question, and where it does."""
    names = {label.id: label.name for label in codebook.labels}
    said = (
        f"{'a counter-example' if each.counter else 'an example'} of {names[each.label]}" for each in question.rulings
    )
    return f"{shown(question.sentence, 80)} is {' and '.join(said)}: the codebook contradicts itself."


def asked(
    questions: Iterable[Question], seed: int, labels: Collection[str] = (), count: int | None = None
) -> list[Question]:
    """The questions in the order in which they are asked: by a hash of the `seed` and each sentence.

    So a sentence that is added to the codebook later does not change the order of the others. Only those of these
    `labels` (ids) are asked, if any are given, and at most `count`.
    """
    chosen = [each for each in questions if not labels or set(labels) & set(each.labels)]
    return sorted(chosen, key=lambda each: (_place(seed, each.sentence), each.sentence))[:count]


def is_right(codebook: Codebook, question: Question, answer: Collection[str]) -> bool:
    """Whether the label ids of an answer are what the codebook says: all that are required, none that is forbidden."""
    given = set(answer)
    if not given or given & set(question.forbidden) or not all(given & set(group) for group in question.required):
        return False
    return not rulebook_of(codebook).clash(answer)


def read_answer(codebook: Codebook, text: str) -> tuple[str, ...]:
    """The label ids that a line means: keys, digits or names as at the desk, several with commas or blanks between.

    An empty line means none. Raises UsageError for what is no label, and for labels that may not stand together.
    """
    whole = _label_of(codebook, text.strip())
    if whole is not None:
        return (whole,)
    ids: list[str] = []
    for part in text.split(",") if "," in text else text.split():
        id = _label_of(codebook, part.strip())
        if id is None:
            known = ", ".join(f"{label.key} {label.name}" for label in codebook.active)
            raise UsageError(f"{shown(part.strip())} is no label. There are {known}.")
        ids.append(id)
    found = codebook.in_order(ids)
    if rulebook_of(codebook).clash(found):
        raise UsageError("These labels exclude each other: give one of them.")
    return found


def _label_of(codebook: Codebook, text: str) -> str | None:
    """The id of the label that can be given by this key, digit or name; None for anything else."""
    keys = {label.key: label.id for label in codebook.active if label.key}
    id = keys.get(text) or codebook.digits().get(text) or codebook.ids_by_name().get(fold(" ".join(text.split())))
    read = None if id is None else codebook.read_as(id)
    return read if any(label.id == read for label in codebook.active) else None


def _question(codebook: Codebook, found: list[Ruling]) -> Question:
    required = tuple(sorted({ruling.right for ruling in found if ruling.right}))
    forbidden = codebook.in_order(ruling.label for ruling in found if ruling.counter)
    return Question(" ".join(found[0].sentence.split()), required, forbidden, tuple(found))


def _has_an_answer(codebook: Codebook, question: Question) -> bool:
    groups = question.required or [tuple(label.id for label in codebook.active)]
    allowed = [set(group) - set(question.forbidden) for group in groups]
    return any(not rulebook_of(codebook).clash(set(choice)) for choice in product(*allowed))


def _place(seed: int, sentence: str) -> bytes:
    return hashlib.sha256(f"codebook test:{seed}:{same_text(sentence)}".encode("utf-8", "surrogatepass")).digest()
