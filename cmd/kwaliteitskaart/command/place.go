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

// dataVariable is the environment variable with the path of the data folder.
const dataVariable = "KWALITEITSKAART_DATA"

// dataThere refuses an explicitly named data folder that does not exist: reading it would return nothing, as if it
// were empty. The default folder need not exist yet.
func (c *call) dataThere() error { return c.folder(c.flags.data) }

// dataPlace refuses an explicitly named data folder whose parent does not exist: the folder is created, but not its
// parent.
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
	return nil // opening it reports what is wrong
}

// language returns the language if no flag specifies one: the one chosen in the window, or else the system's.
func (l *Line) language(data string) string {
	if l.Language != nil {
		if code := l.Language(data); code != "" {
			return code
		}
	}
	code, err := locale.GetLocale()
	if err != nil {
		return "" // if the system does not specify one, use the default
	}
	return code
}
