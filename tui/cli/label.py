"""`copydesk label`: import what is new, then open the desk."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from labels.errors import UsageError
from labels.project import Project
from tui.cli.options import annotator_option, desk_project_option, import_options
from tui.settings import Settings
from tui.starting import started


@click.command(short_help="Import what is new, then open the desk. Also without its name.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@desk_project_option
@annotator_option
@import_options
@click.pass_context
def label(
    context: click.Context, /, paths: tuple[str, ...], project: Path, annotator: str | None, **reading: Any
) -> None:
    """Open the desk where you left off, after importing what is new among PATHs (files and folders).

    `copydesk PATH...` and bare `copydesk` are the same thing. A project file that is named alone is opened.

    \b
    copydesk story.txt
    copydesk ana.copydesk
    copydesk articles/ --project news.db
    copydesk --annotator ana
    """
    from tui.cli.import_session import opened_for
    from tui.settings import read_settings

    if not sys.stdin.isatty():
        raise UsageError("The desk needs a terminal to read keys from. To add articles from a pipe: copydesk import -")
    if not sys.stderr.isatty():
        raise UsageError("The desk is drawn on stderr, which must be a terminal: remove 2> from the command.")
    settings = read_settings()
    paths, project = _a_project_alone(context, paths, project)
    with opened_for(paths, project, annotator) as opened:
        if paths:
            started()
            _import(opened, paths, reading)
        from tui.app import CopydeskApp
        from tui.printable import printable
        from tui.recent_projects import keep_recent
        from tui.screens.program import TOUR

        _check_keys(opened, settings)
        app = CopydeskApp(opened, settings)
        app.run()
        if next(opened.articles(), None) is not None:
            keep_recent(opened.path)
        with suppress(OSError):  # the terminal may be gone
            if app.last_words:
                click.echo(printable(app.last_words), err=True)
        if not app.return_code and app.next_project is None:
            _say_goodbye(opened)
    if app.next_project is not None:
        context.invoke(label, paths=(), project=app.next_project, annotator=annotator, **reading)
    elif app.return_code == TOUR:
        from tui.cli.tour import tour

        context.invoke(tour)
    elif app.return_code:
        context.exit(app.return_code)


def _a_project_alone(context: click.Context, paths: tuple[str, ...], project: Path) -> tuple[tuple[str, ...], Path]:
    """The paths to import and the project: a project file that is named alone is opened, and nothing is imported."""
    is_named = context.get_parameter_source("project") is ParameterSource.COMMANDLINE
    if len(paths) == 1 and not is_named and _is_project(Path(paths[0])):
        return (), Path(paths[0])
    return paths, project


def _is_project(path: Path) -> bool:
    from labels.sqlite.open_files import is_project

    try:
        return is_project(path)
    except OSError:  # the import says what is wrong with it
        return False


def _say_goodbye(project: Project) -> None:
    """What was done since the desk was opened, on the terminal that is back to normal; nothing if nothing was."""
    from labels.statistics.wording import farewell
    from tui.printable import printable

    for line in farewell(project.sitting(), {label.id: label.name for label in project.codebook.labels}):
        click.echo(printable(line), err=True)


def _check_keys(project: Project, settings: Settings) -> None:
    """Say what is wrong with the user's keys before the screen changes."""
    from tui.keymap import make_keymap
    from tui.settings import settings_path

    try:
        make_keymap(project.codebook, settings.keys)
    except UsageError as error:
        raise UsageError(f"{settings_path()}: {str(error).removeprefix('settings: ')}") from error


def _import(project: Project, paths: tuple[str, ...], reading: dict[str, Any]) -> None:
    """Import, and stop if nothing could be read and there is nothing else to label."""
    from tui.cli.import_session import run_import, tell

    report = run_import(project, paths, reading)
    if report.new or report.refused:
        tell(report)
    if report.refused and not report.new and not report.known:
        raise UsageError(
            "None of these files could be read, so the desk was not opened. To open it, run copydesk without a path."
        )
