"""`copydesk import` with pages and feeds: found by their content, told in words, and kept as articles."""

import shutil
from pathlib import Path

from labels.formats.feed import FeedReader
from labels.project import Project
from tests.tui.cli.running import run

PAGES = Path(__file__).parents[2] / "labels" / "formats" / "html" / "saved"


def test_a_folder_of_saved_pages(folder):
    shutil.copytree(PAGES, folder / "pages")
    code, out, err = run("import", "pages")
    assert (code, out) == (1, "")
    assert [line.split(":")[1] for line in err.splitlines() if "pages/" in line] == [
        " pages/front.html", " pages/missing.html", " pages/teasers.html"
    ]  # fmt: skip
    assert "4 articles added" in err and "3 refused" in err
    with Project.open("copydesk.db", "ana", write=False) as project:
        assert [row.title for row in project.articles()] == [
            "The bees of Platform 4", "Harbour closed for a third week", "Frost trifft die Obstbauern am Elmsee",
            "Quarry to reopen after nine years",
        ]  # fmt: skip


def test_an_address_where_nobody_is_is_told(folder):
    code, _, err = run("import", "http://127.0.0.1:9/story", no_proxy="*")
    assert code == 1
    assert "http://127.0.0.1:9/story: cannot be reached (" in err
    assert "Traceback" not in err


def test_a_page_through_a_pipe(folder):
    assert run("import", "-", given=(PAGES / "harbour.html").read_bytes()).code == 0
    with Project.open("copydesk.db", "ana", write=False) as project:
        (row,) = project.articles()
    assert (row.title, row.meta) == ("Harbour closed for a third week", '{"file":"stdin"}')


def test_a_feed_dated_0000_00_00_ends_nothing(folder):
    item = f"<item><title>Old</title><pubDate>0000-00-00</pubDate><description>{'word ' * 130}</description></item>"
    (folder / "1.rss").write_text(f"<rss><channel>{item}</channel></rss>")
    (folder / "2.txt").write_text("The ferry runs again.")
    code, _, err = run("import", "1.rss", "2.txt")
    assert (code, "2 articles added" in err) == (0, True), err
    with Project.open("copydesk.db", "ana", write=False) as project:
        assert next(row.title for row in project.articles()) == "Old"


def test_a_file_whose_reading_fails_as_nobody_expected_is_refused_and_the_variable_shows_why(folder, monkeypatch):
    def failing(*_: object) -> None:
        raise ValueError("year -1 is out of range")

    monkeypatch.setattr(FeedReader, "read", failing)
    (folder / "1.rss").write_text("<rss></rss>")
    (folder / "2.txt").write_text("The ferry runs again.")
    code, _, err = run("import", "1.rss", "2.txt")
    assert code == 1 and "1 article added" in err and "Traceback" not in err
    assert "1.rss: reading it as feed failed (ValueError: year -1 is out of range). Save it" in err
    assert "Traceback (most recent call last):" in run("import", "1.rss", COPYDESK_DEBUG="1").err
