"""The votes of a project: what everybody decided of the sentences in force, for agreement and annotator models."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from labels.projections import codebooks
from labels.quality.marks import Labels, Mark
from labels.sqlite.batches import in_lots

_VOTES = """
SELECT article, start, "end", person, labels, codebook FROM annotation
WHERE +layer = 0 AND start >= 0 AND status <> 'undecided' AND NOT +carried
ORDER BY article, start, "end", layer, person
"""


def votes(connection: sqlite3.Connection, made_under: Collection[bytes] | None = None) -> Iterator[Mark]:
    """The decisions of the layer main, own and imported, by sentence; read a lot at a time, in constant memory.

    A unit is the number of its article, its start and its end. A skip is a mark without labels. Carried annotations are
    left out, because nobody made them for that sentence. Labels that were merged into others are read as those.
    `made_under` are events that made codebooks: only decisions made under one of them are read.
    """
    names = dict(connection.execute("SELECT person, shown FROM team WHERE shown IS NOT NULL"))
    same = codebooks.merged(connection)
    read: dict[str, Labels] = {}
    for article, start, end, person, labels, codebook in in_lots(connection.execute(_VOTES)):
        if made_under is not None and codebook not in made_under:
            continue
        if labels not in read:
            read[labels] = tuple(sorted({same.get(label, label) for label in json.loads(labels)}))
        yield Mark((article, start, end), names[person], read[labels], article)
