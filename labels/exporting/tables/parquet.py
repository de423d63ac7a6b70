"""Parquet: the training records in typed columns, for pandas, Polars, DuckDB and all that read Arrow."""

from __future__ import annotations

from io import BufferedWriter
from pathlib import Path
from typing import cast

from labels.exporting.atomic import replacing
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Told
from labels.exporting.progress import Passing
from labels.exporting.record import column_types
from labels.exporting.record_losses import RECORD_LOSSES
from labels.exporting.tables.arrow_rows import ParquetRows, arrow_schema


class Parquet:
    """Writes a row group at a time. Times stay text in ISO 8601, which keeps their fractions and sorts."""

    name = "parquet"
    extra = "parquet"
    suffix = ".parquet"
    losses = RECORD_LOSSES

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One row a record. Raises WritingError, MissingExtraError without pyarrow."""
        schema = arrow_schema(column_types(dataset.selection.context > 0))
        passing = Passing(dataset.records(), told)
        with replacing(path) as file, ParquetRows(cast("BufferedWriter", file.buffer), schema) as rows:
            for record in passing:
                rows.add(dict(record))
        return passing.count
