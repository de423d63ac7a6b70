"""Near-duplicates are found as articles come in, linked with how much alike they are, and nothing is dropped."""

import random
import sqlite3
from contextlib import closing
from itertools import combinations

import pytest

from labels.duplicates.catch_up import bring_up_to_date
from labels.duplicates.clusters import Clusters
from labels.duplicates.finding import ALIKE, find_near_duplicates, near_duplicates
from labels.duplicates.report import in_words
from labels.errors import ProjectError, UsageError
from labels.importing.pipeline import import_articles
from labels.project import Project
from labels.projections.articles import text_of
from labels.projections.check import check
from labels.projections.near_duplicates import NearDuplicateStore
from labels.splits.parts import Split, draw_parts
from labels.splits.shares import read_shares
from labels.sqlite.connection import writing
from labels.values.import_options import ImportOptions
from tests.examples import default_cases
from tests.labels.duplicates.corpora import add, as_text, edited, likeness_slowly, written


@pytest.fixture
def empty(tmp_path):
    with Project(tmp_path / "empty.db", "ana") as project:
        yield project
    assert check(tmp_path / "empty.db").problems == []


def corpus(seed: int, size: int = 24) -> list[str]:
    """Texts of several lengths, about half of them an edited one of those before."""
    draw = random.Random(seed)
    texts: list[list[str]] = []
    while len(texts) < size:
        if texts and draw.random() < 0.5:
            texts.append([*edited(draw, draw.choice(texts), draw.uniform(0, 0.2)), *written(draw, draw.randrange(20))])
        else:
            texts.append(written(draw, draw.randrange(20, 200)))
    return list(dict.fromkeys(map(as_text, texts)))


def links(found):
    return [(each.article_number, each.other_number, each.similarity) for each in found]


def found(project: Project) -> list[tuple[int, int, float]]:
    return links(near_duplicates(project))


@pytest.mark.parametrize("seed", default_cases(range(4), 0))
def test_what_is_found_is_what_comparing_everything_with_everything_finds(empty, seed):
    for text in corpus(seed):
        add(empty, text)
    list(find_near_duplicates(empty))
    numbers = [row.n for row in empty.articles()]
    texts = {n: text_of(empty.connection, n) for n in numbers}
    pairs = {(b, a): round(likeness_slowly(texts[a], texts[b]), 4) for a, b in combinations(numbers, 2)}
    assert {(a, b): similarity for a, b, similarity in found(empty)} == {
        pair: similarity for pair, similarity in pairs.items() if similarity >= ALIKE
    }
    assert 3 < len(found(empty)) < len(pairs) / 2


def test_one_by_one_is_the_same_as_all_at_once(empty, tmp_path):
    texts = corpus(9)
    with Project(tmp_path / "other.db", "ben") as other:
        for text in texts:
            add(empty, text)
            add(other, text)
            list(find_near_duplicates(other))
        assert found(empty) == []
        told = [each for lot in find_near_duplicates(empty) for each in lot]
        assert found(empty) == found(other) == links(told)
        tables = ("compared", "compared_by")
        for table in tables:
            everything = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert empty.connection.execute(everything).fetchall() == other.connection.execute(everything).fetchall()


def test_an_interruption_loses_nothing(empty, monkeypatch):
    for text in corpus(5):
        add(empty, text)
    monkeypatch.setattr("labels.duplicates.finding.AT_ONCE", 5)
    lots = find_near_duplicates(empty)
    next(lots)
    lots.close()
    half = found(empty)
    list(find_near_duplicates(empty))
    whole = found(empty)
    assert half == [each for each in whole if each[0] <= 5]
    assert len(whole) > len(half)
    assert list(find_near_duplicates(empty)) == []


@pytest.mark.slow
def test_a_crowd_of_alike_articles_hangs_together_without_all_its_links(empty):
    draw = random.Random(3)
    form = written(draw, 80)
    for _ in range(130):
        add(empty, as_text(edited(draw, form, 0.03)))
    list(find_near_duplicates(empty))
    (group,) = Clusters((article, other) for article, other, _ in found(empty)).groups()
    assert group == [row.n for row in empty.articles()]
    assert max(empty.connection.execute("SELECT count(*) FROM compared_by GROUP BY key").fetchall()) == (20,)


