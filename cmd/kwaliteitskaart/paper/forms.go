package paper

import (
	"fmt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// Forms returns the pages of the forms for an assessment as printed, in every language, which are needed to read scans.
func (p *Press) Forms(r assessment.Round) ([]report.Sheet, error) {
	w, err := p.pdf()
	if err != nil {
		return nil, fmt.Errorf("lay out the form: %w", err)
	}
	var sheets []report.Sheet
	for _, code := range words.Codes {
		sheets = append(sheets, report.Sheets(report.Input{Round: r, Today: r.Assessment.Date, Words: words.In(code)}, w)...)
	}
	return sheets, nil
}
