package assessment

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The limits of a card. Source: .github/spec/card.md.
const (
	// CardSchema is the schema that this program reads; a higher number is refused as newer.
	CardSchema = 1
	// MinLevels and MaxLevels are the bounds on the number of levels of a scale.
	MinLevels = 3
	MaxLevels = 6
	// MaxIndicators is the maximum number of indicators of an area; the minimum is one.
	MaxIndicators = 20
	// MaxCardText is the maximum length of a text on a card, in characters.
	MaxCardText = 1000
)

var (
	cardID      = regexp.MustCompile(`^[a-z0-9-]+$`)
	cardVersion = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	language    = regexp.MustCompile(`^[a-z]{2,3}$`)
	areaID      = regexp.MustCompile(`^[A-Z]{1,2}$`)
	number      = regexp.MustCompile(`^[1-9]\d*$`)
)

// Check returns all violations of the rules in .github/spec/card.md, each with its place. A card without faults is
// valid. Errors of form (missing and unknown fields, wrong types) are detected by the reader instead.
func (c *Card) Check() []Fault {
	k := cardChecker{card: c}
	k.header()
	ids := unique{}
	if len(c.Areas) == 0 {
		k.add("areas", FaultCount, "0", "1…")
	}
	actionIDs, indicatorIDs := unique{}, unique{}
	for i := range c.Areas {
		a, at := &c.Areas[i], fmt.Sprintf("areas[%d]", i)
		k.pattern(at+".id", a.ID, areaID, "V, PK")
		if !ids.add(a.ID) {
			k.add(at+".id", FaultTwice, a.ID, "")
		}
		k.line(at+".key", a.Key)
		k.text(at+".title", a.Title)
		k.text(at+".question", a.Question)
		if n := len(a.Indicators); n < 1 || n > MaxIndicators {
			k.add(at+".indicators", FaultCount, strconv.Itoa(n), "1…20")
		}
		for j := range a.Indicators {
			k.indicator(fmt.Sprintf("%s.indicators[%d]", at, j), a, &a.Indicators[j], indicatorIDs, actionIDs)
		}
	}
	return k.faults
}

type cardChecker struct {
	findings
	card *Card
}

func (k *cardChecker) header() {
	c := k.card
	switch {
	case c.Schema > CardSchema:
		k.add("schema", FaultNewer, strconv.Itoa(c.Schema), strconv.Itoa(CardSchema))
	case c.Schema != CardSchema:
		k.add("schema", FaultRange, strconv.Itoa(c.Schema), strconv.Itoa(CardSchema))
	}
	k.pattern("id", c.ID, cardID, "lob-mbo-2")
	k.pattern("version", c.Version, cardVersion, "1.2.3")
	if len(c.Languages) == 0 {
		k.add("languages", FaultCount, "0", "1…")
	}
	seen := unique{}
	for i, l := range c.Languages {
		k.pattern(fmt.Sprintf("languages[%d]", i), l, language, "nl, en, …")
		if !seen.add(l) {
			k.add(fmt.Sprintf("languages[%d]", i), FaultTwice, l, "")
		}
	}
	k.text("title", c.Title)
	k.text("disclaimer", c.Disclaimer)
	k.line("origin", c.Origin)
	k.text("scale.rule", c.Scale.Rule)
	if n := c.Levels(); n < MinLevels || n > MaxLevels {
		k.add("scale.levels", FaultCount, strconv.Itoa(n), "3…6")
	}
	for i, l := range c.Scale.Levels {
		k.text(fmt.Sprintf("scale.levels[%d].title", i), l.Title)
		k.text(fmt.Sprintf("scale.levels[%d].meaning", i), l.Meaning)
	}
	k.text("answers.unknown.title", c.Answers.Unknown.Title)
	k.text("answers.not_applicable.title", c.Answers.NotApplicable.Title)
	for i, t := range c.DiscussionPrompts {
		k.text(fmt.Sprintf("discussion_prompts[%d]", i), t)
	}
	k.keyed("pillars", c.Pillars)
	k.keyed("themes", c.Themes)
	k.keyed("roles", c.Roles)
	k.keyed("action_kinds", c.ActionKinds)
	seen = unique{}
	for i, t := range c.Terms {
		at := fmt.Sprintf("terms[%d]", i)
		k.key(at, t.Key, seen)
		k.text(at+".title", t.Title)
		k.between(at+".weeks", t.Weeks, 1, 520)
	}
	seen = unique{}
	for i, s := range c.Sources {
		at := fmt.Sprintf("sources[%d]", i)
		k.key(at, s.Key, seen)
		k.line(at+".title", s.Title)
		k.line(at+".url", s.URL)
	}
}

