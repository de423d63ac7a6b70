"""Files with more of something than is taken in are refused in one line, before they cost time or memory."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from labels.formats.html.tag_bounds import MOST_ATTRIBUTES, check_tags
from labels.formats.parquet import rows_at_a_time
from labels.formats.tables import table
from labels.importing.pipeline import import_articles, look_into
from labels.project import Project
from tests.examples import default_cases
from tests.labels.importing.read_files import found, refusal

MANY = 30_000
COLUMNS = ["text", *(f"c{n}" for n in range(MANY))]


@pytest.mark.slow
def test_a_wide_table_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{','.join(['It rains.'] * len(COLUMNS))}\n")
    (article,) = found(path)
    assert article.article.text == "It rains."
    assert len(article.article.meta) == MANY


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_wide_table_of_many_rows_is_refused(tmp_path, monkeypatch, ending):
    monkeypatch.setattr(table, "_MOST_CELLS", 1000)
    columns, path = COLUMNS[:31], tmp_path / f"a{ending}"
    rows = [dict.fromkeys(columns, f"It rains {n}.") for n in range(40)]
    if ending == ".csv":
        path.write_text("".join(f"{','.join(each)}\n" for each in (columns, *(row.values() for row in rows))))
    elif ending == ".jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    else:
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    assert refusal(path).endswith(" 1: 31 columns in each of many rows. Keep those that you need.")


def test_fewer_rows_are_held_of_a_wide_table():
    assert [rows_at_a_time(columns) for columns in (0, 10, 1000, 10**6)] == [1000, 1000, 200, 1]


@pytest.mark.parametrize("attribute", default_cases(['a{}="v"', "a{}", "a{}='v w'", "data-a{}=1"], 0))
def test_a_tag_with_more_attributes_than_any_page_has_is_refused(tmp_path, attribute):
    tag = f"<div {' '.join(attribute.format(n) for n in range(MANY))}>"
    running = "<p>It rains, and nobody knows for how long it will go on, said the mayor of the town.</p>" * 20
    (tmp_path / "a.html").write_text(f"<html><body>{tag}{running}</div></body></html>")
    feed = f"<rss version='2.0'><channel><title>A</title>{tag}</div><item><description>{escape(running)}"
    (tmp_path / "b.rss").write_text(f"{feed}</description></item></channel></rss>")
    seen = look_into([tmp_path])
    assert [Path(each.where).name for each in seen.refused] == ["a.html", "b.rss"]
    assert {each.reason for each in seen.refused} == {"a tag with over 2,000 attributes. Leave it out."}


@pytest.mark.parametrize(
    "markup",
    [
        f"<p title='{'many words ' * MANY}'>x</p>",
        f"<script>if (a <b && c) {{{'x = y; ' * MANY}}}</script><p>x</p>",
        f"<!-- <a {'b ' * MANY} --><p>x</p>",
        f"<p {' '.join(f'a{n}=1' for n in range(MOST_ATTRIBUTES - 1))}>x</p>",
        f"<p>{'word ' * MANY}</p>",
    ],
    ids=lambda markup: markup[:12],
)
def test_long_values_scripts_and_texts_are_no_attributes(markup):
    check_tags(markup, "a.html")


@pytest.mark.slow
def test_a_text_of_millions_of_sentences_is_refused_and_the_others_come(tmp_path):
    (tmp_path / "1.txt").write_text("Hi. So! " * 500_000)
    (tmp_path / "2.txt").write_text("It rains.")
    assert look_into([tmp_path]).refused[0].reason == "an article of over 200,000 sentences. Cut it into several files."
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [tmp_path])
    assert report.in_words() == "1 article added (1 sentence), 1 refused"
