package booth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// loopback is a network on every test computer. The address is this process's own, so that concurrent tests do not answer its
// phones.
var loopback = Network{
	Address: netip.AddrFrom4([4]byte{127, byte(1 + os.Getpid()>>8%254), byte(os.Getpid()), 1}), Subnet: netip.MustParsePrefix("127.0.0.0/8"),
}

// fixture is an open booth in a test, with the ballots it took in.
type fixture struct {
	*testing.T
	*Booth
	mu      sync.Mutex
	ballots []assessment.Ballot
	refuses error // the error of taking in
	stopped []Reason
}

// openTest opens a booth with other limits or options, if change is not nil.
func openTest(t *testing.T, change func(*Options, *limits)) *fixture {
	t.Helper()
	cards := storetest.BuiltIn(t)
	h := &fixture{T: t}
	o, l := Options{
		Network: loopback, Language: words.In("nl"), Ledger: NewLedger(), MaxBallots: 20,
		Invitation: &exchange.Invitation{Card: cards.Newest(exchange.DefaultCard), Team: "Team Zorg", Assessment: "a1", Scope: assessment.ScopeFull},
		TakeIn: func(_ context.Context, o *exchange.Opened) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			if h.refuses == nil {
				h.ballots = append(h.ballots, o.Ballots.List...)
			}
			return h.refuses
		},
		Stopped: func(why Reason) { h.stopped = append(h.stopped, why) },
	}, usual
	if change != nil {
		change(&o, &l)
	}
	var err error
	if h.Booth, err = open(o, l); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

// phone is a browser at an address of its own.
type phone struct {
	h      *fixture
	client *http.Client
	from   string
}

func (h *fixture) phone(from string) *phone {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 10 * time.Second}
	transport := &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true}
	return &phone{h: h, from: from, client: &http.Client{
		Transport: transport, Timeout: 20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// request sends a request, modified by change, and returns the response with its body.
func (p *phone) request(method, path, body string, change func(*http.Request)) (*http.Response, string) {
	p.h.Helper()
	a, text, err := p.try(method, path, body, change)
	if err != nil {
		p.h.Fatalf("%s %s: %v", method, path, err)
	}
	return a, text
}

func (p *phone) try(method, path, body string, change func(*http.Request)) (*http.Response, string, error) {
	r, err := http.NewRequest(method, "http://"+p.h.Address()+path, strings.NewReader(body))
	if err != nil {
		return nil, "", err
	}
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://"+p.h.Address())
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(r)
	}
	a, err := p.client.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	return a, string(text), err
}

var tokenField = regexp.MustCompile(`<input type="hidden" name="token" value="([0-9a-f]+)">`)

// openPage opens the page and returns its token.
func (p *phone) openPage() string {
	p.h.Helper()
	a, page := p.request("GET", "/"+p.h.Code(), "", nil)
	found := tokenField.FindStringSubmatch(page)
	if a.StatusCode != http.StatusOK || found == nil {
		p.h.Fatalf("%s without a token:\n%.300s", a.Status, page)
	}
	return found[1]
}

// answers returns a filled-in page.
func answers(token, v1 string) string {
	return url.Values{"token": {token}, "group": {"team"}, "answers.V1": {v1}, "remarks.V1": {"a\r\nb"}, "remarks.V2": {""}}.Encode()
}

// handIn hands in and returns the status.
func (p *phone) handIn(form string) int {
	p.h.Helper()
	a, _ := p.request("POST", "/"+p.h.Code(), form, nil)
	return a.StatusCode
}

func (h *fixture) holds(want int) {
	h.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.ballots) != want {
		h.Errorf("%d ballots, want %d", len(h.ballots), want)
	}
}

