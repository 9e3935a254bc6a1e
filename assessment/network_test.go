package assessment_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// carriers lists what of the program can use a network, and why no connection is ever opened. Of our own packages only the
// booth can: see walls. The tests of cmd/kwaliteitskaart check the running program.
var carriers = map[string]string{
	program + "/booth":                               "listens for phones while the facilitator has that on, and opens nothing",
	"fyne.io/fyne/v2":                                "loads pictures from a web address when asked to, and is never asked to",
	"fyne.io/fyne/v2/internal/repository":            "knows http addresses as places of files, and is given none",
	"fyne.io/fyne/v2/storage/repository":             "looks whether the host in an address is a number",
	"github.com/arran4/golang-ical":                  "fetches a calendar from a web address when asked to, and is never asked to",
	"github.com/godbus/dbus/v5":                      "talks to the desktop about light and dark, through a socket in the file system",
	"github.com/google/uuid":                         "reads the network card's number for one kind of id, which is not the random kind used here",
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/primitives": "loads the pictures of a form that it makes from web addresses, and makes none here",
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/sign":       "asks whether the certificate of a signature was withdrawn, and checks none here",
	"github.com/xuri/excelize/v2":                    "tells the kind of a picture by its bytes; none is ever written",
	"golang.org/x/sys/windows":                       "every call of the system, sockets among them",
}

// TestOnlyKnownLibrariesUseNetworks finds all libraries that import network packages, on each system.
func TestOnlyKnownLibrariesUseNetworks(t *testing.T) {
	unseen := make(map[string]bool)
	for library := range carriers {
		unseen[library] = true
	}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}} {{join .Imports \" \"}}{{end}}",
			"./cmd/kwaliteitskaart")
		cmd.Dir = ".."
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for line := range strings.Lines(string(out)) {
			names := strings.Fields(line)
			if len(names) == 0 || !slices.ContainsFunc(names[1:], talks) {
				continue
			}
			if carriers[names[0]] == "" {
				t.Errorf("%s: %s brings a network along: %v", system, names[0], slices.DeleteFunc(names[1:], func(p string) bool { return !talks(p) }))
			}
			delete(unseen, names[0])
		}
	}
	for library := range unseen {
		t.Errorf("%s brings no network along any more", library)
	}
}

// talks reports whether a package of the standard library opens connections.
func talks(p string) bool { return network(p) || under("crypto/tls", "log/syslog")(p) }
