"""A small version of the long proof; `import_kills` says how to run it at length."""

import os

import pytest

from tests.end_to_end import import_kills
from tests.examples import proof_or


@pytest.mark.slow
def test_an_import_that_was_killed_is_made_good_by_the_next(tmp_path):
    report = import_kills.run(int(os.environ.get("COPYDESK_KILLS", proof_or(3, 1))), tmp_path)
    assert report.problems == []
