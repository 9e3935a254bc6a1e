package ui

import (
	"time"

	"kwaliteitskaart/assessment"
)

// now is the moment, for stamping what is made here; the store stamps every later change itself.
func now() assessment.Instant { return assessment.InstantOf(time.Now()) }
