"""The same work with the least code that could do it: `python -m tests.benchmarks.floors NAME …`, or called by name."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

#: The few codebooks with their ids as text.
_CODEBOOKS = """
WITH version (event, number, id) AS MATERIALIZED (
    SELECT event, number, substr(digits, 1, 8) || '-' || substr(digits, 9, 4) || '-' || substr(digits, 13, 4) || '-'
    || substr(digits, 17, 4) || '-' || substr(digits, 21) FROM (SELECT *, lower(hex(event)) AS digits FROM codebook))
"""

#: What a training record holds, made by SQLite itself. `position` is left out, since counting rows in SQL takes longer
#: than all the rest. What is said of suggestions stands in the journal: in a project without any it is not looked up.
RECORDS = """
SELECT json_object(
    'id', article.id || ':' || said.start || '-' || said."end",
    'text', substr(article_text.text, said.start + 1, said."end" - said.start),
    'label', json_extract(said.labels, '$[0]'), 'labels', json(said.labels), 'status', said.status,
    'article_id', article.id, 'title', title, 'source', source, 'url', url, 'published', published,
    'language', language, 'paragraph', sentence.paragraph,
    'start', said.start, 'end', said."end", 'annotator', team.name, 'decided_at', decided_at, 'seconds', seconds,
    'flagged', json(iif(flagged, 'true', 'false')), 'note', nullif(note, ''),
    'suggested_label', suggested_label, 'suggested_score', suggested_score,
    'scheme_version', coalesce(said.version, version.number), 'split', NULL, 'flag_reason', nullif(flag_reason, ''),
    'annotator_key', person.key, 'codebook_id', version.id, 'suggested_labels', json('[]'), 'suggestion_mode', NULL,
    'suggestion_accepted', NULL, 'suggestion_run', NULL, 'marked_labels', json('[]'), 'withheld_labels', json('[]'),
    'withheld_score', NULL, 'p_given', NULL, 'p_other', NULL, 'other_labels', json('[]'), 'shown_order', NULL,
    'shown_probability', NULL)
"""

#: The same values as columns.
COLUMNS = """
SELECT
    article.id || ':' || said.start || '-' || said."end" AS id,
    substr(article_text.text, said.start + 1, said."end" - said.start) AS text,
    json_extract(said.labels, '$[0]') AS label, said.labels, said.status,
    article.id AS article_id, title, source, url, published, language, sentence.paragraph,
    said.start, said."end" AS "end", team.name AS annotator, decided_at, seconds, flagged, nullif(note, '') AS note,
    suggested_label, suggested_score, coalesce(said.version, version.number) AS codebook_version, NULL AS split,
    nullif(flag_reason, '') AS flag_reason, person.key AS annotator_key, version.id AS codebook_id
