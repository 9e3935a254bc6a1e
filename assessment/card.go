package assessment

import "slices"

// Text is one text in every language of its card, by language code ("nl", "en").
type Text map[string]string

// Card is a quality card: areas with indicators, each with as many levels as the scale has. It is read-only once
// read; editing an action taken from it never changes it. Schema: .github/spec/card.md.
type Card struct {
	Schema     int      `json:"schema"`
	ID         string   `json:"id"`
	Version    string   `json:"version"`
	Languages  []string `json:"languages"`
	Title      Text     `json:"title"`
	Disclaimer Text     `json:"disclaimer"`
	Origin     string   `json:"origin"`
	Scale      Scale    `json:"scale"`
	Answers    struct {
		Unknown       AnswerTitle `json:"unknown"`
		NotApplicable AnswerTitle `json:"not_applicable"`
	} `json:"answers"`
	DiscussionPrompts []Text   `json:"discussion_prompts"`
	Pillars           []Keyed  `json:"pillars"`
	Themes            []Keyed  `json:"themes"`
	Roles             []Keyed  `json:"roles"`
	Terms             []Term   `json:"terms"`
	ActionKinds       []Keyed  `json:"action_kinds"`
	Areas             []Area   `json:"areas"`
	Sources           []Source `json:"sources"`

	// Compact is the card exactly as it was written, as compact JSON: what an assessment keeps, and what decides whether two
	// cards of one id and version are the same. The texts above are Tidied.
	Compact []byte `json:"-"`
}

// Scale is the card's levels, lowest first (3 to 6), and the rule for choosing one.
type Scale struct {
	Rule   Text         `json:"rule"`
	Levels []ScaleLevel `json:"levels"`
}

// ScaleLevel names one level for the whole card.
type ScaleLevel struct {
	Title   Text `json:"title"`
	Meaning Text `json:"meaning"`
}

// AnswerTitle names an answer that is not a level, and whether it needs a note as a team score.
type AnswerTitle struct {
	Title        Text `json:"title"`
	RequiresNote bool `json:"requires_note"`
}

// Keyed is an entry that others name by its key: a pillar, theme, role or kind of action.
type Keyed struct {
	Key   string `json:"key"`
	Title Text   `json:"title"`
}

// Term is a period to finish an action in, in whole weeks.
type Term struct {
	Key   string `json:"key"`
	Weeks int    `json:"weeks"`
	Title Text   `json:"title"`
}

// Source is a public source of indicators.
type Source struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Area is a part of the card, with 1 to 20 indicators.
type Area struct {
	ID         string      `json:"id"`
	Key        string      `json:"key"`
	Title      Text        `json:"title"`
	Question   Text        `json:"question"`
	Indicators []Indicator `json:"indicators"`
}

// Indicator is one statement a team judges itself on. Target is the card's norm (1..n), Importance 1-3; Revision
// goes up when the meaning changes, and trends stop there.
type Indicator struct {
	ID          string       `json:"id"`
	Revision    int          `json:"revision"`
	Core        bool         `json:"core"`
	Importance  int          `json:"importance"`
	Target      int          `json:"target"`
	Pillar      string       `json:"pillar"`
	Themes      []string     `json:"themes"`
	Title       Text         `json:"title"`
	Statement   Text         `json:"statement"`
	Explanation Text         `json:"explanation"`
	Levels      []Text       `json:"levels"`
	Evidence    []Text       `json:"evidence"`
	Actions     []CardAction `json:"actions"`
	Origin      []Origin     `json:"origin"`
	Sources     []string     `json:"sources"`
}

// CardAction is an action the card suggests at certain levels.
type CardAction struct {
	ID        string `json:"id"`
	ForLevels []int  `json:"for_levels"`
	Owner     string `json:"owner"`
	Term      string `json:"term"`
	Kind      string `json:"kind"`
	Text      Text   `json:"text"`
	Result    Text   `json:"result"`
}

// Origin says which part of the report an indicator comes from.
type Origin struct {
	Section string `json:"section"`
	About   string `json:"about"`
}

// KindQuickWin is the key of the action kind that is easy and soon.
const KindQuickWin = "quick_win"

// In returns a text of this card in a language; a reader whose language is missing gets the card's first.
func (c *Card) In(t Text, lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	if len(c.Languages) > 0 {
		return t[c.Languages[0]]
	}
	return ""
}

// Levels returns the number of levels n.
func (c *Card) Levels() int { return len(c.Scale.Levels) }

// Indicator returns the indicator with that id and its area, or nil, nil.
func (c *Card) Indicator(id string) (*Indicator, *Area) {
	for a := range c.Areas {
		for i := range c.Areas[a].Indicators {
			if c.Areas[a].Indicators[i].ID == id {
				return &c.Areas[a].Indicators[i], &c.Areas[a]
			}
		}
	}
	return nil, nil
}

// InScope returns the indicators that take part in an assessment of that scope, in card order.
func (c *Card) InScope(s Scope) []*Indicator {
	var in []*Indicator
	for a := range c.Areas {
		in = append(in, c.Areas[a].InScope(s)...)
	}
	return in
}

// InScope returns the area's indicators that take part in an assessment of that scope, in card order.
func (a *Area) InScope(s Scope) []*Indicator {
	var in []*Indicator
	for i := range a.Indicators {
		if s == ScopeFull || a.Indicators[i].Core {
			in = append(in, &a.Indicators[i])
		}
	}
	return in
}

// Order returns the place of an indicator in card order, from 0; one the card does not have comes last.
func (c *Card) Order(id string) int {
	n := 0
	for a := range c.Areas {
		for i := range c.Areas[a].Indicators {
			if c.Areas[a].Indicators[i].ID == id {
				return n
			}
			n++
		}
	}
	return n
}

// Term returns the term with that key, or nil.
func (c *Card) Term(key string) *Term {
	if i := slices.IndexFunc(c.Terms, func(t Term) bool { return t.Key == key }); i >= 0 {
		return &c.Terms[i]
	}
	return nil
}

// RoleTitle returns the name of a role in a language; an unknown key is its own name.
func (c *Card) RoleTitle(key, lang string) string {
	if i := slices.IndexFunc(c.Roles, func(k Keyed) bool { return k.Key == key }); i >= 0 {
		return c.In(c.Roles[i].Title, lang)
	}
	return key
}
