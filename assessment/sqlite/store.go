package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/own"
)

const fileName = own.Database

// Store is an assessment.Store in a data folder.
type Store struct {
	setup    setup
	db       *sql.DB
	path     string
	now      func() assessment.Instant
	lock     *lock // nil for a reader
	readOnly bool
	altered  bool // by something else, before it was opened
	closing  sync.Once

	// swap is held for reading by users of db, and exclusively by Restore while it replaces db.
	swap    sync.RWMutex
	keeping sync.Mutex   // held while a backup is made
	kept    keptState    // by the newest backup that this store made or compared
	changes atomic.Int64 // made or attempted since it was opened

	mu    sync.Mutex // guards cards
	cards map[cardKey]*assessment.Card

	// watching is held from checking the files before a change until their state after it has been recorded.
	watching sync.Mutex
	files    *watched // nil for a reader
	ours     string   // the folder that contains the original data, once another program has replaced the database
	spare    spare    // of the assessment weighed last

	sweeping sync.Mutex
	left     trace // by changes, and not swept yet
}

var _ assessment.Store = (*Store)(nil)

// Options determine how a store is opened.
type Options struct {
	// Now is the clock that stamps changes; nil for the computer's clock.
	Now func() assessment.Instant
	// Holder is the kind of process that holds the lock: "window" or "command". It is shown to others that need the
	// lock.
	Holder string
}

func (o Options) clock() func() assessment.Instant {
	if o.Now != nil {
		return func() assessment.Instant { return o.Now().Clamp() }
	}
	return func() assessment.Instant { return assessment.InstantOf(time.Now()) }
}

// Open opens the store in a folder for reading and writing. It creates the folder and the database if they are
// missing, checks an existing database, upgrades an older one, and keeps the folder locked until Close.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	return standard().open(ctx, dir, o)
}

// setup is what tests need to vary.
type setup struct {
	migrations []string
	remote     func(dir string) bool
	shipped    func() (exchange.Cards, error) // the cards whose content is known
}

func standard() setup {
	return setup{migrations: steps(), remote: remote, shipped: exchange.BuiltIn}
}

func (u setup) open(ctx context.Context, dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, explain(err, dir)
	}
	if err := makeFolder(dir); err != nil {
		return nil, explain(err, dir)
	}
	l, err := acquire(dir, o)
	if err != nil {
		return nil, explain(err, dir)
	}
	path := filepath.Join(dir, fileName)
	lost := lostWhole(path, l.was.Size() > 0)
	s, err := u.openLocked(ctx, path, o)
	if err != nil {
		return nil, errors.Join(explain(err, path), l.release())
	}
	s.altered = s.altered || lost
	s.lock = l
	return s, nil
}

func (u setup) openLocked(ctx context.Context, path string, o Options) (_ *Store, err error) {
	if err := finishRestore(filepath.Dir(path)); err != nil {
		return nil, err
	}
	if err := unlessGone(os.Remove(unfinished(filepath.Dir(path)))); err != nil {
		return nil, err
	}
	if err := refuseEmptied(path); err != nil {
		return nil, err
	}
	if err := create(path); err != nil {
		return nil, err
	}
	left := leftBehind(path)
	closed, err := examineSeal(path)
	if err == nil && closed == sealMixed {
		closed, err = sealBroken, setLogAside(path, o.clock()().Time())
	}
	if err != nil {
		return nil, err
	}
	found, err := inspect(ctx, path, accessRead, closed)
	if needsRecovery(err) {
		found, err = inspect(ctx, path, accessWrite, closed)
	}
	if err != nil {
		return nil, err
	}
	if err := u.refuse(ctx, found, path); err != nil {
		return nil, err
	}
	if closed == sealBroken && !found.blank() {
		if err := u.keepAltered(ctx, path, found.version, o.clock()().Time()); err != nil {
			return nil, err
		}
	}
	if err := unseal(path); err != nil {
		return nil, err
	}
	access := accessLocal
	if u.remote(filepath.Dir(path)) {
		access = accessRemote
	}
	s, err := u.connect(path, access, o)
	if err != nil {
		return nil, err
	}
	s.altered = closed == sealBroken
	if err := s.migrate(ctx, found.version); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	maxSums := int64(maxLocal)
	if access == accessRemote {
		maxSums = maxRemote
	}
	if s.files, err = watch(path, maxSums); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	// From now on SQLite's change counter makes the file differ from all earlier copies.
	_ = s.sweep(ctx, max(left, inLog))
	if err := errors.Join(s.files.sum(), s.fillCache(ctx)); err != nil {
		return nil, errors.Join(err, s.shut())
	}
	_ = s.files.mark() // without it the next opening has less to compare with; nothing else
	return s, nil
}

