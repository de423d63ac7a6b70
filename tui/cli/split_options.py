"""`copydesk export --split`: the parts of the data, what is said of them, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from labels.errors import ProjectError, UsageError
from labels.project import Project
from labels.words import counted
from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.cli.table import table

if TYPE_CHECKING:
    from labels.exporting.selection import Selection
    from labels.splits.balance import Counts, PartBalance
    from labels.splits.moved import Moved
    from labels.splits.parts import Parts, Split

_GIVEN = "given"
_BEST = "best"
_TRIES = 100

#: How many articles that moved, or differences between parts, are named.
_NAMED = 3

Command = TypeVar("Command", bound=Callable[..., Any])


def split_options(command: Command) -> Command:
    """How the data are divided into parts."""
    for option in (
        click.option(
            "--split",
            metavar="SHARES",
            help="Divide the articles: 80/10/10 (train, validation, test), train=80,test=20, or given:KEY (the parts"
            " that KEY of the articles' metadata names).",
        ),
        click.option(
            "--split-by",
            type=click.Choice(["article", "source"]),
            default="article",
            show_default=True,
            help="What stays together in one part. Near-duplicates always do.",
        ),
        click.option(
            "--seed",
            default="0",
            show_default=True,
            metavar="N",
            help=f"Which of many splits; {_BEST} finds the one of {_TRIES} that balances the labels best.",
        ),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """The options as they were given."""

    split: str | None
    split_by: str
    seed: str


def asked_split(options: SplitOptions) -> Splitting | None:
    """What the options ask for; None for undivided data. Raises UsageError."""
    split, seed = options.split, options.seed
    if split is None:
        return None
    if seed != _BEST and not (seed.isascii() and seed.isdigit() and len(seed) < 19):
        raise UsageError(f"{seed!r} is not a seed. Use a whole number, or {_BEST}.")
    from labels.splits.shares import read_shares

    named, _, key = split.partition(":")
    is_given = named == _GIVEN
    shares = () if is_given else read_shares(split)
    return Splitting(
        key or "split", is_given, shares, options.split_by == "source", None if seed == _BEST else int(seed)
    )


@dataclass(slots=True)
class Splitting:
    """A split that is asked for: `seed` None is the best one."""

    key: str
    is_given: bool
    shares: tuple[Any, ...]
    by_source: bool
    seed: int | None
    drawn: tuple[Split, Parts] | None = None

    def prepare(self, path: Path) -> None:
        """Compare what has not been compared yet in the project at `path`."""
        from labels.duplicates.catch_up import bring_up_to_date

        with ProgressLine("Comparing articles") as meter:
            bring_up_to_date(path, meter.progress)

    def parts(self, project: Project, selection: Selection) -> Parts:
        """The part of each article. Says what falls into which, on stderr. Raises UsageError for parts that leak."""
        from labels.exporting.records import records
        from labels.splits.balance import balance, counted_records, unlike
        from labels.splits.moved import moved
        from labels.splits.parts import given_parts

        with ProgressLine("Counting labels") as meter:
            counts = counted_records(records(project.view, selection), meter.progress)
        if self.is_given:
            parts = given_parts(project, self.key, by_source=self.by_source)
        else:
            self.drawn = self._draw(project, counts)
            parts = self.drawn[1]
        balances = balance(counts, parts)
        for line in _shares(balances):
            say(line)
        empty = [each.part for each in balances if not each.records]
        for line in self._empty(empty, parts):
            say(line)
        if unlikeness := unlike([each for each in balances if each.records], self.shares):
            more = [f"and {len(unlikeness) - _NAMED} more such differences"] if len(unlikeness) > _NAMED + 1 else []
            named = unlikeness[:_NAMED] if more else unlikeness
            say(f"The parts differ: {'; '.join([*named, *more])}.{'' if empty else self._remedy(parts)}")
        if self.drawn:
            _tell_moved(moved(project, *self.drawn))
        return parts

    def _empty(self, names: Sequence[str], parts: Parts) -> Iterator[str]:
        """A line about the parts that hold no record, and what can be done."""
        if not names:
            return
        empty = " and ".join(f"{name} is empty" for name in names)
        which = "this part" if len(names) == 1 else "these parts"
        larger = "" if self.is_given else " Label more articles, or use larger shares for the small parts (60/20/20)."
        yield f"{empty}: training that reads {which} will fail.{self._remedy(parts)}{larger}"

    def _remedy(self, parts: Parts) -> str:
        if self.is_given:
            return ""
        if (groups := len(parts.groups)) < len(self.shares):
            return f" Of {counted(groups, 'group')} that must stay together, no seed makes {len(self.shares)} parts."
        return "" if self.seed is None else f" --seed {_BEST} finds a more even split."

    def _draw(self, project: Project, counts: Counts) -> tuple[Split, Parts]:
        from labels.splits.balance import best_seed
        from labels.splits.parts import Split, draw_parts

        seed = self.seed
        if seed is None:
            groups = draw_parts(project, Split(self.shares, 0, self.by_source)).groups
            seed = best_seed(counts, groups, self.shares, _TRIES)
            say(
                f"Seed {seed} balances best of {_TRIES}. Use --seed {seed} from now on,"
                " so that articles stay in their parts."
            )
        split = Split(self.shares, seed, self.by_source)
        return split, draw_parts(project, split)

    def written(self, path: Path) -> None:
        """Remember in the project at `path` that the data were written, so that it can be said what moves later."""
        if self.drawn is None:
            return
        from labels.splits.moved import remember

        try:
            with Project(path, "nobody") as project:
                remember(project, *self.drawn)
        except ProjectError as error:
            say(f"copydesk: this split could not be saved, so later moves cannot be reported: {error}")


def _shares(balances: Sequence[PartBalance]) -> list[str]:
    """A table: what each part holds."""
    labels = sorted({label for each in balances for label in each.labels})
    rows = [
        [each.part, f"{each.articles:,}", f"{each.records:,}", *(f"{each.share(label):.1%}" for label in labels)]
        for each in balances
    ]
    return table(["part", "articles", "records", *labels], rows).split("\n")


def _tell_moved(found: Sequence[Moved]) -> None:
    if not found:
        return
    named = [f"{each.article_id} from {each.before} to {each.now}" for each in found[:_NAMED]]
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    say(
        f"{counted(len(found), 'article')} moved since this split was last written, because an article that came later"
        f" ties two groups together: {', '.join(named)}{more}"
    )
