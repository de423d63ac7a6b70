"""`copydesk estimate`: tables that fit, the same figures as data, and refusals in one line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from labels.article import Article
from tests.labels.statistics.estimates.newsroom import decide, newsroom, sample, suggest
from tests.tui.cli.running import run


@pytest.fixture
def news(folder) -> Path:
    """A sample of twelve articles, labelled by ana, and a run of a model that came before."""
    with newsroom(folder / "copydesk.db") as project:
        suggest(project, "2024-01-01T00:00:00+00:00")
        sample(project, 12)
        return project.path


def told(*words: str) -> str:
    code, out, err = run("estimate", *words)
    assert (code, err) == (0, "")
    return out


def refused(*words: str) -> str:
    code, out, err = run("estimate", *words)
    assert (code, out) == (2, "")
    return err.strip().splitlines()[-1]


def test_tables_fit_80_columns_and_say_what_they_rest_on(news):
    for words in (("--by", "source"), ("--by", "month"), ("--model", "baseline"), ("--of", "is:labelled")):
        assert [line for line in told("label:claim", *words).splitlines() if len(line) > 80] == []
    out = told("label:claim", "--by", "source", "--model", "baseline").replace("\n", " ")
    assert "From the sample “pilot”: 12 articles with" in out and "drawn out of 30" in out
    assert "With the run “baseline” for all 30" in out and "came before any of these articles had a decision" in out
    assert "gazette – courier" in out and "half as wide" in out
    assert "points a month, by a straight line" in told("label:claim", "--by", "month").replace("\n", " ")


def test_all_forms_have_the_same_figures(news):
    words = ("label:claim", "--by", "month")
    data = json.loads(told(*words, "--json"))
    rows = list(csv.DictReader(told(*words, "--csv").splitlines()))
    assert [row["figure"] for row in rows].count("trend") == 1
    shares = {row["group"]: row for row in rows if row["figure"] == "share"}
    for group in [{"group": "", **data["all"]}, *data["groups"]]:
        row = shares[group["group"]]
        assert float(row["value"]) == pytest.approx(group["value"], rel=1e-5)
        assert int(row["articles"]) == group["articles"]
        if group["low"] is not None:
            assert float(row["low"]) == pytest.approx(group["low"], rel=1e-5)
    first = told(*words).splitlines()
    marked_down = told(*words, "--markdown").splitlines()
    cells = next(line for line in marked_down if line.startswith("| all")).strip("| ").split(" | ")
    assert next(line for line in first if line.startswith("all")).split("  ")[0] == cells[0]
    assert cells[1] == f"{data['all']['value']:.1%}"
    assert data["differences"][0].keys() >= {"group", "against", "value", "low", "high", "error"}
    assert data["more_for_half"]["articles"] > 0


def test_names_from_outside_break_no_table(news, folder):
    with newsroom(folder / "odd.db") as project:
        for name in ("=1+1", "a|b\x1b[31m"):
            project.add_cut([(Article(f"Text of {name!a}. It is closed.", source=name), _cut(name))])
        decide(project, tuple(row.id for row in project.articles()))
    words = ("label:claim", "--by", "source", "-p", "odd.db")
    assert "'=1+1" in told(*words, "--csv")
    marked_down = told(*words, "--markdown")
    assert "a\\|b" in marked_down and "\x1b" not in marked_down
    assert "\x1b" not in told(*words)


def _cut(name: str):
    from labels.segmentation import cut

    return cut(f"Text of {name!a}. It is closed.", "en")


def test_what_a_model_learnt_from_is_read_from_a_file(news, folder):
    run("export", "-o", "train.jsonl")
    (folder / "other.txt").write_text("0123456789abcdef0123\n", encoding="utf-8")
    (folder / "empty.txt").write_text("claim\n", encoding="utf-8")
    words = ("label:claim", "--model", "baseline", "--learnt-from")
    assert "learnt from 12 articles of the 30 that it would be used on (train.jsonl)" in refused(*words, "train.jsonl")
    assert "among the 1 it learnt from (other.txt)" in told(*words, "other.txt").replace("\n", " ")
    assert "has no id of an article" in refused(*words, "empty.txt")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("near:claim",), "an estimate asks for labels"),
        (("label:clam",), "Did you mean “claim”?"),
        (("label:claim", "--of", "label:clam"), "Did you mean “claim”?"),
        (("label:claim", "--against", "courier"), "Add --by"),
        (("label:claim", "--by", "source", "--against", "mail"), "There is no group “mail”"),
        (("label:claim", "--held-out"), "Add --model"),
        (("label:claim", "--learnt-from", "copydesk.db"), "Add --model"),
        (("label:claim", "--model", "baseline", "--held-out", "--learnt-from", "copydesk.db"), "Give --held-out or"),
        (("label:claim", "--sample", "none"), "There is no sample “none”"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(news, words, said):
    assert said in refused(*words)


def test_a_query_is_pointed_at(news):
    err = run("estimate", "label:claim", "near:claim").err
    assert err.splitlines()[:2] == ["  label:claim near:claim", "              ^"]
