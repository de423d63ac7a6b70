"""Random codebooks that the rules allow."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import strategies as st

from labels.codebook import Codebook, Label
from labels.codebook.fields import COLOUR_NAMES, clean_name, fold
from labels.codebook.ids import former_names
from labels.codebook.keys import is_typeable

ALPHANUMERIC = string.ascii_letters + string.digits


def _is_name(text: str) -> bool:
    try:
        return clean_name(text) == text
    except ValueError:
        return False


names = st.one_of(
    st.text(alphabet="abcdeé -'\"\\=.#", min_size=1, max_size=12).filter(_is_name),
    st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12).filter(_is_name),
)
keys = st.one_of(
    st.sampled_from(ALPHANUMERIC),
    st.characters(categories=["L", "Nd"]).filter(is_typeable),
)
#: What somebody may put into a definition: anything that can be stored, quotes and line breaks above all.
texts = st.one_of(
    st.text(alphabet="ab \"'\\\n\r\t", max_size=20),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
)
text_lists = st.lists(texts, max_size=3).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn, min_size: int = 1, max_size: int = 8) -> Codebook:
    """A codebook as a project would keep it: ids in order, keys for all that are not retired."""
    called = draw(st.lists(names, min_size=min_size, max_size=max_size, unique_by=fold))
    given = draw(st.lists(keys, min_size=len(called), max_size=len(called), unique=True))
    choose = draw(st.sampled_from(["one", "many"]))
    labels = [
        Label(
            id=name,
            name=name,
            key=key,
            colour=draw(st.sampled_from([None, "#0072b2", *COLOUR_NAMES])),
            definition=draw(texts),
            examples=draw(text_lists),
            counter_examples=draw(text_lists),
            group="both" if choose == "many" and len(called) > 2 and index < 2 else None,
            retired=index > 1 and draw(st.booleans()),
        )
        for index, (name, key) in enumerate(zip(called, given, strict=True))
    ]
    for index in range(2, len(labels)):
        if draw(st.integers(0, 3)) == 0:
            into = labels[draw(st.integers(0, index - 1))].id
            labels[index] = replace(labels[index], retired=True, same_as=into)
    renamed = draw(st.integers(0, len(labels)))
    taken = {fold(name) for name in called}
    for index in range(renamed):
        before, id = labels[index].id, f"{labels[index].name}-was-{index}"
        if fold(id) not in taken and _is_name(id):
            taken.add(fold(id))
            labels = [replace(label, same_as=id) if label.same_as == before else label for label in labels]
            labels[index] = replace(
                labels[index], id=id, formerly=former_names(id, labels[index].name, draw(st.lists(names, max_size=2)))
            )
    return Codebook(
        labels=tuple(replace(label, key=None) if label.retired else label for label in labels),
        choose=choose,
        title=draw(st.one_of(st.just(""), names)),
        guidelines=draw(texts),
    )
