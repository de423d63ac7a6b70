"""Feedback for one annotator: what they said and what was settled, as far as it is open to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from labels.values.review import Labels

#: In which order differences come: the labels that differ most often first, or what was settled last first.
FeedbackOrder = Literal["confused", "newest"]
FEEDBACK_ORDERS: tuple[FeedbackOrder, ...] = get_args(FeedbackOrder)


@dataclass(frozen=True, slots=True)
class SettledAnswer:
    """A sentence that an annotator decided and that was settled: article number, span, both answers, and why.

    `event` settled it (greater is later), at `at` (ISO 8601, UTC). `reason` and `note` are a lead's words, or empty.
    The rule by which it was settled is left out, because it would show what others said.
    """

    article: int
    start: int
    end: int
    said: Labels
    settled: Labels
    event: bytes
    at: str
    reason: str = ""
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether the annotator said something else."""
        return self.said != self.settled


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """`settled` sentences were settled with a label (an id; empty for a skip).

    The annotator gave it to `like` of them.
    """

    label: str
    settled: int
    like: int

    @property
    def share(self) -> float:
        """The share to which the annotator gave it too, from 0 to 1."""
        return self.like / self.settled


@dataclass(frozen=True)
class Feedback:
    """What was settled of the sentences that `annotator` (the name on screen) decided.

    `opened` is when it was opened to them last (ISO 8601, UTC), None where it is not. `later` counts the sentences that
    were settled since then; it is None unless a lead reads.
    """

    annotator: str
    answers: tuple[SettledAnswer, ...]
    opened: str | None = None
    later: int | None = None

    @property
    def like(self) -> int:
        """On how many sentences the annotator said what was settled."""
        return sum(not each.differs for each in self.answers)

    @cached_property
    def confusion(self) -> Mapping[tuple[Labels, Labels], int]:
        """How often each answer of the annotator (first) met each one that was settled, the most frequent first."""
        met = Counter((each.said, each.settled) for each in self.answers)
        return dict(sorted(met.items(), key=lambda each: (-each[1], each[0])))

    def differences(self, order: FeedbackOrder = "confused") -> list[SettledAnswer]:
        """Where the annotator said something else, in an order; what was settled later comes first among equals."""
        found = sorted((each for each in self.answers if each.differs), key=lambda each: each.event, reverse=True)
        if order == "confused":
            # If two confusions are equally frequent, all sentences of the one that was settled last come first.
            place = {met: n for n, met in enumerate(dict.fromkeys((each.said, each.settled) for each in found))}
            found.sort(key=lambda each: (-self.confusion[each.said, each.settled], place[each.said, each.settled]))
        return found

    def by_label(self) -> list[LabelAgreement]:
        """How often the annotator gave each label that was settled, the most frequently settled first."""
        settled: Counter[str] = Counter()
        like: Counter[str] = Counter()
        for each in self.answers:
            for label in each.settled or ("",):
                settled[label] += 1
                like[label] += label in (each.said or ("",))
        return [
            LabelAgreement(label, count, like[label])
            for label, count in sorted(settled.items(), key=lambda each: (-each[1], each[0]))
        ]

    def to_read_again(self) -> dict[str, int]:
        """How often each label made a difference, given or settled where the other answer lacks it; the most first."""
        differed = Counter(label for each in self.answers for label in set(each.said) ^ set(each.settled))
        return dict(sorted(differed.items(), key=lambda each: (-each[1], each[0])))
