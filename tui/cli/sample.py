"""`copydesk sample`: draw a reliability sample at random; begin and close rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from labels.words import counted
from tui.cli.options import annotator_option, existing, new_option, project_option, wait_option
from tui.cli.output import give, give_json, say
from tui.cli.queries import parsed, pointed_out, query_option

if TYPE_CHECKING:
    from labels.team.sample import Sample, Size


@click.command(short_help="Draw a reliability sample; begin and close rounds.")
@click.argument("people", nargs=-1, metavar="[ANNOTATOR...]")
@click.option("--articles", type=click.IntRange(min=1), metavar="N", help="Draw N articles.")
@click.option("--sentences", type=click.IntRange(min=1), metavar="N", help="Draw articles of about N sentences in all.")
@click.option("--share", metavar="SHARE", help="Draw a share of the articles, such as 10%.")
@click.option("--lacy-riffe", is_flag=True, help="Draw as many sentences as Lacy & Riffe (1996) ask for.")
@click.option("--agreement", default="85%", show_default=True, help="With --lacy-riffe: the agreement you expect.")
@click.option("--least", default="80%", show_default=True, help="With --lacy-riffe: the least you would accept.")
@click.option("--confidence", default="95%", show_default=True, help="With --lacy-riffe: the confidence.")
@click.option("--name", help="What the sample is called. Default: sample 1, sample 2, …")
@click.option("--round", "round_", metavar="NAME", help="Begin a round of this name with what is drawn.")
@click.option("--close", metavar="NAME", help="Close a round.")
@click.option("--seed", type=int, default=0, show_default=True, help="The seed of the draw.")
@query_option
@click.option("--list", "listed", is_flag=True, help="List the samples and rounds there are.")
@click.option("--json", "as_json", is_flag=True, help="Print the sample, or the list, as JSON.")
@new_option
@click.option("--dry-run", is_flag=True, help="Only say what would be drawn; write nothing.")
@project_option
@annotator_option
@wait_option
def sample(
    people: tuple[str, ...],
    articles: int | None,
    sentences: int | None,
    share: str | None,
    lacy_riffe: bool,
    agreement: str,
    least: str,
    confidence: str,
    name: str | None,
    round_: str | None,
    close: str | None,
    seed: int,
    query: str | None,
    listed: bool,
    as_json: bool,
    new: bool,
    dry_run: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Draw articles at random, each with the same probability, and keep what was drawn, from how many, with which seed.

    The annotators who are named all get the whole sample. A round is a sample of a name that people work on
    together; the articles in it stay the same. Lacy & Riffe count sentences drawn one by one: whole articles tell
    somewhat less, so take more if the sentences of an article are alike.

    \b
    copydesk sample --lacy-riffe ana ben
    copydesk sample --articles 20 --round pilot ana ben cleo
    copydesk sample --close pilot
    copydesk sample --list
    """
    from labels.team.drawing import read_share
    from labels.team.sample import Size

    sized = [articles is not None, sentences is not None, share is not None, lacy_riffe].count(True)
    if (listed, close is not None, sized > 0).count(True) > 1:
        raise UsageError("Give a size, --close or --list.")
    if name is not None and round_ is not None:
        raise UsageError("A round has the name that --round gives. Leave out --name.")
    if not listed and close is None and sized != 1:
        raise UsageError("Say how much to draw, in one way: --articles N, --sentences N, --share 10% or --lacy-riffe.")
    shares = tuple(map(read_share, (agreement, least, confidence)))
    part = None if share is None else read_share(share)
    if query is not None:
        parsed([query])
    existing(project).close()  # no project is made for it
    write = not (dry_run or listed)
    with Project.open(project, annotator, write=write, wait=wait) as opened, pointed_out():
        if listed:
            _list(opened.team.samples(), as_json)
            return
        if close is not None:
            opened.team.close_round(close)
            say(f"The round “{close}” is closed.")
            return
        size = _lacy_riffe(opened, query, shares) if lacy_riffe else Size(articles, sentences, part)
        drawn = opened.team.sample(
            size,
            *people,
            name=round_ or name,
            query=query or "",
            seed=seed,
            round=round_ is not None,
            new=new,
            dry_run=dry_run,
        )
        _tell(opened, drawn, as_json)
    if dry_run:
        say("Nothing was written.")


def _lacy_riffe(opened: Project, query: str | None, shares: tuple[float, ...]) -> Size:
    from labels.quality.reliability_sample import reliability_sample
    from labels.team.sample import Size

    there_are = sum(opened.team.lengths(query or "").values())
    return Size(sentences=reliability_sample(there_are, *shares))


def _list(samples: Mapping[str, Sample], as_json: bool) -> None:
    from tui.cli.table import table

    if as_json:
        give_json({name: asdict(each) for name, each in samples.items()})
    elif samples:
        rows = [
            [name, _state(each), f"{len(each.articles):,}", f"{each.of:,}", f"{each.sentences:,}", str(each.seed)]
            for name, each in samples.items()
        ]
        give(table(["name", "is", "articles", "of", "sentences", "seed"], rows))
    else:
        say("There are no samples and no rounds.")


def _state(sample: Sample) -> str:
    if not sample.round:
        return "sample"
    return "closed round" if sample.closed else "open round"


def _tell(opened: Project, drawn: Sample, as_json: bool) -> None:
    if as_json:
        give_json(asdict(drawn))
    else:
        for id in drawn.articles:
            give(id)
    asked = f" ({drawn.asked:,} asked for)" if drawn.asked is not None else ""
    say(
        f"{drawn.name}: {counted(len(drawn.articles), 'article')} of {drawn.of:,} drawn, each with probability"
        f" {drawn.probability:.3g}; {counted(drawn.sentences, 'sentence')}{asked}"
    )
