package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// folderShelf is a store of the assessments in hand-over files, to view on the same screens as those of the data folder. They
// can be read and printed, and nothing can change but the leadership's answers. An answer is written to a new file beside the
// original, which is never overwritten. Any other assessment is passed to the store of the data folder.
// Source: .github/spec/signed.md, The overview.
type folderShelf struct {
	assessment.Store
	answers string // the end of the name of a file with answers
	now     func() assessment.Instant

	mu    sync.Mutex
	held  map[string]*heldFile // by id of the assessment
	wrote string               // the file written last
}

// heldFile is an assessment, merged from all its files, with what is needed to write a new one.
type heldFile struct {
	assessment *assessment.Assessment
	path       string // the first of the files it came in
	password   string // of the first of those that have one
	written    string // the file with answers that this shelf wrote; "" for none
}

// readFile is an assessment in one file; path is "" for one from the data folder.
type readFile struct {
	assessment     *assessment.Assessment
	path, password string
}

// newFolderShelf returns a shelf of the assessments in files, each once.
func newFolderShelf(store assessment.Store, files []readFile, answers string, now func() assessment.Instant) *folderShelf {
	f := &folderShelf{Store: store, answers: answers, now: now, held: make(map[string]*heldFile)}
	var all []*assessment.Assessment
	for _, x := range files {
		all = append(all, x.assessment)
		h := f.held[x.assessment.ID]
		if h == nil {
			h = &heldFile{path: x.path}
			f.held[x.assessment.ID] = h
		}
		if h.password == "" {
			h.password = x.password
		}
	}
	for _, a := range assessment.Joined(all) {
		f.held[a.ID].assessment = a
	}
	return f
}

// all returns every assessment, with its ballots.
func (f *folderShelf) all() []*assessment.Assessment {
	f.mu.Lock()
	defer f.mu.Unlock()
	var list []*assessment.Assessment
	for _, h := range f.held {
		list = append(list, h.assessment)
	}
	return list
}

// of returns an assessment; nil if it is not in these files.
func (f *folderShelf) of(id string) *assessment.Assessment {
	f.mu.Lock()
	defer f.mu.Unlock()
	if h := f.held[id]; h != nil {
		return h.assessment
	}
	return nil
}

// refuse refuses a change of one of these assessments.
func (f *folderShelf) refuse(id string) error {
	if f.of(id) != nil {
		return assessment.Fail(assessment.CodeFromFile, nil)
	}
	return nil
}

// SaveAnswer writes a new file with the leadership's answer to an action.
func (f *folderShelf) SaveAnswer(ctx context.Context, id, action string, r assessment.Reply) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.held[id]
	if h == nil {
		return f.Store.SaveAnswer(ctx, id, action, r)
	}
	a := h.assessment.Clone()
	if err := a.Plan.Answer(action, r, f.now()); err != nil {
		return err
	}
	path := h.written
	if path == "" {
		path = freeBeside(h.path, f.answers)
	}
	if err := exchange.Save(path, a, exchange.WithPassword(h.password)); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	h.assessment, h.written, f.wrote = a, path, path
	return nil
}

// freeBeside returns an unused path beside a file: its name with words at the end, and a number if that is taken.
func freeBeside(path, words string) string {
	base := strings.TrimSuffix(path, filepath.Ext(path))
	to := base + words + handOver
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); err != nil { // there is none, or writing reports the error
			return to
		}
		to = fmt.Sprintf("%s%s (%d)%s", base, words, n, handOver)
	}
}

// lastWritten returns the file that was written last; "" for none.
func (f *folderShelf) lastWritten() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wrote
}

// Load implements assessment.Store.
func (f *folderShelf) Load(ctx context.Context, id string) (*assessment.Assessment, error) {
	if a := f.of(id); a != nil {
		return a.Clone(), nil
	}
	return f.Store.Load(ctx, id)
}

// LoadAgreed implements assessment.Store.
func (f *folderShelf) LoadAgreed(ctx context.Context, id string) (*assessment.Assessment, error) {
	if a := f.of(id); a != nil {
		return a.Clone(), nil
	}
	return f.Store.LoadAgreed(ctx, id)
}

// Previous implements assessment.Store.
func (f *folderShelf) Previous(ctx context.Context, id string) (*assessment.Assessment, error) {
	a := f.of(id)
	if a == nil {
		return f.Store.Previous(ctx, id)
	}
	if earlier := assessment.RoundAmong(a, f.all()).Earlier; len(earlier) > 0 {
		return earlier[0].Clone(), nil
	}
	return nil, nil
}

// Next implements assessment.Store.
func (f *folderShelf) Next(ctx context.Context, id string) (*assessment.Assessment, error) {
	a := f.of(id)
	if a == nil {
		return f.Store.Next(ctx, id)
	}
	all := f.all()
	for _, x := range all {
		if earlier := assessment.RoundAmong(x, all).Earlier; len(earlier) > 0 && earlier[0].ID == id {
			return x.Clone(), nil
		}
	}
	return nil, nil
}

// Draft implements assessment.Store: a file has none.
func (f *folderShelf) Draft(ctx context.Context, id string) (*assessment.Ballot, error) {
	if f.of(id) != nil {
		return nil, nil
	}
	return f.Store.Draft(ctx, id)
}

// Replaced implements assessment.Store: a file has none.
func (f *folderShelf) Replaced(ctx context.Context, id string) ([]assessment.Replacement, error) {
	if f.of(id) != nil {
		return nil, nil
	}
	return f.Store.Replaced(ctx, id)
}
