"""The size of a reliability sample, as in the tables of Lacy & Riffe."""

from __future__ import annotations

import pytest

from labels.errors import UsageError
from labels.quality.reliability_sample import reliability_sample, sample_size


@pytest.mark.parametrize(
    ("units", "agreement", "size"),
    [
        (10_000, 0.85, 141),
        (10_000, 0.90, 100),
        (10_000, 0.95, 54),
        (1000, 0.85, 125),
        (1000, 0.9, 92),
        (500, 0.85, 111),
        (100, 0.85, 59),
    ],
)
def test_the_published_sizes(units, agreement, size):
    # They rounded the standard error, .05 / 1.64, to .03.
    assert sample_size(units, agreement, 0.03) == pytest.approx(size, abs=0.6)


def test_it_is_never_more_than_there_is():
    assert reliability_sample(0) == 0
    assert reliability_sample(1) == 1
    assert all(reliability_sample(units) <= units for units in range(1, 50))
    assert reliability_sample(1000) == 123


@pytest.mark.parametrize(
    ("agreement", "least", "confidence"), [(0.8, 0.8, 0.95), (1, 0.8, 0.95), (0.9, 0, 0.95), (0.9, 0.8, 0.5)]
)
def test_what_cannot_be_asked_for(agreement, least, confidence):
    with pytest.raises(UsageError, match="supposed agreement"):
        reliability_sample(1000, agreement, least, confidence)