func (k *cardChecker) indicator(at string, a *Area, ind *Indicator, ids, actionIDs unique) {
	n := k.card.Levels()
	if rest, ok := strings.CutPrefix(ind.ID, a.ID); !ok || !number.MatchString(rest) {
		k.add(at+".id", FaultPattern, ind.ID, a.ID+"1, "+a.ID+"2, …")
	}
	if !ids.add(ind.ID) {
		k.add(at+".id", FaultTwice, ind.ID, "")
	}
	if ind.Revision < 1 {
		k.add(at+".revision", FaultRange, strconv.Itoa(ind.Revision), "1…")
	}
	k.between(at+".importance", ind.Importance, 1, 3)
	k.between(at+".target", ind.Target, 1, n)
	k.reference(at+".pillar", ind.Pillar, "pillars", hasKey(k.card.Pillars, ind.Pillar))
	for i, t := range ind.Themes {
		k.reference(fmt.Sprintf("%s.themes[%d]", at, i), t, "themes", hasKey(k.card.Themes, t))
	}
	k.text(at+".title", ind.Title)
	k.text(at+".statement", ind.Statement)
	k.text(at+".explanation", ind.Explanation)
	if len(ind.Levels) != n {
		k.add(at+".levels", FaultCount, strconv.Itoa(len(ind.Levels)), strconv.Itoa(n))
	}
	for i, t := range ind.Levels {
		k.text(fmt.Sprintf("%s.levels[%d]", at, i), t)
	}
	for i, t := range ind.Evidence {
		k.text(fmt.Sprintf("%s.evidence[%d]", at, i), t)
	}
	for i := range ind.Actions {
		k.action(fmt.Sprintf("%s.actions[%d]", at, i), &ind.Actions[i], actionIDs)
	}
	for i, o := range ind.Origin {
		k.line(fmt.Sprintf("%s.origin[%d].section", at, i), o.Section)
		k.line(fmt.Sprintf("%s.origin[%d].about", at, i), o.About)
	}
	for i, s := range ind.Sources {
		k.reference(fmt.Sprintf("%s.sources[%d]", at, i), s, "sources",
			slices.ContainsFunc(k.card.Sources, func(x Source) bool { return x.Key == s }))
	}
}

func (k *cardChecker) action(at string, a *CardAction, ids unique) {
	k.line(at+".id", a.ID)
	if !ids.add(a.ID) {
		k.add(at+".id", FaultTwice, a.ID, "")
	}
	seen := unique{}
	for i, l := range a.ForLevels {
		k.between(fmt.Sprintf("%s.for_levels[%d]", at, i), l, 1, k.card.Levels())
		if !seen.add(strconv.Itoa(l)) {
			k.add(fmt.Sprintf("%s.for_levels[%d]", at, i), FaultTwice, strconv.Itoa(l), "")
		}
	}
	k.reference(at+".owner", a.Owner, "roles", hasKey(k.card.Roles, a.Owner))
	k.reference(at+".term", a.Term, "terms", k.card.Term(a.Term) != nil)
	k.reference(at+".kind", a.Kind, "action_kinds", hasKey(k.card.ActionKinds, a.Kind))
	k.text(at+".text", a.Text)
	k.text(at+".result", a.Result)
}

func hasKey(entries []Keyed, key string) bool {
	return slices.ContainsFunc(entries, func(e Keyed) bool { return e.Key == key })
}

func (k *cardChecker) keyed(at string, entries []Keyed) {
	seen := unique{}
	for i, e := range entries {
		k.key(fmt.Sprintf("%s[%d]", at, i), e.Key, seen)
		k.text(fmt.Sprintf("%s[%d].title", at, i), e.Title)
	}
}

func (k *cardChecker) key(at, key string, seen unique) {
	k.line(at+".key", key)
	if !seen.add(key) {
		k.add(at+".key", FaultTwice, key, "")
	}
}

// reference adds a fault for an entry that refers to a key that does not exist in the given list.
func (k *cardChecker) reference(at, got, list string, exists bool) {
	if !exists {
		k.add(at, FaultReference, got, list)
	}
}

func (k *cardChecker) pattern(at, got string, re *regexp.Regexp, want string) {
	if !re.MatchString(got) {
		k.add(at, FaultPattern, got, want)
	}
}

// text checks that t has exactly the card's languages, each neither empty nor too long.
func (k *cardChecker) text(at string, t Text) {
	for _, l := range k.card.Languages {
		if s, ok := t[l]; ok {
			k.line(at+"."+l, s)
		} else {
			k.add(at+"."+l, FaultLanguage, "", strings.Join(k.card.Languages, ", "))
		}
	}
	for _, l := range sortedKeys(t) {
		if !slices.Contains(k.card.Languages, l) {
			k.add(at+"."+l, FaultLanguage, l, strings.Join(k.card.Languages, ", "))
		}
	}
}

func (k *cardChecker) line(at, s string) {
	if strings.TrimSpace(s) == "" {
		k.add(at, FaultEmpty, "", "")
	}
	if n := utf8.RuneCountInString(s); n > MaxCardText {
		k.add(at, FaultTooLong, strconv.Itoa(n), strconv.Itoa(MaxCardText))
	}
}
