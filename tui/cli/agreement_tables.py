"""The figures of `copydesk agreement` as tables of 80 columns, with sentences below them."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence

from labels.codebook import Codebook
from labels.quality.agreement import Agreement
from labels.quality.annotator_model import AnnotatorModel
from labels.quality.confusion import Confusion
from labels.quality.marks import Labels
from labels.quality.pairs import PairAgreement
from labels.quality.reasons import in_words
from labels.quality.wording import figures, sentences, told, told_interval, told_reasons, told_share
from labels.words import counted
from tui.cli.table import table

_WIDTH = 80
#: A name in the first column is no longer than this.
_NAME = 18
#: So many names are told with a reason; the others are counted.
_NAMES = 4
#: A confusion table that is too wide is told in parts, one below the other, if it has no more values than this.
_VALUES = 40
#: So many cells are listed of one that is wider.
_CELLS = 20


def overall_table(agreement: Agreement) -> str:
    """All figures of all labels with their intervals, and what is to be said of them."""
    rows = [
        [name, told_share(each) if share else told(each), told_interval(each, share=share)]
        for name, each, share in figures(agreement)
    ]
    return _with_sentences(table(["figure", "value", "95% interval"], rows), sentences(agreement))


def breakdown_table(what: str, found: Mapping[str, Agreement], known: Collection[str]) -> str:
    """A row of figures for each label, group, article or codebook, by its name. Notes that are `known` are not told."""
    heads = [what, "compared", "percent", "alpha", "95% interval", "Fleiss", "AC1"]
    rows = [[_short(name), f"{each.compared:,}", *_figures(each)] for name, each in found.items()]
    reasons: dict[str, list[str]] = {}
    for name, each in found.items():
        notes = [note for note in each.notes if note not in known]
        for reason in dict.fromkeys(filter(None, (each.percent.undefined, each.alpha.undefined, *notes))):
            reasons.setdefault(reason, []).append(name)
    return _with_sentences(table(heads, rows), told_reasons(reasons, _NAMES))


def pair_table(pairs: Sequence[PairAgreement]) -> str:
    """A row for every two people who share sentences."""
    shared = [pair for pair in pairs if pair.units]
    rows = [
        [
            f"{_short(pair.first)}, {_short(pair.second)}",
            f"{pair.units:,}",
            told_share(pair.percent),
            told(pair.kappa),
            told_interval(pair.kappa),
        ]
        for pair in shared
    ]
    return _with_sentences(table(["pair", "compared", "percent", "Cohen", "95% interval"], rows), _of_pairs(pairs))


def confusion_table(found: Confusion, codebook: Codebook) -> str:
    """Which labels met; a wide table in parts of some columns each, and a huge one as the cells that differ most."""
    names = [_short(in_words(value, codebook)) for value in found.values]
    drawn = _drawn(found, names, names, range(len(names)))
    if _fits(drawn):
        return drawn
    if len(names) > _VALUES:
        return _largest(found, codebook)
    rows = [f"{n} {name}" for n, name in enumerate(names, 1)]
    heads = [str(n) for n in range(1, len(names) + 1)]
    return "\n\n".join(_parts(found, rows, heads)) or _largest(found, codebook)


def model_table(model: AnnotatorModel) -> str:
    """How often each person is right by the model."""
    if model.abstains:
        return wrapped(model.abstains)
    rows = [[name, f"{each.right:.0%}", f"{each.marks:,}", each.note] for name, each in model.people.items()]
    ended = "" if model.converged else " It had not converged."
    settings = model.settings
    words = f"Dawid & Skene with a weight of {settings.weight:g} marks, {counted(model.steps, 'step')}.{ended}"
    return _with_sentences(table(["annotator", "right", "marks", ""], rows), [words])


def wrapped(words: str) -> str:
    """A sentence over as many lines as it needs."""
    return textwrap.fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _figures(agreement: Agreement) -> list[str]:
    interval = told_interval(agreement.alpha)
    return [
        told_share(agreement.percent),
        told(agreement.alpha),
        interval,
        told(agreement.fleiss),
        told(agreement.ac1),
    ]


def _of_pairs(pairs: Sequence[PairAgreement]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for pair in pairs:
        kappa = pair.kappa
        thin = f"no interval: {kappa.no_interval.removeprefix('undefined: ')}" if kappa.no_interval else ""
        for reason in filter(None, (kappa.undefined, thin, *pair.notes)):
            reasons.setdefault(reason, []).append(f"{pair.first} and {pair.second}")
    yield from told_reasons(reasons, _NAMES)


def _cells(found: Confusion, value: Labels) -> list[str]:
    cells = [found.cells.get((value, other)) for other in found.values]
    return [f"{cell.pairs:,}" if cell else "–" for cell in cells]


def _drawn(found: Confusion, rows: Sequence[str], heads: Sequence[str], columns: range) -> str:
    cells = [_cells(found, value) for value in found.values]
    shown = [[name, *(row[n] for n in columns)] for name, row in zip(rows, cells, strict=True)]
    return table(["", *(heads[n] for n in columns)], shown)


def _fits(drawn: str) -> bool:
    return all(len(line) <= _WIDTH for line in drawn.splitlines())


def _parts(found: Confusion, rows: Sequence[str], heads: Sequence[str]) -> list[str]:
    """The table in parts of as many columns as fit; none if not even one fits."""
    parts: list[str] = []
    begin = 0
    while begin < len(heads):
        end = begin
        drawn = ""
        while end < len(heads) and _fits(wider := _drawn(found, rows, heads, range(begin, end + 1))):
            end, drawn = end + 1, wider
        if not drawn:
            return []
        parts.append(drawn)
        begin = end
    return parts


def _largest(found: Confusion, codebook: Codebook) -> str:
    """The cells in which people differ most; a cell that is the same both ways is told once."""
    both_ways = all(found.cells.get((two, one)) == cell for (one, two), cell in found.cells.items())
    differing = [
        (cell.pairs, met)
        for met, cell in found.cells.items()
        if met[0] != met[1] and not (both_ways and met[0] > met[1])
    ]
    largest = sorted(differing, key=lambda each: (-each[0], each[1]))[:_CELLS]
    rows = [[*(_short(in_words(value, codebook), 30) for value in met), f"{pairs:,}"] for pairs, met in largest]
    words = f"The largest of {counted(len(differing), 'cell')} in which people differ; --json has all of them."
    return _with_sentences(table(["one", "other", "pairs"], rows), [words])


def _with_sentences(drawn: str, words: Iterator[str] | Sequence[str]) -> str:
    return "\n".join([drawn, *map(wrapped, words)])


def _short(name: str, most: int = _NAME) -> str:
    name = " ".join(name.split())
    return name if len(name) <= most else name[: most - 1] + "…"
