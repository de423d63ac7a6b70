"""Which shape a table or list of JSON objects has, told by what was asked for and by its first rows.

A row is an article; or a sentence that is kept as it stands; or an article whose sentences are nested in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from labels.article import FACTS
from labels.errors import ReadingError
from labels.files.source import Source, one_line
from labels.formats.reader import Object
from labels.formats.row_values import as_written
from labels.formats.unnamed import is_prose, unnamed
from labels.values.import_options import NESTED, Columns

_SENTENCE = (*FACTS, "id", "annotator", "paragraph", "group")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row is, and the column of each thing. `nested` is the key of the paragraphs or sentences in a row."""

    row: Literal["article", "sentence", "nested"]
    columns: Columns
    nested: str = ""


def shape_of(source: Source, sample: Sequence[Object]) -> Shape:
    """The shape of a table, told by what was asked for and by its first rows. Raises ReadingError."""
    asked = source.options.columns
    keys = list(dict.fromkeys(key for row in sample for key in row))
    nested = _nested(asked, sample, keys)
    if nested:
        inner = inner_keys(sample, nested)
        columns = asked if asked.text != nested else replace(asked, text=None)
        columns = columns.guessed(inner, ["text", "annotator"], labels=False)
        if columns.text is None and _RAW in inner:
            columns = _with_scores(replace(columns, text=_RAW), [*_inner_objects(sample, nested)])
        columns = columns.guessed(keys, [*FACTS, "id"], labels=False)
        _check(source, columns, [*keys, *inner])
        return Shape("nested", columns, nested)
    texts = [key for key in keys if any(isinstance(row.get(key), str) for row in sample)]
    columns = asked.guessed(texts, ["text"], labels=False)
    if columns.text is None:
        written = [key for key in keys if any(isinstance(as_written(row.get(key)), str) for row in sample)]
        columns = columns.guessed(written, ["text"], labels=False)
    if columns.text is None and keys == unnamed(len(keys)):
        columns = replace(columns, text=_only_prose(sample, texts))
    _check(source, columns, keys)
    if columns.text is None:
        raise ReadingError(f"{source.name}: {source.unit} 1: no column is called text. {_which_text(keys)}")
    as_sentences = _with_scores(columns.guessed(keys, _SENTENCE, labels=True), sample)
    if _are_sentences(source, columns, as_sentences, sample):
        if columns.group is None and not _repeats(sample, as_sentences.group):
            as_sentences = replace(as_sentences, group=None)
        if as_sentences.group is None and columns.id is None and _names_articles(sample, as_sentences):
            as_sentences = replace(as_sentences, group=as_sentences.id, id=None)
        return Shape("sentence", as_sentences)
    return Shape("article", columns.guessed(keys, [*FACTS, "id"], labels=False))


#: The column of an object with a score for each label, as spaCy and doccano have it; and the text of a paragraph, as
#: spaCy 2 has it.
_SCORES, _RAW = "cats", "raw"


def _with_scores(columns: Columns, sample: Sequence[Mapping[str, Any]]) -> Columns:
    """With the scores of labels for labels, where there is no other column of them."""
    if columns.labels or not any(isinstance(row.get(_SCORES), dict | list) for row in sample):
        return columns
    return replace(columns, labels=(_SCORES,))


def _only_prose(sample: Sequence[Object], keys: Sequence[str]) -> str | None:
    """The one column in which most cells are prose; None where there is none, or more than one."""
    prose = [key for key in keys if sum(is_prose(str(row.get(key, ""))) for row in sample) * 2 >= len(sample)]
    return prose[0] if len(prose) == 1 else None


def _which_text(keys: Sequence[str]) -> str:
    """What to do where no column is known to hold the text."""
    if len(keys) == 1:
        return (
            f"There is one, “{one_line(keys[0])}”: name it with --text; if that is a text itself, use --format text"
            " --sentences given."
        )
    shown = one_line(", ".join(keys[:20])).rstrip(".")
    return f"Name the one that holds it with --text; there are: {shown}."


def _nested(asked: Columns, sample: Sequence[Object], keys: Sequence[str]) -> str:
    """The key of the lists of paragraphs or sentences, if that is where the text is; else an empty string."""
    lists = [key for key in keys if any(isinstance(row.get(key), list) and row[key] for row in sample)]
    if asked.text in lists:
        return asked.text or ""
    known = [key for key in lists if key.casefold() in NESTED]
    if not known or asked.text in keys:
        return ""
    texts = [key for key in keys if any(isinstance(row.get(key), str) for row in sample)]
    return "" if Columns().guessed(texts, ["text"], labels=False).text and asked.text is None else known[0]


def inner_keys(sample: Sequence[Object], nested: str) -> list[str]:
    """The keys of the objects in the lists under `nested`."""
    return list(dict.fromkeys(key for each in _inner_objects(sample, nested) for key in each))


def _inner_objects(sample: Sequence[Object], nested: str) -> Iterator[Mapping[str, Any]]:
    return (each for row in sample for each in objects_in(row.get(nested)))


def objects_in(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list, or in the lists in it."""
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield each
        else:
            yield from objects_in(each)


def _are_sentences(source: Source, asked: Columns, guessed: Columns, sample: Sequence[Object]) -> bool:
    if asked.group or asked.labels or asked.paragraph or source.options.given:
        return True
    assert guessed.text is not None
    if any("\n" in row[guessed.text].strip() for row in sample if isinstance(row.get(guessed.text), str)):
        return False
    return bool(guessed.labels) or _repeats(sample, guessed.group)


def _repeats(sample: Sequence[Object], group: str | None) -> bool:
    values = [str(row[group]) for row in sample if row.get(group) is not None] if group else []
    return len(set(values)) < len(values)


def _names_articles(sample: Sequence[Object], columns: Columns) -> bool:
    """Whether rows of the same id have different texts, so that the id is that of their article."""
    if columns.id is None or columns.text is None:
        return False
    rows = {(str(row.get(columns.id)), str(row.get(columns.text))) for row in sample}
    return len({id for id, _ in rows}) < len(rows)


def _check(source: Source, columns: Columns, keys: Sequence[str]) -> None:
    if missing := columns.missing_from(keys):
        raise ReadingError(
            f"{source.name}: {source.unit} 1: there is no column “{missing[0]}”. There are: {', '.join(keys[:20])}."
        )


def meta_from(fields: Object, used: Collection[str]) -> dict[str, Any]:
    """What an article's `meta` keeps of a row: whatever is not `used` and has no place of its own."""
    return {key: value for key, value in fields.items() if key not in used and value is not None and value != ""}


def annotator_in(fields: Mapping[str, Any], columns: Columns) -> str | None:
    """Who labelled a row, by the column of the annotator; None where nobody is named."""
    who = fields.get(columns.annotator) if columns.annotator else None
    return None if who is None or who == "" or isinstance(who, bool) else str(who)
