package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// scanScreen reads scanned paper forms: it shows progress, asks about missing pages and uncertain marks, shows what was read,
// and only then takes the ballots in, all at once. The scan is not kept. Source: .github/spec/everyone.md, Papier.
type scanScreen struct {
	shared
	w     *Window
	paths []string

	stop       context.CancelFunc // of the reading
	done, of   int                // pages
	read       *scan.Reading      // nil until all are read
	incomplete []int              // forms with a missing page, not yet decided on
	questions  []scan.Question    // nil until those are decided
	at         int                // the question that is shown
	answers    map[scan.Question]assessment.Answer
	groups     map[int]assessment.Group
	wrong      rune // the refused key
	saving     bool
	added      int  // ballots
	ended      bool // they are in
}

// scanPattern is the names of scans, for a dialog that may be case-sensitive.
const scanPattern = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.PDF *.JPG *.JPEG *.PNG *.TIF *.TIFF"

// scanned reports whether a file is a scan, by its name.
func scanned(path string) bool {
	extension := strings.ToLower(filepath.Ext(path))
	return extension != "" && slices.Contains(strings.Fields(scanPattern), "*"+extension)
}

// chooseScan asks for the files of a scan, and reads them.
func (w *Window) chooseScan() {
	if w.refusesScores() {
		return
	}
	title := w.say("gather.paper_scan")
	w.askMany(title, w.Documents+string(filepath.Separator), "scan.path_hint", func() ([]string, error) {
		return w.Dialogs.OpenMany(title, w.Documents, w.say("scan.file"), scanPattern)
	}, w.readScan)
}

// readScan reads the files of a scan, in the order of their names.
func (w *Window) readScan(paths []string) {
	if w.refusesScores() {
		return
	}
	paths = slices.Clone(paths)
	slices.Sort(paths)
	s := &scanScreen{w: w, paths: paths, answers: make(map[scan.Question]assessment.Answer), groups: make(map[int]assessment.Group)}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	w.show(s)
	s.run(ctx)
}

// run reads the pages off the UI goroutine.
func (s *scanScreen) run(ctx context.Context) {
	w, id := s.w, s.w.session.Assessment.ID
	var read *scan.Reading
	w.background(w.onceSaved(func(context.Context) error {
		round, err := assessment.LoadRound(ctx, w.Store, id)
		if err != nil {
			return err
		}
		sheets, err := w.FormSheets(round)
		if err != nil {
			return err
		}
		var pictures scan.Files
		for _, path := range s.paths {
			p, err := w.OpenScan(path)
			if err != nil {
				return err
			}
			pictures = append(pictures, p)
		}
		reader := scan.NewReader(round.Assessment, sheets)
		reader.Progress = func(done, of int) {
			fyne.Do(func() { s.done, s.of = max(s.done, done), of; s.again() })
		}
		read, err = reader.Read(ctx, pictures)
		return err
	}), func(err error) {
		stopped := ctx.Err() != nil
		s.stop()
		switch {
		case stopped:
			if w.screen == s {
				s.cancel()
			}
		case err != nil:
			if w.screen == s {
				w.back()
			}
			w.showError(err)
		default:
			s.read = read
			s.order()
		}
	})
}

func (s *scanScreen) again() {
	if s.w.screen == s {
		s.w.render()
	}
}

// leave stops reading.
func (s *scanScreen) leave() {
	if s.read == nil {
		s.stop()
	}
}

// cancel goes back without taking anything in.
func (s *scanScreen) cancel() {
	s.w.back()
	s.w.showMessage(s.w.say("scan.dropped"))
}

