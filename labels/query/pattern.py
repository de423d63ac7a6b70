"""Regular expressions over sentences, with a time limit, because a search that cannot be stopped would freeze the desk.

The package `regex` looks at the clock while it matches. An expression that takes too long on one sentence, or too long
altogether on several hard ones, ends the query with an error.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from labels.query.errors import QueryError
from labels.query.pattern_size import written_out

#: Sentences are looked at up to here, in code points.
MAX_SENTENCE = 20_000

#: Compiling writes out required repetitions; together they may have at most this many signs.
LARGEST = MAX_SENTENCE

#: One sentence may take this many seconds.
TIME_LIMIT = 0.25

#: Sentences that take longer than a moment may take this many seconds together.
SLOW_LIMIT = 0.75
_MOMENT = 0.01

#: Marking what was found may take this many seconds together, in sentences that take longer than a moment.
DRAWING_LIMIT = 0.25


class SlowPatternError(QueryError):
    """A regular expression takes too long on a sentence."""

    def __init__(self, regex: str) -> None:
        super().__init__(
            f"/{regex}/ takes too long on a sentence. Use fewer repeats without an end, such as .* or (…)*.",
            f"/{regex}/",
            0,
        )
        self.args = (f"Query: {self.problem}",)


class Matcher:
    """A regular expression, ready to search with."""

    def __init__(self, regex: str, *, ignore_case: bool = False) -> None:
        """Raises `regex.error`, OverflowError or RecursionError for an invalid expression."""
        self._regex = regex
        self._compiled = _compiled(regex, ignore_case)
        self._slow = self._slow_to_draw = 0.0

    def __repr__(self) -> str:
        return f"Matcher({self._regex!r})"

    def is_in(self, text: str) -> bool:
        """Whether the expression matches somewhere in a sentence. Raises SlowPatternError."""
        begun = time.perf_counter()
        try:
            found = self._compiled.search(text, 0, MAX_SENTENCE, timeout=TIME_LIMIT)
        except TimeoutError as error:
            raise SlowPatternError(self._regex) from error
        taken = time.perf_counter() - begun
        if taken > _MOMENT:
            self._slow += taken
            if self._slow > SLOW_LIMIT:
                raise SlowPatternError(self._regex)
        return found is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it matches in a sentence: starts and ends, in code points.

        There are fewer if it takes too long on this sentence, or took too long on others.
        """
        left = DRAWING_LIMIT - self._slow_to_draw
        if left <= 0:
            return
        begun = time.perf_counter()
        with suppress(TimeoutError):  # it is known that it matches; only the marks on the text end here
            for match in self._compiled.finditer(text, 0, MAX_SENTENCE, timeout=left):
                yield match.span()
        taken = time.perf_counter() - begun
        if taken > _MOMENT:
            self._slow_to_draw += taken


def problem_with(regex: str) -> str | None:
    """Why an expression cannot be used, in one sentence; None if it can."""
    from regex import error as RegexError  # noqa: N812

    if not regex:
        return "this /regex/ is empty."
    try:
        _compiled(regex, False)
    except RegexError as error:
        return f"this /regex/ is not valid: {error}."
    except (OverflowError, RecursionError, MemoryError):
        return "this /regex/ is too large."
    return None


def _compiled(regex: str, ignore_case: bool) -> Any:
    import regex as engine  # few queries hold an expression

    if written_out(regex) > LARGEST:
        raise OverflowError(regex)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return engine.compile(regex, engine.IGNORECASE if ignore_case else 0)
