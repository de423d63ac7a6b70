"""Suggestions that came with a file, and suggesters of other packages, which may do anything."""

from __future__ import annotations

import pytest

from labels.formats.entry_points import FAULTS, Plugin
from labels.suggest.imported import ImportedSuggester
from labels.suggest.suggester import predict
from labels.suggest.unit import Unit
from labels.suggest.watched import WatchedSuggester

SAID = {"one": {"goal": 0.9}, "two": {"goal": None}, "three": {"goal": 0.8, "step": 0.8}}


def imported() -> ImportedSuggester:
    return ImportedSuggester("old tool", lambda id: SAID.get(id, {}), ["goal", "step", "end"])


def test_what_a_file_suggests_has_the_rest_shared_out():
    said = predict(imported(), Unit("x", "one"))
    assert said is not None
    assert said.ranked[0] == (("goal",), 0.9)
    assert sum(each for _, each in said.ranked) == pytest.approx(1)
    assert predict(imported(), Unit("x", "four")) is None
    assert imported().probabilities(Unit("x", "two"))["goal",] == 0.5
    assert imported().probabilities(Unit("x", "three"))["goal",] == pytest.approx(0.5)


def test_scores_are_worth_what_answers_make_of_them():
    model = imported()
    for _ in range(100):
        model.learn(Unit("x", "one"), ("step",))
        model.learn(Unit("x", "two"), ("goal",))
    assert model.probabilities(Unit("x", "one"))["goal",] < 0.1
    assert model.probabilities(Unit("x", "two"))["goal",] > 0.9


class Eager:
    name = "eager"

    def __init__(self) -> None:
        self.learnt: list[str] = []

    def probabilities(self, unit):
        if unit.text == "wrong":
            return {("goal",): 2.0}
        if unit.text == "odd":
            return {"goal": 0.5}
        if unit.text == "leave":
            raise SystemExit(3)
        return {("goal",): 1.0 if self.learnt else 0.5}

    def learn(self, unit, labels):
        self.learnt.append(unit.text)


def watched() -> WatchedSuggester:
    return WatchedSuggester(Plugin("eager", "copydesk-eager", Eager()), FAULTS)


def test_a_plugin_suggests_and_learns():
    model = watched()
    assert model.probabilities(Unit("a")) == {("goal",): 0.5}
    model.learn(Unit("a"), ("goal",))
    assert model.probabilities(Unit("a")) == {("goal",): 1.0}
    assert watched().probabilities(Unit("a")) == {("goal",): 0.5}  # each is made anew


@pytest.mark.parametrize("text", ["wrong", "odd", "leave"])
def test_a_plugin_that_fails_says_nothing_more_and_one_line_tells_why(text):
    model = watched()
    assert model.probabilities(Unit(text)) == {}
    assert model.fault.startswith("plug-in eager failed")
    assert "\n" not in model.fault
    assert model.probabilities(Unit("a")) == {}
    model.learn(Unit("a"), ("goal",))


class Nameless:
    name = ""
    probabilities = learn = None


class Wordless(Eager):
    name = "wordless"
    learn = "x"


class Needy(Eager):
    name = "needy"

    def __init__(self, *what: object) -> None:
        if not what:
            raise ValueError("nothing given")


@pytest.mark.parametrize("made", [object(), Nameless(), Wordless(), Needy(1)])
def test_what_is_no_suggester_is_refused(made):
    with pytest.raises(TypeError):
        WatchedSuggester(Plugin("no", "copydesk-no", made), FAULTS)
