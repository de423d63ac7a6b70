"""Where in a text the words and expressions of a query are, so that a reader sees why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from labels.query.casefold import folded
from labels.query.index_words import index_words
from labels.query.nodes import And, Node, Not, Or, Pattern, Words
from labels.query.pattern import MAX_SENTENCE, Matcher
from labels.query.query import Query

#: Start and end in a text, in code points.
Stretch = tuple[int, int]


class Occurrences:
    """What a query looks for in texts. Excluded words (`-word`) and conditions on annotations are in no text."""

    def __init__(self, query: Query) -> None:
        """Look for the words, phrases and expressions of `query`."""
        self._phrases: list[list[str]] = []
        self._matchers: list[Matcher] = []
        for leaf in _wanted(query.root, True):
            if isinstance(leaf, Pattern):
                self._matchers.append(Matcher(leaf.regex, ignore_case=leaf.ignore_case))
            else:
                words = [word.text for word in index_words(leaf.text)]
                self._phrases += [words] if words else []

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._phrases or self._matchers)

    def within(self, text: str) -> list[Stretch]:
        """The stretches of `text` that the query is about, in order; none touches another.

        A long text is searched only as far as regular expressions search.
        """
        text = text[:MAX_SENTENCE]
        return together([*self._worded(text), *self._matched(text)])

    def _worded(self, text: str) -> Iterator[Stretch]:
        if not self._phrases:
            return
        found = index_words(text)
        words = [word.text for word in found]
        for phrase in self._phrases:
            for at in range(len(words) - len(phrase) + 1):
                if words[at : at + len(phrase)] == phrase:
                    yield found[at].start, found[at + len(phrase) - 1].end

    def _matched(self, text: str) -> Iterator[Stretch]:
        for matcher in self._matchers:
            yield from matcher.spans(text)


def held(text: str, wanted: Sequence[str]) -> list[Stretch]:
    """The stretches of `text` that hold any of the `wanted`, compared as `labels.query.casefold.holds` does."""
    places: list[int] = []  # for each sign of the folded text, the sign of `text` that it comes from
    signs: list[str] = []
    for at, sign in enumerate(text):
        for part in folded(sign):
            places.append(at)
            signs.append(part)
    plain = "".join(signs)
    found = [
        (places[match.start()], places[match.end() - 1] + 1)
        for each in wanted
        if each
        for match in re.finditer(re.escape(each), plain)
    ]
    return together(found)


def together(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches in order, those that overlap or touch in one; empty ones are left out."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if start == end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _wanted(node: Node, wanted: bool) -> Iterator[Words | Pattern]:
    match node:
        case Words() | Pattern():
            if wanted:
                yield node
        case Not(part):
            yield from _wanted(part, not wanted)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, wanted)
