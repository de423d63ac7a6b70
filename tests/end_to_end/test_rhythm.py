"""Keys in rhythm over articles with gaps, in a real terminal: a few here, many by the module's own command."""

from pathlib import Path

import pytest

from tests.end_to_end.rhythm import play


@pytest.mark.parametrize(("keys", "seed"), [(12, 1), pytest.param(40, 2, marks=pytest.mark.slow)])
def test_no_decision_is_replaced_unseen_and_no_key_is_without_an_answer(tmp_path: Path, keys: int, seed: int) -> None:
    report = play(tmp_path, keys, seed)
    assert report.problems == []
    assert report.keys == keys
