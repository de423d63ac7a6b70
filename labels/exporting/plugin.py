"""An exporter of another package, watched: what it writes appears when it is complete, and its failure is one line."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels.errors import CopydeskError, WritingError
from labels.exporting.atomic import part_folder, replacing
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss, Told
from labels.exporting.folder import replacing_folder
from labels.plugins import FAULTS, Plugin

if TYPE_CHECKING:
    from labels.exporting.record import RecordInContext
    from labels.project import Project

#: Whether a loss happens to an article, from the project and the article's records.
Where = Callable[["Project", Sequence["RecordInContext"]], bool]

#: What a disk does, and no plug-in is to be blamed for.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EROFS)

#: Folders of a plug-in that does not say what its folders hold must be new or empty.
_NOTHING = r"(?!)"


class PluginExporter:
    """Writes as its plug-in does, beside the place where the file or folder is to be, and puts it there at the end."""

    def __init__(self, plugin: Plugin) -> None:
        """Raises TypeError for an object that is no exporter."""
        plugin.lacking("name", "suffix", "losses", "write")
        made = plugin.made
        if not isinstance(made.name, str) or not made.name or made.name.split() != [made.name]:
            raise TypeError("its name is no single word")
        if not isinstance(made.suffix, str) or (made.suffix and made.suffix[:1] != "."):
            raise TypeError('its suffix is no ending such as ".shout"')
        if not callable(made.write):
            raise TypeError("its write is no method")
        self.plugin = plugin
        self.name: str = made.name
        self.suffix: str = made.suffix
        self._tests: dict[int, Where] = {}
        self.losses: tuple[Loss, ...] = self._watched("losses", made.losses)
        special = getattr(made, "losses_per_article", None)
        self.losses_per_article = None if special is None else self._watched("losses_per_article", special)
        self.units: tuple[str, ...] = tuple(getattr(made, "units", ("decision", "sentence")))
        self.counts = _word("counts", getattr(made, "counts", None)) or "record"
        self.counts_per_article = _word("counts_per_article", getattr(made, "counts_per_article", None))
        self.extra = getattr(made, "extra", None)

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """As every exporter. Raises WritingError where the plug-in fails; what was at `path` is there still."""
        if not self.suffix:
            with replacing_folder(path, getattr(self.plugin.made, "holds", _NOTHING)) as folder:
                return self._write(dataset, folder, told, path)
        with replacing(path) as file:
            target = path.resolve()
            is_device = target.exists() and not target.is_file()
            with tempfile.TemporaryDirectory() if is_device else part_folder(target) as folder:
                written = Path(folder) / path.name
                rows = self._write(dataset, written, told, path)
                with written.open("rb") as whole:
                    shutil.copyfileobj(whole, file.buffer)
            return rows

    def _write(self, dataset: Dataset, path: Path, told: Told, named: Path) -> int:
        """Let it write to `path`; `named` is what messages call it."""
        try:
            rows = self.plugin.made.write(dataset, path, told)
            if not isinstance(rows, int):
                raise TypeError("its write returns no number of rows")
            if not path.exists():
                raise TypeError("it wrote nothing")
            return rows
        except CopydeskError as error:
            if str(path) not in str(error):
                raise
            raise WritingError(str(error).replace(str(path), str(named))) from error
        except OSError as error:
            if error.errno in _DISK:
                raise
            raise self._blamed(error, named) from error
        except FAULTS as error:
            raise self._blamed(error, named) from error

    def _blamed(self, error: BaseException, named: object) -> WritingError:
        return WritingError(f"{named}: {self.plugin.fault(error)} What was there before is untouched.")

    def _watched(self, what: str, losses: Any) -> tuple[Loss, ...]:
        """Its losses with tests that fail in one line. Raises TypeError for what are no losses."""
        if not isinstance(losses, tuple | list) or not all(isinstance(loss, Loss) for loss in losses):
            raise TypeError(f"its {what} are no tuple of Loss")
        return tuple(
            replace(
                loss, occurs=loss.occurs and self._occurs(loss.occurs), where=loss.where and self._where(loss.where)
            )
            for loss in losses
        )

    def _occurs(self, asked: Callable[[Any], bool]) -> Callable[[Any], bool]:
        def occurs(value: Any) -> bool:
            try:
                return asked(value)
            except FAULTS as error:
                raise self._untold(error) from error

        return occurs

    def _where(self, asked: Where) -> Where:
        """The test of an article: the same for all losses that have the same, so that it is asked once."""

        def where(project: Project, records: Sequence[RecordInContext]) -> bool:
            try:
                return asked(project, records)
            except FAULTS as error:
                raise self._untold(error) from error

        return self._tests.setdefault(id(asked), where)

    def _untold(self, error: BaseException) -> WritingError:
        return WritingError(f"{self.name}: {self.plugin.fault(error)} The data is written.")


def _word(what: str, value: object) -> str | None:
    """What numbers of rows count. Raises TypeError for what is no word."""
    if value is not None and (not isinstance(value, str) or not value):
        raise TypeError(f"its {what} is no word")
    return value
