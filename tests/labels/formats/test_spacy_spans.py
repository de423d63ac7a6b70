"""DocBins of others whose Docs are articles: labelled spans and sentences are kept, the rest is cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.reader import ImportedArticle
from labels.formats.spacy.reader import SpacyReader

spacy = pytest.importorskip("spacy")

TEXT = "Rates will fall, she said. Nobody believes it.\n\nThe bank did not answer. Shares rose."


def doc(text: str, spans: tuple[tuple[str, str], ...] = (), *, cut: bool = True, group: str = "sc"):
    nlp = spacy.blank("en")
    if cut:
        nlp.add_pipe("sentencizer")
    made = nlp(text)
    places = [(text.index(words), text.index(words) + len(words), label) for words, label in spans]
    made.spans[group] = [made.char_span(start, end, label=label) for start, end, label in places]
    return made


def read(folder: Path, *docs) -> list[ImportedArticle]:
    from spacy.tokens import DocBin

    file = folder / "theirs.spacy"
    DocBin(docs=docs, store_user_data=True).to_disk(file)
    return list(SpacyReader().read(Source(file)))


def cuts(found: ImportedArticle) -> list[tuple[str, int]]:
    text = found.article.text
    assert found.sentences is not None
    return [(text[cut.start : cut.end], cut.paragraph) for cut in found.sentences]


def said(found: ImportedArticle) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.article.text[each.start : each.end], each.labels) for each in found.decisions]


ALL = [
    ("Rates will fall, she said.", 0),
    ("Nobody believes it.", 0),
    ("The bank did not answer.", 1),
    ("Shares rose.", 1),
]


@pytest.mark.parametrize("cut", [True, False], ids=["with sentences", "without"])
def test_spans_are_labelled_sentences_and_the_rest_stays_to_be_labelled(tmp_path, cut):
    spans = (("Rates will fall, she said.", "quote"), ("The bank did not answer.", "news"))
    (found,) = read(tmp_path, doc(TEXT, spans, cut=cut))
    assert found.article.text == TEXT
    assert cuts(found) == ALL
    assert said(found) == [(words, (label,)) for words, label in spans]


def test_two_spans_on_the_same_words_are_two_labels(tmp_path):
    (found,) = read(tmp_path, doc(TEXT, (("Shares rose.", "news"), ("Shares rose.", "claim"))))
    assert said(found) == [("Shares rose.", ("news", "claim"))]


def test_a_span_keeps_no_line_breaks_at_its_ends(tmp_path):
    (found,) = read(tmp_path, doc(TEXT, (("Nobody believes it.\n\n", "claim"),)))
    assert said(found) == [("Nobody believes it.", ("claim",))]
    assert cuts(found) == ALL


def test_docs_without_spans_beside_others_are_articles_too(tmp_path):
    first, second = read(tmp_path, doc("It is late. All sleep."), doc(TEXT, (("Shares rose.", "news"),)))
    assert cuts(first) == [("It is late.", 0), ("All sleep.", 0)]
    assert said(first) == []
    assert said(second) == [("Shares rose.", ("news",))]


def test_docs_of_several_sentences_without_categories_are_articles(tmp_path):
    (found,) = read(tmp_path, doc(TEXT))
    assert cuts(found) == ALL


def test_docs_with_categories_stay_one_sentence_each(tmp_path):
    one = doc("It is late. All sleep.")
    one.cats = {"news": 1.0, "claim": 0.0}
    (found,) = read(tmp_path, one)
    assert cuts(found) == [("It is late. All sleep.", 0)]
    assert said(found) == [("It is late. All sleep.", ("news",))]


def test_spans_of_another_group_are_not_taken_for_labels(tmp_path):
    (found,) = read(tmp_path, doc(TEXT, (("Shares rose.", "news"),), group="entities"))
    assert said(found) == []


def test_spans_across_each_other_are_told_with_their_doc(tmp_path):
    across = doc(TEXT, (("Rates will fall, she said. Nobody", "a"), ("Nobody believes it.", "b")))
    with pytest.raises(ReadingError, match="Doc 2: its spans overlap"):
        read(tmp_path, doc(TEXT), across)
