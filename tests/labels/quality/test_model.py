"""The annotator model: the published example, planted truth, and when it abstains."""

from __future__ import annotations

from statistics import mean

import pytest

from labels.quality.annotator_model import annotator_model
from labels.quality.aspect import exclusive_aspects, one_label, whole
from labels.quality.dawid_skene import Settings
from labels.quality.marks import Mark, Marks
from tests.agreement.planted import SCENARIOS, planted
from tests.agreement.scoring import Score, score
from tests.examples import proof_or
from tests.labels.quality.tables import CLINICIANS, codebook, marks_of

BOOK = codebook("1234")

#: Least gain over the majority, and least correlation of the competences with the truth.
BARS = {"spammers": (0.08, 0.99), "rare": (0.015, 0.95), "newsroom": (-0.002, 0.97), "even": (0.0, 0.96)}


def test_the_clinicians_of_dawid_and_skene():
    model = annotator_model(Marks(marks_of(CLINICIANS)), whole(BOOK), Settings(weight=0))
    assert model.converged
    assert model.values == (("1",), ("2",), ("3",), ("4",))
    assert model.prior == pytest.approx([0.40, 0.42, 0.11, 0.07], abs=0.005)
    assert model.log_likelihood == pytest.approx(-190.73099660585828, abs=1e-4)
    assert [model.people[f"c{n}"].right for n in range(1, 6)] == pytest.approx(
        [0.83603, 0.77844, 0.77707, 0.86736, 0.84279], abs=1e-4
    )
    assert model.people["c1"].confusion[0] == pytest.approx([0.9074, 0.0926, 0, 0], abs=1e-3)
    assert model.people["c1"].marks == 135
    assert model.probable("u1") == (("4",), pytest.approx(1.0, abs=1e-3))


def test_rows_lean_on_everybodys():
    # Somebody with one mark is taken for somebody like the others, not for somebody who is always right.
    rows = [*marks_of(CLINICIANS), Mark("u0", "new", ("1",), "u0")]
    model = annotator_model(Marks(rows), whole(BOOK))
    others = [each.right for name, each in model.people.items() if name != "new"]
    assert min(others) < model.people["new"].right < max(others) + 0.05
    assert model.people["new"].note == "too thin: 1 mark"
    alone = annotator_model(Marks(rows), whole(BOOK), Settings(weight=0))
    assert alone.people["new"].confusion[0][0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "There are no marks yet."),
        ({"r0": "1234", "r1": "1233"}, "there are 2"),
        ({"r0": "12--", "r1": "12--", "r2": "--33"}, "there are 2"),
        ({"r0": "1", "r1": "-2", "r2": "--3"}, "there are 0"),
    ],
)
def test_it_abstains(said, why):
    model = annotator_model(Marks(marks_of(said)), whole(BOOK))
    assert why in model.abstains
    assert (model.posteriors, model.people) == ({}, {})


def test_a_step_too_few_is_told():
    model = annotator_model(Marks(marks_of(CLINICIANS)), whole(BOOK), Settings(steps=2))
    assert (model.steps, model.converged) == (2, False)


def test_what_is_modelled_where_labels_combine():
    book = codebook("abxy", many=True, groups={"x": "tone", "y": "tone"})
    group, *alone = exclusive_aspects(book)
    assert group.of(("a", "x")) == ("x",)
    assert alone == [one_label("a"), one_label("b")]
    rows = [Mark(n, f"p{p}", ("a", "x") if n % 2 else ("b",), n) for n in range(6) for p in range(3)]
    model = annotator_model(Marks(rows), group)
    assert model.values == ((), ("x",))
    assert model.probable(1) == (("x",), pytest.approx(1.0, abs=0.01))


def scores(name: str, seeds: range, units: int = 600) -> list[Score]:
    book = codebook([f"l{n}" for n in range(len(SCENARIOS[name].common))])
    found = []
    for seed in seeds:
        made = planted(SCENARIOS[name], units, seed)
        marks = Marks(made.marks)
        found.append(score(marks, annotator_model(marks, whole(book)), made.truth, made.right))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", BARS)
def test_it_beats_the_majority(name):
    found = scores(name, range(1000, proof_or(1020, 1004)))
    gain, correlation = BARS[name]
    assert mean(each.right - each.majority for each in found) >= gain
    assert mean(each.correlation for each in found) >= correlation
    assert sum(each.sure * each.sure_and_right for each in found) / sum(each.sure for each in found) >= 0.94


def test_it_beats_the_majority_where_some_guess():
    (found,) = scores("spammers", range(1, 2), 200)
    assert found.right > found.majority + 0.05
    assert found.correlation > 0.95
