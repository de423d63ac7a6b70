"""Packs hold what they should, and come to the same however they are merged; `pack_trials` plays any number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.examples import examples, proof_or
from tests.labels.journal.histories import Templates
from tests.labels.journal.pack_trials import pack_trial

#: A smaller seed is no smaller history.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> tuple[Path, Templates]:
    work = tmp_path_factory.mktemp("work")
    return work, Templates(tmp_path_factory.mktemp("templates"))


@pytest.mark.slow
@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(seed=st.integers(0, 2**48))
def test_packs_given_out_and_taken_back_come_to_the_same(places, seed):
    pack_trial(seed, *places)


@pytest.mark.slow
@settings(
    max_examples=proof_or(60, 3),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=PHASES,
)
@given(seed=st.integers(0, 2**48))
def test_the_same_with_longer_histories(places, seed):
    pack_trial(seed, *places, steps=30)
