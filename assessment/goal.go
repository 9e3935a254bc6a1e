package assessment

import (
	"regexp"
	"slices"
	"strings"
)

// GoalPart is an element of a good goal.
type GoalPart string

// The elements of a good goal: a date, a measure and an owner.
const (
	GoalDate    GoalPart = "date"
	GoalMeasure GoalPart = "measure"
	GoalOwner   GoalPart = "owner"
)

var (
	// Dutch and English, because a team may write its goals in either, whatever the language of the window.
	goalDate = regexp.MustCompile(`(?i)\b(\d{1,2}[-/.]\d{1,2}([-/.]\d{2,4})?|20\d\d|(\d{1,2} )?(` +
		`jan(uari|uary)?|feb(ruari|ruary)?|maart|mrt|march|april|mei|may|jun[ie]?|jul[iy]?|aug(ustus|ust)?|` +
		`sep(tember)?|okt(ober)?|oct(ober)?|nov(ember)?|dec(ember)?)|` +
		`zomer|herfst|kerst|schooljaar|periode \d|summer|autumn|christmas|school year|term \d)\b`)
	goalMeasure = regexp.MustCompile(`(?i)(\d+ ?(%|procent|percent|van de|of the|op de|out of)|` +
		`\b(\d+|een|één|twee|drie|vier|vijf|zes|acht|tien|one|two|three|four|five|six|eight|ten|` +
		`alle|elk|elke|ieder|iedere|iedereen|helft|driekwart|all|each|every|everyone|half)\b)`)
)

// GoalLacks returns the elements that the goal of a priority seems to lack. It is a hint while typing and blocks
// nothing. The owner is that of any of its actions, or a role of the card that the goal names.
func (c *Card) GoalLacks(p *Priority) []GoalPart {
	var lacks []GoalPart
	if !goalDate.MatchString(p.Goal) {
		lacks = append(lacks, GoalDate)
	}
	if !goalMeasure.MatchString(goalDate.ReplaceAllString(p.Goal, " ")) {
		lacks = append(lacks, GoalMeasure)
	}
	owned := slices.ContainsFunc(p.Actions, func(a Action) bool { return strings.TrimSpace(a.Owner) != "" })
	for _, r := range c.Roles {
		for _, name := range r.Title {
			owned = owned || strings.Contains(strings.ToLower(p.Goal), strings.ToLower(name))
		}
	}
	if !owned {
		lacks = append(lacks, GoalOwner)
	}
	return lacks
}
