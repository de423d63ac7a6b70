"""`copydesk import` with pages and feeds: found by their content, told in words, and kept as articles."""

import shutil
from pathlib import Path

from labels.project import Project
from tests.tui.cli.running import run

PAGES = Path(__file__).parents[2] / "labels" / "importing" / "pages" / "saved"


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
    assert (row.title, row.meta) == ("Harbour closed for a third week", '{"file": "stdin"}')
