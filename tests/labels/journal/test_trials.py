"""Machines that work apart on files and exchange what they have come to the same; `trials` plays any number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.examples import examples, proof_or
from tests.labels.journal.histories import Templates
from tests.labels.journal.trials import trial

#: A smaller seed is no smaller history.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> tuple[Path, Templates]:
    work = tmp_path_factory.mktemp("work")
    return work, Templates(tmp_path_factory.mktemp("templates"))


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(seed=st.integers(0, 2**48))
def test_whatever_they_do_and_exchange_they_come_to_the_same(places, seed):
    trial(seed, *places, steps=12)


@pytest.mark.slow
@settings(max_examples=proof_or(100, 5), deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(seed=st.integers(0, 2**48))
def test_the_same_with_longer_histories(places, seed):
    trial(seed, *places, steps=40)