func (s *scanScreen) build() view {
	w := s.w
	head := widgets.Statement(w.say("scan.title"))
	switch {
	case s.read == nil:
		words, part := w.say("scan.opening"), float32(0)
		if s.of > 0 {
			words, part = w.say("scan.progress", "done", s.done, "count", s.of), float32(s.done)/float32(s.of)
		}
		return view{
			body: widgets.Column(16, head, widgets.NewText(words), widgets.Progress(part, 6)),
			left: widgets.Secondary(w.say("scan.stop"), w.keyLabel(keyEscape), s.stop),
		}
	case s.ended:
		return view{
			body:  widgets.Column(16, head, widgets.NewText(w.say("scan.added", "count", s.added)), w.counted(), widgets.NewText(w.say("scan.delete")).Bold()),
			right: widgets.Primary(w.say("button.done"), w.keyLabel(keyEnter), w.back),
		}
	case s.read.Turned != nil:
		return s.asksOrder()
	case len(s.incomplete) > 0:
		return s.asksWhole(head)
	case s.at < len(s.questions):
		return s.asks()
	}
	return s.ready(head)
}

// asks shows a row with an uncertain mark, and the answers to choose from.
func (s *scanScreen) asks() view {
	w, a, q := s.w, s.w.session.Assessment, s.questions[s.at]
	title, hint := w.say("scan.which_group"), w.say("scan.group_hint")
	choices := widgets.Row(8)
	if ind, _ := a.Card.Indicator(q.Indicator); ind != nil {
		title, hint = ind.ID+" "+a.Card.In(ind.Title, w.lang.Code()), w.say("scan.hint", "levels", a.Card.Levels())
		for level := 1; level <= a.Card.Levels(); level++ {
			choices.Add(widgets.Secondary(a.Card.In(a.Card.Scale.Levels[level-1].Title, w.lang.Code()), assessment.Answer(level).String(), func() { s.setAnswer(assessment.Answer(level)) }))
		}
		choices.Add(widgets.Secondary(a.Card.In(a.Card.Answers.Unknown.Title, w.lang.Code()), "0", func() { s.setAnswer(assessment.Unknown) }))
		choices.Add(widgets.Secondary(a.Card.In(a.Card.Answers.NotApplicable.Title, w.lang.Code()), "N", func() { s.setAnswer(assessment.NotApplicable) }))
		choices.Add(widgets.Secondary(w.say("scan.blank"), w.keyLabel(keySpace), func() { s.setAnswer(assessment.Blank) }))
	} else {
		for _, g := range assessment.Groups {
			choices.Add(widgets.Secondary(w.say("group."+string(g)), w.say("paper.key."+string(g)), func() { s.setGroup(g) }))
		}
	}
	body := widgets.Column(16, widgets.Ends(16, widgets.Statement(w.say("scan.asks")),
		widgets.NewText(w.say("scan.question", "number", s.at+1, "count", len(s.questions))).Colored(theme.ColorQuiet).OneLine()),
		widgets.Progress(float32(s.at)/float32(len(s.questions)), 6), widgets.Heading(title))
	if q.Picture != nil {
		body.Add(widgets.Scanned(w.say("scan.picture", "page", q.Page), q.Picture))
	} else {
		body.Add(widgets.NewText(w.say("scan.no_picture")))
	}
	body.Add(choices)
	if s.wrong != 0 {
		hint = w.say("scan.wrong", "key", string(s.wrong)) + " " + hint
	}
	body.Add(widgets.NewText(hint).Colored(theme.ColorQuiet))
	v := view{body: body, left: widgets.Row(10, widgets.Secondary(w.say("scan.drop"), w.keyLabel(keyEscape), s.cancel))}
	if s.at > 0 {
		v.right = widgets.Secondary(w.say("scan.previous"), w.keyLabel(keyLeft), s.takeBackKey)
	}
	return v
}

func (s *scanScreen) setAnswer(answer assessment.Answer) {
	s.answers[s.questions[s.at]] = answer
	s.next()
}

func (s *scanScreen) setGroup(g assessment.Group) {
	s.groups[s.questions[s.at].Form] = g
	s.next()
}

// next goes to the next question.
func (s *scanScreen) next() {
	s.at, s.wrong = s.at+1, 0
	s.w.moveOn()
	s.again()
}

// takeBackKey goes back to the question before.
func (s *scanScreen) takeBackKey() {
	if s.at == 0 || s.saving || s.ended {
		s.w.nothingMore("undo.none")
		return
	}
	s.at, s.wrong = s.at-1, 0
	s.again()
}

