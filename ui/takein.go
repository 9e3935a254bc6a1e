package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// takeInScreen imports many files, one after another, shows progress and can be stopped. A refused file does not stop
// the others.
type takeInScreen struct {
	shared
	w      *Window
	paths  []string
	lines  []string // outcome of each file so far
	locked []string // files that need a password
	// revealing are files that would reveal ballots here, and so were not imported.
	revealing []string
	sealing   []sealing
	may       exchange.Consent
	password  string
	stop      context.CancelFunc
	ended     bool
}

// takeFilesIn opens one file, or imports many.
func (w *Window) takeFilesIn(paths []string) {
	switch len(paths) {
	case 0:
	case 1:
		w.OpenFile(paths[0])
	default:
		if !w.leave() {
			return
		}
		t := &takeInScreen{w: w, paths: paths}
		w.show(t)
		t.run("")
	}
}

// run imports the files, with a password for those that need one.
func (t *takeInScreen) run(password string) {
	w := t.w
	ctx, stop := context.WithCancel(context.Background())
	t.stop, t.ended, t.lines, t.locked, t.revealing, t.sealing, t.password = stop, false, nil, nil, nil, nil, password
	paths := t.paths
	w.background(func(context.Context) error {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		for _, path := range paths {
			if ctx.Err() != nil {
				break
			}
			// Stopping waits for the current file, so that it is either imported or not, and reported.
			line, f, err := t.importFile(context.WithoutCancel(ctx), path, password)
			fyne.Do(func() { t.add(path, line, f, err) })
		}
		return nil
	}, func(err error) {
		stop()
		t.ended = true
		t.refresh()
		if err != nil {
			w.showError(err)
		}
	})
}

// importFile imports a file and returns its outcome, and the error if it was refused.
func (t *takeInScreen) importFile(ctx context.Context, path, password string) (line string, f *exchange.Opened, err error) {
	w := t.w
	name := filepath.Base(path)
	var m *assessment.Merged
	if f, err = w.Files.Open(path, password); err == nil {
		m, err = exchange.TakeIn(ctx, w.Store, f, t.may)
	}
	switch {
	case assessment.CodeOf(err) == assessment.CodeEncrypted:
		return name + ": " + w.say("take.locked"), f, err
	case err != nil:
		return w.refusedLine(name, err), f, err
	}
	return name + ": " + w.mergedLine(m), f, nil
}

// refusedLine returns why a file was refused, with its name once.
func (w *Window) refusedLine(name string, err error) string {
	words := w.lang.Error(err)
	if !strings.Contains(words, name) {
		words = name + ": " + words
	}
	return words
}

// mergedLine describes what merging did.
func (w *Window) mergedLine(m *assessment.Merged) string {
	return strings.Join(append([]string{w.merging(m)}, w.lang.Besides(m)...), " ")
}

func (w *Window) merging(m *assessment.Merged) string {
	team, date := w.teamName(m.Assessment.Team), w.lang.Date(m.Assessment.Date)
	added := w.lang.Added(m)
	switch {
	case m.Added:
		return w.say("take.added", "team", team, "date", date)
	case m.Same():
		return w.say("take.same", "team", team, "date", date)
	case m.Unlisted:
		return w.say("take.rest", "team", team, "date", date)
	case len(m.Replaced) == 0:
		return w.say("take.merged", "team", team, "date", date, "list", added)
	case added == "":
		return w.say("take.replaced", "team", team, "date", date, "count", len(m.Replaced))
	}
	return w.say("take.merged", "team", team, "date", date, "list", added) + " " +
		w.say("take.also_replaced", "count", len(m.Replaced))
}

