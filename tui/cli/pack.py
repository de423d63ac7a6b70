"""`copydesk pack`: write project files for annotators to work in and send back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import give_json, say
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from labels.packs import Pack


@click.command(short_help="Write a project file for an annotator to work in and send back.")
@click.argument("name", required=False, metavar="[ANNOTATOR]")
@click.option("--everyone", is_flag=True, help="One pack for each annotator to whom something is assigned.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The new file; with --everyone the folder. Default: ANNOTATOR.copydesk; the current folder.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be packed; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@project_option
@annotator_option
@wait_option
def pack(
    name: str | None,
    everyone: bool,
    output: Path | None,
    dry_run: bool,
    as_json: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Write a pack: a project file with the articles of ANNOTATOR, for ANNOTATOR to work in and send back.

    It holds the articles assigned to them (all articles while nothing is assigned), the codebook, and of all
    annotations only their own. It is opened with copydesk open, without a name, and taken back with copydesk merge.
    Once there is a lead, only leads write packs for others; everybody may write their own.

    \b
    copydesk pack ana -o ana.copydesk
    copydesk pack --everyone -o packs
    copydesk pack ana --dry-run
    """
    if everyone == (name is not None):
        raise UsageError("Name one annotator, or give --everyone.")
    with existing(project) as opened:  # no project is made for it
        is_new = name is not None and opened.packer.known_as(name) not in opened.packer.names()
    # Only somebody new is registered: else a project that cannot be written to, as on a full disk, is packed as well.
    write = is_new and not dry_run
    with Project.open(project, annotator, write=write, wait=wait) as opened, ProgressLine("Packing event") as meter:
        try:
            packs = _packs(opened, name, output, meter, dry_run=dry_run)
        except KeyboardInterrupt:
            meter.hide()
            say("Cancelled. The pack that was begun is not there.")
            raise Exit(1) from None
    _tell(packs, dry_run, as_json)


def _packs(
    project: Project, name: str | None, output: Path | None, meter: ProgressLine, *, dry_run: bool
) -> list[Pack]:
    from labels import packs

    if name is None:
        folder = output or Path()
        return packs.pack_everyone(project, folder, dry_run=dry_run, progress=meter.progress)
    path = output or Path(packs.file_name(name))
    return [packs.pack(project, name, path, dry_run=dry_run, progress=meter.progress)]


def _tell(packs: list[Pack], dry_run: bool, as_json: bool) -> None:
    from labels.packs import pack_in_words
    from labels.sqlite.cloud_folders import cloud_service

    if as_json:
        give_json({"dry_run": dry_run, "packs": [asdict(each) | {"path": str(each.path)} for each in packs]})
    for each in () if as_json else packs:
        say(pack_in_words(each, dry_run=dry_run))
    service = cloud_service(packs[0].path)
    if service is not None:
        folder = packs[0].path.absolute().parent
        say(
            f"copydesk: {folder}: {service} keeps this folder the same on several machines, and may rename or replace a"
            " file while it is open. Let everybody copy their pack out of it before they open it."
        )
