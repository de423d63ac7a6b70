"""brat's two files."""

from __future__ import annotations

import pytest

from tests.labels.importing.peers.reading import read, refusal, said, sentences

TEXT = "A headline\n\nRates will fall, she said. Nobody 😀 agreed. It rained.\n"


@pytest.fixture
def file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.ann"


def bound(id, label, words):
    start = TEXT.index(words)
    return f"{id}\t{label} {start} {start + len(words)}\t{words}\n"


def test_spans_are_sentences_and_the_rest_is_cut(file):
    content = bound("T1", "Claim", "Rates will fall, she said.") + bound("T2", "Fact", "It rained.")
    content += bound("T3", "Quote", "Rates will fall, she said.") + "#1\tAnnotatorNotes T3\treally?\nR1\tX Arg1:T1\n"
    (found,) = read(file, content)
    assert found.article.text == TEXT
    assert sentences(found)[0] == ("A headline", 0)
    assert [text for text, _ in sentences(found)[1:3]] == ["Rates will fall, she said.", "Nobody 😀 agreed."]
    assert sentences(found)[-1] == ("It rained.", 1)
    assert [each[:3] for each in said(found)] == [
        ("Rates will fall, she said.", "labelled", ("Claim", "Quote")),
        ("It rained.", "labelled", ("Fact",)),
    ]
    assert found.decisions[0].note == "really?"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("T1\tClaim 900 910\tx\n", "line 1: there is no text at 900-910"),
        ("T1\tClaim 0 3;5 8\tx\n", "line 1: marks a span in pieces"),
        ("T1\tClaim zero one\tx\n", "line 1: not as brat writes it"),
        ("T1\tA 0 5\tx\nT2\tB 3 8\tx\n", "the spans at 0-5 and 3-8 overlap"),
    ],
)
def test_spans_that_do_not_fit_are_named(file, content, words):
    assert refusal(file, content).startswith(words)


def test_a_text_that_is_missing_is_named(tmp_path):
    assert "a.txt: no such file" in refusal(tmp_path / "a.ann", "T1\tA 0 5\tx\n")
