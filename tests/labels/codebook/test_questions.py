"""The examples of a codebook as questions, answers to them, and the score."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from labels.codebook import Codebook, Label
from labels.codebook.file import default_codebook
from labels.codebook.questions import Question, asked, is_right, questions_of, read_answer
from labels.codebook.scoring import Score, Share, explanation
from labels.errors import UsageError

BOOK = Codebook(
    (
        Label(
            "claim",
            "claim",
            "c",
            definition="Somebody\nsays so.",
            examples=("A says B.",),
            counter_examples=("B. (fact: nobody says so)", "Why? (a question)"),
        ),
        Label("fact", "fact", "f", definition="It is so.", examples=("C is D.", "B.")),
        Label("two words", "two words", "w"),
    )
)
MANY = Codebook(
    (
        Label("for", "for", "f", group="tone", examples=("Yes, he says!",)),
        Label("against", "against", "a", group="tone"),
        Label("claim", "claim", "c", examples=("Yes, he says!",)),
    ),
    choose="many",
)


def question(text: str, book: Codebook = BOOK) -> Question:
    (found,) = [each for each in questions_of(book).questions if each.sentence == text]
    return found


def test_there_is_one_question_for_each_text_and_no_remark_gives_the_answer_away():
    found = questions_of(BOOK).questions
    assert [(each.sentence, each.required, each.forbidden, each.labels) for each in found] == [
        ("A says B.", (("claim",),), (), ["claim"]),
        ("B.", (("fact",),), ("claim",), ["claim", "fact"]),
        ("Why?", (), ("claim",), ["claim"]),
        ("C is D.", (("fact",),), (), ["fact"]),
    ]
    default = questions_of(default_codebook())
    assert len(default.questions) > 30 and not default.unanswerable
    assert not any(each.sentence.endswith(")") for each in default.questions)


def test_what_a_codebook_contradicts_itself_about_is_not_asked():
    labels = (replace(BOOK.labels[0], examples=("A says B.", "C is D.", "Why?")), *BOOK.labels[1:])
    found = questions_of(replace(BOOK, labels=labels))
    assert {each.sentence for each in found.unanswerable} == {"C is D.", "Why?"}
    assert {each.sentence for each in found.questions} == {"A says B.", "B."}


def test_the_order_is_that_of_the_seed_and_new_examples_move_nothing():
    every = questions_of(default_codebook()).questions
    orders = {seed: [each.sentence for each in asked(every, seed)] for seed in range(3)}
    assert len({tuple(order) for order in orders.values()}) == 3
    assert all(set(order) == {each.sentence for each in every} for order in orders.values())
    fewer = every[:5] + every[9:]
    kept = {each.sentence for each in fewer}
    assert [each.sentence for each in asked(fewer, 1)] == [text for text in orders[1] if text in kept]
    assert [each.sentence for each in asked(every, 1, count=4)] == orders[1][:4]
    only = asked(every, 1, ["quote"])
    assert only and all("quote" in each.labels for each in only)


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("c", ("claim",)),
        (" Claim\n", ("claim",)),
        ("2", ("fact",)),
        ("two words", ("two words",)),
        ("w", ("two words",)),
        ("", ()),
        ("\n", ()),
    ],
)
def test_an_answer_is_a_key_a_digit_or_a_name(line, ids):
    assert read_answer(BOOK, line) == ids


def test_an_answer_may_be_several_labels_where_they_go_together():
    assert read_answer(MANY, "c,f") == read_answer(MANY, "for claim") == ("claim", "for")
    for book, line, said in ((MANY, "a f", "exclude"), (BOOK, "c, f", "exclude"), (BOOK, "x", "c claim, f fact")):
        with pytest.raises(UsageError, match=said):
            read_answer(book, line)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("A says B.", [("claim",)], [(), ("fact",), ("two words",)]),
        ("B.", [("fact",)], [("claim",), ("two words",)]),
        ("Why?", [("fact",), ("two words",)], [("claim",), ()]),
    ],
)
def test_right_is_what_the_codebook_says(text, right, wrong):
    assert all(is_right(BOOK, question(text), answer) for answer in right)
    assert not any(is_right(BOOK, question(text), answer) for answer in wrong)


def test_right_of_several_labels_is_all_of_them_and_what_goes_with_them():
    it = question("Yes, he says!", MANY)
    assert it.required == (("claim",), ("for",))
    assert is_right(MANY, it, ("claim", "for"))
    assert not is_right(MANY, it, ("claim",)) and not is_right(MANY, it, ("claim", "against", "for"))


def test_one_of_several_labels_may_be_right():
    labels = (replace(BOOK.labels[0], counter_examples=("Hm. (fact, two words: either)",)), *BOOK.labels[1:])
    book = replace(BOOK, labels=labels)
    it = question("Hm.", book)
    assert it.required == (("fact", "two words"),)
    assert is_right(book, it, ("fact",)) and is_right(book, it, ("two words",)) and not is_right(book, it, ("claim",))
    assert explanation(book, it)[0] == "It is fact or two words."


def test_the_score_counts_by_label_and_what_was_not_answered_is_wrong():
    questions = list(questions_of(BOOK).questions)
    score = Score(BOOK, questions, [("claim",), ("claim",), ("fact",)])
    assert score.total == Share(2, 4)
    found = {id: (each.examples, each.counter_examples, each.all.percent) for id, each in score.labels.items()}
    assert found == {
        "claim": (Share(1, 1), Share(1, 2), 66.7),
        "fact": (Share(0, 2), Share(0, 0), 0.0),
    }
    assert score.passes(50) and not score.passes(50.1)


def test_two_of_three_are_not_67_percent():
    questions = list(questions_of(BOOK).questions)[:3]
    assert not Score(BOOK, questions, [("claim",), ("fact",)]).passes(66.7)


def test_the_record_tells_everything_and_is_json():
    questions = list(questions_of(BOOK).questions)[1:3]
    record = json.loads(json.dumps(Score(BOOK, questions, [("claim",)]).record()))
    assert (record["asked"], record["answered"], record["right"], record["percent"]) == (2, 1, 0, 0.0)
    first, second = record["questions"]
    assert first == {
        "text": "B.",
        "from": [
            {"label": "claim", "counter_example": True, "text": "B. (fact: nobody says so)"},
            {"label": "fact", "counter_example": False, "text": "B."},
        ],
        "one_of": [["fact"]],
        "none_of": ["claim"],
        "given": ["claim"],
        "right": False,
    }
    assert second["given"] is None


def test_a_wrong_answer_is_explained_by_definition_and_example():
    assert explanation(BOOK, question("B.")) == [
        "It is fact.",
        "fact: It is so.",
        "claim: Somebody says so.",
        "A counter-example of claim: nobody says so.",
        "An example of fact.",
    ]
    assert explanation(BOOK, question("Why?"))[0] == "It is not claim."
