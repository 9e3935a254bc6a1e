package storetest_test

import (
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(_ *testing.T, now func() assessment.Instant) assessment.Store { return storetest.NewMemory(now) })
}
