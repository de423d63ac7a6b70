"""The registry of formats: every importer there is, and which of them reads a given source."""

from __future__ import annotations

from labels.errors import ReadingError, UsageError
from labels.importing.datasets.description import describes_a_dataset
from labels.importing.documents.docx import Docx
from labels.importing.documents.epub import Epub
from labels.importing.documents.markdown import Markdown
from labels.importing.documents.plain import PlainText
from labels.importing.files.source import Source
from labels.importing.importer import Importer
from labels.importing.objects.json_head import unwrapped
from labels.importing.own.copydesk_jsonl import CopydeskJsonl
from labels.importing.own.whole_project import WholeProject
from labels.importing.pages.feed import Feed
from labels.importing.pages.html import Html
from labels.importing.peers.argilla import Argilla
from labels.importing.peers.brat import Brat
from labels.importing.peers.conllu import ConllU
from labels.importing.peers.doccano import Doccano
from labels.importing.peers.fasttext import FastText
from labels.importing.peers.label_studio import LabelStudio
from labels.importing.peers.potato import Potato
from labels.importing.peers.prodigy import Prodigy
from labels.importing.peers.spacy import Spacy
from labels.importing.plugin import PluginImporter
from labels.importing.tables.csv import Csv
from labels.importing.tables.huggingface import HuggingFace
from labels.importing.tables.json import Json
from labels.importing.tables.jsonl import JsonLines
from labels.importing.tables.parquet import Parquet
from labels.plugins import IMPORTERS as PLUGINS
from labels.plugins import Plugins, plugins

IMPORTERS: tuple[Importer, ...] = (
    CopydeskJsonl(),
    Prodigy(),
    LabelStudio(),
    Argilla(),
    Potato(),
    Doccano(),
    FastText(),
    Brat(),
    Html(),
    Feed(),
    Epub(),
    Docx(),
    HuggingFace(),
    JsonLines(),
    Json(),
    Parquet(),
    Spacy(),
    ConllU(),
    Csv(),
    Markdown(),
    WholeProject(),
    PlainText(),
)
"""In the order in which they are asked what they recognise; plain text recognises everything and comes last."""


def importers() -> tuple[Importer, ...]:
    """All importers: those of other packages first, so that they can claim what ours would read in a plainer way."""
    return (*_plugins().found, *IMPORTERS)


def broken_plugins() -> tuple[tuple[str, str], ...]:
    """A name and a line for each importer of another package that cannot be used."""
    return _plugins().broken


def known_suffixes() -> list[str]:
    """The file name endings that are read when they lie in a folder."""
    return sorted({suffix for importer in importers() for suffix in importer.suffixes})


def importer_named(name: str) -> Importer:
    """The importer that `--format` means. Raises UsageError when there is none."""
    for importer in importers():
        if importer.name == name:
            return importer
    names = ", ".join(sorted(importer.name for importer in importers()))
    raise UsageError(f"There is no format called {name!r}. Use one of: {names}.")


def importer_for(source: Source) -> Importer:
    """The importer for `source`: by its suffix, and where that is unknown or shared, by its first bytes.

    Raises ReadingError when the bytes are needed and cannot be read.
    """
    suffix = source.suffix
    candidates = [importer for importer in importers() if suffix in importer.suffixes] or list(importers())
    if len(candidates) == 1:
        return candidates[0]
    head = source.head()
    if not describes_a_dataset(head):
        head = unwrapped(head)
    return next((importer for importer in candidates if _recognises(importer, head, source)), candidates[-1])


def _recognises(importer: Importer, head: bytes, source: Source) -> bool:
    """What an importer says; one of another package that fails is told of, and passed over."""
    try:
        return importer.recognises(head)
    except ReadingError as error:
        source.remark(str(error))
        return False


def _plugins() -> Plugins:
    return plugins(PLUGINS, PluginImporter, tuple(importer.name for importer in IMPORTERS))
