"""A project file of format 1 as SQL, frozen as Copydesk made it: two articles, ana's and bo's marks, an undo left."""
# ruff: noqa: E501

APPLICATION_ID = 0x436F7079

SQL = r"""
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'copydesk','m001_articles_journal_projections_places','2026-11-25 16:14:31.806957+00:00');
CREATE TABLE action (
    id TEXT PRIMARY KEY NOT NULL,
    annotator TEXT NOT NULL,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    undone_by TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO "action" VALUES('018df94b-a9f0-7a3d-9c28-da30789ad3a9','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','scheme',NULL);
INSERT INTO "action" VALUES('018df94b-b5a8-7411-8bfb-a6ea73f0f532','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label',NULL);
INSERT INTO "action" VALUES('018df94b-b990-7ee0-812c-dfdd290fa04f','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label',NULL);
INSERT INTO "action" VALUES('018df94b-bd78-7082-896c-363f9a9157fd','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','skip',NULL);
INSERT INTO "action" VALUES('018df94b-c160-7ea5-9cd3-f08a061f3986','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','flag',NULL);
INSERT INTO "action" VALUES('018df94b-c548-7e7f-8e86-3aaaa041749d','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','note',NULL);
INSERT INTO "action" VALUES('018df94b-c930-7c71-9b0f-b67aedb88eaf','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','018df94b-cd18-7905-8153-0647994efad4');
INSERT INTO "action" VALUES('018df94b-d8d0-7ce1-80f9-eac0553c4e76','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label',NULL);
INSERT INTO "action" VALUES('018df94b-e0a0-74f3-845e-a7e24ad08946','bo','018df94b-dcb8-7071-95b3-23cb0451c122','label',NULL);
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
INSERT INTO "article" VALUES(1,'08a509d5e93780451040','The bridge',NULL,NULL,NULL,NULL,'en','{}','copydesk-en 1','blank',4,'2024-03-01T09:15:03+00:00');
INSERT INTO "article" VALUES(2,'fdaf8bd8a0e8b98013ac',NULL,NULL,NULL,NULL,NULL,'en','{}','copydesk-en 1','line',2,'2024-03-01T09:15:04+00:00');
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (n),
    text TEXT NOT NULL
) STRICT;
INSERT INTO "article_text" VALUES(1,'The bridge is closed. “It will stay closed,” he said.

Nobody knows why. 😀 The mayor left.');
INSERT INTO "article_text" VALUES(2,'Él llegó tarde. It’s over.');
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
INSERT INTO "event" VALUES('018df94b-a9f0-7a3d-9c28-da30789ad3a9','2024-03-01T09:15:02.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','scheme',NULL,NULL,NULL,'{"scheme": {"choose": "many", "guidelines": "", "labels": [{"colour": null, "counter_examples": [], "definition": "What may be true or false.", "examples": [], "formerly": [], "group": null, "id": "claim", "key": "c", "name": "claim", "retired": false}, {"colour": null, "counter_examples": [], "definition": "", "examples": [], "formerly": [], "group": null, "id": "quote", "key": "q", "name": "quote", "retired": false}], "title": ""}}','018df94b-a9f0-7a3d-9c28-da30789ad3a9',NULL);
INSERT INTO "event" VALUES('018df94b-b5a8-7411-8bfb-a6ea73f0f532','2024-03-01T09:15:05.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','08a509d5e93780451040',0,21,'{"labels": ["claim"], "scheme_version": 1, "seconds": 4.2}','018df94b-b5a8-7411-8bfb-a6ea73f0f532',NULL);
INSERT INTO "event" VALUES('018df94b-b990-7ee0-812c-dfdd290fa04f','2024-03-01T09:15:06.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','08a509d5e93780451040',22,53,'{"labels": ["claim", "quote"], "scheme_version": 1, "seconds": 3.0, "suggested_label": "quote", "suggested_score": 0.75}','018df94b-b990-7ee0-812c-dfdd290fa04f',NULL);
INSERT INTO "event" VALUES('018df94b-bd78-7082-896c-363f9a9157fd','2024-03-01T09:15:07.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','skip','08a509d5e93780451040',55,74,'{"scheme_version": 1}','018df94b-bd78-7082-896c-363f9a9157fd',NULL);
INSERT INTO "event" VALUES('018df94b-c160-7ea5-9cd3-f08a061f3986','2024-03-01T09:15:08.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','flag','08a509d5e93780451040',55,74,'{"on": true, "reason": "garbled?"}','018df94b-c160-7ea5-9cd3-f08a061f3986',NULL);
INSERT INTO "event" VALUES('018df94b-c548-7e7f-8e86-3aaaa041749d','2024-03-01T09:15:09.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','note','08a509d5e93780451040',0,21,'{"text": "ask\nagain"}','018df94b-c548-7e7f-8e86-3aaaa041749d',NULL);
INSERT INTO "event" VALUES('018df94b-c930-7c71-9b0f-b67aedb88eaf','2024-03-01T09:15:10.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','fdaf8bd8a0e8b98013ac',0,15,'{"labels": ["quote"], "scheme_version": 1}','018df94b-c930-7c71-9b0f-b67aedb88eaf',NULL);
INSERT INTO "event" VALUES('018df94b-cd18-7905-8153-0647994efad4','2024-03-01T09:15:11.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','undo',NULL,NULL,NULL,'{}','018df94b-cd18-7905-8153-0647994efad4','018df94b-c930-7c71-9b0f-b67aedb88eaf');
INSERT INTO "event" VALUES('018df94b-d100-787b-90df-e0fa7f06b7a3','2024-03-01T09:15:12.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','undo',NULL,NULL,NULL,'{}','018df94b-d100-787b-90df-e0fa7f06b7a3','018df94b-c548-7e7f-8e86-3aaaa041749d');
INSERT INTO "event" VALUES('018df94b-d4e8-703a-8b28-f7166e9a9cd6','2024-03-01T09:15:13.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','redo',NULL,NULL,NULL,'{}','018df94b-d4e8-703a-8b28-f7166e9a9cd6','018df94b-c548-7e7f-8e86-3aaaa041749d');
INSERT INTO "event" VALUES('018df94b-d8d0-7ce1-80f9-eac0553c4e76','2024-03-01T09:15:14.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','08a509d5e93780451040',55,74,'{"labels": ["claim"], "scheme_version": 1, "seconds": 1.0}','018df94b-d8d0-7ce1-80f9-eac0553c4e76',NULL);
INSERT INTO "event" VALUES('018df94b-d8d0-7ce1-80f9-eac0553c4e77','2024-03-01T09:15:14.000+00:00','ana','018df94b-a608-7bd7-9048-0a3ebeee49c4','label','08a509d5e93780451040',75,90,'{"labels": ["claim"], "scheme_version": 1, "seconds": 1.0}','018df94b-d8d0-7ce1-80f9-eac0553c4e76',NULL);
INSERT INTO "event" VALUES('018df94b-e0a0-74f3-845e-a7e24ad08946','2024-03-01T09:15:16.000+00:00','bo','018df94b-dcb8-7071-95b3-23cb0451c122','label','08a509d5e93780451040',0,21,'{"labels": ["quote"], "scheme_version": 1}','018df94b-e0a0-74f3-845e-a7e24ad08946',NULL);
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
INSERT INTO "mark" VALUES(1,0,21,'ana','labelled','["claim"]','2024-03-01T09:15:05.000+00:00',4.2,NULL,NULL,1,'018df94b-b5a8-7411-8bfb-a6ea73f0f532',0,0,'','ask
again');
INSERT INTO "mark" VALUES(1,0,21,'bo','labelled','["quote"]','2024-03-01T09:15:16.000+00:00',NULL,NULL,NULL,1,'018df94b-e0a0-74f3-845e-a7e24ad08946',0,0,'','');
INSERT INTO "mark" VALUES(1,22,53,'ana','labelled','["claim", "quote"]','2024-03-01T09:15:06.000+00:00',3.0,'quote',0.75,1,'018df94b-b990-7ee0-812c-dfdd290fa04f',0,0,'','');
INSERT INTO "mark" VALUES(1,55,74,'ana','labelled','["claim"]','2024-03-01T09:15:14.000+00:00',1.0,NULL,NULL,1,'018df94b-d8d0-7ce1-80f9-eac0553c4e76',0,1,'garbled?','');
INSERT INTO "mark" VALUES(1,75,90,'ana','labelled','["claim"]','2024-03-01T09:15:14.000+00:00',1.0,NULL,NULL,1,'018df94b-d8d0-7ce1-80f9-eac0553c4e77',0,0,'','');
CREATE TABLE mark_label (
    label TEXT NOT NULL,
    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    annotator TEXT NOT NULL,
    PRIMARY KEY (label, article, start, stop, annotator)
) STRICT, WITHOUT ROWID;
INSERT INTO "mark_label" VALUES('claim',1,0,21,'ana');
INSERT INTO "mark_label" VALUES('claim',1,22,53,'ana');
INSERT INTO "mark_label" VALUES('claim',1,55,74,'ana');
INSERT INTO "mark_label" VALUES('claim',1,75,90,'ana');
INSERT INTO "mark_label" VALUES('quote',1,0,21,'bo');
INSERT INTO "mark_label" VALUES('quote',1,22,53,'ana');
CREATE TABLE place (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (n),
    cursor INTEGER NOT NULL,
    top INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "place" VALUES('ana',1,75,0,1);
CREATE TABLE progress (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (n),
    labelled INTEGER NOT NULL, skipped INTEGER NOT NULL, flagged INTEGER NOT NULL, noted INTEGER NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "progress" VALUES('ana',1,4,0,1,1);
INSERT INTO "progress" VALUES('bo',1,1,0,0,0);
CREATE TABLE scheme (
    version INTEGER PRIMARY KEY,
    event TEXT NOT NULL UNIQUE REFERENCES event (id),
    at TEXT NOT NULL,
    annotator TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
INSERT INTO "scheme" VALUES(1,'018df94b-a9f0-7a3d-9c28-da30789ad3a9','2024-03-01T09:15:02.000+00:00','ana','{"choose": "many", "guidelines": "", "labels": [{"colour": null, "counter_examples": [], "definition": "What may be true or false.", "examples": [], "formerly": [], "group": null, "id": "claim", "key": "c", "name": "claim", "retired": false}, {"colour": null, "counter_examples": [], "definition": "", "examples": [], "formerly": [], "group": null, "id": "quote", "key": "q", "name": "quote", "retired": false}], "title": ""}');
CREATE TABLE sentence (
    article INTEGER NOT NULL REFERENCES article (n),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    paragraph INTEGER NOT NULL,
    base INTEGER NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (article, start, stop)
) STRICT, WITHOUT ROWID;
INSERT INTO "sentence" VALUES(1,0,21,0,1,1);
INSERT INTO "sentence" VALUES(1,22,53,0,1,1);
INSERT INTO "sentence" VALUES(1,55,74,1,1,1);
INSERT INTO "sentence" VALUES(1,75,90,1,1,1);
INSERT INTO "sentence" VALUES(2,0,15,0,1,1);
INSERT INTO "sentence" VALUES(2,16,26,0,1,1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX event_of_sentence ON event (article, start, stop, annotator);
CREATE INDEX event_of_action ON event (action);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE INDEX action_in_order ON action (annotator, id);
CREATE INDEX action_to_reverse ON action (annotator, undone_by, id);
CREATE INDEX place_latest ON place (annotator, turn);
COMMIT;
"""
