"""Compressed files and archives are read as what is in them; traps are refused, and nothing is written anywhere."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

import pytest

from labels.files import compressed, zipped
from labels.formats.reader import ImportedArticle
from labels.importing.reading import read_articles
from labels.importing.report import Refused

zstandard = pytest.importorskip("zstandard")

TEXT = b"The bridge is closed. Nobody knows why.\n"


def everything(path, **more):
    items = (item for item in read_articles([path], **more) if isinstance(item, ImportedArticle | Refused))
    return [(item.where, item.article.text if isinstance(item, ImportedArticle) else item.reason) for item in items]


def zip_of(path, **members: bytes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_compressed_file_is_what_is_in_it(tmp_path, suffix, pack):
    path = tmp_path / f"bridge.txt{suffix}"
    path.write_bytes(pack(TEXT))
    ((_, text),) = everything(tmp_path)
    assert text == TEXT.decode()
    (item,) = read_articles(["-"], stdin=io.BytesIO(path.read_bytes()))
    assert isinstance(item, ImportedArticle)
    assert item.article.text == TEXT.decode()
    (item,) = read_articles([path])
    assert isinstance(item, ImportedArticle)
    assert item.article.title == "bridge"


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_that_is_cut_off_or_damaged_is_refused(tmp_path, suffix):
    packed = (gzip.compress if suffix == ".gz" else zstandard.compress)(bytes(random.Random(1).choices(TEXT, k=999)))
    path = tmp_path / f"a.jsonl{suffix}"
    for data in (packed[:-9], packed[:20] + b"\xff\xff\xff" + packed[23:]):
        path.write_bytes(data)
        ((where, reason),) = everything(path)
        assert where == path.as_posix()
        assert "cut off" in reason or len(data) == len(packed)  # damage may show only in what is unpacked
        assert "\n" not in reason


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_what_grows_beyond_measure_is_refused_while_it_grows(tmp_path, monkeypatch, suffix, pack):
    monkeypatch.setattr(compressed, "GROWTH_COUNTS_FROM", 1_000_000)
    path = tmp_path / f"bomb.txt{suffix}"
    path.write_bytes(pack(b"a" * 5_000_000))
    ((_, reason),) = everything(path)
    assert (
        reason == "grows to over 200 times its size, which ordinary files never do. If you trust it, unpack it first."
    )


def test_members_of_an_archive_are_read_one_by_one(tmp_path):
    path = zip_of(
        tmp_path / "news.zip",
        **{
            "b/2.txt": TEXT + b"2",
            "b/1.jsonl": b'{"text": "From a row."}\n',
            "../../../etc/passwd.txt": TEXT + b"outside",
            "/absolute.txt": TEXT + b"absolute",
            "evil\x1b[2J.txt": TEXT + b"evil",
            ".hidden.txt": TEXT,
            "__MACOSX/b/2.txt": TEXT,
            "picture.png": b"\x89PNG\r\n\x1a\n",
            "inner.zip": b"PK\x03\x04",
        },
    )
    before = sorted(tmp_path.rglob("*"))
    items = [item for item in read_articles([path]) if isinstance(item, ImportedArticle | Refused)]
    assert [item.where.removeprefix(f"{path.as_posix()}/") for item in items] == [
        *("b/2.txt", "b/1.jsonl", "../../../etc/passwd.txt", "/absolute.txt", "evil\ufffd[2J.txt")
    ]
    assert all(isinstance(item, ImportedArticle) for item in items)
    assert sorted(tmp_path.rglob("*")) == before
    assert len(everything(tmp_path)) == len(everything("-", stdin=io.BytesIO(path.read_bytes()))) == 5


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zipped, "GROWTH_COUNTS_FROM", 1_000_000)
    path = zip_of(tmp_path / "bomb.zip", **{"a.txt": b"a" * 2_000_000, "b.txt": b"a" * 2_000_000})
    ((where, reason),) = everything(path)
    assert where == path.as_posix()
    assert reason.startswith("would unpack to 0.0 GB from 0.0 MB, which ordinary files never do.")
    monkeypatch.setattr(zipped, "MOST", 10)
    ((_, reason),) = everything(zip_of(tmp_path / "big.zip", **{"a.txt": TEXT}))
    assert reason.startswith("would unpack to")


def test_bad_archives_do_not_stop_the_rest(tmp_path):
    good = zip_of(tmp_path / "2.zip", **{"a.txt": TEXT})
    (tmp_path / "1.zip").write_bytes(good.read_bytes()[:-9])
    (tmp_path / "3.zip").write_bytes(zip_of(tmp_path / "empty.zip", **{"a.png": b"x"}).read_bytes())
    (tmp_path / "empty.zip").unlink()
    damaged = bytearray(zip_of(tmp_path / "4.zip", **{"a.txt": TEXT * 20}).read_bytes())
    damaged[40] ^= 0xFF
    (tmp_path / "4.zip").write_bytes(damaged)
    one, two, three, four = everything(tmp_path)
    assert "cut off or damaged archive" in one[1]
    assert two[1] == TEXT.decode()
    assert "no articles in this archive" in three[1]
    assert "cut off or damaged" in four[1]
    for _, words in (one, three, four):
        assert "\n" not in words


def test_a_member_with_a_password_is_refused(tmp_path):
    path = zip_of(tmp_path / "a.zip", **{"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    ((_, reason),) = everything(path)
    assert reason == "locked with a password. Unpack the archive first."


def test_patterns_are_taken_for_files_in_natural_order(tmp_path):
    for name in ("part 10.txt", "part 9.txt", "b/part 1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT + name.encode())
    names = [where.removeprefix(f"{tmp_path.as_posix()}/") for where, _ in everything(tmp_path / "part *.txt")]
    assert names == ["part 9.txt", "part 10.txt"]
    assert len(everything(tmp_path / "**" / "*.txt")) == 3
    ((_, reason),) = everything(tmp_path / "gone*.txt")
    assert reason.startswith("no such file or folder.")
