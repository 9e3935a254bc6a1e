package assessment

import (
	"context"
	"slices"
)

// Store keeps assessments. Each change is one method and one transaction: if it returns nil, the change is on disk;
// if it returns an error, nothing has changed. Errors with a message for the user are of type *Error.
//
// The store stamps records with max(now, the stamp it replaces + 1 ms); incoming stamps are ignored, except by Add
// and TakeIn. A record that breaks a rule is refused with the domain's own error. Methods are safe for concurrent
// use. Package storetest checks the requirements on every store.
//
// Everything stored can be written to a file: a record that would not fit in a hand-over file with all others is
// refused (CodeFull), and stamps are in the range that a file can contain. Texts in single records are stored as
// PlainText; those of a whole assessment are stored unchanged.
type Store interface {
	// Summaries returns the shelf: all assessments, by team name, then newest first, then id. Actions are overdue relative to
	// today; those that another round of the team continues are not counted, and those that continue the same one count once
	// (CountOpen).
	Summaries(ctx context.Context, today Date) ([]Summary, error)
	// ShelfTop returns the beginning of the shelf in a time that does not depend on its length: all rounds of the
	// teams of its first most assessments, in the order of Summaries; and the number of teams on the whole shelf.
	ShelfTop(ctx context.Context, today Date, most int) (top []Summary, teams int, err error)
	// Load returns a whole assessment with its card, sorted. It fails with CodeNotFound if it does not exist.
	Load(ctx context.Context, id string) (*Assessment, error)
	// LoadAgreed returns what Load returns without the ballots, which are most of the data.
	LoadAgreed(ctx context.Context, id string) (*Assessment, error)
	// Previous returns the same team's latest assessment before the given one (by date, then id), or nil if there is
	// none.
	Previous(ctx context.Context, id string) (*Assessment, error)

	// Next returns the same team's first assessment after the given one, or nil if there is none.
	Next(ctx context.Context, id string) (*Assessment, error)

	// Add stores a new assessment with its stamps unchanged. It fails with CodeExists if it is already stored,
	// possibly in the bin, and with CodeCardConflict if its card differs from a stored card with the same id and
	// version.
	Add(ctx context.Context, a *Assessment) error
	// Discard removes an assessment in which nothing was entered since it was added as made (Untouched) and that has
	// no draft. It does nothing for any other assessment, or one that does not exist.
	Discard(ctx context.Context, made *Assessment) error
	// TakeIn stores an assessment from elsewhere. A new one is added as with Add. An existing one is merged as with
	// Assessment.Merge, with its previous round brought up to date as in files from here (Assessment.Keeping): replaced
	// records are kept, an assessment in the bin comes back (Returned), and taking in the same one again changes nothing. If
	// a later round of the team is adopted, the merge is as with Assessment.MergeUnder.
	TakeIn(ctx context.Context, a *Assessment) (*Merged, error)
	// Replaced returns the records that merges replaced in an assessment and that were not put back, newest last.
	// They stay on this computer.
	Replaced(ctx context.Context, assessment string) ([]Replacement, error)
	// PutBack puts back one of those records, as Assessment.PutBack does. It fails with CodeNotFound if r is no
	// longer among them.
	PutBack(ctx context.Context, assessment string, r Replacement) error
	// SaveDetails replaces the assessment's own fields and its team's. It refuses to hide what was revealed, and keeps
	// whether the round is open. While the plan is adopted it is refused, with CodeAdopted.
	SaveDetails(ctx context.Context, team Team, d Details) error
	// SaveScore replaces the team's score of an indicator. While the plan is adopted it is refused, with CodeAdopted.
	SaveScore(ctx context.Context, assessment string, s Score) error
	// SavePlan replaces the plan's own fields; its adoption, editions and priorities stay. While the plan is adopted,
	// SavePlan, SavePriority, SaveAction, Remove and PutBack add to its log (Plan.FollowLog).
	SavePlan(ctx context.Context, assessment string, p Plan) error
	// SavePriority replaces a priority's own fields, or adds a new one with everything beneath it.
	SavePriority(ctx context.Context, assessment string, p Priority) error
	// SaveAction replaces an action's own fields, or adds a new one to a priority, with its notes and answer.
	SaveAction(ctx context.Context, assessment, priority string, a Action) error
	// SaveAnswer replaces the leadership's answer to an action, also in a round that is closed.
	SaveAnswer(ctx context.Context, assessment, action string, r Reply) error
	// AddNote adds a progress note to an action.
	AddNote(ctx context.Context, assessment, action string, n Note) error
	// Remove deletes a priority, action or note permanently, with everything beneath it, and records the deletion.
	// Undoing it means adding the record again with new ids (Priority.Fresh, Action.Fresh).
	Remove(ctx context.Context, assessment, id string) error

	// Adopt adopts the plan on a date, as Assessment.Adopt does, after the team's previous round. From then on scores,
	// details and ballots are fixed: changing them is refused with CodeAdopted, and ballots from files wait. If a later round
	// was begun, it also closes this one.
	Adopt(ctx context.Context, assessment string, on Date, waived string) error
	// Reopen makes the plan a draft and the round open again, as Assessment.Reopen does. It fails with CodeLaterAdopted while
	// the plan of a later round of the team is adopted.
	Reopen(ctx context.Context, assessment string, on Date, why string) error
	// CloseRound closes a round on a date, as Assessment.CloseRound does. From then on changes are refused with CodeClosed,
	// except the leadership's answers, progress, and open actions.
	CloseRound(ctx context.Context, assessment string, on Date) error
	// Explain records why something agreed was changed, as Assessment.Explain does.
	Explain(ctx context.Context, assessment string, c Change, on Date, why string) error
	// MoveCard moves an assessment, and the draft of a ballot, to another version of its card as MoveTo does, and stores that
	// card if it is new. It fails with CodeCardConflict if it differs from the stored card with that id and version.
	MoveCard(ctx context.Context, assessment string, card *Card) error
	// CardUses returns the cards that assessments use, on the shelf or in the bin, by id and then version, each with those
	// assessments. A card that none uses any more gives way to another of its id and version.
	CardUses(ctx context.Context) ([]CardUse, error)

	// Draft returns the ballot that is being filled in on this computer, or nil; an assessment has at most one.
	Draft(ctx context.Context, assessment string) (*Ballot, error)
	// SaveDraft stores the ballot being filled in, replacing the previous draft. It survives a crash but leaves no
	// trace: once SaveDraft returns, neither the database nor its log contains a time or any earlier state (while
	// another program reads, that holds after a later change or Close). The ballot's id is ignored.
	SaveDraft(ctx context.Context, assessment string, b Ballot) error
	// DropDraft erases the draft, if there is one.
	DropDraft(ctx context.Context, assessment string) error
	// CastDraft turns the draft into a ballot with a new random id. It returns the id, so that a paper form just
	// keyed in can be taken back. It fails with CodeNotFound without a draft. Nothing stored reveals the order in
	// which ballots were cast. After the reveal a ballot waits until the waiting ballots can be counted together
	// (WaitingCanCount); then all of them count. One without any answer is refused, and the draft stays (CodeBallotEmpty).
	CastDraft(ctx context.Context, assessment string) (id string, err error)
	// AddBallots adds ballots from files, all or none, and returns the number of new ones. A ballot that is already stored
	// counts once, and gets the remarks that it lacks; Ballot.Again refuses others (CodeBallotOther), and one without any
	// answer is refused (CodeBallotEmpty). After the reveal ballots wait as in CastDraft.
	AddBallots(ctx context.Context, assessment string, ballots []Ballot) (added int, err error)
	// TakeBack erases a ballot that does not count yet, and fails with CodeRevealed once it does. Ballots that waited
	// only because of it then count. One that a file of another computer has shown (Ballot.Elsewhere) counts there.
	TakeBack(ctx context.Context, assessment, ballot string) error
	// Expect stores the expected number of ballots (0 for unknown, at most MaxBallots).
	Expect(ctx context.Context, assessment string, n int) error

	// Bin moves an assessment to the bin; Unbin moves it back. Neither changes its content.
	Bin(ctx context.Context, id string) error
	Unbin(ctx context.Context, id string) error
	// Binned returns the assessments in the bin, last binned first.
	Binned(ctx context.Context) ([]Binned, error)
	// EmptyBin erases the assessments that were moved to the bin before a moment: from the store and from all
	// readable copies kept beside it.
	EmptyBin(ctx context.Context, before Instant) (Erased, error)
	// Forget erases all data of a team: from the store, the bin and all copies kept beside it. A copy that cannot be
	// read is removed as a whole, because it may contain the team. It fails with CodeNotFound if the store has
	// nothing of the team.
	Forget(ctx context.Context, team string) (Erased, error)
	// Replace replaces everything of a team by rounds, in one step; copies kept beside the store stay. It resets the example
	// team.
	Replace(ctx context.Context, team string, rounds []*Assessment) error

	Close() error
}

