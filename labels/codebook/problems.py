"""What is wrong in a codebook file: problems, each with its line and its remedy, raised together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from labels.codebook.fields import printed
from labels.errors import CodebookError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to correct at `line` (from 1); `message` says what is wrong and what to do, in one line."""

    line: int
    message: str


def refusal(where: str, problems: Iterable[Problem]) -> CodebookError:
    """The error that names all `problems` of the file `where`: one line each, in the order of the file."""
    told = dict.fromkeys(sorted(problems))
    return CodebookError("\n".join(f"{printed(where)}, line {each.line}: {printed(each.message)}" for each in told))
