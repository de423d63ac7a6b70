"""CoNLL-U: sentences, paragraphs and documents stay exactly as they are given."""

from __future__ import annotations

import pytest

from tests.labels.importing.read_files import decisions, found, refusal, sentences, skipped


def word(number: str, form: str, misc: str = "_") -> str:
    return "\t".join([number, form, *["_"] * 7, misc])


TWO_DOCUMENTS = f"""\
# newdoc id = bridge
# meta::title = Bridge closed
# meta::genre = news
# newpar
# sent_id = 1
# text = The bridge is closed. Really
# label = claim
# annotator = ana
{word("1", "The")}

# sent_id = 2
{word("1-2", "Don't", "SpaceAfter=No")}
{word("1", "Do")}
{word("2", "n't")}
{word("3", ",", "SpaceAfter=No|X=1")}
{word("3.1", "ghost")}
{word("4", "he")}

# newpar
# text = Third
# labels = quote|claim
{word("1", "Third")}

# newdoc id = other
# text = Elsewhere.
{word("1", "Elsewhere", "SpaceAfter=No")}
{word("2", ".")}
"""


def test_given_boundaries_are_kept_exactly(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(TWO_DOCUMENTS)
    first, second = found(path)
    assert sentences(first) == [(0, "The bridge is closed. Really"), (0, "Don't,he"), (1, "Third")]
    assert decisions(first) == [
        ("The bridge is closed. Really", "ana", ("claim",)),
        ("Third", None, ("quote", "claim")),
    ]
    assert (first.article.title, dict(first.article.meta)) == ("Bridge closed", {"id": "bridge", "genre": "news"})
    assert sentences(second) == [(0, "Elsewhere.")]
    assert second.article.title == "other"


def test_without_documents_a_file_is_an_article(tmp_path):
    path = tmp_path / "words"
    path.write_text(f"{word('1', 'One')}\r\n\r\n{word('1', 'Two')}\r\n")
    (item,) = found(path)
    assert sentences(item) == [(0, "One"), (0, "Two")]
    assert item.article.title == "words"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{word('1', 'One')}\n\nOnly words\n", "line 3: 1 columns where CoNLL-U has 10"),
        (f"{word('1', 'One')}\n{word('x', 'Two')}\n", "line 2: “x” is no number of a word."),
        ("# sent_id = 1\n\n", "holds no sentences in CoNLL-U."),
    ],
)
def test_what_is_wrong_is_named_by_line(tmp_path, text, words):
    path = tmp_path / "bad.conllu"
    path.write_text(text)
    assert refusal(path).startswith(words)


def test_bad_sentences_can_be_skipped(tmp_path):
    path = tmp_path / "bad.conllu"
    path.write_text(f"{word('1', 'One')}\n\n{word('1', 'Two')}\nbad\n\n# newpar\nbad\n\n{word('1', 'Three')}\n")
    (item,) = found(path, skip=True)
    assert [text for _, text in sentences(item)] == ["One", "Three"]
    assert [reason.split(":")[0] for reason in skipped(path)] == ["line 4", "line 7"]
