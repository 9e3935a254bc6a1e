package windows

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

func TestInstallers(t *testing.T) {
	needs(t, "wixl", "msibuild", "msiinfo", ResourceCompiler)
	work := t.TempDir()
	object := filepath.Join(work, "resources.o")
	if err := compileResources(t.Context(), product, work, object); err != nil {
		t.Fatal(err)
	}
	versioned, err := os.ReadFile(object)
	if err != nil {
		t.Fatal(err)
	}
	content := append([]item{{Executable, versioned}}, tiny[1:]...)
	older := product
	older.Version = "1.20.2"
	codes := map[string]string{}
	for name, c := range map[string]struct {
		in                              func(release.Product, string) installer
		upgrade, root, parent, allUsers string
		elevates, yields                bool
	}{
		"per user":    {perUser, PerUserUpgradeCode, "1", "ProgramsFolder", "", false, true},
		"per machine": {perMachine, PerMachineUpgradeCode, "2", "ProgramFiles64Folder", "1", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kaart.msi")
			in := c.in(product, path)
			if err := in.make(t.Context(), t.TempDir(), content); err != nil {
				t.Fatal(err)
			}
			properties := map[string]string{}
			for _, r := range table(t, path, "Property") {
				properties[r[0]] = r[1]
			}
			for what, want := range map[string]string{
				"UpgradeCode": "{" + c.upgrade + "}", "ProductVersion": "1.20.3", "ProductLanguage": "1043",
				"ALLUSERS": c.allUsers, "ARPCOMMENTS": keeps, "ProductCode": "{" + in.ProductCode() + "}",
			} {
				if properties[what] != want {
					t.Errorf("%s is %q, want %q", what, properties[what], want)
				}
			}
			if was := c.in(older, path).ProductCode(); was == in.ProductCode() || codes[in.ProductCode()] != "" {
				t.Errorf("the product code %s is not this version's own", in.ProductCode())
			}
			codes[in.ProductCode()] = name
			for _, r := range table(t, path, "Registry") {
				if r[1] != c.root {
					t.Errorf("writes to another part of the registry: %v", r)
				}
			}
			for _, r := range table(t, path, "Directory") {
				if r[0] == "INSTALLDIR" && r[1] != c.parent {
					t.Errorf("the program goes to %v", r)
				}
			}
			summary := output(t, "msiinfo", "suminfo", path)
			if !strings.Contains(summary, "Template: x64;1043") || strings.Contains(summary, "Source: 2 ") != c.elevates {
				t.Errorf("wants to be for x64, in Dutch, asking for an administrator: %v\n%s", c.elevates, summary)
			}
			files := table(t, path, "File")
			if len(files) != len(content) {
				t.Errorf("files: %v", files)
			}
			hashes := fmt.Sprint(table(t, path, "MsiFileHash"))
			for _, f := range files { // the fifth column is the version; a file has either a version or a hash
				version := ""
				if f[2] == Executable {
					version = "1.20.3.4"
				}
				if f[4] != version || strings.Contains(hashes, f[0]+" ") != (version == "") {
					t.Errorf("%s has version %q, and these have hashes: %s", f[2], f[4], hashes)
				}
			}
			at := map[string]int{}
			for _, r := range table(t, path, "InstallExecuteSequence") {
				if at[r[0]], err = strconv.Atoi(r[2]); err != nil {
					t.Fatal(err)
				}
			}
			if remove := at["RemoveExistingProducts"]; remove <= at["InstallInitialize"] || remove >= at["ProcessComponents"] {
				t.Errorf("the older version does not come back when the newer fails: %v", at)
			}
			conditions := fmt.Sprint(table(t, path, "LaunchCondition"))
			if strings.Contains(conditions, "MACHINEWIDE") != c.yields {
				t.Errorf("leaves one for all users alone: want %v\n%s", c.yields, conditions)
			}
			if within := "Installed OR NOT INSTALLDIR OR INSTALLDIR ~<< ProgramFiles64Folder"; strings.Contains(conditions, within) != c.elevates {
				t.Errorf("goes only where administrators write: want %v\n%s", c.elevates, conditions)
			}
			if progress := fmt.Sprint(table(t, path, "ActionText")); !strings.Contains(progress, "Je gegevens blijven staan") {
				t.Errorf("removing does not say where the data stays: %s", progress)
			}
		})
	}
}

// table returns the rows of a table of an MSI.
func table(t *testing.T, msi, name string) [][]string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(output(t, "msiinfo", "export", msi, name)), "\n")
	var rows [][]string
	for _, l := range lines[min(3, len(lines)):] { // the first three are names, types and keys
		rows = append(rows, strings.Split(strings.TrimRight(l, "\r"), "\t"))
	}
	return rows
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// The zip contains one folder with the marker that the program looks for, and the same files give the same zip. An installer
// made twice is the same file and has the time of the commit, not that of the build; with other content it has another
// package code.
func TestInstallersOfOneCommitAreEqual(t *testing.T) {
	needs(t, "wixl", "msibuild", "msiinfo")
	made := func(content []item) (file []byte, summary string) {
		path := filepath.Join(t.TempDir(), "kaart.msi")
		if err := perUser(product, path).make(t.Context(), t.TempDir(), content); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command("msiinfo", "suminfo", path)
		c.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C")
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		return file, string(out)
	}
	code := regexp.MustCompile(`(?m)^Revision number.*$`)
	first, said := made(tiny)
	second, _ := made(tiny)
	_, other := made(append(slices.Clone(tiny[:3]), item{"softgl/LICENSE", []byte("freer")}))
	if !bytes.Equal(first, second) {
		t.Error("two installers of the same differ")
	}
	if when := product.Time.UTC().Format("Mon Jan _2 15:04:05 2006"); strings.Count(said, when) != 2 {
		t.Errorf("the summary says not twice %s:\n%s", when, said)
	}
	if code.FindString(said) == "" || code.FindString(said) == code.FindString(other) {
		t.Errorf("the package codes are %q and %q", code.FindString(said), code.FindString(other))
	}
}