def test_an_import_tells_of_near_duplicates_and_keeps_them(empty, tmp_path):
    draw = random.Random(1)
    words = written(draw, 100)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Flood\n\n" + as_text(words))
    (folder / "b.txt").write_text("Drought\n\n" + as_text(written(draw, 100)))
    assert import_articles(empty, [folder]).near_duplicates == []
    (folder / "c.txt").write_text("Flood again\n\n" + as_text([*words, *written(draw, 10)]))
    report = import_articles(empty, [folder])
    (near,) = report.near_duplicates
    assert (report.new, near.article_number, near.other_number) == (1, 3, 1)
    (line,) = report.remarks_in_words()
    assert line.startswith("1 near-duplicate of an article in the project: “Flood again” (")
    assert "% like “Flood” (" in line
    assert import_articles(empty, [folder]).near_duplicates == []
    assert in_words(empty, near_duplicates(empty)) == line


def test_an_import_that_does_not_compare_leaves_it_to_who_needs_it_next(empty, tmp_path):
    draw = random.Random(8)
    words = written(draw, 60)
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(as_text(edited(draw, words, 0.05)))
    left = ImportOptions(compare=False)
    report = import_articles(empty, [tmp_path / "a.txt", tmp_path / "b.txt"], left)
    assert (report.new, report.compared, report.near_duplicates) == (2, False, [])
    assert report.remarks_in_words() == ["Near-duplicates were not looked for. To look for them: copydesk duplicates"]
    assert not empty.near_duplicates.all_compared()
    with pytest.raises(UsageError, match="not been compared yet"):
        draw_parts(empty, Split(read_shares("80/20")))
    assert import_articles(empty, [tmp_path / "a.txt"], left).remarks_in_words() == []  # nothing new came
    assert len(import_articles(empty, [tmp_path / "c.txt"]).near_duplicates) == 2
    import_articles(empty, [tmp_path / "d.txt"], left)
    bring_up_to_date(empty.path)
    assert empty.near_duplicates.all_compared()
    assert {other for _, other, _ in found(empty)} == {1, 2, 3}


def test_an_import_that_broke_off_before_comparing_is_made_good_by_the_next(empty, tmp_path):
    draw = random.Random(6)
    words = written(draw, 60)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(as_text(edited(draw, words, 0.05)))
        add(empty, (tmp_path / f"{name}.txt").read_text())
    report = import_articles(empty, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (report.new, report.known, len(report.near_duplicates)) == (0, 2, 1)


def test_a_project_that_was_never_compared_is_compared_when_it_is_asked(tmp_path):
    path = tmp_path / "old.db"
    texts = corpus(7)
    with Project(path, "ana") as project:
        for text in texts:
            add(project, text)
        list(find_near_duplicates(project))
        expected = found(project)
    with closing(sqlite3.connect(path)) as old:
        for table in ("near_duplicate", "compared", "compared_by"):
            old.execute(f"DELETE FROM {table}")
        old.commit()
    with Project(path, "ana") as project:
        assert found(project) == []
    bring_up_to_date(path)
    with Project(path, "ana", write=False) as project:
        assert found(project) == expected != []


@pytest.mark.parametrize("late", default_cases([1, 7, 12], 0))
def test_an_article_whose_text_came_late_is_compared_with_those_after_it(empty, late):
    """It has a lower number than articles that are compared already."""
    for text in corpus(8):
        add(empty, text)
    list(find_near_duplicates(empty))
    expected = found(empty)
    with writing(empty.connection) as connection:
        connection.execute("DELETE FROM near_duplicate WHERE article = ?1 OR other = ?1", (late,))
        for table in ("compared", "compared_by"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (late,))
        connection.execute("DELETE FROM derived WHERE name LIKE 'sum of %'")  # they knew those rows
    assert not NearDuplicateStore(empty.connection).all_compared()
    again = [each for lot in find_near_duplicates(empty) for each in lot]
    assert found(empty) == expected
    assert [
        (each.article_number, each.other_number, each.similarity)
        for each in sorted(again, key=lambda each: each.article_number)
    ] == [link for link in expected if late in link[:2]]
    assert NearDuplicateStore(empty.connection).all_compared()


def test_what_is_up_to_date_is_not_written_to(empty, tmp_path, monkeypatch):
    add(empty, as_text(written(random.Random(2), 30)))
    bring_up_to_date(empty.path)

    def may_not(*_: object, **__: object) -> None:
        raise ProjectError("may not be written")

    monkeypatch.setattr("labels.duplicates.catch_up.find_near_duplicates", may_not)
    bring_up_to_date(empty.path)
    add(empty, as_text(written(random.Random(4), 30)))
    with pytest.raises(ProjectError):
        bring_up_to_date(empty.path)
