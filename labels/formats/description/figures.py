"""What every description of a dataset tells: figures of its records, and its size, rules and limits in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from labels.codebook import Label
from labels.formats.dataset import Dataset
from labels.formats.gold_record import GoldRecord, is_gold
from labels.formats.record import RecordInContext
from labels.words import counted


@dataclass(slots=True)
class Tally:
    """The counts of the records. `answers` counts sentences by the number of decisions on each.

    `annotators` counts records by name and key: two annotators may have one name. `of_gold`, it counts the votes by the
    names on screen, `states` the sentences in each state, and `settled` those settled by each person and rule.
    """

    records: int = 0
    sentences: int = 0
    latest: str = ""
    articles: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    annotators: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    part_labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    versions: set[int] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)
    of_gold: bool = False
    states: Counter[str] = field(default_factory=Counter)
    settled: Counter[tuple[str, str]] = field(default_factory=Counter)
    suggested: int = 0
    modelled: int = 0
    first: str = ""
    last: str = ""
    _answered: int = 0

    def take(self, record: RecordInContext) -> None:
        """Count one more record."""
        self.records += 1
        if record["id"] != self.latest:  # the records of a sentence come one after the other
            self.sentences, self.latest, self._answered = self.sentences + 1, record["id"], 0
        if self.of_gold and is_gold(record):
            self._take_votes(record)
        else:
            if record["status"] != "undecided":
                self.answers[self._answered] -= 1
                self._answered += 1
                self.answers[self._answered] += 1
            self.annotators[record["annotator"], record["annotator_key"] or ""] += 1
        if record["article_id"] not in self.articles:
            self.articles.add(record["article_id"])
            self.languages[record["language"] or "unknown"] += 1
        self.labels.update(record["labels"])
        self.statuses[record["status"]] += 1
        self.suggested += record["suggested_label"] is not None
        self.modelled += record["p_given"] is not None
        part, at, version = record["split"], record["decided_at"], record["scheme_version"]
        if part is not None:
            self.parts[part] += 1
            self.part_labels.update((part, label) for label in record["labels"])
        if at is not None:
            self.first = min(self.first or at, at)
            self.last = max(self.last, at)
        if version is not None:
            self.versions.add(version)

    def _take_votes(self, record: GoldRecord) -> None:
        """Count who voted, and by whom and how it was settled."""
        self.answers[len(record["voters"])] += 1
        self.annotators.update((name, "") for name in record["voters"])
        self.states[record["state"]] += 1
        if record["state"] == "settled":
            self.settled[record["annotator"], record["rule"] or ""] += 1


def tallied(dataset: Dataset) -> Tally:
    """Count all records. Raises UsageError."""
    tally = Tally(of_gold=dataset.gold)
    for record in dataset.records():
        tally.take(record)
    return tally


#: The name of data whose codebook has no title.
UNTITLED = "Labelled sentences"

_ALL_ANSWERS = (
    "A label is what one annotator said of one sentence; where annotators differ, all answers are in the data."
)
_GOLD = (
    "A label is what was settled after annotators had answered; who answered what is in the data. Sentences that were"
    " left out because nothing was settled may be harder."
)
_NOT_SETTLED = "Sentences on which all annotators agree are in the data without anybody having settled them."
_AGREED = "Sentences on which annotators differ are not in the data, so it is easier than what they were given."
_LIMITS = (
    "Sentences are as cut at import and corrected by the annotators; a wrong cut is a wrong sentence here too.",
    "Nobody has checked that the articles are a fair sample of anything.",
)


def size(tally: Tally) -> str:
    """How much there is, in one sentence."""
    said = ", ".join(f"{count:,} {status}" for status, count in sorted(tally.statuses.items()))
    what = f"{counted(tally.sentences, 'sentence')} of {counted(len(tally.articles), 'article')}"
    return f"{what}, in {counted(tally.records, 'record')}" + (f": {said}." if said else ".")


def rules(dataset: Dataset, tally: Tally, shown: Callable[[str], str] = str) -> str:
    """How labels combine, and which version of the codebook they are of; names of labels are `shown`."""
    groups: dict[str, list[str]] = {}
    for each in described(dataset) if dataset.several else ():
        if each.group is not None:
            groups.setdefault(each.group, []).append(shown(each.name))
    rule = "A sentence may carry several labels." if dataset.several else "A sentence carries one label."
    exclude = [f"Of {', '.join(names)}, one at most." for names in groups.values() if len(names) > 1]
    now = dataset.project.codebook_version
    others = sorted(tally.versions - {now})
    version = f"These are the labels of version {now} of the codebook"
    version += f"; some decisions were made under version {', '.join(map(str, others))}." if others else "."
    return " ".join([rule, *exclude, version])


#: What a rule settles, and what a person does.
SETTLED = "What annotators said was settled by a person, or by a rule that a person ran."


def settled_in_words(tally: Tally) -> str:
    """By whom and how the sentences were settled, in one sentence."""
    found = [
        f"{count:,} by {name or 'nobody known'}{f', by the rule {rule}' if rule else ''}"
        for (name, rule), count in sorted(tally.settled.items())
    ]
    return f"{counted(sum(tally.settled.values()), 'sentence')}: {'; '.join(found)}."


def described(dataset: Dataset) -> list[Label]:
    """The entries of the codebook for the labels that can occur."""
    return list(dataset.described_labels)


def ways_of_cutting(dataset: Dataset, tally: Tally) -> list[tuple[str, int]]:
    """How articles were cut into sentences, each with the number of articles; an empty text is not known."""
    rows = (row for row in dataset.project.reader.articles() if row.id in tally.articles)
    return sorted(Counter(row.segmenter for row in rows).items())


def limits(dataset: Dataset, tally: Tally) -> Iterator[str]:
    """What people who train on the data must know, a sentence for each thing."""
    if dataset.gold:
        yield _GOLD
        if tally.states["agreed"]:
            yield _NOT_SETTLED
    else:
        yield _AGREED if dataset.one_row_per == "sentence" else _ALL_ANSWERS
    yield from _LIMITS
    if len(tally.annotators) == 1:
        yield "One annotator decided everything, so agreement cannot be told."
    if len(tally.versions) > 1:
        yield "The codebook changed while the work went on; older decisions followed older definitions."
