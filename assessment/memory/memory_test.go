package memory_test

import (
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(_ *testing.T, now func() assessment.Instant) assessment.Store { return memory.New(now) })
}
