"""`copydesk duplicates`: a table for people, JSON for programs, and the same project afterwards."""

import json

from tests.tui.cli.running import run

ONE = "The harbour is closed again. Nobody knows for how long it will stay so, the mayor said on Monday.\n"
OTHER = "The harbour is closed again! Nobody knows for how long it will stay so, the mayor said on Tuesday.\n"


def test_near_duplicates_are_listed_with_what_they_are_like(folder):
    for name, text in (("a.txt", ONE), ("b.txt", "Something else altogether was in the news.\n"), ("c.txt", OTHER)):
        (folder / name).write_text(text)
    assert "1 near-duplicate of an article in the project" in run("import", "a.txt", "b.txt", "c.txt").err
    code, out, err = run("duplicates")
    assert (code, err) == (0, "2 near-duplicates in 1 group\n")
    assert [line.split() for line in out.splitlines()][1] == ["89%", "c", "c.txt", "a", "a.txt"]
    found = json.loads(run("duplicates", "--json").out)
    ((article, other),) = [(link["article"], link["other"]) for link in found["links"]]
    assert found == {
        "groups": [[other, article]],
        "links": [{"article": article, "other": other, "similarity": 0.8889}],
    }
    assert run("check").code == 0


def test_who_asks_for_them_finds_what_an_import_was_told_to_leave(folder):
    for name, text in (("a.txt", ONE), ("c.txt", OTHER)):
        (folder / name).write_text(text)
    assert json.loads(run("import", "a.txt", "--no-compare", "--json").out)["near_duplicates"] is None
    said = run("import", "c.txt", "--no-compare").err
    assert "Near-duplicates were not looked for. To look for them: copydesk duplicates\n" in said
    assert run("check").code == 0
    assert run("duplicates").err.endswith("2 near-duplicates in 1 group\n")


def test_a_project_without_any_says_so(articles):
    run("import", articles)
    assert run("duplicates") == (0, "", "0 near-duplicates in 0 groups\n")
    assert json.loads(run("duplicates", "--json").out) == {"groups": [], "links": []}


def test_without_a_project_there_is_nothing_to_list(folder):
    code, out, err = run("duplicates")
    assert (code, out) == (1, "")
    assert "there is no such project" in err
    assert not list(folder.iterdir())
