"""Watches readers and writers of other packages: an error of theirs refuses one file, in one line that names them."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.errors import CopydeskError, ReadingError, WritingError
from labels.files.atomic import part_folder, replacing, replacing_folder
from labels.files.source import Source
from labels.formats.dataset import Dataset
from labels.formats.entry_points import FAULTS, Plugin
from labels.formats.reader import ImportedArticle
from labels.formats.writer import Loss
from labels.sentence import Cut, first_misfit
from labels.values.progress import Cancelled, Progress

if TYPE_CHECKING:
    from labels.formats.record import RecordInContext
    from labels.project_view import ProjectView


class PluginReader:
    """Reads as its plug-in does. Its files are looked through before anything of them is taken in, as ours are."""

    def __init__(self, plugin: Plugin) -> None:
        """Raises TypeError for an object that is no reader."""
        plugin.lacking("name", "suffixes", "recognises", "read")
        made = plugin.made
        if not isinstance(made.name, str) or not made.name or made.name.split() != [made.name]:
            raise TypeError("its name is no single word")
        if not isinstance(made.suffixes, tuple | list) or not all(map(_is_suffix, made.suffixes)):
            raise TypeError('its suffixes are no tuple of endings such as (".shout",)')
        if not callable(made.recognises) or not callable(made.read):
            raise TypeError("its read or recognises is no method")
        self.plugin = plugin
        self.name: str = made.name
        self.suffixes: tuple[str, ...] = tuple(made.suffixes)
        self.extra = getattr(made, "extra", None)
        self.articles_only = bool(getattr(made, "articles_only", False))

    def recognises(self, head: bytes) -> bool:
        """What the plug-in says. Raises ReadingError, without the name of the file, where it fails."""
        try:
            return bool(self.plugin.made.recognises(head))
        except FAULTS as error:
            raise ReadingError(self.plugin.fault(error)) from error

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles that the plug-in finds. Raises ReadingError where it fails, as well as what it raises itself."""
        if self.articles_only:  # these are not surveyed first, so a failure must come before the first article
            yield from list(self._read(source))
        else:
            yield from self._read(source)

    def _read(self, source: Source) -> Iterator[ImportedArticle]:
        try:
            for found in self.plugin.made.read(source):
                _check(found)
                yield found
        except CopydeskError:
            raise
        except FAULTS as error:
            place = f"line {source.reached}: " if isinstance(source.reached, int) else f"{source.reached}: "
            raise ReadingError(f"{source.name}: {place if source.reached else ''}{self.plugin.fault(error)}") from error


def _is_suffix(suffix: object) -> bool:
    return isinstance(suffix, str) and suffix[:1] == "." and suffix == suffix.lower()


def _check(found: object) -> None:
    """Raises TypeError or ValueError for what could not be taken in."""
    if not isinstance(found, ImportedArticle) or not isinstance(found.article, Article):
        raise TypeError(f"it gave {type(found).__name__} where Found is due")
    article = found.article
    about = [getattr(article, name) for name in FACTS]
    if not isinstance(article.text, str) or not all(value is None or isinstance(value, str) for value in about):
        raise TypeError("text and facts of an article must be strings")
    sentences = [Cut(*each) for each in found.sentences or ()]
    if misfit := first_misfit(sentences, len(article.text)):
        raise ValueError(f"its sentence at {misfit.start}-{misfit.end} does not fit the text")
    spans = {(start, end) for start, end, _ in sentences}
    for decision in found.decisions:
        if not isinstance(decision, Decision) or (decision.start, decision.end) not in spans:
            raise ValueError("a decision is not on one of its sentences")


#: Whether a loss happens to an article, from the project and the article's records.
Where = Callable[["ProjectView", Sequence["RecordInContext"]], bool]

#: Errors of the disk, which are not the fault of a plug-in.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EROFS)

#: Folders of a plug-in that does not say what its folders hold must be new or empty.
_NOTHING = r"(?!)"


class PluginWriter:
    """Writes as its plug-in does, beside the place where the file or folder is to be, and puts it there at the end."""

    def __init__(self, plugin: Plugin) -> None:
        """Raises TypeError for an object that is no writer."""
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

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """As every writer. Raises WritingError where the plug-in fails; what was at `path` is there still."""
        if not self.suffix:
            with replacing_folder(path, getattr(self.plugin.made, "holds", _NOTHING)) as folder:
                return self._write(dataset, folder, progress, path)
        with replacing(path) as file:
            target = path.resolve()
            is_device = target.exists() and not target.is_file()
            with tempfile.TemporaryDirectory() if is_device else part_folder(target) as folder:
                written = Path(folder) / path.name
                rows = self._write(dataset, written, progress, path)
                with written.open("rb") as whole:
                    shutil.copyfileobj(whole, file.buffer)
            return rows

    def _write(self, dataset: Dataset, path: Path, progress: Progress, named: Path) -> int:
        """Let it write to `path`; `named` is what messages call it."""
        try:
            rows = self.plugin.made.write(dataset, path, progress)
            if not isinstance(rows, int):
                raise TypeError("its write returns no number of rows")
            if not path.exists():
                raise TypeError("it wrote nothing")
            return rows
        except Cancelled:
            raise
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

        def where(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
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
