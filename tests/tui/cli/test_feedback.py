"""`copydesk feedback` and `copydesk send-back`: what they print, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labels.project import Project
from tests.tui.cli.running import Outcome, run
from tests.tui.test_feedback_screen import fill


@pytest.fixture(autouse=True)
def news(folder: Path) -> Path:
    fill(folder / "copydesk.db")
    return folder / "copydesk.db"


def as_lea(*words: str) -> Outcome:
    return run(*words, COPYDESK_ANNOTATOR="lea")


def test_ana_reads_what_is_open_to_her() -> None:
    assert run("feedback").out == TOLD
    brief = TOLD.partition("\nWhere")[0] + "\n1 more. Show them with: --limit 1\n"
    assert run("feedback", "ana", "--limit", "0").out == brief
    refused = run("feedback", "ben")
    assert (refused.code, refused.out) == (2, "")
    assert "only leads read what “ben” said" in refused.err
    assert run("feedback", "--open", "ana").code == 2


TOLD = """\
ana: 2 sentences settled, 1 of them (50%) as decided; 1 differs.

label  settled  decided so  share
claim        1           1   100%
quote        1           0     0%

Decided (down) and settled (across):
       claim  quote
claim      1      1
quote      0      0

To read again:
  claim (1): Says that something is so.
    + The bridge is closed.
  quote (1): Somebody speaks.
    – It is said to be shut.

Where it differs:

“It will stay closed,” he said.
  decided claim, settled quote  (08a509d5e93780451040)
  Reason: a voice speaks
  quote: Somebody speaks.
  claim: Says that something is so.
"""


def test_a_lead_opens_closes_and_reads_everybodys() -> None:
    assert as_lea("feedback").out.splitlines()[1].split()[:4] == ["ana", "3", "33%", "2"]
    assert "settled or changed since then is not." in as_lea("feedback", "ana").out.replace("\n", " ")
    told = json.loads(as_lea("feedback", "ana", "--json").out)
    assert (told["settled"], told["differ"], told["settled_since_opened"]) == (3, 2, 1)
    assert as_lea("feedback", "--close", "ana").err == "Feedback is closed to ana.\n"
    assert as_lea("feedback", "--close", "ana").err == "It was open to none of them.\n"
    closed = run("feedback", "--json")
    assert (closed.code, closed.out) == (2, "")
    assert closed.err == (
        "copydesk: What was settled is not open to you. A lead opens it with: copydesk feedback --open ana\n"
    )
    assert as_lea("feedback", "--open-all").err.splitlines() == [
        "Feedback is open to ana. 3 sentences settled, 1 of them (33%) as decided; 2 differ.",
        "Feedback is open to ben. 1 sentence settled, 1 of them (100%) as decided; 0 differ.",
    ]
    assert json.loads(run("feedback", "--json", "--order", "newest").out)["differences"][0]["settled"] == "fact"


@pytest.mark.parametrize(
    "words", ["--open", "--close", "--open-all ana", "--open --close ana", "ana ben", "--open zoe"]
)
def test_options_that_cannot_be_are_refused_in_a_line(words: str) -> None:
    refused = as_lea("feedback", *words.split())
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)


def test_sentences_go_back_with_a_reason_and_wait(news: Path) -> None:
    back = ("send-back", "ana", "label:claim", "closed")
    looked = as_lea(*back, "--why", "who says so?", "--dry-run")
    assert looked.err.splitlines()[0] == "2 sentences would go back to ana."
    assert as_lea(*back, "--why", "who says so?").err == "2 sentences sent back to ana, as one action.\n"
    with Project(news, "ana") as ana:
        assert [each.why for each in ana.returning.sent_back()] == ["who says so?"] * 2
    assert "Sent back, to be decided again (is:returned): ana 2" in run("status").out
    assert json.loads(run("status", "--json").out)["standing"]["ana"]["sent_back"] == 2
    assert "Sent back, to be decided again (is:returned): ana 2" in as_lea("team").out
    assert run("list", "--count", "is:returned").out == "2\n"
    taken = as_lea("send-back", "ana", "is:returned", "--take-back")
    assert taken.err == "2 sentences no longer sent back to ana, as one action.\n"
    assert "Sent back" not in run("status").out


@pytest.mark.parametrize(
    "words", ["ana closed", "ana closed --why x --take-back", "zoe closed --why x", "ana is:odd --why x"]
)
def test_what_cannot_go_back_is_refused(words: str) -> None:
    refused = as_lea("send-back", *words.split())
    assert (refused.code, refused.out) == (2, "")
    assert run("send-back", "ben", "is:decided", "--why", "x").code == 2
