"""Reading many paths: each article or each refusal comes by itself."""

import subprocess
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from labels.article import Article
from labels.errors import ProjectError, UsageError
from labels.files.source import Source
from labels.formats import reader_registry
from labels.formats.reader import ImportedArticle
from labels.formats.reader_registry import READERS, known_suffixes, reader_for
from labels.importing.pipeline import import_articles
from labels.importing.reading import read_articles
from labels.importing.report import Refused
from labels.project import Project
from labels.values.import_options import ImportOptions
from labels.values.progress import Cancelled


def test_plain_text_is_one_article_kept_as_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/bridge.txt").write_bytes("\ufeffA bridge reopens\r\n\r\nThe council voted on Tuesday.\r\n".encode())
    (found,) = read_articles(["in"])
    assert isinstance(found, ImportedArticle)
    assert (found.where, found.encoding, found.layout) == ("in/bridge.txt", "utf-8", "auto")
    assert found.article.text == "A bridge reopens\r\n\r\nThe council voted on Tuesday.\r\n"
    assert (found.article.title, found.article.source) == ("A bridge reopens", "in/bridge.txt")
    assert found.article.meta == {}


def test_the_title_of_last_resort_is_the_file_name(tmp_path):
    (tmp_path / "the-bridge.v2.txt").write_text("The council voted on Tuesday.\n\nIt is open.\n")
    (found,) = read_articles([tmp_path])
    assert isinstance(found, ImportedArticle)
    assert found.article.title == "the-bridge.v2"


def test_bad_files_and_paths_do_not_stop_the_rest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("1.txt").write_text("First words here.")
    Path("2.txt").write_bytes(b"%PDF-1.4\n")
    Path("3.txt").write_bytes(b"")
    Path("4.md").write_text("# Last\n\nwords")
    results = list(read_articles(["gone.txt", ".", "-", "1.txt"], stdin=BytesIO(b"Piped words.")))
    assert [(type(result), result.where) for result in results] == [
        (Refused, "gone.txt"),
        (ImportedArticle, "1.txt"),
        (Refused, "2.txt"),
        (Refused, "3.txt"),
        (ImportedArticle, "4.md"),
        (ImportedArticle, "stdin"),
        (ImportedArticle, "1.txt"),
    ]
    reasons = [result.reason for result in results if isinstance(result, Refused)]
    assert [reason.split()[0] for reason in reasons] == ["no", "seems", "empty,"]


def test_files_are_opened_only_when_their_turn_comes(tmp_path):
    (tmp_path / "1.txt").write_text("One.")
    (tmp_path / "2.txt").write_text("Two.")
    results = read_articles([tmp_path])
    next(results)
    (tmp_path / "2.txt").write_text("Changed.")
    found = next(results)
    assert isinstance(found, ImportedArticle)
    assert found.article.text == "Changed."


def test_flags_overrule(tmp_path):
    (tmp_path / "a.md").write_bytes("---\nlang: fr\n---\n# *Brücke*\n".encode("cp437"))
    (found,) = read_articles([tmp_path], ImportOptions(encoding="cp437", language="de", format="text"))
    assert isinstance(found, ImportedArticle)
    assert found.article.text == "---\nlang: fr\n---\n# *Brücke*\n"
    assert found.article.language == "de"


def test_an_encoding_may_be_named_for_a_folder_or_a_pattern(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "old/b.txt", "old/deep/c.md", "d.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes("Brücke.".encode("cp437"))
    options = ImportOptions(
        encoding="cp437", encodings=(("*.md", "cp850"), ("old/", "latin-1"), ("deep/*.md", "cp852"))
    )
    found = {each.where: (each.encoding, each.article.text) for each in read_articles(["."], options)}
    assert found == {
        "a.txt": ("cp437", "Brücke."),
        "old/b.txt": ("iso8859-1", "Br\x81cke."),
        "old/deep/c.md": ("cp852", "Brücke."),
        "d.md": ("cp850", "Brücke."),
    }


def test_a_guessed_encoding_is_told_and_for_how_many_files(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_bytes(
            f"Most {n} jest zamknięty. Żaden inżynier nie wie, dlaczego.".encode("cp1250")
        )
    (tmp_path / "3.csv").write_bytes(
        "text,n\nMost jest zamknięty; żaden inżynier nie wie dlaczego.,1\n".encode("cp1250")
    )
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [tmp_path])
        assert {sentence.text.split()[-1] for sentence in project.sentences()} == {"zamknięty.", "dlaczego."}
    (line,) = (each for each in report.remarks_in_words() if "Encoding" in each)
    assert line == (
        f"{tmp_path.as_posix()}/3.csv and 3 more files: Encoding guessed: cp1250, in which it looks like Polish."
        " If letters are wrong, name another with --encoding."
    )  # tables are looked through first


def test_without_a_flag_the_file_says_its_language(tmp_path):
    (tmp_path / "a.md").write_text("---\nlang: fr\n---\nMots.")
    (found,) = read_articles([tmp_path])
    assert isinstance(found, ImportedArticle)
    assert found.article.language == "fr"


@pytest.mark.parametrize("wrong", [{"encoding": "utf-9"}, {"encodings": (("*.txt", "utf-9"),)}, {"format": "word"}])
def test_wrong_flags_are_refused_before_anything_is_read(wrong):
    with pytest.raises(UsageError, match="There is no"):
        read_articles(["gone.txt"], ImportOptions(**wrong))


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.MD", b"plain", "markdown"),
        ("a.txt", b"# Heading", "text"),
        ("README", b"# Heading\n", "markdown"),
        ("notes", b"---\ntitle: x\n---\n", "markdown"),
        ("notes", b"#hashtag\n", "text"),
        ("page.html", b"<p>", "html"),
    ],
)
def test_the_format_is_told_by_the_suffix_then_by_the_first_bytes(tmp_path, name, data, format_name):
    (tmp_path / name).write_bytes(data)
    assert reader_for(Source(tmp_path / name)).name == format_name
    if "." not in name:
        assert reader_for(Source(None, stdin=BytesIO(data))).name == format_name


