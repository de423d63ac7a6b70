"""`copydesk completion`: the script for completing our commands in a shell."""

from __future__ import annotations

import click


@click.command(short_help="Print a completion script for your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and file names.

    \b
    copydesk completion bash > ~/.local/share/bash-completion/completions/copydesk
    copydesk completion zsh  > "${fpath[1]}/_copydesk"
    copydesk completion fish > ~/.config/fish/completions/copydesk.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(context.find_root().command, {}, "copydesk", "_COPYDESK_COMPLETE").source())
