"""`copydesk status` and `copydesk check`."""

import json
import sqlite3

import pytest

from labels.article import Article
from labels.project import Project
from tests.examples import default_cases
from tests.tui.cli.running import process, run


def test_the_status_of_an_empty_project_says_how_to_begin():
    Project.open("copydesk.db", "ana").close()
    code, out, err = run("status")
    assert (code, err) == (0, "")
    assert out.splitlines() == ["copydesk.db: 0 articles, 0 sentences", "Nothing is decided yet. Start with: copydesk"]
    found = json.loads(run("status", "--json").out)
    assert (found["articles"], found["sentences"], found["annotators"], found["labels"]) == (0, 0, {}, {})


@pytest.fixture
def labelled(articles):
    """Five sentences, of which ana decided two and ben flagged one."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        project.skip(second)
    with Project.open("copydesk.db", "ben") as project:
        project.label(first, "claim")
        project.flag(first)


def test_the_status_says_how_far_everyone_is(labelled):
    code, out, err = run("status")
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert ["ana", "1", "1", "3", "0", "0", "40%"] in lines
    assert ["ben", "1", "0", "4", "1", "0", "20%"] in lines
    assert ["claim", "2", "100%"] in lines


def test_the_status_as_json_and_by_article(labelled):
    code, out, _ = run("status", "--json", "--articles")
    found = json.loads(out)
    assert code == 0
    assert found["annotators"]["ana"] == {"labelled": 1, "skipped": 1, "undecided": 3, "flagged": 0, "noted": 0}
    assert found["labels"] == {"claim": 2}
    assert [(row["n"], row["sentences"], row["decided"]) for row in found["by_article"]] == [
        (1, 2, {"ana": 2, "ben": 1}), (2, 3, {"ana": 0, "ben": 0}),
    ]  # fmt: skip
    lines = [line.split() for line in run("status", "--articles").out.splitlines()]
    assert ["1", "bridge", "2", "2", "1"] in lines


def test_hostile_titles_and_names_are_printed_safely_and_in_line():
    evil = "\x1b[2J\nowned\t\u202e漢"
    with Project.open("copydesk.db", "ana [red]漢") as project:
        project.add(Article("A text. It is short.", title=evil))
        project.label(next(project.sentences()), "claim")
    out = run("status", "--articles").out
    assert not any(sign in out for sign in "\x1b\u202e\t")
    assert any("owned" in line and line.startswith("1") for line in out.splitlines())
    found = json.loads(run("status", "--articles", "--json").out)
    assert found["by_article"][0]["title"] == evil


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_words_that_a_terminal_cannot_spell_are_no_reason_to_fail(folder, encoding):
    with Project.open("copydesk.db", "ana") as project:
        project.add(Article("A text. It is short.", title="漢字 – “news”"))
    for words in (["status", "--articles"], ["status", "--articles", "--json"], ["codebook", "show"], ["export"]):
        done = process(*words, folder=folder, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_name_of_a_project_that_is_no_text_is_no_reason_to_fail(folder):
    name = b"bad\xff.db"
    done = process("import", "-", "--project", name, folder=folder, given=b"A text.")
    assert done.returncode == 0
    for words in (["status", "--json"], ["check", "--json"]):
        done = process(*words, "--project", name, folder=folder)
        assert done.returncode == 0
        assert json.loads(done.stdout)["project"].startswith("bad")
    for words in (["status"], ["check"], ["codebook", "show"]):
        assert process(*words, "--project", name, folder=folder).returncode == 0


def test_a_sound_project_is_called_sound(labelled):
    assert run("check") == (0, "", "copydesk.db: sound\n")
    nothing = {"problems": [], "unknown": 0, "waiting": 0}
    assert json.loads(run("check", "--json").out) == {"project": "copydesk.db", "sound": True, **nothing}


DAMAGE = {
    "an annotation that nobody made": "UPDATE annotation SET labels = '[\"quote\"]' WHERE status = 'labelled'"
    " AND person IN (SELECT person FROM team WHERE name = 'ana')",
    "a count that is wrong": "UPDATE progress SET labelled = 7",
    "a text that was changed": "UPDATE article_text SET text = replace(text, 'bridge', 'BRIDGE')",
    "an event that is missing": "DROP TRIGGER journal_is_never_deleted; DELETE FROM journal WHERE kind = 'skip'",
    "a figure that is wrong": "UPDATE given_news SET count = 9",
}


@pytest.mark.parametrize("damage", default_cases(DAMAGE, 0, 2))
def test_damage_is_found_named_and_left_alone(folder, labelled, damage):
    connection = sqlite3.connect("copydesk.db")
    connection.executescript(DAMAGE[damage])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = (folder / "copydesk.db").read_bytes()
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert err.splitlines()[-2].startswith("copydesk.db: ") and "problem" in err.splitlines()[-2]
    assert err.splitlines()[-1].endswith("copydesk rescue NEW.db --project copydesk.db")
    assert len(err.splitlines()) >= 3
    code, out, err = run("check", "--json")
    found = json.loads(out)
    assert code == 1 and not found["sound"] and found["problems"]
    assert (folder / "copydesk.db").read_bytes() == before
