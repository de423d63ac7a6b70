"""Stores what the survey of files found, until it is written.

So files are read only once and cannot change in between.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from labels.errors import ProjectError
from labels.formats.reader import ImportedArticle
from labels.importing.faults import ENDS_ALL, unexpected
from labels.importing.report import Refused, Remark, Skipped

Item = ImportedArticle | Refused | Skipped | Remark


class Spool:
    """Items by the name of the source that they came from. A context manager.

    They lie in a temporary file without a name in `folder`, which is gone with the process, however that ends.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` has to have as much room as the files that are read. Raises ProjectError where nothing can lie."""
        self._folder = folder
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # closed by __exit__
        except OSError as error:
            raise self._no_room(error) from error
        self._places: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # closing tries again to write what there was no room for
            self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def keep(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        """Pass on the items of a source while they are kept. Of a source that is refused, only the refusal is.

        What cannot be kept, such as metadata that is nested too deep, refuses its source. Raises ProjectError where
        there is no room.
        """
        start = end = self._file.seek(0, os.SEEK_END)
        for item in items:
            if isinstance(item, Refused):
                end = start
            try:
                end = self._write(end, item)
            except ENDS_ALL:
                raise
            except Exception as error:  # noqa: BLE001  # whatever is wrong with one file, the others go on
                bad = Refused(name, unexpected(name, "what was read of it could not be kept", error))
                end = self._write(start, bad)
                yield bad
                break
            yield item
        self._places[name] = (start, end)

    def again(self, name: str) -> Iterator[Item]:
        """The items of a source, in the order in which they came."""
        place, end = self._places[name]
        while place < end:
            self._file.seek(place)
            item: Item = pickle.load(self._file)
            place = self._file.tell()
            yield item

    def _write(self, place: int, item: Item) -> int:
        try:
            self._file.seek(place)
            pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()  # otherwise the error of a full disk would come at an unexpected place
            return self._file.tell()
        except OSError as error:
            raise self._no_room(error) from error

    def _no_room(self, error: OSError) -> ProjectError:
        return ProjectError(
            f"{self._folder.absolute()}: no room to keep what was read ({error.strerror})."
            " Free some space and import again."
        )
