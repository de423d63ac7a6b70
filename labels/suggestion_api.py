"""Suggestions from a script: who gets them and from which model, the advisor of a sitting, and the report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from labels.codebook_api import CodebookApi
from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import Act

if TYPE_CHECKING:
    from labels.browsing.work_order import WorkOrder
    from labels.statistics.suggestion_reader import SuggestionReader
    from labels.suggest.advisor import Advisor
    from labels.suggest.doubt import Doubt
    from labels.suggest.policy import Policy
    from labels.suggest.report import SuggestionReport
    from labels.suggest.shown import Mode, Occasion
    from labels.suggest.suggester import Suggester
    from labels.team_api import TeamApi

#: The setting of the project and the preference of an annotator under which each choice is kept.
_MODE, _MODEL = "suggestions", "suggester"

#: For whom something is chosen.
Whom = Literal["me", "everybody"]


class SuggestionApi:
    """Suggestions in one open project, for the annotator who opened it."""

    def __init__(
        self,
        path: Path,
        journal: Journal,
        reader: SuggestionReader,
        codebooks: CodebookApi,
        team: Callable[[], TeamApi],
        order: Callable[[], WorkOrder],
    ) -> None:
        """`path` is named in errors; `team` knows leads and samples, `order` tells the order of work."""
        self._path = path
        self._journal = journal
        self._reader = reader
        self._codebooks = codebooks
        self._team = team
        self._order = order

    # -- on and off ----------------------------------------------------------------------------------------

    @property
    def mode(self) -> Mode:
        """The mode of suggestions for you: what you chose, else what is set for everybody, else off.

        If they are off for everybody, they are off for you too.
        """
        for_all = self._reader.setting(_MODE)
        chosen = for_all if for_all == "off" else self._reader.preference(self._annotator, _MODE) or for_all
        return _as_mode(chosen) or "off"

    def set_mode(self, mode: str, whom: Whom = "me") -> None:
        """Turn suggestions off or on ("off", "second look", "suggest"), for you or for everybody.

        Once there is a lead, only leads do so for everybody. Raises UsageError.
        """
        if _as_mode(mode) is None:
            raise UsageError(f"There is no mode “{mode}” for suggestions. There are: {', '.join(_modes())}.")
        if whom == "me" and mode != "off" and self._reader.setting(_MODE) == "off":
            raise UsageError(f"{self._path}: suggestions are turned off for everybody. A lead can turn them on.")
        self._choose(_MODE, mode, whom)

    @property
    def suggester(self) -> str:
        """The name of what suggests for you."""
        chosen = self._reader.preference(self._annotator, _MODEL) or self._reader.setting(_MODEL)
        known = self.suggesters()
        return chosen if chosen in known else known[0]

    def suggesters(self) -> list[str]:
        """The names of all that can suggest: our own model, plug-ins, then the runs that came with files."""
        from labels.suggest.online import OnlineSuggester

        plugged = [each.name for each in _plugins()[0]]
        return list(dict.fromkeys([OnlineSuggester.name, *plugged, *self._reader.runs()]))

    def broken_plugins(self) -> list[str]:
        """A line for each plug-in that cannot be used."""
        return [f"{where}: {why}" for where, why in _plugins()[1]]

    def choose_suggester(self, name: str, whom: Whom = "me") -> None:
        """Have suggestions made by another model from now on. Raises UsageError where there is none of this name."""
        known = self.suggesters()
        if name not in known:
            raise UsageError(f"{self._path}: there is no suggester “{name}”. There are: {', '.join(known)}.")
        self._choose(_MODEL, name, whom)

    # -- at work -------------------------------------------------------------------------------------------

    def advisor(self) -> Advisor:
        """The advisor that a screen or script asks at each sentence.

        It has learnt nothing yet: call its `work`, or `finish`.
        """
        from labels.suggest.advisor import Advisor
        from labels.suggest.learner import Learner

        policy = self.policy()
        learner = Learner(self._maker(self.suggester, policy.offered), self._reader.decisions(self._annotator))
        return Advisor(learner, policy, self.occasions())

    def policy(self) -> Policy:
        """The rules for you as they are now: put them into an advisor after the mode or the codebook has changed."""
        from labels.suggest.policy import Policy

        active = self._codebooks.current.active
        return Policy(self.mode, [label.id for label in active], [label.name for label in active])

    def _maker(self, name: str, labels: Collection[str]) -> Callable[[], Suggester]:
        """What makes a suggester that has learnt nothing."""
        from labels.formats.entry_points import FAULTS
        from labels.suggest.imported import ImportedSuggester
        from labels.suggest.online import OnlineSuggester
        from labels.suggest.watched import WatchedSuggester

        for each in _plugins()[0]:
            if each.name == name:
                return partial(WatchedSuggester, each.plugin, FAULTS)
        if name != OnlineSuggester.name and (runs := self._reader.runs().get(name)):
            return lambda: ImportedSuggester(name, partial(self._reader.suggested, runs), tuple(labels))
        return OnlineSuggester

    def occasions(self) -> Callable[[int, str], Occasion]:
        """Why a sentence is shown: the order of work, or the sample that its article was drawn in; as it is now."""
        from labels.suggest.shown import Occasion

        samples = self._team().samples()
        drawn = {id: (name, each) for name, each in samples.items() for id in each.articles}
        in_rounds = {id for each in samples.values() if each.round for id in each.articles}
        order = self._order()
        words = order.in_words()

        def occasion(article: int, id: str) -> Occasion:
            of = id.partition(":")[0]
            if of not in drawn:
                return Occasion(id, words, order.probability(article))
            name, sample = drawn[of]
            what = "round" if sample.round else "sample"
            return Occasion(id, f"{what} {name}", sample.probability, is_alone=of in in_rounds)

        return occasion

    # -- what comes first ------------------------------------------------------------------------------------

    def work_on_likely(self, label: str, seed: int = 1) -> str:
        """Go through the articles by how much of a label (id or name) the model expects in each; the order in words.

        A fifth of the articles is not ordered by a model, and comes in a random order in between. The probability with
        which an article was drawn is written with its decisions. Raises UsageError for a label that cannot be given,
        and where the model has seen too little of it.
        """
        from labels.suggest.learner import Learner
        from labels.suggest.likely import expected
        from labels.suggest.policy import SILENT_USES
        from labels.team.likely_order import likely_order

        wanted = next((each for each in self._codebooks.current.active if label in (each.id, each.name)), None)
        if wanted is None:
            raise UsageError(f"{self._path}: there is no label “{label}” that can be given.")
        learner = Learner(self._maker(self.suggester, self.policy().offered), self._reader.decisions(self._annotator))
        learner.finish()
        if learner.record.labels[wanted.id] < SILENT_USES:
            raise UsageError(
                f"{self._path}: the model cannot tell where {wanted.name} is likely before you have given it"
                f" {SILENT_USES} times."
            )
        drawn = likely_order(expected(learner, self._reader.articles(), wanted.id), seed)
        order = self._order()
        order.choose_likely(wanted.name, drawn, seed)
        return order.in_words()

    # -- the report ----------------------------------------------------------------------------------------

    def report(self, annotators: Collection[str] | None = None) -> dict[str, SuggestionReport]:
        """The effect of suggestions, for each annotator by name, and under the empty name for all of them together.

        Only what you may read is counted.
        """
        from labels.suggest.report import report

        answers = list(self._reader.answers(self._journal.sitting.viewer, annotators))
        names = sorted({each.annotator for each in answers})
        return {"": report(answers)} | {
            name: report([each for each in answers if each.annotator == name]) for name in names
        }

    def doubts(self, limit: int = 100) -> list[Doubt]:
        """The decisions that are most likely mistakes, as far as you may read them, with the labels that are better.

        They are those that the model found least probable when they were made. A wrong suggestion that was accepted
        is not among them: the model said the same.
        """
        return self._reader.doubts(self._journal.sitting.viewer, limit)

    # -- how it is done --------------------------------------------------------------------------------------

    @property
    def _annotator(self) -> str:
        return self._journal.sitting.annotator

    def _choose(self, key: str, value: str, whom: Whom) -> None:
        if whom == "me":
            with self._journal.sitting.transaction():
                self._reader.prefer(self._annotator, key, value)
            return

        def acts() -> list[Act]:
            self._team().check_lead()
            return [Act("setting", payload={"key": key, "value": value})]

        self._journal.record_as_found(acts)


def _modes() -> tuple[Mode, ...]:
    from labels.suggest.shown import MODES

    return MODES


def _as_mode(value: str | None) -> Mode | None:
    return next((each for each in _modes() if each == value), None)


def _plugins() -> tuple[tuple[_Plugged, ...], tuple[tuple[str, str], ...]]:
    from labels.formats.entry_points import SUGGESTER_GROUP, plugins

    found = plugins(SUGGESTER_GROUP, _Plugged)
    return found.found, found.broken


class _Plugged:
    """A suggester of another package that can be made."""

    def __init__(self, plugin: object) -> None:
        """Raises TypeError for an object that is no suggester."""
        from labels.formats.entry_points import FAULTS, Plugin
        from labels.suggest.watched import WatchedSuggester

        assert isinstance(plugin, Plugin)
        self.plugin = plugin
        self.name = WatchedSuggester(plugin, FAULTS).name
