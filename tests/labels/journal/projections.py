"""What is read of a project, as it lies in the file."""

from __future__ import annotations

import sqlite3

from labels.projections.rebuild import TABLES

#: Sums of what is in the other tables. They are kept in lots, so that equal sums may lie in different rows; the check
#: adds them up and compares.
SUMS = ("given", "given_news")

COMPARED = tuple(table for table in TABLES if table not in SUMS)


def projections(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Every projection, in bytes as good as on the disk: values with their types, in order."""
    return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in COMPARED}
