"""brat's two files: which sentences an annotation lies on, and what is said where it is not exactly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.formats.reader import ImportedArticle
from labels.importing.report import Remark
from tests.labels.formats.reading import format_of, read, refusal, said, sentences
from tests.labels.importing import read_files as files

TEXT = "A headline\n\nRates will fall, she said. Nobody 😀 agreed. It rained.\n"
LINES = "Rates will fall, Dr. No said.\nNobody 😀 agreed.\n\nIt rained. It poured.\n" + "And so on.\n" * 8

PART = "Some annotations cover a part of a sentence: the whole sentence got the label."
SEVERAL = "Some annotations cover several sentences: each of them got the label."


@pytest.fixture
def file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.ann"


def bound(id, label, *words, text=TEXT):
    """The line that marks words, in one piece or several."""
    places = ";".join(f"{text.index(each)} {text.index(each) + len(each)}" for each in words)
    return f"{id}\t{label} {places}\t{' '.join(words)}\n"


def told(file, content, **more):
    """The one article, and the remarks beside it."""
    file.write_text(content, encoding="utf-8")
    items = files.read(file, **more)
    (found,) = (item for item in items if isinstance(item, ImportedArticle))
    return found, [item.words for item in items if isinstance(item, Remark)]


def test_annotated_sentences_are_labelled_and_the_rest_is_cut(file):
    content = bound("T1", "Claim", "Rates will fall, she said.") + bound("T2", "Fact", "It rained.")
    content += bound("T3", "Quote", "Rates will fall, she said.") + "#1\tAnnotatorNotes T3\treally?\n"
    (found,) = read(file, content)
    assert found.article.text == TEXT
    assert sentences(found) == [
        ("A headline", 0), ("Rates will fall, she said.", 1), ("Nobody 😀 agreed.", 1), ("It rained.", 1),
    ]  # fmt: skip
    assert [each[:3] for each in said(found)] == [
        ("Rates will fall, she said.", "labelled", ("Claim", "Quote")),
        ("It rained.", "labelled", ("Fact",)),
    ]
    assert found.decisions[0].note == "really?"


def test_lines_are_sentences_where_the_text_has_one_a_line(file):
    file.with_suffix(".txt").write_text(LINES, encoding="utf-8")
    content = bound("T1", "Claim", "Rates will fall, Dr. No said.", text=LINES)
    content += bound("T2", "Fact", "It rained. It poured.", text=LINES)
    found, remarks = told(file, content)
    assert sentences(found) == [
        ("Rates will fall, Dr. No said.", 0), ("Nobody 😀 agreed.", 0), ("It rained. It poured.", 1),
        *[("And so on.", 1)] * 8,
    ]  # fmt: skip
    assert [each[0] for each in said(found)] == ["Rates will fall, Dr. No said.", "It rained. It poured."]
    assert remarks == []


def test_wrapped_lines_and_lines_of_whole_paragraphs_are_cut_as_any_text(file):
    paragraphs = "It rained. It poured. Nobody came.\nThe sea rose. Ships sank. Nobody died.\n"
    file.with_suffix(".txt").write_text(paragraphs)
    (found,) = read(file, "")
    assert [text for text, _ in sentences(found)][:2] == ["It rained.", "It poured."]
    wrapped = ("When it rains on a Monday the harbour is quiet and no ships\ncome. " * 9).strip()
    file.with_suffix(".txt").write_text(wrapped)
    (found,) = read(file, "")
    assert {text for text, _ in sentences(found)} == {
        "When it rains on a Monday the harbour is quiet and no ships\ncome."
    }
    given, _ = told(file, "", given=True)
    assert len(sentences(given)) == 10


@pytest.mark.parametrize(
    ("marked", "labelled", "remarks"),
    [
        (["will fall"], [1], [PART]),
        (["Rates will fall, she said"], [1], []),
        (["agreed. It"], [2, 3], [PART, SEVERAL]),
        (["Rates will fall, she said. Nobody 😀 agreed."], [1, 2], [SEVERAL]),
        (["Nobody", "rained"], [2, 3], [PART, SEVERAL]),
        (["Rates will fall,", "she said."], [1], []),
        (["headline\n\nRates"], [0, 1], [PART, SEVERAL]),
        (["."], [1], [PART]),
        (["😀"], [2], [PART]),
    ],
)
def test_an_annotation_labels_every_sentence_that_it_lies_on(file, marked, labelled, remarks):
    found, told_of = told(file, bound("T1", "Claim", *marked).replace("\n\n", " "))
    assert [each[0] for each in said(found)] == [sentences(found)[n][0] for n in labelled]
    assert len(sentences(found)) == 4
    assert told_of == remarks


def test_an_annotation_that_looks_like_a_sentence_is_a_boundary_and_a_name_is_none(file):
    text = "He saw Gen. Mr. Smith left at nine. Nobody came."
    file.with_suffix(".txt").write_text(text)
    (whole,) = read(file, "")
    assert [each for each, _ in sentences(whole)] == ["He saw Gen. Mr. Smith left at nine.", "Nobody came."]
    found, _ = told(file, bound("T1", "Fact", "Mr. Smith left at nine.", text=text))
    assert [each for each, _ in sentences(found)] == ["He saw Gen.", "Mr. Smith left at nine.", "Nobody came."]
    assert [each[0] for each in said(found)] == ["Mr. Smith left at nine."]
    named, remarks = told(file, bound("T1", "Person", "Smith", text=text))
    assert (sentences(named), remarks) == (sentences(whole), [PART])


def test_attributes_are_notes_or_labels_where_that_is_asked_for(file):
    content = (
        bound("T1", "Claim", "It rained.")
        + "E1\tClaim:T1\nA1\tStance T1 Pro\nA2\tNegated E1\n#1\tAnnotatorNotes E1\tsure\n"
    )
    found, remarks = told(file, content)
    assert (found.decisions[0].labels, found.decisions[0].note) == (("Claim",), "sure\nStance: Pro\nNegated")
    assert remarks == [
        "Not kept: events.", "Attributes became notes; --label with the name of one makes labels of it.",
    ]  # fmt: skip
    found, _ = told(file, content, labels=("Stance", "Negated"))
    assert (found.decisions[0].labels, found.decisions[0].note) == (("Claim", "Pro", "Negated"), "sure")
    assert found.groups == {"Pro": "Stance"}


def test_what_has_no_place_is_told(file):
    content = bound("T1", "Claim", "It rained.") + "R1\tWhy Arg1:T1 Arg2:T1\n*\tEquiv T1 T1\nN1\tReference T1 W:1\tx\n"
    _, remarks = told(file, content + "#1\tAnnotatorNotes R1\tso?\n")
    assert remarks == ["Not kept: relations.", "Not kept: links to other data."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("T1\tClaim 900 910\tx\n", "line 1: there is no text at 900-910"),
        ("T1\tClaim 0 3;700 800\tx\n", "line 1: there is no text at 700-800"),
        ("T1\tClaim zero one\tx\n", "line 1: not as brat writes it"),
        ("T1\tClaim 0 " + "9" * 5000 + "\tx\n", "line 1: not as brat writes it"),
        ("T1\tClaim 0 10\tB headline\n", "line 1: marks other words than the text has there (“A headline”)"),
        ("words\n", "line 1: not as brat writes it"),
        ("A1\tNegated T1\n", "line 1: speaks of T1, which is not there"),
    ],
)
def test_what_does_not_fit_is_named(file, content, words):
    assert refusal(file, content).startswith(words)
    assert files.skipped(file) == [files.refusal(file)]


def test_a_text_that_is_missing_is_named(tmp_path):
    assert "a.txt: no such file" in refusal(tmp_path / "a.ann", "T1\tA 0 5\tx\n")


def test_it_is_recognised_without_its_ending(tmp_path):
    assert format_of(tmp_path / "notes", "T1\tClaim 0 5;7 9\tx\n") == "brat"


@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, len(LINES))), min_size=1, max_size=5))
def test_every_annotation_leaves_its_label_on_what_it_marks(tmp_path_factory, spans):
    folder = tmp_path_factory.mktemp("brat", numbered=True)
    (folder / "a.txt").write_text(LINES, encoding="utf-8")
    marked = [(min(span), max(span)) for span in spans if LINES[min(span) : max(span)].strip()]
    found, _ = told(folder / "a.ann", "".join(f"T{n}\tL{n} {a} {b}\n" for n, (a, b) in enumerate(marked)))
    for n, (start, end) in enumerate(marked):
        on = [each for each in found.decisions if f"L{n}" in each.labels]
        assert on and all(each.start < end and each.end > start for each in on)
        letters = [at for at in range(start, end) if LINES[at].isalnum()]
        assert all(any(each.start <= at < each.end for each in on) for at in letters)


COUNTED = "John ✓ loves 😀 Mary.\r\nHe married her last spring.\r\n"


@pytest.mark.parametrize("line_break", ["\r\n", "\n"])
@pytest.mark.parametrize(
    "before",
    [
        lambda text: len(text),
        lambda text: len(text.encode("utf-16-le")) // 2,
        lambda text: len(text.encode("utf-8")),
    ],
    ids=["code points", "UTF-16", "UTF-8"],
)
@pytest.mark.parametrize("mark", [0, 1])
def test_places_are_found_however_they_were_counted(tmp_path, line_break, before, mark):
    path = tmp_path / "a.ann"
    path.with_suffix(".txt").write_bytes(("\ufeff" * mark + COUNTED).encode())
    whole = "\ufeff" * mark + COUNTED.replace("\r\n", line_break)
    content = ""
    for number, words in enumerate(("John ✓ loves 😀 Mary.", "He married her last spring.")):
        start = whole.index(words)
        content += f"T{number}\tClaim {before(whole[:start])} {before(whole[: start + len(words)])}\t{words}\n"
    found, _ = told(path, content)
    assert found.article.text == COUNTED
    assert [each[0] for each in said(found)] == ["John ✓ loves 😀 Mary.", "He married her last spring."]


def test_what_fits_in_no_way_is_refused_at_its_own_place(tmp_path):
    path = tmp_path / "a.ann"
    path.with_suffix(".txt").write_bytes(COUNTED.encode())
    assert refusal(path, "T1\tClaim 0 4\tJohn\nT2\tClaim 5 9\tMary\n").startswith("line 2: marks other words")
    assert refusal(path, "T1\tClaim 0 4\tJohn\nT2\tClaim 500 900\tMary\n").startswith("line 2: there is no text at 500")
