package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// markShown marks in the staged database the ballots that were shown from this one and that it lacks: earlier outputs contain
// them, so they are not new when they come in again (assessment.Ballot.OnlyMark). If this database cannot be read, it marks
// none.
func (s *Store) markShown(ctx context.Context, dir string) error {
	shown, err := shownIn(ctx, s)
	if err != nil || len(shown) == 0 {
		return nil //nolint:nilerr // restoring is the way out of a database that cannot be read
	}
	staged := filepath.Join(dir, stageFolder, fileName)
	db, err := sql.Open("sqlite3", dsn(staged, "mode=rw&_journal_mode=DELETE&"+patience))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	for _, x := range shown {
		_, err = tx.ExecContext(ctx, `INSERT OR IGNORE INTO ballot (assessment, id, "group", answers, remarks, waiting)
			SELECT id, ?, ?, '{}', '{}', 2 FROM assessment WHERE id = ? AND revealed`, x.ballot, assessment.GroupTeam, x.assessment)
		if err != nil {
			return errors.Join(fmt.Errorf("mark who was shown: %w", err), tx.Rollback(), db.Close())
		}
	}
	if err := errors.Join(tx.Commit(), db.Close()); err != nil {
		return err
	}
	return flush(staged)
}

// markReplaced does what markShown does for a database that is not open.
func (u setup) markReplaced(ctx context.Context, dir string, o Options) error {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	access := accessRead
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		access = accessImmutable // a reader would leave an empty log beside the replaced data
	}
	s, err := u.connect(path, access, o)
	if err != nil {
		return err
	}
	return errors.Join(s.markShown(ctx, dir), s.db.Close())
}

// shownBallot is a ballot that counts in an assessment, or that a file of another computer has shown.
type shownBallot struct{ assessment, ballot string }

func shownIn(ctx context.Context, s *Store) (list []shownBallot, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT b.assessment, b.id FROM ballot b JOIN assessment a ON a.id = b.assessment
			WHERE a.revealed AND b.waiting <> 1 ORDER BY b.assessment, b.id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var x shownBallot
			if err := rows.Scan(&x.assessment, &x.ballot); err != nil {
				return err
			}
			list = append(list, x)
		}
		return rows.Err()
	})
	return list, err
}
