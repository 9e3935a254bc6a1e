package assessment

// AskSum is a total of what was asked of the leadership, or granted by it. Decisions counts the asks for neither hours nor
// euros.
type AskSum struct {
	Asks      int `json:"asks"`
	Hours     int `json:"hours"`
	Euros     int `json:"euros"`
	Decisions int `json:"decisions"`
}

// add counts one more ask.
func (s *AskSum) add(hours, euros int) {
	s.Asks++
	s.Hours += hours
	s.Euros += euros
	if hours == 0 && euros == 0 {
		s.Decisions++
	}
}

// AskTotals adds up asks by the leadership's answer. Granted is what was granted, all other fields are what was asked, and
// Withheld is what partial answers did not grant. So Asked equals the hours and euros of all others together, unless more was
// granted than asked.
type AskTotals struct {
	Asked      AskSum `json:"asked"`
	Granted    AskSum `json:"granted"`
	Withheld   AskSum `json:"withheld"` // Asks and Decisions are 0: the ask itself is in Granted
	Later      AskSum `json:"later"`
	Refused    AskSum `json:"refused"`
	Unanswered AskSum `json:"unanswered"`
}

// NotGranted returns the total of what was refused, and of what partial answers did not grant. With what was granted and Open
// it adds up to Asked.
func (t AskTotals) NotGranted() AskSum {
	return AskSum{t.Refused.Asks, t.Refused.Hours + t.Withheld.Hours, t.Refused.Euros + t.Withheld.Euros, t.Refused.Decisions}
}

// Open returns the total of the asks still to be decided: those unanswered or put off. Source: .github/spec/decisions.md 7.
func (t AskTotals) Open() AskSum {
	return AskSum{
		t.Unanswered.Asks + t.Later.Asks, t.Unanswered.Hours + t.Later.Hours,
		t.Unanswered.Euros + t.Later.Euros, t.Unanswered.Decisions + t.Later.Decisions,
	}
}

// Granted returns the hours and euros that the leadership granted: those in its answer, or all that was asked if it granted
// the ask without an amount.
func (a *Action) Granted() (hours, euros int) {
	switch r := a.Reply; {
	case r == nil, r.Kind != ReplyGranted && r.Kind != ReplyPartly:
		return 0, 0
	case r.Kind == ReplyGranted && r.Hours == 0 && r.Euros == 0:
		return a.Hours, a.Euros
	default:
		return r.Hours, r.Euros
	}
}

// Asks returns every action of a team's rounds that asks something of the leadership, by due date, then id. An ask carried
// over before it had a final answer counts once, in the newer plan; one carried over after that counts in both. Rounds that
// are not loaded have none, because only there can they be answered.
func Asks(rounds []*Assessment) (list []TeamAction) {
	all, last := atHand(rounds), make(map[*Action]bool)
	for _, x := range teamActions(all) {
		last[x.Action] = true
	}
	for _, x := range everyAction(all) {
		x.Continued = !last[x.Action]
		if x.Asks() && (!x.Continued || !x.AskOpen()) {
			list = append(list, x)
		}
	}
	return list
}

// SumAsks adds up the asks in list.
func SumAsks(list []TeamAction) (t AskTotals) {
	for _, x := range list {
		if !x.Asks() {
			continue
		}
		t.Asked.add(x.Hours, x.Euros)
		kind := ReplyNone
		if x.Reply != nil {
			kind = x.Reply.Kind
		}
		switch kind {
		case ReplyGranted, ReplyPartly:
			hours, euros := x.Granted()
			t.Granted.Asks++
			t.Granted.Hours += hours
			t.Granted.Euros += euros
			if x.Hours == 0 && x.Euros == 0 {
				t.Granted.Decisions++
			}
			t.Withheld.Hours += max(0, x.Hours-hours)
			t.Withheld.Euros += max(0, x.Euros-euros)
		case ReplyLater:
			t.Later.add(x.Hours, x.Euros)
		case ReplyRefused:
			t.Refused.add(x.Hours, x.Euros)
		default:
			t.Unanswered.add(x.Hours, x.Euros)
		}
	}
	return t
}
