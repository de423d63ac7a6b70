"""The dataset card: what a person needs to know about exported data before training on it, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from labels.exporting.dataset import Dataset
from labels.exporting.record import RecordInContext
from labels.scheme import Label
from labels.words import counted

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")

_ALL_ANSWERS = (
    "A label is what one annotator said of one sentence; where annotators differ, all answers are in the data."
)
_AGREED = "Sentences on which annotators differ are not in the data, so it is easier than what they were given."
_LIMITS = (
    "Sentences are as they were cut at import and mended by the annotators; a wrong cut is a wrong sentence here too.",
    "Nobody has checked that the articles are a fair sample of anything.",
)


@dataclass(slots=True)
class _Tally:
    """What the records amount to."""

    records: int = 0
    sentences: int = 0
    latest: str = ""
    articles: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    part_labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    versions: set[int] = field(default_factory=set)
    first: str = ""
    last: str = ""

    def take(self, record: RecordInContext) -> None:
        self.records += 1
        if record["id"] != self.latest:  # the records of a sentence come one after the other
            self.sentences, self.latest = self.sentences + 1, record["id"]
        if record["article_id"] not in self.articles:
            self.articles.add(record["article_id"])
            self.languages[record["language"] or "unknown"] += 1
        self.labels.update(record["labels"])
        self.statuses[record["status"]] += 1
        self.annotators[record["annotator"]] += 1
        part, at, version = record["split"], record["decided_at"], record["scheme_version"]
        if part is not None:
            self.parts[part] += 1
            self.part_labels.update((part, label) for label in record["labels"])
        if at is not None:
            self.first = min(self.first or at, at)
            self.last = max(self.last, at)
        if version is not None:
            self.versions.add(version)


def card_text(dataset: Dataset) -> str:
    """The card of a dataset, without front matter. The same data gives the same text. Raises UsageError."""
    tally = _Tally()
    for record in dataset.records():
        tally.take(record)
    scheme = dataset.project.scheme
    sections = [
        _head(scheme.title, tally),
        _labels(dataset, tally),
        _people(tally),
        _cutting(dataset, tally),
        _parts(tally),
        "## Known limits\n\n" + "\n".join(f"- {each}" for each in _limits(dataset, tally)),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _head(title: str, tally: _Tally) -> str:
    said = ", ".join(f"{count:,} {status}" for status, count in sorted(tally.statuses.items()))
    languages = ", ".join(f"{_safe(name)} ({count:,})" for name, count in tally.languages.most_common())
    lines = [
        f"# {_safe(title) or 'Labelled sentences'}",
        "",
        f"{counted(tally.sentences, 'sentence')} of {counted(len(tally.articles), 'article')}, in"
        f" {counted(tally.records, 'record')}" + (f": {said}." if said else "."),
    ]
    return "\n".join([*lines, "", f"Languages, by articles: {languages}."] if languages else lines)


def _labels(dataset: Dataset, tally: _Tally) -> str:
    scheme = dataset.project.scheme
    shown = [scheme.named(name) for name in dataset.labels]
    rows = [[_safe(each.name), f"{tally.labels[each.name]:,}", _definition(each)] for each in shown]
    rule = "A sentence may carry several labels." if dataset.several else "A sentence carries one label."
    groups: dict[str, list[str]] = {}
    for each in shown if dataset.several else ():
        if each.group is not None:
            groups.setdefault(each.group, []).append(_safe(each.name))
    exclude = [f"Of {', '.join(names)}, one at most." for names in groups.values() if len(names) > 1]
    now = dataset.project.scheme_version
    others = sorted(tally.versions - {now})
    version = f"These are the labels of version {now} of the codebook"
    version += f"; some decisions were made under version {', '.join(map(str, others))}." if others else "."
    guidelines = ["### Guidelines", _quoted(scheme.guidelines)] if scheme.guidelines else []
    return "\n\n".join(
        [
            "## Labels",
            " ".join([rule, *exclude, version]),
            _table(["label", "records", "definition"], rows),
            *guidelines,
        ]
    )


def _definition(label: Label) -> str:
    said = _safe(label.definition)
    if label.examples:
        said += (" " if said else "") + "Such as: " + "; ".join(f"“{_safe(each)}”" for each in label.examples[:3])
    return said + (" (no longer given)" if label.retired else "")


def _people(tally: _Tally) -> str:
    rows = [[_safe(name), f"{count:,}"] for name, count in sorted(tally.annotators.items())]
    time = f"\n\nDecided from {tally.first[:10]} to {tally.last[:10]} (UTC)." if tally.first else ""
    return f"## Annotators\n\n{_table(['annotator', 'records'], rows)}{time}"


def _cutting(dataset: Dataset, tally: _Tally) -> str:
    rows = (row for row in dataset.project.articles() if row.id in tally.articles)
    ways = Counter(row.segmenter for row in rows)
    named = [f"- {_safe(name) or 'not known'}: {counted(count, 'article')}" for name, count in sorted(ways.items())]
    how = "Spans count Unicode code points. How articles were cut into sentences (“given” are kept as they came):"
    return "\n\n".join(["## Sentences", how, "\n".join(named)]) if named else ""


def _parts(tally: _Tally) -> str:
    if not tally.parts:
        return ""
    labels = sorted(tally.labels)
    rows = [
        [
            _safe(part),
            f"{count:,}",
            f"{count / tally.records:.1%}",
            *(f"{tally.part_labels[part, label] / count:.1%}" for label in labels),
        ]
        for part, count in sorted(tally.parts.items())
    ]
    head = ["part", "records", "share", *map(_safe, labels)]
    return "## Parts\n\nNo article and no group of near-duplicates is in two parts.\n\n" + _table(head, rows)


def _limits(dataset: Dataset, tally: _Tally) -> Iterator[str]:
    yield _AGREED if dataset.one_row_per == "sentence" else _ALL_ANSWERS
    yield from _LIMITS
    if len(tally.annotators) == 1:
        yield "One annotator decided everything, so agreement cannot be told."
    if len(tally.versions) > 1:
        yield "The codebook changed while the work went on; older decisions followed older definitions."


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _safe(text: str) -> str:
    """Foreign text on one line, none of it taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(("> " + _SPECIAL.sub(r"\\\1", line)).rstrip() for line in text.strip().splitlines())
