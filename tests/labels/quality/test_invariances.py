"""Names and order change nothing, and what one folded table says is what counting says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from labels.quality.agreement import Agreement, Comparison
from labels.quality.annotator_model import annotator_model
from labels.quality.aspect import whole
from labels.quality.confusion import confusion
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from tests.examples import examples
from tests.labels.quality.tables import codebook, overall

IDS = "ABC"


@st.composite
def drawn(draw: st.DrawFn, *, sets: bool = False) -> list[Mark]:
    """Marks of up to five people on up to twelve units of up to four articles, with gaps, in any order."""
    labels = st.sets(st.sampled_from(IDS), max_size=3 if sets else 1).filter(lambda each: sets or each)
    votes = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 4)), labels, min_size=1, max_size=40)
    marks = [
        Mark(f"u{unit}", f"p{who}", tuple(sorted(said)), f"a{unit % 4}") for (unit, who), said in draw(votes).items()
    ]
    return draw(st.permutations(marks))


def values(found: Agreement) -> list[float | None]:
    figures = (found.percent, found.alpha, found.fleiss, found.ac1, found.masi, found.jaccard)
    return [value for each in figures if each for value in (each.value, *_ends(each.interval))]


def _ends(interval) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval else (None, None)


def renamed(rows: list[Mark]) -> list[Mark]:
    """The same marks in reverse order, with other names, which sort in another order."""
    other = {"A": "B", "B": "C", "C": "A"}
    return [
        Mark(f"x{99 - int(unit[1:])}", f"q{9 - int(who[1:])}", tuple(other[label] for label in labels), f"z{article}")
        for unit, who, labels, article in reversed(rows)
    ]


@given(drawn(sets=True))
@settings(max_examples=examples(60), deadline=None)
def test_every_pattern_is_that_of_a_unit(rows):
    marks = Marks(rows)
    said = {
        unit: sorted((marks.people[who], marks.label_sets[labels]) for who, labels in marks.patterns[pattern])
        for unit, pattern in zip(marks.units, marks.unit_patterns, strict=True)
    }
    assert said == {unit: sorted((row.annotator, row.labels) for row in rows if row.unit == unit) for unit in said}
    assert {row.unit for row in rows} == set(said)
    assert set(marks.unit_patterns) == set(range(len(marks.patterns)))


@given(drawn(sets=True))
@settings(max_examples=examples(60), deadline=None)
def test_names_and_order_change_no_coefficient(rows):
    assert values(overall(renamed(rows), IDS, many=True)) == pytest.approx(
        values(overall(rows, IDS, many=True)), abs=1e-9
    )


@given(drawn())
@settings(max_examples=examples(60), deadline=None)
def test_names_and_order_change_no_posterior(rows):
    book = codebook(IDS)
    one, other = annotator_model(Marks(rows), whole(book)), annotator_model(Marks(renamed(rows)), whole(book))
    assert bool(one.abstains) == bool(other.abstains)
    back = {"B": "A", "C": "B", "A": "C"}
    places = [one.values.index((back[label],)) for (label,) in other.values]
    for unit, row in one.posteriors.items():
        assert other.posteriors[f"x{99 - int(str(unit)[1:])}"] == pytest.approx([row[n] for n in places], abs=1e-9)
    for name, person in one.people.items():
        assert other.people[f"q{9 - int(name[1:])}"].right == pytest.approx(person.right, abs=1e-9)


@given(drawn(sets=True))
@settings(max_examples=examples(60), deadline=None)
def test_percent_and_alpha_are_those_of_counting_pairs(rows):
    found = overall(rows, IDS, many=True)
    units: dict[object, list[tuple[str, ...]]] = {}
    for row in rows:
        units.setdefault(row.unit, []).append(row.labels)
    shared = [said for said in units.values() if len(said) > 1]
    assume(shared)
    if found.people > 1:
        shares = [sum(a == b for a, b in permutations(said, 2)) / (len(said) * (len(said) - 1)) for said in shared]
        assert found.percent.value == pytest.approx(sum(shares) / len(shares))
    everything = [labels for said in shared for labels in said]
    expected = sum(a != b for a, b in permutations(everything, 2))
    observed = sum(sum(a != b for a, b in permutations(said, 2)) / (len(said) - 1) for said in shared)
    if not expected:
        assert found.alpha.value is None
        assert found.alpha.undefined
    else:
        number = len(everything)
        assert found.alpha.value == pytest.approx(1 - (observed / number) / (expected / (number * (number - 1))))


@given(drawn())
@settings(max_examples=examples(60), deadline=None)
def test_a_cell_has_the_units_on_which_its_labels_met(rows):
    found = confusion(Marks(rows), whole(codebook(IDS)))
    by_unit: dict[object, list[tuple[str, ...]]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row.labels)
    pairs: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for said in by_unit.values():
        for one, other in combinations(said, 2):
            pairs.update({(one, other), (other, one)})
    assert {cell: each.pairs for cell, each in found.cells.items()} == pairs
    for (one, other), cell in found.cells.items():
        met = {unit for unit, said in by_unit.items() if any({a, b} == {one, other} for a, b in combinations(said, 2))}
        assert set(cell.units) == met
        assert len(cell.units) == len(met)


@given(drawn())
@settings(max_examples=examples(30), deadline=None)
def test_an_article_by_itself_is_as_if_there_were_no_other(rows):
    book = codebook(IDS)
    for article, found in Comparison(Marks(rows), book).by_article().items():
        alone = Comparison(Marks([row for row in rows if row.article == article]), book).overall()
        for one, other in zip(
            (found.percent, found.alpha, found.fleiss, found.ac1),
            (alone.percent, alone.alpha, alone.fleiss, alone.ac1),
            strict=True,
        ):
            assert one.value == pytest.approx(other.value)
            assert one.undefined == other.undefined


def test_the_table_of_two_people_has_the_first_persons_value_first():
    rows = [
        Mark(n, who, (label,), n)
        for n, both in enumerate(["AB", "AB", "BA", "AA"])
        for who, label in zip(("ana", "ben"), both, strict=True)
    ]
    cells = confusion(Marks(rows), whole(codebook("AB")), ("ana", "ben")).cells
    assert {("".join(a), "".join(b)): each.units for (a, b), each in cells.items()} == {
        ("A", "B"): (0, 1),
        ("B", "A"): (2,),
        ("A", "A"): (3,),
    }
    assert confusion(Marks(rows), whole(codebook("AB")), ("ana", "cleo")).cells == {}


def test_rows_of_a_unit_may_be_far_apart():
    rows = [Mark(n % 1_000, f"p{n // 1_000}", ("AB"[n % 2],), n % 7) for n in range(2_000)]
    near = sorted(rows, key=lambda row: row.unit)
    assert len(Marks(near).patterns) == len(set(Marks(near).unit_patterns)) == 2
    assert values(overall(rows, "AB")) == pytest.approx(values(overall(near, "AB")))
    assert len(by_pair(Marks(rows), codebook("AB"))) == 1
