"""The digest of a project: equal for two files exactly if they hold the same events and the same texts."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256

from labels.journal.portable import portable_events


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256 (hexadecimal digits) over the events in the order of their ids, then the sorted hashes of the articles.

    Of each event all portable fields count, the payload byte for byte. Numbers, the order of arrival, places,
    preferences and suggestions do not.
    """
    found = sha256()
    for event in portable_events(connection):
        found.update(json.dumps(list(event), ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        found.update(b"\n")
    rows = connection.execute(
        "SELECT hash FROM article_key WHERE n IN (SELECT article FROM article_text) ORDER BY hash"
    )
    for (hash,) in rows:
        found.update(bytes(hash))
    return found.hexdigest()
