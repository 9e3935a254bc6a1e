package session

import "kwaliteitskaart/assessment"

// Step is a step in the workflow of an assessment.
type Step string

// The steps, in order; "" is a screen that is not a step.
const (
	StepTeam    Step = "team"
	StepScore   Step = "score"
	StepDiscuss Step = "discuss"
	StepResult  Step = "result"
	StepPlan    Step = "plan"
	StepPrint   Step = "print"
)

// Steps returns the steps of the assessment, in order. A team that scores together has nothing to discuss afterwards.
func (s *Session) Steps() []Step {
	if s.Assessment.Mode == assessment.ModeIndividual {
		return []Step{StepTeam, StepScore, StepDiscuss, StepResult, StepPlan, StepPrint}
	}
	return []Step{StepTeam, StepScore, StepResult, StepPlan, StepPrint}
}

// GivesScores returns the step in which the team gives its scores now: the discussion, once ballots were revealed.
func (s *Session) GivesScores() Step {
	if s.Assessment.Mode == assessment.ModeIndividual && s.Assessment.Revealed {
		return StepDiscuss
	}
	return StepScore
}

// Progress is the progress of a step.
type Progress int

// The states of a step.
const (
	Empty Progress = iota
	Busy
	Done
)

// Progress returns the progress of a step of the assessment.
func (s *Session) Progress(of Step) Progress {
	answered, total := s.Assessment.Answered()
	switch of {
	case StepTeam:
		if s.Assessment.Team.Name != "" && s.Assessment.Date != "" {
			return Done
		}
	case StepScore:
		switch {
		case s.Assessment.Mode == assessment.ModeIndividual && s.Assessment.Revealed, answered == total:
			return Done
		case answered > 0 || s.Assessment.BallotsIn() > 0:
			return Busy
		}
	case StepDiscuss:
		switch {
		case answered == total:
			return Done
		case s.Assessment.Revealed:
			return Busy
		}
	case StepResult:
		if answered == total {
			return Done
		}
	case StepPlan:
		switch {
		case s.Assessment.Plan.Status == assessment.PlanAdopted:
			return Done
		case len(s.Assessment.Plan.Priorities) > 0:
			return Busy
		}
	}
	return Empty
}
