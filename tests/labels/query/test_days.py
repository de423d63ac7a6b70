"""Days are those of the place where the query is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.labels.making import Clock, make_project


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Goes to another time zone for the test."""

    def go(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be changed here")
@pytest.mark.parametrize(
    ("where", "days"),
    [("UTC0", [28, 29, 29]), ("EAST-9", [29, 29, 29]), ("WEST+11", [28, 28, 29])],
)
def test_days_begin_where_you_are(tmp_path: Path, zone: Callable[[str], None], where: str, days: list[int]) -> None:
    """Decided at 20:00 on the 28th, at 4:00 and at 12:00 on the 29th of February, UTC."""
    zone(where)
    clock = Clock(0)
    with make_project(tmp_path / "news.db", clock=clock) as project:
        sentences = list(project.sentences())[:3]
        clock.now = datetime(2024, 2, 28, 20, tzinfo=UTC)
        for sentence in sentences:
            project.label(sentence, "claim")
            clock.now += timedelta(hours=8)
        for day, next_day in (("2024-02-28", "2024-02-29"), ("2024-02-29", "2024-03-01")):
            on_it = [its for its in zip(sentences, days, strict=True) if day.endswith(str(its[1]))]
            found = list(project.find(f"after:{day} before:{next_day}"))
            assert found == [sentence for sentence, _ in on_it]
