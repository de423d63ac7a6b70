"""`copydesk agreement`: how far annotators agree, where they differ, and a model of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.errors import UsageError
from labels.project import Project
from tui.cli.gathered_options import gathered
from tui.cli.options import existing, project_option
from tui.cli.output import give, give_json, say
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out, query_option

if TYPE_CHECKING:
    from labels.quality.agreement import Agreement
    from labels.statistics.agreement import ProjectAgreement

_BY = ("label", "group", "article", "pair", "codebook")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options: what to show."""

    by: tuple[str, ...]
    confusion: bool
    between: tuple[str, str] | None
    model: bool
    posteriors: bool

    @property
    def pairs(self) -> bool:
        """Whether pairs are told: where they are asked for, or nothing special is."""
        return "pair" in self.by or not (self.by or self.confusion or self.between or self.model)


@click.command(short_help="Show how far annotators agree.")
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@query_option
@project_option
@click.option("--round", "round_", metavar="NAME", help="Of a round: as it was closed, or as it is now while open.")
@click.option(
    "--by", multiple=True, type=click.Choice(_BY), help="Figures of each of these; can be given several times."
)
@click.option("--confusion", is_flag=True, help="Which labels meet on one sentence, and the sentences behind a cell.")
@click.option("--between", nargs=2, metavar="ANA BEN", help="The confusion table of two annotators.")
@click.option("--model", is_flag=True, help="How often each annotator is right, by the model of Dawid & Skene.")
@click.option("--posteriors", is_flag=True, help="What the model takes for true, one JSON record a line.")
@click.option("--keep", is_flag=True, help="With --model: keep what it takes for true as the suggestions of a run.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@gathered("asked", Asked, "by", "confusion", "between", "model", "posteriors")
def agreement(
    asked: Asked,
    words: tuple[str, ...],
    query: str | None,
    project: Path,
    round_: str | None,
    keep: bool,
    as_json: bool,
) -> None:
    """Show how far annotators agree on the sentences that QUERY selects, as seen by anybody; without it, on all.

    A skip is a mark without labels. Carried annotations are not counted. Intervals are 95%, by the jackknife over
    articles. Agreement on boundaries is not measured. A query of plain words is given with --query.

    \b
    copydesk agreement
    copydesk agreement --by label --by article
    copydesk agreement --confusion 'after:2026-11-01'
    copydesk agreement --confusion ana=claim ben=quote
    copydesk agreement --round pilot
    copydesk agreement --model
    copydesk agreement --posteriors > posteriors.jsonl
    """
    from tui.cli.agreement_cells import asked_in_words

    cell, queries = asked_in_words(words, _BY, confusion=asked.confusion)
    text = " ".join(f"({each})" for each in (" ".join(queries), query) if each)
    if text:
        parsed([text])
    if keep and not (asked.model or asked.posteriors):
        raise UsageError("--keep keeps what the model takes for true. Add --model.")
    if round_ is not None and (text or keep):
        raise UsageError("--round compares a round as a whole, and keeps nothing. Leave out the query and --keep.")
    with existing(project) as opened, opened.view.one_moment():
        with pointed_out(), ProgressLine("Reading votes") as meter:
            found = opened.agreement(text, round=round_, progress=meter.progress)
        if cell:
            _tell_cell(opened, found, cell, as_json)
        elif asked.posteriors:
            _tell_posteriors(found)
        elif as_json:
            give_json(_data(opened, found, asked, text))
        else:
            _tell(opened, found, asked)
    if keep:
        _keep(project, text)


def _tell_cell(project: Project, found: ProjectAgreement, cell: list[tuple[str, str]], as_json: bool) -> None:
    from tui.cli.agreement_cells import sentence_line, told_sentences, units_behind
    from tui.printable import printable

    units = units_behind(found, cell)
    if not units:
        say("There is no such sentence: these two labels meet nowhere.")
    for each in told_sentences(project, found, units):
        give(json.dumps(each, ensure_ascii=False) if as_json else printable(sentence_line(each)))


def _tell_posteriors(found: ProjectAgreement) -> None:
    from tui.cli.agreement_data import Names, posterior_records

    models = found.model()
    for name, model in models.items():
        if model.abstains:
            say(f"{name}: {model.abstains}")
    for record in posterior_records(found, models, Names(found.codebook)):
        give_json(record)


def _tell(project: Project, found: ProjectAgreement, asked: Asked) -> None:
    from tui.cli.agreement_tables import (
        breakdown_table,
        confusion_table,
        model_table,
        overall_table,
        pair_table,
        wrapped,
    )

    for line in _head(project, found):
        give(wrapped(line))
    whole = "Whole label sets" if found.codebook.choose == "many" else "All labels"
    overall = found.overall()
    give(f"\n{whole}\n{overall_table(overall)}")
    if asked.pairs and len(found.marks.people) > 1:
        give(f"\n{pair_table(found.by_pair())}")
    for what in dict.fromkeys(asked.by):
        if what != "pair":
            give(
                "\n"
                + (
                    breakdown_table(what, rows, overall.notes)
                    if (rows := _by(project, found, what))
                    else _nothing(what)
                )
            )
    if asked.confusion or asked.between:
        head = " by ".join(asked.between) if asked.between else "Pairs of marks on one sentence, the same both ways"
        give(f"\n{head}\n{confusion_table(found.confusion(_two(found, asked)), found.codebook)}")
    for name, model in found.model().items() if asked.model else ():
        give(f"\n{name}\n{model_table(model)}")


def _head(project: Project, found: ProjectAgreement) -> Iterator[str]:
    from labels.quality.wording import marks_in_words

    overall = found.overall()
    if found.round is not None:
        yield found.round.in_words()
    yield f"{project.path}: {marks_in_words(overall)}"
    skips = found.skips
    yield (
        f"A skip is a mark without labels: {skips:,} of all marks. Carried annotations are not counted. Agreement on"
        " boundaries is not measured."
    )
    if left_out := found.tie_breaks_in_words:
        yield left_out


def _nothing(what: str) -> str:
    return {
        "group": "There are no groups of labels, or only one label may be chosen.",
        "article": "No article has a sentence that two people have marked.",
    }.get(what, "There are no marks yet.")


def _by(project: Project, found: ProjectAgreement, what: str) -> Mapping[str, Agreement]:
    """The figures of each label, group, article or codebook, by a name for each."""
    from labels.quality.reasons import in_words

    if what == "label":
        return {in_words((id,), found.codebook): each for id, each in found.by_label().items()}
    if what == "group":
        return found.by_group()
    if what == "codebook":
        numbers = found.by_codebook()
        return {"not known" if n is None else f"version {n}": each for n, each in numbers.items()}
    compared = {n: each for n, each in found.by_article().items() if each.compared}
    return {f"{n} {_title(project, n)}": compared[n] for n in sorted(compared)}


def _title(project: Project, n: int) -> str:
    row = project.reader.article(n)
    return "" if row is None else row.title or row.source or row.id


def _two(found: ProjectAgreement, asked: Asked) -> tuple[str, str] | None:
    from tui.cli.agreement_cells import person_named

    return (
        None
        if asked.between is None
        else (person_named(found, asked.between[0]), person_named(found, asked.between[1]))
    )


def _data(project: Project, found: ProjectAgreement, asked: Asked, query: str) -> dict[str, Any]:
    from tui.cli.agreement_data import Names, agreement_data, confusion_data, model_data, pair_data

    names = Names(found.codebook)
    data: dict[str, Any] = {
        "project": str(project.path),
        "query": query or None,
        "round": None if found.round is None else asdict(found.round),
        "annotators": sorted(found.marks.people),
        "skips": found.skips,
        "tie_breaks_left_out": found.tie_breaks,
        "all": agreement_data(found.overall(), names),
    }
    if asked.pairs:
        data["pairs"] = [pair_data(pair) for pair in found.by_pair()]
    for what in dict.fromkeys(asked.by):
        if what != "pair":
            data[f"by_{what}"] = [
                {what: name, **agreement_data(each, names)} for name, each in _by(project, found, what).items()
            ]
    if asked.confusion or asked.between:
        data["confusion"] = confusion_data(found.confusion(_two(found, asked)), names)
    if asked.model:
        data["model"] = {name: model_data(model, names) for name, model in found.model().items()}
    return data


def _keep(path: Path, query: str) -> None:
    with Project.open(path) as opened:
        run, rows = opened.keep_annotator_model(opened.agreement(query))
    say(f"{run.model}: {rows:,} new suggestions kept")
