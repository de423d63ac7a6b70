"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from labels.errors import UsageError
from labels.project import DEFAULT_PATH, Project
from labels.values.wait import LONGEST, Wait
from tui.cli.column_options import column_options
from tui.cli.output import say

# Written out, because importing them would slow down every start; a test compares them.
FORMATS = (
    *("archive", "argilla", "brat", "conllu", "copydesk", "csv", "doccano", "docx", "epub", "fasttext", "feed"),
    *("html", "huggingface", "json", "jsonl", "label-studio", "markdown", "parquet", "potato", "prodigy", "spacy"),
    "text",
)
LAYOUTS = ("auto", "blank", "line", "wrapped")

Command = TypeVar("Command", bound=Callable[..., Any])


def _no_folder(context: click.Context, option: click.Parameter, path: Path) -> Path:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder. Name a project file, such as {path / 'copydesk.db'}")
    return path


def _told_of_cloud(context: click.Context, option: click.Parameter, path: Path) -> Path:
    from labels.sqlite.cloud_folders import warning

    words = None if context.resilient_parsing else warning(_no_folder(context, option, path))
    if words is not None:
        say(f"copydesk: {words}")
    return path


def _project_option(
    callback: Callable[[click.Context, click.Parameter, Path], Path],
) -> Callable[[Command], Command]:
    return click.option(
        "--project",
        "-p",
        type=click.Path(path_type=Path),
        callback=callback,
        default=DEFAULT_PATH,
        envvar="COPYDESK_PROJECT",
        show_default=True,
        show_envvar=True,
        help="The project file.",
    )


#: The project of a command. A folder of a cloud service is told of, on stderr.
project_option = _project_option(_told_of_cloud)

#: The project of the desk, which tells of such a folder itself.
desk_project_option = _project_option(_no_folder)


def _only_given(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """A name from the environment does not count here: `labels` reads it for projects that are not packs."""
    is_wish = context.get_parameter_source(option.name or "") is not ParameterSource.ENVIRONMENT
    return name if is_wish else None


#: The annotator may be somebody who is new to the project.
new_option = click.option("--new", is_flag=True, help="Register a name that looks like a known one as somebody new.")

annotator_option = click.option(
    "--annotator",
    "-a",
    envvar="COPYDESK_ANNOTATOR",
    show_envvar=True,
    callback=_only_given,
    help="Who is labelling. Default: the annotator of the pack, else git's user.name, else the login name.",
)


def _wait(context: click.Context, option: click.Parameter, seconds: float) -> Wait:
    return Wait(seconds, lambda: say("Waiting for another program, which is writing to the project. Ctrl+C gives up."))


wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    callback=_wait,
    default=LONGEST,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while other programs write to the project.",
)

about_option = click.option(
    "--about",
    multiple=True,
    metavar="KEY=VALUE",
    help="What only you know about the data: license, url, published (a day), citation; can be given several times.",
)


def _language(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not re.fullmatch(r"[A-Za-z]{2,20}([-_ ][A-Za-z0-9]{1,10}){0,4}", given):
        raise click.BadParameter(f"{given!r} is not a language. Use a code or a name such as en, pt-BR or German.")
    return given


def _import_formats(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """What the shell completes, including formats of plug-ins."""
    from labels.formats.reader_registry import readers

    return sorted(each.name for each in readers() if each.name.startswith(begun))


def import_options(command: Command) -> Command:
    """How articles are read and cut, for every command that imports."""
    for option in (
        click.option(
            "--format",
            "format_",
            metavar="FORMAT",
            shell_complete=_import_formats,
            help=f"Read every file as this, whatever it looks like: {', '.join(FORMATS)}, or what a plug-in brings.",
        ),
        click.option(
            "--encoding",
            multiple=True,
            metavar="[PATTERN=]ENCODING",
            help="The character encoding of the files, or of those whose path fits: '*.txt=cp1250', 'old/=koi8-r'."
            " Can be given several times. Default: found from the content.",
        ),
        click.option(
            "--language",
            callback=_language,
            help="The language of the articles, such as en or de. Default: guessed.",
        ),
        click.option(
            "--layout",
            type=click.Choice(LAYOUTS),
            default="auto",
            show_default=True,
            help="How paragraphs are set: separated by blank lines, one a line, or hard-wrapped.",
        ),
        click.option(
            "--sentences",
            type=click.Choice(["cut", "given"]),
            default="cut",
            show_default=True,
            help="Cut the text into sentences, or keep one sentence a line (or row) as given.",
        ),
        click.option("--skip-bad-rows", is_flag=True, help="Leave out rows that cannot be read, and count them."),
        click.option(
            "--make-codebook",
            "--make-scheme",
            "make_codebook",
            is_flag=True,
            help="Add labels that the codebook lacks.",
        ),
        click.option(
            "--as-suggestions",
            metavar="MODEL",
            help="Take the labels in the files as suggestions of this model, and not as decisions.",
        ),
        click.option(
            "--compare/--no-compare",
            default=True,
            show_default=True,
            help="Whether to look for near-duplicates now. Without, copydesk duplicates and export --split do it.",
        ),
        click.option(
            "--abbreviations",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="A file of more abbreviations, one a line.",
        ),
    ):
        command = option(command)
    return column_options(command)


def existing(path: Path) -> Project:
    """The project at `path`, to be read only. Raises ProjectError if there is none."""
    return Project(path, annotator="nobody", write=False)
