"""Find labels by a few letters of their names, as they are typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labels.codebook.model import Label


def matching(labels: Sequence[Label], typed: str) -> list[int]:
    """The numbers of the labels whose names hold what was `typed`, whatever the case, the likeliest first.

    A name that is meant in full comes before one that begins so, then one with a word that begins so, then one that
    holds it anywhere, then one that holds its letters in this order. Nothing typed matches all.
    """
    wanted = " ".join(typed.casefold().split())
    ranked = [(rank, number) for number, label in enumerate(labels) if (rank := _rank(label.name, wanted)) is not None]
    return [number for _, number in sorted(ranked)]


def _rank(name: str, wanted: str) -> int | None:
    """How likely a name is meant, 0 most; None if it is not."""
    name = " ".join(name.casefold().split())
    for rank, so in enumerate(_ways(name, wanted)):
        if so:
            return rank
    return None


def _ways(name: str, wanted: str) -> Iterator[bool]:
    yield name == wanted
    yield name.startswith(wanted)
    yield any(word.startswith(wanted) for word in name.replace("-", " ").replace("_", " ").split())
    yield wanted in name
    letters = iter(name)
    yield all(letter in letters for letter in wanted if letter != " ")
