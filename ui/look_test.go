package ui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assets"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// A change of zoom or appearance takes effect at once and everywhere: setting a new theme, which makes the toolkit
// forget everything it drew, changes nothing more.
func TestLookChangesAtOnce(t *testing.T) {
	for name, enters := range map[string]func(*room){
		"home, looking a team up": func(r *room) {
			for i := range 7 {
				a := assessment.New(r.Card, assessment.Team{Name: fmt.Sprintf("Team %d", i)}, r.today, r.clock)
				if err := r.store.Add(r.Context(), a); err != nil {
					r.Fatal(err)
				}
			}
			r.Home()
			r.write("Team 3")
		},
		"team, in a narrow window": func(r *room) {
			r.win.Resize(fyne.NewSize(900, 650))
			r.addExample()
			r.goTo(session.StepTeam)
		},
		"plan":     func(r *room) { r.addExample(); r.goTo(session.StepPlan) },
		"settings": func(r *room) { r.addExample(); r.showSettings() },
	} {
		t.Run(name, func(t *testing.T) {
			r := enter(t, "nl")
			enters(r)
			first := drawn(r.win.Canvas())
			for _, look := range []Settings{{Zoom: 1.1, Appearance: theme.Light}, {Zoom: 1.3, Appearance: theme.Light}, {Zoom: 1.3, Appearance: theme.Dark}, {Zoom: 1, Appearance: theme.Light}} {
				r.Settings.Zoom, r.Settings.Appearance = look.Zoom, look.Appearance
				r.applySettings()
				got := drawn(r.win.Canvas())
				r.app.Settings().SetTheme(r.theme)
				r.render()
				if want := drawn(r.win.Canvas()); !reflect.DeepEqual(got, want) {
					t.Errorf("at %v, %s it looks like %s, not like %s", look.Zoom, look.Appearance, saved(t, got), saved(t, want))
				}
				if look.Zoom == 1 != reflect.DeepEqual(got, first) {
					t.Errorf("at %v, %s it looks like %s, before like %s", look.Zoom, look.Appearance, saved(t, got), saved(t, first))
				}
			}
		})
	}
}

