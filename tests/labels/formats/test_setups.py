"""What other tools are set up with says all that the codebook says, whatever it holds."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.codebook.model import Codebook, Label
from labels.formats.setups import SETUPS, argilla, doccano, label_studio

NEWS = Label("news", "news", "n", "#aa3300", "What has happened,\n  and nobody disputes it.")
ODD = Label("odd", '<odd> & "quoted"', "Ü", "blue")
SCHEME = Codebook((NEWS, ODD), guidelines="Read it twice.")


def test_label_studio_gets_names_keys_and_meanings() -> None:
    root = ElementTree.fromstring(label_studio(SCHEME, SCHEME.labels))
    assert [dict(each.attrib) for each in root.iter("Choice")] == [
        {"value": "news", "hotkey": "n", "hint": "What has happened, and nobody disputes it."},
        {"value": '<odd> & "quoted"'},
    ]
    assert [(each.tag, each.get("name")) for each in root] == [
        ("Text", "text"),
        ("Choices", "label"),
        ("TextArea", "note"),
    ]


@pytest.mark.parametrize(("choose", "word"), [("one", "single"), ("many", "multiple")])
def test_one_label_or_several(choose, word) -> None:
    codebook = replace(SCHEME, choose=choose)
    assert ElementTree.fromstring(label_studio(codebook, codebook.labels)).find("Choices").get("choice") == word
    (question,) = json.loads(argilla(codebook, codebook.labels))["questions"]
    assert question["settings"]["type"].startswith("multi") == (choose == "many")


def test_doccano_gets_keys_and_colours_that_it_knows() -> None:
    assert json.loads(doccano(SCHEME, SCHEME.labels)) == [
        {"text": "news", "suffix_key": "n", "background_color": "#aa3300"},
        {"text": '<odd> & "quoted"'},
    ]


def test_argilla_takes_what_stands_beside_a_text() -> None:
    settings = json.loads(argilla(SCHEME, SCHEME.labels))
    assert settings["allow_extra_metadata"] is True
    assert settings["guidelines"] == "Read it twice."
    assert [each["name"] for each in settings["fields"]] == ["text"]
    (question,) = settings["questions"]
    assert [each["value"] for each in question["settings"]["options"]] == ["news", '<odd> & "quoted"']


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=5))
def test_any_codebook_can_be_written(words) -> None:
    labels = tuple(Label(str(n), name, None, None, definition) for n, (name, definition) in enumerate(words))
    for setup in SETUPS.values():
        written = setup(Codebook(labels), labels)
        assert written.endswith("\n")
    assert len(list(ElementTree.fromstring(label_studio(Codebook(labels), labels)).iter("Choice"))) == len(labels)
