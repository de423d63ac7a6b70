"""`copydesk gold`: the states of the sentences, and what a rule settles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.review.reviewed import make_reviewed, settled
from tests.tui.cli.running import run


@pytest.fixture(autouse=True)
def reviewed(folder: Path) -> None:
    make_reviewed(Path("copydesk.db")).close()


def now() -> list[int]:
    with Project(Path("copydesk.db"), "lea") as project:
        return list(settled(project))


def as_lea(*words: str) -> tuple[int, str, str]:
    return run(*words, "-a", "lea")


def test_the_states_are_counted() -> None:
    code, out, err = as_lea("gold")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["state", "sentences"], ["unmarked", "1"], ["thin", "1"], ["agreed", "3"], ["conflict", "3"], ["settled", "0"],
    ]  # fmt: skip
    as_lea("gold", "--rule", "unanimous")
    assert json.loads(as_lea("gold", "--json", "state:settled")[1]) == {
        "project": "copydesk.db",
        "query": "state:settled",
        "states": {"unmarked": 0, "thin": 0, "agreed": 0, "conflict": 0, "settled": 3},
        "reopened": 0,
        "contested": 0,
    }


def test_a_dry_run_shows_what_would_be_settled_and_settles_nothing() -> None:
    code, out, err = as_lea("gold", "--rule", "unanimous", "--dry-run")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "Settle 3 sentences in 2 articles by the rule unanimous? (claim 1, fact 1, skipped 1) 3 conflicts left alone.",
        "  claim: The bridge is closed.",
        "  fact: Nobody knows why. 😀",
        "  skipped: Nobody saw him.",
        "Nothing was written.",
    ]
    assert now() == []


def test_a_rule_settles_at_once_as_one_action() -> None:
    code, _, err = as_lea("gold", "--rule", "majority", "article:1")
    assert code == 0
    assert err.splitlines()[1] == "Done: 3 sentences settled, one action; undo in a review takes it back."
    assert now() == [0, 1, 2]
    assert json.loads(as_lea("gold", "--rule", "majority", "--json")[1]) == {
        "rule": "majority",
        "query": None,
        "sentences": 2,
        "articles": 1,
        "answers": [{"labels": [], "sentences": 1}, {"labels": ["claim"], "sentences": 1}],
        "settled_again": 0,
        "conflicts_left": 1,
        "not_in_codebook": 0,
        "one_vote_left": 0,
        "written": 2,
    }
    assert "settles nothing new. 1 conflict left alone." in as_lea("gold", "--rule", "majority")[2]


def test_what_was_reopened_is_told() -> None:
    as_lea("gold", "--rule", "unanimous")
    with Project(Path("copydesk.db"), "cem") as cem:
        cem.label(next(cem.sentences()), "quote")
    assert as_lea("gold")[2] == "Of those settled: 1 reopened.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--dry-run",), "Add --rule"),
        (("--rule", "best"), "There is no rule “best”"),
        (("lable:claim",), "there is no field"),
        (("--rule", "posterior>=.95", "-p", "none.db"), "none.db"),
    ],
)
def test_mistakes_are_refused_in_one_line(words: tuple[str, ...], said: str) -> None:
    code, out, err = as_lea("gold", *words)
    assert code in (1, 2)
    assert out == ""
    assert said in err.splitlines()[-1]
    assert not Path("none.db").exists()


def test_only_leads() -> None:
    for words in ((), ("--rule", "unanimous")):
        code, out, err = run("gold", *words)
        assert (code, out) == (2, "")
        assert err == (
            "copydesk: copydesk.db: only a lead sees and settles what others said. You are ana."
            " Say who you are with --annotator.\n"
        )
    assert now() == []
