"""The dataset card: what a person needs to know about exported data before training on it, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from labels.codebook import Label
from labels.formats.dataset import ABOUT, About, Dataset
from labels.formats.description.agreement import agreed_figures
from labels.formats.description.figures import (
    SETTLED,
    UNTITLED,
    Tally,
    described,
    limits,
    rules,
    size,
    tallied,
    ways_of_cutting,
)
from labels.formats.description.suggestions import reported_suggestions
from labels.quality.wording import figures, marks_in_words, thin, told, told_interval, told_share
from labels.suggest.wording import band_rows, sentences, share_rows
from labels.suggest.wording import figures as suggestion_figures
from labels.values.review import STATES
from labels.words import counted

_HOW_AGREED = (
    "A skip is a mark without labels. What a split or a join carried is not counted. Intervals are by the jackknife"
    " over articles. Agreement on the boundaries of sentences was not measured."
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def card_text(dataset: Dataset, tally: Tally | None = None) -> str:
    """The card of a dataset, without front matter. The same data gives the same text. Raises UsageError."""
    tally = tally or tallied(dataset)
    sections = [
        _head(dataset, tally),
        _labels(dataset, tally),
        _settled(tally),
        _people(tally),
        _agreement(dataset, tally),
        _suggestions(dataset, tally),
        _cutting(dataset, tally),
        _parts(tally),
        "## Known limits\n\n" + "\n".join(f"- {each}" for each in limits(dataset, tally)),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _head(dataset: Dataset, tally: Tally) -> str:
    languages = ", ".join(f"{_safe(name)} ({count:,})" for name, count in tally.languages.most_common())
    parts = [
        f"# {_safe(dataset.project.codebook.title) or UNTITLED}",
        size(tally),
        f"Languages, by articles: {languages}." if languages else "",
        _about(dataset.about),
    ]
    return "\n\n".join(filter(None, parts))


def _about(about: About) -> str:
    said = [(words, getattr(about, name)) for name, words in ABOUT.items()]
    return "\n".join(f"- {words}: {_safe(value)}" for words, value in said if value)


def _labels(dataset: Dataset, tally: Tally) -> str:
    guidelines = dataset.project.codebook.guidelines
    rows = [[_safe(each.name), f"{tally.labels[each.name]:,}", _definition(each)] for each in described(dataset)]
    parts = ["## Labels", rules(dataset, tally, _safe), _table(["label", "records", "definition"], rows)]
    if guidelines:
        parts += ["### Guidelines", _quoted(guidelines)]
    return "\n\n".join(parts)


def _definition(label: Label) -> str:
    said = _safe(label.definition)
    if label.examples:
        said += (" " if said else "") + "Such as: " + "; ".join(f"“{_safe(each)}”" for each in label.examples[:3])
    return said + (" (no longer given)" if label.retired else "")


def _settled(tally: Tally) -> str:
    """How many sentences are in each state, and who settled them how; nothing for what annotators said."""
    if not tally.states:
        return ""
    states = [[state, f"{tally.states[state]:,}"] for state in STATES if tally.states[state]]
    rows = [
        [_safe(name) or "nobody known", rule or "by hand", f"{count:,}"]
        for (name, rule), count in sorted(tally.settled.items())
    ]
    parts = ["## Gold", SETTLED, _table(["state", "sentences"], states)]
    return "\n\n".join([*parts, *([_table(["settled by", "rule", "sentences"], rows)] if rows else [])])


def _people(tally: Tally) -> str:
    rows = [[_safe(name), f"{count:,}"] for (name, _), count in sorted(tally.annotators.items())]
    time = (
        f"\n\n{'Settled' if tally.states else 'Decided'} from {tally.first[:10]} to {tally.last[:10]} (UTC)."
        if tally.first
        else ""
    )
    what = "votes" if tally.states else "records"
    return f"## Annotators\n\n{_table(['annotator', what], rows)}{time}"


def _agreement(dataset: Dataset, tally: Tally) -> str:
    """Figures of all selected decisions; nothing where no sentence was marked by two."""
    if len(tally.annotators) < 2 and dataset.one_row_per != "sentence":
        return ""
    agreed = agreed_figures(dataset)
    if agreed is None:
        return ""
    rows = [
        [name, told_share(each) if share else told(each), told_interval(each, share=share)]
        for name, each, share in figures(agreed.everybody)
    ]
    pairs = [
        [
            _safe(f"{agreed.names[pair.first]}, {agreed.names[pair.second]}"),
            f"{pair.units:,}",
            told_share(pair.percent),
            told(pair.kappa),
            told_interval(pair.kappa),
        ]
        for pair in agreed.pairs
    ]
    parts = [
        "## Agreement",
        f"{marks_in_words(agreed.everybody)} {_HOW_AGREED}",
        _table(["figure", "value", "95% interval"], rows),
        _table(["pair", "compared", "percent", "Cohen’s kappa", "95% interval"], pairs),
        "\n".join(f"- {_safe(each)}" for each in thin(agreed.everybody)),
    ]
    return "\n\n".join(filter(None, parts))


def _suggestions(dataset: Dataset, tally: Tally) -> str:
    """What suggestions did; nothing where no model was at work."""
    if not tally.modelled:
        return ""
    found = reported_suggestions(dataset)
    if found is None:
        return ""
    parts = [
        "## Suggestions",
        "A model suggested labels while the annotators worked.",
        _table(["figure", "value", "95% interval"], [list(each) for each in suggestion_figures(found)]),
    ]
    if bands := band_rows(found):
        parts.append(_table(["probability, blind sentences", "decisions", "confidence", "right"], bands))
    if shares := share_rows(found, lambda name: _safe(name) or "no label"):
        parts.append(_table(["label", "share where shown", "where kept back", "points"], shares))
    parts.append("\n".join(f"- {each}" for each in sentences(found)))
    return "\n\n".join(parts)


def _cutting(dataset: Dataset, tally: Tally) -> str:
    ways = ways_of_cutting(dataset, tally)
    named = [f"- {_safe(name) or 'not known'}: {counted(count, 'article')}" for name, count in ways]
    how = "Spans count Unicode code points. How articles were cut into sentences (“given” are kept as they came):"
    return "\n\n".join(["## Sentences", how, "\n".join(named)]) if named else ""


def _parts(tally: Tally) -> str:
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


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _safe(text: str) -> str:
    """Outside text on one line, escaped so that it is not read as Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(("> " + _SPECIAL.sub(r"\\\1", line)).rstrip() for line in text.strip().splitlines())
