package assessment

import (
	"context"
	"slices"
)

// Store keeps assessments. Every change is one method and one transaction: when it returns without an error the
// change is on disk, when it returns one nothing has changed. Errors a person can be told about are *Error.
//
// Records are stamped by the store with max(now, what it replaces + 1 ms); a stamp that comes in is ignored, except
// by Add and TakeIn. A record that breaks a rule is refused with the domain's own refusal. Methods may be called from several
// goroutines. storetest holds what every store must do.
//
// What is stored can be written: what would not fit into a hand-over file with all else is refused (CodeFull), and stamps lie
// where a file can write them. Texts that come in one record at a time are kept as PlainText has them; those of an assessment
// that comes whole, as they are.
type Store interface {
	// Summaries is the shelf: every assessment, by team name, then newest first, then id. Overdue is judged by today.
	Summaries(ctx context.Context, today Date) ([]Summary, error)
	// ShelfTop is the beginning of the shelf, which takes no longer to read the longer the shelf is: all rounds of the teams
	// of its first assessments, of which it looks at no more than so many, in the order of Summaries; and how many teams
	// there are on all of it.
	ShelfTop(ctx context.Context, today Date, most int) (top []Summary, teams int, err error)
	// Load is a whole assessment with its card, sorted. CodeNotFound when there is none.
	Load(ctx context.Context, id string) (*Assessment, error)
	// LoadAgreed is what the team agreed: Load without the ballots, which are most of it.
	LoadAgreed(ctx context.Context, id string) (*Assessment, error)
	// Previous is the same team's latest assessment before that one (by date, then id), or nil when it is the first.
	Previous(ctx context.Context, id string) (*Assessment, error)

	// Add stores a new assessment whole, its stamps as they are. CodeExists when it is already here, also in the bin;
	// CodeCardConflict when its card differs from one of the same id and version.
	Add(ctx context.Context, a *Assessment) error
	// Discard removes an assessment in which nothing was entered since it was added as made (Untouched), and in which no ballot
	// is being filled in; any other stays, and one that is not here is none.
	Discard(ctx context.Context, made *Assessment) error
	// TakeIn stores what came from elsewhere. An assessment that is not here is added as Add does. One that is here is
	// merged as Assessment.Merge does: what that replaced is kept, one in the bin comes back (Returned), and the same again
	// changes nothing.
	TakeIn(ctx context.Context, a *Assessment) (*Merged, error)
	// Replaced is what merging replaced in an assessment and was not put back, newest last. It stays on this computer.
	Replaced(ctx context.Context, assessment string) ([]Replacement, error)
	// PutBack puts one of those back, as Assessment.PutBack does. CodeNotFound when it is not one of them any more.
	PutBack(ctx context.Context, assessment string, r Replacement) error
	// SaveDetails replaces the assessment's own fields and its team's. What is revealed stays revealed: taking that back
	// is refused.
	SaveDetails(ctx context.Context, team Team, d Details) error
	// SaveScore replaces the team's score of an indicator.
	SaveScore(ctx context.Context, assessment string, s Score) error
	// SavePlan replaces the plan's own fields; its priorities stay.
	SavePlan(ctx context.Context, assessment string, p Plan) error
	// SavePriority replaces a priority's own fields, or adds a new one with all beneath it.
	SavePriority(ctx context.Context, assessment string, p Priority) error
	// SaveAction replaces an action's own fields, or adds a new one to a priority, with its notes.
	SaveAction(ctx context.Context, assessment, priority string, a Action) error
	// AddNote adds a progress note to an action.
	AddNote(ctx context.Context, assessment, action string, n Note) error
	// Remove deletes a priority, action or note for good, with all beneath it, and remembers that it did. Undoing it
	// means adding it again with fresh ids (Priority.Fresh, Action.Fresh).
	Remove(ctx context.Context, assessment, id string) error

	// History is what was changed of what was agreed in an adopted plan, newest last. SavePlan, SavePriority, SaveAction
	// and Remove keep it (PlanChanges, Recorded). It stays on this computer.
	History(ctx context.Context, assessment string) ([]PlanChange, error)
	// MoveCard moves an assessment, and the draft of a ballot, to another version of its card as MoveTo does, and stores
	// that card where it is new. CodeCardConflict when it differs from one of the same id and version.
	MoveCard(ctx context.Context, assessment string, card *Card) error

	// Draft is the ballot that is being filled in on this computer, or nil; an assessment has at most one.
	Draft(ctx context.Context, assessment string) (*Ballot, error)
	// SaveDraft keeps the ballot being filled in, in place of the one before it. It survives a crash, but leaves no trace:
	// no time, and nothing of an earlier state in the database or its log once it returns (while another program reads:
	// once a later change or Close does). Its id is not used.
	SaveDraft(ctx context.Context, assessment string, b Ballot) error
	// DropDraft forgets the draft for good. Without one it does nothing.
	DropDraft(ctx context.Context, assessment string) error
	// CastDraft turns the draft into a ballot under a new random id, which it returns so that a paper form just keyed in
	// can be taken back. CodeNotFound without a draft. Nothing stored tells in which order ballots were cast. After the
	// reveal a ballot waits until those that wait can be counted in together (WaitingCanCount); then all of them count.
	CastDraft(ctx context.Context, assessment string) (id string, err error)
	// AddBallots adds ballots from files, all or none, and returns how many were new: one that is here already counts
	// once, and gets the remarks that it lacks; see Ballot.Again for what is refused (CodeBallotOther). After the reveal they wait as in CastDraft.
	AddBallots(ctx context.Context, assessment string, ballots []Ballot) (added int, err error)
	// TakeBack removes a ballot for good, while it does not count yet: CodeRevealed once it does. Those that it kept
	// waiting then count.
	TakeBack(ctx context.Context, assessment, ballot string) error
	// Expect keeps how many ballots are expected (0 for unknown, at most MaxBallots).
	Expect(ctx context.Context, assessment string, n int) error

	// Bin takes an assessment off the shelf; Unbin puts it back. Neither touches what is in it.
	Bin(ctx context.Context, id string) error
	Unbin(ctx context.Context, id string) error
	// Binned is what is in the bin, what went there last first.
	Binned(ctx context.Context) ([]Binned, error)
	// EmptyBin erases what went to the bin before a moment: here and in everything kept beside it that can be read.
	EmptyBin(ctx context.Context, before Instant) (Erased, error)
	// Forget erases all of a team for good: here, in the bin and in everything kept beside it. What of that cannot be read
	// goes whole, because it may hold the team. CodeNotFound when nothing of the team is here.
	Forget(ctx context.Context, team string) (Erased, error)

	Close() error
}

