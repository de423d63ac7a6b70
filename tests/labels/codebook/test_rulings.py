"""What examples rule about sentences, and which decisions they contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labels.codebook import Codebook, Label
from labels.codebook.contradictions import Rulebook
from labels.codebook.file import default_codebook
from labels.codebook.rulings import rulings, same_text

BOOK = Codebook(
    (
        Label(
            "claim",
            "assertion",
            "c",
            formerly=("claim",),
            examples=("The dam is safe, officials say.",),
            counter_examples=(
                "The dam is safe. (Fact: nobody else (but us) says so)",
                "Is it safe? (a question is nothing)",
                "The dam (built in 1961)",
                "It holds (quote)",
            ),
        ),
        Label("quote", "quote", "q", examples=("“It holds,” she said.",)),
        Label("fact", "fact", "f"),
    )
)


def parts(codebook: Codebook = BOOK) -> list[tuple[str, bool, str, tuple[str, ...], str]]:
    return [(each.label, each.counter, each.sentence, each.right, each.reason) for each in rulings(codebook)]


def test_the_remark_of_a_counter_example_names_the_right_label_and_the_reason():
    assert parts() == [
        ("claim", False, "The dam is safe, officials say.", ("claim",), ""),
        ("claim", True, "The dam is safe.", ("fact",), "nobody else (but us) says so"),
        ("claim", True, "Is it safe?", (), "a question is nothing"),
        ("claim", True, "The dam (built in 1961)", (), ""),  # brackets of the sentence itself
        ("claim", True, "It holds", ("quote",), ""),
        ("quote", False, "“It holds,” she said.", ("quote",), ""),
    ]


def test_every_counter_example_that_comes_with_the_program_names_its_right_label():
    found = [each for each in rulings(default_codebook()) if each.counter]
    assert found and [each.quoted for each in found if not (each.right and each.reason)] == []


def test_a_remark_may_leave_the_choice_between_labels():
    labels = (
        replace(BOOK.labels[0], counter_examples=("So it is. (quote or fact: either)", "It. (fact or so)")),
        *BOOK.labels[1:],
    )
    book = replace(BOOK, labels=labels)
    assert [each.right for each in rulings(book) if each.counter] == [("quote", "fact"), ()]
    assert why("So it is.", "claim", book=book) == ["a counter-example of assertion, it is quote or fact: either"]
    assert why("So it is.", "quote", book=book) == why("So it is.", "fact", book=book) == []


def with_label(id: str, **changes: object) -> Codebook:
    return replace(BOOK, labels=tuple(replace(each, **changes) if each.id == id else each for each in BOOK.labels))


def test_what_was_merged_rules_for_what_it_was_merged_into():
    merged = with_label("fact", same_as="claim", retired=True, key=None, examples=("It is 3 m high.",))
    assert ("claim", False, "It is 3 m high.", ("claim",), "") in parts(merged)
    assert "The dam is safe." not in [each[2] for each in parts(merged)], "its right label is the same one now"


def test_what_is_retired_rules_nothing():
    retired = with_label("quote", retired=True, key=None)
    assert ("quote", False) not in [each[:2] for each in parts(retired)]
    assert ("claim", True, "It holds", (), "") in parts(retired)


@pytest.mark.parametrize("other", ["“It  holds,”\nshe said.", '"It holds," she said.', "«It holds,» she\u2028said. "])
def test_a_text_is_the_same_however_it_is_broken_and_quoted(other):
    assert same_text("“It holds,” she said.") == same_text(other)
    assert same_text("“It holds,” she said") != same_text(other)


def why(text: str, *labels: str, book: Codebook = BOOK, skipped: bool = False) -> list[str]:
    found = Rulebook(book).contradictions(text, labels, skipped=skipped)
    return [each.in_words(book) for each in found]


def test_why_a_decision_is_contradicted():
    assert why("The dam is safe.", "claim") == [
        "a counter-example of assertion, it is fact: nobody else (but us) says so"
    ]
    assert why("The dam is  safe.", "quote") == ["an example of fact: nobody else (but us) says so"]
    assert why("The dam is safe.", "fact") == why("Something else.", "claim") == []
    assert why("The dam is safe.", skipped=True) == [
        "an example of fact, and was skipped: nobody else (but us) says so"
    ]
    assert why("Is it safe?", "claim") == ["a counter-example of assertion: a question is nothing"]
    assert why("Is it safe?", "quote") == why("Is it safe?", skipped=True) == []
    assert why("Something else.", "rumour") == ["the codebook has no label rumour"]
    assert why("Something else.", "claim", "quote") == ["assertion and quote exclude each other"]


def test_labels_that_are_gone_are_contradicted_wherever_they_stand():
    book = with_label("fact", same_as="claim", retired=True, key=None)
    book = replace(book, labels=tuple(replace(x, retired=True) if x.id == "quote" else x for x in book.labels))
    assert why("Something else.", "fact", book=book) == ["fact was merged into assertion"]
    assert why("Something else.", "quote", book=book) == ["quote is retired"]


def test_where_labels_go_together_only_what_excludes_counts():
    many = Codebook(
        (
            Label("for", "for", "f", group="tone", examples=("Yes!",)),
            Label("against", "against", "a", group="tone"),
            Label("claim", "claim", "c"),
        ),
        choose="many",
    )
    assert why("Yes!", "claim", book=many) == why("Yes!", "claim", "for", book=many) == []
    assert why("Yes!", "claim", "against", book=many) == ["an example of for"]


@pytest.mark.parametrize("text", ["The dam is safe.", "Is it safe?", "It holds", "It holds (quote)", "Other."])
def test_what_is_forbidden_is_what_is_contradicted(text):
    forbidden = Rulebook(BOOK).forbidden(text)
    assert forbidden.labels == {label.id for label in BOOK.labels if why(text, label.id)}
    assert forbidden.skip == bool(why(text, skipped=True))