// screens maps names to ways into the screens of the example team.
var screens = map[string]func(*room){
	"home":       (*room).Home,
	"team":       func(r *room) { r.goTo(session.StepTeam) },
	"gather":     func(r *room) { r.goTo(session.StepScore) },
	"unveil":     func(r *room) { r.goTo(session.StepScore); r.show(&unveilScreen{w: r.Window}) },
	"answers":    func(r *room) { r.at = session.StepDiscuss; r.show(&answersScreen{w: r.Window}) },
	"paper":      func(r *room) { r.show(newPaperScreen(r.Window)) },
	"score":      func(r *room) { r.scoreTogether("B3") },
	"discuss":    func(r *room) { r.goTo(session.StepDiscuss); r.screen.(*discussScreen).choose("B1") },
	"talk":       func(r *room) { r.session.Assessment.Scores = nil; r.goTo(session.StepDiscuss) },
	"talked":     func(r *room) { r.goTo(session.StepDiscuss) },
	"result":     func(r *room) { r.goTo(session.StepResult) },
	"review":     func(r *room) { r.review(false) },
	"plan":       func(r *room) { r.goTo(session.StepPlan) },
	"action":     openAction,
	"whole plan": func(r *room) { r.goTo(session.StepPlan); r.screen.(*planScreen).showIndicator("") },
	"board":      func(r *room) { r.goTo(session.StepPlan); r.screen.(*planScreen).toggleBoard() },
	"stopping": func(r *room) {
		r.goTo(session.StepPlan)
		p := r.screen.(*planScreen)
		p.toggleBoard()
		p.moveToColumn(r.session.Assessment.Plan.ByDue()[0].ID, assessment.ActionStopped)
	},
	"adopt":    func(r *room) { r.goTo(session.StepPlan); r.screen.(*planScreen).adopt() },
	"print":    func(r *room) { r.goTo(session.StepPrint) },
	"overview": (*room).ShowOverview,
	"settings": (*room).showSettings,
	"cards":    (*room).showCards,
	"licence": func(r *room) {
		all := assets.Licences()
		longest := slices.MaxFunc(all, func(a, b assets.Licence) int { return len(a.Text) - len(b.Text) })
		r.show(&licenceScreen{w: r.Window, part: longest})
	},
	"help":        (*room).showHelp,
	"lead":        (*room).showLead,
	"result help": (*room).showResultHelp,
	"aside":       func(r *room) { r.alone(); r.showHelp() },
	"bin":         (*room).showBin,
	"backups":     (*room).showBackups,
	"forget":      func(r *room) { r.showForget(r.session.Assessment.Team) },
	"checkup": func(r *room) {
		found := []Finding{{"Opslag", "Bewaard en teruggelezen.", true}, {"Printers", "Er is geen printer.", false}}
		r.show(&checkScreen{w: r.Window, list: list[Finding]{items: found, read: true}})
	},
	"pass":   func(r *room) { r.show(&passScreen{w: r.Window}) },
	"ballot": (*room).alone,
	"ballot done": func(r *room) {
		r.alone()
		r.screen.(*ballotScreen).turn(ready)
	},
	"fill in": func(r *room) { r.show(newFillInScreen(r.Window)) },
	"code": func(r *room) {
		r.show(&codeScreen{w: r.Window, then: newFillInScreen(r.Window), text: "Q7KD-9MT", said: []string{r.say("code.thanks", "count", 1)}})
	},
	"ballot files": func(r *room) {
		r.show(&ballotFilesScreen{w: r.Window, lines: []string{"antwoorden-1" + handOver, "antwoorden-2" + handOver}})
	},
	"invited": func(r *room) {
		r.show(newInvitedScreen(r.Window, exchange.Invite(r.session.Assessment), nil))
	},
	"hand over": (*room).saveHandOver,
	"password":  func(r *room) { r.show(&passwordScreen{w: r.Window, title: r.say("password.many", "count", 3)}) },
	"path":      func(r *room) { r.askPath(r.say("home.open_file"), r.Documents, "file.path_hint", func(string) {}) },
	"taking in": func(r *room) {
		r.show(&takeInScreen{w: r.Window, paths: make([]string, 60), lines: strings.Split(strings.Repeat("x: bijgewerkt\n", 40), "\n")})
	},
	"merged": func(r *room) {
		var list []assessment.Replacement
		for _, s := range r.session.Assessment.Scores {
			after := s
			after.Note += "Toch anders."
			list = append(list, assessment.Replacement{Kind: assessment.RecordScore, ID: s.Indicator, Before: assessment.Record{Score: &s}, After: assessment.Record{Score: &after}})
		}
		r.show(&mergedScreen{w: r.Window, list: list})
	},
	"move": func(r *room) {
		next := *r.session.Assessment.Card
		next.Areas = slices.Clone(next.Areas)
		for i, area := range next.Areas {
			next.Areas[i].Indicators = slices.Clone(area.Indicators)
			for j := range area.Indicators {
				next.Areas[i].Indicators[j].Title = assessment.Text{"nl": "Iets anders", "en": "Something else"}
			}
		}
		r.show(newMoveScreen(r.Window, &next))
	},
	"print many": func(r *room) { r.show(newPrintMany(r.Window, make([]printTeam, 1000), report.Plan, "nl")) },
	"printing": func(r *room) {
		m := newPrintMany(r.Window, make([]printTeam, 1000), report.Plan, "nl")
		m.run = newPrintRun(m, r.Documents)
		r.show(m)
	},
	"printed": func(r *room) {
		m := newPrintMany(r.Window, make([]printTeam, 1000), report.Plan, "nl")
		m.run = newPrintRun(m, r.Documents)
		m.run.failed, m.run.ended = make([]string, 1000), true
		r.show(m)
	},
	"owners": func(r *room) {
		openAction(r)
		walk(r.view.body, func(o fyne.CanvasObject) {
			if b, ok := o.(*widgets.Button); ok && b.AccessibilityLabel() == r.say("action.owners") {
				b.Press()
			}
		})
	},
}

// openAction opens the first action due for editing.
func openAction(r *room) {
	r.goTo(session.StepPlan)
	act := r.session.Assessment.Plan.ByDue()[0]
	p := r.screen.(*planScreen)
	p.chosen = act.Priority.Indicator
	p.edit(act.ID, "what")
	p.again()
}

