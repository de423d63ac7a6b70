"""Small versions of the long proofs; the modules named here say how to run them at length."""

import os

import pytest

from tests.end_to_end import crowd, four_desks, kills, moved, review_kills, torn_logs
from tests.examples import proof_cases, proof_or


@pytest.mark.slow
def test_what_was_painted_survives_kill_9_and_the_desk_opens_behind_it(tmp_path):
    report = kills.run(int(os.environ.get("COPYDESK_KILLS", proof_or(5, 2))), tmp_path)
    assert report.problems == []
    assert report.decisions >= report.painted > 0


@pytest.mark.slow
@pytest.mark.parametrize("same", proof_cases([False, True], 1), ids=lambda same: "one annotator" if same else "four")
def test_four_desks_at_once_lose_refuse_and_double_nothing(tmp_path, same):
    assert four_desks.run(proof_or(60, 30), tmp_path, same=same).problems == []


@pytest.mark.slow
def test_a_crowd_of_scripts_beside_an_import_is_not_refused(tmp_path):
    report = crowd.run(3, 5, tmp_path, beside=10)
    assert report.problems == []
    assert report.found == report.asked


@pytest.mark.slow
def test_a_large_crowd_of_scripts_beside_an_import_is_not_refused(tmp_path):
    report = crowd.run(proof_or(64, 16), 20, tmp_path, beside=proof_or(200, 50))
    assert report.problems == []
    assert report.found == report.asked


@pytest.mark.slow
def test_a_file_that_is_moved_under_a_desk_in_rhythm_loses_nothing_that_was_painted(tmp_path):
    report = moved.run(proof_or(20, 4), tmp_path)
    assert report.problems == []
    assert report.kept >= report.painted > 0


@pytest.mark.slow
def test_suggestions_that_were_taken_survive_kill_9(tmp_path):
    report = kills.run(proof_or(20, 2), tmp_path, seed=1, suggest=True)
    assert report.problems == []


@pytest.mark.slow
def test_what_was_painted_as_settled_survives_kill_9_and_the_review_opens_behind_it(tmp_path):
    report = review_kills.run(proof_or(20, 2), tmp_path, seed=1)
    assert report.problems == []


@pytest.mark.slow
def test_a_torn_log_keeps_what_was_committed_before_the_tear(tmp_path):
    report = torn_logs.run(proof_or(40, 8), tmp_path)
    assert report.problems == []
    assert report.kept > 0
