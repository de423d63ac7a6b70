"""The labels of a row, from its columns of labels: first learned from all rows, then read."""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from labels.files.source import Source, one_line
from labels.formats.label_columns.answers import MISSING, folded
from labels.formats.label_columns.column import LabelColumn
from labels.values.import_options import Columns

#: A list as JSON or Python write it into a cell, of texts without quotation marks, or of numbers.
_LIST = re.compile(r"""\[\s*(?:(?:'[^'\\]*'|"[^"\\]*"|-?\d+(?:\.\d+)?)\s*(?:,\s*(?!\])|(?=\])))*\]""")

#: The keys of a label with its score, in a list of such.
_SCORED = frozenset({"label", "value"})

#: So many values of a column are named in a remark.
_SHOWN = 6

#: Of cells of up to so many characters so many are remembered, with their labels.
_SHORT, _MOST_NAMED = 100, 4096


class LabelColumns:
    """The columns of labels that were asked for or guessed.

    A string or number is a label, a list holds labels, `true` gives the label that is named like its column, an
    object gives a score to each label: 1 and true are yes, 0 and false no. A column that answers yes or no in every
    row is one label, whatever the words. Call `learn` with every row and `settle` once, then ask for the labels.
    """

    def __init__(self, columns: Columns, *, only_names: bool = False) -> None:
        """`only_names` tells that strings are names of labels exactly as they are written."""
        self._columns = [LabelColumn(name) for name in columns.labels]
        self._open = [] if only_names else list(self._columns)
        self._missing_words = frozenset[str]() if only_names else MISSING
        self._separator = columns.separator
        self._missing: dict[str, str] = {}
        self._is_settled = self._has_scores = False
        #: The labels in cells that are short texts, by column and cell: the same few come again and again.
        self._named: dict[tuple[str, str], list[str]] = {}

    @property
    def is_settled(self) -> bool:
        """Whether all rows were seen once, so that it is known what each column holds."""
        return self._is_settled

    @property
    def is_open(self) -> bool:
        """Whether more rows could show what a column holds: one whose values so far may be more than names."""
        return any(column.has_values for column in self._open)

    def learn(self, fields: Mapping[str, Any]) -> None:
        """Learn from one more row. This takes almost no time if all columns are known to hold names."""
        for column in self._open:
            value = fields.get(column.name)
            if value is None or isinstance(value, bool) or value == "":
                continue
            if not column.may_hold(value):
                self._open = [each for each in self._open if each is not column]

    def settle(self, source: Source) -> None:
        """Decide what each column holds, now that all rows were seen, and tell it as far as it is more than names."""
        if self._is_settled:
            return
        for column in self._open:
            column.settle()
        self._open, self._is_settled = [], True
        self._named.clear()
        self._tell(source)

    def labels_in(self, fields: Mapping[str, Any]) -> dict[str, str | None]:
        """The labels of a row in the order of the columns, each with the column whose labels exclude each other.

        Raises ValueError for what is no label.
        """
        labels: dict[str, str | None] = {}
        for column in self._columns:
            value = fields.get(column.name)
            if value is None or value is False:
                continue
            if value is True or (column.kind == "answers" and not isinstance(value, list | dict)):
                if value is True or folded(value) in column.yes:
                    labels.setdefault(column.name, None)
                continue
            names = self._names(value, column)
            alone = len(self._columns) > 1 and len(names) == 1 and isinstance(value, str | int | float)
            for name in names:
                labels.setdefault(name, column.name if alone else None)
        return labels

    def _names(self, value: object, column: LabelColumn) -> list[str]:
        if not isinstance(value, str) or len(value) > _SHORT:
            return self._read(value, column)
        known = self._named.get((column.name, value))
        if known is None:
            known = self._read(value, column)
            if len(self._named) < _MOST_NAMED:
                self._named[column.name, value] = known
        return known

    def _read(self, value: object, column: LabelColumn) -> list[str]:
        if isinstance(value, str):
            value = self._taken_apart(value)
        scores = _scores(value, column.name) if isinstance(value, dict | list) else None
        if scores is not None:
            self._has_scores |= not _are_answers(scores)
            return [name for name, score in scores if score == 1] if _are_answers(scores) else []
        names = []
        for each in value if isinstance(value, list) else [value]:
            if each is None:
                continue
            if not isinstance(each, str | int | float) or isinstance(each, bool):
                raise ValueError(_no_names(column.name))
            name = _whole(each) if column.kind == "whole numbers" else str(each).strip()
            if name in self._missing_words:
                self._missing.setdefault(name, column.name)
            elif name:
                names.append(name)
        return names

    def _taken_apart(self, value: str) -> object:
        """The labels in a string: set apart by what was asked for, or a list as programs write it into a cell."""
        if self._separator:
            return value.split(self._separator)
        stripped = value.strip()
        if stripped[:1] == "[" and _LIST.fullmatch(stripped):
            return ast.literal_eval(stripped)
        if stripped[:1] == "{" and stripped[-1:] == "}":
            return _object(stripped) or value
        return value

    def suggested_in(self, fields: Mapping[str, Any]) -> list[tuple[str, float | None]]:
        """The labels that a row suggests, with their scores: a model's, which are more than yes and no."""
        suggested: list[tuple[str, float | None]] = []
        for column in self._columns if self._has_scores else ():
            value = fields.get(column.name)
            if isinstance(value, str):
                value = self._taken_apart(value)
            scores = _scores(value, column.name) if isinstance(value, dict | list) else None
            if scores and not _are_answers(scores):
                suggested += [(name, score) for name, score in scores if score >= 0.5]
        return suggested

    def _tell(self, source: Source) -> None:
        answers = [column for column in self._columns if column.kind == "answers" and column.words]
        if answers:
            words = {word for column in answers for word in column.words}
            names = ", ".join(f"“{column.name}”" for column in answers)
            source.remark(f"Labels that are there or not ({_shown(words)}): {names}.")
        for column in self._columns:
            if column.only_names_answers:
                source.remark(
                    f"“{column.name}” holds names of labels ({_shown(column.words)}). If they mean no and yes, give the"
                    " column the name of the label."
                )
            elif column.kind == "whole numbers":
                source.remark(f"“{column.name}” holds whole numbers: 1.0 is the label 1.")
        for word, name in self._missing.items():
            source.remark(f"“{word}” in “{name}” counts as an empty cell.")
        if self._has_scores:
            source.remark("Labels with scores between 0 and 1 become suggestions, from a score of 0.5 on.")


