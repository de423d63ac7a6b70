"""`copydesk merge`: take over from other project files and archives what is new in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit

from labels.errors import UsageError
from labels.values.wait import Wait
from tui.cli.filling import opened_to_fill, opened_to_try
from tui.cli.options import annotator_option, project_option, wait_option
from tui.cli.output import give_json, say
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from labels.merging import MergeResult


@click.command(short_help="Take over what is new in other project files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option
@annotator_option
@wait_option
@click.option("--dry-run", is_flag=True, help="Only say what would be merged; write nothing.")
@click.option("--no-copy", is_flag=True, help="Make no copy of the project before the merge.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def merge(
    files: tuple[Path, ...],
    project: Path,
    annotator: str | None,
    wait: Wait,
    dry_run: bool,
    no_copy: bool,
    as_json: bool,
) -> None:
    """Take over from project files and archives what is new in them: any number, in any order, as often as you like.

    Nothing that is here is lost: a merge is the union of what everybody did. Decisions on spans that are no sentences
    here are carried to the sentences inside them, or wait, and are counted. A copy of the project is made before the
    merge, and its name is printed.

    \b
    copydesk merge ana.db ben.db
    copydesk merge --dry-run all.zip
    """
    from labels.merging import merge_files, merge_in_words

    for path in files:  # before a project is made to take them over
        if not path.exists():
            raise UsageError(f"{path}: there is no such file. Name a project file or an archive.")
    _tell_of_cloud(files)
    open_ = opened_to_try if dry_run else opened_to_fill
    with open_(project, annotator, wait, begin=False) as opened, ProgressLine("Folding article") as meter:
        try:
            result = merge_files(opened, files, dry_run=dry_run, copy=not no_copy, progress=meter.progress)
        except KeyboardInterrupt:
            meter.hide()
            say("Cancelled. Nothing was written.")
            raise Exit(1) from None
    if as_json:
        give_json(_data(result, dry_run))
        return
    for line in merge_in_words(result, dry_run=dry_run):
        say(line)


def _tell_of_cloud(files: tuple[Path, ...]) -> None:
    """Say of files in the folder of a cloud service that they may not have all come: once for each folder."""
    from labels.sqlite.cloud_folders import cloud_service

    folders = {path.absolute().parent: service for path in files if (service := cloud_service(path)) is not None}
    for folder, service in folders.items():
        say(
            f"copydesk: {folder}: {service} keeps this folder the same on several machines. Merge when nobody has these"
            " files open and all of them have arrived; what comes later can be merged again."
        )


def _data(result: MergeResult, dry_run: bool) -> dict[str, Any]:
    merged = result.merged
    # A Counter does not survive asdict before Python 3.12: its pairs become its keys.
    found = asdict(replace(merged, decisions=Counter())) | {"decisions": dict(sorted(merged.decisions.items()))}
    return {"dry_run": dry_run, **found, "copy": None if result.copy is None else str(result.copy)}
