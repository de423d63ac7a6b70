"""`copydesk annotate QUERY`: the same of all that a query selects, as one action."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from labels.desk import Desk
from labels.journal.history import log
from labels.project import Project
from labels.sentence import Sentence
from tests.tui.cli.running import run


@pytest.fixture
def sentences(articles) -> Sequence[Sentence]:
    """Five sentences in two articles; ana labelled the first one, ben another."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        found = list(project.sentences())
        project.label(found[0], "quote")
    with Project.open("copydesk.db", "ben") as project:
        project.label(found[1], "claim")
    return found


def annotate(*words: str) -> list[str]:
    """The lines that the command says; nothing goes to where data goes."""
    code, out, err = run("annotate", *words)
    assert (code, out) == (0, "")
    return err.splitlines()


def said(annotator: str = "ana") -> list[tuple[str, tuple[str, ...], bool]]:
    with Project.open("copydesk.db", annotator, write=False) as project:
        found = (project.annotation(sentence) for sentence in project.sentences())
        return [(each.status, each.labels, each.flagged) for each in found]


def actions() -> int:
    with Project.open("copydesk.db", "ana", write=False) as project:
        return len({entry.event.action for entry in log(project.connection)})


NOTHING = ("undecided", (), False)


def test_what_a_query_selects_is_labelled_as_one_action(sentences):
    before = actions()
    assert annotate("is", "or", "Nobody", "--label", "claim") == [
        "Label 3 sentences in 2 articles as claim? 1 other decision will be replaced.",
        "Done: 3 sentences, one action; Backspace undoes it.",
    ]
    assert said() == [
        ("labelled", ("claim",), False),
        ("labelled", ("claim",), False),
        NOTHING,
        NOTHING,
        ("labelled", ("claim",), False),
    ]
    assert actions() == before + 1
    assert said("ben")[0] == NOTHING


def test_undo_at_the_desk_takes_it_back(sentences):
    before = said()
    annotate("bridge or Nobody", "--skip")
    assert [status for status, _, _ in said()][:2] == ["skipped", "skipped"]
    with Project.open("copydesk.db", "ana") as project:
        notice = Desk(project).undo().notice
    assert notice.startswith("Undone: skip of 2 sentences, of another sitting")
    assert said() == before


def test_a_dry_run_tells_what_would_be_and_writes_nothing(sentences):
    before, events = said(), actions()
    assert annotate("", "--label", "claim", "--dry-run") == [
        "Label 5 sentences in 2 articles as claim? 1 other decision will be replaced.",
        *(f"  {sentence.text}" for sentence in sentences),
        "Nothing was written.",
    ]
    assert (said(), actions()) == (before, events)


def test_a_dry_run_quotes_the_first_few(sentences):
    with Project.open("copydesk.db", "ana") as project:
        project.add("One. Two. Three. Four.")
    lines = annotate("", "--skip", "--dry-run")
    assert len(lines) == 8
    assert lines[6] == "  and 4 more"


def test_flags_go_on_and_off_and_never_the_other_way_round(sentences):
    assert annotate("Ships", "--flag")[0] == "Flag 1 sentence in 1 article?"
    assert annotate("Ships", "--flag") == ["Nothing to do: it is already so.", "Nothing was written."]
    assert [flagged for _, _, flagged in said()].count(True) == 1
    assert annotate("", "--unflag")[0] == "Take the flag off 1 sentence in 1 article? 4 are so already."
    assert not any(flagged for _, _, flagged in said())


def test_decisions_are_taken_away(sentences):
    assert annotate("label:quote", "--clear")[0] == "Take the decision away from 1 sentence in 1 article?"
    assert said() == [NOTHING] * 5


def test_who_annotates_can_be_said(sentences):
    annotate("is:undecided", "--skip", "--annotator", "ben")
    assert [status for status, _, _ in said("ben")] == ["skipped", "labelled", "skipped", "skipped", "skipped"]
    assert [status for status, _, _ in said()].count("skipped") == 0


def test_nothing_selected_is_said(sentences):
    assert annotate("zebra", "--skip") == ["No sentence is selected.", "Nothing was written."]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bridge", "--label", "rumour"], "The codebook has no label “rumour”. It has: "),
        (["label:rumour", "--skip"], "rumour"),
        (["("], "Give one of --label NAME, --skip, --clear, --flag and --unflag."),
        (["bridge", "--skip", "--flag"], "Give one of --label"),
        (["bridge", "--label", "claim", "--clear"], "Give one of --label"),
        (["(", "--skip"], "  ("),
        (["--skip"], "Missing argument 'QUERY...'"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(sentences, words, message):
    before = actions()
    code, out, err = run("annotate", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert actions() == before


def test_a_retired_label_is_refused(sentences):
    with Project.open("copydesk.db", "ana") as project:
        codebook = project.codebook
        rest = [label for label in codebook.labels if label.id != "quote"]
        project.change_codebook(project.plan_codebook(type(codebook)(tuple(rest)), retire=["quote"]))
    code, _, err = run("annotate", "", "--label", "quote")
    assert (code, "The codebook has no label “quote”" in err) == (2, True)


def test_a_project_that_is_not_there_is_not_made(folder):
    code, _, err = run("annotate", "bridge", "--skip")
    assert code == 1
    assert "there is no such project" in err
    assert not (folder / "copydesk.db").exists()


def test_giving_up_writes_nothing(sentences, monkeypatch):
    def interrupted(*args, **how):
        raise KeyboardInterrupt

    before = said()
    with monkeypatch.context() as patched:
        patched.setattr("labels.journal.append.insert_events", interrupted)
        code, _, err = run("annotate", "", "--skip")
    assert (code, err.splitlines()[-1]) == (1, "Cancelled. Nothing was written.")
    assert said() == before
