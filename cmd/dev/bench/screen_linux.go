package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// The size of the X server's screen, larger than the windows on it, so that the pointer can stand beside them.
const screenWidth, screenHeight = 1366, 768

// patience is the longest that anything may take before it counts as broken.
const patience = 2 * time.Minute

// quiet is how long a screen must be unchanged before it counts as settled.
const quiet = time.Second

// screen is a private X server. It keeps its pixels in a mapped file, so that reading them costs the program that
// draws next to nothing.
type screen struct {
	display string
	pixels  []byte // the current contents of the screen
	mapped  []byte
	server  *exec.Cmd
	x       *xgb.Conn
	root    xproto.Window
	keys    map[xproto.Keysym]xproto.Keycode
}

// newScreen starts an X server that keeps its files in dir.
func newScreen(dir string) (_ *screen, err error) {
	dir, err = os.MkdirTemp(dir, "screen-")
	if err != nil {
		return nil, fmt.Errorf("start a screen: %w", err)
	}
	s := &screen{}
	defer func() {
		if err != nil {
			s.close()
			err = fmt.Errorf("start a screen: %w", err)
		}
	}()
	said, say, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer said.Close()
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-fbdir", dir, "-nolisten", "tcp",
		"-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight))
	s.server.ExtraFiles = []*os.File{say}
	err = s.server.Start()
	say.Close()
	if err != nil {
		return nil, err
	}
	number, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("wait for Xvfb: %w", err)
	}
	s.display = ":" + strings.TrimSpace(number)
	if err := s.mapPixels(filepath.Join(dir, "Xvfb_screen0")); err != nil {
		return nil, err
	}
	return s, s.connect()
}

// mapPixels maps the file of the X server and finds the pixels in it. The file has the format of xwd: the pixels
// follow a header and colours of 12 bytes each.
func (s *screen) mapPixels(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if s.mapped, err = syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED); err != nil {
		return err
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(s.mapped[4*i:])) }
	headerSize, height, bytesPerLine, colours := field(0), field(5), field(12), field(19)
	from, size := headerSize+12*colours, height*bytesPerLine
	if height != screenHeight || from+size > len(s.mapped) {
		return errors.New("the picture of Xvfb is not as it was asked for")
	}
	s.pixels = s.mapped[from : from+size]
	return nil
}

func (s *screen) connect() (err error) {
	xgb.Logger.SetOutput(io.Discard) // it logs every connection
	if s.x, err = xgb.NewConnDisplay(s.display); err != nil {
		return err
	}
	if err := xtest.Init(s.x); err != nil {
		return err
	}
	setup := xproto.Setup(s.x)
	s.root = setup.DefaultScreen(s.x).Root
	first := setup.MinKeycode
	m, err := xproto.GetKeyboardMapping(s.x, first, byte(setup.MaxKeycode-first+1)).Reply()
	if err != nil {
		return err
	}
	s.keys = make(map[xproto.Keysym]xproto.Keycode)
	for i := len(m.Keysyms) - int(m.KeysymsPerKeycode); i >= 0; i -= int(m.KeysymsPerKeycode) {
		s.keys[m.Keysyms[i]] = first + xproto.Keycode(i/int(m.KeysymsPerKeycode))
	}
	return xproto.WarpPointerChecked(s.x, 0, s.root, 0, 0, 0, 0, screenWidth-1, screenHeight-1).Check()
}

func (s *screen) close() {
	if s.x != nil {
		s.x.Close()
	}
	if s.mapped != nil {
		_ = syscall.Munmap(s.mapped) // the process is about to end
	}
	if s.server != nil && s.server.Process != nil {
		_ = s.server.Process.Kill() // it may have ended already
		_ = s.server.Wait()
	}
}

// The keys used, as X keysyms.
const (
	keyTab    xproto.Keysym = 0xff09
	keyEnter  xproto.Keysym = 0xff0d
	keyEscape xproto.Keysym = 0xff1b
	keyLeft   xproto.Keysym = 0xff51
	keyRight  xproto.Keysym = 0xff53
	keyDown   xproto.Keysym = 0xff54
	keyF1     xproto.Keysym = 0xffbe
	keyShift  xproto.Keysym = 0xffe1
	keyCtrl   xproto.Keysym = 0xffe3
)

