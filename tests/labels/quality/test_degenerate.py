"""What is said where little or nothing can be compared: never NaN, and never 1.0 for nothing."""

from __future__ import annotations

from dataclasses import fields

import pytest

from labels.quality.agreement import Agreement, Comparison
from labels.quality.figure import Figure
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from tests.labels.quality.tables import codebook, compared, marks_of, overall


def figures(found: Agreement) -> list[Figure]:
    return [getattr(found, each.name) for each in fields(found) if isinstance(getattr(found, each.name), Figure)]


def said(found: Agreement) -> set[str]:
    return {each.undefined for each in figures(found)}


def test_no_marks():
    assert said(overall([], "AB")) == {"undefined: no marks yet"}
    assert by_pair(Marks([]), codebook("AB")) == []


def test_one_person():
    assert said(overall(marks_of({"r0": "ABABA"}))) == {"undefined: only one person has marked these sentences"}


def test_two_people_without_a_common_sentence():
    rows = marks_of({"r0": "AB--", "r1": "--AB"})
    assert said(overall(rows)) == {"undefined: no sentence was marked by two people"}
    (pair,) = by_pair(Marks(rows), codebook("AB"))
    assert pair.kappa.undefined == "undefined: r0 and r1 have marked no sentence in common"
    assert pair.units == 0


@pytest.mark.parametrize("people", [2, 5])
def test_one_label_only(people):
    rows = marks_of({f"r{n}": "AAAAA" for n in range(people)})
    found = overall(rows, "ABC")
    reason = "undefined: every mark is A, so chance alone would agree as well"
    assert (found.percent.value, found.ac1.value) == (1.0, 1.0)
    assert (found.alpha.undefined, found.fleiss.undefined) == (reason, reason)
    assert found.percent.interval is None
    assert found.percent.no_interval.startswith("undefined: too thin")
    assert overall(rows, "A").ac1.undefined == "undefined: the codebook has one label only"
    pair = by_pair(Marks(rows), codebook("ABC"))[0]
    assert pair.kappa.undefined == "undefined: both gave only A, so chance alone would agree as well"


def test_one_sentence_on_which_all_agree():
    found = overall(marks_of({"r0": "A", "r1": "A", "r2": "A"}), "ABC")
    assert (found.percent.value, found.ac1.value, found.alpha.value) == (1.0, 1.0, None)
    assert found.percent.no_interval == "undefined: one sentence"


def test_one_sentence_on_which_one_differs():
    found = overall(marks_of({"r0": "A", "r1": "B", "r2": "A"}))
    assert found.percent.value == pytest.approx(1 / 3)
    assert found.alpha.value == pytest.approx(0.0)
    assert found.fleiss.value == pytest.approx(-0.5)
    assert found.alpha.no_interval == "undefined: one sentence"
    assert "too thin: one sentence" in found.notes


def test_two_sentences_on_which_all_agree():
    found = overall(marks_of({"r0": "AB", "r1": "AB"}))
    assert [each.value for each in figures(found)] == [1.0] * 4
    assert all(each.no_interval.startswith("undefined: too thin") for each in figures(found))


def test_somebody_gives_one_label_only():
    rows = marks_of({"r0": "AAAAAAAA", "r1": "ABABABAB"})
    (pair,) = by_pair(Marks(rows), codebook("AB"))
    assert (pair.percent.value, pair.kappa.value) == (0.5, 0.0)
    assert pair.notes == ("r0 gave only A: kappa is 0 however often they agree",)
    assert overall(rows).alpha.value == pytest.approx(-0.25)


def test_two_people_give_one_label_each():
    rows = marks_of({"r0": "AAAA", "r1": "BBBB"})
    (pair,) = by_pair(Marks(rows), codebook("AB"))
    assert (pair.percent.value, pair.kappa.value) == (0.0, 0.0)
    assert pair.notes == ("each gave one label only: kappa is 0 however often they agree",)
    assert overall(rows).alpha.value == pytest.approx(-0.75)


def test_one_that_differs_among_many():
    rows = marks_of({"r0": "AAAAA", "r1": "AAAAA", "r2": "AA--A", "r3": "AAAAB", "r4": "A-AAA"})
    found = overall(rows)
    assert found.percent.value == pytest.approx(0.92)
    assert found.alpha.value == pytest.approx(0.0)
    assert found.ac1.value == pytest.approx(0.913345, abs=1e-6)
    assert "too rare to judge: B 1, of 22 marks that can be compared" in found.notes


def test_one_pair_beside_single_marks():
    found = overall(marks_of({"r0": "AAB", "r1": "A--"}))
    assert found.alpha.undefined == "undefined: the marks that can be compared carry one label"
    assert (found.percent.value, found.fleiss.value, found.ac1.value) == (1.0, 1.0, 1.0)
    assert "too thin: one sentence" in found.notes


def test_a_label_that_was_only_given_by_one():
    comparison = compared(marks_of({"r0": "ABAC", "r1": "ABB-"}))
    found = comparison.overall()
    assert found.alpha.value == pytest.approx(0.444444, abs=1e-6)
    assert found.fleiss.value == pytest.approx(0.492063, abs=1e-6)
    assert found.ac1.value == pytest.approx(0.503876, abs=1e-6)
    assert said(comparison.by_label()["C"]) == {"undefined: C was given only where one person marked"}


def test_a_label_that_nobody_used():
    comparison = compared(marks_of({"r0": "ABAB", "r1": "ABBB"}), "ABC")
    assert said(comparison.by_label()["C"]) == {"undefined: nobody used C"}


def test_a_group_that_nobody_used():
    rows = marks_of({"r0": "ABAB", "r1": "ABBB"})
    book = codebook("ABXY", many=True, groups={"X": "tone", "Y": "tone"})
    found = Comparison(Marks(rows), book).by_group()["tone"]
    assert said(found) == {"undefined: nobody used a label of the group"}


def test_no_label_is_a_mark():
    rows = [Mark(n, who, labels, n) for n in range(4) for who, labels in (("r0", ()), ("r1", ("A",) if n else ()))]
    found = overall(rows, "A", many=True)
    assert found.compared == 4
    assert found.percent.value == pytest.approx(0.25)


def test_the_first_of_two_marks_of_a_person_counts():
    once = marks_of({"r0": "ABAB", "r1": "ABBB"})
    again = [*once, Mark("u0", "r0", ("B",), "u0")]
    assert overall(again) == overall(once)


def test_marks_that_are_very_unequal():
    rows = [Mark(0, f"p{n}", ("A",), 0) for n in range(60)]
    rows += [Mark(n, who, (label,), n) for n in range(1, 20) for who, label in (("p1", "A"), ("p2", "AB"[n % 2]))]
    assert any(note.startswith("one sentence has 60 marks") for note in overall(rows).notes)


def test_all_sentences_of_one_article():
    rows = [row._replace(article="only") for row in marks_of({"r0": "ABAB", "r1": "ABBB"})]
    found = overall(rows)
    assert found.alpha.value is not None
    assert found.alpha.no_interval == "undefined: all sentences that can be compared are of one article"


def test_few_articles():
    notes = overall(marks_of({"r0": "ABABB", "r1": "ABBBA"})).notes
    assert "the intervals are of 5 articles only: they are wide, and not reliable" in notes
