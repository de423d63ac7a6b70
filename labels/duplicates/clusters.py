"""Groups of things that are linked directly or through others (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Numbers in groups. A group goes by its least number, so that later ones that join it do not rename it."""

    def __init__(self, links: Iterable[tuple[int, int]] = ()) -> None:
        """Everything is a group of its own until it is linked."""
        self._above: dict[int, int] = {}
        for one, other in links:
            self.link(one, other)

    def link(self, one: int, other: int) -> None:
        """Make one group of the groups of both."""
        one, other = self.of(one), self.of(other)
        if one != other:
            self._above[max(one, other)] = min(one, other)

    def of(self, number: int) -> int:
        """The least number of the group that `number` is in."""
        above = self._above
        top = number
        while top in above:
            top = above[top]
        while number != top:  # next time it is found at once
            above[number], number = top, above[number]
        return top

    def groups(self) -> list[list[int]]:
        """The groups of two and more, each sorted, by their least numbers."""
        found: dict[int, list[int]] = {}
        for number in sorted(self._above):
            found.setdefault(self.of(number), []).append(number)
        return [[first, *rest] for first, rest in sorted(found.items())]
