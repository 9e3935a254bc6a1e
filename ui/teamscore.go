package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// teamScore is the controls for the team's score of one indicator, with its note and evidence, used when scoring together and
// in the discussion. An answer that needs a note waits until there is one.
type teamScore struct {
	w         *Window
	indicator string
	pending   assessment.Answer // chosen, but saved only once its note is written
	differ    bool              // whether the team agrees to differ, saved with it
	changed   func()            // called to show the current answer

	note, evidence *widgets.Entry
	hint           *widgets.Text
}

func (w *Window) teamScore(indicator string, changed func()) *teamScore {
	return &teamScore{w: w, indicator: indicator, changed: changed}
}

func (t *teamScore) kept() assessment.Score { return t.w.session.Assessment.Score(t.indicator) }

// answer returns the chosen answer, even while it waits for its note.
func (t *teamScore) answer() assessment.Answer {
	if t.pending != assessment.Blank {
		return t.pending
	}
	return t.kept().Answer
}

// fields returns the note and the evidence, each at least minCell wide and rows high, with a hint in the latter.
func (t *teamScore) fields(minCell float32, rows int, hint string) fyne.CanvasObject {
	w, score := t.w, t.kept()
	t.note = widgets.NewNotes(w.say("field.note"), score.Note, rows, t.setNote)
	t.evidence = widgets.NewNotes(w.say("field.evidence"), score.Evidence, rows, func(v string) {
		x := t.kept()
		x.Evidence = v
		w.session.SetScore("evidence", x)
	})
	t.evidence.SetPlaceHolder(hint)
	t.hint = widgets.Quiet(w.say("score.note_needed")).Colored(theme.ColorWarning)
	t.showHint()
	w.mayLack(unkept{id: "answer " + t.indicator, name: func() string { return t.pendingWords("score.answer_of") }, wrong: func() string {
		if t.pending == assessment.Blank {
			return ""
		}
		return t.pendingWords("score.unkept")
	}})
	w.stand(t.indicator, "note", t.note)
	w.stand(t.indicator, "evidence", t.evidence)
	note := noted(w.say("field.note"), "R", w.boundedIn(t.note, t.note, w.say("score.note_of", "indicator", t.indicator)), t.hint)
	t.note.Below = note // with the hint
	return widgets.Grid(16, theme.Zoomed(minCell), 2, note,
		noted(w.say("field.evidence"), "E", w.boundedIn(t.evidence, t.evidence, w.say("score.evidence_of", "indicator", t.indicator)), nil))
}

// pendingWords names the answer that waits for its note, and the indicator.
func (t *teamScore) pendingWords(key string) string {
	card := t.w.session.Assessment.Card
	answer := card.In(card.Answers.NotApplicable.Title, t.w.lang.Code())
	switch {
	case t.differ:
		answer = t.w.say("field.disagreed")
	case t.pending == assessment.Unknown:
		answer = card.In(card.Answers.Unknown.Title, t.w.lang.Code())
	}
	return t.w.say(key, "answer", answer, "indicator", t.indicator)
}

// withdraw removes an answer that waits for its note, and reports whether there was one.
func (t *teamScore) withdraw() bool {
	if t == nil || t.pending == assessment.Blank {
		return false
	}
	w, kept := t.w, t.kept()
	w.win.Canvas().Unfocus()
	t.pending, t.differ = assessment.Blank, false
	t.note.SetText(kept.Note) // it was emptied, if the answer needs it
	t.show()
	value := w.say("undo.empty")
	if kept.Answer != assessment.Blank {
		value = w.answerWords(kept.Answer)
	}
	w.showMessage(w.say("undo.field_of", "field", w.say("field.answer"), "of", t.indicator, "value", value) + ".")
	return true
}

func (t *teamScore) showHint() {
	if t.pending == assessment.Blank {
		t.hint.Hide()
	} else {
		words := "score.note_needed"
		if t.differ {
			words = "score.both_reasons"
		}
		t.hint.Set(t.w.say(words))
		t.hint.Show()
	}
}

// setAnswer sets the answer; setting the same one again changes nothing. It reports whether the answer waits for its note,
// which then has the focus.
func (t *teamScore) setAnswer(answer assessment.Answer) (waits bool) {
	t.w.win.Canvas().Unfocus() // so that Enter continues
	score := t.kept()
	differs := t.differs() && answer != assessment.Blank
	t.pending, t.differ = assessment.Blank, false
	needs := differs || t.w.session.Assessment.Card.NeedsNote(answer)
	if !needs && t.note != nil && strings.TrimSpace(t.note.Text) == "" {
		score.Note = "" // it was emptied while the previous answer needed it
	}
	switch {
	case needs && strings.TrimSpace(score.Note) == "":
		t.pending, t.differ = answer, differs
	case score.Answer != answer || score.Disagreed != differs:
		score.Answer, score.Disagreed = answer, differs
		t.w.session.SetScore(session.Once, score)
	}
	t.show()
	if t.pending == assessment.Blank {
		return false
	}
	t.w.focus(t.note)
	return true
}

// setNote saves the note, together with an answer that waited for it. A note that an answer needs cannot be emptied:
// it stays until there is another or the answer changes.
func (t *teamScore) setNote(v string) {
	score := t.kept()
	score.Note = v
	switch hasNote := strings.TrimSpace(v) != ""; {
	case t.pending != assessment.Blank && hasNote:
		score.Answer, score.Disagreed = t.pending, score.Disagreed || t.differ
		t.pending, t.differ = assessment.Blank, false
	case (score.Disagreed || t.w.session.Assessment.Card.NeedsNote(score.Answer)) && !hasNote:
		t.pending, t.differ = score.Answer, score.Disagreed
		t.show()
		return
	}
	t.w.session.SetScore("note", score)
	t.show()
}

func (t *teamScore) show() {
	t.showHint()
	t.changed()
	t.w.view.scroll.Measure()
	t.w.setStatus(t.w.state)
}

// keys returns the keys of the note and the evidence; they are shown beside them.
func (t *teamScore) keys() keyTable {
	if t.w.onlyRead() {
		return nil
	}
	return keyTable{
		{name: "R", help: "help.note", do: func() { t.w.focus(t.note) }},
		{name: "E", help: "help.evidence", do: func() { t.w.focus(t.evidence) }},
	}
}