func (u setup) connect(path, access string, o Options) (*Store, error) {
	db, err := sql.Open("sqlite3", dsn(path, access))
	if err != nil {
		return nil, err
	}
	// One connection: SQLite has a single writer anyway, and a store in memory exists in its connection.
	db.SetMaxOpenConns(1)
	return &Store{setup: u, db: db, path: path, now: o.clock(), cards: make(map[cardKey]*assessment.Card)}, nil
}

// create creates an empty database file that only its owner can read, unless the file exists. SQLite gives its
// companion files the same mode.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	return f.Close()
}

// Close moves the last changes into the database file, so that it is complete by itself, and releases the lock.
// Closing again does nothing.
func (s *Store) Close() (err error) {
	s.closing.Do(func() {
		ctx := context.Background()
		if !s.readOnly {
			err = s.sweep(ctx, inLog)
			if errors.Is(err, errLogInUse) {
				err = nil // the content of the log is safe
			}
		}
		s.watching.Lock()
		defer s.watching.Unlock()
		there := s.presentNow(ctx)
		if assessment.CodeOf(there) == assessment.CodeDataReplaced {
			err = s.part(ctx)
		} else {
			sound := s.lock != nil && there == nil && wellFormed(ctx, s.db, s.path) == nil
			err = errors.Join(err, s.shut())
			if err == nil && sound && leftBehind(s.path) == nowhere {
				_ = sum(s.path) // without it the next opening has less to compare with; nothing else
			}
		}
		if s.lock != nil {
			err = errors.Join(err, s.lock.release())
		}
		err = explain(err, s.path)
	})
	return err
}

// shut closes the files of the database. A reader may keep the log from being moved into it.
func (s *Store) shut() error {
	err := errors.Join(s.files.unmark(), s.db.Close())
	if s.files == nil {
		return err
	}
	if leftBehind(s.path) != nowhere {
		_ = s.files.mark()
	}
	return errors.Join(err, s.files.close())
}

// change runs do as one transaction. Once it has begun it is not interrupted, so that an error always means that
// nothing has changed.
func (s *Store) change(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	left := nowhere
	return s.changeUnseen(ctx, &left, do)
}

// changeUnseen is a change after which the files may contain nothing but the stored data. left is what it leaves
// behind, and may be set by do.
func (s *Store) changeUnseen(ctx context.Context, left *trace, do func(ctx context.Context, tx *sql.Tx) error) error {
	if s.readOnly {
		return assessment.Fail(assessment.CodeReadOnly, errors.New("the store is open for reading only"), "path", s.path)
	}
	if err := ctx.Err(); err != nil {
		return explain(err, s.path)
	}
	ctx = context.WithoutCancel(ctx)
	err := s.changeFiles(ctx, do)
	if !assessment.Refused(err) {
		_ = s.sweep(ctx, *left)
	}
	return err
}

// changeFiles makes a change while nothing else in this process changes the files.
func (s *Store) changeFiles(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	s.watching.Lock()
	defer s.watching.Unlock()
	if err := s.presentNow(ctx); err != nil {
		return err
	}
	err := s.transact(ctx, func(tx *sql.Tx) error {
		if err := do(ctx, tx); err != nil {
			return err
		}
		s.files.wroteLog() // changes that do not fit in memory are in the log before the commit
		return s.unmoved()
	})
	s.changes.Add(1) // only now: a concurrent backup may not contain it
	if err == nil {
		s.wrote()
		return nil
	}
	s.spare = spare{}
	s.files.wroteLog() // a rollback may have written too
	// If another program changed the files, that is the cause, whatever the outcome: even of a refusal, because the
	// record to be changed may not be in them.
	if gone := s.presentNow(ctx); gone != nil {
		return gone
	}
	return explain(err, s.path)
}

// view runs queries that all see the same state.
func (s *Store) view(ctx context.Context, do func(tx *sql.Tx) error) error {
	return explain(s.transact(ctx, do), s.path)
}

func (s *Store) transact(ctx context.Context, do func(tx *sql.Tx) error) (err error) {
	s.swap.RLock()
	defer s.swap.RUnlock()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		// Report the cause: if the rollback also fails, SQLite has already rolled back.
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}
