package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// talk has three people hand in ballots that differ on V1 only, reveals them, and goes to the discussion.
func talk(t *testing.T) *room {
	t.Helper()
	r := workshop(t)
	r.write("d")
	for _, answer := range []string{"1", "2", "3"} {
		r.press(fyne.KeyReturn)
		r.write(answer)
		r.press(fyne.KeyReturn)
		for range 32 {
			r.write("3")
			r.press(fyne.KeyReturn)
		}
		r.press(fyne.KeyReturn)
	}
	r.press(fyne.KeyEscape)
	r.unveil()
	return r
}

// pass advances the clock by a number of minutes, and updates the discussion.
func (r *room) pass(minutes int) {
	r.clock += assessment.Instant((time.Duration(minutes) * time.Minute).Milliseconds())
	if d, ok := r.screen.(*discussScreen); ok {
		d.tick()
	}
}

// left checks the minutes left, as the agenda shows them.
func (r *room) left(minutes int) {
	r.Helper()
	if got, want := r.screen.(*discussScreen).all.Words(), r.say("discuss.left", "minutes", minutes); got != want {
		r.Errorf("the clock says %q, want %q", got, want)
	}
}

// Space stops the clock, and so do leaving the discussion or the assessment and agreeing on everything; it continues from
// where it stopped, and is never reset.
func TestClockStops(t *testing.T) {
	r := talk(t)
	r.pass(1)
	r.left(39)
	r.sees(r.say("discuss.pause"))
	r.write(" ")
	r.pass(10)
	r.left(39)
	r.sees(r.say("discuss.resume"))
	r.goTo(session.StepResult)
	r.goTo(session.StepDiscuss)
	r.pass(5)
	r.left(39) // it was paused, and stays so
	r.write(" ")
	r.pass(1)
	r.left(38)
	r.goTo(session.StepResult)
	r.pass(20)
	r.goTo(session.StepDiscuss)
	r.pass(1)
	r.left(37)
	id := r.session.Assessment.ID
	r.Home()
	r.pass(30)
	r.openThen(id, func() { r.goTo(session.StepDiscuss) })
	r.left(37)
	r.create() // straight from the discussion
	r.pass(30)
	r.openThen(id, func() { r.goTo(session.StepDiscuss) })
	r.left(37)

	r.press(fyne.KeyReturn)
	r.write("v")
	r.pass(3)
	r.screen.(*discussScreen).choose("V1") // once all is agreed
	r.pass(7)
	if d := r.screen.(*discussScreen); d.time.Words() != "" || d.stopClock != nil || strings.Contains(r.words(), r.say("discuss.pause")) {
		t.Errorf("the clock says %q, and counts %v", d.time.Words(), d.stopClock != nil)
	}
	r.press(fyne.KeyBackspace) // it is open again
	r.pass(1)
	r.left(36)
}

// A dot of the whole card opens its indicator without the message about the card, and Escape leads back to the card.
func TestEscapeLeadsBackToTheCard(t *testing.T) {
	r := talk(t)
	r.press(fyne.KeyReturn)
	r.write("v") // which offers to undo it
	r.screen.(*discussScreen).openFromCard("V1")
	if r.closable() {
		t.Errorf("the message is still there: %q", r.notice.words)
	}
	r.press(fyne.KeyEscape)
	if d, here := r.screen.(*discussScreen); !here || d.chosen != "" {
		t.Errorf("Escape leads to %T", r.screen)
	}
	r.sees(r.say("discuss.finished"))
}

// The levels have their texts, and an answer other than the proposed one asks for the reason beside the note.
func TestDepartingAsksWhy(t *testing.T) {
	r := talk(t)
	ind, _ := r.Card.Indicator("V1")
	for _, level := range ind.Levels {
		r.sees(r.Card.In(level, "nl"))
	}
	asks := func() string { return r.screen.(*discussScreen).score.note.PlaceHolder }
	r.write("2")
	if got := asks(); got != "" {
		t.Errorf("the proposed score asks %q", got)
	}
	r.write("4")
	if got, want := asks(), r.say("discuss.why", "answer", "4", "proposed", "2"); got != want {
		t.Errorf("it asks %q, want %q", got, want)
	}
	r.press(fyne.KeyReturn) // which is not blocked
	if got := r.stored().Score("V1").Answer; got != 4 || r.screen.(*discussScreen).chosen != "" {
		t.Errorf("V1 is %v", got)
	}
}

