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

	// swap is held by those who use db, and by Restore alone while it puts another in its place.
	swap    sync.RWMutex
	keeping sync.Mutex   // held while a backup is made
	kept    keptState    // by the newest backup this store made or compared
	changes atomic.Int64 // made, or tried, since it was opened

	mu    sync.Mutex // of cards
	cards map[cardKey]*assessment.Card

	// watching is held from looking at the files before a change of them until what they look like after it is known.
	watching sync.Mutex
	files    *watched // nil for a reader
	ours     string   // where what was stored here is kept, once another program replaced it

	sweeping sync.Mutex
	left     trace // by changes, and not swept yet
}

var _ assessment.Store = (*Store)(nil)

// Options say how a store is opened.
type Options struct {
	// Now is the clock that stamps changes; the computer's own when nil.
	Now func() assessment.Instant
	// Holder is what keeps the folder locked: "window" or "command". Others who want it are told.
	Holder string
}

func (o Options) clock() func() assessment.Instant {
	if o.Now != nil {
		return func() assessment.Instant { return o.Now().Clamp() }
	}
	return func() assessment.Instant { return assessment.InstantOf(time.Now()) }
}

// Open opens the store in a folder for reading and writing. It makes the folder and the database where they are
// missing, checks what is there, brings an older database up to date and keeps the folder locked until Close.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	return standard().open(ctx, dir, o)
}

// setup is what the tests need to vary.
type setup struct {
	migrations []string
	remote     func(dir string) bool
	shipped    func() (exchange.Cards, error) // the cards of which the content is known
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
	s, err := u.openLocked(ctx, filepath.Join(dir, fileName), o)
	if err != nil {
		return nil, errors.Join(explain(err, filepath.Join(dir, fileName)), l.release())
	}
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
	most := int64(mostLocal)
	if access == accessRemote {
		most = mostRemote
	}
	if s.files, err = watch(path, most); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	// The file differs from now on from every copy of it that was made before, by SQLite's counter of changes.
	_ = s.sweep(ctx, max(left, inLog))
	if err := s.fillCache(ctx); err != nil {
		return nil, errors.Join(err, s.shut())
	}
	_ = s.files.mark() // without it the next one to open has less to go by, and that is all
	return s, nil
}

func (u setup) connect(path, access string, o Options) (*Store, error) {
	db, err := sql.Open("sqlite3", dsn(path, access))
	if err != nil {
		return nil, err
	}
	// One connection: SQLite writes one at a time anyway, and a store in memory lives in its connection.
	db.SetMaxOpenConns(1)
	return &Store{setup: u, db: db, path: path, now: o.clock(), cards: make(map[cardKey]*assessment.Card)}, nil
}

// create makes an empty database file that only its owner may read, unless there is a file already. SQLite gives its
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

// Close moves the last changes into the database file, so that it stands on its own, and gives up the lock. Closing
// again does nothing.
func (s *Store) Close() (err error) {
	s.closing.Do(func() {
		ctx := context.Background()
		if !s.readOnly {
			err = s.sweep(ctx, inLog)
			if errors.Is(err, errLogInUse) {
				err = nil // what the log holds is safe there
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
				_ = sum(s.path) // without it the next one to open has less to go by, and that is all
			}
		}
		if s.lock != nil {
			err = errors.Join(err, s.lock.release())
		}
		err = explain(err, s.path)
	})
	return err
}

// shut closes the files of the database. Who still reads may keep the log from being moved into it.
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

// change runs one change as one transaction. A change once begun is not broken off halfway, so that an error always
// means that nothing has changed.
func (s *Store) change(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	left := nowhere
	return s.changeUnseen(ctx, &left, do)
}

// changeUnseen is a change after which nothing but what is stored may be found in the files. What it left is known
// when it is done.
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

// changeFiles makes a change while nothing else changes the files.
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
		s.files.wroteLog() // what does not fit into memory is in the log before it counts
		return s.unmoved()
	})
	s.changes.Add(1) // only now: a backup made meanwhile may be without it
	if err == nil {
		s.wrote()
		return nil
	}
	s.files.wroteLog() // also by what is taken back
	// What another program did to the files is why it failed, whatever came of it: also a refusal, for what was to be changed
	// may not be in them.
	if gone := s.presentNow(ctx); gone != nil {
		return gone
	}
	return explain(err, s.path)
}

// view runs queries that must all see the same state.
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
		// The cause is what matters; a rollback that fails as well is one SQLite has already done.
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}
