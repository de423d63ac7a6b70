"""spaCy's DocBin: categories, spans, and the way back."""

from __future__ import annotations

import pytest

from labels.errors import UsageError
from labels.exporting.records import select
from labels.formats.spacy.writer import SpacyWriter
from labels.values.progress import UNWATCHED
from tests.labels.formats.projects import EVERYTHING, opened, take_in

spacy = pytest.importorskip("spacy")
TEXT = "One is here. Two “is” there.\n\nThree is far. 😀"


@pytest.fixture
def decided(tmp_path):
    with opened(tmp_path / "a.db") as made:
        made.add(TEXT)
        made.add("A short one.")
        first, second, *_ = made.sentences()
        made.label(first, "claim", "quote", seconds=0.1)
        made.skip(second)
        yield made


def write(project, path, **more):
    return SpacyWriter().write(select(project.view, EVERYTHING, **more), path, UNWATCHED)


def docs(path):
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def test_a_sentence_is_a_doc_with_categories(decided, tmp_path):
    write(decided, tmp_path / "out.spacy")
    first, second, *_ = docs(tmp_path / "out.spacy")
    assert (first.text, second.text) == ("One is here.", "Two “is” there.")
    assert first.cats == {"claim": 1.0, "quote": 1.0, "fact": 0.0, "opinion": 0.0}
    assert second.cats == {}


def test_an_article_is_a_doc_with_spans(decided, tmp_path):
    write(decided, tmp_path / "out.spacy", one_row_per="article")
    doc, _ = docs(tmp_path / "out.spacy")
    assert doc.text == TEXT
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        ("One is here.", "claim"),
        ("One is here.", "quote"),
    ]


@pytest.mark.parametrize("unit", ["decision", "article"])
def test_all_comes_back_byte_for_byte(decided, tmp_path, unit):
    write(decided, tmp_path / "out.spacy", one_row_per=unit)
    with opened(tmp_path / "b.db") as after:
        take_in(after, tmp_path / "out.spacy")
        write(after, tmp_path / "again.spacy", one_row_per=unit)
    assert (tmp_path / "again.spacy").read_bytes() == (tmp_path / "out.spacy").read_bytes()


def test_parts_become_folders_of_bounded_files(decided, tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.spacy.writer.DOCS", 2)
    ids = [article.id for article in decided.articles()]
    parts = dict(zip(ids, ("train", "validation"), strict=True))
    write(decided, tmp_path / "out", parts=parts)
    names = sorted(each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*.spacy"))
    assert names == ["dev/00000.spacy", "train/00000.spacy", "train/00001.spacy"]
    with pytest.raises(UsageError, match="folder"):
        write(decided, tmp_path / "out.spacy", parts=parts)


def test_docs_of_others_come_in(tmp_path):
    from spacy.tokens import DocBin

    doc = spacy.blank("en")("Rates will fall.")
    doc.cats = {"claim": 1.0, "quote": 0.0}
    DocBin(docs=[doc]).to_disk(tmp_path / "theirs.spacy")
    with opened(tmp_path / "b.db") as after:
        take_in(after, tmp_path / "theirs.spacy")
        (record,) = select(after.view).records()
    assert (record["text"], record["labels"]) == ("Rates will fall.", ["claim"])