// press presses keys one after another.
func (s *screen) press(keys ...xproto.Keysym) error {
	for _, k := range keys {
		if err := errors.Join(s.key(xproto.KeyPress, k), s.key(xproto.KeyRelease, k)); err != nil {
			return err
		}
	}
	return nil
}

// holding presses keys while down is held down.
func (s *screen) holding(down xproto.Keysym, keys ...xproto.Keysym) error {
	return errors.Join(s.key(xproto.KeyPress, down), s.press(keys...), s.key(xproto.KeyRelease, down))
}

func (s *screen) key(event byte, k xproto.Keysym) error {
	code, ok := s.keys[k]
	if !ok {
		return fmt.Errorf("press a key: the keyboard has no %#x", k)
	}
	if err := xtest.FakeInputChecked(s.x, event, byte(code), 0, s.root, 0, 0, 0).Check(); err != nil {
		return fmt.Errorf("press a key: %w", err)
	}
	return nil
}

// shown returns the visible window.
func (s *screen) shown() (xproto.Window, error) {
	tree, err := xproto.QueryTree(s.x, s.root).Reply()
	if err != nil {
		return 0, fmt.Errorf("look for the window: %w", err)
	}
	for _, w := range tree.Children {
		a, err := xproto.GetWindowAttributes(s.x, w).Reply()
		if err == nil && a.MapState == xproto.MapStateViewable {
			return w, nil
		}
	}
	return 0, errors.New("look for the window: there is none")
}

// focus gives the window keyboard focus, as a window manager would.
func (s *screen) focus() error {
	w, err := s.shown()
	if err != nil {
		return err
	}
	return xproto.SetInputFocusChecked(s.x, xproto.InputFocusPointerRoot, w, xproto.TimeCurrentTime).Check()
}

// title returns the title of the window.
func (s *screen) title() (string, error) {
	w, err := s.shown()
	if err != nil {
		return "", err
	}
	const name, most = "_NET_WM_NAME", 1000
	atom, err := xproto.InternAtom(s.x, true, uint16(len(name)), name).Reply()
	if err != nil {
		return "", fmt.Errorf("read the title: %w", err)
	}
	p, err := xproto.GetProperty(s.x, false, w, atom.Atom, xproto.GetPropertyTypeAny, 0, most).Reply()
	if err != nil {
		return "", fmt.Errorf("read the title: %w", err)
	}
	return string(p.Value), nil
}

// blank reports whether nothing is drawn.
func (s *screen) blank() bool {
	return bytes.Equal(s.pixels[:len(s.pixels)-4], s.pixels[4:]) // all pixels equal their neighbour
}

// settled returns the picture once it differs from those in before and has stopped changing.
func (s *screen) settled(ctx context.Context, before ...[]byte) ([]byte, error) {
	picture := bytes.Clone(s.pixels)
	since := time.Now()
	err := s.watch(ctx, 10*time.Millisecond, func() bool {
		if !bytes.Equal(picture, s.pixels) {
			copy(picture, s.pixels)
			since = time.Now()
		}
		return time.Since(since) >= quiet && !s.blank() && !contains(before, picture)
	})
	if err != nil {
		return nil, fmt.Errorf("wait until nothing changes on the screen: %w", err)
	}
	return picture, nil
}

func contains(pictures [][]byte, one []byte) bool {
	for _, p := range pictures {
		if bytes.Equal(p, one) {
			return true
		}
	}
	return false
}

// until waits for a picture and returns the time from since until it appeared, in milliseconds.
func (s *screen) until(ctx context.Context, picture []byte, since time.Time) (float64, error) {
	var took time.Duration
	err := s.watch(ctx, 500*time.Microsecond, func() bool {
		took = time.Since(since)
		return bytes.Equal(picture, s.pixels)
	})
	if err != nil {
		return 0, fmt.Errorf("wait for a picture seen before: %w", err)
	}
	return took.Seconds() * 1000, nil
}

// watch polls holds until it returns true.
func (s *screen) watch(ctx context.Context, every time.Duration, holds func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	again := time.NewTicker(every)
	defer again.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-again.C:
		}
	}
	return nil
}
