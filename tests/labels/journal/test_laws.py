"""The laws of the fold, on thousands of small random histories."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.examples import examples, proof_or
from tests.labels.journal.drawing import drawn
from tests.labels.journal.laws import hold

#: A smaller seed is no smaller history.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

#: So many histories are drawn from one seed: drawing a seed takes as long as drawing a history.
LOT = 20


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(seed=st.integers(0, 2**48))
def test_the_laws_hold_of_whatever_happened(seed: int) -> None:
    hold_of_a_lot(seed)


@pytest.mark.slow
@settings(max_examples=proof_or(100, 50), deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(seed=st.integers(0, 2**48))
def test_the_laws_hold_of_thousands_of_histories(seed: int) -> None:
    hold_of_a_lot(seed)


def hold_of_a_lot(seed: int) -> None:
    for n in range(LOT):
        draw = random.Random(seed + n)
        hold(drawn(draw, steps=draw.choice((4, 8, 12, 16))))
