"""docs/api.md names everything that a project can do; `tests/test_docs.py` runs its blocks."""

from __future__ import annotations

import re
from pathlib import Path

from labels.project import Project

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_public_name_of_a_project_is_described():
    page = PAGE.read_text(encoding="utf-8")
    public = [name for name in dir(Project) if not name.startswith("_")]
    inside = {"connection", "journal", "clock"}
    missing = [name for name in public if name not in inside and not re.search(rf"(?:project|Project)\.{name}\b", page)]
    assert missing == []
