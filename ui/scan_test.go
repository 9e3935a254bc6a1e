package ui

import (
	"errors"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/assessment/words"
)

// plainType is a face in which every letter is equally wide and has no ink.
type plainType struct{}

func (plainType) Width(text string, _ report.Face, points float64) float64 {
	return float64(len([]rune(text))) * points * 0.18
}
func (plainType) Has(rune, report.Face) bool               { return true }
func (plainType) Ink(string, report.Face, float64) float64 { return 0 }

// copier makes pictures of the forms of a room's assessment.
type copier struct {
	r      *room
	sheets []report.Sheet
	page   report.Page
}

const scanDots = 150 / 25.4 // in a millimetre

func newCopier(r *room) *copier {
	r.session.Assessment.Scope = assessment.ScopeCore
	in := func(round assessment.Round) report.Input {
		return report.Input{Round: round, Today: "2026-11-23", Words: words.In("nl")}
	}
	round := assessment.Round{Assessment: r.session.Assessment, Number: 1}
	c := &copier{r: r, sheets: report.Sheets(in(round), plainType{}), page: report.Layout(report.Build(report.Form, in(round)), plainType{})[0]}
	r.FormSheets = func(assessment.Round) ([]report.Sheet, error) { return c.sheets, nil }
	return c
}

// copies returns a page with a bar in each of boxes, as one file.
func (c *copier) copies(boxes ...report.Place) filedScan {
	g := image.NewGray(image.Rect(0, 0, 1240, 1754))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	black := func(x0, y0, x1, y1 float64) {
		draw.Draw(g, image.Rect(int(x0*scanDots+0.5), int(y0*scanDots+0.5), int(x1*scanDots+0.5), int(y1*scanDots+0.5)), image.NewUniform(color.Gray{}), image.Point{}, draw.Src)
	}
	for _, it := range c.page.Items {
		switch s := it.Shape.(type) {
		case report.Box:
			if s.Fill.A > 0 && s.Width == report.SquareSide {
				black(s.X, s.Y, s.X+s.Width, s.Y+s.Height)
			}
		case report.Code:
			each := s.Side / float64(len(s.Dark))
			for y, row := range s.Dark {
				for x, dark := range row {
					if dark {
						black(s.X+float64(x)*each, s.Y+float64(y)*each, s.X+float64(x+1)*each, s.Y+float64(y+1)*each)
					}
				}
			}
		}
	}
	for _, b := range boxes {
		black(b.X+b.Side*0.2, b.Y+b.Side*0.4, b.X+b.Side*0.8, b.Y+b.Side*0.6)
	}
	return filedScan{g}
}

type filedScan []*image.Gray

func (f filedScan) Pages() int                      { return len(f) }
func (f filedScan) Page(i int) (*image.Gray, error) { return f[i], nil }

