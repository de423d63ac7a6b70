"""docs/api.md is true: its blocks run one after the other, and it names everything that a project can do."""

from __future__ import annotations

import re
from pathlib import Path

from labels.project import Project

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_blocks_run_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPYDESK_ANNOTATOR", raising=False)
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 6
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"docs/api.md, block {number}", "exec"), names)


def test_every_public_name_of_a_project_is_described():
    page = PAGE.read_text(encoding="utf-8")
    public = [name for name in dir(Project) if not name.startswith("_")]
    inside = {"connection", "journal", "clock"}
    missing = [name for name in public if name not in inside and not re.search(rf"(?:project|Project)\.{name}\b", page)]
    assert missing == []