// A phone sends the code, fills in the page and hands in; the ballot is as chosen, and counts once.
func TestHandingIn(t *testing.T) {
	h := openTest(t, nil)
	p := h.phone("127.0.0.2")
	if a, page := p.request("GET", "/", "", nil); a.StatusCode != http.StatusOK || !strings.Contains(page, `name="code"`) || h.Reached() {
		t.Errorf("%s\n%s", a.Status, page)
	}
	for _, typed := range []string{h.Code(), strings.ToLower(h.Code()), " " + h.Code()[:3] + "-" + h.Code()[3:]} {
		if a, _ := p.request("GET", "/?code="+url.QueryEscape(typed), "", nil); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/"+h.Code() {
			t.Errorf("%q leads to %q: %s", typed, a.Header.Get("Location"), a.Status)
		}
	}
	if a, _ := p.request("GET", "/"+strings.ToLower(h.Code()), "", nil); a.Header.Get("Location") != "/"+h.Code() {
		t.Errorf("small letters lead to %q", a.Header.Get("Location"))
	}
	token := p.openPage()
	if !h.Reached() || token == p.openPage() {
		t.Error("nobody was reached, or a token was given twice")
	}
	a, page := p.request("POST", "/"+h.Code(), answers(token, "3"), nil)
	if a.StatusCode != http.StatusOK || !strings.Contains(page, "Je antwoorden zijn ontvangen.") || !strings.Contains(page, "<h1>Bedankt</h1>") {
		t.Errorf("%s\n%s", a.Status, page)
	}
	b := h.ballots[0]
	if b.Group != assessment.GroupTeam || len(b.Answers) != 1 || b.Answers["V1"] != 3 || len(b.Remarks) != 1 || b.Remarks["V1"] != "a\nb" || len(b.ID) != 36 {
		t.Errorf("%+v", b)
	}
	plain := func(r *http.Request) { r.Header.Set("Accept", "text/plain") }
	if a, text := p.request("POST", "/"+h.Code(), answers(token, "3"), plain); a.StatusCode != http.StatusOK || text != words.In("nl").Say("booth.received") {
		t.Errorf("again: %s %s", a.Status, text)
	}
	if a, text := p.request("POST", "/"+h.Code(), answers(token, "4"), plain); a.StatusCode != http.StatusConflict || text != words.In("nl").Say("booth.received_before") {
		t.Errorf("other answers: %s %s", a.Status, text)
	}
	h.holds(1)
}

