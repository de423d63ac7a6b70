"""The model: what it sees of a sentence, that it learns, that it is sure of itself as often as it is right."""

from __future__ import annotations

import subprocess
import sys

import pytest

from labels.sentence import Cut
from labels.suggest import online
from labels.suggest.calibration import sharpness
from labels.suggest.features import LABEL_PLACES, PLACES, features, features_before
from labels.suggest.online import MOST_CLASSES, OnlineSuggester
from labels.suggest.softmax import Weights, errors, probabilities
from labels.suggest.suggester import predict
from labels.suggest.unit import ArticleUnits, Unit
from tests.labels.suggest.units import decisions


def test_the_sentences_of_an_article_know_where_they_stand():
    text = "One. Two. Three. Four."
    cuts = [Cut(0, 4, 0), Cut(5, 9, 0), Cut(10, 16, 3), Cut(17, 22, 3)]
    article = ArticleUnits("0" * 20, text, cuts)
    units = [unit for cut in cuts if (unit := article.unit((cut.start, cut.end)))]
    assert [(each.text, each.paragraph, each.place, each.together) for each in units] == [
        ("One.", 0, 0, 2),
        ("Two.", 0, 1, 2),
        ("Three.", 1, 0, 2),
        ("Four.", 1, 1, 2),
    ]
    assert {(each.sentences, each.paragraphs) for each in units} == {(4, 2)}
    assert units[2].id == f"{'0' * 20}:10-16"
    assert article.before((17, 22)) == [(10, 16), (5, 9)]
    assert article.before((0, 4)) == []
    assert article.unit((0, 9)) is None


def test_a_sentence_is_in_context_where_those_before_it_are_decided():
    unit = Unit("Three.")
    assert unit.is_in_context
    assert unit.after([("a",), ()]).is_in_context
    assert not unit.after([None, ("a",)]).is_in_context
    assert unit.after([("a",), ("b",), ("c",)]).before == (("a",), ("b",))


def test_features_are_places_in_a_table_and_the_same_in_every_process():
    found = features(Unit("The mayor said 12 things.", position=3, sentences=9))
    assert list(found) == sorted(set(found))
    assert max(found) < PLACES
    assert max(features_before(Unit("x", before=(("a",), None)))) < LABEL_PLACES
    code = "from labels.suggest.features import features; from labels.suggest.unit import Unit"
    code += "; print(sum(features(Unit('The mayor said 12 things.', position=3, sentences=9))))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(told) == sum(found)


@pytest.mark.parametrize("text", ["橋は閉じている。", "สะพานปิดแล้ว", ""])
def test_scripts_without_blanks_share_pairs_of_signs(text):
    here, there = set(features(Unit(text))), set(features(Unit(f"{text}今日")))
    assert len(here & there) >= min(len(here), 5)


def test_the_same_word_in_another_case_or_with_other_digits_is_one():
    one, other = features(Unit("Sold 15 Mills.")), features(Unit("Sold 27 mills."))
    assert set(one) == set(other)


def test_a_step_brings_the_probability_of_what_is_right_up():
    weights = Weights(16, 0.1)
    for _ in range(3):
        weights.add_class()
    before = probabilities(weights.scores([1, 5]))
    weights.correct([1, 5], errors(weights.scores([1, 5]), 2))
    after = probabilities(weights.scores([1, 5]))
    assert before == pytest.approx([1 / 3] * 3)
    assert after[2] > before[2]
    assert weights.scores([7]) == [0, 0, 0]
    assert weights.scores([]) == [0, 0, 0]


def test_probabilities_add_up_to_one_however_large_scores_are():
    assert sum(probabilities([1000.0, -1000.0, 999.0])) == pytest.approx(1)
    assert probabilities([]) == []
    assert probabilities([2.0, 1.0], 0.001) == pytest.approx([0.5, 0.5], abs=0.001)


def test_a_model_that_is_too_sure_is_flattened_and_one_that_is_too_shy_sharpened():
    bold = [([5.0, 0.0], int(n % 4 == 0)) for n in range(200)]
    assert sharpness(bold, 1.0) < 0.5
    shy = [([0.5, 0.0], 0)] * 190 + [([0.5, 0.0], 1)] * 10
    assert sharpness(shy, 1.0) > 2
    assert sharpness([], 0.7) == 0.7


def test_it_learns_from_words_and_from_the_labels_before():
    model, right, sure, count = OnlineSuggester(), 0, 0.0, 0
    for number, (unit, labels) in enumerate(decisions(330)):
        said = predict(model, unit)
        if number >= 180:
            right += said is not None and said.ranked[0][0] == labels
            sure += said.ranked[0][1] if said else 0
            count += 1
        model.learn(unit, labels)
    assert right / count > 0.75
    assert abs(sure - right) / count < 0.1


def test_without_the_labels_before_it_goes_by_the_sentence_alone():
    model = OnlineSuggester()
    for unit, labels in decisions(120):
        model.learn(unit, labels)
    unit = Unit("They paint by the mill.", position=3, sentences=6, paragraph=1, paragraphs=2)
    known = model.probabilities(unit.after([("goal",), ("goal",)]))
    alone = model.probabilities(unit.after([None, ("goal",)]))
    assert max(known, key=known.get) == max(alone, key=alone.get) == ("step",)
    assert known != alone


def test_the_same_decisions_make_the_same_model():
    one, other = OnlineSuggester(), OnlineSuggester()
    learnt = decisions(50)
    for unit, labels in learnt:
        one.learn(unit, labels)
        other.probabilities(unit)  # asking changes nothing
        other.probabilities(learnt[0][0])
        other.learn(unit, labels)
    for unit, _ in decisions(10, seed=2):
        assert one.probabilities(unit) == other.probabilities(unit)


def test_sets_of_labels_are_told_apart_while_there_are_few():
    model = OnlineSuggester()
    for number in range(MOST_CLASSES + 5):
        model.learn(Unit(f"word{number}"), tuple(sorted({"a", f"b{number}"})))
    assert len(model.probabilities(Unit("word1"))) == MOST_CLASSES
    assert predict(OnlineSuggester(), Unit("x")) is None


def test_it_remembers_the_last_decisions_only(monkeypatch):
    monkeypatch.setattr(online, "REMEMBERED", 10)
    model = OnlineSuggester()
    for unit, labels in decisions(35):
        model.learn(unit, labels)
    assert len(model._memory) == 10
