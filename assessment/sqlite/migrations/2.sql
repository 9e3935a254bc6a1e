-- What merging with a file replaced by a later record or took away, until it is put back; stays on this computer.
CREATE TABLE replaced (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    record     TEXT NOT NULL, -- indicator of a score, id of a priority, action or note; empty for the rest
    "before"   TEXT NOT NULL, -- JSON, as in the hand-over file
    "after"    TEXT NOT NULL,
    PRIMARY KEY (assessment, at, kind, record)
) STRICT, WITHOUT ROWID;
