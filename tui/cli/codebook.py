"""`copydesk codebook`: the codebook as a file, and into the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from labels.errors import UsageError
from labels.values.wait import Wait
from tui.cli.codebook_diff import diff
from tui.cli.codebook_show import show
from tui.cli.codebook_test import test
from tui.cli.filling import opened_to_fill, opened_to_try
from tui.cli.options import annotator_option, project_option, wait_option
from tui.cli.output import give, say

_FILE = Path("codebook.toml")


@click.group(short_help="Write, check, set and test the codebook.")
def codebook() -> None:
    """The codebook: which labels there are, what they mean, and which key sets them.

    \b
    copydesk codebook init            write a first codebook to edit
    copydesk codebook check FILE      say what is wrong with a codebook file
    copydesk codebook set FILE        label by it from now on
    copydesk codebook show            print the codebook of the project
    copydesk codebook diff            tell which decisions the last change touches
    copydesk codebook test            ask which label each of its examples gets
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
@click.argument("file", type=click.Path(path_type=Path), default=_FILE)
def check(file: Path) -> None:
    """Check a codebook file: say what is wrong, on which line, and how to correct it. The exit code is 2 then.

    \b
    copydesk codebook check codebook.toml
    """
    from labels.codebook.file import read_codebook
    from labels.codebook.questions import contradiction_in_words, questions_of
    from tui.cli.table import table

    found = read_codebook(file)
    give(table(["key", "label", "group"], [[la.key or "", la.name, la.group or ""] for la in found.active]))
    for each in questions_of(found).unanswerable:
        say(f"{file}: {contradiction_in_words(found, each)}")
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

    renames, is_new = _pairs(rename), not project.exists()
    with (opened_to_try if dry_run else opened_to_fill)(project, annotator, wait) as opened:
        if not dry_run:
            opened.team.check_lead()  # whoever is no lead could only write what does not count
        change = opened.plan_codebook(read_codebook(file, opened.codebook), renames=renames, retire=retire)
        for line in change.describe():
            say(line)
        if change.is_empty:
            say(f"{project}: {'begins with this codebook anyway' if is_new else 'has this codebook already'}.")
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


for command in (show, diff, test):
    codebook.add_command(command)
