package assessment

import "slices"

// Text is one text in all languages of its card, by language code ("nl", "en").
type Text map[string]string

// Card is a quality card: areas with indicators, each with one text per level of the scale. It is never modified
// after it has been read; editing an action that was copied from it does not change it. Schema: .github/spec/card.md.
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

	// Compact is the card as compact JSON (see Settled). It is stored with assessments, and cards with the same id and
	// version are compared by it.
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

// AnswerTitle names an answer that is not a level. RequiresNote is whether it needs a note as a team score.
type AnswerTitle struct {
	Title        Text `json:"title"`
	RequiresNote bool `json:"requires_note"`
}

// Keyed is an entry that other parts of the card refer to by its key: a pillar, theme, role or kind of action.
type Keyed struct {
	Key   string `json:"key"`
	Title Text   `json:"title"`
}

// Term is a period for finishing an action, in whole weeks.
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

// Indicator is one statement on which a team scores itself. Target is the card's norm (1 to n) and Importance is 1 to
// 3. Revision increases when the meaning changes; trends do not compare across revisions.
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

// CardAction is an action that the card suggests for certain levels.
type CardAction struct {
	ID        string `json:"id"`
	ForLevels []int  `json:"for_levels"`
	Owner     string `json:"owner"`
	Term      string `json:"term"`
	Kind      string `json:"kind"`
	Text      Text   `json:"text"`
	Result    Text   `json:"result"`
}

// Origin is the part of the report that an indicator comes from.
type Origin struct {
	Section string `json:"section"`
	About   string `json:"about"`
}

// KindQuickWin is the key of the kind of action that is easy and quick.
const KindQuickWin = "quick_win"

// In returns t in a language, or in the card's first language if t lacks it.
func (c *Card) In(t Text, lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	if len(c.Languages) > 0 {
		return t[c.Languages[0]]
	}
	return ""
}

// Levels returns the number of levels of the scale.
func (c *Card) Levels() int { return len(c.Scale.Levels) }

// Indicator returns the indicator with the given id and its area, or nil, nil.
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

// InScope returns the card's indicators in scope s, in card order.
func (c *Card) InScope(s Scope) []*Indicator {
	var in []*Indicator
	for a := range c.Areas {
		in = append(in, c.Areas[a].InScope(s)...)
	}
	return in
}

// InScope returns the area's indicators in scope s, in card order.
func (a *Area) InScope(s Scope) []*Indicator {
	var in []*Indicator
	for i := range a.Indicators {
		if s == ScopeFull || a.Indicators[i].Core {
			in = append(in, &a.Indicators[i])
		}
	}
	return in
}

// Order returns the position of an indicator in card order, starting at 0; an unknown id comes after all others.
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

// Term returns the term with the given key, or nil.
func (c *Card) Term(key string) *Term {
	if i := slices.IndexFunc(c.Terms, func(t Term) bool { return t.Key == key }); i >= 0 {
		return &c.Terms[i]
	}
	return nil
}

// RoleTitle returns the title of a role in a language; an unknown key is returned unchanged.
func (c *Card) RoleTitle(key, lang string) string {
	if i := slices.IndexFunc(c.Roles, func(k Keyed) bool { return k.Key == key }); i >= 0 {
		return c.In(c.Roles[i].Title, lang)
	}
	return key
}
