"""Options that say which column of a table, or key of a JSON object, holds what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from labels.values.import_options import Columns

Command = TypeVar("Command", bound=Callable[..., Any])

#: The option of each column and what the column holds.
_COLUMNS = (
    ("text", "text", "The column, or JSON key, of the text. Like all columns, guessed from its name if not given."),
    ("title", "title", "The column of the title."),
    ("id", "id", "The column that identifies a row."),
    ("source", "source", "The column of the source."),
    ("url", "url", "The column of the address."),
    ("author", "author", "The column of the author."),
    ("published", "published", "The column of the date."),
    ("language-column", "language", "The column of the language."),
    ("annotator-column", "annotator", "The column of the annotator."),
    ("paragraph", "paragraph", "The column of the paragraph; it changes where one ends."),
    ("group", "group", "The column of the article; each row is then one of its sentences, kept as it is."),
)


def column_options(command: Command) -> Command:
    """The options, for every command that imports. Their values have names that begin with `column_`."""
    command = click.option("--separator", metavar="SIGN", help="What separates several labels in one string.")(command)
    command = click.option(
        "--label",
        "column_labels",
        multiple=True,
        metavar="COLUMN",
        help="A column of labels; can be given several times. If it only says yes or no, it is one label.",
    )(command)
    for option, thing, words in reversed(_COLUMNS):
        command = click.option(f"--{option}", f"column_{thing}", metavar="COLUMN", help=words)(command)
    return command


def columns_from(values: dict[str, Any]) -> Columns:
    """What the options say."""
    from labels.values.import_options import Columns

    given = {thing: values[f"column_{thing}"] for _, thing, _ in _COLUMNS}
    return Columns(**given, labels=tuple(values["column_labels"]), separator=values["separator"])
