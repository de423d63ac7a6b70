"""The tables of a project file.

The journal and what it refers to are portable. Projections are derived and can be rebuilt. The rest is local.
"""

from __future__ import annotations

from labels.sqlite import full_text

#: Numbers stand for long names inside a file: of annotators' keys, sittings' ids and articles' hashes.
NUMBERS = """
CREATE TABLE person (n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE sitting (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    person INTEGER NOT NULL REFERENCES person (n),
    here INTEGER NOT NULL
) STRICT;
CREATE TABLE article_key (n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article_key (n),
    text TEXT NOT NULL
) STRICT;
"""

JOURNAL = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    at TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (n),
    sitting INTEGER NOT NULL REFERENCES sitting (n),
    kind TEXT NOT NULL,
    article INTEGER REFERENCES article_key (n), start INTEGER, "end" INTEGER,
    layer INTEGER,
    codebook BLOB,
    payload TEXT NOT NULL,
    action BLOB NOT NULL,
    undoes BLOB
) STRICT;
CREATE INDEX journal_unit ON journal (article, start, "end");
CREATE INDEX journal_action ON journal (action) WHERE action <> id;
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX journal_person ON journal (person, id);
CREATE INDEX journal_wide ON journal (id) WHERE kind IN ('annotator', 'assign', 'codebook', 'example', 'setting');
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

#: What is read of articles: `born` is the article event in force, by which articles are ordered in exports; an article
#: is `plain` while it has one segmentation and nobody split, joined or was about other spans.
ARTICLES = """
CREATE TABLE article (
    n INTEGER PRIMARY KEY REFERENCES article_key (n),
    id TEXT NOT NULL UNIQUE,
    born BLOB NOT NULL UNIQUE,
    title TEXT, source TEXT, url TEXT, author TEXT, published TEXT, language TEXT,
    meta TEXT NOT NULL,
    segmenter TEXT NOT NULL,
    layout TEXT NOT NULL,
    sentences INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    plain INTEGER NOT NULL
) STRICT;
CREATE TABLE sentence (
    article INTEGER NOT NULL REFERENCES article (n),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX sentence_length ON sentence ("end" - start);
"""

#: What annotators say. The article as a whole is the unit from -1 to -1. In the layer gold, `person` is 0: the
#: event tells who. `annotation_label` and `progress` are of the layer main, and of sentences only. The plus in the view
#: keeps SQLite from walking over all of them along an index of the layer main, which takes thirty times as long.
ANNOTATIONS = """
CREATE TABLE annotation (
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    layer INTEGER NOT NULL,
    person INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('undecided', 'labelled', 'skipped')),
    labels TEXT NOT NULL,
    decided_at TEXT, seconds REAL,
    suggested_label TEXT, suggested_score REAL,
    codebook BLOB, version INTEGER,
    event BLOB,
    carried INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    shared INTEGER NOT NULL,
    flagged INTEGER NOT NULL, flag_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (article, start, "end", layer, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_flagged ON annotation (article, start) WHERE flagged AND layer = 0;
CREATE INDEX annotation_noted ON annotation (article, start) WHERE note <> '' AND layer = 0;
CREATE INDEX annotation_carried ON annotation (article, start) WHERE carried AND layer = 0;
CREATE INDEX annotation_skipped ON annotation (article, start) WHERE status = 'skipped' AND layer = 0;
CREATE INDEX annotation_decided_at ON annotation (decided_at) WHERE layer = 0;
CREATE INDEX annotation_seconds ON annotation (seconds) WHERE layer = 0;
CREATE INDEX annotation_gold ON annotation (article) WHERE layer = 1;
CREATE TABLE annotation_label (
    label TEXT NOT NULL,
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (label, article, start, "end", person)
) STRICT, WITHOUT ROWID;
CREATE TABLE progress (
    person INTEGER NOT NULL,
    article INTEGER NOT NULL,
    labelled INTEGER NOT NULL, skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, noted INTEGER NOT NULL,
    PRIMARY KEY (person, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE gold_state (
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('settled', 'reopened', 'contested')),
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting (
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    layer INTEGER NOT NULL,
    person INTEGER NOT NULL,
    event BLOB NOT NULL,
    PRIMARY KEY (article, start, "end", layer, person)
) STRICT, WITHOUT ROWID;
CREATE VIEW main_annotation AS SELECT * FROM annotation WHERE +layer = 0 AND start >= 0;
"""

