"""The coefficients of published tables."""

from __future__ import annotations

import pytest

from labels.quality.distances import jaccard, masi
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from tests.labels.quality.tables import FLEISS, KRIPPENDORFF, codebook, compared, marks_of, marks_of_table, overall

#: Cohen 1960, page 45: 200 cases.
COHEN = {"11": 88, "12": 10, "13": 2, "21": 14, "22": 40, "23": 6, "31": 18, "32": 10, "33": 12}


def fleiss_marks() -> list[Mark]:
    """The patients of Fleiss 1971, with the diagnoses dealt out to six people in order."""
    said = ["".join(str(n) * int(count) for n, count in enumerate(row)) for rows in FLEISS for row in rows]
    return marks_of({f"p{person}": "".join(row[person] for row in said) for person in range(6)})


def test_krippendorffs_example_with_gaps():
    found = overall(marks_of(KRIPPENDORFF))
    assert found.alpha.value == pytest.approx(0.743421052631579, abs=1e-9)
    assert found.percent.value == pytest.approx(9 / 11, abs=1e-9)
    assert found.fleiss.value == pytest.approx(0.7611692754224112, abs=1e-9)
    assert found.ac1.value == pytest.approx(0.775444068126995, abs=1e-9)
    assert (found.units, found.compared, found.marks) == (12, 11, 40)


def test_the_psychiatrists_of_fleiss():
    comparison = compared(fleiss_marks())
    found = comparison.overall()
    assert found.percent.value == pytest.approx(0.5556, abs=1e-4)
    assert found.fleiss.value == pytest.approx(0.43024452006014074, abs=1e-9)
    assert found.alpha.value == pytest.approx(0.4334098282820289, abs=1e-9)
    assert found.ac1.value == pytest.approx(0.447884515844564, abs=1e-9)
    of_labels = [each.fleiss.value for each in comparison.by_label().values()]
    assert of_labels == pytest.approx([0.248, 0.248, 0.520, 0.471, 0.566], abs=0.005)


def test_cohens_two_clinicians():
    marks = Marks(marks_of_table(COHEN))
    (pair,) = by_pair(marks, codebook("123"))
    assert pair.percent.value == pytest.approx(0.7)
    assert pair.kappa.value == pytest.approx(0.49152542372881347, abs=1e-9)
    assert pair.units == 200
    assert compared(marks_of_table(COHEN)).overall().ac1.value == pytest.approx(0.5760, abs=1e-4)


def test_where_kappa_is_small_beside_much_agreement():
    rows = marks_of_table({"AA": 118, "AB": 5, "BA": 2})
    found = overall(rows)
    (pair,) = by_pair(Marks(rows), codebook("AB"))
    assert found.percent.value == pytest.approx(0.944)
    assert pair.kappa.value == pytest.approx(-0.023392, abs=1e-6)
    assert found.fleiss.value == pytest.approx(-0.028807, abs=1e-6)
    assert found.alpha.value == pytest.approx(-0.024691, abs=1e-6)
    assert found.ac1.value == pytest.approx(0.940776, abs=1e-6)
    assert any(note.startswith("97% of the marks are A") and "which nobody agreed on" in note for note in found.notes)


@pytest.mark.parametrize(
    ("one", "other", "by_masi", "by_jaccard"),
    [
        ("ab", "abcd", 2 / 3, 1 / 2),
        ("ab", "bc", 8 / 9, 2 / 3),
        ("a", "b", 1, 1),
        ("a", "a", 0, 0),
        ("", "", 0, 0),
        ("", "a", 1, 1),
        ("abc", "a", 7 / 9, 2 / 3),
        ("a", "ab", 2 / 3, 1 / 2),
    ],
)
def test_distances_of_sets(one, other, by_masi, by_jaccard):
    assert masi(tuple(one), tuple(other)) == pytest.approx(by_masi)
    assert masi(tuple(other), tuple(one)) == pytest.approx(by_masi)
    assert jaccard(tuple(one), tuple(other)) == pytest.approx(by_jaccard)


def test_alpha_of_label_sets():
    pairs = [
        ("", ""),
        ("A", ""),
        ("A", "A"),
        ("A", "B"),
        ("AB", "A"),
        ("AB", "AC"),
        ("ABC", "ABC"),
        ("C", "AC"),
        ("C", "AC"),
    ]
    rows = [Mark(n, f"r{who}", tuple(said), n) for n, both in enumerate(pairs) for who, said in enumerate(both)]
    found = overall(rows, many=True)
    assert found.percent.value == pytest.approx(1 / 3)
    assert found.alpha.value == pytest.approx(0.23880597014925375, abs=1e-9)
    assert found.masi is not None
    assert found.masi.value == pytest.approx(0.2730806608357629, abs=1e-9)
    assert found.jaccard is not None
    assert found.jaccard.value == pytest.approx(0.3156199677938808, abs=1e-9)
    assert found.ac1.value is None
    assert "for each label and each group" in found.ac1.undefined


def test_ac1_counts_the_labels_of_the_codebook_and_alpha_does_not():
    rows = marks_of(KRIPPENDORFF)
    five, six = overall(rows, "BLPCF"), overall(rows, "BLPCFX")
    assert six.ac1.value > five.ac1.value
    assert six.alpha == five.alpha
    assert six.fleiss == five.fleiss
    assert overall(rows, "BL").ac1 == five.ac1
