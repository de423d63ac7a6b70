"""The tables of a report, each with the command that shows the same figures."""

from __future__ import annotations

from collections.abc import Iterator

from labels.quality.agreement import Agreement
from labels.quality.figure import Figure
from labels.quality.reasons import in_words
from labels.report.figures import Figures
from labels.report.table import Cell, Table
from labels.values.review import STATES


def tables_of(figures: Figures) -> Iterator[Table]:
    """Corpus, units, people, samples, agreement, what was settled, and the codebook."""
    yield _corpus(figures)
    yield _languages(figures)
    yield _units(figures)
    yield _people(figures)
    yield _samples(figures)
    yield _agreement(figures)
    yield _settled(figures)
    yield _reasons(figures)
    yield _gold_labels(figures)
    yield _codebook(figures)
    yield _versions(figures)


def _corpus(figures: Figures) -> Table:
    rows = (("articles", figures.articles), ("sentences", figures.sentences))
    return Table("corpus", "Corpus", ("what", "count"), rows, "copydesk status")


def _languages(figures: Figures) -> Table:
    rows = tuple(sorted(figures.languages.items()))
    return Table("languages", "Languages", ("language", "articles"), rows, "copydesk export --status all")


def _units(figures: Figures) -> Table:
    states, marks = figures.states.states, figures.states.marks
    rows: list[tuple[Cell, ...]] = [(f"sentences, {state}", states[state]) for state in STATES]
    rows += [(f"settled sentences, {mark}", marks.get(mark, 0)) for mark in ("reopened", "contested")]
    note = (
        "Thin: one vote. Agreed: two or more, all alike. Conflict: two or more that differ. Settled: by lead or rule."
    )
    return Table("units", "Units", ("what", "count"), tuple(rows), "copydesk gold", note)


def _people(figures: Figures) -> Table:
    rows = []
    for name, person in figures.people.items():
        pace = person.work.overall
        rows.append(
            (
                name,
                person.progress.labelled,
                person.progress.skipped,
                round(pace.seconds / 3600, 2),
                None if pace.per_hour is None else round(pace.per_hour),
            )
        )
    head = ("annotator", "labelled", "skipped", "hours worked", "sentences an hour")
    return Table("annotators", "Annotators", head, tuple(rows), "copydesk status")


def _samples(figures: Figures) -> Table:
    rows = tuple(
        (
            name,
            "round" if sample.round else "sample",
            len(sample.articles),
            sample.of,
            sample.sentences,
            round(sample.probability, 4),
            sample.seed,
            sample.query,
        )
        for name, sample in figures.samples.items()
    )
    head = ("name", "what", "articles", "of", "sentences", "probability", "seed", "drawn from")
    return Table("samples", "Samples and rounds", head, rows, "copydesk sample --list")


def _agreement(figures: Figures) -> Table:
    whole = "whole label sets" if figures.codebook.choose == "many" else "all labels"
    rows = [_agreed(whole, figures.overall)]
    rows += [_agreed(in_words((id,), figures.codebook), each) for id, each in figures.by_label.items()]
    rows += [_agreed(name, each) for name, each in figures.by_group.items()]
    for name, (overall, by_label) in figures.rounds.items():
        rows.append(_agreed(f"round {name}: {whole}", overall))
        rows += [_agreed(f"round {name}: {in_words((id,), figures.codebook)}", each) for id, each in by_label.items()]
    head = (
        "variable", "sentences", "marks", "percent", "95 % low", "95 % high", "alpha", "95 % low", "95 % high",
        "Fleiss’ kappa", "Gwet’s AC1",
    )  # fmt: skip
    note = (
        "Sentences that two or more people decided; a skip is a mark without labels, carried decisions are left out."
        " Alpha is Krippendorff’s, nominal. Intervals are by the jackknife over articles. An empty cell is undefined."
        " A round is told as it was when it was closed."
    )
    return Table("agreement", "Agreement", head, tuple(rows), "copydesk agreement --by label --by group", note)


def _agreed(name: str, agreement: Agreement) -> tuple[Cell, ...]:
    return (
        name,
        agreement.compared,
        agreement.marks,
        *_with_interval(agreement.percent),
        *_with_interval(agreement.alpha),
        agreement.fleiss.value,
        agreement.ac1.value,
    )


def _with_interval(figure: Figure) -> tuple[float | None, float | None, float | None]:
    interval = figure.interval
    return figure.value, interval.low if interval else None, interval.high if interval else None


def _settled(figures: Figures) -> Table:
    rows = tuple(
        (who, "conflict" if differed else "no conflict", count) for (who, differed), count in figures.settled.by.items()
    )
    head = ("settled by", "the annotators’ answers", "sentences")
    return Table("settled", "How sentences were settled", head, rows, "copydesk export --gold")


def _reasons(figures: Figures) -> Table:
    rows = tuple(figures.settled.reasons.items())
    return Table("reasons", "Reasons given", ("reason", "sentences"), rows, "copydesk export --gold")


def _gold_labels(figures: Figures) -> Table:
    total = sum(figures.settled.labels.values())
    rows = tuple((label, count, round(count / total, 4)) for label, count in figures.settled.labels.items())
    return Table("gold", "Labels of the gold data", ("label", "sentences", "share"), rows, "copydesk export --gold")


def _codebook(figures: Figures) -> Table:
    given = figures.project.reader.labels_in_use()
    rows = tuple(
        (label.name, label.definition, len(label.examples), len(label.counter_examples), given.get(label.id, 0))
        for label in figures.codebook.active
    )
    head = ("label", "definition", "examples", "counter-examples", "given")
    return Table("codebook", "Codebook", head, rows, "copydesk codebook show")


def _versions(figures: Figures) -> Table:
    rows = tuple(
        (number, at[:10], figures.names.get(who, who)) for number, at, who in figures.project.reader.codebook_history()
    )
    head = ("version", "day (UTC)", "who")
    return Table("versions", "Versions of the codebook", head, rows, "copydesk codebook show --history")
