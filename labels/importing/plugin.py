"""An importer of another package, watched: what it does wrong refuses its file in one line, and stops nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.errors import CopydeskError, ReadingError
from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.plugins import FAULTS, Plugin
from labels.sentence import Cut, first_misfit


class PluginImporter:
    """Reads as its plug-in does. Its files are looked through before anything of them is taken in, as ours are."""

    def __init__(self, plugin: Plugin) -> None:
        """Raises TypeError for an object that is no importer."""
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

    def read(self, source: Source) -> Iterator[Found]:
        """The articles that the plug-in finds. Raises ReadingError where it fails, as well as what it raises itself."""
        if self.articles_only:  # nobody looks through these first, so that a failure must come before the first article
            yield from list(self._read(source))
        else:
            yield from self._read(source)

    def _read(self, source: Source) -> Iterator[Found]:
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
    if not isinstance(found, Found) or not isinstance(found.article, Article):
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
