-- Reports, their light sketches, stories, what changed in each batch, and what people decided.

CREATE TABLE batch (
  id        INTEGER PRIMARY KEY,
  label     TEXT NOT NULL
);

CREATE TABLE report (
  row       INTEGER PRIMARY KEY,           -- order of arrival; the row id of report_text too
  id        TEXT NOT NULL UNIQUE,
  batch     INTEGER NOT NULL REFERENCES batch(id),
  lang      TEXT NOT NULL,
  outlet    TEXT,
  head      TEXT NOT NULL,                 -- its first line
  published TEXT,
  time      REAL NOT NULL,                 -- seconds since 1970, UTC: publication, 0 where unknown
  record    BLOB NOT NULL                  -- the Report, msgpack
);
CREATE INDEX report_time ON report(time);

CREATE TABLE sketch (
  report    TEXT PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
  keys      BLOB NOT NULL,                 -- uint64 little-endian, sorted
  weights   BLOB NOT NULL,                 -- float32 little-endian, one a key, as weighed on arrival
  vector    BLOB NOT NULL,                 -- int8
  scale     REAL NOT NULL,
  crowd     REAL NOT NULL                  -- mean cosine of its neighbourhood on arrival
) WITHOUT ROWID;

CREATE TABLE annotation (
  report    TEXT PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
  version   TEXT NOT NULL,                 -- of code and packs
  record    BLOB NOT NULL                  -- the Annotated, msgpack
) WITHOUT ROWID;

CREATE TABLE story (
  id        TEXT PRIMARY KEY,
  label     TEXT NOT NULL,
  first     REAL NOT NULL,
  last      REAL NOT NULL,
  gone_to   TEXT                           -- the story that this one was merged into
) WITHOUT ROWID;

CREATE TABLE member (
  report    TEXT PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
  story     TEXT NOT NULL REFERENCES story(id),
  why       BLOB NOT NULL                  -- findings, msgpack
) WITHOUT ROWID;
CREATE INDEX member_story ON member(story);

CREATE TABLE change (
  batch     INTEGER NOT NULL REFERENCES batch(id),
  story     TEXT NOT NULL,
  kind      TEXT NOT NULL,                 -- opened joined merged split conflict
  detail    TEXT NOT NULL
);
CREATE INDEX change_story ON change(story);

CREATE TABLE dossier (
  story     TEXT PRIMARY KEY REFERENCES story(id),
  record    BLOB NOT NULL,                 -- the last Dossier made of the story, msgpack
  conflicts INTEGER NOT NULL,
  origins   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE link_rule (                   -- must-link and cannot-link of a person
  kind      TEXT NOT NULL CHECK (kind IN ('must', 'cannot')),
  left      TEXT NOT NULL,
  right     TEXT NOT NULL,
  PRIMARY KEY (kind, left, right)
) WITHOUT ROWID;

CREATE TABLE correction (
  story     TEXT NOT NULL,
  record    BLOB NOT NULL
);

CREATE VIRTUAL TABLE report_text USING fts5(stems, tokenize = "unicode61 remove_diacritics 0");