def _shown(words: Iterable[str]) -> str:
    return one_line(", ".join(sorted(filter(None, words))[:_SHOWN]))


def _no_names(column: str) -> str:
    return f"its “{column}” holds more than names of labels. Write a string or a list of strings."


def _whole(value: str | float) -> str:
    return str(value).strip().removesuffix(".0")


def _object(text: str) -> object:
    """An object in a cell, as JSON or Python write it; None for anything else."""
    if len(text) > 10_000:
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return found if isinstance(found, dict) else None
    return None


def _scores(value: object, column: str) -> list[tuple[str, float]] | None:
    """Each label of an object with its score; None for what is no object, nor a list of labels with their values.

    Raises ValueError for an object of anything else.
    """
    if isinstance(value, dict):
        return list(_each_score(value.items(), column))
    if isinstance(value, list) and value and all(isinstance(each, dict) and each.keys() >= _SCORED for each in value):
        return list(_each_score([(each["label"], each["value"]) for each in value], column))
    return None


def _each_score(items: Any, column: str) -> Iterator[tuple[str, float]]:
    for name, score in items:
        if score is None:
            continue
        if not isinstance(name, str) or not name.strip() or not isinstance(score, bool | int | float):
            raise ValueError(_no_names(column))
        if math.isfinite(score):
            yield name.strip(), float(score)


def _are_answers(scores: list[tuple[str, float]]) -> bool:
    return all(score in (0, 1) for _, score in scores)
