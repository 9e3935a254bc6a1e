package exchange

import (
	"context"
	"errors"

	"kwaliteitskaart/assessment"
)

// Opened is what a file of ours holds: exactly one of these is there.
type Opened struct {
	Assessment *assessment.Assessment
	Invitation *Invitation
	Ballots    *Ballots

	path string // where it was read from; it fills the blanks of refusals only
}

// ReadAny reads a file of any of the three kinds, with the refusals of Read.
func ReadAny(b []byte, cards Cards) (*Opened, error) {
	format, raw, err := open(b, formatAssessment, formatInvitation, formatBallot)
	if err != nil {
		return nil, err
	}
	f := &Opened{}
	switch format {
	case formatInvitation:
		f.Invitation, err = readInvitation(raw, cards)
	case formatBallot:
		f.Ballots, err = readBallot(raw, cards)
	default:
		f.Assessment, err = readAssessment(raw, cards)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// about fills in which file a refusal is about, where it came from a file.
func (f *Opened) about(err error) error {
	if f.path == "" || !assessment.Refused(err) {
		return err
	}
	return about(f.path, err)
}

// Whole returns the assessment of a file that has to hold one: CodeInvitation or CodeBallot where it holds another thing.
func (f *Opened) Whole() (*assessment.Assessment, error) {
	switch {
	case f.Invitation != nil:
		return nil, f.about(assessment.Fail(assessment.CodeInvitation, nil))
	case f.Ballots != nil:
		return nil, f.about(assessment.Fail(assessment.CodeBallot, nil))
	}
	return f.Assessment, nil
}

// BallotsFor refuses a file that does not hold ballots for this assessment: CodeNotBallot where it holds another thing, or
// what Ballots.For refuses.
func (f *Opened) BallotsFor(a *assessment.Assessment) error {
	if f.Ballots == nil {
		return f.about(assessment.Fail(assessment.CodeNotBallot, nil))
	}
	return f.about(f.Ballots.For(a))
}

// TakeIn takes what was opened into a store: all of it or, with an error, nothing. An assessment is added, or merged with
// the one that is here. Ballots are added to their assessment, as Store.AddBallots does; one that is here already counts
// once. It returns what is here now and what that changed.
//
// A file that would show ballots which are not revealed here is refused with CodeWouldReveal, unless it may.
//
// Refused besides what Store.TakeIn and Store.AddBallots refuse: an invitation (CodeInvitation, without a look at the
// store), ballots for an assessment that is not here (CodeBallotElsewhere), and what Ballots.For refuses. Content that the
// store refuses is a fault of the file, CodeContent, and what does not fit with what is here CodeMergeLimit.
func TakeIn(ctx context.Context, store assessment.Store, f *Opened, may Reveal) (*assessment.Merged, error) {
	if f.Invitation != nil {
		_, err := f.Whole()
		return nil, err
	}
	var m *assessment.Merged
	var err error
	if f.Ballots != nil {
		m, err = f.Ballots.takeIn(ctx, store)
	} else if err = may.check(ctx, store, f.Assessment); err == nil {
		m, err = store.TakeIn(ctx, f.Assessment)
	}
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		switch e.Code {
		case assessment.CodeInvalid:
			err = &assessment.Error{Code: assessment.CodeContent, Faults: e.Faults, Err: err}
		case assessment.CodeFull: // by what is here and what is in the file together
			err = &assessment.Error{Code: assessment.CodeMergeLimit, Faults: e.Faults, Err: err}
		}
	}
	if err != nil {
		return nil, f.about(err)
	}
	return m, nil
}

// Reveal is whether a file may show ballots that are not revealed here: what was seen cannot be taken back.
type Reveal bool

// AskToReveal refuses a file that would; MayReveal is for who was asked and said yes.
const (
	AskToReveal Reveal = false
	MayReveal   Reveal = true
)

// check refuses an assessment that reveals what is here, unless that may be.
func (may Reveal) check(ctx context.Context, store assessment.Store, b *assessment.Assessment) error {
	if may == MayReveal || !b.Revealed {
		return nil
	}
	a, err := store.Load(ctx, b.ID)
	switch {
	case assessment.CodeOf(err) == assessment.CodeNotFound:
		return nil
	case err != nil:
		return err
	case a.RevealedBy(b):
		return assessment.Fail(assessment.CodeWouldReveal, nil)
	}
	return nil
}

// takeIn adds ballots to their assessment.
func (b *Ballots) takeIn(ctx context.Context, store assessment.Store) (*assessment.Merged, error) {
	a, err := store.Load(ctx, b.Assessment)
	switch {
	case assessment.CodeOf(err) == assessment.CodeNotFound:
		return nil, assessment.Fail(assessment.CodeBallotElsewhere, err)
	case err != nil:
		return nil, err
	}
	if err := b.For(a); err != nil {
		return nil, err
	}
	m := &assessment.Merged{}
	if m.New.Ballots, err = store.AddBallots(ctx, a.ID, b.List); err != nil {
		return nil, err
	}
	m.Assessment, err = store.Load(ctx, a.ID)
	return m, err
}