// Every response forbids caching, framing and referring, and has no time.
func TestNothingIsCachedFramedOrDated(t *testing.T) {
	h := openTest(t, nil)
	p := h.phone("127.0.0.2")
	for _, path := range []string{"/", "/" + h.Code(), "/x"} {
		a, _ := p.request("GET", path, "", nil)
		for name, want := range map[string]string{
			"Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Content-Type": "text/html; charset=utf-8", "Date": "", "Server": "", "Set-Cookie": "", "Last-Modified": "", "Etag": "",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if !strings.Contains(a.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed", path)
		}
	}
}

// Anything but exactly what the page sends is refused, and nothing is taken in.
func TestOnlyWhatThePageSendsIsTakenIn(t *testing.T) {
	h := openTest(t, nil)
	p := h.phone("127.0.0.2")
	token := p.openPage()
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	wrong := "/" + strings.Repeat("2", codeLength)
	for name, c := range map[string]struct {
		method, path, body string
		change             func(*http.Request)
		want               int
	}{
		"another host":       {"GET", "/" + h.Code(), "", func(r *http.Request) { r.Host = "localhost:" + strings.Split(h.Address(), ":")[1] }, 403},
		"no port":            {"GET", "/", "", func(r *http.Request) { r.Host = loopback.Address.String() }, 403},
		"another origin":     {"POST", "/" + h.Code(), answers(token, "3"), set("Origin", "http://"+loopback.Address.String()), 403},
		"no origin":          {"POST", "/" + h.Code(), answers(token, "3"), func(r *http.Request) { r.Header.Del("Origin") }, 403},
		"a hidden origin":    {"POST", "/" + h.Code(), answers(token, "3"), set("Origin", "null"), 403},
		"another code":       {"GET", wrong, "", nil, 404},
		"to another code":    {"POST", wrong, answers(token, "3"), nil, 404},
		"another path":       {"GET", "/favicon.ico", "", nil, 404},
		"below":              {"GET", "/" + h.Code() + "/x", "", nil, 404},
		"up and down":        {"GET", "/x/../" + h.Code(), "", nil, 404},
		"to the start":       {"POST", "/", answers(token, "3"), nil, 404},
		"put":                {"PUT", "/" + h.Code(), answers(token, "3"), nil, 404},
		"delete":             {"DELETE", "/" + h.Code(), "", nil, 404},
		"options":            {"OPTIONS", "/" + h.Code(), "", nil, 404},
		"no token":           {"POST", "/" + h.Code(), "group=team&answers.V1=3", nil, 410},
		"two tokens":         {"POST", "/" + h.Code(), answers(token, "3") + "&token=" + token, nil, 410},
		"a made-up token":    {"POST", "/" + h.Code(), answers(strings.Repeat("0", 64), "3"), nil, 410},
		"a changed token":    {"POST", "/" + h.Code(), answers("0"+token[:63], "3"), nil, 410},
		"a token in capital": {"POST", "/" + h.Code(), answers(strings.ToUpper(token), "3"), nil, 410},
		"another type":       {"POST", "/" + h.Code(), `{}`, set("Content-Type", "application/json"), 415},
		"no form":            {"POST", "/" + h.Code(), "%zz", nil, 400},
		"too large":          {"POST", "/" + h.Code(), "x=" + strings.Repeat("x", 128<<10), nil, 413},
		"large headers":      {"GET", "/", "", set("X", strings.Repeat("x", 9<<10)), 431},
		"another field":      {"POST", "/" + h.Code(), answers(token, "3") + "&name=Anna", nil, 422},
		"no such level":      {"POST", "/" + h.Code(), answers(token, "5"), nil, 422},
	} {
		a, text, err := p.try(c.method, c.path, c.body, c.change)
		if err != nil {
			if c.want == 413 || c.want == 431 { // closed while it was still being sent
				continue
			}
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a.StatusCode != c.want || strings.Contains(text, "Anna") {
			t.Errorf("%s: %s, want %d\n%s", name, a.Status, c.want, text)
		}
	}
	h.holds(0)
	if got := p.handIn(answers(token, "3")); got != 200 {
		t.Errorf("after all that: %d", got)
	}
	h.holds(1)
}

// A ballot that cannot be taken in is reported, and the same page can hand in later.
func TestRefusedByTheStore(t *testing.T) {
	h := openTest(t, nil)
	p := h.phone("127.0.0.2")
	token := p.openPage()
	for _, c := range []struct {
		err  error
		want int
		says string
	}{
		{assessment.Fail(assessment.CodeBallotEmpty, nil), 422, "empty"},
		{assessment.Fail(assessment.CodeAdopted, nil), 403, "over"},
		{errors.New("the disk is full"), 500, "failed"},
	} {
		h.refuses = c.err
		a, text := p.request("POST", "/"+h.Code(), answers(token, "2"), func(r *http.Request) { r.Header.Set("Accept", "text/plain") })
		if a.StatusCode != c.want || text != words.In("nl").Say("booth."+c.says) {
			t.Errorf("%v: %s %s", c.err, a.Status, text)
		}
	}
	h.refuses = nil
	if got := p.handIn(answers(token, "2")); got != 200 {
		t.Error(got)
	}
	h.holds(1)
}

// Twelve phones hand in at once, each twice: twelve ballots.
func TestTwelveAtOnce(t *testing.T) {
	h := openTest(t, nil)
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			p := h.phone(fmt.Sprintf("127.0.1.%d", n+1))
			token := p.openPage()
			var twice sync.WaitGroup
			for range 2 {
				twice.Go(func() {
					if got := p.handIn(answers(token, string(rune('1'+n%4)))); got != 200 {
						t.Errorf("phone %d: %d", n, got)
					}
				})
			}
			twice.Wait()
		})
	}
	all.Wait()
	h.holds(12)
	count := map[assessment.Answer]int{}
	for _, b := range h.ballots {
		count[b.Answers["V1"]]++
	}
	if count[1] != 3 || count[2] != 3 || count[3] != 3 || count[4] != 3 {
		t.Errorf("%v", count)
	}
}

