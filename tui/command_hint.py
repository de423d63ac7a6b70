"""Messages for the desk, where there are no options of the command line."""

from __future__ import annotations

import re

#: The commands that do what the desk does as well, and more.
IMPORT, EXPORT = "copydesk import", "copydesk export"

_OPTION = re.compile(r"(?<![\w-])--[a-z]")


def for_the_desk(words: str, command: str) -> str:
    """A message as the desk shows it: if it names options, with the `command` that has them."""
    return f"{words} (Options are those of the command line: {command})" if _OPTION.search(words) else words
