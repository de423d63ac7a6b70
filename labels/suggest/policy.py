"""When a suggestion is shown, and how: the rules that keep it from leading the annotator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labels.suggest.record import Record
from labels.suggest.shown import Form, Mode, Occasion, Shown
from labels.suggest.suggester import Prediction
from labels.suggest.unit import Labels
from labels.team.drawing import is_drawn
from labels.words import counted

#: Nothing is shown before this many decisions, and before each label was given this often.
SILENT_DECISIONS, SILENT_USES = 100, 3

#: Two or three labels are marked from this probability on.
MARKED = 0.5

#: Three are marked where two together are less probable than this.
_TWO_ARE_ENOUGH = 0.8

#: The part of the sentences for which nothing is ever shown.
BLIND = 0.1

#: A label with this share of the decisions is never shown first.
TOO_FREQUENT = 0.75


def is_blind(id: str) -> bool:
    """Whether a sentence (its id) belongs to the blind control.

    It depends only on the id, so it is the same for everybody.
    """
    return is_drawn(BLIND, 0, "blind control of suggestions", id)


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules for one annotator. `offered` are the ids of the labels that can be given now, with their `names`."""

    mode: Mode
    offered: Sequence[str]
    names: Sequence[str] = ()

    def why_silent(self, record: Record) -> str:
        """Why nothing is shown of any sentence yet, in words; nothing if suggestions may be shown."""
        if self.mode == "off":
            return "suggestions are off"
        if record.decisions < SILENT_DECISIONS:
            left = SILENT_DECISIONS - record.decisions
            return f"suggestions begin after {counted(left, 'more decision')}"
        rare = [place for place, id in enumerate(self.offered) if record.labels[id] < SILENT_USES]
        if rare:
            first = self.names[rare[0]] if self.names else self.offered[rare[0]]
            others = f" and {counted(len(rare) - 1, 'other label')}" if len(rare) > 1 else ""
            return (
                f"suggestions begin once {first}{others} have been given {SILENT_USES} times"
                if others
                else (f"suggestions begin once {first} has been given {SILENT_USES} times")
            )
        return ""

    def before(self, prediction: Prediction | None, occasion: Occasion, record: Record) -> Shown:
        """What is shown for a sentence before it is decided; in the mode second look, nothing."""
        silent = self._silent(prediction, occasion, record)
        if silent or prediction is None or self.mode == "second look":
            return Shown(occasion, prediction, why_silent=silent)
        labels, score = prediction.ranked[0]
        form: Form = "preselected" if score >= record.bar else "marked"
        if form == "marked":
            few = tuple(each for each, _ in prediction.ranked[: self._how_many(prediction)] if self._may_be_shown(each))
        else:
            few = (labels,)
        if not few or few[0] != labels:
            return Shown(occasion, prediction, why_silent="nothing that can be given is probable")
        return Shown(occasion, prediction, form, few, score, is_blind(occasion.id))

    def after(self, before: Shown, given: Labels, record: Record) -> Shown | None:
        """What a second look shows after the sentence was given these labels; None if there is nothing to show.

        `record` does not have this decision yet. If it is kept back for the blind control, the screen must show
        nothing.
        """
        prediction = before.prediction
        if self.mode != "second look" or prediction is None or before.why_silent:
            return None
        labels, score = prediction.ranked[0]
        if (
            labels == given
            or score < record.bar
            or record.share(labels) >= TOO_FREQUENT
            or not self._may_be_shown(labels)
        ):
            return None
        return Shown(before.occasion, prediction, "second look", (labels,), score, is_blind(before.occasion.id))

    def _silent(self, prediction: Prediction | None, occasion: Occasion, record: Record) -> str:
        """Why nothing is shown of this sentence."""
        silent = self.why_silent(record)
        if silent:
            return silent
        if occasion.is_alone:
            return "no suggestions in rounds and repeats"
        if prediction is None or prediction.ranked[0][1] < MARKED:
            return "nothing is probable enough"
        labels = prediction.ranked[0][0]
        if not self._may_be_shown(labels):
            return "nothing that can be given is probable"
        return "its label is too frequent to be suggested" if record.share(labels) >= TOO_FREQUENT else ""

    def _how_many(self, prediction: Prediction) -> int:
        """Two labels, or three where two are not probable enough."""
        return 2 if sum(probability for _, probability in prediction.ranked[:2]) >= _TWO_ARE_ENOUGH else 3

    def _may_be_shown(self, labels: Labels) -> bool:
        """Whether labels can be given now; a skip is never suggested."""
        return bool(labels) and all(each in self.offered for each in labels)
