"""How many examples Hypothesis draws: a fifth in the default run, all of them under the profile `proof`."""

from __future__ import annotations

from hypothesis import settings

#: By how much the profiles differ; a test says how many it draws under `proof`.
DEV, PROOF = 20, 100


def register_profiles() -> None:
    """Make the two profiles known, and begin with the small one."""
    settings.register_profile("dev", max_examples=DEV)
    settings.register_profile("proof", max_examples=PROOF)
    settings.load_profile("dev")


def examples(count: int) -> int:
    """So many examples under `proof`, and as the profile in force has it of a test that draws `count` there."""
    return max(3, count * settings().max_examples // PROOF)
