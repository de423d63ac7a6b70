"""`copydesk open FILE`: open the desk on any project file, and a pack as the annotator for whom it was made."""

from __future__ import annotations

from pathlib import Path

import click

from labels.errors import ProjectError, UsageError
from tui.cli.label import label
from tui.cli.options import annotator_option


@click.command("open", short_help="Open the desk on a project file, such as a pack.")
@click.argument("file", type=click.Path(path_type=Path))
@annotator_option
@click.pass_context
def open_(context: click.Context, file: Path, annotator: str | None) -> None:
    """Open the desk on the project FILE.

    A pack needs nothing else: it opens as the annotator whose it is. `copydesk FILE` is the same thing.

    \b
    copydesk open ana.copydesk
    copydesk open news.db
    """
    check_is_project(file)
    context.invoke(label, paths=(), project=file, annotator=annotator)


def check_is_project(path: Path) -> None:
    """Raise UsageError or ProjectError for what cannot be opened as a project."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file. Name a project file, such as one made by copydesk pack.")
    if path.is_dir():
        raise UsageError(f"{path}: is a folder. Name a project file.")
    from labels.sqlite.open_files import is_project

    try:
        is_one = is_project(path)
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror}). Check the rights of the file.") from error
    if not is_one:
        raise ProjectError(f"{path}: is no Copydesk project. To add it as an article: copydesk {path}")
