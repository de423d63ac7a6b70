"""`copydesk import` of data with columns and labels: shown, tried, refused whole, watched."""

from __future__ import annotations

import gzip
import json
import zipfile

import pytest

from labels.project import Project
from labels.projections.check import check
from tests.examples import default_cases
from tests.tui.cli.running import run
from tui.cli import watching

ROWS = [
    {"article_id": "a", "sentence": "The bridge is closed.", "role": "main", "speech": False, "annotator": "ana"},
    {"article_id": "a", "sentence": "“It is,” he said.", "role": "quote", "speech": True, "annotator": "ben"},
]
LABELLED = ("--label", "role", "--label", "speech")


@pytest.fixture
def data(folder):
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return "rows.jsonl"


def test_guessed_columns_are_shown_and_labels_come_by_their_annotators(data):
    outcome = run("import", data, *LABELLED, "--make-codebook")
    assert (outcome.code, outcome.out) == (0, "")
    shown, done = outcome.err.splitlines()
    assert shown.startswith(
        "rows.jsonl: Columns: text = sentence, annotator = annotator, group = article_id. Name others with --text"
    )
    assert done == "1 article added (2 sentences), 2 decisions, 3 labels added to the codebook"
    with Project.open("copydesk.db", "zoe", write=False) as project:
        assert project.annotators() == ["ana", "ben"]
        second = list(project.sentences())[1]
        assert project.annotation(second, "ben").labels == ("quote", "speech")
        assert [label.group for label in project.codebook.active] == ["role", "role", None]
    assert check(project.path).problems == []


def test_what_was_made_of_the_columns_is_told_before_anything_is_written(folder, monkeypatch):
    (folder / "a.csv").write_text("text,tide\nThe quay is shut.,1\nRain fell.,0\n")
    told = []

    def say(line):
        with Project.open("copydesk.db", "zoe", write=False) as project:
            told.append((line, len(list(project.articles()))))

    monkeypatch.setattr("tui.cli.import_session.say", say)
    assert run("import", "a.csv", "--label", "tide", "--make-codebook").code == 0
    columns, meaning, done = told
    assert columns == ("a.csv: Columns: text = text. Name others with --text, --title, --group and the like.", 0)
    assert meaning == ("a.csv: Labels that are there or not (0, 1): “tide”.", 0)
    assert done == ("1 article added (2 sentences), 1 decision, 1 label added to the codebook", 1)


def test_every_column_can_be_named(folder):
    row = {
        "b": "A text.",
        "h": "Head",
        "i": 9,
        "s": "Post",
        "u": "http://x",
        "w": "Ann",
        "d": "2024-05-01",
        "l": "en",
        "z": 1,
    }
    (folder / "a.csv").write_text("\n".join(",".join(map(str, each)) for each in (row, row.values())))
    named = "--text b --title h --id i --source s --url u --author w --published d --language-column l"
    assert run("import", "a.csv", *named.split()) == (0, "", "1 article added (1 sentence)\n")
    with Project.open("copydesk.db", "zoe", write=False) as project:
        (article,) = project.articles()
    assert (article.title, article.source, article.url, article.author) == ("Head", "Post", "http://x", "Ann")
    assert (article.published, article.language) == ("2024-05-01", "en")
    assert json.loads(article.meta) == {"file": "a.csv", "id": "9", "z": "1"}
    (folder / "b.csv").write_text("g,t,p,tags,who\n1,One.,1,x;y,eva\n1,Two.,2,,\n")
    columns = "--group g --text t --paragraph p --label tags --separator ; --annotator-column who --make-codebook"
    assert "1 article added (2 sentences), 1 decision, 2 labels" in run("import", "b.csv", *columns.split()).err


def test_unknown_labels_are_refused_with_the_list_and_the_project_is_as_it_was(data):
    code, out, err = run("import", data, *LABELLED)
    assert (code, out) == (2, "")
    columns, refused = err.splitlines(keepends=True)
    assert columns.startswith("rows.jsonl: Columns: text = sentence,")
    assert refused == (
        "copydesk: The codebook lacks 2 labels: “main”, “speech”. Nothing was imported. Add them with --make-codebook,"
        " or to the codebook with: copydesk codebook set\n"
    )
    with Project.open("copydesk.db", "ana") as project:
        assert list(project.articles()) == []


