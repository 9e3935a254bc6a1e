package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ballots and drafts have no column for a time, a name or an order, and no table has a rowid, which would be an order. If you
// add a column here, also add it to what users are told under Settings, Privacy.
func TestSchema(t *testing.T) {
	want := make(map[string][]string)
	for table, columns := range map[string]string{
		"card":           "id version content",
		"card_indicator": "card_id card_version indicator core",
		"assessment": `id card_id card_version team_id institution programme team_name crebo level track date school_year
			scope mode revealed facilitator present status updated_at expected binned_at closed_on`,
		"score":  "assessment indicator answer note evidence target importance strength updated_at disagreed",
		"ballot": "assessment id group answers remarks waiting",
		"draft":  "assessment group answers remarks",
		"plan": `assessment date status strong concern choice evaluation_date adopted_on waived
			updated_at sealed_at`,
		"priority": "assessment id indicator why goal student_effect position updated_at",
		"action": `assessment id priority what owner helpers start due done_when hours euros ask feasibility status reason
			suggestion updated_at carried_from`,
		"note":     "assessment id action date text",
		"deleted":  "assessment id updated_at",
		"replaced": "assessment at kind record before after",
		"answer":   "assessment action kind words hours euros on updated_at",
		"edition":  "assessment id content",
		"plan_log": "assessment id on record field before after why",
		"previous": "assessment content",
	} {
		want[table] = strings.Fields(columns)
	}
	s := opened(t, t.TempDir(), Options{})
	got, err := s.Schema(t.Context())
	must(t, err)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("other things are stored (-want +got):\n%s", d)
	}
	for table := range got {
		if _, err := s.db.Exec("SELECT rowid FROM " + table); err == nil {
			t.Errorf("table %s has a rowid", table)
		}
	}
}
