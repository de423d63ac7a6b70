"""Codebooks that a merge may put in force while somebody labels by another one."""

from __future__ import annotations

from dataclasses import replace

from labels.codebook import Codebook
from labels.codebook.record import codebook_to_record
from labels.journal.event import Act
from labels.project import Project
from labels.projections import codebooks
from tests.labels.making import SCHEME


def with_label(codebook: Codebook, id: str, **changes: object) -> Codebook:
    labels = [replace(label, **changes) if label.id == id else label for label in codebook.labels]  # type: ignore[arg-type]
    return replace(codebook, labels=tuple(labels))


def without(codebook: Codebook, id: str) -> Codebook:
    return replace(codebook, labels=tuple(label for label in codebook.labels if label.id != id))


#: What the codebook becomes. None of these is planned: a merge may bring any of them.
CHANGES: dict[str, Codebook] = {
    "retired": with_label(SCHEME, "claim", retired=True, key=None),
    "all retired": replace(SCHEME, labels=tuple(replace(each, retired=True, key=None) for each in SCHEME.labels)),
    "renamed": with_label(SCHEME, "claim", name="statement", formerly=("claim",)),
    "merged": with_label(SCHEME, "claim", same_as="opinion", retired=True, key=None),
    "merged into the other": with_label(SCHEME, "claim", same_as="quote", retired=True, key=None),
    "choose one": replace(SCHEME, choose="one", labels=tuple(replace(each, group=None) for each in SCHEME.labels)),
    "exclude each other": with_label(with_label(SCHEME, "claim", group="kind"), "quote", group="kind"),
    "dropped": without(SCHEME, "claim"),
    "dropped both": without(without(SCHEME, "claim"), "quote"),
}


def change_codebook(project: Project, codebook: Codebook) -> None:
    """Put a codebook in force as if it had come from another machine."""
    payload = {
        "value": codebook_to_record(codebook),
        "parents": [event.hex() for event in codebooks.heads(project.connection)],
        "seen": [],
    }
    project.journal.record([Act("codebook", payload=payload)])
