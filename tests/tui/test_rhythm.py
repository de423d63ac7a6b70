"""Keys in rhythm over articles with gaps: here one after the other without a terminal, so that no clock decides.

`python -m tests.end_to_end.rhythm` types them in a real one.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from labels.project import Project
from tests.end_to_end.rhythm import REFUSED, REPLACED, UNDONE, judged, typed
from tests.end_to_end.typist import Rhythm, decisions_of, fill
from tests.examples import proof_or
from tests.tui.desk_app import desk_app, shown, type_keys


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "seed"), [(40, 1), (proof_or(400, 100), 2)])
async def test_no_decision_is_replaced_unseen_and_no_key_is_without_an_answer(
    tmp_path: Path, keys: int, seed: int
) -> None:
    chance, report = random.Random(seed), Rhythm()
    with Project(tmp_path / "news.db", "ana") as project:
        fill(project, chance)
        app = desk_app(project, summary=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot)
            before = decisions_of(project)
            for key in typed(chance, keys):
                screen = shown(app)
                await type_keys(pilot, "space" if key == " " else key)
                after = decisions_of(project)
                report.take_in(judged(key, (screen, shown(app)), (before, after)))
                before = after
    assert report.problems == []
    assert {REPLACED, UNDONE, REFUSED} <= report.outcomes.keys(), "each of these was tried"
