package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"kwaliteitskaart/assessment"
)

// weight selects the number of records of each kind without a fixed maximum, and the approximate size in bytes of all texts.
const weight = `SELECT p.n, a.n, n.n, d.n, p.size + a.size + n.size + d.size + s.size + b.size + h.size + e.size FROM
	(SELECT count(*) AS n, ifnull(sum(octet_length(why) + octet_length(goal) + octet_length(student_effect)), 0) AS size
		FROM priority WHERE assessment = ?1) p,
	(SELECT count(*) AS n, ifnull(sum(octet_length(what) + octet_length(owner) + octet_length(helpers)
		+ octet_length(done_when) + octet_length(ask) + octet_length(reason) + octet_length(suggestion)), 0) AS size
		FROM action WHERE assessment = ?1) a,
	(SELECT count(*) AS n, ifnull(sum(octet_length(text)), 0) AS size FROM note WHERE assessment = ?1) n,
	(SELECT count(*) AS n, 0 AS size FROM deleted WHERE assessment = ?1) d,
	(SELECT ifnull(sum(octet_length(note) + octet_length(evidence) + 1000), 0) AS size FROM score WHERE assessment = ?1) s,
	(SELECT ifnull(sum(octet_length(answers) + octet_length(remarks) + 1000), 0) AS size FROM ballot WHERE assessment = ?1) b,
	(SELECT octet_length(x.institution) + octet_length(x.programme) + octet_length(x.team_name) + octet_length(x.crebo)
		+ octet_length(x.level) + octet_length(x.track) + octet_length(x.school_year) + octet_length(x.facilitator)
		+ octet_length(x.present) + octet_length(l.strong) + octet_length(l.concern) + octet_length(l.choice)
		+ octet_length(l.waived) + octet_length(c.content) AS size
		FROM assessment x JOIN plan l ON l.assessment = x.id JOIN card c ON c.id = x.card_id AND c.version = x.card_version
		WHERE x.id = ?1) h,
	(SELECT (SELECT ifnull(sum(octet_length(content)), 0) FROM edition WHERE assessment = ?1)
		+ (SELECT ifnull(sum(octet_length("before") + octet_length("after") + octet_length(why) + 500), 0) FROM plan_log WHERE assessment = ?1)
		+ (SELECT ifnull(sum(octet_length(words)), 0) FROM answer WHERE assessment = ?1)
		+ (SELECT ifnull(sum(octet_length(content)), 0) FROM previous WHERE assessment = ?1) AS size) e`

// spare is how much an assessment may still grow before it must be weighed again.
type spare struct {
	assessment string
	bytes      int
	// after is the number of changes before the one that left this: any other change makes it void.
	after int64
}

// Estimates of what is needed in a file, in bytes.
const (
	escapedText = 2    // for a byte of text, at most
	recordSize  = 1000 // for a record without its texts, at most
)

// refuseFull refuses a change after which an assessment would no longer fit in a file. Only those that come close are
// read completely and measured.
func (s *Store) refuseFull(ctx context.Context, tx *sql.Tx, id string) error {
	var priorities, actions, notes, deleted, size int
	if err := tx.QueryRowContext(ctx, weight, id).Scan(&priorities, &actions, &notes, &deleted, &size); err != nil {
		return fmt.Errorf("weigh the assessment: %w", err)
	}
	records := priorities + actions + notes + deleted
	left := assessment.MaxSize - escapedText*size - recordSize*records
	if records < assessment.MaxRecords && left > 0 {
		s.spare = spare{id, left, s.changes.Load()}
		return nil
	}
	a, err := s.load(ctx, tx, id)
	if err != nil {
		return err
	}
	return assessment.Refuse(a.CheckRoom())
}

// refuseFullOfScores is refuseFull after a score was replaced, or added if old is nil. It does not weigh an assessment
// again as long as only scores have changed since, and they fit in what was left.
func (s *Store) refuseFullOfScores(ctx context.Context, tx *sql.Tx, id string, old *owned[assessment.Score], score *assessment.Score) error {
	added := scoreSize(score)
	if old != nil {
		added -= scoreSize(&old.record)
	}
	if s.spare.assessment != id || s.spare.after+1 != s.changes.Load() || added >= s.spare.bytes {
		return s.refuseFull(ctx, tx, id)
	}
	s.spare = spare{id, s.spare.bytes - max(0, added), s.changes.Load()}
	return nil
}

func scoreSize(s *assessment.Score) int {
	return escapedText * (len(s.Note) + len(s.Evidence) + recordSize)
}
