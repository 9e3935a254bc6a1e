package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jezek/xgb/xproto"
)

// bareWindows is the number of bare windows watched at a time: screens are compared with their mean.
const bareWindows = 3

// idle watches all screens doing nothing, side by side with bare windows. Each run opens them anew, because for as
// long as it lives one window can be up to a tenth busier than another of its kind.
func idle(ctx context.Context, l *lab, m measure) (Row, error) {
	runs := make([][]pair, len(places))
	for range l.Runs {
		busy, err := l.idleOnce(ctx)
		if err != nil {
			return Row{}, err
		}
		var bare float64
		for _, ms := range busy[:bareWindows] {
			bare += ms / bareWindows
		}
		for i, ms := range busy[bareWindows:] {
			runs[i] = append(runs[i], pair{ms, bare})
		}
	}
	var rows []Row
	for i, at := range places {
		row := m.compare(runs[i], func(ms float64) string { return milliseconds(ms) + " in " + l.Idle.String() })
		row.measured = at.name + ": " + row.measured
		l.logf("idle: %s: %s", row.measured, number(*row.Ratio))
		rows = append(rows, row)
	}
	return worst(rows), nil
}

// idleOnce returns the processor time of the bare windows and then of every screen, in milliseconds.
func (l *lab) idleOnce(ctx context.Context) ([]float64, error) {
	var windows []*window
	defer func() {
		for _, w := range windows {
			w.close()
		}
	}()
	for range bareWindows {
		bare, err := l.openBare(ctx)
		if err != nil {
			return nil, err
		}
		windows = append(windows, bare)
	}
	for _, at := range places {
		w, err := l.openAt(ctx, at)
		if err != nil {
			return nil, fmt.Errorf("go to %s: %w", at.name, err)
		}
		windows = append(windows, w)
	}
	return l.watched(ctx, windows)
}

// watched returns the processor time that windows use while nothing happens, in milliseconds.
func (l *lab) watched(ctx context.Context, windows []*window) (busy []float64, err error) {
	before := make([]float64, len(windows))
	for i, w := range windows {
		if before[i], err = w.processor(); err != nil {
			return nil, err
		}
	}
	over := time.NewTimer(l.Idle)
	defer over.Stop()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-over.C:
	}
	for i, w := range windows {
		now, err := w.processor()
		if err != nil {
			return nil, err
		}
		busy = append(busy, now-before[i])
	}
	return busy, nil
}

// place is a screen of the program, with the keys that lead to it from home.
type place struct {
	name  string
	teams int // in the data folder; 0 for the example
	keys  func(context.Context, *window) error
}

func keys(of ...xproto.Keysym) func(context.Context, *window) error {
	return func(ctx context.Context, w *window) error { return w.pressAndSettle(ctx, of...) }
}

// firstTeam opens the first team where it was left.
func firstTeam(ctx context.Context, w *window) error { return w.first(ctx) }

// atStep opens the first team and goes to a step.
func atStep(number xproto.Keysym) func(context.Context, *window) error {
	return func(ctx context.Context, w *window) error {
		if err := w.first(ctx); err != nil {
			return err
		}
		return w.step(ctx, number)
	}
}

var places = []place{
	{"home", 0, func(context.Context, *window) error { return nil }},
	{"team", 0, atStep('1')},
	{"score, each alone", 0, atStep('2')},
	{"score, together", 1, firstTeam},
	{"discuss", 0, atStep('3')},
	{"result", 0, firstTeam},
	{"plan", 0, atStep('5')},
	{"print", 0, atStep('6')},
	{"overview", 10, keys(toOverview...)},
	{"settings", 0, toSettings},
	{"help", 0, keys(keyF1)},
}

// toSettings opens the settings, the fourth control from the end on the home screen.
func toSettings(ctx context.Context, w *window) error {
	if err := errors.Join(w.holding(keyShift, keyTab, keyTab, keyTab, keyTab), w.press(keyEnter)); err != nil {
		return err
	}
	return w.settle(ctx)
}

// openAt opens the program and goes to a screen.
func (l *lab) openAt(ctx context.Context, at place) (*window, error) {
	from := l.example
	if at.teams > 0 {
		from = func(ctx context.Context) (string, error) { return l.teams(ctx, at.teams) }
	}
	data, err := from(ctx)
	if err == nil {
		data, err = l.copyOf(data)
	}
	if err != nil {
		return nil, err
	}
	w, err := l.openProgram(ctx, data)
	if err != nil {
		return nil, err
	}
	if err := at.keys(ctx, w); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}