// People who gave no level have no dot: window and room show their number.
func TestWithoutALevel(t *testing.T) {
	r := workshop(t)
	var in []assessment.Ballot
	for i, answer := range []assessment.Answer{1, 3, assessment.Unknown, assessment.Unknown, assessment.NotApplicable} {
		b := newBallot(assessment.GroupTeam)
		b.ID, b.Answers["V1"], b.Answers["V2"] = string(rune('a'+i)), answer, assessment.Unknown
		in = append(in, b)
	}
	if _, err := r.store.AddBallots(t.Context(), r.session.Assessment.ID, in); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, r.unveil)
	words := []string{r.say("ballots.unknown", "count", 2) + " · " + r.say("ballots.not_applicable", "count", 1)}
	r.sees(words...)
	room := func() string {
		var b strings.Builder
		walk(r.screen.(*discussScreen).onBeamer(&beamerPage{w: r.Window, scale: 1}), gather(&b))
		return b.String()
	}
	r.holds(room(), words...)
	r.write("D")
	r.write("De een ziet het, de ander niet.")
	r.holds(room(), r.say("discuss.differ"))
	r.sees("≠")
	r.win.Canvas().Unfocus()
	r.press(fyne.KeyReturn) // to V2, where nobody gave a level
	r.press(fyne.KeyReturn)
	r.sees("V2 · ", r.say("discuss.no_proposal", "levels", 4))
}

// The discussion takes the time in the timetable, for the scope chosen since the clock was made.
func TestTalkTakesThePlannedTime(t *testing.T) {
	r := tornOn(t, assessment.ScopeCore)
	for _, part := range assessment.Timetable(assessment.ModeIndividual, assessment.WayOwn, 3, len(r.Card.InScope(assessment.ScopeCore))) {
		if part.Part == assessment.PartTalk {
			r.left(part.Takes)
		}
	}
}

// torn has three people differ on the first seven indicators, and goes to the discussion.
func torn(t *testing.T) *room { t.Helper(); return tornOn(t, assessment.ScopeFull) }

func tornOn(t *testing.T, scope assessment.Scope) *room {
	t.Helper()
	r := workshop(t) // whose clock is that of the whole card
	d := r.session.Assessment.Details
	d.Scope = scope
	r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
	var in []assessment.Ballot
	for i := range 3 {
		b := newBallot(assessment.GroupTeam)
		b.ID = string(rune('a' + i))
		for j, ind := range r.Card.InScope(scope) {
			b.Answers[ind.ID] = 3
			if j < 7 {
				b.Answers[ind.ID] = assessment.Answer(i + 1)
			}
		}
		in = append(in, b)
	}
	if _, err := r.store.AddBallots(t.Context(), r.session.Assessment.ID, in); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, r.unveil)
	return r
}

// The agenda shows everything: what is agreed, what is parked, and what needs no discussion. If it does not fit in the time
// it says so once and offers fewer; the others are parked, and can be agreed on as proposed.
func TestAgendaThatDoesNotFit(t *testing.T) {
	r := torn(t)
	tight := func() bool { return strings.Contains(r.words(), r.say("discuss.tight", "count", 7)) }
	r.sees("Waarom LOB", "Samen gemaakt", "Meetbare doelen", r.say("discuss.unanimous", "count", 26))
	if tight() {
		t.Fatal("seven points do not fit 40 minutes")
	}
	r.pass(30)
	r.render()
	if !tight() {
		t.Fatalf("they fit 10 minutes:\n%s", r.words())
	}
	r.click(r.say("discuss.fewer", "count", 3))
	d := r.screen.(*discussScreen)
	if got := d.parked(); len(got) != 4 || d.chosen != "V1" || d.open() != 3 {
		t.Fatalf("parked are %v, and %s is discussed", got, d.chosen)
	}
	r.sees(r.say("discuss.parked"))
	if tight() {
		t.Error("it still says so")
	}
	r.press(fyne.KeyReturn)
	r.click(r.say("discuss.take_parked", "count", 4))
	if answered, _ := r.stored().Answered(); answered != 5 {
		t.Errorf("%d are agreed", answered)
	}
	r.sees(r.say("discuss.taken", "count", 4))
}

// Indicators that nobody answered are counted at the end, which then does not say that everything is discussed.
func TestEndCountsWhatNobodyAnswered(t *testing.T) {
	r := filled(t, "nl")
	r.unveil()
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	r.write("v")
	r.sees(r.say("discuss.blank", "count", 29))
	if strings.Contains(r.words(), r.say("discuss.finished")) {
		t.Error("it says that all is discussed")
	}
	r.write("l")
	if d := r.screen.(*discussScreen); d.chosen != "V5" {
		t.Errorf("it leads to %q", d.chosen)
	}
	r.write("3")
	r.press(fyne.KeyReturn)
	r.sees(r.say("discuss.blank", "count", 28))
}

