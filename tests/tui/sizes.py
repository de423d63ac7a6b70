"""Sizes of windows to try a screen in: the usual one always, the others in the slow run."""

from __future__ import annotations

from typing import Any

import pytest

USUAL = (80, 24)


def each_size(*others: tuple[int, int]) -> list[Any]:
    """The usual window, and the `others` marked as slow."""
    return [USUAL, *(pytest.param(size, marks=pytest.mark.slow) for size in others)]
