package ui

import (
	"context"
	"image"
	"slices"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/session"
)

// drawing lets a room draw documents, and returns a function that returns the titles of those drawn since its last call.
func drawing(r *room) func() []string {
	var of sync.Mutex
	var titles []string
	r.Picture = func(_ context.Context, doc report.Document, longest int) (image.Image, error) {
		of.Lock()
		defer of.Unlock()
		titles = append(titles, doc.Title)
		return image.NewRGBA(image.Rect(0, 0, longest, longest)), nil
	}
	return func() []string {
		of.Lock()
		defer of.Unlock()
		list := titles
		titles = nil
		slices.Sort(list)
		return list
	}
}

// pictures returns the number of pictures on screen.
func (r *room) pictures() (n int) {
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if _, ok := o.(*canvas.Image); ok {
			n++
		}
	})
	return n
}

// The documents are drawn once, and again when their content or language changes, but not for another choice.
func TestDocumentsAreDrawnAgainWhenTheyChange(t *testing.T) {
	r := enter(t, "nl")
	drawn := drawing(r)
	r.addExample()
	r.goTo(session.StepPrint)
	all := drawn()
	if len(all) != len(report.Kinds) || r.pictures() != len(report.Kinds) {
		t.Fatalf("drew %q, %d on screen", all, r.pictures())
	}
	r.press(fyne.KeyRight, fyne.KeyRight)
	if again := drawn(); len(again) > 0 || r.pictures() != len(report.Kinds) {
		t.Errorf("another choice draws %q, %d on screen", again, r.pictures())
	}
	p := r.screen.(*printScreen)
	p.lang = "en"
	r.render()
	if english := drawn(); len(english) != len(all) || slices.Equal(english, all) {
		t.Errorf("in English it draws %q", english)
	}
	r.session.Assessment.Team.Name = "Een ander team"
	r.render()
	if len(drawn()) != len(all) {
		t.Error("of another team it shows what was")
	}
}

// If drawing takes long the sheets are blank until all are drawn. Leaving stops it.
func TestDocumentsDrawnLate(t *testing.T) {
	r := enter(t, "nl")
	drawn := drawing(r)
	r.addExample()
	at := r.spawn
	var late []func()
	r.spawn = func(f func()) { late = append(late, f) }
	r.goTo(session.StepPrint)
	if r.pictures() > 0 {
		t.Error("shows what is not drawn yet")
	}
	for _, f := range late {
		f()
	}
	if r.pictures() != len(report.Kinds) || len(drawn()) != len(report.Kinds) {
		t.Errorf("%d on screen", r.pictures())
	}
	late = nil
	r.goTo(session.StepPrint)
	r.spawn = at
	r.goTo(session.StepTeam)
	before := r.words()
	for _, f := range late {
		f()
	}
	if r.words() != before {
		t.Error("what was drawn late changed another screen")
	}
}

// A saved document or workbook can be opened from the message about it; a hand-over file cannot.
func TestSavedFilesCanBeOpened(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPrint)
	for _, x := range []struct {
		save func()
		open bool
	}{{r.screen.(*printScreen).save, true}, {func() { r.saveSheet(".xlsx") }, true}, {r.saveHandOver, false}} {
		r.viewed = nil
		x.save()
		if got := r.notice.open != nil; got != x.open {
			t.Errorf("%q offers to open it: %v", r.notice.words, got)
			continue
		}
		if x.open {
			r.notice.open()
			if len(r.viewed) != 1 {
				t.Errorf("opened %q", r.viewed)
			}
		}
	}
}
