"""What the person who imports has asked for, beyond which files to read: every source carries it."""

from __future__ import annotations

from dataclasses import dataclass, field

from labels.importing.columns import Columns


@dataclass(frozen=True, slots=True)
class Asked:
    """`columns` says what holds what in tables and JSON; `skip_bad_rows` leaves out what cannot be read.

    `given` keeps sentences as they stand: one a line, or one a row.
    """

    columns: Columns = field(default_factory=Columns)
    skip_bad_rows: bool = False
    given: bool = False
