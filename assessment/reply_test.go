package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// Whoever grants what is asked grants no more than that: what is asked more later has no answer in it.
func TestGrantedIsWhatWasAskedThen(t *testing.T) {
	x := assessment.Action{Hours: 4, Reply: &assessment.Reply{}}
	x.Reply.Choose(assessment.ReplyGranted, &x)
	x.Euros = 9000
	hours, euros := x.Granted()
	equal(t, "hours", hours, 4)
	equal(t, "euros", euros, 0)
	x.Reply.Choose(assessment.ReplyPartly, &x)
	equal(t, "hours of a partial answer", x.Reply.Hours, 4)
	x.Reply.Choose(assessment.ReplyRefused, &x)
	equal(t, "hours refused", x.Reply.Hours, 0)
}
