package ui

import (
	"context"
	"fmt"
	"image"
	"log/slog"
	"sync"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/widgets"
)

// pictureWait is how long the screen waits for the pictures of its documents, so that it appears complete. Those of a usual
// team take less; for a card with hundreds of indicators the sheets are blank until all are drawn.
const pictureWait = 150 * time.Millisecond

// pagePictures is small pictures of the first pages of all documents. They are drawn off the UI goroutine, from documents
// that were built on it.
type pagePictures struct {
	images map[report.Kind]image.Image // nil while they are being drawn
	shows  string                      // a summary of their content: when it changes they are drawn again
	stop   context.CancelFunc
}

// of returns the picture of a document; nil for a blank sheet.
func (p *pagePictures) of(k report.Kind) image.Image {
	if p == nil {
		return nil
	}
	return p.images[k]
}

// draw draws the documents as they are now, unless they are drawn already.
func (p *printScreen) draw() {
	w := p.w
	if w.Picture == nil {
		return
	}
	longest := int(widgets.PageSize()*w.win.Canvas().Scale() + 0.5)
	sum, err := exchange.Checksum(w.session.Assessment)
	shows := fmt.Sprint(sum, p.lang, p.adopted, longest, w.Today())
	if err != nil || p.pages != nil && p.pages.shows == shows {
		return
	}
	p.leave()
	docs := p.documents()
	ctx, stop := context.WithCancel(context.Background())
	pages := &pagePictures{shows: shows, stop: stop}
	p.pages = pages
	drawn := make(chan map[report.Kind]image.Image, 1)
	waiting := true
	w.background(func(context.Context) error {
		drawn <- drawAll(ctx, docs, longest, w.Picture)
		return nil
	}, func(error) {
		if waiting || pages.images != nil || ctx.Err() != nil {
			return
		}
		pages.images = <-drawn
		if w.screen == p {
			w.render()
		}
	})
	select {
	case pages.images = <-drawn:
	case <-time.After(pictureWait):
	}
	waiting = false
}

// leave stops drawing.
func (p *printScreen) leave() {
	if p.pages == nil {
		return
	}
	if p.pages.stop(); p.pages.images == nil {
		p.pages = nil
	}
}

// documents returns all documents in the chosen language and version.
func (p *printScreen) documents() (docs []report.Document) {
	w, s := p.w, p.w.session
	now := report.Input{
		Round: s.Round(),
		Today: w.Today(), Words: words.In(p.lang),
	}
	then := now
	if p.adopted {
		if round, err := now.AsAdopted(); err == nil {
			then.Round, then.Today = round, round.Assessment.Plan.AdoptedOn
		}
	}
	for _, k := range report.Kinds {
		in := now
		if k.OfPlan() {
			in = then
		}
		docs = append(docs, report.Build(k, in))
	}
	return docs
}

// drawAll draws the first pages of documents. One that cannot be drawn is left out.
func drawAll(ctx context.Context, docs []report.Document, longest int, picture func(context.Context, report.Document, int) (image.Image, error)) map[report.Kind]image.Image {
	images := make([]image.Image, len(docs))
	var all sync.WaitGroup
	for i, doc := range docs {
		all.Go(func() {
			img, err := picture(ctx, doc, longest)
			if err != nil {
				slog.Warn("draw a page", "cause", assessment.Cause(err))
				return
			}
			images[i] = img
		})
	}
	all.Wait()
	drawn := make(map[report.Kind]image.Image)
	for i, doc := range docs {
		if images[i] != nil {
			drawn[doc.Kind] = images[i]
		}
	}
	return drawn
}
