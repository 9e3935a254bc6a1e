package pagetest

import (
	_ "embed"
	"fmt"
)

// AxeSum is the SHA-256 of axe-core 4.14.1 as npm has it (axe.min.js of
// sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==); Mozilla Public License
// 2.0 (axe/LICENSE). It is for tests only, and is no part of the program.
const AxeSum = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"

// Axe is the script of axe-core, which detects barriers to accessibility.
//
//go:embed axe/axe.min.js
var Axe string

// Barriers returns the problems that axe-core finds on the page as it is now, by the rules of WCAG 2.2 AA and its best
// practices.
func (t *Tab) Barriers() []string {
	t.b.t.Helper()
	t.Eval(Axe+"; undefined", nil)
	var found []struct {
		ID    string `json:"id"`
		Help  string `json:"help"`
		Nodes []struct {
			HTML string `json:"html"`
			Why  string `json:"failureSummary"`
		} `json:"nodes"`
	}
	t.Eval(`axe.run(document, {resultTypes: ['violations'], runOnly:
		['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations)`, &found)
	var list []string
	for _, f := range found {
		for _, n := range f.Nodes {
			list = append(list, fmt.Sprintf("%s (%s): %.200s: %s", f.ID, f.Help, n.HTML, n.Why))
		}
	}
	return list
}
