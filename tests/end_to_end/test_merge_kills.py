"""A small version of the long proof; `merge_kills` says how to run it at length."""

import os

import pytest

from tests.end_to_end import merge_kills
from tests.examples import proof_or


@pytest.mark.slow
def test_a_merge_that_was_killed_leaves_the_old_or_the_new_project_and_is_completed_by_the_next(tmp_path):
    report = merge_kills.run(int(os.environ.get("COPYDESK_KILLS", proof_or(3, 1))), tmp_path)
    assert report.problems == []
