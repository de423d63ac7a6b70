"""`copydesk status` says what the dashboard says; leaving the desk sums the sitting up."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from tests.labels.making import Clock, make_project
from tui.cli.group import copydesk


@pytest.fixture
def path(tmp_path):
    clock = Clock(step=0)
    with make_project(tmp_path / "news.db", clock=clock) as made:
        for sentence in list(made.sentences())[:4]:
            clock.now += timedelta(seconds=60)
            made.label(sentence, "quote", seconds=6.0)
        made.skip(list(made.sentences())[4], seconds=2.0)
        return made.path


def status(path, *options):
    done = CliRunner().invoke(copydesk, ["status", "--project", str(path), *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_as_data(path):
    found = json.loads(status(path, "--json"))
    assert found["annotators"]["ana"]["labelled"] == 4
    ana = found["standing"]["ana"]
    assert ana["pace"] == {"sentences": 5, "seconds": 186.0, "per_hour": 96.77, "recent_per_hour": 96.77}
    assert [day["sentences"] for day in ana["days"]] == [5]
    assert ana["left"] == {"sentences": 3, "hours": 0.03, "sittings": 1}
    assert ana["articles"] == {"finished": 2, "begun": 0, "untouched": 1}
    assert ana["labels"] == {
        "quote": {"sentences": 4, "share": 1.0, "seconds": {"measured": 4, "median": 6.0, "mean": 6.0}}
    }
    assert ana["skip_seconds"]["measured"] == 1
    assert [part["labels"] for part in ana["over_time"]] == [{"quote": 1}] * 4


def test_as_tables(path):
    lines = status(path).splitlines()
    assert lines[0].endswith("news.db: 3 articles, 8 sentences")
    assert lines[1].split() == ["annotator", "labelled", "skipped", "undecided", "flagged", "noted", "done"]
    rows = [line.split() for line in lines]
    assert ["ana", "97", "97", *["3", "min"], "3", *["2", "min"], "1", "2", "0", "1"] in rows
    assert ["ana", "quote", "100%", "100%", "100%", "6.0", "6.0"] in rows


def test_of_an_empty_project(tmp_path):
    with make_project(tmp_path / "empty.db", texts=()) as made:
        assert "Nothing is decided yet" in status(made.path)
        assert json.loads(status(made.path, "--json"))["standing"] == {}
