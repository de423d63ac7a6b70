"""The codebook and the labels of an import: which are missing, and a codebook that has them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from labels.errors import SchemeError
from labels.scheme import Label, Scheme
from labels.scheme.fields import clean_name, fold
from labels.scheme.keys import allot_keys


def missing_labels(names: Collection[str], scheme: Scheme) -> list[str]:
    """The names that no label of the codebook has, in order."""
    known = scheme.ids_by_name()
    return sorted({name for name in names if fold(name) not in known}, key=fold)


def grown_scheme(scheme: Scheme, names: Collection[str], *, several: bool) -> Scheme:
    """`scheme` with a label for each of `names` that it lacks, and `choose = "many"` if `several` need it.

    Raises SchemeError for a name that no label can have.
    """
    missing = missing_labels(names, scheme)
    for name in missing:
        try:
            clean_name(name)
        except ValueError as error:
            raise SchemeError(f"“{name}” cannot be the name of a label: {error}") from error
    labels = [*scheme.active, *(Label(id=name, name=name, key=None) for name in missing)]
    try:
        keys = allot_keys([label.name for label in labels], [label.key for label in labels])
    except ValueError as error:
        raise SchemeError(f"There would be {len(labels)} labels, and there are not so many keys.") from error
    retired = [label for label in scheme.labels if label.retired]
    grown = [replace(label, key=key) for label, key in zip(labels, keys, strict=True)]
    return replace(scheme, labels=(*grown, *retired), choose="many" if several else scheme.choose)
