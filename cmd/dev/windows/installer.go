package windows

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kwaliteitskaart/cmd/dev/release"
)

// The upgrade codes by which Windows recognises that a newer package replaces an older one. They never change. They
// differ because a package for one user cannot replace one for all users.
const (
	PerUserUpgradeCode    = "E3C0B9E0-5C5F-4C40-9D0C-52C1B7C76C0B"
	PerMachineUpgradeCode = "0B1F2F6A-7B6D-4E0D-8C59-7C0C0A0E6F4E"
)

// keeps is the remark that Windows shows with the program in its list of programs.
const keeps = `Je gegevens staan in %LocalAppData%\Kwaliteitskaart en blijven daar staan als je het programma verwijdert.`

// folder is a folder that Windows identifies by ID, or a named subfolder.
type folder struct{ ID, Name string }

// installer describes an MSI.
type installer struct {
	release.Product
	path string

	Scope       string // in WiX terms
	For         string // who installs it, in words
	Root        string // the root of the registry that it writes to
	UpgradeCode string
	Above       []folder // the parents of the program's folder
	Yields      bool     // it refuses if the program is installed for all users
	Within      string   // the Windows folder that must contain the program's folder, and that only administrators can write to
}

// perUser returns an installer that needs no administrator. It refuses if the program is already installed for all
// users: two copies, possibly of different versions, help nobody.
func perUser(p release.Product, path string) installer {
	return installer{
		Product: p, path: path, Scope: "perUser", For: "Voor de gebruiker die het installeert, zonder beheerder", Root: "HKCU",
		UpgradeCode: PerUserUpgradeCode, Yields: true,
		Above: []folder{{ID: "LocalAppDataFolder"}, {ID: "ProgramsFolder", Name: "Programs"}},
	}
}

// perMachine returns an installer for all users, run by an administrator. It leaves a user's own installation alone:
// only that user can remove it, and for that user it remains the one that opens files.
func perMachine(p release.Product, path string) installer {
	return installer{
		Product: p, path: path, Scope: "perMachine", For: "Voor alle gebruikers van de computer", Root: "HKLM",
		UpgradeCode: PerMachineUpgradeCode,
		Above:       []folder{{ID: "ProgramFiles64Folder"}}, Within: "ProgramFiles64Folder",
	}
}

// file is a file in the template.
type file struct{ ID, GUID, Folder, Name, Source, Version, Language string }

// page is the data for the template.
type page struct {
	installer
	Executable string
	Keeps      string
	Files      []file
	Folders    []string
}

// ProductCode returns the product code. It is the same for every build of a version, and different for each version,
// as Windows requires.
func (in installer) ProductCode() string { return in.code("product " + in.Version) }

// Component returns the code of a component, the same in all versions.
func (in installer) Component(name string) string { return in.code("component " + name) }

func (in installer) code(name string) string {
	return strings.ToUpper(uuid.NewSHA1(uuid.MustParse(in.UpgradeCode), []byte(name)).String())
}

// make builds the MSI, using work as its working folder.
func (in installer) make(ctx context.Context, work string, content []item) error {
	icon, err := iconOf(in.Product)
	if err != nil {
		return err
	}
	p := page{installer: in, Executable: Executable, Keeps: keeps}
	for i, c := range content {
		dir := strings.Trim(path.Dir(c.path), ".")
		version, language := fileVersion(c.data)
		p.Files = append(p.Files, file{
			ID: fmt.Sprintf("File%d", i+1), GUID: in.Component(c.path), Folder: dir, Name: path.Base(c.path),
			Source: filepath.FromSlash(c.path), Version: version, Language: language,
		})
		if dir != "" && !slices.Contains(p.Folders, dir) {
			p.Folders = append(p.Folders, dir)
		}
	}
	source, err := fill("installer.wxs", p)
	if err != nil {
		return err
	}
	progress, err := templates.ReadFile("template/ActionText.idt")
	if err != nil {
		return fmt.Errorf("read the template: %w", err)
	}
	made := append(slices.Clone(content), item{iconFile, icon}, item{"installer.wxs", source}, item{"ActionText.idt", progress})
	if err := write(work, made, in.Time); err != nil {
		return err
	}
	began := time.Now()
	if err := run(ctx, work, []string{"TZ=UTC"}, "wixl", "-a", "x64", "-o", in.path, "installer.wxs"); err != nil {
		return err
	}
	// Wixl does not support launch conditions, file versions, texts for the progress bar, languages other than
	// English, or a rollback once the older version is removed.
	for _, args := range slices.Concat(in.conditions(), versions(p.Files), [][]string{
		{"-q", "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'"},
		{"-i", "ActionText.idt"},
		{"-s", in.Title(), in.Name, "x64;1043", "{" + in.code("package "+in.Version+contents(made)) + "}"},
	}) {
		if err := run(ctx, work, nil, "msibuild", append([]string{in.path}, args...)...); err != nil {
			return err
		}
	}
	return redate(in.path, began, in.Time)
}

