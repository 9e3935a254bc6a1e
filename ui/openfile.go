package ui

import (
	"context"
	"log/slog"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
)

// chooseFile asks for hand-over files and opens one, or imports many.
func (w *Window) chooseFile() {
	title := w.say("home.open_file")
	w.askMany(title, w.Documents+string(filepath.Separator), "file.open_hint", func() ([]string, error) {
		return w.Dialogs.OpenMany(title, w.Documents, w.say("file.kind"), "*"+handOver)
	}, w.takeFilesIn)
}

// OpenFile opens any of the program's files: it imports an assessment or a ballot, and starts scoring for an
// invitation. It asks for a password if the file needs one. A refused file changes nothing.
func (w *Window) OpenFile(path string) { w.openFile(path, "", exchange.Consent{}, nil) }

// openFile opens a file with a password; asked is the screen that asked for it, or nil.
func (w *Window) openFile(path, password string, may exchange.Consent, asked *passwordScreen) {
	var f *exchange.Opened
	var kept *assessment.Ballot
	var m *assessment.Merged
	half := false
	store := w.ownStore()
	w.background(func(ctx context.Context) (err error) {
		if f, err = w.Files.Open(path, password); err != nil {
			return err
		}
		switch {
		case f.Invitation != nil:
			if kept, err = w.Files.Kept(f.Invitation); err != nil {
				slog.Warn("unfinished ballot", "code", assessment.CodeOf(err)) // start anew
			}
			return nil
		case f.Ballots != nil:
			return nil
		}
		if err = w.backUp(ctx); err == nil {
			m, err = exchange.TakeIn(ctx, store, f, may)
		}
		if assessment.CodeOf(err) == assessment.CodeWouldReveal {
			if draft, unread := store.Draft(ctx, f.Assessment.ID); unread == nil && draft != nil {
				half = draft.Begun()
			}
		}
		return err
	}, func(err error) {
		if asked != nil {
			asked.trying = false
		}
		switch {
		case err != nil && asked != nil && w.screen != asked:
			// It was cancelled in the meantime.
		case assessment.CodeOf(err) == assessment.CodeEncrypted:
			p := &passwordScreen{w: w, title: w.say("password.title", "file", filepath.Base(path))}
			p.then = func(password string) { w.openFile(path, password, may, p) }
			w.show(p)
		case assessment.CodeOf(err) == assessment.CodeWouldReveal:
			w.show(&revealScreen{
				w: w, file: filepath.Base(path), team: f.Assessment.Team, half: half,
				then: func() { may.Reveal = true; w.openFile(path, password, may, nil) },
			})
		case assessment.CodeOf(err) == assessment.CodeWouldSeal:
			w.show(&sealScreen{
				w: w, files: []sealing{sealingOf(path, f, err)},
				then: func() { may.Seal = true; w.openFile(path, password, may, nil) },
			})
		case err != nil:
			w.showError(err)
		case f.Invitation != nil:
			if w.leave() {
				w.show(newInvitedScreen(w, f.Invitation, kept))
			}
		case f.Ballots != nil:
			w.openBallot(path, f)
		default:
			w.leaveFiles()
			w.openThen(f.Assessment.ID, func() { w.showTaken(m) })
		}
	})
}

// showTaken shows an imported assessment, or first what the import replaced.
func (w *Window) showTaken(m *assessment.Merged) {
	switch {
	case m.Added:
		w.goTo(w.opensAt())
		w.showMessage(w.say("file.imported", "team", w.teamName(m.Assessment.Team), "date", w.lang.Date(m.Assessment.Date)))
	case len(assessment.PutBackable(m.Replaced)) > 0:
		w.at = session.StepTeam
		screen := &mergedScreen{w: w}
		screen.load(func() {
			w.show(screen)
			w.showMessage(sentence(w.mergedLine(m)))
		})
	case m.Revealed && w.session.Assessment.BallotsShown(): // the answers shown now come first
		w.at = session.StepDiscuss
		w.show(&answersScreen{w: w})
		w.showMessage(sentence(w.mergedLine(m)))
	default:
		w.goTo(w.opensAt())
		w.showMessage(sentence(w.mergedLine(m)))
	}
}

// opensAt returns the step at which an imported assessment is shown: its result, or gathering ballots while it has no result
// because nothing is revealed.
func (w *Window) opensAt() session.Step {
	a := w.session.Assessment
	if answered, _ := a.Answered(); answered == 0 && a.Mode == assessment.ModeIndividual && !a.Revealed {
		return session.StepScore
	}
	return session.StepResult
}

// openBallot imports a ballot into its assessment, if that is stored here.
func (w *Window) openBallot(path string, f *exchange.Opened) {
	id := f.Ballots.Assessment
	w.try(func(ctx context.Context) error {
		_, err := w.Store.Load(ctx, id)
		if assessment.CodeOf(err) == assessment.CodeNotFound {
			return f.BallotsFor(&assessment.Assessment{})
		}
		return err
	}, func() {
		w.openThen(id, func() {
			w.at = session.StepScore
			(&ballotFilesScreen{w: w}).importEach(func(take importBallot) { take(path, f, nil) })
		})
	})
}
