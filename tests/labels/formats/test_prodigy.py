"""Prodigy's records: choice, binary, review, tasks, and what is refused."""

from __future__ import annotations

import pytest

from tests.labels.formats.reading import format_of, lines, read, refusal, said, sentences

CHOICE = {
    "text": "Rates will fall, she said.",
    "meta": {"source": "a1"},
    "options": [{"id": "CLAIM", "text": "CLAIM"}, {"id": "QUOTE", "text": "QUOTE"}],
    "_input_hash": -1080010644,
    "_task_hash": -1728445858,
    "_view_id": "choice",
    "config": {"choice_style": "single"},
    "accept": ["QUOTE"],
    "answer": "accept",
    "_timestamp": 1707211049,
    "_annotator_id": "news-alice",
    "_session_id": "news-alice",
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "reviews.jsonl"


def test_a_choice_is_a_label_by_its_annotator_at_its_time(file):
    (found,) = read(file, lines(CHOICE))
    assert sentences(found) == [("Rates will fall, she said.", 0)]
    assert said(found) == [("Rates will fall, she said.", "labelled", ("QUOTE",), "news-alice")]
    assert found.decisions[0].at == "2024-02-06T09:17:29.000+00:00"
    assert found.article.source == "a1"
    assert found.origin == f"prodigy: {file.name}"


def test_rows_of_a_source_are_one_article_however_they_lie(file):
    rows = [CHOICE | {"text": text, "meta": {"source": of}} for text, of in [("A.", "a"), ("B.", "b"), ("C.", "a")]]
    first, second = read(file, lines(*rows))
    assert (first.article.text, second.article.text) == ("B.", "A. C.")


@pytest.mark.parametrize("apart", ["url", "URL", "link", "uri", "doc", "articleId", "title", "headline"])
def test_the_articles_of_an_outlet_are_told_apart_by_address_or_title(file, apart):
    told = [("A.", "x"), ("B.", "y"), ("C.", "x")]
    rows = [CHOICE | {"text": text, "meta": {"source": "The Quay", apart: of}} for text, of in told]
    first, second = read(file, lines(*rows))
    assert (first.article.text, second.article.text) == ("B.", "A. C.")
    assert {first.article.source, second.article.source} == {"The Quay"}


def test_the_same_title_in_two_outlets_is_two_articles(file):
    rows = [CHOICE | {"text": f"{of}.", "meta": {"source": of, "title": "Today"}} for of in "ABA"]
    assert [(found.article.title, found.article.text) for found in read(file, lines(*rows))] == [
        ("Today", "B."),
        ("Today", "A."),
    ]


def test_an_object_in_the_metadata_goes_by_its_name(file):
    meta = {"source": {"id": 7, "name": "The Quay"}, "author": [{"name": "Ann Lee"}], "publishedAt": "2024-03-05"}
    (found,) = read(file, lines(CHOICE | {"meta": meta}))
    article = found.article
    assert (article.source, article.author, article.published) == ("The Quay", "Ann Lee", "2024-03-05")
    assert article.meta["source"] == {"id": 7, "name": "The Quay"}


def test_rows_without_a_source_are_one_article_each_its_own_paragraph(file):
    rows = [CHOICE | {"text": text, "meta": {}} for text in ("A.", "B.")]
    (found,) = read(file, lines(*rows))
    assert found.article.text == "A.\n\nB."
    assert found.article.title == "reviews"


def test_the_same_text_is_one_sentence_of_two_annotators(file):
    other = CHOICE | {"_annotator_id": "news-bob", "accept": ["CLAIM"]}
    (found,) = read(file, lines(CHOICE, other))
    assert len(sentences(found)) == 1
    assert [each[2:] for each in said(found)] == [(("QUOTE",), "news-alice"), (("CLAIM",), "news-bob")]


def test_an_answer_given_again_counts(file):
    (found,) = read(file, lines(CHOICE, CHOICE | {"accept": ["CLAIM"]}))
    assert [each[2] for each in said(found)] == [("CLAIM",)]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"answer": "ignore", "accept": []}, ""),
        ({"answer": "reject", "accept": []}, "rejected"),
        ({"answer": "reject", "accept": ["QUOTE"]}, "not QUOTE"),
        ({"answer": "accept", "accept": []}, "no option chosen"),
    ],
)
def test_what_is_no_label_is_a_skip_with_the_reason(file, change, note):
    (found,) = read(file, lines(CHOICE | change))
    assert (found.decisions[0].status, found.decisions[0].note) == ("skipped", note)


