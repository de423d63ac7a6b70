"""The codebook and the labels of an import: which are missing, and a codebook that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from labels.errors import SchemeError
from labels.importing.survey import Survey
from labels.project import Project
from labels.projections.codebooks import labels_ever_given
from labels.scheme import Label, Scheme
from labels.scheme.fields import clean_name, fold
from labels.scheme.keys import allot_keys
from labels.words import counted

_SHOWN = 12


def missing_labels(names: Collection[str], scheme: Scheme) -> list[str]:
    """The names that no label of the codebook has, in order."""
    known = scheme.ids_by_name()
    unknown: dict[str, str] = {}
    for name in names:
        if fold(name) not in known:
            unknown.setdefault(fold(name), name)
    return [unknown[name] for name in sorted(unknown)]


def grown_scheme(
    scheme: Scheme, names: Collection[str], *, several: bool, groups: Mapping[str, str] | None = None
) -> Scheme:
    """`scheme` with a label for each of `names` that it lacks, and `choose = "many"` if `several` need it.

    `groups` names the group of new labels that exclude each other. Raises SchemeError for a name that no label can
    have.
    """
    choose = "many" if several else scheme.choose
    missing = missing_labels(names, scheme)
    for name in missing:
        try:
            clean_name(name)
        except ValueError as error:
            raise SchemeError(f"“{name}” cannot be the name of a label: {error}") from error
    new = [
        Label(id=name, name=name, key=None, group=(groups or {}).get(name) if choose == "many" else None)
        for name in missing
    ]
    labels = [*scheme.active, *sorted(new, key=lambda label: (label.group is None, label.group))]
    try:
        keys = allot_keys([label.name for label in labels], [label.key for label in labels])
    except ValueError as error:
        raise too_many(len(labels)) from error
    others = [label for label in scheme.labels if not scheme.can_be_given(label)]
    grown = [replace(label, key=key) for label, key in zip(labels, keys, strict=True)]
    return replace(scheme, labels=(*grown, *others), choose=choose)


def fit_codebook(project: Project, seen: Survey, *, make: bool) -> list[str]:
    """See to it that the codebook has the labels that were seen; the names of those that were added.

    With `make` it grows, in the journal; a codebook that is still the one every project begins with, and under which
    nothing was decided, gives way to one of these labels only. Raises SchemeError, with the list, where labels are
    missing and it may not grow, or where sentences carry labels that exclude each other.
    """
    scheme = project.scheme
    missing = missing_labels(seen.labels, scheme)
    if not make:
        if missing:
            raise SchemeError(unknown_in_words(missing))
        check_together(scheme, seen.together)
        return []
    if not missing and (scheme.choose == "many" or not seen.several):
        check_together(scheme, seen.together)
        return []
    if missing and is_untouched(project):
        scheme, missing = Scheme(labels=()), missing_labels(seen.labels, Scheme(labels=()))
    grown = grown_scheme(scheme, missing, several=seen.several, groups=_lasting_groups(seen))
    check_together(grown, seen.together)
    project.change_scheme(project.plan_scheme(grown))
    return missing


def unknown_in_words(missing: Collection[str]) -> str:
    """One line with the labels that the codebook lacks, and what to do."""
    shown = ", ".join(f"“{name}”" for name in list(missing)[:_SHOWN])
    more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
    return (
        f"The codebook lacks {counted(len(missing), 'label')}: {shown}{more}. Nothing was imported. Add them with"
        " --make-scheme, or to the codebook with: copydesk scheme set"
    )


def too_many(labels: int) -> SchemeError:
    """The error for a codebook of more labels than there are keys."""
    return SchemeError(
        f"There would be {labels} labels, and there are not so many keys. Nothing was imported. Retire some first,"
        " with: copydesk scheme set"
    )


def is_untouched(project: Project) -> bool:
    """Whether the codebook is the one that comes with Copydesk, and no label was ever given."""
    from labels.scheme.change import plan_change
    from labels.scheme.file import default_scheme

    own = plan_change(None, default_scheme()).scheme
    return project.scheme_version == 1 and project.scheme == own and not labels_ever_given(project.connection)


def _lasting_groups(seen: Survey) -> dict[str, str]:
    """The groups that no sentence contradicts by carrying two labels of one."""
    broken = set()
    for labels in seen.together:
        groups = [seen.groups[label] for label in labels if label in seen.groups]
        broken |= {group for group in groups if groups.count(group) > 1}
    return {label: group for label, group in seen.groups.items() if group not in broken}


def check_together(scheme: Scheme, together: Iterable[tuple[str, ...]]) -> None:
    """Raise SchemeError where names of labels that stand together exclude each other in the codebook."""
    ids = scheme.ids_by_name()
    for labels in sorted(together):
        own = list(dict.fromkeys(ids[fold(label)] for label in labels))
        for n, one in enumerate(own):
            for other in own[:n]:
                if scheme.excludes(one, other):
                    names = f"“{scheme.label(other).name}” and “{scheme.label(one).name}”"
                    raise SchemeError(
                        f"Some sentence carries {names}, which exclude each other in the codebook. Nothing was"
                        ' imported. Set choose = "many" and no group for both, with: copydesk scheme set'
                    )
