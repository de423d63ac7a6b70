"""One column of labels, and its kind as all of its values together show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from labels.formats.label_columns.answers import MISSING, PAIRS, Pair, folded

#: Columns that are called so hold names of labels: a label of that name would say nothing.
_GENERAL = frozenset(
    {
        *("label", "labels", "class", "classes", "category", "categories", "target", "targets", "tag", "tags"),
        *("code", "codes", "annotation", "annotations", "gold", "gold_label", "y", "type"),
    }
)

_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0)?")

#: A column of more different values holds no answers; so many are compared with each other.
_MOST_VALUES = 100


@dataclass(slots=True)
class LabelColumn:
    """A column of labels. It learns what its values may be, one at a time, until they are known to be names."""

    name: str
    kind: Literal["names", "answers", "whole numbers"] = "names"
    yes: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)
    _seen: set[str | float] = field(default_factory=set)
    _pairs: tuple[Pair, ...] = PAIRS
    _whole: bool = True
    _pointed: bool = False

    @property
    def is_general(self) -> bool:
        """Whether its name is general, such as "label", and names no label."""
        return folded(self.name).replace(" ", "_") in _GENERAL

    @property
    def has_values(self) -> bool:
        """Whether it has learned anything yet."""
        return bool(self._seen)

    def may_hold(self, value: object) -> bool:
        """Whether it may still hold anything but names, with one more `value`; lists and objects hold names."""
        if not isinstance(value, str | float | int):
            return False
        if value not in self._seen:
            self._take(value)
        return bool(self._pairs) or self._whole

    def _take(self, value: str | float) -> None:
        word = folded(value)
        if len(self._seen) < _MOST_VALUES:
            self._seen.add(value)
        self._pairs = tuple(pair for pair in self._pairs if pair.holds(word))
        if self._pairs:
            self.words.add(word)
        if self._whole and word and str(value).strip() not in MISSING:
            self._whole = _WHOLE.fullmatch(word) is not None
            self._pointed |= word.endswith(".0")

    def settle(self) -> None:
        """Say what it holds, now that all values were seen."""
        pair = next((pair for pair in self._pairs if pair.answers(self.words, strict=self.is_general)), None)
        if pair is not None:
            self.kind, self.yes = "answers", pair.yes
        elif self._whole and self._pointed:
            self.kind = "whole numbers"

    @property
    def only_names_answers(self) -> bool:
        """Whether its names look like answers, and are taken for names because of what it is called."""
        return self.kind != "answers" and any(pair.answers(self.words, strict=False) for pair in self._pairs)
