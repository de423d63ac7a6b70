"""How good a model of annotators is where the truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import correlation, mean

from labels.quality.annotator_model import FEW_MARKS, AnnotatorModel
from labels.quality.marks import Marks

#: Posteriors from here on are sure.
SURE = 0.95


@dataclass(frozen=True)
class Score:
    """`right` and `majority`: shares of the units that model and majority have right; a tie counts in parts.

    `correlation` is that of the competences with how often people were right; `sure` the share of units with a
    posterior of .95 or more, `sure_and_right` how many of these are right.
    """

    right: float
    majority: float
    correlation: float
    sure: float
    sure_and_right: float


def score(marks: Marks, model: AnnotatorModel, truth: Mapping[str, str], right: Mapping[str, float]) -> Score:
    """Compare a model with the truth of each unit, and with how often each person was right."""
    probable = {unit: model.probable(unit) for unit in truth}
    is_right = {unit: labels == (truth[unit],) for unit, (labels, _) in probable.items()}
    sure = [is_right[unit] for unit, (_, share) in probable.items() if share >= SURE]
    people = [name for name in right if name in model.people and model.people[name].marks >= FEW_MARKS]
    return Score(
        mean(is_right.values()),
        majority(marks, truth),
        correlation([model.people[name].right for name in people], [right[name] for name in people]) if right else 0.0,
        len(sure) / len(truth),
        mean(sure) if sure else 0.0,
    )


def majority(marks: Marks, truth: Mapping[str, str]) -> float:
    """The share of units whose most common label is the true one; of equally common labels each counts in part."""
    found = []
    for unit, pattern in zip(marks.units, marks.unit_patterns, strict=True):
        counts = Counter(marks.label_sets[labels] for _, labels in marks.first_votes[pattern])
        most = max(counts.values())
        first = [labels for labels, count in counts.items() if count == most]
        found.append(((truth[str(unit)],) in first) / len(first))
    return mean(found)