def test_binary_answers_on_a_text_are_put_together(file):
    rows = [
        {"text": "A.", "label": label, "answer": answer, "_input_hash": 1, "_task_hash": n, "score": 0.5}
        for n, (label, answer) in enumerate([("CLAIM", "reject"), ("QUOTE", "accept"), ("FACT", "accept")])
    ]
    (found,) = read(file, lines(*rows))
    assert said(found) == [("A.", "labelled", ("QUOTE", "FACT"), None)]
    assert found.decisions[0].note == "not CLAIM"
    assert (found.decisions[0].suggested_label, found.decisions[0].suggested_score) == ("FACT", 0.5)


def test_a_binary_refusal_alone_is_a_skip(file):
    (found,) = read(file, lines({"text": "A.", "label": "CLAIM", "answer": "reject", "_input_hash": 1}))
    assert (found.decisions[0].status, found.decisions[0].note) == ("skipped", "not CLAIM")


def test_a_review_brings_what_was_said_before_it(file):
    versions = [
        {"accept": ["CLAIM"], "answer": "accept", "sessions": ["news-alice", "news-bob"]},
        {"accept": ["QUOTE"], "answer": "accept", "sessions": ["news-eve"]},
    ]
    row = CHOICE | {"versions": versions, "sessions": ["news-alice", "news-bob", "news-eve"], "_annotator_id": "lead"}
    (found,) = read(file, lines(row))
    assert [(who, labels) for _, _, labels, who in said(found)] == [
        ("news-alice", ("CLAIM",)),
        ("news-bob", ("CLAIM",)),
        ("news-eve", ("QUOTE",)),
        ("lead", ("QUOTE",)),
    ]


def test_sessions_that_have_no_name_are_nobody(file):
    row = {key: value for key, value in CHOICE.items() if key != "_annotator_id"}
    (found,) = read(file, lines(row | {"_session_id": "news-2024-02-06_09-12-11"}))
    assert found.decisions[0].annotator is None


def test_a_task_that_waits_for_an_answer_is_a_sentence(file):
    task = {key: CHOICE[key] for key in ("text", "meta", "options")}
    (found,) = read(file, lines(task))
    assert (len(sentences(found)), found.decisions) == (1, ())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"text": "A.", "answer": "accept", "accept": "QUO', "line 2: not valid JSON"),
        ('["A."]', "line 2: not a JSON object"),
        ('{"answer": "accept"}', "line 2: has no text"),
        ('{"text": " ", "answer": "accept"}', "line 2: its “text” is empty"),
        ('{"text": "A.", "answer": "yes"}', "line 2: its “answer” is 'yes'"),
        ('{"text": "A.", "answer": "accept", "accept": ["X"], "_timestamp": "soon"}', "line 2: 'soon' is not a time"),
        ('{"text": "A.", "answer": "accept", "spans": [{"start": 0, "end": 1, "label": "X"}]}', "line 2: its “spans”"),
        ('{"text": "A.", "answer": "accept", "accept": [{"a": 1}]}', "line 2: its “accept” marks spans"),
        ('{"text": "\\ud800.", "answer": "accept"}', "line 2: half a character"),
        ("[" * 100_000, "line 2: not valid JSON"),
    ],
)
def test_a_bad_row_refuses_the_file_and_names_its_line(file, row, words):
    reason = refusal(file, lines(CHOICE) + row + "\n")
    assert reason.startswith(words)
    assert "\n" not in reason


def test_it_is_recognised_by_its_keys(file):
    assert format_of(file, lines(CHOICE)) == "prodigy"
    assert format_of(file, lines({"text": "x" * 100_000, "answer": "accept"}) + lines(CHOICE)) != "fasttext"
    assert format_of(file, lines({"text": "A.", "label": "CLAIM", "answer": "reject"})) == "prodigy"
