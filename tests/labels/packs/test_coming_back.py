"""What was done in a pack comes back with a merge, which tells what became of labels meanwhile."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from labels.codebook import Codebook
from labels.merging import merge_in_words
from labels.project import Project
from tests.examples import default_cases
from tests.labels.making import SCHEME, use_codebook
from tests.labels.packs.giving import assign


def test_what_is_done_in_a_pack_comes_back(lead, tmp_path):
    assign(lead, {"ana": [1]})
    before = lead.digest()
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    assert lead.merge(path).merged.is_empty and lead.digest() == before
    with Project.open(path) as own:
        own.label(list(own.sentences())[2], "fact")
    assert lead.merge(path).merged.decisions == {"ana": 1}
    assert lead.merge(path).merged.is_empty
    assert lead.annotation(list(lead.sentences())[2], "ana").labels == ("fact",)
    again = lead.pack("ana", tmp_path / "again.copydesk")
    assert again.decided == 2


def changed(codebook: Codebook, id: str, /, **fields: object) -> Codebook:
    """The codebook with something else said of a label."""
    labels = [replace(each, **fields) if each.id == id else each for each in codebook.labels]  # type: ignore[arg-type]
    return replace(codebook, labels=tuple(labels))


CHANGES = [
    ({"name": "assertion", "formerly": ("claim",)}, "which is called “assertion” now."),
    ({"same_as": "quote", "retired": True, "key": None}, "which was merged into “quote”: they are read as that."),
    ({"retired": True, "key": None}, "which is retired. They stay, and the label is not offered any more."),
    ({"definition": "Anything else."}, None),
]


@pytest.mark.parametrize(("fields", "said"), default_cases(CHANGES, 0, unpack=True))
def test_a_merge_tells_what_became_of_labels_meanwhile(lead, tmp_path, fields, said):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with Project.open(path) as own:
        for sentence in list(own.sentences())[2:4]:
            own.label(sentence, "claim", "fact")
    use_codebook(lead, changed(SCHEME, "claim", **fields))
    told = [line for line in merge_in_words(lead.merge(path)) if "“" in line]
    assert told == ([] if said is None else [f"2 decisions say “claim”, {said}"])
    # The other way round: the codebook comes to three decisions, together with a fourth of ben's.
    with Project.open(path) as own:
        told = [line for line in merge_in_words(own.merge(lead.path)) if "“claim”" in line]
        assert [line.split(",")[0] for line in told] == ([] if said is None else ["4 decisions say “claim”"])


def test_a_label_of_another_codebook_is_told_as_missing(project, tmp_path):
    path = project.pack("cleo", tmp_path / "cleo.copydesk").path
    with Project.open(path) as own:
        label = replace(SCHEME.labels[0], id="rumour", name="rumour", key="r")
        use_codebook(own, replace(SCHEME, labels=(*SCHEME.labels, label)))
        own.label(list(own.sentences())[2], "rumour")
    project.clock.now += timedelta(days=9000)  # later than any clock: this codebook is in force
    use_codebook(project, changed(SCHEME, "fact", definition="So it is."))
    result = project.merge(path)
    assert "1 decision says “rumour”, which the codebook in force does not have. It stays, and the label is not" in (
        "\n".join(merge_in_words(result))
    )
    assert json.dumps([each.what for each in result.merged.labels]) == '["missing"]'
