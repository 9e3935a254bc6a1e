package exchange

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// ReadForm returns the ballot in a form handed in from a served page (ServePage), like an opened ballot file. Its id is
// random, or that of the draft's mark, which the page's script adds. It is as strict as the reader of files: it refuses
// fields that the page does not have, fields that occur twice, and values that the page does not offer, with all faults at
// once (CodeContent). An indicator without an answer has no field; a remark may be empty.
func (i *Invitation) ReadForm(form url.Values) (*Opened, error) {
	f := formReader{form: form, ballot: assessment.Ballot{
		ID: assessment.NewBallotID(i.Assessment), Answers: make(map[string]assessment.Answer), Remarks: make(map[string]string),
	}}
	known := map[string]bool{"group": true, "mark": true}
	f.group()
	f.mark(i.codes())
	for _, ind := range i.Card.InScope(i.Scope) {
		known["answers."+ind.ID], known["remarks."+ind.ID] = true, true
		f.answer(ind.ID, i.Card.Levels())
		f.remark(ind.ID)
	}
	for name := range form {
		if !known[name] {
			f.add(name, assessment.FaultUnknownField, "")
		}
	}
	slices.SortStableFunc(f.faults, func(a, b assessment.Fault) int { return strings.Compare(a.Place, b.Place) })
	b := &Ballots{Card: i.Card, Assessment: i.Assessment, List: []assessment.Ballot{assessment.Tidied(f.ballot)}}
	if len(f.faults) == 0 {
		f.faults = b.check()
	}
	if len(f.faults) > assessment.MaxFaults {
		f.faults = append(f.faults[:assessment.MaxFaults], assessment.Fault{Code: assessment.FaultTooManyFaults})
	}
	if err := refuse(nil, f.faults); err != nil {
		return nil, err
	}
	return &Opened{Ballots: b, cast: true}, nil
}

// formReader collects a ballot from a form, and the faults of the form.
type formReader struct {
	form   url.Values
	ballot assessment.Ballot
	faults []assessment.Fault
}

func (f *formReader) add(at string, code assessment.FaultCode, got string) {
	f.faults = append(f.faults, assessment.Fault{Place: short(at), Code: code, Got: short(got)})
}

// value returns the value of a field that occurs at most once, and whether it occurs.
func (f *formReader) value(name string) (string, bool) {
	values := f.form[name]
	switch {
	case len(values) == 0:
		return "", false
	case len(values) > 1:
		f.add(name, assessment.FaultTwice, "")
	case !utf8.ValidString(values[0]):
		f.add(name, assessment.FaultSyntax, "UTF-8")
	default:
		return values[0], true
	}
	return "", false
}

func (f *formReader) group() {
	const name = "group"
	got, there := f.value(name)
	f.ballot.Group = assessment.Group(got)
	switch {
	case !f.form.Has(name):
		f.add(name, assessment.FaultMissing, "")
	case there && !slices.Contains(assessment.Groups, f.ballot.Group):
		f.add(name, assessment.FaultChoice, got)
	}
}

// mark gives the ballot the id of its mark, so that it counts once even if its token is no longer known.
func (f *formReader) mark(codes *assessment.BallotCode) {
	const name = "mark"
	got, there := f.value(name)
	if !there {
		return
	}
	mark, err := strconv.ParseUint(got, 16, 24)
	if err != nil || len(got) != 6 {
		f.add(name, assessment.FaultChoice, got)
		return
	}
	f.ballot.ID = codes.BallotID(assessment.Mark(mark))
}

func (f *formReader) answer(indicator string, levels int) {
	name := "answers." + indicator
	got, there := f.value(name)
	if !there {
		return
	}
	for level := 1; level <= levels; level++ {
		if got == strconv.Itoa(level) {
			f.ballot.Answers[indicator] = assessment.Answer(level)
			return
		}
	}
	for _, other := range []assessment.Answer{assessment.Unknown, assessment.NotApplicable} {
		if got == other.String() {
			f.ballot.Answers[indicator] = other
			return
		}
	}
	f.add(name, assessment.FaultChoice, got)
}

func (f *formReader) remark(indicator string) {
	if got, there := f.value("remarks." + indicator); there && strings.TrimSpace(got) != "" {
		f.ballot.Remarks[indicator] = got
	}
}
