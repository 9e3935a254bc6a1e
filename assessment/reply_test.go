package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// Granting an ask grants what it asks at that moment; what it asks later is not granted.
func TestGrantingCoversOnlyWhatIsAskedNow(t *testing.T) {
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
