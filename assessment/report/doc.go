// Package report makes the documents a team takes along: their content as blocks, and the blocks laid out on pages in
// millimetres. It draws nothing: report/pdf turns pages into a file. Every number and judgement comes from the
// assessment; this package only says them.
package report

import (
	"time"

	"kwaliteitskaart/assessment"
)

// Kind is one of the documents. Source: print.md.
type Kind string

// The documents.
const (
	Summary Kind = "summary" // one page to sign and keep
	Plan    Kind = "plan"    // the summary, all actions, and every priority in full
	Card    Kind = "card"    // one page for the wall: the card with its scores
)

// Kinds lists every document.
var Kinds = []Kind{Summary, Plan, Card}

// Words says things in the reader's language. *text.Language of the window does.
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

// Input is what a document is made of. Previous is the team's earlier round, or nil; it is shown only once this
// round's scores are in. Round counts the team's rounds from 1; 0 leaves it out. Today is what overdue is judged by.
type Input struct {
	Assessment     *assessment.Assessment
	Previous       *assessment.Assessment
	Round          int
	Today          assessment.Date
	Words          Words
	ProgramVersion string
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
	Shortened              string // follows the ellipsis of a text that did not fit, such as " (zie plan)"
	Sections               []Section
}

// Section is a run of pages of one shape. On one of a single page everything is made to fit: by less air first, then
// by shortening texts that may be shortened. Fill takes the height that the rest leaves; Foot stands at the bottom.
// What a single page had to shorten is said in full by the blocks a later section has IfShortened.
type Section struct {
	Landscape, Single bool
	Blocks            []Block
	Fill              Filler
	Foot              []Block
	IfShortened       []Block
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
	if kind != Card { // which is all there is of itself
		doc.Shortened = " " + c.say("see_plan")
	}
	switch kind {
	case Summary:
		doc.Sections = []Section{c.summary()}
	case Plan:
		doc.Sections = append([]Section{c.summary()}, c.plan()...)
	case Card:
		title = c.card(c.a.Card.Title)
		doc.Sections = []Section{c.wall()}
	}
	doc.Title = joined(" – ", title, c.team, in.Words.Date(c.a.Date))
	return doc
}
