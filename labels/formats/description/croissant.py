"""Croissant metadata: a description of exported data that programs read, find and load the data by.

JSON-LD as in the Croissant format specification 1.1 (http://mlcommons.org/croissant/1.1) and its vocabulary for
responsible AI (http://mlcommons.org/croissant/RAI/1.0). Facts that nobody gave (licence, address, day of publication,
citation) are left out. So are facts that a program cannot know, such as how the articles were collected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labels.formats.dataset import Dataset, is_address
from labels.formats.description.croissant_records import Layout, record_sets
from labels.formats.description.figures import (
    SETTLED,
    UNTITLED,
    Tally,
    described,
    limits,
    rules,
    settled_in_words,
    size,
    ways_of_cutting,
)
from labels.words import counted

#: What a description is called that lies beside the data.
FILE_NAME = "croissant.json"

_CROISSANT = "http://mlcommons.org/croissant/"
_TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject"),
    *("fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator"),
    *("source", "subField", "transform"),
)


def croissant_text(dataset: Dataset, tally: Tally, layout: Layout, files: Sequence[DataFile]) -> str:
    """The description of a dataset that was written to `files`. The same data give the same text."""
    described_data: dict[str, Any] = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": [f"{_CROISSANT}1.1", f"{_CROISSANT}RAI/1.0"],
        "name": " ".join(dataset.project.codebook.title.split()) or UNTITLED,
        "description": f"Sentences of articles, and what {_what(dataset)} of them. {size(tally)}",
        **dict(_facts(dataset, tally)),
        **dict(_responsibility(dataset, tally)),
        "distribution": distribution(files, layout),
        "recordSet": record_sets(dataset, tally, layout),
    }
    return json.dumps(described_data, ensure_ascii=False, indent=1) + "\n"


def _what(dataset: Dataset) -> str:
    return "was settled" if dataset.gold else "annotators said"


def _context() -> dict[str, Any]:
    """The context that the specification recommends (its appendix 1), in the order of its names."""
    context: dict[str, Any] = {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "cr": _CROISSANT,
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "description": {"@container": "@language"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "name": {"@container": "@language"},
        "rai": f"{_CROISSANT}RAI/",
        "sc": "https://schema.org/",
        **{term: f"cr:{term}" for term in _TERMS},
    }
    return dict(sorted(context.items()))


def _facts(dataset: Dataset, tally: Tally) -> Iterator[tuple[str, Any]]:
    about = dataset.about
    if about.license:
        known = is_address(about.license)
        yield "license", about.license if known else {"@type": "sc:CreativeWork", "name": about.license}
    if about.url:
        yield "url", about.url
    if about.citation:
        yield "citeAs", about.citation
    if tally.annotators:
        yield "creator", [{"@type": "sc:Person", "name": name} for name, _ in sorted(tally.annotators)]
    yield "version", f"{dataset.project.codebook_version}.0.0"
    if tally.first:
        yield "dateCreated", tally.first[:10]
        yield "dateModified", tally.last[:10]
    if about.published:
        yield "datePublished", about.published
    if languages := sorted(tally.languages.keys() - {"unknown"}):
        yield "inLanguage", languages


def _responsibility(dataset: Dataset, tally: Tally) -> Iterator[tuple[str, Any]]:
    here, elsewhere = dataset.project.where_decided()
    yield "rai:dataAnnotationProtocol", "\n\n".join(_protocol(dataset, tally, here, elsewhere))
    if here:
        yield "rai:dataAnnotationPlatform", ["Copydesk"]
    answers = [(number, count) for number, count in sorted(tally.answers.items()) if number and count]
    if answers:
        said = "; ".join(f"{counted(number, 'decision')} on {counted(count, 'sentence')}" for number, count in answers)
        yield "rai:annotationsPerItem", said
    if ways := ways_of_cutting(dataset, tally):
        cut = "; ".join(f"{name or 'not known how'}, {counted(count, 'article')}" for name, count in ways)
        yield "rai:dataPreprocessingProtocol", [f"Articles were cut into sentences: {cut}."]
    yield "rai:dataLimitations", list(limits(dataset, tally))


def _protocol(dataset: Dataset, tally: Tally, here: bool, elsewhere: bool) -> Iterator[str]:
    """How sentences got their labels."""
    yield rules(dataset, tally)
    if tally.settled:
        yield f"{SETTLED} {settled_in_words(tally)}"
    if definitions := [f"{each.name}: {each.definition}" for each in described(dataset) if each.definition]:
        yield "\n".join(definitions)
    if dataset.project.codebook.guidelines:
        yield dataset.project.codebook.guidelines.strip()
    if tally.suggested:
        yield f"In {counted(tally.suggested, 'record')} the annotator had a suggested label in view."
    if elsewhere:
        yield f"{'Some' if here else 'All'} decisions were made elsewhere, and imported."


_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file, by its path from where the description lies, with `/` between folders; `size` in bytes."""

    path: str
    size: int
    sha256: str


def data_file(file: Path, path: str) -> DataFile:
    """What there is to say of a file. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return DataFile(path, size, digest.hexdigest())


def distribution(files: Sequence[DataFile], layout: Layout) -> list[dict[str, Any]]:
    """Each file; and all of them as a set, where the records lie in several."""
    if layout.pattern is None:
        (only,) = files
        return [_file_object(layout.source, only, layout)]
    all_of_them = {
        "@type": "cr:FileSet",
        "@id": layout.source,
        "encodingFormat": layout.media_type,
        "includes": layout.pattern,
    }
    return [*(_file_object(each.path, each, layout) for each in files), all_of_them]


def _file_object(id: str, file: DataFile, layout: Layout) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": id,
        "name": file.path.rpartition("/")[2],
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": layout.media_type,
        "sha256": file.sha256,
    }