def test_the_registry_is_sound():
    suffixes = known_suffixes()
    assert {".markdown", ".md", ".text", ".txt", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".conllu"} <= suffixes
    assert len({importer.name for importer in READERS}) == len(READERS)
    assert READERS[-1].recognises(b"\xff\x00")


def test_what_a_format_needs_is_loaded_when_it_reads():
    code = (
        "import sys, labels.importing.reading;"
        "print([m for m in ('markdown_it', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Failing:
    """Gives an article, and fails then as no importer should."""

    name = "failing"
    suffixes = (".fail",)

    def __init__(self, error: BaseException, articles_only: bool = True) -> None:
        self.error = error
        self.articles_only = articles_only

    def recognises(self, head: bytes) -> bool:
        raise self.error

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        source.reached = 3
        yield ImportedArticle(source.name, Article("One."), "utf-8")
        raise self.error


def failing(monkeypatch, importer):
    monkeypatch.setattr(reader_registry, "READERS", (importer, *READERS))


def test_an_error_that_nobody_expected_refuses_its_file_in_one_line_and_the_others_go_on(tmp_path, monkeypatch, caplog):
    caplog.set_level("DEBUG", "labels")
    failing(monkeypatch, Failing(ValueError("year -1 is\nout of range")))
    (tmp_path / "1.fail").write_text("x")
    (tmp_path / "2.txt").write_text("Two.")
    refusal, found = read_articles([tmp_path])
    assert isinstance(refusal, Refused) and isinstance(found, ImportedArticle)
    assert refusal.where.endswith("1.fail")
    assert refusal.reason == (
        "line 3: reading it as failing failed (ValueError: year -1 is out of range)."
        " Save it in another format or leave it out; COPYDESK_DEBUG=1 tells all of it."
    )
    assert "Traceback" in caplog.text


def test_where_the_kind_of_a_file_cannot_be_found_out_it_is_refused_too(tmp_path, monkeypatch):
    failing(monkeypatch, Failing(ZeroDivisionError("division by zero")))
    (tmp_path / "1").write_text("x")
    (refusal,) = read_articles([tmp_path / "1"])
    assert isinstance(refusal, Refused)
    assert refusal.reason.startswith("what kind of file this is could not be found out (ZeroDivisionError")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Cancelled(), ProjectError("no room")], ids=repr)
def test_what_is_no_fault_of_a_file_is_raised(tmp_path, monkeypatch, error):
    failing(monkeypatch, Failing(error))
    (tmp_path / "1.fail").write_text("x")
    with pytest.raises(type(error)):
        list(read_articles([tmp_path]))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "line 3: too large for this machine's memory. Cut it into smaller files."),
        (RecursionError("maximum recursion depth"), "reading it as failing failed (it is nested too deep)."),
        (zlib.error("invalid block type"), "reading it as failing failed (error: invalid block type)."),
        (KeyError("text"), "reading it as failing failed (KeyError: 'text')."),
        (OverflowError("too large"), "reading it as failing failed (OverflowError: too large)."),
        (UsageError("It cannot be."), "It cannot be."),
    ],
    ids=repr,
)
@pytest.mark.parametrize("articles_only", [True, False])
def test_whatever_a_reader_raises_refuses_its_file_only(tmp_path, monkeypatch, error, words, articles_only):
    failing(monkeypatch, Failing(error, articles_only))
    (tmp_path / "1.fail").write_text("x")
    (tmp_path / "2.txt").write_text("Two.")
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [tmp_path])
        assert [sentence.text for sentence in project.sentences()] == ["Two."]
    (line,) = report.refusals_in_words()
    assert words in line


@pytest.mark.parametrize("articles_only", [True, False])
def test_nothing_of_a_file_that_fails_in_the_middle_is_taken_in(tmp_path, monkeypatch, articles_only):
    failing(monkeypatch, Failing(ValueError("odd"), articles_only))
    (tmp_path / "1.fail").write_text("x")
    (tmp_path / "2.txt").write_text("Two.")
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [tmp_path / "1.fail", tmp_path / "2.txt"])
        assert [sentence.text for sentence in project.sentences()] == ["Two."]
    assert [Path(each.where).name for each in report.refused] == ["1.fail"]
