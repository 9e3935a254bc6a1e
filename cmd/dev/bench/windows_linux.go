package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/jezek/xgb/xproto"
)

// window is a program with its window, alone on a screen.
type window struct {
	*screen
	*process
	picture []byte // the last settled picture
}

// openProgram opens the program's window on a data folder.
func (l *lab) openProgram(ctx context.Context, data string) (*window, error) {
	program, err := l.build(ctx, theProgram)
	if err != nil {
		return nil, err
	}
	return l.open(ctx, program, "--data", data, "--lang", "nl")
}

// openBare opens the bare window.
func (l *lab) openBare(ctx context.Context) (*window, error) {
	program, err := l.build(ctx, bareWindow)
	if err != nil {
		return nil, err
	}
	return l.open(ctx, program)
}

// open opens a program's window on a screen of its own, and gives it keyboard focus once it is drawn.
func (l *lab) open(ctx context.Context, program string, args ...string) (*window, error) {
	s, err := newScreen(l.dir)
	if err != nil {
		return nil, err
	}
	w := &window{screen: s, picture: bytes.Clone(s.pixels)}
	if w.process, err = l.start(s, program, args...); err == nil {
		err = w.settle(ctx)
	}
	if err == nil {
		err = s.focus()
	}
	if err != nil {
		w.close()
		return nil, fmt.Errorf("open %s: %w", filepath.Base(program), err)
	}
	return w, nil
}

// settle waits until the window has changed and then stopped changing.
func (w *window) settle(ctx context.Context) (err error) {
	w.picture, err = w.rested(ctx, w.process, w.picture)
	return err
}

// rested returns the settled picture once the drawing program is idle too: a screen that waits for the disk does not
// change either.
func (s *screen) rested(ctx context.Context, p *process, before []byte) ([]byte, error) {
	for {
		picture, err := s.settled(ctx, before)
		if err != nil {
			return nil, err
		}
		idle, err := p.idle(ctx)
		if err != nil || idle && bytes.Equal(picture, s.pixels) {
			return picture, err
		}
	}
}

// pressAndSettle presses keys one after another, and waits until the window has changed.
func (w *window) pressAndSettle(ctx context.Context, keys ...xproto.Keysym) error {
	if err := w.press(keys...); err != nil {
		return err
	}
	return w.settle(ctx)
}

func (w *window) close() {
	if w.process != nil {
		_ = w.process.Process.Kill() // it may have ended already
		_ = w.process.Wait()
	}
	w.screen.close()
}

// first opens the first team on the shelf.
func (w *window) first(ctx context.Context) error {
	home, err := w.title()
	if err != nil {
		return err
	}
	if err := w.pressAndSettle(ctx, keyDown, keyEnter); err != nil {
		return err
	}
	if now, err := w.title(); err != nil || now == home {
		return errors.Join(errors.New("open the first team: the title has not changed"), err)
	}
	return nil
}

// toOverview is the keys that lead from home to the overview, the first control there once there are teams to
// compare.
var toOverview = []xproto.Keysym{keyTab, keyEnter}

// starting returns a function that measures the time from starting a program until its final picture appears.
func (l *lab) starting(ctx context.Context, s *screen, program string, args ...string) (start func() (float64, error), err error) {
	run := func(wait func(p *process, since time.Time) (float64, error)) (float64, error) {
		since := time.Now()
		p, err := l.start(s, program, args...)
		if err != nil {
			return 0, err
		}
		took, err := wait(p, since)
		return took, errors.Join(err, p.stop())
	}
	var picture []byte
	empty := bytes.Clone(s.pixels)
	if _, err := run(func(p *process, _ time.Time) (_ float64, err error) {
		picture, err = s.rested(ctx, p, empty)
		return 0, err
	}); err != nil {
		return nil, err
	}
	return func() (float64, error) {
		return run(func(_ *process, since time.Time) (float64, error) { return s.until(ctx, picture, since) })
	}, nil
}

// starts returns the row for starting two programs in turn.
func (m measure) starts(ctx context.Context, l *lab, runs int, mine, yardstick []string) (Row, error) {
	s, err := newScreen(l.dir)
	if err != nil {
		return Row{}, err
	}
	defer s.close()
	first, err := l.starting(ctx, s, mine[0], mine[1:]...)
	if err != nil {
		return Row{}, err
	}
	second, err := l.starting(ctx, s, yardstick[0], yardstick[1:]...)
	if err != nil {
		return Row{}, err
	}
	pairs, err := inTurn(runs, first, second)
	if err != nil {
		return Row{}, err
	}
	return m.compare(pairs, milliseconds), nil
}

// startWithExample measures starting the program with the example team stored, compared with the bare window.
func startWithExample(ctx context.Context, l *lab, m measure) (Row, error) {
	programs, err := l.builds(ctx, theProgram, bareWindow)
	if err != nil {
		return Row{}, err
	}
	data, err := l.example(ctx)
	if err != nil {
		return Row{}, err
	}
	return m.starts(ctx, l, 3*l.Runs, []string{programs[0], "--data", data, "--lang", "nl"}, programs[1:])
}

