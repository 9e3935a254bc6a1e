package exchange

import (
	"context"
	"errors"

	"kwaliteitskaart/assessment"
)

// Opened is the content of a file: exactly one of the exported fields is set.
type Opened struct {
	Assessment *assessment.Assessment
	Invitation *Invitation
	Ballots    *Ballots

	path string // the path it was read from, for refusals only
	cast bool   // handed in here as a code or a form, not in a file
}

// ReadAny parses a file of any of the three kinds. It refuses what Read refuses.
func ReadAny(b []byte, cards Cards) (*Opened, error) {
	o, err := open(b, formatAssessment, formatInvitation, formatBallot)
	if err != nil {
		return nil, err
	}
	f := &Opened{}
	switch o.format {
	case formatInvitation:
		f.Invitation, err = readInvitation(o.content, cards)
	case formatBallot:
		f.Ballots, err = readBallot(o.content, cards)
	default:
		f.Assessment, err = readAssessment(o, cards)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// about adds the name of the file to a refusal, if it came from a file.
func (f *Opened) about(err error) error {
	if f.path == "" || !assessment.Refused(err) {
		return err
	}
	return about(f.path, err)
}

// Whole returns the assessment in a file that must contain one. It fails with CodeInvitation or CodeBallot if the file
// contains something else.
func (f *Opened) Whole() (*assessment.Assessment, error) {
	switch {
	case f.Invitation != nil:
		return nil, f.about(assessment.Fail(assessment.CodeInvitation, nil))
	case f.Ballots != nil:
		return nil, f.about(assessment.Fail(assessment.CodeBallot, nil))
	}
	return f.Assessment, nil
}

// BallotsFor refuses a file without ballots for an assessment: with CodeNotBallot if it contains something else, or
// as Ballots.For does.
func (f *Opened) BallotsFor(a *assessment.Assessment) error {
	if f.Ballots == nil {
		return f.about(assessment.Fail(assessment.CodeNotBallot, nil))
	}
	return f.about(f.Ballots.For(a))
}

// TakeIn takes an opened file into a store, completely or, with an error, not at all. An assessment is added, or merged with
// the stored one. Ballots are added to their assessment, as in Store.AddBallots; one that is already stored counts once. It
// returns the stored assessment and the changes.
//
// A file that would reveal ballots that are not revealed here is refused with CodeWouldReveal, and one that was adopted or
// reopened later, and so replaces what adopting fixes, with CodeWouldSeal and a *Sealing, unless may permits it.
//
// A code or a form is cast, which is refused if the assessment is adopted (CodeAdopted) or closed (CodeClosed); ballots in
// files wait instead.
//
// In addition to what Store.TakeIn and Store.AddBallots refuse, it refuses invitations (CodeInvitation, without accessing the
// store), ballots for an assessment that is not stored (CodeBallotElsewhere), and what Ballots.For refuses. Content that the
// store refuses is a fault of the file (CodeContent); content that is invalid together with the stored assessment is refused
// with CodeMergeLimit.
func TakeIn(ctx context.Context, store assessment.Store, f *Opened, may Consent) (*assessment.Merged, error) {
	if f.Invitation != nil {
		_, err := f.Whole()
		return nil, err
	}
	var m *assessment.Merged
	var err error
	if f.Ballots != nil {
		m, err = f.Ballots.takeIn(ctx, store, f.cast)
	} else if err = may.check(ctx, store, f.Assessment); err == nil {
		m, err = store.TakeIn(ctx, f.Assessment)
	}
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		switch e.Code {
		case assessment.CodeInvalid:
			err = &assessment.Error{Code: assessment.CodeContent, Faults: e.Faults, Err: err}
		case assessment.CodeFull: // because of the stored and the new content together
			err = &assessment.Error{Code: assessment.CodeMergeLimit, Faults: e.Faults, Err: err}
		}
	}
	if err != nil {
		return nil, f.about(err)
	}
	return m, nil
}

// Consent is what the user has permitted a file to change. The zero value permits neither.
type Consent struct {
	Reveal bool // show ballots that are not revealed here, which cannot be undone
	Seal   bool // replace what adopting fixed, because the file was adopted or reopened later
}

// Sealing is the refusal of a file that was adopted or reopened later than what is stored.
type Sealing struct {
	error
	// Changes is what taking it in would change.
	Changes []assessment.Change
}

// Unwrap returns the refusal itself.
func (s *Sealing) Unwrap() error { return s.error }

// check refuses an assessment that changes what the user has not permitted.
func (may Consent) check(ctx context.Context, store assessment.Store, b *assessment.Assessment) error {
	reveals, seals := !may.Reveal && b.Revealed, !may.Seal && b.Plan.SealedAt != 0
	if !reveals && !seals {
		return nil
	}
	a, err := store.Load(ctx, b.ID)
	switch {
	case assessment.CodeOf(err) == assessment.CodeNotFound:
		return nil
	case err != nil:
		return err
	case reveals && a.RevealedBy(b):
		return assessment.Fail(assessment.CodeWouldReveal, nil)
	case seals:
		if changes := a.ChangesToAgreed(b); len(changes) > 0 {
			return &Sealing{assessment.Fail(assessment.CodeWouldSeal, nil), changes}
		}
	}
	return nil
}

// takeIn adds ballots to their assessment. If that is adopted or closed, none can be cast, and those in files wait.
func (b *Ballots) takeIn(ctx context.Context, store assessment.Store, cast bool) (*assessment.Merged, error) {
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
	if cast {
		if err := a.RefuseScores(); err != nil {
			return nil, err
		}
	}
	m := &assessment.Merged{}
	if m.New.Ballots, err = store.AddBallots(ctx, a.ID, b.List); err != nil {
		return nil, err
	}
	m.Assessment, err = store.Load(ctx, a.ID)
	return m, err
}
