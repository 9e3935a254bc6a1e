package paper_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
)

// Any content that is accepted, by any sequence of entering, casting, merging, putting back, deleting and restoring, is
// exported, printed and read back. Source: .github/spec/exchange.md, What is stored can be written.
func TestWhateverIsAcceptedComesOut(t *testing.T) {
	accepted, teams := 0, 2
	if storetest.Thorough {
		teams = 40
	}
	for seed := range uint64(teams) {
		d := &desk{T: t, dice: storetest.NewDice(900 + seed), press: paper.New("1.2.3"), dir: t.TempDir()}
		store, err := sqlite.Open(t.Context(), filepath.Join(d.dir, "data"), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d.store = store
		a := d.dice.Round(t)
		d.id = a.ID
		d.must(store.Add(t.Context(), a))
		d.export()
		for range 30 {
			if d.accepts(d.step()) {
				accepted++
				d.export()
			}
		}
		d.print(words.In(words.Codes[seed%2]))
		d.must(store.Close())
	}
	if accepted < 8*teams {
		t.Errorf("%d steps were accepted: that proves little", accepted)
	}
}

// desk is one computer with one assessment.
type desk struct {
	*testing.T
	dice    *storetest.Dice
	store   *sqlite.Store
	press   *paper.Press
	dir, id string
	files   [][]byte
	backups []string
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// accepts reports whether a step was accepted. A refusal must have a message for the user; any other error fails the test.
func (d *desk) accepts(err error) bool {
	d.Helper()
	if err != nil && !assessment.Refused(err) {
		d.Fatalf("neither accepted nor refused: %v", err)
	}
	return err == nil
}

func (d *desk) load() *assessment.Assessment {
	d.Helper()
	a, err := d.store.Load(d.Context(), d.id)
	d.must(err)
	return a
}

func (d *desk) step() error {
	ctx, a := d.Context(), d.load()
	theirs := d.dice.Colleague(d, a)
	switch d.dice.IntN(11) {
	case 0:
		_, err := d.store.TakeIn(ctx, theirs)
		return err
	case 1:
		old, err := exchange.Read(storetest.OneOf(d.dice, d.files...), exchange.Cards{a.Card})
		d.must(err)
		_, err = d.store.TakeIn(ctx, d.dice.Colleague(d, old))
		return err
	case 2:
		return d.store.SaveScore(ctx, d.id, storetest.OneOf(d.dice, theirs.Scores...))
	case 3:
		details := theirs.Details
		details.Revealed = true
		return d.store.SaveDetails(ctx, theirs.Team, details)
	case 4:
		for _, p := range theirs.Plan.Priorities {
			if err := d.store.SavePriority(ctx, d.id, p.Fresh()); err != nil {
				return err
			}
		}
		return d.store.SavePlan(ctx, d.id, theirs.Plan)
	case 5:
		if len(a.Plan.Priorities) == 0 {
			return nil
		}
		return d.store.Remove(ctx, d.id, storetest.OneOf(d.dice, a.Plan.Priorities...).ID)
	case 6:
		if err := d.store.SaveDraft(ctx, d.id, d.dice.Ballot(a.Card)); err != nil {
			return err
		}
		_, err := d.store.CastDraft(ctx, d.id)
		return err
	case 7:
		_, err := d.store.AddBallots(ctx, d.id, []assessment.Ballot{d.dice.Ballot(a.Card), d.dice.Ballot(a.Card)})
		return err
	case 8:
		kept, err := d.store.Replaced(ctx, d.id)
		d.must(err)
		if len(kept) == 0 {
			return nil
		}
		return d.store.PutBack(ctx, d.id, storetest.OneOf(d.dice, kept...))
	case 9:
		made, err := d.store.BackUp(ctx)
		if made != nil {
			d.backups = append(d.backups, made.Path)
		}
		return err
	}
	if len(d.backups) == 0 {
		return nil
	}
	_, err := d.store.Restore(ctx, d.backups[len(d.backups)-1])
	return err
}

// export writes the assessment to every kind of file, and reads back the hand-over file unchanged.
func (d *desk) export() {
	d.Helper()
	a := d.load()
	b, err := exchange.Write(a)
	d.must(err)
	d.files = append(d.files, b)
	again, err := exchange.Read(b, exchange.Cards{a.Card})
	d.must(err)
	if once, err := exchange.Write(again); err != nil || !bytes.Equal(once, b) {
		d.Fatalf("written again it is another file: %v", err)
	}
	m, err := a.Merge(again)
	d.must(err)
	if m.Changed() {
		d.Fatalf("read back it differs: %+v", m)
	}
}

// print makes every sheet and document.
func (d *desk) print(lang *words.Language) {
	d.Helper()
	a := d.load()
	for _, kind := range []string{exchange.Sheet, exchange.CSV} {
		d.must(exchange.SaveSheet(filepath.Join(d.dir, "x"+kind), assessment.Round{Assessment: a}, lang, "2026-12-01"))
	}
	round, err := assessment.LoadRound(d.Context(), d.store, d.id)
	d.must(err)
	kinds := []report.Kind{report.Plan, report.Full}
	if storetest.Thorough {
		kinds = report.Kinds
	}
	for _, kind := range kinds {
		if kind.Available(a) != nil {
			continue
		}
		path := filepath.Join(d.dir, string(kind)+paper.Extension)
		d.must(d.press.Write(d.Context(), path, kind, report.Input{Round: round, Today: "2026-12-01", Words: lang}))
		b, err := os.ReadFile(path)
		d.must(err)
		if !bytes.HasPrefix(b, []byte("%PDF-")) {
			d.Errorf("the %s is no PDF", kind)
		}
	}
}
