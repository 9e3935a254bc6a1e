package pdf_test

import (
	"os"
	"testing"

	"kwaliteitskaart/assessment/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Tests{M: m}.Run()) }