// CardUse is a card and the assessments that use it, by date and then id; At is 0 for those that are not in the bin.
type CardUse struct {
	Card *Card
	By   []Binned
}

// Binned is an assessment in the bin, and when it was moved there.
type Binned struct {
	ID   string
	Team Team
	Date Date
	At   Instant
}

// BinDays is the number of days for which the bin keeps an assessment.
const BinDays = 30

// ErasedOn returns the date on which an assessment in the bin is erased.
func (b Binned) ErasedOn() Date { return DateOf(b.At.Time().Local().AddDate(0, 0, BinDays)) }

// Erased describes what was erased.
type Erased struct {
	// Assessments lists the erased assessments by date; At is 0 for those that were not in the bin.
	Assessments []Binned
	// Copies is the number of backups and other copies that were rewritten without them.
	Copies int
	// Unreadable lists the backups and other copies that could not be read: Forget removes them, EmptyBin leaves
	// them.
	Unreadable []string
}

// Retire moves assessments older than the given number of years to the bin, and returns them; 0 years disables it.
// The age is that of the assessment's date. The bin erases them like all others.
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

// Overage returns the assessments that Retire would move to the bin.
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

// Summary describes one assessment on the shelf. Total is the number of indicators in scope, Answered those with any
// answer, and Scored those with a level. Ballots are those that count, as in the result. Round is the sequence number
// among the team's assessments, starting at 1.
type Summary struct {
	ID             string
	Team           Team
	Date           Date
	Scope          Scope
	Status         Status
	Revealed       bool
	Round          int
	Scored         int
	Answered       int
	Total          int
	Ballots        int
	PlanStatus     PlanStatus
	EvaluationDate Date
	OpenActions    int
	OverdueActions int
	KeptActions    int // of OpenActions those of rounds that are not at hand (CountOpen)
}

// Summarize returns the summary of an assessment as of today, as if it were the team's only one: without Round, and with its
// own OpenActions.
func (a *Assessment) Summarize(today Date) Summary {
	s := Summary{
		ID: a.ID, Team: a.Team, Date: a.Date, Scope: a.Scope, Status: a.Status, Revealed: a.Revealed, Ballots: len(a.Counted()),
		PlanStatus: a.Plan.Status, EvaluationDate: a.Plan.EvaluationDate,
	}
	s.Answered, s.Total = a.Answered()
	for _, ind := range a.Card.InScope(a.Scope) {
		if a.Score(ind.ID).Answer.IsLevel() {
			s.Scored++
		}
	}
	s.OpenActions, s.OverdueActions = Round{Assessment: a}.Progress(today)
	return s
}
