"""How much is tried in the default run: a tenth of the examples that Hypothesis draws, and of like cases the chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

#: By how much the profiles differ; a test says how many it draws under `proof`.
DEV, PROOF = 10, 100


def register_profiles() -> None:
    """Make the two profiles known, and begin with the small one. Neither fails a test because a machine is slow."""
    for name, count in (("dev", DEV), ("proof", PROOF)):
        settings.register_profile(name, max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("dev")


def examples(count: int) -> int:
    """So many examples under `proof`, and as the profile in force has it of a test that draws `count` there."""
    return max(2, count * settings().max_examples // PROOF)


def is_proof() -> bool:
    """Whether the long proofs were asked for: the profile `proof`."""
    return settings().max_examples >= PROOF


def proof_or(full: int, few: int) -> int:
    """The `full` number under `proof`, else a `few`: for what is tried again and again in one test."""
    return full if is_proof() else few


def proof_cases(cases: Iterable[Any], *kept: int) -> list[Any]:
    """Cases for `parametrize` of a slow test: those in the places `kept` (from 0) there, the others under `proof`."""
    return [case for place, case in enumerate(cases) if place in kept or is_proof()]


def default_cases(cases: Iterable[Any], *kept: int, unpack: bool = False) -> list[Any]:
    """Cases for `parametrize`: those in the places `kept` (from 0) run always, the others with the slow tests.

    For cases of one kind that each start the whole program. `unpack` says that a case is a value for each of several
    names.
    """
    return [
        pytest.param(*(case if unpack else (case,)), marks=() if place in kept else pytest.mark.slow)
        for place, case in enumerate(cases)
    ]