// redate puts the time at in the place of the two times in an MSI that say when it was made, which its tools take from the
// clock: both are since began. It fails if there are not exactly two.
func redate(path string, began, at time.Time) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the installer: %w", err)
	}
	const kind = 4 // the bytes that say that a time follows
	found, first, last := 0, fileTime(began.Add(-time.Second)), fileTime(time.Now().Add(time.Second))
	for i := 0; ; {
		next := bytes.Index(b[i:], []byte{0x40, 0, 0, 0})
		if next < 0 || i+next+kind+8 > len(b) {
			break
		}
		i += next + kind
		if made := binary.LittleEndian.Uint64(b[i:]); first <= made && made <= last {
			binary.LittleEndian.PutUint64(b[i:], fileTime(at))
			found++
		}
	}
	if found != 2 {
		return fmt.Errorf("date the installer: it says %d times when it was made, not twice", found)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return fmt.Errorf("date the installer: %w", err)
	}
	return nil
}

// fileTime returns a time as Windows counts it: in steps of 100 ns since 1601.
func fileTime(t time.Time) uint64 {
	const since1601 = 11_644_473_600 // seconds, until 1970
	return uint64(t.Unix()+since1601) * 10_000_000
}

// contents returns a checksum of files: packages with other contents must have other package codes.
func contents(files []item) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n%s", f.path, len(f.data), f.data)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// Title returns the title in the file's properties.
func (in installer) Title() string { return in.Name + " " + in.Version + " installeren" }

// conditions returns msibuild arguments that add the conditions for installing, each with the message shown
// otherwise.
func (in installer) conditions() [][]string {
	say := func(condition, sentence string) []string {
		const row = "INSERT INTO `LaunchCondition` (`Condition`, `Description`) VALUES ('%s', '%s Er is niets veranderd.')"
		return []string{"-q", fmt.Sprintf(row, condition, sentence)}
	}
	all := [][]string{say("Installed OR VersionNT >= 603", in.Name+" werkt op Windows 10 en Windows 11.")}
	if in.Yields {
		all = append(all, say("Installed OR NOT MACHINEWIDE",
			in.Name+" staat al op deze computer, voor alle gebruikers: je vindt het in het startmenu."))
	}
	if in.Within != "" { // a folder elsewhere inherits the rights of its parent, so anyone might change a program that all users run
		all = append(all, say("Installed OR NOT INSTALLDIR OR INSTALLDIR ~<< "+in.Within,
			in.Name+" voor alle gebruikers hoort in Program Files: in een andere map kan iedereen het programma veranderen. Kies met INSTALLDIR een map daarbinnen."))
	}
	return all
}

// versions returns msibuild arguments that set the versions of files. Windows decides which files to install before
// it removes the older program, and keeps a file with a version if the new one seems to have none: without versions
// an upgrade would leave no program at all.
func versions(files []file) (all [][]string) {
	for _, f := range files {
		if f.Version == "" {
			continue
		}
		all = append(all,
			[]string{"-q", fmt.Sprintf("UPDATE `File` SET `Version` = '%s', `Language` = '%s' WHERE `File` = '%s'",
				f.Version, f.Language, f.ID)},
			[]string{"-q", fmt.Sprintf("DELETE FROM `MsiFileHash` WHERE `File_` = '%s'", f.ID)}) // only for files without a version
	}
	return all
}

// notepad returns a text in the form that the oldest Windows editor displays correctly: with CRLF line ends and a
// byte order mark.
func notepad(text []byte) []byte {
	return append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
}
