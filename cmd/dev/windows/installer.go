package windows

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kwaliteitskaart/cmd/dev/release"
)

// The upgrade codes by which Windows knows that a newer package replaces an older one. They never change, and differ
// because a package for one user cannot replace one for all users.
const (
	PerUserUpgradeCode    = "E3C0B9E0-5C5F-4C40-9D0C-52C1B7C76C0B"
	PerMachineUpgradeCode = "0B1F2F6A-7B6D-4E0D-8C59-7C0C0A0E6F4E"
)

// keeps is what Windows shows beside the program in its list of programs.
const keeps = `Je gegevens staan in %LocalAppData%\Kwaliteitskaart en blijven daar staan als je het programma verwijdert.`

// folder is a folder that Windows knows by an id, or one in it with a name.
type folder struct{ ID, Name string }

// installer is an MSI to make.
type installer struct {
	release.Product
	path string

	Scope       string // as WiX calls it
	For         string // whom it is for, in words
	Root        string // the part of the registry it writes to
	UpgradeCode string
	Above       []folder // the folders above the program's own
	Yields      bool     // it leaves the program alone that is there for all users
	Within      string   // the folder of Windows that its own must lie in, in which only administrators write
}

// perUser returns an installer that needs no administrator. Where the program is there for all users already it refuses: two
// of one program side by side, of different versions perhaps, help nobody.
func perUser(p release.Product, path string) installer {
	return installer{
		Product: p, path: path, Scope: "perUser", For: "Voor de gebruiker die het installeert, zonder beheerder", Root: "HKCU",
		UpgradeCode: PerUserUpgradeCode, Yields: true,
		Above: []folder{{ID: "LocalAppDataFolder"}, {ID: "ProgramsFolder", Name: "Programs"}},
	}
}

// perMachine returns an installer for all users, which an administrator runs. It leaves alone what a user has installed
// before: Windows lets nobody remove that but the user, for whom it stays the one that opens files.
func perMachine(p release.Product, path string) installer {
	return installer{
		Product: p, path: path, Scope: "perMachine", For: "Voor alle gebruikers van de computer", Root: "HKLM",
		UpgradeCode: PerMachineUpgradeCode,
		Above:       []folder{{ID: "ProgramFiles64Folder"}}, Within: "ProgramFiles64Folder",
	}
}

// file is a file as the template names it.
type file struct{ ID, GUID, Folder, Name, Source, Version, Language string }

// page is what the template is filled in with.
type page struct {
	installer
	Executable string
	Keeps      string
	Files      []file
	Folders    []string
}

// ProductCode returns the same for everyone who makes this version, and another for each version, as Windows wants it.
func (in installer) ProductCode() string { return in.code("product " + in.Version) }

// Component returns the code of a component, the same in each version.
func (in installer) Component(name string) string { return in.code("component " + name) }

func (in installer) code(name string) string {
	return strings.ToUpper(uuid.NewSHA1(uuid.MustParse(in.UpgradeCode), []byte(name)).String())
}

// make makes the MSI in a folder of its own to work in.
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
	if err := write(work, made); err != nil {
		return err
	}
	if err := run(ctx, work, nil, "wixl", "-a", "x64", "-o", in.path, "installer.wxs"); err != nil {
		return err
	}
	// Wixl knows no conditions, no versions of files, no words for the bar while it works, no other language than English,
	// and no way back once the older version is removed.
	for _, args := range slices.Concat(in.conditions(), versions(p.Files), [][]string{
		{"-q", "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'"},
		{"-i", "ActionText.idt"},
		{"-s", in.Title(), in.Name, "x64;1043", "{" + strings.ToUpper(uuid.NewString()) + "}"},
	}) {
		if err := run(ctx, work, nil, "msibuild", append([]string{in.path}, args...)...); err != nil {
			return err
		}
	}
	return nil
}

// Title returns what the file says about itself.
func (in installer) Title() string { return in.Name + " " + in.Version + " installeren" }

// conditions returns the arguments of msibuild for what must hold before anything is installed, with what is said if not.
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
	if in.Within != "" { // a folder elsewhere has the rights of the one it lies in, and anyone might change a program that all run
		all = append(all, say("Installed OR NOT INSTALLDIR OR INSTALLDIR ~<< "+in.Within,
			in.Name+" voor alle gebruikers hoort in Program Files: in een andere map kan iedereen het programma veranderen. Kies met INSTALLDIR een map daarbinnen."))
	}
	return all
}

// versions returns the arguments of msibuild for the versions of files. Windows decides which files to put in place before it
// removes the older program, and keeps a file that has a version where the new one seems to have none: without them an
// upgrade would leave no program at all.
func versions(files []file) (all [][]string) {
	for _, f := range files {
		if f.Version == "" {
			continue
		}
		all = append(all,
			[]string{"-q", fmt.Sprintf("UPDATE `File` SET `Version` = '%s', `Language` = '%s' WHERE `File` = '%s'",
				f.Version, f.Language, f.ID)},
			[]string{"-q", fmt.Sprintf("DELETE FROM `MsiFileHash` WHERE `File_` = '%s'", f.ID)}) // for files without only
	}
	return all
}

// notepad returns a text as the oldest of Windows' editors shows it right: with its line ends, and a mark that it is UTF-8.
func notepad(text []byte) []byte {
	return append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
}
