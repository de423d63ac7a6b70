"""The fields of a codebook file, as pydantic checks them; and its errors in plain words.

Only loaded when a file is read, because loading pydantic takes long.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from labels.codebook.fields import clean_colour, clean_former_name, clean_key, clean_line, clean_name, shown
from labels.codebook.lines import Path

_FormerNames = list[Annotated[str, AfterValidator(clean_former_name)]]


class LabelForm(BaseModel):
    """One `[[labels]]` table."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, AfterValidator(clean_name)]
    key: Annotated[str, AfterValidator(clean_key)] | None = None
    colour: Annotated[str, AfterValidator(clean_colour)] | None = None
    definition: str = ""
    examples: list[str] = Field(default_factory=list)
    counter_examples: list[str] = Field(default_factory=list)
    group: Annotated[str, AfterValidator(clean_former_name)] | None = None
    retired: bool = False
    formerly: _FormerNames = Field(default_factory=list)
    same_as: Annotated[str, AfterValidator(clean_former_name)] | None = None


class CodebookForm(BaseModel):
    """A whole file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[str, AfterValidator(clean_line)] = ""
    choose: Literal["one", "many"] = "one"
    guidelines: str = ""
    labels: list[LabelForm] = Field(min_length=1)


_TOP_FIELDS = tuple(CodebookForm.model_fields)
_LABEL_FIELDS = tuple(LabelForm.model_fields)

#: Other names for fields that cannot be recognised by their spelling.
_SYNONYMS = {
    "description": "definition",
    "meaning": "definition",
    "hotkey": "key",
    "shortcut": "key",
    "id": "name",
    "label": "name",
    "exclusive": "group",
    "aliases": "formerly",
    "renamed_from": "formerly",
    "merged_into": "same_as",
    "merged_with": "same_as",
    "alias_of": "same_as",
    "part_of": "same_as",
    "instructions": "guidelines",
    "mode": "choose",
    "multiple": "choose",
}
_NO_LABELS = 'there are no labels: add at least one, as [[labels]] and under it name = "…"'


def complaints(error: ValidationError) -> list[tuple[Path, str]]:
    """Where each error is, and what to say about it."""
    return [(detail["loc"], _wording(detail)) for detail in error.errors(include_url=False)]


def _wording(detail: ErrorDetails) -> str:
    """What is wrong and how to correct it, for one error of pydantic."""
    where, kind = detail["loc"], detail["type"]
    names = [part for part in where if isinstance(part, str)]
    field = names[-1] if names else ""
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "extra_forbidden":
        return _unknown_field(field, in_label=len(where) > 1)
    if where == ("labels",) and kind in ("missing", "too_short"):
        return _NO_LABELS
    if kind == "missing":
        return 'this label has no name: add name = "…"'
    if kind == "literal_error":
        return f'choose = {_given(detail["input"])} is unknown: write choose = "one" or choose = "many"'
    return _wrong_type(field, kind, in_list=isinstance(where[-1], int))


def _wrong_type(field: str, kind: str, in_list: bool) -> str:
    if field == "labels":
        return "labels must be tables: begin each label with [[labels]], in two pairs of brackets"
    if kind == "string_type":
        return (
            f'each entry of {field} must be a text in quotes: "…"'
            if in_list
            else (f'{field} must be a text in quotes: {field} = "…"')
        )
    if kind == "bool_type":
        return f"{field} must be true or false, without quotes: {field} = true"
    return f'{field} must be a list of texts: {field} = ["…", "…"]'


def _unknown_field(field: str, in_label: bool) -> str:
    """Say which field was meant, or that this one belongs elsewhere."""
    here, there = (_LABEL_FIELDS, _TOP_FIELDS) if in_label else (_TOP_FIELDS, _LABEL_FIELDS)
    plain = field.strip().lower().replace("-", "_").replace(" ", "_")
    meant = _meant(plain, here) or _meant(plain, there)
    unknown = f"unknown field {shown(field)}"
    if meant in here:
        return f"{unknown}: did you mean {meant}?"
    if meant is None:
        return f"{unknown}: use one of {', '.join(here)}"
    if in_label:
        return f"{shown(field)} is no field of a label: put {meant} at the top, before the first [[labels]]"
    return f"{shown(field)} belongs to a label: put {meant} under a [[labels]] line"


def _meant(field: str, known: tuple[str, ...]) -> str | None:
    if _SYNONYMS.get(field) in known:
        return _SYNONYMS[field]
    return next(iter(get_close_matches(field, known, n=1, cutoff=0.7)), None)


def _given(value: Any) -> str:
    return shown(value) if isinstance(value, str) else shown(repr(value))
