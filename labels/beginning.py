"""How a new project begins: with the codebook that comes with Copydesk, until another is set."""

from __future__ import annotations

from labels.event import Act
from labels.store.journal import Journal


def begin_with_default_scheme(journal: Journal) -> None:
    """Write the default codebook as the first event of a journal; one that has begun already is left as it is."""
    from labels.scheme.change import plan_change
    from labels.scheme.file import default_scheme
    from labels.scheme.record import scheme_to_record

    scheme = plan_change(None, default_scheme()).scheme
    journal.record_first(Act("scheme", payload={"scheme": scheme_to_record(scheme)}))
