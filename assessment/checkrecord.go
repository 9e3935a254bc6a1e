package assessment

// These are the checks that a store makes before it saves one record; Assessment.Check makes all of them.

// Check refuses details that violate a rule.
func (d Details) Check() error {
	k := &checker{ids: unique{}}
	k.details("assessment", d)
	return Refuse(k.faults)
}

// CheckAfter refuses details that violate a rule or cannot replace old: once ballots have been revealed, they stay
// revealed.
func (d Details) CheckAfter(old Details) error {
	if old.Revealed && !d.Revealed {
		return Refuse([]Fault{{Place: "assessment.revealed", Code: FaultChoice, Got: "false", Want: "true"}})
	}
	return d.Check()
}

// Check refuses a team that violates a rule.
func (t Team) Check() error {
	k := &checker{ids: unique{}}
	k.team("team", t)
	return Refuse(k.faults)
}

// Check refuses a score that the card does not allow, or that lacks a required note.
func (s Score) Check(c *Card) error {
	k := &checker{card: c}
	k.score(s.Indicator, s)
	return Refuse(k.faults)
}

// Check refuses plan fields that violate a rule; it does not check the priorities.
func (p *Plan) Check() error {
	k := &checker{}
	k.ownPlan("plan", p)
	return Refuse(k.faults)
}

// Check refuses a priority that violates a rule itself or in one of its actions.
func (p *Priority) Check(c *Card) error {
	k := &checker{card: c, ids: unique{}}
	k.priority("priority", p)
	return Refuse(k.faults)
}

// Check refuses an action that violates a rule, for example one that is stopped without a reason or due before its
// start.
func (a *Action) Check() error {
	k := &checker{ids: unique{}}
	k.action("action", a)
	return Refuse(k.faults)
}

// Check refuses a note that violates a rule.
func (n *Note) Check() error {
	k := &checker{ids: unique{}}
	k.note("note", *n)
	return Refuse(k.faults)
}
