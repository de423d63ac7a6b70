"""The digest of a project: equal for two files exactly if they hold the same events and the same texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256

from labels.journal.portable import PortableEvent, portable_events, texts


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256 (hexadecimal digits) over the events in the order of their ids, then the sorted hashes of the articles.

    Of each event all portable fields count, the payload byte for byte. Numbers, the order of arrival, places,
    preferences and suggestions do not.
    """
    found = Digest()
    for _ in found.passing(portable_events(connection)):
        pass
    return found.with_texts(hash for hash, _ in texts(connection))


class Digest:
    """The digest of events on their way to somewhere else."""

    def __init__(self) -> None:
        """No event has passed yet."""
        self._found = sha256()

    def passing(self, events: Iterable[PortableEvent]) -> Iterator[PortableEvent]:
        """Pass events on, which come in the order of their ids."""
        for event in events:
            self._found.update(json.dumps(list(event), ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
            self._found.update(b"\n")
            yield event

    def with_texts(self, hashes: Iterable[str]) -> str:
        """The digest of all events that passed, and of the texts with these sorted hashes (hexadecimal digits)."""
        found = self._found.copy()
        for hash in hashes:
            found.update(bytes.fromhex(hash))
        return found.hexdigest()
