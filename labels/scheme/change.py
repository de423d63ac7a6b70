"""From one codebook of a project to the next, so that every decision still means what it meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from labels.errors import SchemeError
from labels.scheme.fields import fold, shown
from labels.scheme.ids import former_names, free_id
from labels.scheme.matching import match_labels, unknown_name
from labels.scheme.model import Label, Scheme


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """A change of codebook that loses nothing. Labels are given by their name.

    `scheme` is the codebook to keep from now on: each label with its lasting id, and the labels that are no
    longer in the file kept as retired, or `dropped` if nobody ever gave them. `renamed` holds (before,
    after); `redefined` the labels whose definition, examples, counter-examples or group changed.
    `decisions` tells how many each label has.
    """

    before: Scheme | None
    scheme: Scheme
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    retired: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the project has this very codebook already."""
        return self.scheme == self.before

    def describe(self) -> list[str]:
        """What changes, a short line for each thing; no line if nothing does."""
        from labels.scheme.describe import describe_change

        return describe_change(self)


def plan_change(
    old: Scheme | None,
    new: Scheme,
    *,
    renames: Mapping[str, str] | None = None,
    used: Mapping[str, int] | None = None,
    retire: Collection[str] = (),
    multiple: int = 0,
) -> SchemeChange:
    """How a project goes from `old` (None: it has none yet) to `new`, as a file gave it.

    `renames` maps old names to new ones, on top of what the labels' `formerly` says. `used` counts the
    decisions for each label id, undone ones included: a label that was never given and is gone from `new`
    is dropped, where others are kept as retired. `multiple` counts the sentences that carry several labels.
    `retire` names labels that are gone from `new` on purpose.
    Raises SchemeError, with the remedy, where decisions would lose their meaning: labels in use go while
    others come and nobody said which is which; or one label a sentence where sentences carry several.
    """
    never_given = set() if used is None else {label.id for label in (old.labels if old else ())} - set(used)
    used = used or {}
    if old is None:
        old_scheme, found = Scheme(labels=()), match_labels(Scheme(labels=()), new, renames or {})
    else:
        old_scheme, found = old, match_labels(old, new, renames or {})
    gone = [label for label in old_scheme.labels if label not in found.values()]
    added = [label for label in new.labels if label.name not in found]
    _check_retire(old_scheme, gone, retire)
    _check_lost(gone, added, used, {fold(name) for name in retire})
    _check_choose(old_scheme, new, multiple)
    labels = (
        *_resolved(old_scheme, new, found),
        *(_kept(label, new) for label in gone if label.id not in never_given),
    )
    return _change(old, replace(new, labels=labels), used)


def _check_retire(old: Scheme, gone: Sequence[Label], retire: Collection[str]) -> None:
    names = {fold(label.name) for label in old.labels}
    for name in retire:
        if fold(name) not in names:
            raise SchemeError(unknown_name(name, [label.name for label in old.labels], "the project"))
        if fold(name) not in {fold(label.name) for label in gone}:
            raise SchemeError(
                f"{shown(name)} is to be retired but goes on in the new codebook: "
                f"take it out of the file, or write retired = true under it"
            )


def _check_lost(
    gone: Sequence[Label], added: Sequence[Label], used: Mapping[str, int], retire: Collection[str]
) -> None:
    """Refuse to guess whether a label that comes is one that goes under a new name."""
    lost = [
        label for label in gone if not label.retired and used.get(label.id, 0) > 0 and fold(label.name) not in retire
    ]
    come = [label for label in added if not label.retired]
    if not lost or not come:
        return
    away = ", ".join(f"{shown(label.name)} ({decisions_in_words(used[label.id])})" for label in lost)
    first, other = lost[0].name, come[0].name
    raise SchemeError(
        f"{away} {'is' if len(lost) == 1 else 'are'} gone while {', '.join(shown(c.name) for c in come)} "
        f"{'is' if len(come) == 1 else 'are'} new. If it is a new name, write formerly = [{shown(first)}] under "
        f"{shown(other)} or pass --rename {argument(first, other)}; if not, pass --retire {argument(first)}"
    )


def _check_choose(old: Scheme, new: Scheme, multiple: int) -> None:
    if old.choose == "many" and new.choose == "one" and multiple > 0:
        sentences = "1 sentence carries" if multiple == 1 else f"{multiple:,} sentences carry"
        raise SchemeError(
            f'choose cannot become "one" while {sentences} several labels: '
            f'leave one label on each first, or keep choose = "many"'
        )


def _resolved(old: Scheme, new: Scheme, found: Mapping[str, Label]) -> list[Label]:
    """The labels of `new` with their lasting ids and everything they were ever called."""
    taken = {fold(name) for label in old.labels for name in (label.id, *label.formerly)}
    labels = []
    for label in new.labels:
        previous = found.get(label.name)
        if previous is not None:
            id, names = previous.id, (*previous.formerly, previous.name, *label.formerly)
        else:
            first = label.formerly[0] if label.formerly else label.name
            names = label.formerly
            id = free_id(first if fold(first) not in taken else label.name, taken) if old.labels else label.id
        taken.add(fold(id))
        labels.append(replace(label, id=id, formerly=former_names(id, label.name, names)))
    return labels


def _kept(label: Label, new: Scheme) -> Label:
    """A label that is not in the file any more, as the project keeps it."""
    return replace(label, key=None, retired=True, group=label.group if new.choose == "many" else None)


def _change(old: Scheme | None, scheme: Scheme, used: Mapping[str, int]) -> SchemeChange:
    """`scheme` with all that distinguishes it from `old`."""
    before = {label.id: label for label in old.labels} if old else {}
    after = {label.id for label in scheme.labels}
    both = [(before[label.id], label) for label in scheme.labels if label.id in before]
    added = [label.name for label in scheme.labels if label.id not in before and not label.retired]
    return SchemeChange(
        before=old,
        scheme=scheme,
        added=tuple(added),
        renamed=tuple((was.name, now.name) for was, now in both if was.name != now.name),
        retired=tuple(now.name for was, now in both if now.retired and not was.retired),
        dropped=tuple(label.name for label in (old.labels if old else ()) if label.id not in after),
        revived=tuple(now.name for was, now in both if was.retired and not now.retired),
        redefined=tuple(now.name for was, now in both if _meaning(was) != _meaning(now) and not now.retired),
        decisions={label.name: used.get(label.id, 0) for label in scheme.labels},
    )


def _meaning(label: Label) -> tuple[object, ...]:
    return (label.definition, label.examples, label.counter_examples, label.group)


def decisions_in_words(count: int) -> str:
    """`count` decisions as people say it."""
    return "1 decision" if count == 1 else f"{count:,} decisions"


def argument(*names: str) -> str:
    """`names`, joined with =, as one argument for a shell."""
    from shlex import quote

    return quote("=".join(names))