#: The sums for the statistics. `given` counts the decisions in force by person and labels (JSON; `[]` is a skip): with
#: `what` 0 by the day (since 1970, UTC) on which labels were given, with 1 by the seconds of single decisions. The last
#: ones are in `given_news` until they are added to it. `worked` has the milliseconds worked in a quarter of an hour of
#: a sitting (since 1970, UTC; days of every time zone are made of quarters) and the decisions made in it,
#: `decided_again` how many decisions of a quarter were made again or taken away in another one. Both cover the events
#: up to the `seq` in `counted`, see `labels.projections.work`.
STATISTICS = """
CREATE TABLE given (
    person INTEGER NOT NULL,
    what INTEGER NOT NULL,
    value REAL NOT NULL,
    labels TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (person, what, value, labels)
) STRICT, WITHOUT ROWID;
CREATE TABLE given_news (
    person INTEGER NOT NULL,
    day INTEGER NOT NULL,
    labels TEXT NOT NULL,
    seconds REAL,
    count INTEGER NOT NULL
) STRICT;
CREATE TABLE counted (one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL, same TEXT NOT NULL) STRICT;
CREATE TABLE worked (
    person INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    worked INTEGER NOT NULL, own INTEGER NOT NULL, decided INTEGER NOT NULL,
    first BLOB NOT NULL, last BLOB NOT NULL,
    PRIMARY KEY (person, sitting, quarter)
) STRICT, WITHOUT ROWID;
CREATE TABLE decided_again (
    person INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    later INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (person, quarter, later)
) STRICT, WITHOUT ROWID;
"""

#: What holds for the whole project. `same` is the annotator that a person is, usually itself; `shown` is the name on
#: screen, NULL for those that are somebody else.
PROJECT_WIDE = """
CREATE TABLE team (
    person INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    shown TEXT UNIQUE,
    role TEXT NOT NULL,
    registered BLOB,
    same INTEGER NOT NULL
) STRICT;
CREATE TABLE codebook (
    event BLOB PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    at TEXT NOT NULL,
    person INTEGER NOT NULL,
    record TEXT NOT NULL,
    head INTEGER NOT NULL,
    in_force INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE example (
    event BLOB PRIMARY KEY NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    counter INTEGER NOT NULL,
    unseen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE label_same (label TEXT PRIMARY KEY NOT NULL, target TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE assigned (
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    person INTEGER NOT NULL,
    event BLOB NOT NULL,
    PRIMARY KEY (article, start, "end", person)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, event BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""

#: What was sent back to whom and why, until that person decides it again; and to whom what was settled is open: all
#: that was settled before the event. Since format 7, whose index of project-wide events knows their kinds.
REVIEW = """
DROP INDEX journal_wide;
CREATE INDEX journal_wide ON journal (id)
    WHERE kind IN ('annotator', 'assign', 'codebook', 'example', 'feedback', 'return', 'setting');
CREATE TABLE returned (
    article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    person INTEGER NOT NULL,
    event BLOB NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (article, start, "end", person)
) STRICT, WITHOUT ROWID;
CREATE TABLE feedback (person INTEGER PRIMARY KEY, event BLOB NOT NULL) STRICT;
"""

#: Suggestions are no events: a run never changes, and its rows are merged with it.
SUGGESTIONS = """
CREATE TABLE run (
    n INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    model TEXT NOT NULL,
    codebook BLOB,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE suggestion (
    article INTEGER NOT NULL REFERENCES article_key (n), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES run (n),
    label TEXT NOT NULL,
    score REAL,
    PRIMARY KEY (article, start, "end", run, label)
) STRICT, WITHOUT ROWID;
"""

#: Local to this file: places, preferences, near-duplicates, and which splits were written.
LOCAL = """
CREATE TABLE place (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article_key (n),
    cursor INTEGER NOT NULL,
    top INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_latest ON place (annotator, turn);
CREATE TABLE preference (
    annotator TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (annotator, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE near_duplicate (
    article INTEGER NOT NULL REFERENCES article_key (n),
    other INTEGER NOT NULL REFERENCES article_key (n),
    similarity REAL NOT NULL,
    PRIMARY KEY (article, other),
    CHECK (other < article)
) STRICT, WITHOUT ROWID;
CREATE TABLE compared (
    article INTEGER PRIMARY KEY REFERENCES article_key (n),
    shingles INTEGER NOT NULL
) STRICT;
CREATE TABLE compared_by (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article_key (n),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE split_made (
    split TEXT PRIMARY KEY NOT NULL,
    articles INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

#: The numbers of derived tables: where a file has another, `labels.projections.rebuild` makes them again.
DERIVED = """
CREATE TABLE derived (name TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

FIRST_STEP = (
    NUMBERS, JOURNAL, ARTICLES, full_text.TABLE, ANNOTATIONS, STATISTICS, PROJECT_WIDE, SUGGESTIONS, LOCAL, DERIVED,
)  # fmt: skip
