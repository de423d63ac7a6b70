"""Numbers with their words, sentences, and names that are near a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `2,000 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(words: str) -> str:
    """`words` with a capital letter at the beginning, where they stand by themselves."""
    return words[:1].upper() + words[1:]


def meant(name: str, known: Iterable[str]) -> str:
    """` Did you mean “label”?` where one of the `known` names is near, else an empty text."""
    from difflib import get_close_matches

    by_fold = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean “{by_fold[near[0]]}”?" if near else ""