// A dropped scan is read; uncertain marks are asked about with the keys of the paper form, which can be taken back, and only
// then are all ballots taken in. Nothing is asked again about a form taken in before.
func TestScanIsAskedAndTakenIn(t *testing.T) {
	r := workshop(t)
	c := newCopier(r)
	rows, group := c.sheets[0].Rows, c.sheets[0].Groups
	doubt := c.copies(rows[0].Boxes[0], rows[0].Boxes[1], rows[1].Boxes[2], group[0])
	clear := c.copies(rows[0].Boxes[3], rows[1].Boxes[3])
	r.OpenScan = func(path string) (scan.Pictures, error) {
		return map[string]scan.Pictures{"a.pdf": doubt, "b.JPG": clear}[path], nil
	}
	r.TakeFiles([]string{"b.JPG", "a.pdf"})
	r.sees(r.say("scan.asks"), r.say("scan.question", "number", 1, "count", 2), r.say("scan.which_group"), r.say("scan.group_hint"))
	if strings.Contains(r.say("scan.group_hint"), r.say("group."+string(assessment.GroupTeam))) {
		t.Error("it prompts an answer to what is doubtful")
	}
	r.write("s")
	r.sees(r.say("scan.question", "number", 2, "count", 2), rows[0].Indicator)
	r.write("p")
	r.sees(r.say("scan.wrong", "key", "p"))
	r.showMessage("a message about something else")
	r.write("2")
	if r.notice.words != "" {
		t.Errorf("still says %q", r.notice.words)
	}
	r.sees(r.say("scan.ready", "count", 2))
	if n := len(r.stored().Ballots); n != 0 {
		t.Fatalf("%d ballots are in before anybody said so", n)
	}
	r.press(fyne.KeyReturn)
	r.sees(r.say("scan.added", "count", 2), r.say("scan.delete"))
	got := map[assessment.Answer]assessment.Group{}
	for _, b := range r.stored().Ballots {
		got[b.Answers[rows[0].Indicator]] = b.Group
	}
	if len(got) != 2 || got[2] != assessment.GroupTeam || got[4] != assessment.GroupStudents {
		t.Errorf("the ballots are %v", got)
	}
	r.press(fyne.KeyEscape)
	r.sees(r.say("gather.title"))
	r.TakeFiles([]string{"a.pdf"})
	r.sees(r.say("scan.again"), r.say("scan.form.before", "page", 1))
	r.press(fyne.KeyEscape)
	clear = c.copies(rows[0].Boxes[1], rows[1].Boxes[1], group[0])
	r.TakeFiles([]string{"a.pdf", "b.JPG"})
	r.sees(r.say("scan.ready", "count", 1), r.say("scan.form.before", "page", 1))
	r.press(fyne.KeyReturn)
	r.sees(r.say("scan.added", "count", 1))
	r.press(fyne.KeyReturn)
	r.sees(r.say("gather.title"))
	r.OpenScan = func(string) (scan.Pictures, error) { return c.copies(), nil }
	r.TakeFiles([]string{"a.pdf"})
	r.sees("In a.pdf staat geen ingevuld formulier")
}

// A scan that is refused or cancelled leaves nothing.
func TestScanIsCancelled(t *testing.T) {
	r := workshop(t)
	c := newCopier(r)
	rows := c.sheets[0].Rows
	r.OpenScan = func(path string) (scan.Pictures, error) {
		if path == "bad.pdf" {
			return nil, assessment.Fail(assessment.CodeScanCompact, errors.New("layers"), "file", path)
		}
		return c.copies(rows[0].Boxes[0], rows[0].Boxes[1]), nil
	}
	r.TakeFiles([]string{"bad.pdf"})
	r.sees("grijs, 200 of 300 dpi", r.say("gather.title"))
	r.TakeFiles([]string{"good.pdf"})
	r.sees(r.say("scan.asks"))
	r.press(fyne.KeyEscape)
	r.sees(r.say("scan.dropped"), r.say("gather.title"))
	if n := len(r.stored().Ballots); n != 0 {
		t.Errorf("%d ballots are in", n)
	}
}

// Which way the pile went is asked before anything else, and decides which pages belong together.
func TestScanAsksWhichWayThePileWent(t *testing.T) {
	for key, forms := range map[string]int{"a": 1, "v": 2} {
		r := workshop(t)
		pages := []scan.Page{{Number: 1, Kind: scan.Form}, {Number: 2, Kind: scan.Form}}
		given := map[string]assessment.Answer{"V1": 1}
		s := &scanScreen{w: r.Window, read: &scan.Reading{
			Pages:  pages,
			Forms:  []scan.Sheaf{{Pages: []int{1}, Missing: []int{2}, Answers: given}, {Pages: []int{2}, Missing: []int{1}, Answers: given}},
			Turned: &scan.Reading{Pages: pages, Forms: []scan.Sheaf{{Pages: []int{2, 1}, Kept: true, Group: assessment.GroupTeam, Answers: given}}},
		}}
		r.show(s)
		r.sees(r.say("scan.order.title"), r.say("scan.order.lacks", "count", 2), r.say("scan.order.whole"), r.say("scan.order.hint"))
		r.press(fyne.KeyReturn)
		if s.read.Turned == nil {
			t.Error("Enter decides")
		}
		r.write(key)
		if s.read.Turned != nil || len(s.read.Forms) != forms {
			t.Errorf("%s: %d forms", key, len(s.read.Forms))
		}
		if forms == 2 {
			r.sees(r.say("scan.form.missing", "page", 1, "missing", 2))
		}
	}
}