def test_a_dry_run_says_what_would_come_and_writes_nothing(folder, data):
    (folder / "bad.jsonl").write_text('{"text": "x"}\n')
    code, out, err = run("import", data, "bad.jsonl", *LABELLED, "--dry-run")
    assert code == 1
    assert out.splitlines() == [
        "1 article, 2 sentences, 2 decisions",
        "labels: main 1, quote 1, speech 1",
        "annotators: ana 1, ben 1",
        "some sentences carry several labels",
        "not in the codebook: main, speech (--make-codebook adds them)",
    ]
    assert "copydesk: bad.jsonl: line 1: there is no column “role”. There are: text." in err.splitlines()
    assert not (folder / "copydesk.db").exists()
    found = json.loads(run("import", data, *LABELLED, "--dry-run", "--json").out)
    assert (found["sentences"], found["labels_missing"]) == (2, ["main", "speech"])


def test_bad_rows_are_counted_and_the_first_named_when_they_are_skipped(folder):
    (folder / "a.jsonl").write_text('{"text": "Fine."}\n{"text": 3}\n')
    code, _, err = run("import", "a.jsonl")
    assert (code, "a.jsonl: line 2: its “text” is not a text." in err) == (1, True)
    code, out, err = run("import", "a.jsonl", "--skip-bad-rows", "--json")
    assert (code, json.loads(out)["rows_left_out"]) == (0, 1)
    assert "a.jsonl: line 2: its “text” is not a text." in err
    assert err.endswith("1 article added (1 sentence), 1 row left out\n")


