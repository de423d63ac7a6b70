"""Changes of a codebook that are refused, because decisions would lose their meaning. Each refusal names the remedy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from labels.codebook.fields import fold, shown
from labels.codebook.matching import Match, argument, heirs_of_several, unknown_name
from labels.codebook.merging import carrying_several, circle_in_words, circles
from labels.codebook.model import Codebook, Label
from labels.errors import CodebookError


def check_retire(old: Codebook, gone: Sequence[Label], retire: Collection[str]) -> None:
    """Refuse to retire a label that the project does not have, or that the new codebook keeps."""
    names = {fold(label.name) for label in old.labels}
    for name in retire:
        if fold(name) not in names:
            raise CodebookError(unknown_name(name, [label.name for label in old.labels], "the project"))
        if fold(name) not in {fold(label.name) for label in gone}:
            raise CodebookError(
                f"{shown(name)} is to be retired but goes on in the new codebook: "
                f"take it out of the file, or write retired = true under it"
            )


def given_and_gone(gone: Sequence[Label], decisions: Mapping[str, int], retire: Collection[str]) -> list[Label]:
    """The labels among `gone` that have decisions, and that nobody asked to retire."""
    meant = {fold(name) for name in retire}
    return [
        label
        for label in gone
        if not label.retired and decisions.get(label.id, 0) > 0 and fold(label.name) not in meant
    ]


def check_heirs(old: Codebook, new: Codebook, match: Match, lost: Sequence[Label]) -> None:
    """Refuse to guess whether labels whose names one new label had before are to be merged into it."""
    for label, heir in heirs_of_several(old, new, lost):
        other = match.continued[heir.name]
        both = " ".join(f"--rename {argument(each.name, heir.name)}" for each in (other, label))
        raise CodebookError(
            f"{shown(other.name)} and {shown(label.name)} are two labels here, and both would become "
            f"{shown(heir.name)}: to merge them, pass {both}; if not, pass --retire {argument(label.name)}"
        )


def check_lost(lost: Sequence[Label], added: Sequence[Label], decisions: Mapping[str, int]) -> None:
    """Refuse to guess whether a new label is an old one under a new name."""
    come = [label for label in added if not label.retired and label.same_as is None]
    if not lost or not come:
        return
    away = ", ".join(f"{shown(label.name)} ({decisions_in_words(decisions[label.id])})" for label in lost)
    first, other = lost[0].name, come[0].name
    raise CodebookError(
        f"{away} {'is' if len(lost) == 1 else 'are'} gone while {', '.join(shown(c.name) for c in come)} "
        f"{'is' if len(come) == 1 else 'are'} new. If it is a new name, write formerly = [{shown(first)}] under "
        f"{shown(other)} or pass --rename {argument(first, other)}; if not, pass --retire {argument(first)}"
    )


def check_choose(old: Codebook, codebook: Codebook, together: Mapping[tuple[str, ...], int]) -> None:
    """Refuse one label for each sentence if sentences have several, as the new codebook reads them."""
    if codebook.choose == "many":
        return
    several = carrying_several(codebook, together)
    if old.choose == "many" and several > 0:
        raise CodebookError(
            f'choose cannot become "one" while {_carry(several, "carries", "carry")} several labels: '
            f'leave one label on each first, or keep choose = "many"'
        )
    if several > carrying_several(old, together):
        raise CodebookError(
            f'labels that were merged cannot stand apart again with choose = "one", because '
            f"{_carry(several, 'carries', 'carry')} several of them: leave one label on each first, "
            f'or write choose = "many"'
        )


def check_circles(codebook: Codebook) -> None:
    """Refuse labels that are merged in a circle."""
    names = {label.id: label.name for label in codebook.labels}
    into = {label.id: label.same_as for label in codebook.labels if label.same_as is not None}
    for circle in circles(into):
        raise CodebookError(circle_in_words([shown(names[id]) for id in circle]))


def decisions_in_words(count: int) -> str:
    """`count` decisions in words."""
    return "1 decision" if count == 1 else f"{count:,} decisions"


def _carry(count: int, one: str, many: str) -> str:
    return f"1 sentence {one}" if count == 1 else f"{count:,} sentences {many}"
