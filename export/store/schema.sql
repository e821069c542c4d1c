-- The store of exile, version 1. This is the whole schema: what stands here is
-- what a store holds. Look around with
--
--     sqlite3 chats.db "SELECT * FROM v_messages WHERE chat = 1 LIMIT 20"
--
-- Ids are numbers of this store alone. Texts are byte for byte the source's.
-- Foreign keys are written down for readers; SQLite does not enforce them here.

-- Inputs ---------------------------------------------------------------------

-- One row for each input that was added.
CREATE TABLE sources (
  id     INTEGER PRIMARY KEY,
  input  TEXT NOT NULL,                  -- base name as the person gave it
  format TEXT NOT NULL,                  -- as in the table of formats: 'kakaotalk'
  why    TEXT NOT NULL,                  -- why it was taken for that format
  sha256 TEXT NOT NULL,                  -- of the input as a whole; '' where none was taken
  size   INTEGER NOT NULL,               -- bytes of the files that were read
  added  TEXT NOT NULL,                  -- RFC 3339
  zone   TEXT NOT NULL,                  -- of the wall clock, e.g. 'Asia/Seoul'
  asked  TEXT NOT NULL,                  -- how the person asked for it to be read, as JSON
  ledger TEXT NOT NULL                   -- what stood in it and what became of it, as JSON
) STRICT;

-- A file within an input from which messages come.
CREATE TABLE documents (
  id     INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources,
  input  TEXT NOT NULL,                  -- the root: a file, folder or zip, as the person named it
  file   TEXT NOT NULL                   -- the path within it
) STRICT;

-- Where messages were seen: the messages of an export are its records, in the order
-- in which it tells them; records first_record, first_record+1, … are the messages
-- first_message, first_message+1, …
CREATE TABLE witnesses (
  export        INTEGER NOT NULL REFERENCES exports,
  first_record  INTEGER NOT NULL,        -- 1 is the first message of the export
  first_message INTEGER NOT NULL REFERENCES messages,
  count         INTEGER NOT NULL,
  document      INTEGER REFERENCES documents,
  place         INTEGER,                 -- NULL: as the rows of the messages say; else as messages.place,
                                         --   of the first one: each other stands right behind the one before
  clock         INTEGER,                 -- NULL: as messages.clock; else what this export had: a coarser time
                                         --   or another zone
  without       INTEGER NOT NULL,        -- what this export did not tell, as the bits of messages.kind
  PRIMARY KEY (export, first_record)
) STRICT, WITHOUT ROWID;

-- What an export told of a message, whole, where that does not follow from what the
-- message says now: older states of what was edited or deleted, other words.
CREATE TABLE versions (
  export  INTEGER NOT NULL REFERENCES exports,
  record  INTEGER NOT NULL,              -- as in witnesses
  message INTEGER NOT NULL REFERENCES messages,
  told    TEXT NOT NULL,                 -- JSON
  PRIMARY KEY (export, record)
) STRICT, WITHOUT ROWID;

-- Lines, elements and rows that no rule understood, verbatim.
CREATE TABLE unread (
  id       INTEGER PRIMARY KEY,
  document INTEGER REFERENCES documents,
  place    INTEGER NOT NULL,             -- as messages.place
  text     TEXT NOT NULL
) STRICT;