// Binned is an assessment in the bin, and when it went there.
type Binned struct {
	ID   string
	Team Team
	Date Date
	At   Instant
}

// BinDays is how long the bin keeps an assessment.
const BinDays = 30

// Gone returns when an assessment in the bin is erased.
func (b Binned) Gone() Date { return DateOf(b.At.Time().Local().AddDate(0, 0, BinDays)) }

// Erased is what was erased for good.
type Erased struct {
	// Assessments are those that were here, by date; At is 0 for those that were not in the bin.
	Assessments []Binned
	// Copies is how many backups and other copies were written anew without them.
	Copies int
	// Unreadable are the backups and other copies that could not be read: removed whole by Forget, left by EmptyBin.
	Unreadable []string
}

// Retire puts what is older than so many years into the bin, and returns it; 0 years is for ever. It goes by the date of
// the assessment, and from the bin it is erased like all else there.
func Retire(ctx context.Context, s Store, today Date, years int) ([]Summary, error) {
	due, err := Overage(ctx, s, today, years)
	if err != nil {
		return nil, err
	}
	for i, x := range due {
		if err := s.Bin(ctx, x.ID); err != nil {
			return due[:i], err
		}
	}
	return due, nil
}

// Overage lists what Retire would put into the bin.
func Overage(ctx context.Context, s Store, today Date, years int) ([]Summary, error) {
	if years <= 0 {
		return nil, nil
	}
	all, err := s.Summaries(ctx, today)
	if err != nil {
		return nil, err
	}
	oldest := DateOf(today.Time().AddDate(-years, 0, 0))
	return slices.DeleteFunc(all, func(x Summary) bool { return x.Date == "" || x.Date >= oldest }), nil
}

// Summary is one assessment on the shelf. Scored counts the indicators in scope that have a level, Answered those
// with any answer, of Total in scope. Ballots are those that count, as in the result: none that waits. Round counts the team's assessments up to this one, from 1.
type Summary struct {
	ID             string
	Team           Team
	Date           Date
	Scope          Scope
	Status         Status
	Round          int
	Scored         int
	Answered       int
	Total          int
	Ballots        int
	PlanStatus     PlanStatus
	EvaluationDate Date
	OpenActions    int
	OverdueActions int
}

// Summarize returns the summary of an assessment, judged by today; Round is left to who knows the team's others.
func (a *Assessment) Summarize(today Date) Summary {
	s := Summary{
		ID: a.ID, Team: a.Team, Date: a.Date, Scope: a.Scope, Status: a.Status, Ballots: len(a.Counted()),
		PlanStatus: a.Plan.Status, EvaluationDate: a.Plan.EvaluationDate,
	}
	s.Answered, s.Total = a.Answered()
	for _, ind := range a.Card.InScope(a.Scope) {
		if a.Score(ind.ID).Answer.IsLevel() {
			s.Scored++
		}
	}
	s.OpenActions, s.OverdueActions = a.Plan.Progress(today)
	return s
}
