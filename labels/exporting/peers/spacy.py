"""spaCy's DocBin: a Doc a sentence with categories, or a Doc an article with labelled spans; no model is needed.

A path that ends in `.spacy` becomes one file. Any other becomes a folder with `train`, `dev` and `test`, each of files
of a bounded number of Docs, as `spacy train` takes a folder for its corpora. Skipped and undecided sentences are Docs
without categories, from which nothing is learned.
"""

from __future__ import annotations

from io import BufferedWriter
from pathlib import Path
from typing import Any, cast

from labels.errors import UsageError
from labels.exchange.names import OWN
from labels.exporting.atomic import replacing
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Told
from labels.exporting.folder import replacing_folder
from labels.exporting.peers.spacy_docs import Docs, load_spacy
from labels.exporting.record_losses import ORDER, RECORD_LOSSES

#: So many Docs are held, and make one file of a folder.
DOCS = 5_000

#: What spaCy calls the parts of the data.
_PARTS = {"train": "train", "validation": "dev", "test": "test"}
_HOLDS = r"(train|dev|test)/\d{5,}\.spacy"


class Spacy:
    """Writes `doc.cats` (for `textcat`, or `textcat_multilabel`), or by article `doc.spans["sc"]` (for `spancat`)."""

    name = "spacy"
    extra = "spacy"
    suffix = ".spacy"
    losses = (*RECORD_LOSSES, ORDER)
    units = ("decision", "sentence", "article")

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One Doc a record, or an article and annotator; the number of records.

        Raises WritingError, MissingExtraError without spaCy, UsageError for parts that are to go into one file or an
        article that is in no part.
        """
        load_spacy()
        if path.suffix.lower() == self.suffix:
            if dataset.parts is not None:
                raise UsageError(f"{path}: one file has no parts. Name a folder, such as {path.with_suffix('')}")
            bin = _new_bin()
            with replacing(path) as file:
                count = 0
                for _, doc, records in Docs(dataset):
                    bin.add(doc)
                    count += records
                    told(count)
                cast("BufferedWriter", file.buffer).write(bin.to_bytes())
            return count
        with replacing_folder(path, _HOLDS) as folder:
            return _write_parts(dataset, folder, told)


def _write_parts(dataset: Dataset, folder: Path, told: Told) -> int:
    bins: dict[str, Any] = {}
    written: dict[str, int] = {}
    count = 0

    def keep(part: str) -> None:
        number = written[part] = written.get(part, -1) + 1
        (folder / part).mkdir(exist_ok=True)
        (folder / part / f"{number:05}.spacy").write_bytes(bins.pop(part).to_bytes())

    for split, doc, records in Docs(dataset):
        part = _PARTS.get(split or "") if dataset.parts is not None else "train"
        if part is None:
            article = doc.user_data[OWN][0]["article_id"]
            raise UsageError(f"The article {article} is in no part of the data. Split all of it.")
        if part not in bins:
            bins[part] = _new_bin()
        bin = bins[part]
        bin.add(doc)
        if len(bin) >= DOCS:
            keep(part)
        count += records
        told(count)
    for part in list(bins):
        keep(part)
    return count


def _new_bin() -> Any:
    from spacy.tokens import DocBin

    return DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True)
