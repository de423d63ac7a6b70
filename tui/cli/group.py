"""The command `copydesk` itself: finds the sub-command, and turns our errors into one line and an exit code."""

from __future__ import annotations

import re
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

from labels.errors import CopydeskError, UsageError
from labels.version import VERSION
from tui.cli.command_line import meant
from tui.cli.debugging import debugging
from tui.cli.loaded_when_used import LoadedWhenUsed
from tui.cli.output import say
from tui.starting import started

#: Where each command is: its module in this package, and what it is called there.
_COMMANDS = {
    "label": "label:label",
    "tour": "tour:tour",
    "open": "open_command:open_",
    "import": "import_command:import_",
    "pack": "pack:pack",
    "merge": "merge:merge",
    "duplicates": "duplicates:duplicates",
    "export": "export:export",
    "formats": "formats:formats",
    "card": "card:card",
    "list": "list:list_",
    "annotate": "annotate:annotate",
    "status": "status:status",
    "agreement": "agreement:agreement",
    "estimate": "estimate:estimate",
    "suggestions": "suggestions:suggestions",
    "gold": "gold:gold",
    "review": "review:review",
    "report": "report:report",
    "log": "log:log",
    "codebook": "codebook:codebook",
    "team": "team:team",
    "assign": "assign:assign",
    "sample": "sample:sample",
    "feedback": "feedback:feedback",
    "send-back": "send_back:send_back",
    "check": "check:check",
    "rescue": "rescue:rescue",
    "completion": "completion:completion",
}


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
    words = re.sub(r"\((Did you mean.*\?)\)$", r"\1", error.format_message().rstrip("."))
    return Refusal(UsageError(f"{words}{'' if words.endswith('?') else '.'} See: {command} --help"))


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
    commands=LoadedWhenUsed(_COMMANDS),
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


def main() -> None:
    """Run the command line of this process."""
    try:
        copydesk(prog_name="copydesk")
    except BrokenPipeError:
        # The reader of our output has stopped (`copydesk export | head`).
        sys.stderr.close()
        sys.exit(1)
