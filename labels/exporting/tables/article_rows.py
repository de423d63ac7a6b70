"""One row an article: its text, what is known of it, and its sentences with everyone's decisions on them.

`labels.importing.own.copydesk_articles` reads it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from labels.exporting.dataset import Dataset
from labels.exporting.record import Record
from labels.projections.articles import article_with_id, sentences_of, text_of

_ABOUT = ("title", "source", "url", "published", "language")
_PLACE = ("id", "text", "paragraph", "position", "start", "end")
_SAID = (
    *("annotator", "status", "label", "labels", "decided_at", "seconds", "flagged", "note"),
    *("suggested_label", "suggested_score", "scheme_version", "flag_reason"),
    *("annotator_key", "codebook_id"),
)


def article_rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The articles that have records, as imported; in each the sentences that have, in the order of the text.

    `cuts` has the start, end and paragraph of all its sentences, also of those that are not exported.
    """
    connection = dataset.project.connection
    for id, of_article in groupby(dataset.records(), key=lambda record: record["article_id"]):
        records = list(of_article)
        row = article_with_id(connection, id)
        assert row is not None
        yield {
            "id": id,
            "text": text_of(connection, row.n),
            **_part(records[0], _ABOUT),
            "author": row.author,
            "meta": json.loads(row.meta),
            "split": records[0]["split"],
            "sentences": [
                {**_part(said[0], _PLACE), "decisions": [_part(each, _SAID) for each in said]}
                for said in (list(each) for _, each in groupby(records, key=lambda record: record["id"]))
            ],
            "cuts": [list(cut) for cut in sentences_of(connection, row.n)],
        }


def _part(record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: record[key] for key in keys}  # type: ignore[literal-required]