#: Everything that may be wrong with a file, each with what the one line about it must hold.
MALFORMED = {
    "cut.json": (
        b'[{"text": "One."},\n{"text": "Tw',
        "record 2, line 2 column 10: not valid JSON (the file is cut off",
    ),
    "cut.jsonl": (b'{"text": "One."}\n{"text": "Tw', "line 2: not valid JSON"),
    "types.jsonl": (b'{"text": "One."}\n{"text": ["x", 1]}\n', "line 2: its “text” is not a text"),
    "types.json": (b'[{"text": "One."}, {"text": 2}]', "record 2, line 1 column 20: its “text” is not a text"),
    "mixed.jsonl": (b'{"text": "One."}\n{"body": "Two."}\n', "line 2: it has no “text”"),
    "latin.json": ('[{"text": "Größe."}]'.encode("cp1252"), "line 1 column 14: not valid in UTF-8"),
    "no.epub": (b"PK\x03\x04 and no more", "damaged, locked or no EPUB book"),
    "list.json": (b'["One.", "Two."]', "record 1, line 1 column 2: not a JSON object"),
    "mixed.csv": (b"title,text\nA,One.\nB,Two.,more\n", "line 3: 3 cells where line 1 names 2 columns"),
    "one.csv": (b"The bridge is closed.\nNobody knows why.\n", "line 1: no column is called text"),
    "quote.csv": (b'title,text\nA,"One.\nB,Two.\n', "line 2: not valid CSV (a quotation mark is never closed)"),
    "latin.jsonl": ('{"text": "Größe."}\n'.encode("cp1252"), "line 1: byte 13 of it is not valid in UTF-8"),
    "words.conllu": (b"# sent_id = 1\nonly words\n", "line 2: 1 columns where CoNLL-U has 10"),
    "no.parquet": (b"PAR1, and no more", "row 1: cut off or damaged Parquet"),
    "cut.jsonl.gz": (gzip.compress(b'{"text": "One."}\n' * 99)[:-9], "cut off or damaged"),
    "cut.zip": (b"PK\x03\x04 and no more", "cut off or damaged archive"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\0\0", "seems to be a PNG picture"),
    "nothing.jsonl": (b"\n", "holds no rows"),
    "deep.json": (b"[" * 50_000, "record 1, line 1 column 2: not valid JSON (nested too deep"),
    "half.jsonl": (b'{"text": "\\ud83d"}\n', "line 1: half a character"),
}


@pytest.mark.parametrize("name", default_cases(MALFORMED, 0, 7, 14))
def test_a_malformed_file_gets_one_line_and_leaves_nothing_behind(folder, name):
    data, words = MALFORMED[name]
    (folder / name).write_bytes(data)
    code, out, err = run("import", name)
    assert (code, out) == (1, "")
    line, sum = err.splitlines()
    assert line.startswith(f"copydesk: {name}: {words}"), line
    assert line.rstrip().endswith((".", "--encoding.")) and len(line) < 300
    assert sum == "0 articles added, 1 refused"
    with Project.open("copydesk.db", "ana") as project:
        assert list(project.articles()) == []
    assert {path.name for path in folder.iterdir()} == {name, "copydesk.db"}


def test_a_zip_that_climbs_out_of_its_folder_writes_nowhere(folder):
    inside = folder / "inside"
    inside.mkdir()
    with zipfile.ZipFile(inside / "a.zip", "w") as archive:
        archive.writestr("../../climbed.txt", "A text that climbs.")
    before = sorted(folder.rglob("*"))
    assert run("import", "inside/a.zip").err == "1 article added (1 sentence)\n"
    assert [path for path in sorted(folder.rglob("*")) if path not in before] == [folder / "copydesk.db"]
    with Project.open("copydesk.db", "ana") as project:
        assert [article.source for article in project.articles()] == ["inside/a.zip/../../climbed.txt"]


def test_a_watched_folder_gives_what_comes_until_it_is_stopped(folder, articles, monkeypatch):
    looks = 0

    def pause(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            (articles / "new.txt").write_text("A new text.")
            (articles / "bad.jsonl").write_text("{")
        if looks == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "PAUSE", 0)
    monkeypatch.setattr(watching.time, "sleep", pause)
    code, out, err = run("import", "articles", "--watch")
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[:2] == ["Watching articles. Stop with Ctrl+C.", "2 articles added (5 sentences)"]
    assert lines[2].startswith("copydesk: articles/bad.jsonl: line 1: not valid JSON")
    assert lines[3:] == ["1 article added (1 sentence), 1 refused", "Stopped watching."]
    assert run("import", "-", "--watch").code == 2


def test_formats_can_be_named_and_wrong_ones_are_refused_with_the_list(data):
    code, _, err = run("import", data, "--format", "word")
    assert code == 2
    assert "There is no format called 'word'. Use one of:" in err
    assert run("import", data, "--format", "text").code == 0


def test_suggestions_and_decisions_elsewhere_are_told(folder):
    (folder / "a.txt").write_text("The bridge is closed. Nobody knows why.")
    assert run("import", "a.txt").code == 0
    with Project.open("copydesk.db", "ana") as project:
        first = next(project.sentences())
        project.label(first, project.codebook.active[0].name)
    assert run("export", "--status", "all", "--annotator", "ana", "-o", "out.jsonl").code == 0
    with Project.open("copydesk.db", "ana") as project:
        project.undo()
        project.split(first, 4)
        label = project.codebook.active[1].name
    of_first, of_second = (json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines())
    rows = [of_first | {"annotator": "ben", "annotator_key": "ben~x"}, of_second | {"suggested_label": label}]
    (folder / "out.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, out, err = run("import", "out.jsonl", "--dry-run", "--json")
    assert (json.loads(out)["decisions"], json.loads(out)["suggestions"]) == (1, 1)
    code, out, err = run("import", "out.jsonl")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "1 decision lies on other sentences than the project’s: carried to the sentences inside them, or waiting",
        "0 articles added, 1 known already, 1 decision, 1 suggestion",
    ]
    found = json.loads(run("import", "out.jsonl", "--json").out)
    assert (found["decisions"], found["suggestions"], found["decisions_elsewhere"]) == (0, 0, 0)


def test_labels_are_taken_for_suggestions_of_the_model_that_is_named(data):
    outcome = run("import", data, "--label", "role", "--as-suggestions", "bert-2026", "--dry-run")
    assert outcome.out.splitlines()[0].endswith("2 sentences, 2 suggestions")
    outcome = run("import", data, "--label", "role", "--as-suggestions", "bert-2026")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (0, "1 article added (2 sentences), 2 suggestions")
    assert run("suggestions", "--models").out.splitlines() == ["* copydesk-online-1", "  bert-2026"]
    outcome = run("suggestions", "--model", "bert-2026", "--set", "suggest")
    assert (outcome.code, outcome.out) == (0, "")
    with Project.open("copydesk.db", write=False) as project:
        assert check(project.path).problems == []


@pytest.mark.parametrize("name", ["", " "])
def test_a_model_without_a_name_is_refused_in_one_line(data, name):
    outcome = run("import", data, "--as-suggestions", name)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        "copydesk: --as-suggestions needs the name of what made the labels, such as --as-suggestions bert-2026"
    ]
    assert run("suggestions", "--models").code != 0  # no project was made
