-- Words that stand in calls as numbers: managers, sources, lines, queues,
-- extensions, directions, outcomes, reasons, stages. 0 is the empty word.
CREATE TABLE name (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL CONSTRAINT name_text_unique UNIQUE
) STRICT;

CREATE TABLE facet (
  id    INTEGER PRIMARY KEY CONSTRAINT facet_id_range CHECK (id BETWEEN 1 AND 16777215),
  kind  TEXT NOT NULL,
  name  TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT facet_unique UNIQUE (kind, name, value)
) STRICT;

-- One source and line; the sums are kept for each of them and for all (0).
CREATE TABLE slice (
  id     INTEGER PRIMARY KEY CONSTRAINT slice_id_positive CHECK (id > 0),
  source INTEGER NOT NULL,
  line   INTEGER NOT NULL,
  CONSTRAINT slice_unique UNIQUE (source, line)
) STRICT;

-- Calls lie in order of arrival: n is start_ms * 32768 and 15 bits of the id's
-- hash. The columns are what lists filter and sort by; detail is the whole call.
CREATE TABLE call (
  n         INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL,
  source    INTEGER NOT NULL,
  period    INTEGER NOT NULL, -- start_ms / 2^31, about 25 days
  client    INTEGER NOT NULL, -- last ten digits, 0 where hidden
  direction INTEGER NOT NULL,
  manager   INTEGER NOT NULL,
  line      INTEGER NOT NULL,
  hour      INTEGER NOT NULL CONSTRAINT call_hour CHECK (hour BETWEEN 0 AND 23),
  weekday   INTEGER NOT NULL CONSTRAINT call_weekday CHECK (weekday BETWEEN 1 AND 7),
  answered  INTEGER NOT NULL,
  short     INTEGER NOT NULL,
  missed    INTEGER NOT NULL,
  missed_by INTEGER NOT NULL,
  lost      INTEGER NOT NULL,
  outcome   INTEGER NOT NULL,
  reason    INTEGER NOT NULL,
  stage     INTEGER NOT NULL,
  score     INTEGER NOT NULL, -- per cent, -1 where not judged
  risk      INTEGER NOT NULL,
  reviewed  INTEGER NOT NULL,
  recording INTEGER NOT NULL,
  call_back INTEGER NOT NULL, -- missed, neither called back nor reached
  no_note   INTEGER NOT NULL,
  faulty    INTEGER NOT NULL,
  dropped   INTEGER NOT NULL,
  ivr_depth INTEGER NOT NULL,
  wait_ms   INTEGER NOT NULL,
  talk_ms   INTEGER NOT NULL,
  detail    BLOB    NOT NULL,
  legs      BLOB    NOT NULL,
  parts     BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX call_id       ON call (id, source);
CREATE INDEX        call_client   ON call (period, client) WHERE client <> 0;
CREATE INDEX        call_manager  ON call (manager)   WHERE manager <> 0;
CREATE INDEX        call_lost     ON call (manager)   WHERE manager <> 0 AND lost <> 0;
CREATE INDEX        call_missed   ON call (missed_by) WHERE missed_by <> 0;
CREATE INDEX        call_faulty   ON call (faulty)    WHERE faulty <> 0;
CREATE INDEX        call_no_note  ON call (no_note)   WHERE no_note <> 0;
CREATE INDEX        call_reviewed ON call (reviewed)  WHERE reviewed <> 0;
CREATE INDEX        call_dropped  ON call (dropped)   WHERE dropped <> 0;
CREATE INDEX        call_menu     ON call (n, ivr_depth) WHERE ivr_depth > 2;
CREATE INDEX        call_wait     ON call (wait_ms)   WHERE wait_ms >= 30000;
CREATE INDEX        call_talk     ON call (talk_ms)   WHERE talk_ms >= 600000;
CREATE INDEX        call_score    ON call (score)     WHERE score >= 0;
CREATE INDEX        call_risk     ON call (risk)      WHERE risk > 1;

-- What is rare and asked for by itself: misses, reasons, stages, outcomes.
CREATE TABLE call_facet (
  facet INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  CONSTRAINT call_facet_key PRIMARY KEY (facet, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE transcript (
  n      INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  file   TEXT NOT NULL,
  data   BLOB NOT NULL
) STRICT;

-- Stems of the words of each transcript; the words themselves are not kept twice.
CREATE VIRTUAL TABLE spoken USING fts5(stems, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE judgement (
  n            INTEGER PRIMARY KEY,
  list_version TEXT NOT NULL,
  engine       TEXT NOT NULL,
  data         BLOB NOT NULL
) STRICT;

CREATE TABLE mark (
  n       INTEGER NOT NULL,
  item    TEXT    NOT NULL, -- empty: the outcome
  agrees  INTEGER NOT NULL CONSTRAINT mark_agrees CHECK (agrees IN (0, 1)),
  verdict TEXT    NOT NULL,
  outcome TEXT    NOT NULL,
  author  TEXT    NOT NULL,
  made_ms INTEGER NOT NULL,
  CONSTRAINT mark_key PRIMARY KEY (n, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  n       INTEGER NOT NULL,
  at_ms   INTEGER NOT NULL,
  text    TEXT    NOT NULL,
  author  TEXT    NOT NULL,
  made_ms INTEGER NOT NULL,
  gone    INTEGER NOT NULL CONSTRAINT note_gone CHECK (gone IN (0, 1)),
  coached INTEGER NOT NULL CONSTRAINT note_coached CHECK (coached IN (0, 1))
) STRICT;
CREATE INDEX note_call    ON note (n);
CREATE INDEX note_coached ON note (coached) WHERE coached = 1;

CREATE TABLE waveform (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE resume (
  n     INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT;

-- Raw parts of ids that became a part of another call.
CREATE TABLE gone (
  id     TEXT    NOT NULL,
  source INTEGER NOT NULL,
  parts  BLOB    NOT NULL,
  CONSTRAINT gone_key PRIMARY KEY (id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_deal (
  id     INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  data   BLOB    NOT NULL,
  CONSTRAINT pending_deal_unique UNIQUE (source, data)
) STRICT;

CREATE TABLE position (
  source   INTEGER NOT NULL,
  file     TEXT    NOT NULL,
  at_byte  INTEGER NOT NULL,
  size     INTEGER NOT NULL,
  mod_ms   INTEGER NOT NULL,
  digest   TEXT    NOT NULL,
  row_count     INTEGER NOT NULL,
  bad_row_count INTEGER NOT NULL,
  CONSTRAINT position_key PRIMARY KEY (source, file)
) STRICT, WITHOUT ROWID;

-- The sums, a blob of cells a day or month, cube and slice (package rollup).
CREATE TABLE rollup (
  k    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE setting (
  key   TEXT NOT NULL CONSTRAINT setting_key PRIMARY KEY,
  value ANY  NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting (key, value) VALUES ('version', 0);
