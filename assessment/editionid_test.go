package assessment

import "testing"

// An edition keeps its id when a later version adds a field, unless the field is filled.
func TestAddedFieldKeepsIDs(t *testing.T) {
	type before struct {
		Text string `json:"text"`
		Due  string `json:"due"`
	}
	type after struct {
		Text  string `json:"text"`
		Place string `json:"place"`
		Due   string `json:"due"`
	}
	const text = `ends with a comma,","place":"",`
	id := idOf(before{text, ""}, nil)
	added := []string{`,"place":""`, ""}
	if got := idOf(after{text, "", ""}, added); got != id {
		t.Errorf("with the new field empty the id is %s, not %s", got, id)
	}
	if got := idOf(after{text, "here", ""}, added); got == id {
		t.Error("a filled field does not change the id")
	}
	if got := idOf(before{"other", ""}, added); got == id {
		t.Error("another text does not change the id")
	}
}
