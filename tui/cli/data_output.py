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
    from labels.exporting.fidelity import Fidelity
    from labels.formats.dataset import Dataset
    from labels.formats.writer import Writer


def exporter_asked(format: str | None, output: Path | None, unit: str, *, gold: bool = False) -> Writer:
    """The exporter that is asked for, by name or by the output's ending. Raises UsageError for what it cannot do."""
    from labels.formats.writer_registry import WRITERS, check_gold, units_of, writer_for, writer_named, writers

    if format is not None:
        writer = writer_named(format)
    elif output is None:
        writer = WRITERS[0]
    else:
        writer = writer_for(output)
    if gold:
        check_gold(writer)
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


def write(
    dataset: Dataset, exporter: Writer, output: Path | None, description: Path | None = None, *, verbose: bool = False
) -> None:
    """Write the data, and their description if asked for; say how many rows, what is lost, and what to do next.

    Of what the format has no place for, only that is said which a person would mind, and everything if `verbose`.
    """
    from labels.exporting.fidelity import Watch
    from labels.exporting.minded import is_minded
    from labels.formats.plugins import PluginWriter
    from tui.cli.next_step import next_step

    # What is wrong with the tests of a plug-in is always told.
    tells_all = verbose or isinstance(exporter, PluginWriter)
    watch = Watch(dataset, exporter) if tells_all else Watch(dataset, exporter, is_minded)
    count = _written(watch.dataset, exporter, output, description)
    with ProgressLine("Looking for what is lost") as meter:
        found = watch.fidelity(meter.progress)
    for line in _losses(found, exporter, verbose=verbose):
        say(line)
    if output is not None and (step := next_step(dataset, exporter.name, output, count)):
        say(step)


def _written(dataset: Dataset, exporter: Writer, output: Path | None, description: Path | None) -> int:
    """Write the data, and say how many rows there are: their number, and 0 on standard output."""
    from labels.exporting.export import write_described
    from labels.formats.writer_registry import counts_of

    if output is None:
        _to_stdout(dataset, exporter)
        return 0
    with ProgressLine("Exporting") as meter:
        if description is None:
            count = exporter.write(dataset, output, meter.progress)
        else:
            count = write_described(dataset, exporter, output, description, meter.progress)
    say(f"{output}: {counted(count, counts_of(exporter, dataset.one_row_per))}")
    if description is not None:
        say(f"{description}: describes it")
    return count


def _losses(found: Fidelity, exporter: Writer, *, verbose: bool) -> Iterator[str]:
    from labels.exporting.minded import in_brief

    if found.differing:
        yield f"{counted(found.differing, 'sentence')} left out, because annotators disagree"
    if verbose:
        yield from (f"{exporter.name}: {line}" for line in found.in_words())
    elif brief := in_brief(exporter.name, found):
        yield brief


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
