"""What docs/query.md shows is understood."""

import re
import shlex
from pathlib import Path

import pytest

from labels.query import parse_query

TEXT = (Path(__file__).parents[3] / "docs" / "query.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| (`.+?) \| ", TEXT, re.MULTILINE)


@pytest.mark.parametrize("query", [query for cell in TABLE for query in re.findall("`([^`]+)`", cell)])
def test_the_table(query: str) -> None:
    assert parse_query(query.replace("\\|", "|")).root


@pytest.mark.parametrize("line", re.findall(r"^copydesk .*$", TEXT, re.MULTILINE))
def test_the_commands(line: str) -> None:
    if line.startswith("copydesk:"):
        return
    words = shlex.split(line, comments=True)[1:]
    options = {"-o": 2, "--count": 1, "--query": 1}
    command, *rest = words
    assert command in ("list", "export", "status")
    query = []
    while rest:
        taken = options.get(rest[0], 0)
        query += [] if taken else [rest[0]]
        rest = rest[taken or 1 :]
    assert parse_query(" ".join(query)).root
