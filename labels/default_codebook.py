"""How a new project begins: with the codebook that comes with Copydesk, until another is set."""

from __future__ import annotations

from labels.journal.append import Journal
from labels.journal.event import Act


def begin_with_default_scheme(journal: Journal) -> None:
    """Write the default codebook as the first one of a project; one that has a codebook is left as it is."""
    from labels.scheme.change import plan_change
    from labels.scheme.file import default_scheme
    from labels.scheme.record import scheme_to_record

    scheme = plan_change(None, default_scheme()).scheme
    payload = {"value": scheme_to_record(scheme), "parents": [], "seen": [], "default": True}
    journal.record_first(Act("codebook", payload=payload))
