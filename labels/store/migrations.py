"""The shape of a project file, as a list of named steps that is only ever added to."""

from __future__ import annotations

import sqlite3

from labels.store import full_text, near_duplicates

#: Written into the file's header, so that a project is known by its content ("Copy" in ASCII).
APPLICATION_ID = 0x436F7079

#: The number of migrations below. A file with a higher number was made by a newer Copydesk.
FORMAT = 4

ARTICLES = """
CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT, source TEXT, url TEXT, author TEXT, published TEXT, language TEXT,
    meta TEXT NOT NULL,
    segmenter TEXT NOT NULL,
    layout TEXT NOT NULL,
    sentences INTEGER NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (n),
    text TEXT NOT NULL
) STRICT;
CREATE TABLE sentence (
    article INTEGER NOT NULL REFERENCES article (n),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    paragraph INTEGER NOT NULL,
    base INTEGER NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (article, start, stop)
) STRICT, WITHOUT ROWID;
"""

JOURNAL = """
CREATE TABLE event (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    annotator TEXT NOT NULL,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    article TEXT, start INTEGER, stop INTEGER,
    payload TEXT NOT NULL,
    action TEXT NOT NULL,
    undoes TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX event_of_sentence ON event (article, start, stop, annotator);
CREATE INDEX event_of_action ON event (action);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

PROJECTIONS = """
CREATE TABLE action (
    id TEXT PRIMARY KEY NOT NULL,
    annotator TEXT NOT NULL,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    undone_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX action_in_order ON action (annotator, id);
CREATE INDEX action_to_reverse ON action (annotator, undone_by, id);
CREATE TABLE mark (
    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    annotator TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('undecided', 'labelled', 'skipped')),
    labels TEXT NOT NULL,
    decided_at TEXT, seconds REAL,
    suggested_label TEXT, suggested_score REAL,
    scheme_version INTEGER,
    event TEXT,
    carried INTEGER NOT NULL,
    flagged INTEGER NOT NULL, flag_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (article, start, stop, annotator),
    FOREIGN KEY (article, start, stop) REFERENCES sentence (article, start, stop)
) STRICT, WITHOUT ROWID;
CREATE TABLE mark_label (
    label TEXT NOT NULL,
    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    annotator TEXT NOT NULL,
    PRIMARY KEY (label, article, start, stop, annotator)
) STRICT, WITHOUT ROWID;
CREATE TABLE progress (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (n),
    labelled INTEGER NOT NULL, skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, noted INTEGER NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE scheme (
    version INTEGER PRIMARY KEY,
    event TEXT NOT NULL UNIQUE REFERENCES event (id),
    at TEXT NOT NULL,
    annotator TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
"""

PLACES = """
CREATE TABLE place (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (n),
    cursor INTEGER NOT NULL,
    top INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_latest ON place (annotator, turn);
"""


REPAIRS = """
ALTER TABLE article ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0;
CREATE TABLE example (
    event TEXT PRIMARY KEY NOT NULL REFERENCES event (id),
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

PREFERENCES = """
CREATE TABLE preference (
    annotator TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (annotator, key)
) STRICT, WITHOUT ROWID;
"""

QUERIES = """
CREATE INDEX mark_flagged ON mark (article, start) WHERE flagged;
CREATE INDEX mark_noted ON mark (article, start) WHERE note <> '';
CREATE INDEX mark_carried ON mark (article, start) WHERE carried;
CREATE INDEX mark_skipped ON mark (article, start) WHERE status = 'skipped';
CREATE INDEX mark_decided_at ON mark (decided_at);
CREATE INDEX mark_seconds ON mark (seconds);
"""

LENGTHS = """
CREATE INDEX sentence_length ON sentence (stop - start) WHERE active;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file up to the current shape, in one transaction; other processes wait meanwhile."""
    from sqlite_utils import Database, Migrations  # only a new or an old file pays for this import

    steps = Migrations("copydesk")

    @steps()
    def m001_articles_journal_projections_places(db: Database) -> None:
        for script in (ARTICLES, JOURNAL, PROJECTIONS, PLACES):
            for statement in _statements(script):
                db.execute(statement)

    @steps()
    def m002_repairs_full_text_and_queries(db: Database) -> None:
        for script in (REPAIRS, full_text.TABLE, QUERIES, PREFERENCES):
            for statement in _statements(script):
                db.execute(statement)
        for n, text in connection.execute("SELECT article, text FROM article_text"):
            spans = connection.execute("SELECT start, stop FROM sentence WHERE article = ? AND active", (n,))
            full_text.index_text(connection, n, text, spans)

    @steps()
    def m004_near_duplicates(db: Database) -> None:
        for statement in _statements(near_duplicates.TABLES):
            db.execute(statement)

    @steps()
    def m005_lengths(db: Database) -> None:
        for statement in _statements(LENGTHS):
            db.execute(statement)

    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would end the transaction."""
    found: list[str] = []
    pending = ""
    for part in script.split(";"):
        pending += part
        if sqlite3.complete_statement(pending + ";"):
            if pending.strip():
                found.append(pending)
            pending = ""
        else:
            pending += ";"
    return found
