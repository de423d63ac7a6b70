"""Data written in some format: to a file or folder, or through to standard output."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from labels.errors import UsageError
from labels.values.progress import UNWATCHED
from labels.words import counted
from tui.cli.output import say, standard_output
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from labels.formats.dataset import Dataset
    from labels.formats.writer import Writer


def exporter_asked(format: str | None, output: Path | None, unit: str) -> Writer:
    """The exporter that is asked for, by name or by the output's ending. Raises UsageError for what it cannot do."""
    from labels.formats.writer_registry import WRITERS, units_of, writer_for, writer_named, writers

    if format is not None:
        writer = writer_named(format)
    elif output is None:
        writer = WRITERS[0]
    else:
        writer = writer_for(output)
    if unit not in units_of(writer):
        able = ", ".join(each.name for each in writers() if unit in units_of(each))
        raise UsageError(f"{writer.name} has no rows of one {unit} each. Use another --format: {able or 'none has'}.")
    if output is None and not writer.suffix:
        raise UsageError(f"{writer.name} writes a folder. Name one with -o.")
    return writer


def description_asked(
    croissant: Path | None, told: bool, exporter: Writer, output: Path | None, unit: str
) -> Path | None:
    """Where a description goes, if one is asked for. Raises UsageError for what cannot be described.

    `told` tells that something is known that only a description can hold.
    """
    from labels.exporting.export import check_describable
    from labels.formats.description.croissant_records import LAYOUTS

    if croissant is not None:
        check_describable(exporter, output, croissant, unit)
    elif told and (exporter.name not in LAYOUTS or LAYOUTS[exporter.name].pattern is None):
        raise UsageError("--about goes into a description. Ask for one with --croissant, or use --format huggingface.")
    return croissant


def write(dataset: Dataset, exporter: Writer, output: Path | None, description: Path | None = None) -> None:
    """Write the data, and their description if asked for; say how many rows, and what the format has no place for."""
    from labels.exporting.export import write_described
    from labels.exporting.fidelity import Watch
    from labels.formats.writer_registry import counts_of

    watch = Watch(dataset, exporter)
    dataset = watch.dataset
    if output is None:
        _to_stdout(dataset, exporter)
    else:
        with ProgressLine("Exporting") as meter:
            if description is None:
                count = exporter.write(dataset, output, meter.progress)
            else:
                count = write_described(dataset, exporter, output, description, meter.progress)
        say(f"{output}: {counted(count, counts_of(exporter, dataset.one_row_per))}")
        if description is not None:
            say(f"{description}: describes it")
    with ProgressLine("Looking for what is lost") as meter:
        found = watch.fidelity(meter.progress)
    if found.differing:
        say(f"{counted(found.differing, 'sentence')} left out, because annotators disagree")
    for line in found.in_words():
        say(f"{exporter.name}: {line}")


def _to_stdout(dataset: Dataset, exporter: Writer) -> None:
    from labels.formats.jsonl import JsonLinesWriter, lines

    if isinstance(exporter, JsonLinesWriter):
        _stream(lines(dataset))
        return
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        path = Path(folder) / f"data{exporter.suffix}"
        exporter.write(dataset, path, UNWATCHED)
        with path.open("rb") as file, standard_output() as stream:
            shutil.copyfileobj(file, stream)


def _stream(lines: Iterator[str]) -> None:
    # When the reader of a pipe stops, no query must stay open.
    with closing(cast("Generator[str]", lines)), standard_output() as stream:
        for line in lines:
            stream.write(line.encode("utf-8") + b"\n")
