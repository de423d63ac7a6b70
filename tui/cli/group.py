"""The command `copydesk` itself: finds the sub-command, and turns our errors into one line and an exit code."""

from __future__ import annotations

import sys
from typing import Any

import click
from click.shell_completion import CompletionItem
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

from labels.errors import CopydeskError, UsageError
from labels.version import VERSION
from tui.cli.agreement import agreement
from tui.cli.annotate import annotate
from tui.cli.assign import assign
from tui.cli.card import card
from tui.cli.check import check
from tui.cli.codebook import codebook
from tui.cli.command_line import meant
from tui.cli.completion import completion
from tui.cli.debugging import debugging
from tui.cli.duplicates import duplicates
from tui.cli.estimate import estimate
from tui.cli.export import export
from tui.cli.feedback import feedback
from tui.cli.formats import formats
from tui.cli.gold import gold
from tui.cli.import_command import import_
from tui.cli.label import label
from tui.cli.list import list_
from tui.cli.log import log
from tui.cli.merge import merge
from tui.cli.open_command import open_
from tui.cli.output import say
from tui.cli.pack import pack
from tui.cli.report import report
from tui.cli.rescue import rescue
from tui.cli.review import review
from tui.cli.sample import sample
from tui.cli.send_back import send_back
from tui.cli.status import status
from tui.cli.suggestions import suggestions
from tui.cli.team import team
from tui.cli.tour import tour
from tui.starting import started


class Commands(DefaultGroup):  # type: ignore[misc]  # the package has no types
    """Sub-commands, with `label` when none is named."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with debugging():
                return super().invoke(ctx)
        except CopydeskError as error:
            raise Refusal(error) from error
        except click.UsageError as error:
            raise _in_one_line(error) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            if not args:  # completing the first word: it may become any command
                return click.Group.parse_args(self, ctx, args)
        else:
            try:
                args = meant(args, self.commands)
            except CopydeskError as error:
                raise Refusal(error) from error
        try:
            parsed: list[str] = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _in_one_line(error) from error
        return parsed

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands; where none begins like that, files and folders, since those may be named at once."""
        found: list[CompletionItem] = super().shell_complete(ctx, incomplete)
        return found or [CompletionItem(incomplete, type="file")]


def _in_one_line(error: click.UsageError) -> click.ClickException:
    """What click says of a wrong option or argument in four lines; a command without arguments shows its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    command = error.ctx.command_path if error.ctx is not None else "copydesk"
    return Refusal(UsageError(f"{error.format_message().rstrip('.')}. See: {command} --help"))


class Refusal(click.ClickException):
    """One of our errors as click shows it: its message on stderr, its exit code, no traceback."""

    def __init__(self, error: CopydeskError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]  # click declares it for the class

    def show(self, file: Any = None) -> None:
        for line in self.format_message().split("\n"):
            say(f"copydesk: {line}")


@click.group(
    cls=Commands,
    default="label",
    default_if_no_args=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="copydesk")
@click.pass_context
def copydesk(context: click.Context) -> None:
    """Label the sentences of articles from the keyboard.

    \b
    copydesk tour                 learn it in a few minutes, in the real thing
    copydesk articles/            import what is new in a folder and start labelling
    copydesk                      resume where you left off
    copydesk open ana.copydesk    label in a pack, or in any project file
    copydesk export -o data.jsonl write the training data

    Everything is kept in one file, copydesk.db in the current folder unless --project names another.
    """
    if context.invoked_subcommand not in ("label", "tour"):  # those have started when the desk is painted
        started()


for command in (
    label, tour, open_, import_, pack, merge, duplicates, export, formats, card, list_, annotate, status, agreement,
    estimate, suggestions, gold, review, report, log, codebook, team, assign, sample, feedback, send_back, check,
    rescue, completion,
):  # fmt: skip
    copydesk.add_command(command)


def main() -> None:
    """Run the command line of this process."""
    try:
        copydesk(prog_name="copydesk")
    except BrokenPipeError:
        # The reader of our output has stopped (`copydesk export | head`).
        sys.stderr.close()
        sys.exit(1)
