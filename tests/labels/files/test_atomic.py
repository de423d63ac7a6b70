"""What is written whole or not at all never takes the place of a project."""

from __future__ import annotations

import pytest

from labels.errors import WritingError
from labels.files.atomic import replacing
from tests.labels.making import make_project


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("name", ["copydesk.db", "data.jsonl"])
def test_nothing_is_written_over_a_project(tmp_path, is_open, name):
    path = tmp_path / "copydesk.db"
    project = make_project(path)
    if not is_open:
        project.close()
    if name != path.name:
        (tmp_path / name).symlink_to(path)
    before = path.read_bytes() if not is_open else b""
    with pytest.raises(WritingError, match="is a Copydesk project"), replacing(tmp_path / name) as file:
        file.write("{}\n")
    if is_open:
        assert project.progress().sentences == 8
        project.close()
    else:
        assert path.read_bytes() == before


def test_another_database_is_replaced_like_any_file(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"SQLite format 3\x00" + bytes(84))
    with replacing(path) as file:
        file.write("{}\n")
    assert path.read_text() == "{}\n"