// refuse reports that a character is not an answer.
func (s *scanScreen) refuse(r rune) {
	if s.asking() {
		s.wrong = r
		s.again()
	}
}

// asking reports whether a question about a row is shown.
func (s *scanScreen) asking() bool {
	return s.read != nil && !s.ended && s.read.Turned == nil && len(s.incomplete) == 0 && s.at < len(s.questions)
}

// ready shows what was read, to compare with the pile, before anything is taken in.
func (s *scanScreen) ready(head fyne.CanvasObject) view {
	w := s.w
	n := len(s.ballots())
	words := w.say("scan.ready", "count", n)
	switch {
	case s.read.Again():
		words = w.say("scan.again")
	case n == 0:
		words = w.lang.Error(assessment.Fail(assessment.CodeScanEmpty, nil, "file", filepath.Base(s.paths[0])))
	}
	body := widgets.Column(16, head, widgets.NewText(words).Bold())
	if n > 0 {
		body.Add(widgets.NewText(w.say("scan.compare")).Colored(theme.ColorQuiet))
	}
	var said []string
	for _, note := range s.read.LeftOut() {
		said = append(said, w.say(note.Key, note.Args...))
	}
	body.Add(widgets.List(6, len(said), func(i int) fyne.CanvasObject { return widgets.NewText(said[i]) }))
	v := view{body: body, left: widgets.Row(10, widgets.Secondary(w.say("scan.drop"), w.keyLabel(keyEscape), s.cancel))}
	if n > 0 {
		b := widgets.Primary(w.say("scan.take", "count", n), w.keyLabel(keyEnter), s.takeIn)
		b.SetDisabled(s.saving)
		v.right = b
	}
	return v
}

func (s *scanScreen) ballots() []assessment.Ballot { return s.read.Ballots(s.answers, s.groups) }

// takeIn takes the ballots in, all at once.
func (s *scanScreen) takeIn() {
	w := s.w
	if s.saving {
		return
	}
	s.saving = true
	to, list := exchange.Invite(w.session.Assessment), s.ballots()
	added := 0
	w.changeBallots(func(ctx context.Context, _ string) error {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		o, err := to.FromPaper(s.paths[0], list)
		if err != nil {
			return err
		}
		m, err := exchange.TakeIn(ctx, w.Store, o, exchange.Consent{})
		if err == nil {
			added = m.New.Ballots
		}
		return err
	}, func(err error) {
		s.saving = false
		if err != nil {
			s.again()
			w.showError(err)
			return
		}
		s.added, s.ended = added, true
		s.answers, s.groups, s.questions = nil, nil, nil // nothing of it is kept
		s.read.Forget()
		s.again()
	})
}

func (s *scanScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

func (s *scanScreen) keys() keyTable {
	w := s.w
	drop := key{name: keyEscape, help: "scan.drop", do: s.cancel}
	switch {
	case s.read == nil:
		return keyTable{{name: keyEscape, help: "help.stop", do: s.stop}}
	case s.saving:
		return nil
	case s.ended:
		return append(w.leadsBack(), key{name: keyEnter, help: "button.done", do: w.back})
	case s.read.Turned != nil:
		return append(s.orderKeys(), drop)
	case len(s.incomplete) > 0:
		return append(s.wholeKeys(), drop)
	case !s.asking():
		keys := keyTable{drop}
		if len(s.ballots()) > 0 {
			keys = append(keys, key{name: keyEnter, help: "help.go_on", do: s.takeIn})
		}
		return keys
	}
	keys := keyTable{}
	if s.questions[s.at].Indicator == "" {
		for _, g := range assessment.Groups {
			keys = append(keys, key{name: keyName(w.say("paper.key." + string(g))), help: "help.group", do: func() { s.setGroup(g) }})
		}
	} else {
		keys = append(answerKeys(w.session.Assessment.Card.Levels(), s.setAnswer), key{name: keySpace, help: "help.paper_blank", do: func() { s.setAnswer(assessment.Blank) }})
	}
	if s.at > 0 {
		keys = append(keys, key{name: keyLeft, help: "scan.previous", do: s.takeBackKey})
	}
	return append(keys, drop)
}
