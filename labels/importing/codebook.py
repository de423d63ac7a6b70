"""The codebook and the labels of an import: which are missing, and a codebook that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.codebook import Codebook, Label
from labels.codebook.fields import clean_name, fold
from labels.codebook.keys import allot_keys
from labels.errors import CodebookError
from labels.importing.survey import Survey
from labels.words import counted

if TYPE_CHECKING:
    from labels.open_project import OpenProject

_SHOWN = 12


def missing_labels(names: Collection[str], codebook: Codebook) -> list[str]:
    """The names that no label of the codebook has, in order."""
    known = codebook.ids_by_name()
    unknown: dict[str, str] = {}
    for name in names:
        if fold(name) not in known:
            unknown.setdefault(fold(name), name)
    return [unknown[name] for name in sorted(unknown)]


def grown_codebook(
    codebook: Codebook, names: Collection[str], *, several: bool, groups: Mapping[str, str] | None = None
) -> Codebook:
    """`codebook` with a label for each of `names` that it lacks, and `choose = "many"` if `several` need it.

    `groups` names the group of new labels that exclude each other. Raises CodebookError for a name that no label can
    have.
    """
    choose = "many" if several else codebook.choose
    missing = missing_labels(names, codebook)
    for name in missing:
        try:
            clean_name(name)
        except ValueError as error:
            raise CodebookError(f"“{name}” cannot be the name of a label: {error}") from error
    new = [
        Label(id=name, name=name, key=None, group=(groups or {}).get(name) if choose == "many" else None)
        for name in missing
    ]
    labels = [*codebook.active, *sorted(new, key=lambda label: (label.group is None, label.group))]
    try:
        keys = allot_keys([label.name for label in labels], [label.key for label in labels])
    except ValueError as error:
        raise too_many(len(labels)) from error
    others = [label for label in codebook.labels if not codebook.can_be_given(label)]
    grown = [replace(label, key=key) for label, key in zip(labels, keys, strict=True)]
    return replace(codebook, labels=(*grown, *others), choose=choose)


def fit_codebook(project: OpenProject, seen: Survey, *, make: bool) -> list[str]:
    """Make sure that the codebook has the labels that were seen.

    Returns the names of those that were added. With `make` it grows, in the journal. If it is still the default one and
    nothing was decided under it, a codebook with only these labels replaces it. Raises CodebookError, with the list,
    where labels are missing and it may not grow, or where sentences carry labels that exclude each other.
    """
    codebook = project.codebook
    missing = missing_labels(seen.labels, codebook)
    if not make:
        if missing:
            raise CodebookError(unknown_in_words(missing))
        check_together(codebook, seen.together)
        return []
    if not missing and (codebook.choose == "many" or not seen.several):
        check_together(codebook, seen.together)
        return []
    if missing and is_untouched(project):
        codebook, missing = Codebook(labels=()), missing_labels(seen.labels, Codebook(labels=()))
    grown = grown_codebook(codebook, missing, several=seen.several, groups=_lasting_groups(seen))
    check_together(grown, seen.together)
    project.change_codebook(project.plan_codebook(grown))
    return missing


def unknown_in_words(missing: Collection[str]) -> str:
    """One line with the labels that the codebook lacks, and what to do."""
    shown = ", ".join(f"“{name}”" for name in list(missing)[:_SHOWN])
    more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
    return (
        f"The codebook lacks {counted(len(missing), 'label')}: {shown}{more}. Nothing was imported. Add them with"
        " --make-codebook, or to the codebook with: copydesk codebook set"
    )


def too_many(labels: int) -> CodebookError:
    """The error for a codebook of more labels than there are keys."""
    return CodebookError(
        f"There would be {labels} labels, and there are not so many keys. Nothing was imported. Retire some first,"
        " with: copydesk codebook set"
    )


def is_untouched(project: OpenProject) -> bool:
    """Whether the codebook is the one that comes with Copydesk, and no label was ever given."""
    from labels.codebook.file import default_codebook
    from labels.codebook.plan_change import plan_change

    own = plan_change(None, default_codebook()).codebook
    return (
        project.codebook_version == 1
        and project.codebook == own
        and project.viewer.sees_others
        and not project.reader.labels_ever_given()
    )


def _lasting_groups(seen: Survey) -> dict[str, str]:
    """The groups that no sentence contradicts by carrying two labels of one."""
    broken = set()
    for labels in seen.together:
        groups = [seen.groups[label] for label in labels if label in seen.groups]
        broken |= {group for group in groups if groups.count(group) > 1}
    return {label: group for label, group in seen.groups.items() if group not in broken}


def check_together(codebook: Codebook, together: Iterable[tuple[str, ...]]) -> None:
    """Raise CodebookError where names of labels that stand together exclude each other in the codebook."""
    ids = codebook.ids_by_name()
    for labels in sorted(together):
        own = list(dict.fromkeys(ids[fold(label)] for label in labels))
        for n, one in enumerate(own):
            for other in own[:n]:
                if codebook.excludes(one, other):
                    names = f"“{codebook.label(other).name}” and “{codebook.label(one).name}”"
                    raise CodebookError(
                        f"Some sentence carries {names}, which exclude each other in the codebook. Nothing was"
                        ' imported. Set choose = "many" and no group for both, with: copydesk codebook set'
                    )
