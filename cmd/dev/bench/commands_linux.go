package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"kwaliteitskaart/cmd/dev/release"
)

// printFull measures printing the example's full document, compared with LibreOffice converting the same tables to
// PDF.
func printFull(ctx context.Context, l *lab, m measure) (Row, error) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		return Row{}, errors.New("there is no soffice here")
	}
	program, data, id, err := l.newestExample(ctx)
	if err != nil {
		return Row{}, err
	}
	sheet, out := filepath.Join(l.dir, "tables.xlsx"), filepath.Join(l.dir, "printed")
	if _, err := l.command(ctx, program, "export", id, "--data", data, "--out", sheet); err != nil {
		return Row{}, err
	}
	ours := func() (float64, error) {
		return l.command(ctx, program, "print", id, "--document", "full", "--data", data, "--out", out)
	}
	theirs := func() (float64, error) {
		return l.command(ctx, office, "-env:UserInstallation=file://"+filepath.Join(l.dir, "office"), "--headless",
			"--convert-to", "pdf", "--outdir", out, sheet)
	}
	if _, err := theirs(); err != nil { // the first start sets up its profile
		return Row{}, err
	}
	runs, err := inTurn(l.Runs, ours, theirs)
	if err != nil {
		return Row{}, err
	}
	if made, err := filepath.Glob(filepath.Join(out, "*.pdf")); len(made) != 2 {
		return Row{}, errors.Join(fmt.Errorf("look for the two documents: there are %d", len(made)), err)
	}
	return m.compare(runs, milliseconds), nil
}

// resultJSON measures asking for a result, compared with asking for the version.
func resultJSON(ctx context.Context, l *lab, m measure) (Row, error) {
	program, data, id, err := l.newestExample(ctx)
	if err != nil {
		return Row{}, err
	}
	const often = 10 // they are short
	runs, err := inTurn(often*l.Runs,
		func() (float64, error) { return l.command(ctx, program, "result", id, "--json", "--data", data) },
		func() (float64, error) { return l.command(ctx, program, "version", "--data", data) })
	if err != nil {
		return Row{}, err
	}
	return m.compare(runs, milliseconds), nil
}

// importMany measures importing fifty files at once, compared with one after another.
func importMany(ctx context.Context, l *lab, m measure) (Row, error) {
	programs, err := l.builds(ctx, theProgram, filler)
	if err != nil {
		return Row{}, err
	}
	program, fill := programs[0], programs[1]
	folder := filepath.Join(l.dir, "files")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Row{}, fmt.Errorf("make a folder: %w", err)
	}
	if _, err := l.command(ctx, fill, "-teams", "51", "-files", folder); err != nil {
		return Row{}, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.kwaliteitskaart"))
	if err != nil || len(files) != 51 {
		return Row{}, fmt.Errorf("look for the files: there are %d", len(files))
	}
	files = files[1:] // the first team has no ballots
	fresh := func() (string, error) { return os.MkdirTemp(l.dir, "import-") }
	runs, err := inTurn(l.Runs, func() (float64, error) {
		data, err := fresh()
		if err != nil {
			return 0, err
		}
		return l.command(ctx, program, append([]string{"import", "--data", data}, files...)...)
	}, func() (all float64, err error) {
		data, err := fresh()
		for _, f := range files {
			if err != nil {
				break
			}
			var one float64
			one, err = l.command(ctx, program, "import", "--data", data, f)
			all += one
		}
		return all, err
	})
	if err != nil {
		return Row{}, err
	}
	return m.compare(runs, milliseconds), nil
}

// folderOfSchool measures the overview of the files that a manager is sent, compared with a tenth of the teams.
func folderOfSchool(ctx context.Context, l *lab, m measure) (Row, error) {
	programs, err := l.builds(ctx, theProgram, filler)
	if err != nil {
		return Row{}, err
	}
	var sides []func() (float64, error)
	for _, teams := range []string{"300", "30"} {
		folder := filepath.Join(l.dir, "school-"+teams)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return Row{}, fmt.Errorf("make a folder: %w", err)
		}
		if _, err := l.command(ctx, programs[1], "-mixed", "-teams", teams, "-files", folder); err != nil {
			return Row{}, err
		}
		sides = append(sides, func() (float64, error) {
			out, took, err := l.output(ctx, programs[0], "overview", folder, "--data", filepath.Join(l.dir, "no-data"), "--out", folder+".xlsx")
			var exit *exec.ExitError
			if errors.As(err, &exit) && exit.ExitCode() == filesUnread {
				err = nil
			}
			if err != nil {
				return 0, fmt.Errorf("%w\n%s", err, out)
			}
			return took, nil
		})
	}
	runs, err := inTurn(l.Runs, sides[0], sides[1])
	if err != nil {
		return Row{}, err
	}
	return m.compare(runs, milliseconds), nil
}

// filesUnread is the exit code of an overview that left out files it could not read.
const filesUnread = 2

// rivalMegabytes is the size of the best-known tool for the same work.
const rivalMegabytes = 957

// installer measures the size of the installer for Windows, if it has been built.
func installer(_ context.Context, l *lab, m measure) (Row, error) {
	found, err := filepath.Glob(filepath.Join(l.Product.Root, release.Folder, "*.msi"))
	if err != nil || len(found) == 0 {
		return Row{}, errors.New("there is no installer here yet; “go run ./cmd/dev package windows” makes it")
	}
	largest := 0.0
	for _, f := range found {
		info, err := os.Stat(f)
		if err != nil {
			return Row{}, fmt.Errorf("look at the installer: %w", err)
		}
		largest = max(largest, float64(info.Size())/1e6)
	}
	return m.compare([]pair{{largest, rivalMegabytes}}, megabytes), nil
}
