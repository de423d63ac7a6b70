"""How files are imported: the options, and which column of a table, or key of JSON, holds what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from labels.segmentation import Abbreviations


#: The usual names of each column in small letters with `_` between words, likeliest first.
USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "sentence",
        "body",
        "content",
        "article_text",
        "full_text",
        "maintext",
        "article_body",
        "story",
        "content_html",
        "body_html",
        "html",
    ),
    "title": ("title", "headline", "heading"),
    "id": ("id", "_id", "uid", "uuid", "guid"),
    "source": ("source", "publisher", "outlet", "newspaper", "publication", "site", "source_name"),
    "url": ("url", "link", "uri", "permalink", "web_url"),
    "author": ("author", "authors", "byline", "author_name"),
    "published": (
        *("published", "date", "published_at", "date_published", "datepublished", "publish_date", "pub_date"),
        *(
            "pubdate",
            "publication_date",
            "published_date",
            "publishedat",
            "web_publication_date",
            "date_time",
            "datetime",
        ),
    ),
    "language": ("language", "lang"),
    "annotator": ("annotator", "annotator_id", "annotated_by", "coder", "worker_id"),
    "paragraph": ("paragraph", "paragraph_id", "paragraph_number", "para"),
    "group": ("article_id", "document_id", "doc_id", "article", "document", "doc"),
}

#: Columns of labels, as they are usually called.
LABELS = ("label", "labels")

#: Keys of lists of paragraphs or sentences within one record.
NESTED = ("paragraphs", "sentences")

_BETWEEN = re.compile(r"[\s.\-]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each thing; None (or no labels) if there is none, or if it is still to be guessed.

    `labels` hold labels, `separator` sets several apart in one string. `group` names the article that a row is a
    sentence of.
    """

    text: str | None = None
    title: str | None = None
    id: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    annotator: str | None = None
    paragraph: str | None = None
    group: str | None = None
    labels: tuple[str, ...] = ()
    separator: str | None = None

    def named(self) -> dict[str, str]:
        """What is known: thing to column, in the order of the fields."""
        singles = {each.name: getattr(self, each.name) for each in fields(self)}
        known = {thing: column for thing, column in singles.items() if thing in USUAL and column is not None}
        return known | ({"label": ", ".join(self.labels)} if self.labels else {})

    def used(self) -> set[str]:
        """All columns that mean something."""
        return {column for thing, column in self.named().items() if thing != "label"} | set(self.labels)

    def missing_from(self, keys: Collection[str]) -> list[str]:
        """The columns that are named here and not among `keys`."""
        return sorted(self.used() - set(keys))

    def guessed(self, keys: Iterable[str], things: Collection[str], *, labels: bool) -> Columns:
        """With a column for each of the `things` that has none, where one of `keys` has a usual name for it."""
        by_name: dict[str, str] = {}
        for key in keys:
            by_name.setdefault(usual_form(key), key)
        found, taken = self, self.used()
        for thing in things:
            if getattr(found, thing) is not None:
                continue
            column = next((by_name[name] for name in USUAL[thing] if by_name.get(name, "") not in {"", *taken}), None)
            if column is not None:
                named: dict[str, Any] = {thing: column}
                found = replace(found, **named)
                taken.add(column)
        if labels and not self.labels:
            columns = [by_name[name] for name in LABELS if name in by_name and by_name[name] not in taken]
            found = replace(found, labels=tuple(columns[-1:]))  # a list of all labels says more than one of them
        return found


def usual_form(key: str) -> str:
    """The name of a column as the usual ones are written: `publishedAt` and “Published at” are `published_at`."""
    return _BETWEEN.sub("_", _HUMP.sub("_", key.strip()).casefold())


def in_words(asked: Columns, columns: Columns) -> str:
    """What was guessed on top of what was asked for, such as "text = body, title = headline"; else an empty string."""
    known = asked.named()
    return ", ".join(f"{thing} = {column}" for thing, column in columns.named().items() if known.get(thing) != column)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are read and segmented. What is not set is guessed.

    `encodings` are pairs of a pattern and an encoding; `encoding` is for files that match none of these patterns.
    `given` keeps one sentence a line (or row) as it is, `columns` says what holds what in tables, `skip_bad_rows`
    leaves out rows that cannot be read, `make_codebook` adds labels that the codebook lacks. All labels in the files
    are suggestions of the model `suggested_by`, if one is named, and no decisions. Without `compare` the import does
    not look for near-duplicates; the next operation that needs them does. Files at the paths `passed_over` are not
    read, nor counted as left alone, where they lie in a folder; this is for files of the program itself.
    """

    format: str | None = None
    encoding: str | None = None
    encodings: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    layout: str = "auto"
    given: bool = False
    abbreviations: Abbreviations | None = None
    columns: Columns = field(default_factory=Columns)
    skip_bad_rows: bool = False
    make_codebook: bool = False
    suggested_by: str | None = None
    compare: bool = True
    passed_over: frozenset[Path] = frozenset()

    def encoding_of(self, name: str) -> str | None:
        """The encoding that was named for a file; None for none. Of several patterns that fit, the last counts.

        A pattern is one of the shell (`*.txt`) or a folder (`old/`). It may match the end of a path or all of it.
        """
        named = [encoding for pattern, encoding in self.encodings if _fits(name, pattern)]
        return named[-1] if named else self.encoding


def _fits(name: str, pattern: str) -> bool:
    pattern = pattern.removeprefix("./")
    if pattern.endswith("/"):
        pattern += "*"
    return fnmatchcase(name, pattern) or fnmatchcase(name, f"*/{pattern}")
