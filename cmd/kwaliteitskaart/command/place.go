package command

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/jeandeaual/go-locale"

	"kwaliteitskaart/assessment"
)

// dataVariable is the environment variable that says where the data is.
const dataVariable = "KWALITEITSKAART_DATA"

// dataThere refuses a data folder that somebody named and that is not there: what is read from it would be nothing, as if there
// were nothing. The system's own place need not be there yet.
func (c *call) dataThere() error { return c.folder(c.flags.data) }

// dataPlace refuses a data folder that somebody named where none can be meant: it is made, but not the folder it lies in.
func (c *call) dataPlace() error {
	if _, err := os.Stat(c.flags.data); err == nil {
		return c.folder(c.flags.data)
	}
	return c.folder(filepath.Dir(c.flags.data))
}

func (c *call) folder(path string) error {
	info, err := os.Stat(path)
	switch {
	case !c.named, err == nil && info.IsDir():
		return nil
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return assessment.Fail(assessment.CodeNoDataFolder, err, "folder", path, "kind", fileThere(path))
	}
	return nil // opening it says what is wrong
}

// language returns the language to speak when no flag says so: the one chosen in the window, or else the system's.
func (l *Line) language(data string) string {
	if l.Language != nil {
		if code := l.Language(data); code != "" {
			return code
		}
	}
	code, err := locale.GetLocale()
	if err != nil {
		return "" // a system that does not say gets the default
	}
	return code
}
