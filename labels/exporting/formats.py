"""The registry of export formats."""

from __future__ import annotations

from pathlib import Path

from labels.errors import UsageError
from labels.exporting.argilla import Argilla
from labels.exporting.doccano import Doccano
from labels.exporting.exporter import Exporter
from labels.exporting.fasttext import FastText
from labels.exporting.jsonl import JsonLines
from labels.exporting.label_studio import LabelStudio
from labels.exporting.prodigy import Prodigy

EXPORTERS: tuple[Exporter, ...] = (
    JsonLines(),
    Prodigy(),
    Doccano(),
    LabelStudio(),
    Argilla(),
    FastText(),
)
"""In the order in which help lists them; the first is what is written unless something else is asked for."""


def exporter_named(name: str) -> Exporter:
    """The exporter that `--format` means. Raises UsageError when there is none."""
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTERS)
    raise UsageError(f"There is no export format called {name!r}. Use one of: {names}.")


def exporter_for(path: Path) -> Exporter:
    """The exporter that a file name asks for by its ending; JSON Lines if it asks for none."""
    suffix = path.suffix.lower()
    return next((each for each in EXPORTERS if each.suffix and each.suffix == suffix), EXPORTERS[0])
