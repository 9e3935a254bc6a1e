// Package report builds the documents that a team takes along: first their content as blocks, then the layout of
// those blocks on pages, in millimetres. It draws nothing: report/pdf writes pages to a file. All numbers and
// judgements come from package assessment; this package only puts them into words.
package report

import (
	"slices"
	"time"

	"kwaliteitskaart/assessment"
)

// Kind identifies one of the documents. Source: .github/spec/print.md.
type Kind string

// The documents.
const (
	Summary Kind = "summary" // one page to sign and keep
	Plan    Kind = "plan"    // the summary, all actions, and all priorities in full
	Card    Kind = "card"    // one page for the wall: the card with its scores
	Actions Kind = "actions" // a page for each owner to take along
	Full    Kind = "full"    // the plan, the card, all indicators, and how the result came about
	Form    Kind = "form"    // the card without scores, to score on paper
	Prepare Kind = "prepare" // one page for everyone, before the meeting
	Talk    Kind = "talk"    // for the facilitator: what to discuss, with the ballots as dots
)

// Timetable is the page for the facilitator, which the team screen offers: of a meeting, not of its result.
const Timetable Kind = "timetable"

// Kinds lists every document that can be chosen.
var Kinds = []Kind{Summary, Plan, Card, Actions, Full, Form, Prepare, Talk}

// OfPlan reports whether a document shows what adopting fixes. The others have no adopted form, and are never marked as a
// draft. Source: .github/spec/decisions.md 4.
func (k Kind) OfPlan() bool { return !slices.Contains([]Kind{Form, Prepare, Talk, Timetable}, k) }

// Available returns CodeNoTalk for Talk while the ballots may not be shown, otherwise nil.
// Source: .github/spec/decisions.md 12.
func (k Kind) Available(a *assessment.Assessment) error {
	if k == Talk && !a.BallotsShown() {
		return assessment.Fail(assessment.CodeNoTalk, nil, "team", a.Team.Name)
	}
	return nil
}

// Title returns the title of a document, which is its heading of level 1. That of Card is the title of the card.
func (k Kind) Title(card *assessment.Card, w Words) string {
	if k == Card {
		return card.In(card.Title, w.Code())
	}
	return w.Say("document." + string(k))
}

// Words formats text, dates and numbers in the reader's language. *words.Language implements it.
type Words interface {
	Code() string
	Say(key string, args ...any) string
	Date(assessment.Date) string
	ShortDate(assessment.Date) string
	LongDate(assessment.Date) string
	Mean(*assessment.Mean) string
	Number(int) string
	Euros(int) string
	Means(hours, euros int) []string
	Replied(*assessment.Action) string
	Published(card *assessment.Card, c assessment.Change, value string) string
}

// Input is everything a document is made from. Earlier rounds are shown only once this round's scores are in. Today is the
// day of the document: statuses, overdue actions and sums are as of that day, and each page names it. Checksum is the
// checksum of the file that contains the assessment or that it would be handed over as; "" leaves it out.
type Input struct {
	assessment.Round
	Today          assessment.Date
	Words          Words
	ProgramVersion string
	Checksum       string
	Copies         int // of a form, one for each person; 0 counts as one
}

// Document is a document that is not laid out yet.
type Document struct {
	Kind                   Kind
	Lang                   string
	Title, Author, Subject string
	Program                string    // the program that made it
	Made                   time.Time // when the content last changed, not when the file was written: the same input gives the same bytes
	Draft                  string    // the word printed on each page of a plan that is not adopted, or ""
	Foot                   string    // the text on the left of each footer, after the author
	PageOf                 func(page, pages int) string
	Continued              string // the word after a heading that is repeated on the next page of its block
	Copies                 int    // the number of copies in the file, each with its own page numbers; 0 counts as one
	Stamp                  *Stamp // of the pages that are scanned; nil if none are
	Sections               []Section
}

// Section is a run of pages of one orientation. With Single everything has to fit on one page: spacing is reduced first, then
// texts are shortened, each followed by its ellipsis and Shortened, such as " (zie plan)". Fill takes the remaining height,
// and Foot is at the bottom. IfShortened is added to Blocks if an earlier single page had to shorten a text, and gives that
// text in full. The first of Fits that stays within its number of pages replaces Blocks. Stamped leaves room for the marks
// needed to scan it. With Contents it ends with a list of the headings of level 2 in the sections after it, with their pages.
type Section struct {
	Landscape, Single bool
	Stamped           bool
	Contents          bool
	Shortened         string
	Blocks            []Block
	Fits              []Fit
	Fill              filler
	Foot              []Block
	IfShortened       []Block
}

// Fit is a version of a section's blocks that may take at most Pages pages.
type Fit struct {
	Pages  int
	Blocks []Block
}

// Build returns the document of the given kind, which must be one of Kinds or Timetable.
func Build(kind Kind, in Input) Document {
	c := newContent(in)
	doc := Document{
		Kind:    kind,
		Lang:    in.Words.Code(),
		Author:  c.team,
		Subject: c.card(c.a.Card.Title),
		Program: "Kwaliteitskaart " + in.ProgramVersion,
		Made:    c.a.UpdatedAt.Time(),
		Foot:    c.foot(),
		PageOf:  func(page, pages int) string { return c.say("page", "page", page, "pages", pages) },

		Continued: c.say("continued"),
	}
	if c.a.UpdatedAt == 0 {
		doc.Made = c.a.Date.Time()
	}
	if c.a.Plan.Status != assessment.PlanAdopted && kind.OfPlan() {
		doc.Draft = c.say("draft")
	}
	switch c.title = kind.Title(c.a.Card, in.Words); kind {
	case Summary:
		doc.Sections = []Section{c.summary()}
	case Plan:
		doc.Sections = append([]Section{c.summary()}, c.plan(c.allRounds()...)...)
	case Card:
		doc.Sections = []Section{c.wall(1)}
	case Actions:
		doc.Sections = c.handouts()
	case Full:
		doc.Sections = []Section{c.summary(), {Contents: true, Blocks: []Block{Heading{Level: 2, Text: c.say("contents"), Style: pageStyle}}}}
		doc.Sections = append(append(doc.Sections, c.plan()...), c.wall(2))
		doc.Sections = append(doc.Sections, c.development()...)
		doc.Sections = append(doc.Sections, c.areas()...)
		doc.Sections = append(doc.Sections, c.guide()...)
		doc.Sections = append(doc.Sections, c.account())
	case Form:
		doc.Copies = in.Copies
		doc.Stamp = newStamp(c.a, in.Words.Code())
		doc.Sections = []Section{c.form()}
	case Prepare:
		doc.Sections = []Section{c.prepare()}
	case Talk:
		doc.Sections = []Section{c.talk()}
	case Timetable:
		doc.Sections = []Section{c.timetable()}
	}
	doc.Title = joined(" – ", c.title, c.team, in.Words.Date(c.a.Date))
	return doc
}
