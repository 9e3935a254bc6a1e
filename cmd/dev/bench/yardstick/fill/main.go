// Fill generates the same teams every time for measurements: in a data folder through the store, or as hand-over
// files. The first team has not scored anything, all others are done. With -mixed they are the files that a manager is
// sent: three years of each team, some on their own card or only the core, some damaged or with a password.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

func main() {
	teams := flag.Int("teams", 10, "how many teams")
	data := flag.String("data", "", "the data folder to store them in")
	files := flag.String("files", "", "the folder to write a hand-over file each in")
	mixed := flag.Bool("mixed", false, "make all kinds of files of three rounds of each team")
	flag.Parse()
	make := func() error { return fill(context.Background(), *teams, *data, *files) }
	if *mixed {
		make = func() error { return mix(*teams, *files) }
	}
	if err := make(); err != nil {
		fmt.Fprintln(os.Stderr, "fill:", err)
		os.Exit(1)
	}
}

func fill(ctx context.Context, teams int, data, files string) error {
	m, err := newMaker()
	if err != nil {
		return err
	}
	if files != "" {
		for i := range teams {
			if err := exchange.Save(filepath.Join(files, fmt.Sprintf("%05d%s", i, exchange.Extension)), m.team(i)); err != nil {
				return fmt.Errorf("write a file: %w", err)
			}
		}
		return nil
	}
	store, err := sqlite.Open(ctx, data, sqlite.Options{Holder: "command"})
	if err != nil {
		return fmt.Errorf("open the data: %w", err)
	}
	for i := range teams {
		if err := store.Add(ctx, m.team(i)); err != nil {
			return fmt.Errorf("store a team: %w", err)
		}
	}
	return store.Close()
}

// ballots is the number of ballots of each team.
const ballots = 15

type maker struct {
	card   *assessment.Card
	random *rand.Rand
}

func newMaker() (maker, error) {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return maker{}, fmt.Errorf("read the cards: %w", err)
	}
	return maker{card: cards.Newest("lob-mbo"), random: rand.New(rand.NewPCG(1, 2))}, nil
}

const (
	day    = assessment.Date("2026-11-23")
	stamp  = assessment.Instant(1_795_000_000_000)
	remark = "Dit bespreken we al in het team, maar nog niet met de student erbij."
)

// team returns the assessment of one team, as complete as real ones are: all indicators scored, some remarks, and a
// plan with three priorities of three actions.
func (m maker) team(i int) *assessment.Assessment {
	team := assessment.Team{ID: m.id(), Institution: "ROC Voorbeeld", Programme: "Opleiding " + string(rune('A'+i%26)), Name: fmt.Sprintf("Team %05d", i)}
	a := assessment.New(m.card, team, day.AddWeeks(-m.random.IntN(50)), stamp)
	a.ID = m.id()
	if i > 0 {
		m.score(a, assessment.ScopeFull)
	}
	return a
}

// score scores the indicators in a scope, and makes the plan.
func (m maker) score(a *assessment.Assessment, scope assessment.Scope) {
	a.Mode, a.Revealed, a.Scope = assessment.ModeIndividual, true, scope
	indicators := m.card.InScope(scope)
	for range ballots {
		b := assessment.Ballot{ID: m.id(), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{}, Remarks: map[string]string{}}
		for _, ind := range indicators {
			b.Answers[ind.ID] = m.answer()
			if m.random.IntN(10) == 0 {
				b.Remarks[ind.ID] = remark
			}
		}
		a.Ballots = append(a.Ballots, b)
	}
	for _, ind := range indicators {
		s := a.Score(ind.ID)
		s.Answer, s.UpdatedAt = m.answer(), stamp
		if m.random.IntN(3) == 0 {
			s.Note, s.Evidence = remark, "Verslag van de teamdag"
		}
		a.Scores = append(a.Scores, s)
	}
	for position, at := range m.random.Perm(len(indicators))[:3] {
		a.Plan.Priorities = append(a.Plan.Priorities, m.priority(indicators[at].ID, position+1))
	}
	a.Plan.Strong, a.Plan.Concern, a.Plan.Choice = remark, remark, remark
	a.Plan.EvaluationDate = day.AddWeeks(m.random.IntN(40))
	a.Sort()
}

func (m maker) priority(indicator string, position int) assessment.Priority {
	p := assessment.Priority{
		ID: m.id(), Indicator: indicator, Why: strings.Repeat(remark+" ", 2), Goal: remark, StudentEffect: remark,
		Position: position, UpdatedAt: stamp,
	}
	for range 3 {
		act := assessment.NewAction(day.AddWeeks(-12))
		act.ID, act.What, act.Owner, act.DoneWhen, act.UpdatedAt = m.id(), remark, "Teamleider", "Het staat in het jaarplan", stamp
		act.Due = day.AddWeeks(m.random.IntN(40) - 10) // some are overdue
		p.Actions = append(p.Actions, act)
	}
	return p
}

// answer returns a level, or occasionally Unknown.
func (m maker) answer() assessment.Answer {
	if m.random.IntN(12) == 0 {
		return assessment.Unknown
	}
	return assessment.Answer(1 + m.random.IntN(m.card.Levels()))
}

func (m maker) id() string {
	var b [16]byte
	for i := range b {
		b[i] = byte(m.random.Uint32())
	}
	id := uuid.UUID(b)
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // the version and variant bits of a random UUID
	return id.String()
}