"""
_FROM = """
FROM main_annotation AS said
JOIN article ON article.n = said.article
JOIN article_text ON article_text.article = said.article
JOIN sentence ON sentence.article = said.article AND sentence.start = said.start AND sentence."end" = said."end"
JOIN team ON team.person = said.person
JOIN person ON person.n = said.person
LEFT JOIN version ON version.event = said.codebook
ORDER BY said.article, said.start, said."end", team.name
"""

#: What an import leaves beside the tables that can be made anew; near-duplicates are left out.
_TABLES = ("person", "sitting", "article_key", "article_text", "journal", "run", "suggestion")

#: The columns of the journal that are the same in every file, except numbers.
_EVENT = 'id, at, person, sitting, kind, article, start, "end", layer, codebook, payload, action, undoes'

#: Rows in a row group, as in what we write.
_ROWS = 10_000


def bare_import(database: str, folder: str) -> None:
    """Read files, cut them, and put the spans into a table: a bare segmenter and `executemany`."""
    from labels.segmentation import cut

    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE article (n INTEGER PRIMARY KEY, text TEXT)")
    connection.execute('CREATE TABLE sentence (article INTEGER, start INTEGER, "end" INTEGER, paragraph INTEGER)')
    for n, path in enumerate(sorted(Path(folder).iterdir())):
        text = path.read_text(encoding="utf-8")
        connection.execute("INSERT INTO article VALUES (?, ?)", (n, text))
        rows = [(n, start, end, paragraph) for start, end, paragraph in cut(text, "en").sentences]
        connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?)", rows)
    connection.commit()


def bare_tables(database: str, copy: str) -> None:
    """Fill an empty project with the rows of a full one, a table after another: what SQLite takes to keep them."""
    from labels.projections.rebuild import TABLES
    from labels.sqlite.connection import connect
    from labels.sqlite.full_text import SHIFT

    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection = connect(Path(copy))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for table in (*_TABLES, *TABLES):
        rows = source.execute(f"SELECT * FROM {table}")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows.description))})", rows)
    texts = source.execute(
        'SELECT article, start, substr(text, start + 1, "end" - start) FROM sentence JOIN article_text USING (article)'
    )
    words = ((n * SHIFT + start, text) for n, start, text in texts)
    connection.executemany("INSERT INTO sentence_words (rowid, text) VALUES (?, ?)", words)
    connection.execute("COMMIT")


def bare_export(database: str, output: str) -> None:
    """Write the records as SQLite makes them."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for (line,) in connection.execute(_CODEBOOKS + RECORDS + _FROM))


def bare_parquet(database: str, output: str) -> None:
    """Write the rows as they come from SQLite, with pyarrow; the lists of labels stay JSON."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    cursor = connection.execute(_CODEBOOKS + COLUMNS + _FROM)
    names = [name for name, *_ in cursor.description]
    writer = None
    while rows := cursor.fetchmany(_ROWS):
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        batch = pyarrow.table(columns, schema=writer.schema if writer else None)
        writer = writer or ParquetWriter(output, batch.schema)
        writer.write_table(batch)
    if writer is not None:
        writer.close()


def bare_journal(project: Path) -> None:
    """Read every event backwards, and its payload."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        for row in connection.execute(f"SELECT {_EVENT} FROM journal ORDER BY id DESC"):
            json.loads(row[10])


def bare_integrity(project: Path) -> None:
    """SQLite's own check."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA integrity_check").fetchall()


def bare_count(project: Path) -> None:
    """How many decisions with which labels, straight from the annotations."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        connection.execute("SELECT person, labels, count(*), sum(seconds) FROM annotation GROUP BY 1, 2").fetchall()


def bare_union(project: Path, other: Path) -> None:
    """Insert the events that are new, and nothing that follows from them. Both files have the same numbers."""
    with closing(sqlite3.connect(project, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("ATTACH ? AS other", (f"{other.as_uri()}?mode=ro",))
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in (("person", "*"), ("sitting", "*"), ("journal", _EVENT)):
            into = f" ({columns})" if columns != "*" else ""
            connection.execute(f"INSERT OR IGNORE INTO {table}{into} SELECT {columns} FROM other.{table}")
        connection.execute("COMMIT")


def bare_file(project: Path, path: Path) -> None:
    """The texts, the spans and a row for each decision, in a file of their own."""
    with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
        connection.execute("ATTACH ? AS other", (f"{project.as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE article AS SELECT article, text FROM other.article_text")
        connection.execute(
            'CREATE TABLE decision (article INTEGER, start INTEGER, "end" INTEGER, person INTEGER, labels TEXT,'
            ' at TEXT, seconds REAL, PRIMARY KEY (article, start, "end", person)) WITHOUT ROWID'
        )
        connection.execute(
            'INSERT INTO decision SELECT article, start, "end", person, labels, decided_at, seconds'
            " FROM other.main_annotation ORDER BY 1, 2, 3, 4"
        )
        connection.execute("COMMIT")


FLOORS = {"import": bare_import, "tables": bare_tables, "export": bare_export, "parquet": bare_parquet}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:])
