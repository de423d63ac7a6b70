"""The figures of a report, read once: units, people, samples, agreement, what was settled, the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from labels.codebook import Codebook
from labels.project import Project
from labels.projections.gold import StateCounts
from labels.quality.agreement import Agreement
from labels.review.rules import answer_in_words
from labels.statistics.project_statistics import Person
from labels.team.sample import Sample
from labels.values.progress import UNWATCHED, Progress
from labels.values.review import ReviewUnit, Settled


@dataclass(frozen=True, slots=True)
class SettledFigures:
    """How sentences were settled.

    `by` counts them by who settled them (a name, or “rule …”) and whether the annotators had differed; `reasons` by the
    reason given. `beside` were settled by hand differently from what most annotators had said.
    """

    by: Mapping[tuple[str, bool], int]
    reasons: Mapping[str, int]
    labels: Mapping[str, int]
    beside: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report tells. `people` go by the names that the report gives them.

    `rounds` are the rounds that were closed: how far people agreed then, on all labels and on each.
    """

    project: Project
    codebook: Codebook
    version: int
    articles: int
    sentences: int
    sources: Mapping[str, int]
    languages: Mapping[str, int]
    people: Mapping[str, Person]
    states: StateCounts
    settled: SettledFigures
    samples: Mapping[str, Sample]
    overall: Agreement
    by_label: Mapping[str, Agreement]
    by_group: Mapping[str, Agreement]
    rounds: Mapping[str, tuple[Agreement, Mapping[str, Agreement]]]
    names: Mapping[str, str]

    @property
    def differed(self) -> int:
        """Sentences on which annotators differed, settled since or not."""
        return self.states.states["conflict"] + sum(n for (_, differed), n in self.settled.by.items() if differed)


def figures_of(project: Project, *, anonymous: bool = False, progress: Progress = UNWATCHED) -> Figures:
    """Read the figures of a project; with `anonymous`, people are A1, A2 and so on. Raises Cancelled."""
    articles = list(project.reader.articles())
    found = project.agreement(progress=progress)
    statistics = project.statistics()
    names = _names(project, anonymous)
    history = project.reader.codebook_history()
    return Figures(
        project=project,
        codebook=project.codebook,
        version=history[-1][0] if history else 0,
        articles=len(articles),
        sentences=sum(row.sentences for row in articles),
        sources=Counter(row.source or "not known" for row in articles),
        languages=Counter(row.language or "not known" for row in articles),
        people={names.get(name, name): person for name, person in statistics.people.items() if person.progress.decided},
        states=project.gold.counts(),
        settled=_settled(project, names),
        samples=_samples(project, names),
        overall=found.overall(),
        by_label=found.by_label(),
        by_group=found.by_group(),
        rounds=_rounds(project, names, progress),
        names=names,
    )


def renamed(words: str, names: Mapping[str, str], *, in_query: bool = False) -> str:
    """The words with the names that the report gives to people; a query may have a name in any case."""
    for name in sorted(names, key=len, reverse=True):
        if name != names[name]:
            flags = re.IGNORECASE if in_query else 0
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names[name], words, flags=flags)
    return words


def _samples(project: Project, names: Mapping[str, str]) -> dict[str, Sample]:
    return {
        renamed(name, names): replace(sample, query=renamed(sample.query, names, in_query=True))
        for name, sample in project.team.samples().items()
    }


def _rounds(
    project: Project, names: Mapping[str, str], progress: Progress
) -> dict[str, tuple[Agreement, Mapping[str, Agreement]]]:
    rounds: dict[str, tuple[Agreement, Mapping[str, Agreement]]] = {}
    for name, sample in project.team.samples().items():
        if sample.round and sample.closed:
            found = project.agreement(round=name, progress=progress)
            rounds[renamed(name, names)] = found.overall(), found.by_label()
    return rounds


def _names(project: Project, anonymous: bool) -> dict[str, str]:
    """What everybody is called in the report, by name on screen."""
    shown = list(project.gold.names().values())
    if not anonymous:
        return dict(zip(shown, shown, strict=True))
    return {name: f"A{number}" for number, name in enumerate(dict.fromkeys(shown), start=1)}


def _settled(project: Project, names: Mapping[str, str]) -> SettledFigures:
    by: Counter[tuple[str, bool]] = Counter()
    reasons: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    beside = 0
    people = project.gold.names()
    for _, units in project.gold.every_unit():
        for unit in units.values():
            if unit.settled is None:
                continue
            by[_who(unit.settled, people, names), len(unit.answers) > 1] += 1
            labels[answer_in_words(unit.settled.labels, project.codebook)] += 1
            if unit.settled.reason:
                reasons[renamed(unit.settled.reason, names)] += 1
            beside += not unit.settled.rule and _is_beside(unit)
    return SettledFigures(dict(by.most_common()), dict(reasons.most_common()), dict(labels.most_common()), beside)


def _who(settled: Settled, people: Mapping[int, str], names: Mapping[str, str]) -> str:
    if settled.rule:
        return f"rule {settled.rule}"
    name = people.get(settled.person, "not known")
    return names.get(name, name)


def _is_beside(unit: ReviewUnit) -> bool:
    """Whether a unit was settled otherwise than more than half of its votes."""
    most = Counter(vote.labels for vote in unit.votes).most_common(1)
    if not most or unit.settled is None:
        return False
    answer, votes = most[0]
    return 2 * votes > len(unit.votes) and answer != unit.settled.labels
