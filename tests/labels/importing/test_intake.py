"""Taking articles in: counted, refused with a reason, and the same however often and however interrupted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from labels.article import Article
from labels.errors import MissingExtraError
from labels.formats.reader import ImportedArticle
from labels.importing import batch, pipeline
from labels.importing.pipeline import ImportOptions, ImportProgress, import_articles
from labels.importing.report import ImportReport
from labels.project import Project
from labels.projections.check import check
from labels.values.progress import Cancelled, Progress
from tests.examples import default_cases
from tests.labels.importing.read_files import write_lines
from tests.labels.making import Clock


@pytest.fixture
def empty(tmp_path):
    """A project without articles."""
    with Project(tmp_path / "news.db", "ana", clock=Clock(step=0)) as project:
        yield project
    assert check(tmp_path / "news.db").problems == []


@pytest.fixture
def folder(tmp_path):
    """Seven texts (two of them the same), one without a sentence, one that is not text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"This is text {n}. It has two sentences.")
    (folder / "6.txt").write_text("This is text 3. It has two sentences.")
    (folder / "blank.txt").write_text("\n \n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00")
    return folder


def contents(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All that is read of the articles, but the events that brought them."""
    tables = {"article": "n, id, title, source, meta, sentences, imported_at", "article_text": "*", "sentence": "*"}
    return {
        table: project.connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in tables.items()
    }


def test_new_known_and_refused_are_counted(empty, folder):
    report = import_articles(empty, [folder])
    assert (report.new, report.known, report.sentences) == (6, 1, 12)
    assert [Path(refused.where).name for refused in report.refused] == ["blank.txt", "picture.txt"]
    assert report.in_words() == "6 articles added (12 sentences), 1 known already, 2 refused"
    for line in report.refusals_in_words():
        assert line.startswith(str(folder))
        assert len(line.splitlines()) == 1
    again = import_articles(empty, [folder])
    assert (again.new, again.known, again.sentences, len(again.refused)) == (0, 7, 0, 2)
    assert again.in_words() == "0 articles added, 7 known already, 2 refused"


@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_same_text_twice_in_one_run_is_one_article_whatever_the_batch(empty, folder, monkeypatch, size):
    monkeypatch.setattr(batch, "_ARTICLES", size)
    report = import_articles(empty, [folder, folder / "1.txt"])
    assert (report.new, report.known) == (6, 2)
    assert len(list(empty.articles())) == 6


def test_a_batch_is_also_full_of_sentences(empty, folder, monkeypatch):
    monkeypatch.setattr(batch, "_SENTENCES", 3)
    kept: list[int] = []
    report = ImportReport()
    progress = ImportProgress(importing=Progress(lambda done, total: kept.append(report.new)))
    import_articles(empty, [folder], progress=progress, report=report)
    assert kept[:4] == [0, 2, 2, 4]


@pytest.mark.parametrize("after", default_cases(range(1, 9), 0, 4))
@pytest.mark.parametrize("size", [1, 3])
def test_interrupted_and_run_again_it_is_as_if_undisturbed(empty, folder, tmp_path, monkeypatch, after, size):
    monkeypatch.setattr(batch, "_ARTICLES", size)
    with Project(tmp_path / "undisturbed.db", "ana", clock=Clock(step=0)) as undisturbed:
        import_articles(undisturbed, [folder])
        expected = contents(undisturbed)
    left = [after]

    def interrupt(done, total):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_articles(empty, [folder], progress=ImportProgress(importing=Progress(interrupt)))
    assert check(empty.path).problems == []
    report = import_articles(empty, [folder])
    assert report.new + report.known == 7
    assert contents(empty) == expected


def test_cancelled_while_files_are_looked_through_nothing_is_taken_in(empty, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", {"text": "One.", "label": "claim"}, {"text": "Two.", "label": "claim"})
    with pytest.raises(Cancelled):
        import_articles(empty, [path], progress=ImportProgress(looking=Progress(cancelled=lambda: True)))
    assert list(empty.articles()) == []


def test_cancelled_while_it_takes_in_it_keeps_what_it_has(empty, folder, monkeypatch):
    monkeypatch.setattr(batch, "_ARTICLES", 1)
    report = ImportReport()
    progress = ImportProgress(importing=Progress(cancelled=lambda: report.new == 2))
    assert import_articles(empty, [folder], progress=progress, report=report).new == 2
    assert len(list(empty.articles())) == 2
    assert import_articles(empty, [folder]).known >= 2


def test_given_sentences_are_kept_exactly(empty):
    text = "One sentence. Still the same\nThe next one\n\nA new paragraph.\n"
    options = ImportOptions(given=True)
    report = import_articles(empty, ["-"], options, stdin=io.BytesIO(text.encode()))
    assert (report.new, report.sentences) == (1, 3)
    found = [(sentence.paragraph, sentence.text) for sentence in empty.sentences()]
    assert found == [(0, "One sentence. Still the same"), (0, "The next one"), (1, "A new paragraph.")]
    (row,) = empty.articles()
    assert (row.layout, row.segmenter) == ("given", "given 1")


def test_a_layout_asked_for_overrules_the_one_found_out(empty):
    text = "One line\nanother line\n\nthe end."
    import_articles(empty, ["-"], ImportOptions(layout="line"), stdin=io.BytesIO(text.encode()))
    (row,) = empty.articles()
    assert row.layout == "line"
    assert [sentence.text for sentence in empty.sentences()] == ["One line", "another line", "the end."]


def test_half_a_character_refuses_its_article_and_not_the_rest(empty, monkeypatch):
    articles = [
        Article("One text."),
        Article("Half a \ud83d."),
        Article("A text.", title="\udc00"),
        Article("Another."),
    ]
    found = [ImportedArticle(f"feed:{n}", article, "utf-8") for n, article in enumerate(articles, start=1)]
    monkeypatch.setattr(pipeline, "read_articles", lambda paths, options, **more: iter(found))
    report = import_articles(empty, ["feed"])
    assert (report.new, [refused.where for refused in report.refused]) == (2, ["feed:2", "feed:3"])
    assert "its text cannot be stored: character 8 is half a character" in report.refused[0].reason
    assert "its title cannot be stored: character 1 is half a character" in report.refused[1].reason


def test_a_missing_extra_stops_the_import_only_when_it_was_asked_for(empty, monkeypatch):
    found = [
        ImportedArticle("a.md", Article("Ein Satz.", language="de"), "utf-8"),
        ImportedArticle("b.md", Article("A text."), "utf-8"),
    ]
    monkeypatch.setattr(pipeline, "read_articles", lambda paths, options, **more: iter(found))
    cut = batch.cut

    def without_extra(text, language, layout, **options):
        if language == "de":
            raise MissingExtraError("Cutting sentences in language 'de'", "languages")
        return cut(text, language, layout, **options)

    monkeypatch.setattr(batch, "cut", without_extra)
    report = import_articles(empty, ["a.md"])
    assert report.new == 1
    assert [(refused.where, "pip install" in refused.reason) for refused in report.refused] == [("a.md", True)]
    with pytest.raises(MissingExtraError):
        import_articles(empty, ["a.md"], ImportOptions(language="de"))