// Once everything is agreed the whole card is shown in dots, strongest first, also to the room; a dot leads to its
// indicator.
func TestWholeCardAtTheEnd(t *testing.T) {
	r := talk(t)
	r.toggleBeamer()
	r.write("1")
	r.write("v")
	r.press(fyne.KeyReturn)
	r.sees(r.say("discuss.finished"), "33 van 33 afgesproken. Iets veranderen?", r.say("discuss.good_at"))
	var dots []string
	walk(r.view.body, func(o fyne.CanvasObject) {
		if p, ok := o.(*widgets.Pressable); ok {
			dots = append(dots, p.AccessibilityLabel())
		}
	})
	if len(dots) != 33 || dots[len(r.Card.Areas[0].Indicators)-1] != "V1 Waarom LOB, 1" {
		t.Errorf("the dots are %q", dots)
	}
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	for _, want := range []string{r.say("discuss.finished"), "V1", "P3", r.say("discuss.good_at")} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the beamer lacks %q:\n%s", want, &b)
		}
	}
	r.click("V1 Waarom LOB, 1")
	r.sees("V1 · Waarom LOB")
}

// The end shows on which indicators the team agreed to differ, in the window and to the room, and offers no change of what is
// fixed.
func TestEndMarksWhatDiffers(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	a := r.session.Assessment
	a.Scores[0].Disagreed = true
	ind, _ := a.Card.Indicator(a.Scores[0].Indicator)
	differs := r.say("field.disagreed") + ": " + ind.ID + " " + a.Card.In(ind.Title, "nl")
	if got := a.Differed(); len(got) != 1 || got[0] != ind.ID {
		t.Fatalf("the team differs on %q", got)
	}
	if _, words := r.endWords(); !strings.Contains(words, " niveaus (waarvan 1 afgesproken verschil), ") {
		t.Errorf("the end says %q", words)
	}
	var b strings.Builder
	walk(cardInDots{w: r.Window, side: 40, small: 12, large: 16, cell: 200}.named(), gather(&b))
	r.holds(b.String(), differs)
	marked := 0
	walk(cardInDots{w: r.Window, side: 40, small: 12, large: 16, cell: 200, press: func(string) {}}.areas(), func(o fyne.CanvasObject) {
		if p, ok := o.(*widgets.Pressable); ok && strings.HasSuffix(p.AccessibilityLabel(), r.say("field.disagreed")) {
			marked++
		}
	})
	if marked != 1 {
		t.Errorf("%d dots are marked", marked)
	}
}

// The time in the timetable for the discussion is enough for as many points, even while one of them uses its own share.
func TestTimeGivenIsEnough(t *testing.T) {
	r := tornOn(t, assessment.ScopeCore)
	r.screen.(*discussScreen).parkAfter(5) // 5 of 3 minutes are the 15 that it gives
	r.pass(2)
	r.render()
	if d := r.screen.(*discussScreen); d.open() != 5 || d.tight() != nil {
		t.Errorf("%d points do not fit", d.open())
	}
}

// Choosing a level moves no button: the point can still be parked, which removes its agreed score, and Enter still shows what
// it agrees on. The footer has the count.
func TestFooterStaysOnChoosing(t *testing.T) {
	r := torn(t)
	for _, press := range []string{"", "2"} {
		r.write(press)
		r.sees(r.say("discuss.park"), r.say("discuss.agree", "answer", "2"))
	}
	if got, want := r.status.Words(), r.say("beamer.count", "count", 1, "total", 33); !strings.HasPrefix(got, want) {
		t.Errorf("the footer says %q, want %q", got, want)
	}
	r.write("0")
	r.sees(r.say("discuss.agree_so"))
	r.write("2p")
	r.sees(r.say("discuss.set_aside", "indicator", "V1"))
	d := r.screen.(*discussScreen)
	if got := r.stored().Score("V1").Answer; got != assessment.Blank || d.chosen == "V1" || !slices.Contains(d.parked(), "V1") {
		t.Errorf("V1 is %v, parked are %v", got, d.parked())
	}
	r.click(r.say("button.undo"))
	if got := r.stored().Score("V1").Answer; got != 2 {
		t.Errorf("undo leaves V1 at %v", got)
	}
}

// Before the unanimous scores are agreed on, the window shows the whole card as the beamer does. An answer without a level is
// a dashed ring; an indicator without a score is a pale disc.
func TestCardBeforeTakingOver(t *testing.T) {
	r := talk(t)
	r.write("0")
	r.press(fyne.KeyReturn)
	r.sees(r.say("discuss.unanimous_left"), "V1\n", "P8\n")
	rings := 0
	walk(r.view.body, func(o fyne.CanvasObject) {
		if s, ok := o.(*widgets.Swatch); ok && s.Rings() {
			rings++
		}
	})
	if rings != 2 {
		t.Errorf("%d rings, want one in the agenda and one on the card", rings)
	}
}