// A new screen is drawn completely: drawing all of it again changes nothing. It needs no other fonts.
func TestNewScreenIsDrawnCompletely(t *testing.T) {
	for name, enters := range screens {
		t.Run(name, func(t *testing.T) {
			r := enter(t, "nl")
			r.theme = theme.New(1.1, theme.Dark)
			r.app.Settings().SetTheme(r.theme)
			r.addExample()
			enters(r)
			first := drawn(r.win.Canvas())
			r.root.Refresh()
			if again := drawn(r.win.Canvas()); !reflect.DeepEqual(first, again) {
				t.Errorf("it looks like %s, drawn again like %s", saved(t, first), saved(t, again))
			}
			needsNoOtherFonts(t, r)
		})
	}
}

// After every change on a screen the window looks as if it were rebuilt, although only what depends on the change is:
// the rail, the title, the checklist, the footer, and a column that grows beside a higher one.
func TestLookAfterChanges(t *testing.T) {
	long := strings.Repeat("Wat erbij komt. ", 3) // within the height at which a field begins to scroll: when rebuilt it shows its start
	note := func(key string) func(*room) { return func(r *room) { r.typeIn(r.say(key), long) } }
	for _, c := range []struct {
		on string
		do func(*room)
	}{
		{"plan", note("field.goal")},
		{"plan", note("field.why")},
		{"plan", func(r *room) { r.write("a"); r.write(long) }},
		{"plan", func(r *room) { r.screen.(*planScreen).weighing = true; r.screen.(*planScreen).again() }},
		{"whole plan", note("field.strong")},
		{"action", note("field.what")},
		{"action", note("field.helpers")},
		{"action", func(r *room) { r.typeIn(r.say("field.hours"), "veel") }},
		{"action", func(r *room) { r.typeIn(r.say("field.due"), "straks") }},
		{"action", func(r *room) { r.pressButton(r.say("status.stopped")) }},
		{"score", func(r *room) { r.write("n") }}, // it asks for a note
		{"score", note("field.note")},
		{"ballot", note("ballot.remark")},
		{"hand over", func(r *room) { r.typeIn(r.say("password.label"), "geheim") }},
		{"board", func(r *room) { r.press(fyne.KeyDown); r.write("3") }},
		{"review", func(r *room) { r.write("3"); r.write(long) }},
		{"review", func(r *room) { r.write("4") }},
		{"team", func(r *room) { r.typeIn(r.say("field.name"), " en Sport") }},
		{"team", func(r *room) { r.screen.(*teamScreen).unfold(); r.typeIn(r.say("field.level"), " en 3") }},
		{"team", func(r *room) { r.clearField(r.say("field.name")) }},
		{"plan", func(r *room) { r.clearField(r.say("field.goal")) }},
		{"whole plan", func(r *room) { r.clearField(r.say("field.evaluation_date")) }},
		{"action", func(r *room) { r.clearField(r.say("field.owner")) }},
		{"action", func(r *room) { r.clearField(r.say("field.due")); r.typeIn(r.say("field.due"), "30-11-2026") }},
		{"score", func(r *room) { r.write("1") }},
		{"discuss", func(r *room) { r.press(fyne.KeyBackspace) }},
		{"discuss", func(r *room) { r.clearField(r.say("field.note")); r.write("n"); r.write("Geldt hier niet.") }},
		{"gather", func(r *room) { r.pressButton("+") }},
		{"settings", func(r *room) { r.pressButton("English") }},
		{"settings", func(r *room) { r.pressButton(r.say("settings.look_dark")) }},
		{"paper", func(r *room) { r.write("3") }},
		{"paper", func(r *room) { r.write("x") }},
		{"ballot", func(r *room) { r.write("3") }},
	} {
		t.Run(c.on, func(t *testing.T) {
			r := enter(t, "nl")
			r.addExample()
			screens[c.on](r)
			before := drawn(r.win.Canvas())
			c.do(r)
			r.win.Canvas().Unfocus()
			if reflect.DeepEqual(drawn(r.win.Canvas()), before) {
				t.Errorf("nothing came of it: %s", saved(t, before))
			}
			first, title := drawn(r.win.Canvas()), r.win.Title()
			r.root.Refresh()
			if again := drawn(r.win.Canvas()); !reflect.DeepEqual(first, again) {
				t.Errorf("it looks like %s, drawn again like %s", saved(t, first), saved(t, again))
			}
			r.frame.railState = "" // and the rail is rebuilt as well
			r.rebuild()
			if made := drawn(r.win.Canvas()); !reflect.DeepEqual(first, made) {
				t.Errorf("it looks like %s, made again like %s", saved(t, first), saved(t, made))
			}
			if got := r.win.Title(); got != title {
				t.Errorf("its title is %q, made again %q", title, got)
			}
		})
	}
}