// startWithMany measures starting the program with many assessments stored, compared with few.
func startWithMany(ctx context.Context, l *lab, m measure) (Row, error) {
	program, err := l.build(ctx, theProgram)
	if err != nil {
		return Row{}, err
	}
	few, err := l.teams(ctx, 10)
	if err != nil {
		return Row{}, err
	}
	many, err := l.teams(ctx, 10_000)
	if err != nil {
		return Row{}, err
	}
	return m.starts(ctx, l, l.Runs, []string{program, "--data", many, "--lang", "nl"}, []string{program, "--data", few, "--lang", "nl"})
}

// openTeam opens the first team of a copy of a data folder.
func (l *lab) openTeam(ctx context.Context, data string) (*window, error) {
	data, err := l.copyOf(data)
	if err != nil {
		return nil, err
	}
	w, err := l.openProgram(ctx, data)
	if err != nil {
		return nil, err
	}
	if err := w.first(ctx); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// openPlan opens the example's plan.
func (l *lab) openPlan(ctx context.Context) (*window, error) {
	data, err := l.example(ctx)
	if err != nil {
		return nil, err
	}
	w, err := l.openTeam(ctx, data)
	if err != nil {
		return nil, err
	}
	if err := w.step(ctx, '5'); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// step goes to a numbered step of the open assessment.
func (w *window) step(ctx context.Context, number xproto.Keysym) error {
	if err := w.holding(keyCtrl, number); err != nil {
		return err
	}
	return w.settle(ctx)
}

// memoryOfPlan measures the memory of the program with the example's plan open, compared with the bare window.
func memoryOfPlan(ctx context.Context, l *lab, m measure) (Row, error) {
	after := func(open func(context.Context) (*window, error)) func() (float64, error) {
		return func() (float64, error) {
			w, err := open(ctx)
			if err != nil {
				return 0, err
			}
			defer w.close()
			return w.memory()
		}
	}
	runs, err := inTurn(l.Runs, after(l.openPlan), after(l.openBare))
	if err != nil {
		return Row{}, err
	}
	return m.compare(runs, megabytes), nil
}

// nextIndicator measures going through the indicators of the card by key, in a program that has just been started, so
// that half of them are shown for the first time.
func nextIndicator(ctx context.Context, l *lab, m measure) (Row, error) {
	data, err := l.teams(ctx, 1)
	if err != nil {
		return Row{}, err
	}
	first, err := l.openTeam(ctx, data)
	if err != nil {
		return Row{}, err
	}
	const indicators = 12
	pictures := [][]byte{first.picture}
	for range indicators - 1 {
		if err = first.pressAndSettle(ctx, keyRight); err != nil {
			break
		}
		pictures = append(pictures, first.picture)
	}
	first.close()
	if err != nil {
		return Row{}, err
	}
	var runs []pair
	for range l.Runs {
		w, err := l.openTeam(ctx, data)
		if err != nil {
			return Row{}, err
		}
		some, err := w.thereAndBack(ctx, pictures)
		w.close()
		if err != nil {
			return Row{}, err
		}
		runs = append(runs, some...)
	}
	return m.compare(runs, milliseconds), nil
}

// thereAndBack goes from the first picture to the last and back, one key press per picture.
func (w *window) thereAndBack(ctx context.Context, pictures [][]byte) (runs []pair, err error) {
	const frame = 1000.0 / 60
	last := len(pictures) - 1
	for step := range 2 * last {
		key, to := keyRight, step+1
		if step >= last {
			key, to = keyLeft, 2*last-step-1
		}
		since := time.Now()
		if err := w.press(key); err != nil {
			return nil, err
		}
		took, err := w.until(ctx, pictures[to], since)
		if err != nil {
			return nil, err
		}
		runs = append(runs, pair{took, frame})
	}
	return runs, nil
}

// overview measures showing many teams side by side, compared with few.
func overview(ctx context.Context, l *lab, m measure) (Row, error) {
	var sides []func() (float64, error)
	for _, n := range []int{1000, 100} {
		data, err := l.teams(ctx, n)
		if err != nil {
			return Row{}, err
		}
		w, err := l.openProgram(ctx, data)
		if err != nil {
			return Row{}, err
		}
		defer w.close()
		home := w.picture
		if err := w.pressAndSettle(ctx, toOverview...); err != nil {
			return Row{}, err
		}
		all := w.picture
		sides = append(sides, func() (float64, error) {
			if err := w.press(keyEscape); err != nil {
				return 0, err
			}
			if _, err := w.until(ctx, home, time.Now()); err != nil {
				return 0, err
			}
			since := time.Now()
			if err := w.press(toOverview...); err != nil {
				return 0, err
			}
			return w.until(ctx, all, since)
		})
	}
	runs, err := inTurn(l.Runs, sides[0], sides[1])
	if err != nil {
		return Row{}, err
	}
	row := m.compare(runs, milliseconds)
	var most []float64
	for _, r := range runs {
		most = append(most, r.mine)
	}
	const limit = 1000
	if quantile(most, 0.5) > limit {
		row.Met, row.Why = false, "it also has to be under 1 s"
	}
	return row, nil
}
