"""Each article's part: drawn by hashing the group that it is in, or given with the articles; never one that leaks.

A group's point between 0 and 1 is the hash of the seed and of the id of the article in it that was imported first. So
the part of a group does not depend on other articles or on labels, and later articles move no earlier ones. This is
more important than exact shares, because this month's model is compared with last month's on last month's test set. For
the same reason labels do not decide here (see `labels.splits.balance`). One thing moves old articles: a new one that
connects two groups. Then the older group stays, and the other joins it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from labels.errors import UsageError
from labels.project import Project
from labels.splits.grouping import grouped
from labels.splits.leaks import check_leaks
from labels.splits.shares import Share, part_at


@dataclass(frozen=True, slots=True)
class Split:
    """How to divide a project: the shares, the seed, and whether articles of one source stay together."""

    shares: tuple[Share, ...]
    seed: int = 0
    by_source: bool = False

    @property
    def key(self) -> str:
        """The same for the same split."""
        return json.dumps([[[each.part, each.share] for each in self.shares], self.seed, self.by_source])


@dataclass(frozen=True, slots=True)
class Parts:
    """`of` has the part for each article id; `names` are the parts in order; `groups` are articles kept together."""

    of: Mapping[str, str]
    names: tuple[str, ...]
    groups: Sequence[Sequence[str]]


def draw_parts(project: Project, split: Split, newest: int | None = None) -> Parts:
    """The parts of all articles of a project, or of those up to number `newest`, as it was when that was the last.

    Raises UsageError while articles have not been compared (`labels.duplicates.finding`).
    """
    _refuse_uncompared(project)
    ids = {row.n: row.id for row in project.reader.articles()}
    groups = grouped(project, by_source=split.by_source, newest=newest)
    parts: dict[str, str] = {}
    for first, members in groups.items():
        part = part_at(point(split.seed, ids[first]), split.shares)
        parts |= {ids[n]: part for n in members}
    named = [[ids[n] for n in members] for members in groups.values()]
    return _without_leaks(project, Parts(parts, tuple(each.part for each in split.shares), named))


def given_parts(project: Project, key: str, *, by_source: bool = False) -> Parts:
    """The parts that the articles' metadata name under `key`; without one an article is in no part.

    Raises UsageError where no article has one, and for parts that leak.
    """
    _refuse_uncompared(project)
    ids: dict[int, str] = {}
    parts: dict[str, str] = {}
    for row in project.reader.articles():
        ids[row.n] = row.id
        part = json.loads(row.meta).get(key)
        if isinstance(part, str | int) and str(part).strip():
            parts[row.id] = str(part).strip()
    if not parts:
        raise UsageError(
            f"{project.path}: no article came with a {key!r} among its metadata. Draw one: --split 80/10/10"
        )
    groups = grouped(project, by_source=by_source)
    named = [[ids[n] for n in members] for members in groups.values()]
    return _without_leaks(project, Parts(parts, tuple(dict.fromkeys(parts.values())), named))


def point(seed: int, article: str) -> float:
    """Where the group that began with this article lies, between 0 and 1 (1 excluded)."""
    digest = blake2b(f"{seed} {article}".encode(), digest_size=7).digest()
    return (int.from_bytes(digest, "big") >> 3) / 2**53


def _refuse_uncompared(project: Project) -> None:
    if not project.near_duplicates.all_compared():
        raise UsageError(f"{project.path}: articles came that have not been compared yet. Run: copydesk duplicates")


def _without_leaks(project: Project, parts: Parts) -> Parts:
    leaks = check_leaks(parts.of, parts.groups)
    if not leaks:
        return parts
    (one, here), *rest = leaks[0].articles
    other, there = next((article, part) for article, part in rest if part != here)
    raise UsageError(
        f"{project.path}: this split leaks: article {one} is in {here} and {other}, which belongs to it, in {there}"
        f" ({len(leaks):,} such groups). Nothing was written. Draw a split instead: --split 80/10/10"
    )
