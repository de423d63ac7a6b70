"""What takes long and others: an import lets them in between its parts, an action about many says how far it is."""

from __future__ import annotations

import pytest

from labels.errors import BusyError
from labels.importing.pipeline import ImportProgress, import_articles
from labels.importing.report import ImportReport
from labels.project import Project
from labels.values.progress import Progress
from labels.values.wait import Wait
from tests.labels.making import make_project

LONG = " ".join(f"This is number {n}." for n in range(1_200))


def test_an_import_lets_others_write_between_its_parts(tmp_path):
    path, folder = tmp_path / "news.db", tmp_path / "articles"
    folder.mkdir()
    for n in range(120):
        (folder / f"{n}.txt").write_text(f"This is text {n}. It is short.")
    seen, report = [], ImportReport()

    def told(done, total):
        seen.append((report.new, len(list(other.articles()))))
        other.label(sentence, "claim" if len(seen) % 2 else "quote")  # refused at once, if the import kept it locked

    with make_project(path) as project, Project(path, "bo", wait=Wait(0.0)) as other:
        sentence, before = next(other.sentences()), len(list(other.articles()))
        assert (
            import_articles(project, [folder], progress=ImportProgress(importing=Progress(told)), report=report).new
            == 120
        )
    assert {there for _, there in seen} == {before, before + 50, before + 100, before + 120}


def test_an_action_about_many_says_how_far_it_is_while_others_wait(tmp_path):
    path = tmp_path / "news.db"
    heard, refused = [], []

    def report(done, total):
        heard.append((done, total))
        try:
            other.label(sentence, "claim")
        except BusyError:
            refused.append(done)

    with make_project(path, texts=(LONG,)) as project, Project(path, "bo", wait=Wait(0.0)) as other:
        sentence = next(other.sentences())
        project.annotate("is:undecided", skip=True, progress=Progress(report))
        other.label(sentence, "claim")
    assert [done for done, _ in heard] == refused == [500, 1000]


def test_an_action_about_many_is_there_whole_or_not_at_all(tmp_path):
    class BrokenError(Exception):
        pass

    def report(done, total):
        raise BrokenError

    with make_project(tmp_path / "news.db", texts=(LONG,)) as project:
        with pytest.raises(BrokenError):
            project.annotate("is:undecided", skip=True, progress=Progress(report))
        assert project.progress().decided == 0