// The beamer shows the current state, with every letter.
func TestBeamerFollows(t *testing.T) {
	for on, do := range map[string]func(*room){
		"plan":    func(r *room) { r.clearField(r.say("field.goal")); r.typeIn(r.say("field.goal"), "Meer gesprekken") },
		"team":    func(r *room) { r.typeIn(r.say("field.name"), " en Sport") },
		"discuss": func(r *room) { r.clearField(r.say("field.note")); r.write("n"); r.write("Geldt hier niet.") },
	} {
		t.Run(on, func(t *testing.T) {
			r := enter(t, "nl")
			r.addExample()
			screens[on](r)
			r.toggleBeamer()
			t.Cleanup(func() { r.beamer.win.Close() })
			before := drawn(r.beamer.win.Canvas())
			do(r)
			first := drawn(r.beamer.win.Canvas())
			if reflect.DeepEqual(first, before) {
				t.Errorf("nothing came of it: %s", saved(t, first))
			}
			r.rebuild()
			if made := drawn(r.beamer.win.Canvas()); !reflect.DeepEqual(first, made) {
				t.Errorf("it looks like %s, made again like %s", saved(t, first), saved(t, made))
			}
		})
	}
}

// paste pastes a text at the end of a field.
func (r *room) paste(label, words string) {
	r.typeIn(label, "")
	r.app.Clipboard().SetContent(words)
	r.win.Canvas().Focused().(*widgets.Entry).TypedShortcut(&fyne.ShortcutPaste{Clipboard: r.app.Clipboard()})
}

// clearField empties a field.
func (r *room) clearField(label string) {
	r.typeIn(label, "")
	e := r.win.Canvas().Focused().(*widgets.Entry)
	for e.Text != "" {
		r.press(fyne.KeyBackspace)
	}
	r.win.Canvas().Unfocus()
}

// needsNoOtherFonts: no screen makes the toolkit read fonts while it is built, which would delay the window. Bold and italic
// text uses one face of Lato only, and so does regular text, except in fields and their menus, for which the start reads the
// others.
func needsNoOtherFonts(t *testing.T, r *room) {
	var look func(o fyne.CanvasObject, field bool)
	look = func(o fyne.CanvasObject, field bool) {
		switch x := o.(type) {
		case *canvas.Text:
			if regular := !x.TextStyle.Bold && !x.TextStyle.Italic; x.FontSource == nil && !(field && regular) && !strings.Contains(x.Text, "⌘") {
				t.Errorf("%q is in no face of ours, %+v", x.Text, x.TextStyle)
			}
		case *fyne.Container:
			for _, child := range x.Objects {
				look(child, field)
			}
		case *widget.Button:
			t.Errorf("a button of the toolkit's, which is in bold: %q", x.Text)
		case fyne.Widget:
			_, is := x.(*widgets.Entry)
			for _, child := range test.WidgetRenderer(x).Objects() {
				look(child, field || is)
			}
		}
	}
	r.pickDate(r.view.body, "", func(assessment.Date) {}) // with a calendar on top
	for _, o := range r.win.Canvas().Overlays().List() {
		look(o, true)
	}
	look(r.win.Canvas().Content(), false)
}

// Zooming in and out again ends where it began, however often.
func TestZoomSteps(t *testing.T) {
	r := enter(t, "nl")
	for range 30 {
		r.zoom(r.Settings.Zoom + theme.ZoomStep)
	}
	if r.Settings.Zoom != theme.MaxZoom {
		t.Errorf("at most %v", r.Settings.Zoom)
	}
	for range 10 {
		r.zoom(r.Settings.Zoom - theme.ZoomStep)
	}
	if r.Settings.Zoom != 1 {
		t.Errorf("ten steps down from 200 %% is %v", r.Settings.Zoom)
	}
	for range 30 {
		r.zoom(r.Settings.Zoom - theme.ZoomStep)
	}
	if r.Settings.Zoom != theme.MinZoom {
		t.Errorf("at least %v", r.Settings.Zoom)
	}
}
