package exchange

import "testing"

// Whether a text is like a formula depends on its first visible character.
func TestFormulaLike(t *testing.T) {
	before := []string{
		"", " ", "\t", "\n", "\r\n", "\v", "\f", "\x00", "\x1b", "\u0085", "\u00a0", "\u00ad", "\u034f", "\u0301", "\u061c", "\u115f", "\u1680", "\u180e",
		"\u2003", "\u200b", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\u2800", "\u3000", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufff9",
		"\U000e0020", " \u200b\t ",
	}
	for _, b := range before {
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−"} {
			if text := b + sign + "1+1"; !formulaLike(text) {
				t.Errorf("%q is let through", text)
			}
			if field := csvField(nil, b+sign+"1+1"); field[0] != '\'' {
				t.Errorf("%q stands in the csv as %q", b+sign+"1+1", field)
			}
		}
	}
	for _, text := range []string{"", " ", "tekst", "1+1", "a=b", "\u200btekst", " é-", "\"=1\"", "• een", "№ 5"} {
		if formulaLike(text) {
			t.Errorf("%q is taken for a formula", text)
		}
	}
}
