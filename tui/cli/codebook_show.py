"""`copydesk codebook show`: the codebook of a project, for people, for other tools, and as a file to set again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from tui.cli.options import existing, project_option
from tui.cli.output import give, give_json, give_pieces, say


@click.command()
@project_option
@click.option("--version", "number", type=int, help="An earlier version instead of the one in force.")
@click.option("--history", is_flag=True, help="List the versions: number, time, by whom.")
@click.option(
    "--format",
    "name",
    type=click.Choice(["toml", "md", "csv"]),
    help="A file to set again (the default), a page of Markdown for people, or a table with one row a label.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option(
    "--for",
    "tool",
    type=click.Choice(["label-studio", "doccano", "argilla"]),
    help="Print the configuration that this tool needs before it takes an export.",
)
def show(project: Path, number: int | None, history: bool, name: str | None, as_json: bool, tool: str | None) -> None:
    """Print the codebook of the project, as a file that `codebook set` reads, or as another tool wants it.

    \b
    copydesk codebook show > codebook.toml
    copydesk codebook show --history
    copydesk codebook show --format md > codebook.md
    copydesk codebook show --for label-studio > interface.xml
    """
    from labels.codebook.change import settling_in_words

    if sum(map(bool, (name, as_json, tool))) > 1:
        raise UsageError("--format, --json and --for each print another thing: give one of them.")
    with existing(project) as opened:
        to_settle = opened.codebooks_to_settle()
        if to_settle and number is None:
            say(f"{project}: {settling_in_words(to_settle)}")
        if history:
            _give_history(opened.reader.codebook_history(), as_json)
            return
        found = opened.codebook if number is None else opened.reader.codebook_version(number)
        used = opened.reader.labels_in_use() if tool else {}
        all_known = opened.viewer.sees_others
    if found is None:
        raise UsageError(f"{project}: there is no version {number} of the codebook. List them with --history.")
    if tool:
        labels = [label for label in found.labels if not label.retired or label.id in used or not all_known]
        _give_for(tool, found, labels)
    elif as_json:
        _give_json(found)
    else:
        give_pieces([_WRITERS[name or "toml"](found)])


def _give_json(codebook: Codebook) -> None:
    from labels.codebook.record import codebook_to_record

    give_json(codebook_to_record(codebook))


def _toml(codebook: Codebook) -> str:
    from labels.codebook.write import write_codebook

    return write_codebook(codebook)


def _markdown(codebook: Codebook) -> str:
    from labels.formats.codebook_page import codebook_as_markdown

    return codebook_as_markdown(codebook)


def _csv(codebook: Codebook) -> str:
    from labels.formats.codebook_table import codebook_as_csv

    return codebook_as_csv(codebook)


_WRITERS: dict[str, Callable[[Codebook], str]] = {"toml": _toml, "md": _markdown, "csv": _csv}


def _give_for(tool: str, codebook: Codebook, labels: Sequence[Label]) -> None:
    from labels.formats.setups import SETUPS

    give(SETUPS[tool](codebook, labels).removesuffix("\n"))


def _give_history(versions: Sequence[tuple[int, str, str]], as_json: bool) -> None:
    from tui.cli.table import table

    if as_json:
        give_json([dict(zip(("version", "at", "by"), row, strict=True)) for row in versions])
    else:
        give(table(["version", "at", "by"], [[str(n), at, by] for n, at, by in versions]))
