PRAGMA journal_mode = WAL;

-- Whose line it is, and the salt with which its history is sealed. The message by which it was opened opens it once.
CREATE TABLE IF NOT EXISTS line (
  number INTEGER PRIMARY KEY,
  customer TEXT NOT NULL,
  message TEXT NOT NULL UNIQUE,
  salt TEXT NOT NULL DEFAULT (lower(hex(randomblob(32))))
);

-- What the customer was told.
CREATE TABLE IF NOT EXISTS message (key TEXT PRIMARY KEY, line TEXT NOT NULL, at INTEGER NOT NULL, json BLOB NOT NULL);

-- What the pretended systems outside are going to report.
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, line TEXT NOT NULL, at INTEGER NOT NULL, json BLOB NOT NULL);

CREATE TABLE IF NOT EXISTS clock (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL);
