"""Formats of other packages at the command line: they work, or fail in one line that names whom to blame."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from labels.formats import entry_points
from labels.project import Project
from tests.tui.cli.running import run

PACKAGE = '''
from labels.article import Article
from labels.errors import ReadingError
from labels.formats.writer import Loss
from labels.formats.reader import ImportedArticle
from labels.files.text_lines import text_lines


class Shout:
    """Reads what is shouted."""

    name = "shout"
    suffixes = (".shout",)

    def recognises(self, head):
        raise RuntimeError("no idea")

    def read(self, source):
        for line, text in text_lines(source):
            if text == "REFUSED":
                source.bad_row(line, "is not loud. Shout.")
            yield ImportedArticle(source.name, Article(text.capitalize()), "utf-8") if text != "WRONG" else None
            {}[text] if text == "FAULT" else None


class Single(Shout):
    name, suffixes, articles_only = "single", (".single",), True


class Whisper:
    name, suffix = "whisper", ".whisper"
    losses = (
        Loss("note", "not written", lambda value: value.no_such_thing if value == "fault" else False),
        Loss("title", "not written", where=lambda project, records: records[0]["note"] == "nowhere" and {}["?"]),
    )
    losses_per_article = (Loss("labels", "not written"),)
    units, counts, counts_per_article = ("decision", "article"), "whisper", "sigh"

    def write(self, dataset, path, told):
        with path.open("w") as file:
            for number, record in enumerate(dataset.records()):
                file.write(record["text"].lower() + "\\n")
                if record["label"] == "quote":
                    raise ValueError(f"a quote\\x1b[31m in\\n{path.name}")
        return number + 1


class Folder(Whisper):
    name, suffix, losses = "folder", "", ()

    def write(self, dataset, path, told):
        return super().write(dataset, path / "all", told)


class NoWrite:
    name, suffix, losses = "nowrite", ".x", ()


class Csv(Whisper):
    name = "csv"


class Letters(Shout):
    name, suffixes = "letters", ".letters"
'''
ENTRY_POINTS = """
[copydesk.importers]
shout = copydesk_loud:Shout
single = copydesk_loud:Single
letters = copydesk_loud:Letters
[copydesk.exporters]
whisper = copydesk_loud:Whisper
folder = copydesk_loud:Folder
nowrite = copydesk_loud:NoWrite
csv = copydesk_loud:Csv
"""
TELLS = "Update or remove the package copydesk-loud; COPYDESK_DEBUG=1 tells all of it."


@pytest.fixture(autouse=True)
def installed(tmp_path_factory, monkeypatch):
    """A package with formats that work until something special comes, and three that are none."""
    site: Path = tmp_path_factory.mktemp("site")
    info = site / "copydesk_loud-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: copydesk-loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    (site / "copydesk_loud.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(str(site))
    entry_points.plugins.cache_clear()
    yield
    entry_points.plugins.cache_clear()
    sys.modules.pop("copydesk_loud", None)


@pytest.fixture
def labelled(folder, articles):
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
    return first, second


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(PACKAGE.splitlines(), 1) if words in line)


def lines_without_the_broken(err: str) -> list[str]:
    return [line for line in err.splitlines() if "cannot be used: " not in line]


BROKEN_IMPORTER = (
    'plug-in letters (copydesk_loud:Letters): cannot be used: its suffixes are no tuple of endings such as (".shout",).'
    " Update or remove the package copydesk-loud."
)
BROKEN_EXPORTERS = [
    "plug-in csv (copydesk_loud:Csv): cannot be used: there is another format called csv."
    " Update or remove the package copydesk-loud.",
    "plug-in nowrite (copydesk_loud:NoWrite): cannot be used: it has no write."
    " Update or remove the package copydesk-loud.",
]


def test_what_cannot_be_used_is_told_by_the_command_that_would_use_it(folder, labelled):
    (folder / "a.txt").write_text("A text.")
    assert run("import", "a.txt").err.splitlines()[0] == BROKEN_IMPORTER
    code, out, err = run("export", "--format", "jsonl", "--one-row-per", "article")
    assert (code, len(out.splitlines()), err.splitlines()) == (0, 1, BROKEN_EXPORTERS)
    code, out, err = run("formats")
    assert (code, err.splitlines()) == (0, [BROKEN_IMPORTER, *BROKEN_EXPORTERS])
    listed = json.loads(run("formats", "--json").out)
    assert [f"{each['where']}: {each['reason']}" for each in listed["unusable"]] == err.splitlines()
    (shout,) = (each for each in listed["import"] if each["name"] == "shout")
    assert shout["about"] == "Reads what is shouted."


def test_the_shell_completes_their_names(folder):
    asked = {"_COPYDESK_COMPLETE": "zsh_complete", "COMP_CWORD": "3"}
    assert "shout" in run(**asked, COMP_WORDS="copydesk import --format sho").out.splitlines()
    assert "whisper" in run(**asked, COMP_WORDS="copydesk export --format wh").out.splitlines()


def test_an_importer_that_fails_refuses_its_file_in_one_line_and_stops_nothing_else(folder):
    (folder / "a.shout").write_text("ONE.\n\nFAULT\nTHREE.\n")
    (folder / "b.shout").write_text("SOUND.\n")
    code, out, err = run("import", "a.shout", "b.shout")
    assert (code, out) == (1, "")
    assert lines_without_the_broken(err) == [
        f"copydesk: a.shout: line 3: plug-in shout failed at copydesk_loud.py:{line_of('{}[text]')}:"
        f" KeyError: 'FAULT'. {TELLS}",
        "1 article added (1 sentence), 1 refused",
    ]
    with Project.open("copydesk.db", "ana") as project:
        assert [sentence.text for sentence in project.sentences()] == ["Sound."]


@pytest.mark.parametrize(("content", "words"), [("ONE.\nFAULT\n", "KeyError"), ("WRONG\n", "TypeError: it gave None")])
@pytest.mark.parametrize("ending", ["shout", "single"])
def test_nothing_of_a_file_that_makes_its_importer_fail_is_kept(folder, ending, content, words):
    (folder / f"a.{ending}").write_text(content)
    code, _, err = run("import", f"a.{ending}")
    (line, _) = lines_without_the_broken(err)
    assert code == 1 and words in line and line.endswith(TELLS)
    assert run("import", f"a.{ending}", "--dry-run").code == 1
    with Project.open("copydesk.db", "ana") as project:
        assert list(project.articles()) == []


def test_what_an_importer_refuses_itself_is_told_as_it_says(folder):
    (folder / "a.shout").write_text("REFUSED\n")
    assert "copydesk: a.shout: line 1: is not loud. Shout." in run("import", "a.shout").err.splitlines()


def test_one_that_fails_to_recognise_is_told_of_and_passed_over(folder):
    (folder / "notes").write_text("A text.")
    code, _, err = run("import", "notes")
    assert code == 0
    first, last = lines_without_the_broken(err)[::2]
    assert first.startswith("notes: plug-in shout failed at copydesk_loud.py:") and "RuntimeError: no idea." in first
    assert last == "1 article added (1 sentence)"


@pytest.mark.parametrize(("format", "output"), [("whisper", "out.whisper"), ("folder", "out")])
def test_an_exporter_that_fails_leaves_what_was_there(folder, labelled, format, output):
    first, second = labelled
    assert run("export", "--format", format, "-o", output).code == 0
    if format == "folder":
        assert [path.read_text() for path in (folder / output).iterdir()] == [first.text.lower() + "\n"]
        code, _, err = run("export", "--format", format, "-o", output)
        assert code == 1 and "out: holds “all”, which no such export wrote." in err
        output = "other"
        before = sorted(folder.iterdir())
    else:
        before = sorted(folder.iterdir())
        assert (folder / output).read_text() == first.text.lower() + "\n"
    with Project.open("copydesk.db", "ana") as project:
        project.label(second, "quote")
    code, out, err = run("export", "--format", format, "-o", output)
    (line,) = lines_without_the_broken(err)
    assert (code, out) == (1, "")
    assert line.startswith(
        f"copydesk: {output}: plug-in {format} failed at copydesk_loud.py:{line_of('raise ValueError')}"
        ": ValueError: a quote"
    )
    assert "\x1b" not in line and line.endswith(f"{TELLS} What was there before is untouched.")
    assert sorted(folder.iterdir()) == before
    if format == "whisper":
        assert (folder / output).read_text() == first.text.lower() + "\n"
        assert run("export", "--format", "whisper").out == ""


@pytest.mark.parametrize(("note", "words"), [("fault", "no_such_thing"), ("nowhere", "where=")])
def test_a_loss_that_cannot_be_told_is_told_after_the_data_is_written(folder, labelled, note, words):
    with Project.open("copydesk.db", "ana") as project:
        project.note(labelled[0], note)
    code, _, err = run("export", "-o", "out.whisper")
    assert code == 1 and (folder / "out.whisper").exists()
    *_, line = lines_without_the_broken(err)
    assert line.startswith(f"copydesk: whisper: plug-in whisper failed at copydesk_loud.py:{line_of(words)}: ")
    assert line.endswith(f"{TELLS} The data is written.")


def test_an_exporter_says_what_its_rows_are_and_what_is_lost_in_rows_of_articles(folder, labelled):
    assert lines_without_the_broken(run("export", "-o", "out.whisper").err) == ["out.whisper: 1 whisper"]
    by_article = ("export", "-o", "out.whisper", "--one-row-per", "article")
    assert lines_without_the_broken(run(*by_article).err) == [
        "out.whisper: 1 sigh",
        "whisper has no place for the labels of 1 record. The project keeps everything; --verbose tells more.",
    ]
    assert lines_without_the_broken(run(*by_article, "--verbose").err) == [
        "out.whisper: 1 sigh",
        "whisper: labels (1 record): not written",
    ]
    (listed,) = (each for each in json.loads(run("formats", "--json").out)["export"] if each["name"] == "whisper")
    assert [loss["field"] for loss in listed["losses_per_article"]] == ["labels"]


def test_the_variable_shows_the_tracebacks(folder):
    (folder / "a.shout").write_text("FAULT\n")
    assert "Traceback" not in run("import", "a.shout").err
    code, _, err = run("import", "a.shout", COPYDESK_DEBUG="1")
    assert code == 1
    assert "Traceback (most recent call last):" in err and "KeyError: 'FAULT'" in err.splitlines()
    assert "Traceback" not in run("import", "a.shout", COPYDESK_DEBUG="0").err
