-- Keys are natural or random and no table has a rowid: nothing here may tell in which order people answered, and a
-- ballot has no time either. Instants are milliseconds since 1970 in UTC, dates YYYY-MM-DD or empty.

CREATE TABLE card (
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    content BLOB NOT NULL, -- compact JSON, exactly as it was read
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- What counting needs to know of a card's indicators.
CREATE TABLE card_indicator (
    card_id      TEXT NOT NULL,
    card_version TEXT NOT NULL,
    indicator    TEXT NOT NULL,
    core         INTEGER NOT NULL,
    PRIMARY KEY (card_id, card_version, indicator),
    FOREIGN KEY (card_id, card_version) REFERENCES card (id, version) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
    id           TEXT NOT NULL PRIMARY KEY,
    card_id      TEXT NOT NULL,
    card_version TEXT NOT NULL,
    team_id      TEXT NOT NULL,
    institution  TEXT NOT NULL,
    programme    TEXT NOT NULL,
    team_name    TEXT NOT NULL,
    crebo        TEXT NOT NULL,
    level        TEXT NOT NULL,
    track        TEXT NOT NULL,
    date         TEXT NOT NULL,
    school_year  TEXT NOT NULL,
    scope        TEXT NOT NULL,
    mode         TEXT NOT NULL,
    revealed     INTEGER NOT NULL,
    facilitator  TEXT NOT NULL,
    present      TEXT NOT NULL,
    status       TEXT NOT NULL,
    updated_at   INTEGER NOT NULL,
    expected     INTEGER NOT NULL, -- ballots the facilitator waits for, 0 for unknown; stays on this computer
    binned_at    INTEGER, -- when it went to the bin; none when it is on the shelf
    FOREIGN KEY (card_id, card_version) REFERENCES card (id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX assessment_rounds ON assessment (team_id, date, id);

CREATE TABLE score (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    indicator  TEXT NOT NULL,
    answer     INTEGER NOT NULL,
    note       TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    target     INTEGER NOT NULL,
    importance INTEGER NOT NULL,
    strength   INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (assessment, indicator)
) STRICT, WITHOUT ROWID;

-- Lets the shelf count without reading notes, remarks and texts.
CREATE INDEX score_count ON score (assessment, indicator, answer);

CREATE TABLE ballot (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    "group"    TEXT NOT NULL,
    answers    TEXT NOT NULL, -- JSON, as in the hand-over file
    remarks    TEXT NOT NULL,
    waiting    INTEGER NOT NULL, -- came after the reveal and counts only with others; stays on this computer
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ballot_count ON ballot (assessment);

-- The ballot that is being filled in, until it is cast or dropped.
CREATE TABLE draft (
    assessment TEXT NOT NULL PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
    "group"    TEXT NOT NULL,
    answers    TEXT NOT NULL,
    remarks    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
    assessment      TEXT NOT NULL PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
    date            TEXT NOT NULL,
    status          TEXT NOT NULL,
    strong          TEXT NOT NULL,
    concern         TEXT NOT NULL,
    choice          TEXT NOT NULL,
    evaluation_date TEXT NOT NULL,
    adopted_on      TEXT NOT NULL,
    waived          TEXT NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE priority (
    assessment     TEXT NOT NULL REFERENCES plan (assessment) ON DELETE CASCADE,
    id             TEXT NOT NULL,
    indicator      TEXT NOT NULL,
    why            TEXT NOT NULL,
    goal           TEXT NOT NULL,
    student_effect TEXT NOT NULL,
    position       INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    assessment  TEXT NOT NULL,
    id          TEXT NOT NULL,
    priority    TEXT NOT NULL,
    what        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    helpers     TEXT NOT NULL,
    start       TEXT NOT NULL,
    due         TEXT NOT NULL,
    done_when   TEXT NOT NULL,
    hours       INTEGER NOT NULL,
    euros       INTEGER NOT NULL,
    ask         TEXT NOT NULL,
    feasibility INTEGER NOT NULL,
    status      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    suggestion  TEXT NOT NULL,
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (assessment, id),
    FOREIGN KEY (assessment, priority) REFERENCES priority (assessment, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX action_count ON action (assessment, status, due);

CREATE TABLE note (
    assessment TEXT NOT NULL,
    id         TEXT NOT NULL,
    action     TEXT NOT NULL,
    date       TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (assessment, id),
    FOREIGN KEY (assessment, action) REFERENCES action (assessment, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Ids of priorities, actions and notes that were deleted and never return.
CREATE TABLE deleted (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- What was changed of what was agreed in an adopted plan; stays on this computer.
CREATE TABLE plan_change (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    record     TEXT NOT NULL, -- id of the priority or action, empty for the plan itself; it may be gone
    field      TEXT NOT NULL,
    at         INTEGER NOT NULL,
    indicator  TEXT NOT NULL,
    what       TEXT NOT NULL,
    "before"   TEXT NOT NULL,
    "after"    TEXT NOT NULL,
    agreed     TEXT NOT NULL, -- JSON: the values of what was added or removed, to see whether it is put back
    PRIMARY KEY (assessment, record, field, at)
) STRICT, WITHOUT ROWID;
