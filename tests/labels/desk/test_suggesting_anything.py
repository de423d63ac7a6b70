"""Whatever is done with suggestions on, each decision tells what was on the screen when its key was typed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.journal.event import Act
from tests.examples import examples
from tests.labels.desk.suggesting_hands import VERBS, Hands
from tests.labels.desk.test_suggesting import DECIDED, LABELS, text
from tests.labels.making import Clock, make_project

#: What Ana and Ben do where their doings are compared: nothing that cuts sentences otherwise.
QUIET = {verb: often for verb, often in VERBS.items() if verb not in ("kill", "merge", "recut")} | {"others": 6}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which most is decided, with suggestions on."""
    path = tmp_path_factory.mktemp("suggesting") / "news.db"
    with make_project(path, "ana", Clock(), (text(),)) as made:
        sentences = list(made.sentences())[:DECIDED]
        made.journal.record(
            [Act("label", 1, each.start, each.end, {"labels": [LABELS[n % 4]]}) for n, each in enumerate(sentences)]
        )
        made.suggestions.set_mode("suggest")
    return path


def sit(begun: Path, folder: Path, mode: str, *, is_ben_there: bool = True, seed: int = 0) -> Hands:
    """Ana at the desk, on a file of her own."""
    folder.mkdir(exist_ok=True)
    path = folder / "news.db"
    shutil.copy(begun, path)
    hands = Hands(path, random.Random(seed), is_ben_there=is_ben_there)
    hands.project.suggestions.set_mode(mode)
    hands.get_up()
    hands.sit_down()
    return hands


@pytest.mark.slow
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), mode=st.sampled_from(("suggest", "suggest", "second look")))
def test_the_journal_tells_what_was_on_the_screen(begun: Path, tmp_path_factory, seed: int, mode: str) -> None:
    hands = sit(begun, tmp_path_factory.mktemp("one"), mode, seed=seed)
    for _ in range(30):
        hands.press(hands.draw.choices(list(VERBS), weights=list(VERBS.values()))[0])
    assert not hands.project.check().problems
    hands.get_up()


@pytest.mark.slow
@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), mode=st.sampled_from(("suggest", "second look")))
def test_nobody_sees_in_suggestions_what_others_do(begun: Path, tmp_path_factory, seed: int, mode: str) -> None:
    """Ana does the same twice, with Ben at work and without; she is shown and writes the same."""
    folder, told = tmp_path_factory.mktemp("two"), []
    for is_ben_there in (True, False):
        hands = sit(begun, folder / str(is_ben_there), mode, is_ben_there=is_ben_there, seed=seed)
        for _ in range(30):
            hands.press(hands.draw.choices(list(QUIET), weights=list(QUIET.values()))[0])
        told.append(hands.told(hands.project))
        hands.get_up()
    assert told[0] == told[1]
