"""A newsroom."""

from __future__ import annotations

import pytest

from tests.labels.statistics.estimates.newsroom import newsroom


@pytest.fixture
def project(tmp_path):
    with newsroom(tmp_path / "copydesk.db") as opened:
        yield opened
