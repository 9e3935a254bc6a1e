package ui

import (
	"context"

	"kwaliteitskaart/assessment"
)

// These methods refuse changes to the assessments in files, and pass any other to the store of the data folder.

// Discard implements assessment.Store.
func (f *folderShelf) Discard(ctx context.Context, made *assessment.Assessment) error {
	if err := f.refuse(made.ID); err != nil {
		return err
	}
	return f.Store.Discard(ctx, made)
}

// PutBack implements assessment.Store.
func (f *folderShelf) PutBack(ctx context.Context, id string, r assessment.Replacement) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.PutBack(ctx, id, r)
}

// SaveDetails implements assessment.Store.
func (f *folderShelf) SaveDetails(ctx context.Context, team assessment.Team, d assessment.Details) error {
	if err := f.refuse(d.ID); err != nil {
		return err
	}
	return f.Store.SaveDetails(ctx, team, d)
}

// SaveScore implements assessment.Store.
func (f *folderShelf) SaveScore(ctx context.Context, id string, s assessment.Score) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.SaveScore(ctx, id, s)
}

// SavePlan implements assessment.Store.
func (f *folderShelf) SavePlan(ctx context.Context, id string, p assessment.Plan) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.SavePlan(ctx, id, p)
}

// SavePriority implements assessment.Store.
func (f *folderShelf) SavePriority(ctx context.Context, id string, p assessment.Priority) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.SavePriority(ctx, id, p)
}

// SaveAction implements assessment.Store.
func (f *folderShelf) SaveAction(ctx context.Context, id, priority string, a assessment.Action) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.SaveAction(ctx, id, priority, a)
}

// AddNote implements assessment.Store.
func (f *folderShelf) AddNote(ctx context.Context, id, action string, n assessment.Note) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.AddNote(ctx, id, action, n)
}

// Remove implements assessment.Store.
func (f *folderShelf) Remove(ctx context.Context, id, record string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Remove(ctx, id, record)
}

// Adopt implements assessment.Store.
func (f *folderShelf) Adopt(ctx context.Context, id string, on assessment.Date, waived string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Adopt(ctx, id, on, waived)
}

// Reopen implements assessment.Store.
func (f *folderShelf) Reopen(ctx context.Context, id string, on assessment.Date, why string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Reopen(ctx, id, on, why)
}

// CloseRound implements assessment.Store.
func (f *folderShelf) CloseRound(ctx context.Context, id string, on assessment.Date) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.CloseRound(ctx, id, on)
}

// Explain implements assessment.Store.
func (f *folderShelf) Explain(ctx context.Context, id string, c assessment.Change, on assessment.Date, why string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Explain(ctx, id, c, on, why)
}

// MoveCard implements assessment.Store.
func (f *folderShelf) MoveCard(ctx context.Context, id string, card *assessment.Card) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.MoveCard(ctx, id, card)
}

// SaveDraft implements assessment.Store.
func (f *folderShelf) SaveDraft(ctx context.Context, id string, b assessment.Ballot) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.SaveDraft(ctx, id, b)
}

// DropDraft implements assessment.Store.
func (f *folderShelf) DropDraft(ctx context.Context, id string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.DropDraft(ctx, id)
}

// CastDraft implements assessment.Store.
func (f *folderShelf) CastDraft(ctx context.Context, id string) (string, error) {
	if err := f.refuse(id); err != nil {
		return "", err
	}
	return f.Store.CastDraft(ctx, id)
}

// AddBallots implements assessment.Store.
func (f *folderShelf) AddBallots(ctx context.Context, id string, ballots []assessment.Ballot) (int, error) {
	if err := f.refuse(id); err != nil {
		return 0, err
	}
	return f.Store.AddBallots(ctx, id, ballots)
}

// TakeBack implements assessment.Store.
func (f *folderShelf) TakeBack(ctx context.Context, id, ballot string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.TakeBack(ctx, id, ballot)
}

// Expect implements assessment.Store.
func (f *folderShelf) Expect(ctx context.Context, id string, n int) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Expect(ctx, id, n)
}

// Bin implements assessment.Store.
func (f *folderShelf) Bin(ctx context.Context, id string) error {
	if err := f.refuse(id); err != nil {
		return err
	}
	return f.Store.Bin(ctx, id)
}

// Replace implements assessment.Store.
func (f *folderShelf) Replace(ctx context.Context, team string, rounds []*assessment.Assessment) error {
	for _, a := range f.all() {
		if a.Team.ID == team {
			return f.refuse(a.ID)
		}
	}
	return f.Store.Replace(ctx, team, rounds)
}
