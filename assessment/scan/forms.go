package scan

import (
	"cmp"
	"crypto/sha256"
	"image"
	"maps"
	"math/rand/v2"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// Reading is the outcome of reading a scan: its pages, and the forms they make up. No form counts until all its questions are
// answered.
type Reading struct {
	Pages []Page
	Forms []Sheaf
}

// Sheaf is the pages of one person's form.
type Sheaf struct {
	Pages   []int // their numbers in the scan
	Missing []int // the missing pages of the form
	Before  bool  // it was taken in before from this same scan, and does not count again
	Kept    bool  // it counts; a form with missing pages only after Keep
	Answers map[string]assessment.Answer
	Group   assessment.Group
	asks    int    // questions without an answer
	id      string // of its ballot
}

// Question is a part of a form that a person must look at: the answer to an indicator, or with Indicator "" the group.
// Picture shows it; nil if that page is missing.
type Question struct {
	Form      int // in Reading.Forms
	Indicator string
	Page      int // in the scan
	Picture   *image.Gray
}

// arrange groups the pages of each person, which follow each other. Whatever breaks that order ends a form, because a page
// that cannot be read may have been the start of one.
func (r *Reader) arrange(pages []Page) *Reading {
	all := &Reading{Pages: pages}
	var last *report.Stamp // of the form that continues; nil if none does
	for i := range pages {
		p := &pages[i]
		switch p.Kind {
		case Blank:
			continue
		case Form:
		default:
			last = nil
			continue
		}
		before := p.Stamp
		before.Page--
		if last == nil || *last != before {
			all.Forms = append(all.Forms, Sheaf{Answers: make(map[string]assessment.Answer)})
		}
		f := &all.Forms[len(all.Forms)-1]
		f.add(p)
		if last = &p.Stamp; p.Stamp.Page == p.Stamp.Pages {
			last = nil
		}
	}
	for i := range all.Forms {
		f := &all.Forms[i]
		f.close(pages)
		f.id = r.id(f, pages)
		if slices.ContainsFunc(r.Assessment.Ballots, func(b assessment.Ballot) bool { return b.ID == f.id }) {
			f.Before, f.Kept = true, false
		}
	}
	return all
}

// add adds a page to a form.
func (f *Sheaf) add(p *Page) {
	f.Pages = append(f.Pages, p.Number)
	for _, row := range p.Rows {
		switch {
		case row.Asked:
			f.asks++
		case row.Answer != assessment.Blank:
			f.Answers[row.Indicator] = row.Answer
		}
	}
	if p.asksGroup {
		f.Group = p.Group
	}
}

// close records the missing pages of a form.
func (f *Sheaf) close(pages []Page) {
	there := make(map[int]bool)
	of := 0
	for _, n := range f.Pages {
		there[pages[n-1].Stamp.Page], of = true, pages[n-1].Stamp.Pages
	}
	for page := 1; page <= of; page++ {
		if !there[page] {
			f.Missing = append(f.Missing, page)
		}
	}
	f.Kept = len(f.Missing) == 0 && !f.Empty()
}

// Empty reports whether nothing was filled in.
func (f *Sheaf) Empty() bool { return len(f.Answers) == 0 && f.asks == 0 }

// Incomplete returns the forms that are not empty and miss pages; a person must decide whether they count.
func (r *Reading) Incomplete() (forms []int) {
	for i := range r.Forms {
		if f := &r.Forms[i]; len(f.Missing) > 0 && !f.Empty() && !f.Before {
			forms = append(forms, i)
		}
	}
	return forms
}

// Keep sets whether a form with missing pages counts.
func (r *Reading) Keep(form int, counts bool) { r.Forms[form].Kept = counts }

// Questions returns the questions about the forms that count: by indicator and not by form, so that one person's answers are
// not seen together.
func (r *Reading) Questions() []Question {
	var all []Question
	order := make(map[string]int)
	for i := range r.Forms {
		f := &r.Forms[i]
		if !f.Kept {
			continue
		}
		group := Question{Form: i}
		for _, n := range f.Pages {
			p := &r.Pages[n-1]
			for _, row := range p.Rows {
				if _, known := order[row.Indicator]; !known {
					order[row.Indicator] = len(order) + 1
				}
				if row.Asked {
					all = append(all, Question{i, row.Indicator, n, row.Picture})
				}
			}
			if p.asksGroup {
				group.Page, group.Picture = n, p.GroupPicture
			}
		}
		if f.Group == "" {
			all = append(all, group)
		}
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	slices.SortStableFunc(all, func(a, b Question) int { return cmp.Compare(order[a.Indicator], order[b.Indicator]) })
	return all
}

// id returns the id of a form's ballot. It is computed from the pictures, so that the same scan read twice counts once. It
// reveals nothing to those who do not have the scan.
func (r *Reader) id(f *Sheaf, pages []Page) string {
	h := sha256.New()
	h.Write([]byte("kwaliteitskaart-scan\n" + r.Assessment.ID + "\n"))
	for _, n := range f.Pages {
		h.Write(pages[n-1].sum[:])
	}
	return assessment.ScannedBallotID(r.Assessment.ID, [sha256.Size]byte(h.Sum(nil)))
}

// Ballots returns the ballots of the forms that count and are not empty, in random order. answered is the answers to
// questions about indicators, and groups those about groups, by form. Forms without a group are left out.
func (r *Reading) Ballots(answered map[Question]assessment.Answer, groups map[int]assessment.Group) []assessment.Ballot {
	var all []assessment.Ballot
	for i := range r.Forms {
		f := &r.Forms[i]
		b := assessment.Ballot{ID: f.id, Group: f.Group, Answers: make(map[string]assessment.Answer), Remarks: make(map[string]string)}
		if b.Group == "" {
			b.Group = groups[i]
		}
		maps.Copy(b.Answers, f.Answers)
		for q, answer := range answered {
			if q.Form == i && answer != assessment.Blank {
				b.Answers[q.Indicator] = answer
			}
		}
		twice := slices.ContainsFunc(all, func(other assessment.Ballot) bool { return other.ID == b.ID }) // the same page in the file twice
		if f.Kept && b.Group != "" && len(b.Answers) > 0 && !twice {
			all = append(all, b)
		}
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// Note is a message about a scan: the key of a translation and the values for its blanks.
type Note struct {
	Key  string
	Args []any
}

// Notes returns messages about the pages that are left out and the questions, in the order of the scan.
func (r *Reading) Notes() []Note {
	at := make(map[int][]Note)
	for i := range r.Forms {
		f := &r.Forms[i]
		first := f.Pages[0]
		switch {
		case f.Before:
			at[first] = append(at[first], Note{"scan.form.before", []any{"page", first}})
			continue
		case f.Empty():
			at[first] = append(at[first], Note{"scan.form.empty", []any{"page", first}})
			continue
		case len(f.Missing) > 0:
			at[first] = append(at[first], Note{"scan.form.missing", []any{"page", first, "missing", f.Missing[0]}})
		}
		for _, n := range f.Pages {
			p := &r.Pages[n-1]
			if p.asksGroup && p.Group == "" {
				at[n] = append(at[n], Note{"scan.group", []any{"page", n}})
			}
			for _, row := range p.Rows {
				if row.Asked {
					at[n] = append(at[n], Note{"scan.row", []any{"page", n, "indicator", row.Indicator}})
				}
			}
		}
	}
	var notes []Note
	for _, p := range r.Pages {
		if p.Kind != Form && p.Kind != Blank {
			notes = append(notes, Note{"scan.page." + string(p.Kind), []any{"page", p.Number}})
		}
		notes = append(notes, at[p.Number]...)
	}
	return notes
}

// LeftOut returns what there is to say about the pages that are left out.
func (r *Reading) LeftOut() (notes []Note) {
	for _, n := range r.Notes() {
		if n.Key != "scan.row" && n.Key != "scan.group" {
			notes = append(notes, n)
		}
	}
	return notes
}

// Again reports whether all forms of the scan that count were taken in before.
func (r *Reading) Again() bool {
	before := false
	for _, f := range r.Forms {
		if f.Kept {
			return false
		}
		before = before || f.Before
	}
	return before
}

// Forget drops everything that was read.
func (r *Reading) Forget() { r.Pages, r.Forms = nil, nil }

// Asks reports whether somebody has to look at anything: a doubtful row or group, a form with a page missing, a form of which
// the marks cannot be read.
func (r *Reading) Asks() bool {
	return len(r.Questions()) > 0 || len(r.Incomplete()) > 0 || slices.ContainsFunc(r.Pages, func(p Page) bool { return p.Kind == Unread })
}
