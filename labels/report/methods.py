"""The methods paragraph: what a reader of the paper has to know, with the command that shows each figure."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from labels.quality.agreement import Agreement
from labels.quality.wording import told, told_interval, told_share
from labels.report.figures import Figures
from labels.words import counted

#: A sentence, and the command that shows its figures.
Sourced = tuple[str, str]


def methods(figures: Figures) -> str:
    """The paragraph, with numbered sources below it."""
    told_ = list(_sentences(figures))
    commands = list(dict.fromkeys(command for _, command in told_))
    text = " ".join(f"{sentence} [{commands.index(command) + 1}]" for sentence, command in told_)
    sources = "\n".join(f"{number}. `{command}`" for number, command in enumerate(commands, start=1))
    return f"{text}\n\n{sources}"


def _sentences(figures: Figures) -> Iterator[Sourced]:
    yield from _material(figures)
    yield from _people(figures)
    yield from _samples(figures)
    yield from _rounds(figures)
    yield from _agreement(figures)
    yield from _gold(figures)


def _material(figures: Figures) -> Iterator[Sourced]:
    articles, sentences = counted(figures.articles, "article"), counted(figures.sentences, "sentence")
    yield f"The corpus has {articles} with {sentences}; the unit of coding is the sentence.", "copydesk status"
    labels = counted(len(figures.codebook.active), "label")
    choose = (
        "Several labels could be given to a sentence"
        if figures.codebook.choose == "many"
        else ("Each sentence was given one label")
    )
    versions = counted(figures.version, "version")
    yield (
        f"{choose}, or none, from a codebook of {labels}, of which there were {versions} in the course of the study.",
        "copydesk codebook show --history",
    )


def _people(figures: Figures) -> Iterator[Sourced]:
    people = figures.people
    if not people:
        return
    decisions = sum(person.progress.decided for person in people.values())
    hours = sum(person.work.overall.seconds for person in people.values()) / 3600
    who = ", ".join(f"{name} {person.progress.decided:,}" for name, person in people.items())
    yield (
        f"{counted(len(people), 'annotator')} made {counted(decisions, 'decision')} in {hours:.1f} hours of work"
        f" ({who}).",
        "copydesk status",
    )


def _samples(figures: Figures) -> Iterator[Sourced]:
    for name, sample in figures.samples.items():
        what = f"For the {'round' if sample.round else 'sample'} “{name}”"
        articles = counted(len(sample.articles), "article")
        yield (
            f"{what}, {articles} with {counted(sample.sentences, 'sentence')} were drawn at random from {sample.of:,}"
            f" (seed {sample.seed}).",
            "copydesk sample --list",
        )


def _agreement(figures: Figures) -> Iterator[Sourced]:
    agreement, command = figures.overall, "copydesk agreement"
    if not agreement.compared:
        yield "No sentence was decided by two annotators, so that agreement could not be measured.", command
        return
    sentences = counted(agreement.compared, "sentence")
    yield f"{sentences} {_were(agreement.compared)} decided by two or more annotators.", command
    if agreement.alpha.value is None:
        yield f"Krippendorff’s alpha is {agreement.alpha.undefined}.", command
        return
    yield f"They agreed in {_coefficients(agreement)}, by the jackknife over articles.", command
    values = [each.alpha.value for each in figures.by_label.values() if each.alpha.value is not None]
    if len(values) > 1:
        low, high = (f"{value:.2f}".replace("-", "−") for value in (min(values), max(values)))
        yield f"Alpha of single labels against the rest lies between {low} and {high}.", "copydesk agreement --by label"


def _rounds(figures: Figures) -> Iterator[Sourced]:
    """How far people agreed in each closed round, which later changes do not touch."""
    for name, (agreement, _) in figures.rounds.items():
        if agreement.alpha.value is not None:
            yield (
                f"When the round “{name}” was closed, {counted(agreement.compared, 'sentence')} had been decided by two"
                f" or more, who agreed in {_coefficients(agreement)}.",
                f"copydesk agreement --by label --round {shlex.quote(name)}",
            )


def _coefficients(agreement: Agreement) -> str:
    interval = f", 95 % confidence interval {told_interval(agreement.alpha)}" if agreement.alpha.interval else ""
    return (
        f"{told_share(agreement.percent)} of all pairs of decisions; Krippendorff’s alpha (nominal) is"
        f" {told(agreement.alpha)}{interval}"
    )


def _gold(figures: Figures) -> Iterator[Sourced]:
    settled = figures.settled
    total = sum(settled.by.values())
    if not total:
        if left := figures.states.states["conflict"]:
            yield f"{counted(left, 'conflict')} {_are(left)} left to settle.", "copydesk gold"
        return
    by = [f"{count:,} by {who}" for who, count in _by_whom(figures)]
    yield f"Annotators differed on {counted(figures.differed, 'sentence')}.", "copydesk gold"
    yield f"{counted(total, 'sentence')} {_were(total)} settled: {', '.join(by)}.", "copydesk export --gold"
    if settled.beside:
        yield (
            f"{counted(settled.beside, 'sentence')} of them against the majority of the annotators.",
            "copydesk export --gold",
        )
    if settled.reasons:
        reasons = ", ".join(f"{reason} ({count:,})" for reason, count in list(settled.reasons.items())[:3])
        yield f"The most frequent reasons were: {reasons}.", "copydesk export --gold"
    left = figures.states.open
    yield f"{counted(left, 'sentence')} {_are(left)} left to settle.", "copydesk gold"


def _by_whom(figures: Figures) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for (who, _), count in figures.settled.by.items():
        name = f"the {who}" if who.startswith("rule ") else who
        found[name] = found.get(name, 0) + count
    return list(found.items())


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