// More ballots than expected are taken in when the facilitator permits them.
func TestAllowPermitsMoreBallots(t *testing.T) {
	h := openTest(t, func(o *Options, _ *limits) { o.MaxBallots = 1 })
	p := h.phone("127.0.0.2")
	first, second := p.openPage(), p.openPage()
	for i, c := range []struct {
		token string
		want  int
	}{{first, 200}, {second, 503}, {first, 200}} {
		if got := p.handIn(answers(c.token, "1")); got != c.want || h.Full() != true {
			t.Errorf("%d: %d, want %d", i, got, c.want)
		}
	}
	h.Allow()
	if got := p.handIn(answers(second, "1")); got != 200 {
		t.Error(got)
	}
	h.holds(2)
}

// A page that was open when the booth closed can hand in to the next, and what was received counts once.
func TestLedgerOutlivesABooth(t *testing.T) {
	l := NewLedger()
	one := openTest(t, func(o *Options, _ *limits) { o.Ledger = l })
	p := one.phone("127.0.0.2")
	spent, open := p.openPage(), p.openPage()
	if got := p.handIn(answers(spent, "1")); got != 200 {
		t.Fatal(got)
	}
	one.Close()
	two := openTest(t, func(o *Options, _ *limits) { o.Ledger = l })
	p = two.phone("127.0.0.2")
	for _, token := range []string{spent, open} {
		if got := p.handIn(answers(token, "1")); got != 200 {
			t.Error(got)
		}
	}
	two.holds(1)
	if got := openTest(t, nil).phone("127.0.0.2").handIn(answers(open, "1")); got != 410 {
		t.Errorf("a token of another program: %d", got)
	}
}

// A page hands in, the laptop stores its ballot, and the program ends before the phone gets the response: the draft handed in
// to the next program counts once, as the same ballot.
func TestDraftCountsOnceAfterARestart(t *testing.T) {
	cards := storetest.BuiltIn(t)
	a := assessment.New(cards.Newest(exchange.DefaultCard), assessment.Team{Name: "Team Zorg"}, "2026-11-30", 1_796_000_000_000)
	a.Mode = assessment.ModeIndividual
	store := memory.New(func() assessment.Instant { return 1_796_000_000_000 })
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	handsIn := func(mark, answer string) int {
		p := openTest(t, func(o *Options, _ *limits) {
			o.Invitation = exchange.Invite(a)
			o.TakeIn = func(ctx context.Context, opened *exchange.Opened) error {
				_, err := exchange.TakeIn(ctx, store, opened, exchange.Consent{})
				return err
			}
		}).phone("127.0.0.2")
		return p.handIn(answers(p.openPage(), answer) + "&mark=" + mark)
	}
	for n, c := range []struct {
		mark, answer string
		status       int
	}{{"00abcd", "3", 200}, {"00abcd", "3", 200}, {"00abcd", "2", 409}, {"00abce", "2", 200}} {
		if got := handsIn(c.mark, c.answer); got != c.status {
			t.Errorf("%d: %d, want %d", n, got, c.status)
		}
	}
	if a, err := store.Load(t.Context(), a.ID); err != nil || len(a.Ballots) != 2 {
		t.Errorf("%d ballots: %v", len(a.Ballots), err)
	}
}
