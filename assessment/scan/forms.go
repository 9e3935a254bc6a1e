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
	// Turned is the same scan read from its last page to its first, where that breaks the order no more often; nil if the
	// order is certain. One of the two would put pages of different people together, so that somebody has to say which it is.
	Turned *Reading
}

// Sheaf is the pages of one person's form.
type Sheaf struct {
	Pages   []int // their numbers in the scan
	Missing []int // the missing pages of the form
	Before  bool  // it was taken in before from this same scan, and does not count again
	Kept    bool  // it counts; a form with missing pages only after Keep
	Answers map[string]assessment.Answer
	Group   assessment.Group
	follows bool   // directly after the form before it
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

// arrange puts the pages of each person together, whichever way the pile went through the copier. Where that is not certain
// the reading is the one from the first page to the last, with the other beside it.
func (r *Reader) arrange(pages []Page) *Reading {
	read, turned := r.inOrder(pages, false), r.inOrder(pages, true)
	broken := read.Broken()
	switch {
	case broken == 0, turned.Broken() > broken, !read.pairs() && !turned.pairs(), read.before():
	case turned.before():
		return turned
	default:
		read.Turned = turned
	}
	return read
}

// Broken returns the number of forms with pages missing.
func (r *Reading) Broken() (n int) {
	for _, f := range r.Forms {
		if len(f.Missing) > 0 {
			n++
		}
	}
	return n
}

// pairs reports whether pages were put together.
func (r *Reading) pairs() bool {
	return slices.ContainsFunc(r.Forms, func(f Sheaf) bool { return len(f.Pages) > 1 })
}

// before reports whether a form was taken in before.
func (r *Reading) before() bool {
	return slices.ContainsFunc(r.Forms, func(f Sheaf) bool { return f.Before })
}

// inOrder puts the pages of each person together: they follow each other. Whatever breaks that order ends a form: a page that
// cannot be told apart from a form may have been one. A form between an end that is missing and a beginning that is may be
// made of both of theirs, and is taken apart.
func (r *Reader) inOrder(pages []Page, backwards bool) *Reading {
	all := &Reading{Pages: pages}
	var last *report.Stamp // of the form that continues; nil if none does
	follows := false
	for i := range pages {
		if backwards {
			i = len(pages) - 1 - i
		}
		p := &pages[i]
		switch p.Kind {
		case Blank:
			continue
		case Form:
		default:
			last, follows = nil, false
			continue
		}
		before := p.Stamp
		before.Page--
		if last == nil || *last != before {
			all.Forms = append(all.Forms, Sheaf{follows: follows})
		}
		f := &all.Forms[len(all.Forms)-1]
		f.Pages = append(f.Pages, p.Number)
		follows = true
		if last = &p.Stamp; p.Stamp.Page == p.Stamp.Pages {
			last = nil
		}
	}
	all.takeApart()
	for i := range all.Forms {
		f := &all.Forms[i]
		f.Answers = make(map[string]assessment.Answer)
		for _, n := range f.Pages {
			f.add(&pages[n-1])
		}
		f.close(pages)
		f.id = r.id(f, pages)
		if slices.ContainsFunc(r.Assessment.Ballots, func(b assessment.Ballot) bool { return b.ID == f.id }) {
			f.Before, f.Kept = true, false
		}
	}
	return all
}

// takeApart makes a form of each page of a form directly between one without its end and one without its beginning.
func (r *Reading) takeApart() {
	at := func(form Sheaf, i int) report.Stamp { return r.Pages[form.Pages[i]-1].Stamp }
	var all []Sheaf
	for i, f := range r.Forms {
		if len(f.Pages) < 2 || i == 0 || i+1 == len(r.Forms) || !f.follows || !r.Forms[i+1].follows {
			all = append(all, f)
			continue
		}
		before, after := r.Forms[i-1], r.Forms[i+1]
		end := at(before, len(before.Pages)-1)
		if end.Page == end.Pages || at(after, 0).Page == 1 {
			all = append(all, f)
			continue
		}
		for _, n := range f.Pages {
			all = append(all, Sheaf{Pages: []int{n}, follows: true})
		}
	}
	r.Forms = all
}

// add adds what a page of a form says.
func (f *Sheaf) add(p *Page) {
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
	if r.Turned != nil { // what is missing is not known before
		return []Note{{"scan.order", []any{"forwards", r.Broken(), "backwards", r.Turned.Broken()}}}
	}
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
	run := -1 // the note about the pages just before; none
	for _, p := range r.Pages {
		switch key := "scan.page." + string(p.Kind); {
		case p.Kind == Form || p.Kind == Blank:
			run = -1
		case run >= 0 && notes[run].Key == key:
			notes[run].Args = []any{"page", notes[run].Args[1], "to", p.Number}
		default:
			run, notes = len(notes), append(notes, Note{key, []any{"page", p.Number}})
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
func (r *Reading) Forget() { r.Pages, r.Forms, r.Turned = nil, nil, nil }

// LeaveDoubtful leaves out the forms that somebody has to look at, and returns their number: those with a doubtful row or
// group or with a page missing, and pages of forms of which the marks cannot be read.
func (r *Reading) LeaveDoubtful() int {
	n := len(r.Incomplete())
	for i := range r.Forms {
		if f := &r.Forms[i]; f.Kept && (f.asks > 0 || f.Group == "") {
			f.Kept = false
			n++
		}
	}
	for _, p := range r.Pages {
		if p.Kind == Unread {
			n++
		}
	}
	return n
}
