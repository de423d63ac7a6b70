"""`copydesk codebook`: the codebook as a file, and into the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from labels.errors import UsageError
from labels.values.wait import Wait
from tui.cli.filling import opened_to_fill
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import give, give_json, say

_FILE = Path("codebook.toml")


@click.group(short_help="Write, check and set the codebook.")
def codebook() -> None:
    """The codebook: which labels there are, what they mean, and which key sets them.

    \b
    copydesk codebook init            write a first codebook to edit
    copydesk codebook check FILE      say what is wrong with a codebook file
    copydesk codebook set FILE        label by it from now on
    copydesk codebook show            print the codebook of the project
    """


@codebook.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=_FILE)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def init(file: Path, force: bool) -> None:
    """Write the news codebook that comes with Copydesk to FILE (codebook.toml), as a start of your own.

    \b
    copydesk codebook init
    copydesk codebook init politics.toml
    """
    from labels.codebook.file import default_text
    from labels.files.atomic import replacing

    if file.exists() and not force:
        raise UsageError(f"{file}: exists already. Name another file, or replace it with --force.")
    with replacing(file) as stream:
        stream.write(default_text())
    say(f"{file}: written. Edit it, then: copydesk codebook set {file}")


@codebook.command()
@project_option
@click.option("--version", "number", type=int, help="An earlier version instead of the one in force.")
@click.option("--history", is_flag=True, help="List the versions: number, time, by whom.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option(
    "--for",
    "tool",
    type=click.Choice(["label-studio", "doccano", "argilla"]),
    help="Print the configuration that this tool needs before it takes an export.",
)
def show(project: Path, number: int | None, history: bool, as_json: bool, tool: str | None) -> None:
    """Print the codebook of the project, as a file that `codebook set` reads, or as another tool wants it.

    \b
    copydesk codebook show > codebook.toml
    copydesk codebook show --history
    copydesk codebook show --for label-studio > interface.xml
    """
    from labels.codebook.change import settling_in_words
    from labels.codebook.record import codebook_to_record
    from labels.codebook.write import write_codebook
    from labels.formats.setups import SETUPS

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
        give(SETUPS[tool](found, labels).removesuffix("\n"))
    elif as_json:
        give_json(codebook_to_record(found))
    else:
        give(write_codebook(found).removesuffix("\n"))


def _give_history(versions: Sequence[tuple[int, str, str]], as_json: bool) -> None:
    from tui.cli.table import table

    if as_json:
        give_json([dict(zip(("version", "at", "by"), row, strict=True)) for row in versions])
    else:
        give(table(["version", "at", "by"], [[str(n), at, by] for n, at, by in versions]))


@codebook.command()
@click.argument("file", type=click.Path(path_type=Path), default=_FILE)
def check(file: Path) -> None:
    """Check a codebook file: say what is wrong, on which line, and how to correct it. The exit code is 2 then.

    \b
    copydesk codebook check codebook.toml
    """
    from labels.codebook.file import read_codebook
    from tui.cli.table import table

    found = read_codebook(file)
    give(table(["key", "label", "group"], [[la.key or "", la.name, la.group or ""] for la in found.active]))
    say(f"{file}: good. {len(found.active)} labels, choose = {found.choose}")


@codebook.command("set")
@click.argument("file", type=click.Path(path_type=Path), default=_FILE)
@project_option
@annotator_option
@wait_option
@click.option(
    "--rename",
    multiple=True,
    metavar="OLD=NEW",
    help="Give a label a new name; its decisions follow. Several labels with one new name are merged.",
)
@click.option("--retire", multiple=True, metavar="LABEL", help="A label that is left out of the file on purpose.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def set_(
    file: Path,
    project: Path,
    annotator: str | None,
    wait: Wait,
    rename: tuple[str, ...],
    retire: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Label by the codebook in FILE from now on; a new version is written into the journal.

    Decisions are never lost: a label that is missing from FILE is retired and keeps them, Copydesk asks about one that
    may have been renamed, and merged labels can be separated again.

    \b
    copydesk codebook set codebook.toml
    copydesk codebook set codebook.toml --rename claim=assertion
    copydesk codebook set codebook.toml --rename claim=speech --rename quote=speech --dry-run
    """
    from labels.codebook.file import read_codebook

    renames = _pairs(rename)
    with opened_to_fill(project, annotator, wait) as opened:
        if not dry_run:
            opened.team.check_lead()  # whoever is no lead could only write what does not count
        change = opened.plan_codebook(read_codebook(file, opened.codebook), renames=renames, retire=retire)
        for line in change.describe():
            say(line)
        if change.is_empty:
            say(f"{project}: has this codebook already.")
        elif dry_run:
            say("Nothing was changed (--dry-run).")
        else:
            say(f"{project}: codebook version {opened.change_codebook(change)}.")


def _pairs(renamings: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for old, new in map(_pair, renamings):
        if pairs.setdefault(old, new) != new:
            raise UsageError(
                f"--rename {old}={new}: it would also be called {pairs[old]} as well. Give one of the two."
            )
    return pairs


def _pair(renaming: str) -> tuple[str, str]:
    old, equals, new = renaming.partition("=")
    if not (old.strip() and equals and new.strip()):
        raise UsageError(f"--rename {renaming}: write it as OLD=NEW, such as --rename claim=assertion")
    return old.strip(), new.strip()
