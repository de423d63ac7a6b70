"""How a new project begins: with the codebook that comes with Copydesk, until another is set."""

from __future__ import annotations

from labels.journal.append import Journal
from labels.journal.event import Act


def begin_with_default_codebook(journal: Journal) -> None:
    """Write the default codebook as the first one of a project; one that has a codebook is left as it is."""
    from labels.codebook.file import default_codebook
    from labels.codebook.plan_change import plan_change
    from labels.codebook.record import codebook_to_record

    codebook = plan_change(None, default_codebook()).codebook
    payload = {"value": codebook_to_record(codebook), "parents": [], "seen": [], "default": True}
    journal.record_first(Act("codebook", payload=payload))
