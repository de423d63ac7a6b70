"""The files of a dataset as Croissant metadata has them: where they are, how large, and their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labels.exporting.describing.croissant_records import Layout

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
