"""Annotators as tools see them that know users by a UUID."""

from __future__ import annotations

import uuid


def user_id(annotator: str) -> str:
    """The UUID for an annotator's name: always the same, and the name itself where it is a UUID already."""
    try:
        return str(uuid.UUID(annotator))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"copydesk annotator {annotator}"))
