"""Why a unit was settled as it was: a list of reasons, each with a capital letter as its key, that grows with use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from labels.errors import UsageError
from labels.journal.event import Act

#: Reasons are settings of the project whose keys begin with this. The rest of the key is the reason.
SETTING = "reason:"

#: The reasons that every list begins with.
_USUAL = (
    ("S", "slip"),
    ("C", "context"),
    ("D", "definition unclear"),
    ("T", "two labels fit"),
    ("I", "irony"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and the capital letter that gives it."""

    key: str
    words: str


class Reasons:
    """The reasons of a project: the usual ones, and those that leads have added, in the order in which they came."""

    def __init__(self, added: Iterable[tuple[str, object]]) -> None:
        """`added` are settings: the reason, and the letter that it was given where it was added."""
        kept = dict(_USUAL)
        for words, key in added:
            if words in kept.values():
                continue
            wanted = key if isinstance(key, str) and key in ascii_uppercase and key not in kept else None
            letter = wanted or _free_letter(words, kept)
            if letter is not None:  # more than 26: the oldest keep their letters
                kept[letter] = words
        self.all = tuple(Reason(key, words) for key, words in kept.items())

    def with_key(self, key: str) -> Reason | None:
        """The reason that a capital letter gives."""
        return next((reason for reason in self.all if reason.key == key), None)

    def adding(self, words: str) -> tuple[Reason, list[Act]]:
        """The reason in these words, and the act that adds it to the list; no act if it is there already.

        Raises UsageError for no words, and where every letter is taken.
        """
        words = " ".join(words.split())
        if not words:
            raise UsageError("A reason needs words.")
        known = next((reason for reason in self.all if reason.words.casefold() == words.casefold()), None)
        if known is not None:
            return known, []
        letter = _free_letter(words, {reason.key: reason.words for reason in self.all})
        if letter is None:
            raise UsageError("Every letter has a reason already. Use one of them, or write a note.")
        return Reason(letter, words), [Act("setting", payload={"key": f"{SETTING}{words}", "value": letter})]


def _free_letter(words: str, taken: Iterable[str]) -> str | None:
    """The first letter of the words that no reason has yet, else the first of all."""
    used = set(taken)
    wanted = [letter for letter in words.upper() if letter in ascii_uppercase]
    return next((letter for letter in (*wanted, *ascii_uppercase) if letter not in used), None)
