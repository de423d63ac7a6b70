"""What was shown when a sentence was decided, and what is written about it into the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from labels.suggest.suggester import Prediction
from labels.suggest.unit import Labels

#: What is done with suggestions. In a second look, the annotator answers first.
Mode = Literal["off", "second look", "suggest"]

MODES: tuple[Mode, ...] = ("off", "second look", "suggest")

#: How a suggestion is shown: preselected, so that Enter gives it; two or three labels only marked; or after the answer.
Form = Literal["preselected", "marked", "second look"]


def form_of(suggestion: Mapping[str, Any] | None) -> Form | None:
    """How a suggestion was shown, by what a payload has of it; None where nothing was, or it is not known."""
    mode = (suggestion or {}).get("mode")
    if mode == "second look":
        return "second look"
    return None if mode != "suggest" else "marked" if (suggestion or {}).get("marked") else "preselected"


#: Digits of a probability that are kept.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why the annotator sees a sentence: in which `order` of work, and with which `probability` it was chosen.

    `id` is that of the sentence. In rounds and repeats everybody answers alone (`is_alone`).
    """

    id: str
    order: str = ""
    probability: float | None = None
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen must show for a sentence, and what it must not show.

    `labels` are the sets of labels in view, the most probable first: one if it is preselected, two or three if they are
    marked, none if nothing is shown. `score` is the probability of the first. If `is_kept_back`, they are for the blind
    control, and the screen shows nothing. `why_silent` says in words why there is nothing.
    """

    occasion: Occasion
    prediction: Prediction | None = None
    form: Form | None = None
    labels: tuple[Labels, ...] = ()
    score: float = 0.0
    is_kept_back: bool = False
    why_silent: str = ""

    @property
    def in_view(self) -> tuple[Labels, ...]:
        """The sets of labels that the screen shows before the decision."""
        return () if self.is_kept_back or self.form == "second look" else self.labels

    @property
    def preselected(self) -> Labels | None:
        """What Enter gives; None for nothing."""
        return self.labels[0] if self.form == "preselected" and self.in_view else None

    def unseen(self) -> Shown:
        """The same without the suggestion, because it was not on the screen when the key was typed."""
        return replace(self, form=None, labels=(), score=0.0, is_kept_back=False, why_silent="not painted yet")

    def payload(self, given: Labels) -> dict[str, Any]:
        """What belongs into the payload of the decision that gave these labels (none for a skip).

        `suggestion` is what was in view, `withheld` what the blind control kept back; `p_given` and `p_other` are the
        probabilities of what was given and of the best `other` labels.
        """
        payload: dict[str, Any] = {}
        if self.form is not None and self.prediction is not None:
            payload["withheld" if self.is_kept_back else "suggestion"] = self._suggestion(given)
        if self.prediction is not None:
            payload |= _odds(self.prediction, given)
        if self.occasion.order:
            why: dict[str, Any] = {"order": self.occasion.order}
            if self.occasion.probability is not None:
                why["probability"] = self.occasion.probability
            payload["shown"] = why
        return payload

    def _suggestion(self, given: Labels) -> dict[str, Any]:
        assert self.prediction is not None
        first = self.labels[0]
        found: dict[str, Any] = {
            "run": self.prediction.by,
            "label": first[0],
            "score": round(self.score, _DECIMALS),
            "mode": "second look" if self.form == "second look" else "suggest",
            "accepted": given == first,
        }
        if len(first) > 1:
            found["labels"] = list(first)
        if self.form == "marked":
            found["marked"] = [list(each) for each in self.labels]
        return found


def _odds(prediction: Prediction, given: Labels) -> dict[str, Any]:
    """The probabilities of what was given and of the best other labels; nothing where the model does not know these."""
    p_given, other = prediction.probability(given), prediction.best_but(given)
    if p_given is None or other is None:
        return {}
    labels, p_other = other
    return {"p_given": round(p_given, _DECIMALS), "p_other": round(p_other, _DECIMALS), "other": list(labels)}
