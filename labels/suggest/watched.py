"""Watches a suggester of another package. After a failure it is not asked again, and one line says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from labels.suggest.unit import Labels, Unit

if TYPE_CHECKING:
    from labels.formats.entry_points import Plugin


class WatchedSuggester:
    """Suggests what its plug-in suggests. Errors of the plug-in never reach the desk."""

    def __init__(self, plugin: Plugin, faults: tuple[type[BaseException], ...]) -> None:
        """`faults` are what a plug-in may raise. A new object of its class is made, which has learnt nothing.

        Raises TypeError for one that is no suggester.
        """
        plugin.lacking("name", "probabilities", "learn")
        if not isinstance(plugin.made.name, str) or not plugin.made.name:
            raise TypeError("its name is no text")
        if not callable(plugin.made.probabilities) or not callable(plugin.made.learn):
            raise TypeError("its probabilities or learn is no method")
        self.name: str = plugin.made.name
        self._plugin = plugin
        self._faults = faults
        #: Why it says nothing more, in one line; empty while it works.
        self.fault = ""
        try:
            self._made: Any = type(plugin.made)()
        except faults as error:
            raise TypeError(f"its class cannot be called without arguments: {error}") from error

    def probabilities(self, unit: Unit) -> Mapping[Labels, float]:
        """What the plug-in says; nothing once it has failed."""
        if self.fault:
            return {}
        try:
            return dict(_checked(self._made.probabilities(unit)))
        except self._faults as error:
            self.fault = self._plugin.fault(error)
            return {}

    def learn(self, unit: Unit, labels: Labels) -> None:
        """Let the plug-in learn."""
        if not self.fault:
            try:
                self._made.learn(unit, labels)
            except self._faults as error:
                self.fault = self._plugin.fault(error)


def _checked(said: Any) -> Mapping[Labels, float]:
    """What a plug-in said. Raises TypeError or ValueError where it is no mapping of sets of labels to probabilities."""
    for labels, probability in said.items():
        if not isinstance(labels, tuple) or not all(isinstance(each, str) for each in labels):
            raise TypeError("its labels are no tuples of label ids")
        if not isinstance(probability, float | int) or not 0 <= probability <= 1:
            raise ValueError(f"{str(probability)[:20]} is no probability")
    return said  # type: ignore[no-any-return]
