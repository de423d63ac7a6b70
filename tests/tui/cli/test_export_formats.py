"""`copydesk export --format` and `copydesk formats`: which format, which rows, and what is said of losses."""

import json

import pytest

from labels.article import Article
from labels.formats.fasttext import FastTextWriter
from labels.formats.reader_registry import READERS
from labels.formats.writer_registry import WRITERS
from labels.project import Project
from tests.tui.cli.running import run


@pytest.fixture
def labelled(articles):
    """Ana and ben agree on one sentence, differ on one, and ana alone skipped one."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, third, *_ = project.sentences()
        project.label(first, "claim")
        project.label(second, "claim")
        project.skip(third)
    with Project.open("copydesk.db", "ben") as project:
        project.label(first, "claim")
        project.label(second, "quote")


def test_the_ending_or_the_name_says_the_format(folder, labelled):
    assert run("export", "-o", "out.txt").code == 0
    assert (folder / "out.txt").read_text().startswith("__label__claim The bridge is closed.")
    assert run("export", "--format", "fasttext", "-o", "-").out == (folder / "out.txt").read_text()
    assert json.loads(run("export", "--format", "prodigy").out.splitlines()[0])["_view_id"] == "choice"


def test_an_ending_that_several_formats_share_asks_which(folder, labelled):
    for name in ("out.xlsx", "out.jsonl.gz"):
        outcome = run("export", "-o", name)
        assert (outcome.code, "no format ends in" in outcome.err) == (2, True)
        assert not (folder / name).exists()
    outcome = run("export", "-o", "out.json")
    assert (outcome.code, (folder / "out.json").exists()) == (2, False)
    assert "--format label-studio" in outcome.err and "--format argilla" in outcome.err
    assert run("export", "-o", "out.json", "--format", "argilla").code == 0
    assert "no export format called 'nothing'" in run("export", "--format", "nothing").err


def test_a_row_a_sentence_is_what_all_agree_on(labelled):
    code, out, err = run("export", "--one-row-per", "sentence")
    rows = list(map(json.loads, out.splitlines()))
    assert [(row["text"], row["label"], row["annotator"]) for row in rows] == [
        ("The bridge is closed.", "claim", "ana"), (rows[1]["text"], None, "ana"),
    ]  # fmt: skip
    assert code == 0 and err.startswith("1 sentence left out, because annotators disagree\n")
    code, out, err = run("export", "--one-row-per", "sentence", "-a", "ben")
    assert len(out.splitlines()) == 2 and "left out" not in err
    assert len(run("export", "--one-row-per", "sentence", "--status", "all").out.splitlines()) == 4


def test_a_row_an_article_holds_its_sentences(folder, labelled):
    said = run("export", "--one-row-per", "article", "-o", "whole.jsonl").err
    assert said.startswith("whole.jsonl: 2 articles\nNext: ") and "--split" not in said
    first, second = map(json.loads, (folder / "whole.jsonl").read_text().splitlines())
    assert [first["text"][each["start"] : each["end"]] for each in first["sentences"]] == [
        each["text"] for each in first["sentences"]
    ]
    assert [each["annotator"] for each in first["sentences"][0]["decisions"]] == ["ana", "ben"]
    assert [each["decisions"][0]["status"] for each in second["sentences"]] == ["skipped"]
    outcome = run("export", "--one-row-per", "article", "--format", "fasttext")
    assert outcome.code == 2 and "jsonl" in outcome.err


def test_losses_are_told_where_they_occur(labelled):
    def told() -> list[str]:
        return run("export", "--format", "fasttext", "--verbose").err.splitlines()

    assert any(line.startswith("fasttext: status (1 record): ") for line in told())
    assert not any("note" in line.partition(": ")[2].partition(" (")[0].split(", ") for line in told())
    with Project.open("copydesk.db", "ana") as project:
        project.note(next(project.sentences()), "why")
    assert any("note (1 record): not written" in line for line in told())


def test_what_a_person_would_mind_is_told_in_one_line(labelled):
    """Skips, notes, flags, and annotators who differ: not ids, places or versions, which can be had again."""

    def told(*options: str) -> list[str]:
        return run("export", "--format", "fasttext", *options).err.splitlines()

    all_of_it = "The project keeps everything; --verbose tells more."
    assert told() == [f"fasttext has no place for 1 sentence without a label and who decided. {all_of_it}"]
    assert told("--annotator", "ben") == []
    with Project.open("copydesk.db", "ben") as project:
        first, second, *_ = project.sentences()
        project.note(first, "why")
        project.note(second, "why not")
        project.flag(second, reason="date?")
    assert told("--annotator", "ben") == [f"fasttext has no place for 1 flag and 2 notes. {all_of_it}"]
    assert told("-a", "ben", "--with-context", "1", "--query", "label:claim") == [
        f"fasttext has no place for 1 note and the neighbours of --with-context. {all_of_it}"
    ]
    assert len(told("--annotator", "ben", "--verbose")) > 1
    for name in ("jsonl", "csv", "tsv", "prodigy", "doccano", "label-studio", "argilla"):
        assert run("export", "--format", name).err == "", "what is written beside the text, or can be made anew"


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("data.jsonl", 'pandas.read_json("data.jsonl", lines=True); --split 80/10/10 divides it for training'),
        ("data.csv", 'open it in a spreadsheet, or in Python with pandas.read_csv("data.csv")'),
        ("train.txt", "fasttext supervised -input train.txt -output model"),
        ("two words.txt", "fasttext supervised -input 'two words.txt' -output model"),
        ("all.zip", "copydesk import all.zip --project other.db"),
    ],
)
def test_a_file_is_answered_with_what_to_do_next(folder, labelled, name, step):
    *_, last = run("export", "-o", name).err.splitlines()
    assert last.startswith("Next: ") and step in last


def test_where_nothing_is_selected_the_next_step_is_to_label(folder, labelled):
    said = run("export", "-o", "data.jsonl", "--query", "label:opinion").err.splitlines()
    assert said == [
        "data.jsonl: 0 records",
        "Next: label some sentences (copydesk), or select others with --status, --annotator or --query.",
    ]


def test_formats_are_listed_with_their_losses():
    listed = json.loads(run("formats", "--json").out)
    assert {each["name"] for each in listed["export"]} >= {each.name for each in WRITERS}
    assert {each["name"] for each in listed["import"]} >= {each.name for each in READERS}
    (own,) = [each for each in listed["export"] if each["name"] == "jsonl"]
    assert own["one_row_per"] == ["decision", "sentence", "article"]
    assert {"id", "meta"} <= {loss["field"] for loss in own["losses"]}
    assert "label" not in {loss["field"] for loss in own["losses"]}
    in_words = run("formats").out
    assert "archive: holds everything" in in_words and "fasttext: not everything comes back" in in_words


def test_the_card_is_written(folder, labelled):
    assert run("card", "-o", "README.md").code == 0
    assert (folder / "README.md").read_text() == run("card").out
    assert "| claim | 3 |" in run("card").out


def test_a_loss_that_only_some_values_have_is_told_for_those(labelled):
    assert "empty" not in run("export", "--format", "csv", "-v").err
    with Project.open("copydesk.db", "ana") as project:
        article = project.add(Article("Quite another one.", title=""))
        project.skip(next(project.sentences(article)))
    assert "title (1 record): an empty text comes back as none" in run("export", "--format", "csv", "-v").err


def test_an_archive_moves_the_project(folder, labelled):
    assert "events" in run("export", "--format", "archive", "-o", "all.zip").err
    assert run("export", "-o", "all.zip", "--status", "all").code == 2
    look = run("import", "all.zip", "-p", "other.db", "--dry-run")
    assert (look.code, (folder / "other.db").exists()) == (0, False) and "whole project" in look.err
    assert run("import", "all.zip", "-p", "other.db").code == 0
    assert run("export", "-p", "other.db").out == run("export").out
    assert run("import", "all.zip", "-p", "other.db", "--dry-run").code == 0
    assert run("check", "-p", "other.db").code == 0
    assert run("import", "all.zip", "-p", "third.db", "--format", "archive").code == 0
    assert "articles/bridge.txt: no archive of a project." in run("import", "articles", "--format", "archive").err
    piped = run("import", "-", "-p", "fourth.db", given=(folder / "all.zip").read_bytes())
    assert (piped.code, piped.err.splitlines()[0]) == (
        1, "copydesk: stdin: an archive of a whole project. Save it to a file, and import that.",
    )  # fmt: skip


def test_what_is_said_to_be_lost_is_of_the_moment_of_the_data(labelled, monkeypatch):
    """Ben notes something between the writing and the look at what is lost: it was not lost here."""
    write = FastTextWriter.write

    def write_and_go_on(exporter, dataset, path, told):
        written = write(exporter, dataset, path, told)
        with Project.open("copydesk.db", "ben") as project:
            project.note(next(project.sentences()), "Later")
        return written

    monkeypatch.setattr(FastTextWriter, "write", write_and_go_on)
    assert "note" not in run("export", "-o", "out.txt").err
    assert "1 note" in run("export", "-o", "out.txt").err
