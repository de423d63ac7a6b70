"""The registry of export formats."""

from __future__ import annotations

from pathlib import Path

from labels.errors import UsageError
from labels.exporting.archive import Archive
from labels.exporting.exporter import Exporter, Loss
from labels.exporting.peers.argilla import Argilla
from labels.exporting.peers.conllu import ConllU
from labels.exporting.peers.doccano import Doccano
from labels.exporting.peers.fasttext import FastText
from labels.exporting.peers.label_studio import LabelStudio
from labels.exporting.peers.prodigy import Prodigy
from labels.exporting.peers.spacy import Spacy
from labels.exporting.plugin import PluginExporter
from labels.exporting.tables.csv import Csv, Tsv
from labels.exporting.tables.huggingface import HuggingFace
from labels.exporting.tables.jsonl import JsonLines
from labels.exporting.tables.parquet import Parquet
from labels.plugins import EXPORTERS as PLUGINS
from labels.plugins import Plugins, plugins

EXPORTERS: tuple[Exporter, ...] = (
    JsonLines(),
    Csv(),
    Tsv(),
    Parquet(),
    ConllU(),
    HuggingFace(),
    Spacy(),
    Prodigy(),
    Doccano(),
    LabelStudio(),
    Argilla(),
    FastText(),
    Archive(),
)
"""In the order in which help lists them; the first is what is written unless something else is asked for."""


def exporters() -> tuple[Exporter, ...]:
    """All exporters: ours, then those of other packages."""
    return (*EXPORTERS, *_plugins().found)


def broken_plugins() -> tuple[tuple[str, str], ...]:
    """A name and a line for each exporter of another package that cannot be used."""
    return _plugins().broken


def exporter_named(name: str) -> Exporter:
    """The exporter that `--format` means. Raises UsageError when there is none."""
    for exporter in exporters():
        if exporter.name == name:
            return exporter
    names = ", ".join(exporter.name for exporter in exporters())
    raise UsageError(f"There is no export format called {name!r}. Use one of: {names}.")


def exporter_for(path: Path) -> Exporter:
    """The exporter that a file name asks for by its ending; JSON Lines for a name without one.

    JSON Lines is ours whoever else uses its ending. Raises UsageError for another ending that several formats share, or
    that none has: a spreadsheet, say, would be waited for in `data.xlsx` and not found.
    """
    suffix = path.suffix.lower()
    if suffix in ("", ".ndjson"):
        return EXPORTERS[0]
    found = [each for each in exporters() if each.suffix == suffix]
    if not found:
        known = ", ".join(dict.fromkeys(each.suffix for each in exporters() if each.suffix))
        raise UsageError(f"{path}: no format ends in {suffix}. Name one with --format, or use one of: {known}.")
    if len(found) > 1 and found[0] is not EXPORTERS[0]:
        names = " or ".join(f"--format {each.name}" for each in found)
        raise UsageError(f"{path}: several formats end in {suffix}. Say which one: {names}.")
    return found[0]


def units_of(exporter: Exporter) -> tuple[str, ...]:
    """What one row of a format can be: decision and sentence, unless the exporter names its `units` itself."""
    return tuple(getattr(exporter, "units", ("decision", "sentence")))


def losses_of(exporter: Exporter, unit: str) -> tuple[Loss, ...]:
    """What a format cannot hold where one row is a `unit`; an exporter may say it of rows of articles by itself."""
    special = getattr(exporter, "losses_per_article", None) if unit == "article" else None
    return exporter.losses if special is None else tuple(special)


def counts_of(exporter: Exporter, unit: str) -> str:
    """What the number that `write` returns counts where one row is a `unit`: records, unless the exporter says so."""
    special = getattr(exporter, "counts_per_article", None) if unit == "article" else None
    return str(special or getattr(exporter, "counts", None) or "record")


def _plugins() -> Plugins:
    return plugins(PLUGINS, PluginExporter, tuple(exporter.name for exporter in EXPORTERS))
