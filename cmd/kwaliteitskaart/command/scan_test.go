package command_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
)

// desk is a data folder with an assessment that is collecting answers, and its printed form as a picture.
type desk struct {
	*testing.T
	data string
	form *image.Gray
	rows []report.Row
	team report.Place // its box
}

const dots = 150 / 25.4 // in a millimetre

func newDesk(t *testing.T) *desk {
	t.Helper()
	rounds := storetest.Example(t)
	a := collected(rounds[1])
	a.Scope = assessment.ScopeCore
	d := &desk{T: t, data: t.TempDir()}
	d.run(0, "import", handOver(t, a))
	out := t.TempDir()
	d.run(0, "print", a.ID, "--document", "form", "--out", out, "--lang", "nl")
	printed, err := filepath.Glob(filepath.Join(out, "*.pdf"))
	if err != nil || len(printed) != 1 {
		t.Fatal(printed, err)
	}
	if said, err := exec.Command("pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", printed[0], filepath.Join(out, "form")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	f, err := os.Open(filepath.Join(out, "form.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	d.form = image.NewGray(m.Bounds())
	draw.Draw(d.form, d.form.Rect, m, image.Point{}, draw.Src)
	sheets, err := paper.New("1.2.3").Forms(assessment.Round{Assessment: a})
	if err != nil {
		t.Fatal(err)
	}
	d.rows, d.team = sheets[0].Rows, sheets[0].Groups[0]
	return d
}

// run runs a command on the desk's data and returns what it wrote.
func (d *desk) run(code int, args ...string) string {
	d.Helper()
	line, stdout, stderr := program()
	if got := line.Run(d.Context(), append(args, "--data", d.data)); got != code {
		d.Fatalf("%v: exit code %d, want %d: %s%s", args, got, code, stdout, stderr)
	}
	return stdout.String() + stderr.String()
}

// scan returns the path of a picture of the form with a bar in each of boxes.
func (d *desk) scan(name string, boxes ...report.Place) string {
	d.Helper()
	g := image.NewGray(d.form.Rect)
	copy(g.Pix, d.form.Pix)
	for _, b := range boxes {
		mark := image.Rect(int((b.X+b.Side*0.2)*dots), int((b.Y+b.Side*0.4)*dots), int((b.X+b.Side*0.8)*dots), int((b.Y+b.Side*0.6)*dots))
		draw.Draw(g, mark, image.NewUniform(color.Gray{Y: 40}), image.Point{}, draw.Src)
	}
	path := filepath.Join(d.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, g); err != nil {
		d.Fatal(err)
	}
	return path
}

// The forms of a scan go in once; pictures that follow each other are one scan, and of a form that somebody has to look at
// nothing goes in.
func TestScansAreImported(t *testing.T) {
	d := newDesk(t)
	var good []report.Place
	for _, row := range d.rows[1:] {
		good = append(good, row.Boxes[2])
	}
	good = append(good, d.team)
	clear := d.scan("clear.png", good...)
	doubt := d.scan("doubt.png", append(good, d.rows[3].Boxes[0])...)
	en := words.In("en")
	says := func(said string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%q is not said:\n%s", w, said)
			}
		}
	}
	ballots := func(want string) {
		t.Helper()
		if said := d.run(0, "list", "--json"); !strings.Contains(said, `"ballots":`+want+",") {
			t.Errorf("not %s ballots: %s", want, said)
		}
	}
	says(d.run(2, "import", doubt, "--assessment", "collecting"),
		"doubt.png: not added.", en.Say("scan.row", "page", 1, "indicator", d.rows[3].Indicator), en.Say("error.scan_asks", "file", doubt))
	says(d.run(2, "import", d.scan("blank.png"), "--assessment", "collecting"), en.Say("scan.form.empty", "page", 1))
	says(d.run(0, "import", clear, "--assessment", "collecting", "--dry-run"), "clear.png: ", "1 person")
	ballots("0")
	said := d.run(2, "import", clear, doubt, "--assessment", "collecting")
	says(said, "clear.png … "+doubt+": answers from 1 person", en.Say("scan.row", "page", 2, "indicator", d.rows[3].Indicator), en.Say("cli.import.scan_left", "count", 1), en.Say("scan.compare"))
	if strings.Contains(said, en.Say("scan.delete")) {
		t.Errorf("what is still to be read is to be thrown away:\n%s", said)
	}
	says(d.run(0, "import", clear, "--assessment", "collecting"), "clear.png: already imported")
	ballots("1")
	says(d.run(2, "import", handOver(t, exampleRound(t)), "--assessment", "collecting"), "not a scan")
	says(d.run(2, "import", clear), "is a picture")
	says(d.run(64, "import", clear, "--assessment", "team.kwaliteitskaart"), "--assessment")
}
