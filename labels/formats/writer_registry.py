"""The registry of writers: every one there is, and which of them writes a file. An export loads no reader."""

from __future__ import annotations

from pathlib import Path

from labels.errors import UsageError
from labels.formats.archive.writer import ArchiveWriter
from labels.formats.argilla import ArgillaWriter
from labels.formats.conllu.writer import ConllUWriter
from labels.formats.csv.writer import CsvWriter, TsvWriter
from labels.formats.doccano import DoccanoWriter
from labels.formats.entry_points import WRITER_GROUP, Plugins, plugins
from labels.formats.fasttext import FastTextWriter
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.jsonl import JsonLinesWriter
from labels.formats.label_studio.writer import LabelStudioWriter
from labels.formats.losses import GOLD_LOSSES
from labels.formats.parquet import ParquetWriter
from labels.formats.plugins import PluginWriter
from labels.formats.prodigy import ProdigyWriter
from labels.formats.reliability import ReliabilityWriter
from labels.formats.spacy.writer import SpacyWriter
from labels.formats.writer import Loss, Writer

WRITERS: tuple[Writer, ...] = (
    JsonLinesWriter(),
    CsvWriter(),
    TsvWriter(),
    ParquetWriter(),
    ConllUWriter(),
    HuggingFaceWriter(),
    SpacyWriter(),
    ProdigyWriter(),
    DoccanoWriter(),
    LabelStudioWriter(),
    ArgillaWriter(),
    FastTextWriter(),
    ReliabilityWriter(),
    ArchiveWriter(),
)
"""In the order in which help lists them; the first is what is written unless something else is asked for."""


def writers() -> tuple[Writer, ...]:
    """All writers: ours, then those of other packages."""
    return (*WRITERS, *_plugin_writers().found)


def broken_writers() -> tuple[tuple[str, str], ...]:
    """A name and a line for each writer of another package that cannot be used."""
    return _plugin_writers().broken


def writer_named(name: str) -> Writer:
    """The writer that `--format` means. Raises UsageError when there is none."""
    for writer in writers():
        if writer.name == name:
            return writer
    names = ", ".join(writer.name for writer in writers())
    raise UsageError(f"There is no export format called {name!r}. Use one of: {names}.")


def writer_for(path: Path) -> Writer:
    """The writer that a file name asks for by its ending; JSON Lines for a name without one.

    JSON Lines is ours whoever else uses its ending. Raises UsageError for another ending that several formats share, or
    that none has: a spreadsheet, say, would be waited for in `data.xlsx` and not found.
    """
    suffix = path.suffix.lower()
    if suffix in ("", ".ndjson"):
        return WRITERS[0]
    found = [each for each in writers() if each.suffix == suffix]
    if not found:
        known = ", ".join(dict.fromkeys(each.suffix for each in writers() if each.suffix))
        raise UsageError(f"{path}: no format ends in {suffix}. Name one with --format, or use one of: {known}.")
    if len(found) > 1 and found[0] is not WRITERS[0]:
        names = " or ".join(f"--format {each.name}" for each in found)
        raise UsageError(f"{path}: several formats end in {suffix}. Say which one: {names}.")
    return found[0]


def units_of(writer: Writer) -> tuple[str, ...]:
    """What one row of a format can be: decision and sentence, unless the writer names its `units` itself."""
    return tuple(getattr(writer, "units", ("decision", "sentence")))


def losses_of(writer: Writer, unit: str, *, gold: bool = False) -> tuple[Loss, ...]:
    """What a format cannot hold where one row is a `unit`; a writer may say it of rows of articles by itself.

    Of `gold` records other things are lost.
    """
    special = getattr(writer, "losses_per_article", None) if unit == "article" else None
    losses = writer.losses if special is None else tuple(special)
    if not gold:
        return losses
    held = getattr(writer, "gold_holds", ())
    return (*(loss for loss in losses if loss.field not in held), *getattr(writer, "gold_losses", GOLD_LOSSES))


def check_gold(writer: Writer) -> None:
    """Raise UsageError for a format that has no gold records."""
    why = getattr(writer, "refuses_gold", None)
    if why is not None:
        raise UsageError(f"{writer.name}: {why} Leave out --gold.")


def counts_of(writer: Writer, unit: str) -> str:
    """What the number that `write` returns counts where one row is a `unit`: records, unless the writer says so."""
    special = getattr(writer, "counts_per_article", None) if unit == "article" else None
    return str(special or getattr(writer, "counts", None) or "record")


def _plugin_writers() -> Plugins:
    return plugins(WRITER_GROUP, PluginWriter, tuple(writer.name for writer in WRITERS))