// sentence returns words with an initial capital.
func sentence(words string) string {
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

func (t *takeInScreen) add(path, line string, f *exchange.Opened, refused error) {
	t.lines = append(t.lines, line)
	switch assessment.CodeOf(refused) {
	case assessment.CodeEncrypted, assessment.CodePassword:
		t.locked = append(t.locked, path)
	case assessment.CodeWouldReveal:
		t.revealing = append(t.revealing, path)
	case assessment.CodeWouldSeal:
		t.sealing = append(t.sealing, sealingOf(path, f, refused))
	}
	t.refresh()
}

func (t *takeInScreen) refresh() {
	if t.w.screen == t {
		t.w.render()
	}
}

func (t *takeInScreen) build() view {
	w := t.w
	said, n, all := t.lines, len(t.lines), len(t.paths)
	words := w.say("take.progress", "done", n, "count", all)
	if t.ended && n < all {
		words = w.say("take.stopped", "done", n, "count", all)
	}
	lines := widgets.List(8, n, func(i int) fyne.CanvasObject { return widgets.NewText(said[n-1-i]) }) // the latest first
	v := view{body: widgets.Column(16, widgets.Statement(w.say("take.title")),
		widgets.NewText(words).Bold(), widgets.Progress(float32(n)/float32(all), 6), lines)}
	if !t.ended {
		v.left = widgets.Secondary(w.say("take.stop"), w.keyLabel(keyEscape), t.stop)
		return v
	}
	v.left = w.backButton()
	ways := widgets.Row(10)
	if n := len(t.revealing); n > 0 {
		ways.Add(widgets.Secondary(w.say("take.reveal_many", "count", n), w.keyLabel("O"), t.reveal))
	}
	if n := len(t.sealing); n > 0 {
		ways.Add(widgets.Secondary(w.say("take.seal_many", "count", n), w.keyLabel("V"), t.lookAtSealing))
	}
	if len(t.locked) > 0 {
		ways.Add(widgets.Primary(w.say("password.give"), w.keyLabel(keyEnter), t.unlock))
	}
	v.right = ways
	return v
}

// reveal imports the files that reveal ballots.
func (t *takeInScreen) reveal() {
	may := t.may
	may.Reveal = true
	t.importPermitted(slices.Clone(t.revealing), may)
}

// importPermitted imports files with the user's permission.
func (t *takeInScreen) importPermitted(paths []string, may exchange.Consent) {
	next := &takeInScreen{w: t.w, paths: paths, may: may}
	t.w.show(next)
	next.run(t.password)
}

// lookAtSealing shows what files that were adopted later would replace, and asks for permission.
func (t *takeInScreen) lookAtSealing() {
	may := t.may
	may.Seal = true
	var paths []string
	for _, s := range t.sealing {
		paths = append(paths, s.path)
	}
	t.w.show(&sealScreen{w: t.w, files: t.sealing, then: func() { t.importPermitted(paths, may) }})
}

// unlock asks for the password of the files that need one, and imports those.
func (t *takeInScreen) unlock() {
	w := t.w
	locked := slices.Clone(t.locked)
	w.show(&passwordScreen{w: w, title: w.say("password.many", "count", len(locked)), then: func(password string) {
		next := &takeInScreen{w: w, paths: locked}
		w.show(next)
		next.run(password)
	}})
}

// passwordScreen asks for the password of a file.
type passwordScreen struct {
	question
	w     *Window
	title string
	// password is the text typed.
	password string
	then     func(password string)
	// trying is true while a password is being tried, which takes a second: pressing Enter again does not try it
	// twice.
	trying bool
}

func (p *passwordScreen) build() view {
	w := p.w
	e := widgets.NewEntry(w.say("password.label"), "", func(v string) { p.password = v })
	e.Password = true
	e.OnSubmitted = func(string) { p.done() }
	return view{
		body: widgets.Column(16, widgets.Statement(p.title), widgets.NewText(w.say("password.hint")).Colored(theme.ColorQuiet),
			widgets.AtMost(theme.Zoomed(420), widgets.Labeled(w.say("password.label"), "", e))),
		left:  widgets.Secondary(w.say("button.cancel"), w.keyLabel(keyEscape), p.cancel),
		right: widgets.Primary(w.say("button.ok"), w.keyLabel(keyEnter), p.done),
		focus: e,
	}
}

func (p *passwordScreen) cancel() { p.w.back() }

func (p *passwordScreen) keys() keyTable {
	return append(cancels(p.cancel), key{name: keyEnter, help: "help.go_on", do: p.done})
}

// done tries the password.
func (p *passwordScreen) done() {
	if p.password != "" && !p.trying {
		p.trying = true
		p.then(p.password)
	}
}

func (t *takeInScreen) keys() keyTable {
	switch {
	case !t.ended:
		return keyTable{{name: keyEscape, help: "help.stop", do: t.stop}}
	}
	keys := t.w.leadsBack()
	if len(t.locked) > 0 {
		keys = append(keys, key{name: keyEnter, help: "help.go_on", do: t.unlock})
	}
	if len(t.revealing) > 0 {
		keys = append(keys, key{name: "O", help: "take.reveal", do: t.reveal})
	}
	if n := len(t.sealing); n > 0 {
		keys = append(keys, key{name: "V", help: "help.take_seal", do: t.lookAtSealing})
	}
	return keys
}
