"""Paths become files in a stable order; what should not be read is passed over."""

import gzip
import os
from io import BytesIO
from pathlib import Path

import pytest

from labels.errors import ReadingError
from labels.formats.reader_registry import reader_for
from labels.importing.sources import find_sources, natural_order


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Some text.\n")


def names_below(root: Path) -> list[str]:
    return [source.path.relative_to(root).as_posix() for source in find_sources([root]) if source.path]


def test_folders_are_searched_in_natural_order(tmp_path):
    write(tmp_path, "part 10.txt", "part 9.md", "Part 1.TXT", "b/2.markdown", "b/1/x.text", "a.txt", "c.txt")
    assert names_below(tmp_path) == [
        *("a.txt", "b/1/x.text", "b/2.markdown", "c.txt", "Part 1.TXT", "part 9.md", "part 10.txt")
    ]


def test_folders_pass_over_what_is_hidden_unknown_or_the_project(tmp_path):
    write(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "copydesk.db", "copydesk.db-wal", "copydesk.db-shm", "c.pdf")
    assert names_below(tmp_path) == ["a.txt"]


def test_a_file_without_suffix_is_read_in_a_folder_when_it_holds_text(tmp_path):
    write(tmp_path, "LETTER")
    (tmp_path / "tool").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0")
    (tmp_path / "blob").write_bytes(b"\0\1\2\3" * 20)
    assert names_below(tmp_path) == ["LETTER"]


def test_a_named_file_is_read_whatever_it_is_called(tmp_path):
    write(tmp_path, ".notes", "page.html", "copydesk.db.bak")
    given = [tmp_path / "page.html", str(tmp_path / ".notes"), tmp_path / "copydesk.db.bak"]
    assert [source.path for source in find_sources(given)] == [Path(path) for path in given]


def test_links_are_followed_and_no_folder_is_entered_twice(tmp_path):
    write(tmp_path, "a/1.txt", "elsewhere/2.txt")
    (tmp_path / "a/loop").symlink_to(tmp_path / "a")
    (tmp_path / "a/other").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a/broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    assert names_below(tmp_path / "a") == ["1.txt", "more/2.txt"]


def test_a_missing_path_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ReadingError, match=r"gone\.txt: no such file or folder\. Check the spelling"):
        list(find_sources([tmp_path / "gone.txt"]))


def test_a_folder_with_nothing_to_read_says_so(tmp_path):
    write(tmp_path, "page.odd")
    with pytest.raises(ReadingError, match=r"no articles in this folder: .* Name files one by one"):
        list(find_sources([tmp_path]))


def test_a_closed_folder_does_not_stop_the_rest(tmp_path, monkeypatch):
    write(tmp_path, "a/1.txt", "b/2.txt")
    openly = Path.iterdir

    def closed_to_a(path: Path):
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return openly(path)

    monkeypatch.setattr(Path, "iterdir", closed_to_a)  # root may open everything, so permissions prove nothing
    closed, after = find_sources([tmp_path])
    assert closed.path == tmp_path / "a"
    with pytest.raises(ReadingError, match=r"/a: "):
        closed.text()
    assert after.data == b"Some text.\n"


def test_a_dash_is_standard_input():
    (source,) = find_sources(["-"], stdin=BytesIO(b"From a pipe."))
    assert (source.name, source.stem, source.text()) == ("stdin", None, ("From a pipe.", "utf-8"))


def test_standard_input_that_is_a_folder_is_named():
    class Folder(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    (source,) = find_sources(["-"], stdin=Folder())
    with pytest.raises(ReadingError, match="stdin: cannot be read"):
        source.text()


def test_a_device_without_end_is_refused():
    (source,) = find_sources(["/dev/zero"])
    with pytest.raises(ReadingError, match="a device, not a file"):
        source.text()


def test_a_pipe_is_read_once(tmp_path):
    read_end, write_end = os.pipe()
    os.write(write_end, b"Through a pipe.")
    os.close(write_end)
    try:
        (source,) = find_sources([f"/dev/fd/{read_end}"])
        assert source.head() == b"Through a pipe."
        assert source.text()[0] == "Through a pipe."
    finally:
        os.close(read_end)


def test_names_that_are_no_unicode_are_shown_and_their_bytes_kept(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\n1.txt"))
    try:
        path.write_bytes(b"Some text.")
    except OSError:
        pytest.skip("this file system holds Unicode names only")
    (source,) = find_sources([path])
    assert source.name == f"{tmp_path.as_posix()}/caf\ufffd\ufffd1.txt"
    assert source.stem == "caf\ufffd\ufffd1"
    assert source.meta == {"exact_path": f"{tmp_path.as_posix()}/caf\\xe9\\x0a1.txt"}


def test_natural_order_counts_and_ignores_case():
    names = ["a10b2", "A9", "a10b10", "b", "a", "10", "9", "A"]
    assert sorted(names, key=natural_order) == ["9", "10", "A", "a", "A9", "a10b2", "a10b10", "b"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.txt.gz", "-"])
def test_a_text_that_is_too_long_to_be_held_is_refused_unread(tmp_path, monkeypatch, name):
    monkeypatch.setattr("labels.files.source.MOST_TEXT", 1 << 20)
    data = b"word " * 300_000
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (source,) = find_sources(["-" if name == "-" else path], stdin=BytesIO(data))
    with pytest.raises(ReadingError, match=r"over 1 MB in one piece\. Cut it into smaller files\."):
        list(reader_for(source).read(source))
