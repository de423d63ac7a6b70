"""The important losses: work of a person, or something they asked for, is not in the file.

Others are told on request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from labels.formats.writer import Loss
from labels.words import counted

if TYPE_CHECKING:
    from labels.exporting.fidelity import Fidelity

#: What people did by hand or asked for, by the field that holds it, in words for a number of records. The other fields
#: can be looked up in the project or made anew.
_WORK: Mapping[str, Callable[[int], str]] = {
    "labels": lambda n: f"the labels of {counted(n, 'record')}",
    "status": lambda n: counted(n, "sentence without a label", "sentences without a label"),
    "flagged": lambda n: counted(n, "flag"),
    "flag_reason": lambda n: counted(n, "reason of a flag", "reasons of flags"),
    "note": lambda n: counted(n, "note"),
    "annotator": lambda n: "who decided",
    "reason": lambda n: counted(n, "reason of what was settled", "reasons of what was settled"),
    "votes": lambda n: f"the votes on {counted(n, 'sentence')}",
    "split": lambda n: "the parts of --split",
    "next": lambda n: "the neighbours of --with-context",
}


def is_minded(loss: Loss) -> bool:
    """Whether the loss is important: the field holds work of people, or something that they asked for."""
    return loss.field in _WORK and loss.occurs is None and loss.where is None


def in_brief(format: str, found: Fidelity) -> str | None:
    """One line about the important losses; None if there are none."""
    numbers = {each.loss.field: each.records for each in found.lost if is_minded(each.loss)}
    if found.annotators < 2:
        numbers.pop("annotator", None)
    if "flagged" in numbers:
        numbers.pop("flag_reason", None)
    if not numbers:
        return None
    parts = _listed(words(numbers[field]) for field, words in _WORK.items() if field in numbers)
    return f"{format} has no place for {parts}. The project keeps everything; --verbose tells more."


def _listed(parts: Iterable[str]) -> str:
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
