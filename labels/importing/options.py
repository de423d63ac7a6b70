"""How files are imported: what a person may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from labels.importing.columns import Columns
from labels.segmentation import Abbreviations


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are read and cut; everything unset is found out.

    `given` keeps one sentence a line (or row) as it is, `columns` says what holds what in tables, `skip_bad_rows`
    leaves out rows that cannot be read, `make_codebook` adds labels that the codebook lacks.
    """

    format: str | None = None
    encoding: str | None = None
    language: str | None = None
    layout: str = "auto"
    given: bool = False
    abbreviations: Abbreviations | None = None
    columns: Columns = field(default_factory=Columns)
    skip_bad_rows: bool = False
    make_codebook: bool = False
