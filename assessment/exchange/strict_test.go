package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
)

type sample struct {
	inner
	Name  string             `json:"name"`
	Count int                `json:"count"`
	List  []part             `json:"list"`
	By    map[string]part    `json:"by"`
	Raw   json.RawMessage    `json:"raw"`
	Say   assessment.Answer  `json:"say"`
	At    assessment.Instant `json:"at"`
	Not   func()             `json:"-"`
}

type inner struct {
	Yes bool `json:"yes"`
}

type part struct {
	N int `json:"n"`
}

const right = `{"yes":true,"name":"é \ud83d\ude00 \\ud800","count":2,"list":[{"n":1}],"by":{"a":{"n":2}},"raw":[1, {"x":null}],` +
	`"say":"unknown","at":"2026-11-23T12:00:00Z"}`

func TestDecode(t *testing.T) {
	var got sample
	if faults := decode([]byte(right), "", &got); len(faults) > 0 {
		t.Fatal(faults)
	}
	want := sample{
		inner: inner{Yes: true}, Name: `é 😀 \ud800`, Count: 2, List: []part{{1}}, By: map[string]part{"a": {2}},
		Raw: json.RawMessage(`[1, {"x":null}]`), Say: assessment.Unknown, At: 1795435200000,
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(sample{})); diff != "" {
		t.Error(diff)
	}
	if faults := decode([]byte(strings.NewReplacer(`[{"n":1}]`, `[]`, `{"a":{"n":2}}`, `{}`).Replace(right)), "", &got); len(faults) > 0 {
		t.Fatal(faults)
	}
	if got.List == nil || got.By == nil || len(got.List)+len(got.By) > 0 {
		t.Errorf("empty list %#v, empty map %#v", got.List, got.By)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"count":2`, `"count":null`, "root.count type got null want 0, 1, 2, …"},
		{`"count":2`, `"count":2.0`, "root.count type got 2.0 want 0, 1, 2, …"},
		{`"count":2`, `"count":2e0`, "root.count type got 2e0 want 0, 1, 2, …"},
		{`"count":2`, `"count":9223372036854775808`, "root.count type got 9223372036854775808 want 0, 1, 2, …"},
		{`"count":2`, `"count":"2"`, `root.count type got "2" want 0, 1, 2, …`},
		{`"count":2`, `"count":[2,[3]]`, "root.count type got [ … ] want 0, 1, 2, …"},
		{`"count":2`, `"Count":2`, "root.Count unknown_field; root.count missing"},
		{`"count":2`, `"count":2,"count":3`, "root.count twice got count"},
		{`"count":2`, `"count":2,"\u0063ount":{"a":[]}`, "root.count twice got count"},
		{`"count":2,`, ``, "root.count missing"},
		{`"yes":true`, `"yes":0`, "root.yes type got 0 want true, false"},
		{`"yes":true,`, ``, "root.yes missing"},
		{`{"n":2}}`, `{"n":2},"a":{"n":3}}`, "root.by.a twice got a"},
		{`{"n":2}}`, `{"n":2},"b":3}`, "root.by.b type got 3 want { … }"},
		{`[{"n":1}]`, `[{"n":1},{"m":1},null]`, "root.list[1].m unknown_field; root.list[1].n missing; root.list[2] type got null want { … }"},
		{`[{"n":1}]`, `{}`, "root.list type got { … } want [ … ]"},
		{`[{"n":1}]`, `null`, "root.list type got null want [ … ]"},
		{`{"a":{"n":2}}`, `null`, "root.by type got null want { … }"},
		{`"unknown"`, `"perhaps"`, `root.say type got "perhaps" want 1, 2, 3, …, "unknown", "not_applicable", null`},
		{`"unknown"`, `0`, `root.say type got 0 want 1, 2, 3, …, "unknown", "not_applicable", null`},
		{`"unknown"`, `[1]`, `root.say type got [ … ] want 1, 2, 3, …, "unknown", "not_applicable", null`},
		{`12:00:00Z`, `12:00:00+01:00`, `root.at instant got 2026-11-23T12:00:00+01:00`},
		{`"2026-11-23T12:00:00Z"`, `7`, `root.at type got 7 want "2026-11-23T12:00:00Z"`},
		{`é`, "\xff", "root.name syntax got UTF-8"},
		{`\ud83d\ude00`, `\ud83d`, "root.name syntax got UTF-8"},
		{`\ud83d\ude00`, `\ude00\ud83d`, "root.name syntax got UTF-8"},
		{`\ud83d\ude00`, `\uD83D\u0041`, "root.name syntax got UTF-8"},
		{`"a":{`, "\"\xc3\":{", "root.by.\uFFFD syntax got \uFFFD"},
		{`12:00:00Z"}`, `12:00:00Z"} {}`, fmt.Sprintf("root syntax got 1:%d", len(right)+2)},
		{`"count":2`, "\n \"count\":02", "root syntax got 2:11"},
		{`12:00:00Z"}`, `12:00:00Z"`, fmt.Sprintf("root syntax got 1:%d", len(right)-1)},
		{right, ``, "root syntax got 1:1"},
		{right, `[]`, "root type got [ … ] want { … }"},
		{right, `null`, "root type got null want { … }"},
		{`[1, {"x":null}]`, strings.Repeat("[", 20_000), fmt.Sprintf("root syntax got 1:%d", strings.Index(right, "[1, {")+10_000)},
	} {
		t.Run(short(c.new), func(t *testing.T) {
			var into sample
			var got []string
			for _, f := range decode([]byte(strings.Replace(right, c.old, c.new, 1)), "root", &into) {
				got = append(got, f.Error())
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func TestDecodeStopsAtTooManyFaults(t *testing.T) {
	var into sample
	many := `[{"n":1}` + strings.Repeat(`,{"n":null}`, 500) + `]`
	faults := decode([]byte(strings.Replace(right, `[{"n":1}]`, many, 1)), "", &into)
	if n := len(faults); n != assessment.MaxFaults+1 || faults[n-1].Code != assessment.FaultTooManyFaults {
		t.Errorf("%d faults, the last %v", n, faults[n-1])
	}
	if want := fmt.Sprintf("list[%d].n", assessment.MaxFaults); faults[assessment.MaxFaults-1].Place != want {
		t.Errorf("the hundredth at %s, want %s", faults[assessment.MaxFaults-1].Place, want)
	}
}

// TestSchemasHaveNames checks that every field of a file has a JSON name.
func TestSchemasHaveNames(t *testing.T) {
	for _, target := range []any{&content{}, &invitationContent{}, &ballotContent{}, &envelope{}, &assessment.Card{}} {
		faults := decode([]byte(`{}`), "", target)
		if len(faults) == 0 || slices.ContainsFunc(faults, func(f assessment.Fault) bool {
			return f.Code != assessment.FaultMissing || f.Place != strings.ToLower(f.Place)
		}) {
			t.Errorf("%T: %v", target, faults)
		}
	}
}

// A list or an object may have as many entries as any valid one, and no more: each takes memory.
func TestDecodeRefusesMoreEntriesThanAnyHas(t *testing.T) {
	for n, want := range map[int]int{mostEntries: 0, mostEntries + 1: 1} {
		var list struct {
			Say []int `json:"say"`
		}
		if faults := decode([]byte(`{"say":[`+strings.TrimSuffix(strings.Repeat("1,", n), ",")+`]}`), "", &list); len(faults) != want {
			t.Errorf("a list of %d: %v", n, faults)
		}
		members := make(map[string]int, n)
		for i := range n {
			members[fmt.Sprint(i)] = i
		}
		b, err := json.Marshal(map[string]any{"by": members})
		if err != nil {
			t.Fatal(err)
		}
		var object struct {
			By map[string]int `json:"by"`
		}
		if faults := decode(b, "", &object); len(faults) != want {
			t.Errorf("an object of %d: %v", n, faults)
		}
	}
}
