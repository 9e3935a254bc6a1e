-- What was agreed when a plan was adopted, when it changed and why; closing a round; what the leadership answered; the round before.

ALTER TABLE assessment ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE score ADD COLUMN disagreed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN sealed_at INTEGER NOT NULL DEFAULT 0; -- of the last adopting or reopening, 0 for never
ALTER TABLE action ADD COLUMN carried_from TEXT NOT NULL DEFAULT '';

-- What the leadership answered to what an action asks.
CREATE TABLE answer (
    assessment TEXT NOT NULL,
    action     TEXT NOT NULL,
    kind       TEXT NOT NULL, -- empty where it was withdrawn
    words      TEXT NOT NULL,
    hours      INTEGER NOT NULL,
    euros      INTEGER NOT NULL,
    "on"       TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (assessment, action),
    FOREIGN KEY (assessment, action) REFERENCES action (assessment, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What was agreed, each time the plan was adopted: tallies of three or more ballots at least, never a ballot.
CREATE TABLE edition (
    assessment TEXT NOT NULL REFERENCES plan (assessment) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    content    TEXT NOT NULL, -- JSON, as in the hand-over file
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- When something that was agreed was changed, and why.
CREATE TABLE plan_log (
    assessment TEXT NOT NULL REFERENCES plan (assessment) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    "on"       TEXT NOT NULL,
    record     TEXT NOT NULL, -- indicator of a score, id of a priority or action, empty for the rest; it may be gone
    field      TEXT NOT NULL,
    "before"   TEXT NOT NULL,
    "after"    TEXT NOT NULL,
    why        TEXT NOT NULL,
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- What pages show of the team's round before.
CREATE TABLE previous (
    assessment TEXT NOT NULL PRIMARY KEY REFERENCES plan (assessment) ON DELETE CASCADE,
    content    TEXT NOT NULL -- JSON, as in the hand-over file
) STRICT, WITHOUT ROWID;

-- What was known of changes until now goes into the log, under ids that come to the same wherever it is read.
INSERT INTO plan_log (assessment, id, "on", record, field, "before", "after", why)
SELECT assessment, printf('history-%d-%d', at, row_number() OVER (PARTITION BY assessment ORDER BY at, field, record)),
    date(at / 1000, 'unixepoch', 'localtime'), record,
    CASE
        WHEN field IN ('priority_added', 'action_added') THEN 'added'
        WHEN field IN ('priority_removed', 'action_removed') THEN 'removed'
        WHEN field = 'adopted_on' AND "after" = '' THEN 'reopened'
        WHEN field = 'adopted_on' THEN 'adopted'
        ELSE field
    END, "before", "after", ''
FROM plan_change;
DROP TABLE plan_change;