-- What a reader found out about each file before it read it.
CREATE TABLE profiles (
  source   INTEGER NOT NULL REFERENCES sources,
  position INTEGER NOT NULL,
  variant  TEXT NOT NULL,
  locale   TEXT NOT NULL,
  clock    TEXT NOT NULL,
  zone     TEXT NOT NULL,
  encoding TEXT NOT NULL,
  newlines TEXT NOT NULL,
  dates    TEXT NOT NULL,
  unknown  TEXT NOT NULL,                -- JSON array of marker candidates
  input    TEXT NOT NULL,
  file     TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- What was worth telling about an input.
CREATE TABLE problems (
  source   INTEGER NOT NULL REFERENCES sources,
  position INTEGER NOT NULL,
  code     TEXT NOT NULL,                -- as in export/problem.go: 'missing-file'
  name     TEXT NOT NULL,                -- what it is about
  count    INTEGER NOT NULL,             -- how often; 0 counts as 1
  text     TEXT NOT NULL,                -- detail for people who debug
  input    TEXT NOT NULL,
  file     TEXT NOT NULL,
  record   INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  lines    INTEGER NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- The entries of an input, pointing to their bytes.
CREATE TABLE originals (
  source INTEGER NOT NULL REFERENCES sources,
  root   TEXT NOT NULL,                  -- the file, folder or zip that held it
  path   TEXT NOT NULL,                  -- within the root
  sha256 TEXT NOT NULL,                  -- of the bytes, uncompressed
  size   INTEGER NOT NULL,
  media  INTEGER NOT NULL,               -- 1: in media/ab/<sha256>; 0: in originals/<sha256>.zst
  PRIMARY KEY (source, root, path)
) STRICT, WITHOUT ROWID;

-- What was taken out for good. It has none of the words; of an input of which nothing
-- is left, a row of sources without a name stays, so that it does not come back by
-- mistake.
CREATE TABLE forgotten (
  source    INTEGER NOT NULL REFERENCES sources,
  position  INTEGER NOT NULL,
  at        TEXT NOT NULL,               -- RFC 3339
  what      TEXT NOT NULL,               -- chat, person, message, before
  records   INTEGER NOT NULL,            -- messages and notices that it told of
  originals INTEGER NOT NULL,            -- of its texts and databases, those that are gone
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- Rooms and people -----------------------------------------------------------

-- A chat is what its exports tell together. What stands here is what the newest of
-- them says.
CREATE TABLE chats (
  id       INTEGER PRIMARY KEY,
  app      TEXT NOT NULL,
  key      TEXT NOT NULL,                -- what the app itself calls it; '' where it does not tell
  kind     TEXT NOT NULL,                -- unknown, self, direct, group, channel
  title    TEXT NOT NULL,
  lang     TEXT NOT NULL,                -- of the app that wrote the export: 'ko'; '' not known
  saved    TEXT,                         -- when the export was made
  document INTEGER REFERENCES documents,
  place    INTEGER NOT NULL
) STRICT;

-- What one input told of one chat.
CREATE TABLE exports (
  id       INTEGER PRIMARY KEY,
  chat     INTEGER NOT NULL REFERENCES chats,
  source   INTEGER NOT NULL REFERENCES sources,
  key      TEXT NOT NULL,                -- these six as in chats
  kind     TEXT NOT NULL,
  title    TEXT NOT NULL,
  lang     TEXT NOT NULL,
  saved    TEXT,
  document INTEGER REFERENCES documents,
  place    INTEGER NOT NULL,
  newest   INTEGER NOT NULL,             -- milliseconds since 1970: when it was made, else its last message
  why      TEXT NOT NULL                 -- why it was taken for this chat, as JSON; '' it began the chat
) STRICT;

CREATE TABLE members (
  export   INTEGER NOT NULL REFERENCES exports,
  position INTEGER NOT NULL,
  person   INTEGER NOT NULL REFERENCES people,
  PRIMARY KEY (export, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  id       INTEGER PRIMARY KEY,
  app      TEXT NOT NULL,
  key      TEXT NOT NULL,                -- what the app itself calls them; '' where it does not tell
  known_by TEXT NOT NULL,                -- name, handle, key: a name alone is not an identity
  self     INTEGER NOT NULL,             -- 1: the one whose export this is
  called   TEXT NOT NULL,                -- what the owner of this store calls them; '' nothing
  same     INTEGER REFERENCES people     -- who this is too, as the owner says; never a chain
) STRICT;

-- What one input told of one person.
CREATE TABLE identities (
  id       INTEGER PRIMARY KEY,
  person   INTEGER NOT NULL REFERENCES people,
  source   INTEGER NOT NULL REFERENCES sources,
  key      TEXT NOT NULL,                -- these three as in people
  known_by TEXT NOT NULL,
  self     INTEGER NOT NULL
) STRICT;

CREATE TABLE names (
  identity INTEGER NOT NULL REFERENCES identities,
  position INTEGER NOT NULL,             -- 0 is the newest
  name     TEXT NOT NULL,
  PRIMARY KEY (identity, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE handles (                   -- phone numbers, user names
  identity INTEGER NOT NULL REFERENCES identities,
  position INTEGER NOT NULL,
  handle   TEXT NOT NULL,
  PRIMARY KEY (identity, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (                  -- what the person once decided
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages -------------------------------------------------------------------

-- The one large table: few columns, numbers, two indexes. What few messages have
-- lies in the tables below, and bits of kind tell where to look.
CREATE TABLE messages (
  id       INTEGER PRIMARY KEY,
  chat     INTEGER NOT NULL REFERENCES chats,
  sender   INTEGER REFERENCES people,    -- NULL: nobody, as for most notices
  time     INTEGER,                      -- milliseconds since 1970 in UTC; NULL: not known
  clock    INTEGER NOT NULL,             -- how the time is known, packed:
                                         --   clock >> 6       seconds east of UTC of the wall clock as written
                                         --   clock >> 4 & 3   its zone was 0 not told, 1 assumed, 2 stated
                                         --   clock >> 3 & 1   1: the time is a neighbour's
                                         --   clock & 7        exact to 0 not told, 1 day, 2 hour, 3 minute,
                                         --                    4 second, 5 millisecond, 7 see table times
  seq      INTEGER NOT NULL,             -- ascending within the chat: orders what times cannot
  kind     INTEGER NOT NULL,             -- kind & 15: 0 unknown, 1 text, 2 media, 3 call, 4 poll, 5 place,
                                         --            6 card, 7 notice, 8 deleted
                                         -- and a bit for each table that holds more: 16 spans, 32 replies,
                                         -- 64 forwards, 128 reactions, 256 edits, 512 keys, 1024 times, 2048 captions
  text     TEXT NOT NULL,                -- the body, or the words that the source showed
  document INTEGER REFERENCES documents,
  place    INTEGER NOT NULL              -- first line << 20 | how many lines; negative: -record
) STRICT;

-- Times that are finer than a millisecond, exact to something unusual, or not where
-- the message stands: one that is exact to the minute may stand between two that are
-- exact to the second.
CREATE TABLE times (
  message   INTEGER PRIMARY KEY REFERENCES messages,
  nanos     INTEGER NOT NULL,            -- nanoseconds beyond messages.time
  precision INTEGER NOT NULL,            -- in nanoseconds
  moved     INTEGER NOT NULL             -- milliseconds that messages.time is later than the time
) STRICT;

CREATE TABLE keys (
  message INTEGER PRIMARY KEY REFERENCES messages,
  key     TEXT NOT NULL                  -- what the app itself calls the message
) STRICT;

CREATE TABLE files (
  message  INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,                -- photo, video, voice, audio, sticker, contact, file
  name     TEXT NOT NULL,                -- as the source calls it
  type     TEXT NOT NULL,                -- MIME type; '' not known
  size     INTEGER NOT NULL,             -- bytes; 0 not known
  sha256   TEXT NOT NULL,                -- in media/ab/<sha256>; '' where there are no bytes
  state    TEXT NOT NULL,                -- present, missing, not-exported, expired
  by_time  INTEGER NOT NULL,             -- 1: the source does not name it; it was matched by its time
  root     INTEGER NOT NULL,             -- which root of the input held it
  path     TEXT NOT NULL,                -- within that root
  key      TEXT NOT NULL,                -- what the app itself calls it
  width    INTEGER NOT NULL,             -- of a picture or video, in pixels; 0 not known
  height   INTEGER NOT NULL,
  duration INTEGER NOT NULL,             -- of a video or sound, in nanoseconds; 0 not known
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE captions (                  -- words sent with files; messages.text has the source's own words
  message INTEGER PRIMARY KEY REFERENCES messages,
  caption TEXT NOT NULL
) STRICT;

CREATE TABLE calls (
  message  INTEGER PRIMARY KEY REFERENCES messages,
  kind     TEXT NOT NULL,                -- voice, video, live, room
  outcome  TEXT NOT NULL,                -- started, ended, missed, cancelled, declined; '' not told
  duration INTEGER NOT NULL              -- nanoseconds; 0 not known
) STRICT;

CREATE TABLE polls (
  message  INTEGER PRIMARY KEY REFERENCES messages,
  question TEXT NOT NULL,
  closed   INTEGER NOT NULL
) STRICT;

CREATE TABLE poll_options (
  message  INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  votes    INTEGER NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  message INTEGER PRIMARY KEY REFERENCES messages,
  name    TEXT NOT NULL,
  address TEXT NOT NULL,
  lat     REAL,                          -- degrees; NULL where the source shows no point
  lng     REAL
) STRICT;

CREATE TABLE cards (
  message INTEGER PRIMARY KEY REFERENCES messages,
  kind    TEXT NOT NULL,                 -- link, contact, profile, search, money, gift, post, schedule
  title   TEXT NOT NULL,
  text    TEXT NOT NULL,
  url     TEXT NOT NULL
) STRICT;

CREATE TABLE notices (
  message INTEGER PRIMARY KEY REFERENCES messages,
  kind    TEXT NOT NULL,                 -- join, leave, invite, remove, host, manager, title, setting, warning, other
  actor   INTEGER REFERENCES people      -- who did it; NULL: not told
) STRICT;

CREATE TABLE notice_people (             -- to whom
  message  INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,
  person   INTEGER NOT NULL REFERENCES people,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (                    -- of deleted messages: sender or admin; of unknown ones: the source's word
  message INTEGER PRIMARY KEY REFERENCES messages,
  label   TEXT NOT NULL
) STRICT;

CREATE TABLE spans (                     -- styles, in bytes of the text (of the caption, for media)
  message  INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL,
  arg      TEXT NOT NULL,                -- the address of a link, the language of code
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE replies (
  message INTEGER PRIMARY KEY REFERENCES messages,
  key     TEXT NOT NULL,                 -- the app's key of the message answered
  target  INTEGER REFERENCES messages,   -- that message, where it is in this chat
  quote   TEXT NOT NULL                  -- what the source showed of it
) STRICT;

CREATE TABLE forwards (
  message   INTEGER PRIMARY KEY REFERENCES messages,
  name      TEXT NOT NULL,               -- whose message it was
  time      TEXT,                        -- RFC 3339, the wall clock as written
  precision INTEGER NOT NULL,            -- nanoseconds
  zone      TEXT NOT NULL,
  inferred  INTEGER NOT NULL
) STRICT;

CREATE TABLE reactions (
  message  INTEGER NOT NULL REFERENCES messages,
  position INTEGER NOT NULL,
  sign     TEXT NOT NULL,
  person   INTEGER REFERENCES people,
  count    INTEGER NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE edits (                     -- older states, oldest first
  message   INTEGER NOT NULL REFERENCES messages,
  position  INTEGER NOT NULL,
  time      TEXT,                        -- RFC 3339, the wall clock as written
  precision INTEGER NOT NULL,            -- nanoseconds
  zone      TEXT NOT NULL,
  inferred  INTEGER NOT NULL,
  content   TEXT NOT NULL,               -- JSON
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

-- For people with the sqlite3 shell --------------------------------------------

CREATE VIEW v_people AS
SELECT p.id, p.app, coalesce(nullif(p.called, ''),
    (SELECT n.name FROM identities i JOIN names n ON n.identity = i.id AND n.position = 0
     WHERE i.person = p.id ORDER BY i.id DESC LIMIT 1)) AS name,
  p.known_by, p.self, p.same,
  (SELECT group_concat(DISTINCT n.name) FROM identities i JOIN names n ON n.identity = i.id WHERE i.person = p.id) AS names,
  (SELECT group_concat(DISTINCT h.handle) FROM identities i JOIN handles h ON h.identity = i.id WHERE i.person = p.id) AS handles
FROM people p;

CREATE VIEW v_messages AS
SELECT m.id, m.chat, c.title,
  strftime(CASE m.clock & 7
      WHEN 1 THEN '%Y-%m-%d' WHEN 2 THEN '%Y-%m-%d %H' WHEN 3 THEN '%Y-%m-%d %H:%M'
      WHEN 5 THEN '%Y-%m-%d %H:%M:%f' WHEN 7 THEN '%Y-%m-%d %H:%M:%f' ELSE '%Y-%m-%d %H:%M:%S' END,
    m.time / 1000.0 + (m.clock >> 6), 'unixepoch') AS local_time,
  p.name AS sender,
  CASE m.kind & 15 WHEN 1 THEN 'text' WHEN 2 THEN 'media' WHEN 3 THEN 'call' WHEN 4 THEN 'poll' WHEN 5 THEN 'place'
    WHEN 6 THEN 'card' WHEN 7 THEN 'notice' WHEN 8 THEN 'deleted' ELSE 'unknown' END AS kind,
  m.text, d.file,
  CASE WHEN m.place > 0 THEN m.place >> 20 END AS line,
  CASE WHEN m.place > 0 THEN m.place & 1048575 END AS lines
FROM messages m
JOIN chats c ON c.id = m.chat
LEFT JOIN v_people p ON p.id = m.sender
LEFT JOIN documents d ON d.id = m.document;

-- Indexes ----------------------------------------------------------------------
-- A bulk load runs what stands above first and what stands below last.

CREATE UNIQUE INDEX sources_by_sha256 ON sources (sha256) WHERE sha256 <> '';
CREATE INDEX messages_by_time ON messages (chat, time, seq);
CREATE INDEX messages_by_sender ON messages (sender);
CREATE INDEX keys_by_key ON keys (key);
CREATE INDEX files_by_sha256 ON files (sha256) WHERE sha256 <> '';
CREATE INDEX originals_by_sha256 ON originals (sha256);
CREATE INDEX people_by_key ON people (app, key) WHERE key <> '';
CREATE INDEX handles_by_handle ON handles (handle);
CREATE INDEX exports_by_chat ON exports (chat);
CREATE INDEX exports_by_source ON exports (source);
CREATE INDEX identities_by_person ON identities (person);
CREATE INDEX identities_by_source ON identities (source);
CREATE INDEX versions_by_message ON versions (message);
