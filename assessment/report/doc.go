// Package report makes the documents a team takes along: their content as blocks, and the blocks laid out on pages in
// millimetres. It draws nothing: report/pdf turns pages into a file. Every number and judgement comes from the
// assessment; this package only says them.
package report

import (
	"time"

	"kwaliteitskaart/assessment"
)

// Kind is one of the documents. Source: .github/spec/print.md.
type Kind string

// The documents.
const (
	Summary Kind = "summary" // one page to sign and keep
	Plan    Kind = "plan"    // the summary, all actions, and every priority in full
	Card    Kind = "card"    // one page for the wall: the card with its scores
	Actions Kind = "actions" // for each owner a page to take along
	Full    Kind = "full"    // the plan, the card, every indicator, and how it all came about
	Form    Kind = "form"    // the card without scores, to score on paper
)

// Kinds lists every document.
var Kinds = []Kind{Summary, Plan, Card, Actions, Full, Form}

// Words says things in the reader's language. *words.Language does.
type Words interface {
	Code() string
	Say(key string, args ...any) string
	Date(assessment.Date) string
	ShortDate(assessment.Date) string
	LongDate(assessment.Date) string
	Mean(*assessment.Mean) string
	Number(int) string
	Euros(int) string
}

// Input is what a document is made of. Earlier rounds are shown only once this round's scores are in. Today is what overdue
// is judged by. Checksum is that of the file the assessment is kept in or would be handed over as; "" leaves it out.
type Input struct {
	assessment.Round
	Today          assessment.Date
	Words          Words
	ProgramVersion string
	Checksum       string
}

// Document is a document before it is laid out.
type Document struct {
	Kind                   Kind
	Lang                   string
	Title, Author, Subject string
	Program                string    // what made it
	Made                   time.Time // of the content, not of the file: the same input gives the same bytes
	Draft                  string    // the word on each page of a plan that is not adopted, or ""
	Foot                   string    // left in the footer of each page, after the author
	PageOf                 func(page, pages int) string
	Sections               []Section
}

// Section is a run of pages of one shape. On one of a single page everything is made to fit: by less air first, then
// by shortening texts that may be shortened; Shortened then follows their ellipsis, such as " (zie plan)". Fill takes
// the height that the rest leaves; Foot stands at the bottom. What a single page had to shorten is said in full by the
// blocks a later section has IfShortened. The first of Fits that takes no more than its pages stands in for Blocks.
type Section struct {
	Landscape, Single bool
	Shortened         string
	Blocks            []Block
	Fits              []Fit
	Fill              filler
	Foot              []Block
	IfShortened       []Block
}

// Fit is blocks for no more than so many pages.
type Fit struct {
	Pages  int
	Blocks []Block
}

// Build makes a document. The kind is one of Kinds.
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
	}
	if c.a.UpdatedAt == 0 {
		doc.Made = c.a.Date.Time()
	}
	if c.a.Plan.Status != assessment.PlanAdopted {
		doc.Draft = c.say("draft")
	}
	title := c.say("title.plan")
	switch kind {
	case Summary:
		doc.Sections = []Section{c.summary()}
	case Plan:
		doc.Sections = append([]Section{c.summary()}, c.plan(c.allRounds()...)...)
	case Card:
		title = c.card(c.a.Card.Title)
		doc.Sections = []Section{c.wall(1)}
	case Actions:
		title = c.say("title.actions")
		doc.Sections = c.handouts()
	case Full:
		doc.Sections = append(append([]Section{c.summary()}, c.plan()...), c.wall(2))
		doc.Sections = append(doc.Sections, c.development()...)
		doc.Sections = append(doc.Sections, c.areas()...)
		doc.Sections = append(doc.Sections, c.account())
	case Form:
		title = c.say("title.form")
		doc.Draft = "" // it holds nothing of the plan
		doc.Sections = []Section{c.form()}
	}
	doc.Title = joined(" – ", title, c.team, in.Words.Date(c.a.Date))
	return doc
}
