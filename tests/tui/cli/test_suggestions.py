"""`copydesk suggestions`: on and off, the report, likely mistakes."""

from __future__ import annotations

import json
import typing

import pytest

from labels.journal.event import Act
from labels.suggest.shown import MODES
from tests.labels.making import make_project
from tests.tui.cli.running import run
from tui.cli import suggestions


@pytest.fixture
def news(folder):
    path = folder / "copydesk.db"
    with make_project(path) as project:
        for number, sentence in enumerate(list(project.sentences())[:6]):
            p = (0.9, 0.2, 0.6, 0.5, 0.85, 0.01)[number]
            suggestion = {"label": "quote", "score": 0.9, "mode": "suggest", "accepted": False}
            payload = {"labels": ["claim"], "p_given": p, "p_other": 1 - p, "other": ["quote"]}
            n = project.number_of(sentence.article)
            project.journal.record(
                [
                    Act(
                        "label",
                        n,
                        sentence.start,
                        sentence.end,
                        payload | ({"suggestion": suggestion} if p < 0.1 else {}),
                    )
                ]
            )
    return path


def test_the_modes_are_those_there_are():
    assert suggestions.MODES == MODES
    assert set(typing.get_args(typing.get_type_hints(suggestions.Wanted)["mode"])) == {str, type(None)}


def test_turning_them_on_and_off(news):
    assert run("suggestions", "--set", "suggest").err.endswith("suggestions for ana: suggest\n")
    assert json.loads(run("suggestions", "--json").out)["mode"] == "suggest"
    assert "for everybody: off" in run("suggestions", "--set", "off", "--for-everybody").err
    assert json.loads(run("suggestions", "--json").out)["mode"] == "off"
    refused = run("suggestions", "--set", "suggest")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert run("suggestions", "--for-everybody").code == 2
    assert run("suggestions", "--set", "loud").code == 2
    assert run("suggestions", "--set", "off", "--project", str(news.with_name("no.db"))).code == 1
    assert not news.with_name("no.db").exists()


def test_what_can_suggest_is_listed(news):
    assert run("suggestions", "--models").out == "* copydesk-online-1\n"
    assert run("suggestions", "--model", "nobody").code == 2


def test_the_report_has_tables_and_data(news):
    told = run("suggestions")
    assert told.code == 0
    assert "with a model at work" in told.out
    assert all(len(line) <= 80 for line in told.out.splitlines())
    data = json.loads(run("suggestions", "--json").out)
    assert data["everybody"]["decisions"] == data["annotators"]["ana"]["decisions"] == 6
    assert data["everybody"]["preselected"]["count"] == 1
    assert (
        run("suggestions", "--by-annotator").out.startswith("ana")
        or "\n\nana\n" in run("suggestions", "--by-annotator").out
    )


def test_likely_mistakes_are_listed_with_the_better_label(news):
    told = run("suggestions", "--mistakes", "5")
    assert told.out.count("quote") == 2
    assert "cannot be found this way" in told.err
    data = [json.loads(line) for line in run("suggestions", "--mistakes", "1", "--json").out.splitlines()]
    assert [(each["labels"], each["better"]) for each in data] == [(["claim"], ["quote"])]


def test_work_goes_first_to_where_a_label_is_likely(news):
    refused = run("suggestions", "--likely", "quote")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert run("suggestions", "--likely", "claim", "--seed", "4").err.endswith(
        "order of work of ana: likely to hold claim (seed 4)\n"
    )
    assert run("suggestions", "--likely", "nothing").code == 2
