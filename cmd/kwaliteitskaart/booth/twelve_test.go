//go:build slow && linux

package booth

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/exchange/pagetest"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// asLaptop makes the test program be the laptop, with its data in a folder.
const asLaptop = "KWALITEITSKAART_BOOTH_LAPTOP"

func TestMain(m *testing.M) {
	if data := os.Getenv(asLaptop); data != "" {
		if err := laptop(context.Background(), data); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// laptop finds its network, opens a booth in it, and writes its link; once its input ends it closes the booth, and writes its
// outcome. The response to the first ballot is dropped.
func laptop(ctx context.Context, data string) error {
	store, err := sqlite.Open(ctx, data, sqlite.Options{Holder: "window"})
	if err != nil {
		return err
	}
	defer store.Close()
	cards, err := exchange.BuiltIn()
	if err != nil {
		return err
	}
	a := assessment.New(cards.Newest(exchange.DefaultCard), assessment.Team{Name: "Team Zorg"}, "2026-11-30", 1_796_000_000_000)
	a.Mode, a.Expected = assessment.ModeIndividual, phoneCount
	if err := store.Add(ctx, a); err != nil {
		return err
	}
	networks, err := Networks()
	if err != nil || len(networks) != 1 {
		return fmt.Errorf("%d networks: %w", len(networks), err)
	}
	b, err := Open(Options{
		Network: networks[0], Invitation: exchange.Invite(a), Language: words.In("nl"), Ledger: NewLedger(), MaxBallots: phoneCount + 2,
		TakeIn: func(ctx context.Context, o *exchange.Opened) error {
			_, err := exchange.TakeIn(ctx, store, o, exchange.Consent{})
			return err
		},
		Stopped: func(Reason) {},
	})
	if err != nil {
		return err
	}
	dropResponses(b, 1)
	fmt.Println(networks[0].Kind, b.Link())
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	b.Close()
	if a, err = store.Load(ctx, a.ID); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(outcome{a.Ballots, b.Reached()})
}

// outcome is the final state of the laptop.
type outcome struct {
	Ballots []assessment.Ballot
	Reached bool
}

const phoneCount = 12

// wifi is a network of namespaces: a laptop with an access point, and phones.
type wifi struct {
	*testing.T
	laptop string
	phones []string
}

const gateway = "192.168.77.1"

// newWifi creates the namespaces, or skips the test if the machine does not allow that.
func newWifi(t *testing.T) *wifi {
	t.Helper()
	w := &wifi{T: t, laptop: fmt.Sprintf("booth%d-laptop", os.Getpid())}
	for n := range phoneCount {
		w.phones = append(w.phones, fmt.Sprintf("booth%d-%d", os.Getpid(), n))
	}
	if out, err := exec.Command("ip", "netns", "add", w.laptop).CombinedOutput(); err != nil {
		t.Skipf("network namespaces cannot be had here, so twelve phones were not tried: %v %s", err, out)
	}
	t.Cleanup(func() { w.ip("netns", "del", w.laptop) })
	w.ip("-n", w.laptop, "link", "add", "wlan0", "type", "bridge")
	w.ip("-n", w.laptop, "addr", "add", gateway+"/24", "dev", "wlan0")
	w.ip("-n", w.laptop, "link", "set", "wlan0", "up")
	for n, phone := range w.phones {
		w.ip("netns", "add", phone)
		t.Cleanup(func() { w.ip("netns", "del", phone) })
		port := fmt.Sprintf("veth%d", n)
		w.ip("-n", w.laptop, "link", "add", port, "type", "veth", "peer", "name", "wlan0", "netns", phone)
		w.ip("-n", w.laptop, "link", "set", port, "master", "wlan0", "up")
		w.ip("-n", phone, "addr", "add", fmt.Sprintf("192.168.77.%d/24", 10+n), "dev", "wlan0")
		w.ip("-n", phone, "link", "set", "wlan0", "up")
		w.ip("-n", phone, "link", "set", "lo", "up")
	}
	return w
}

func (w *wifi) ip(args ...string) {
	w.Helper()
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		w.Errorf("ip %v: %v %s", args, err, out)
	}
}

// Twelve phones on one network score at once, each in a browser of its own: one loses its connection after the laptop has its
// ballot, one comes back to a draft, one presses twice, one has no scripts. Twelve ballots are stored, each as chosen and
// none twice; the laptop has bound one address and connected to nothing; its files reveal nothing about the phones.
func TestTwelvePhones(t *testing.T) {
	w := newWifi(t)
	data, calls := t.TempDir(), filepath.Join(t.TempDir(), "calls")
	args := []string{}
	traced := exec.Command("strace", "-o", os.DevNull, "true").Run() == nil
	if traced {
		args = append(args, "strace", "-f", "-qq", "-e", "trace=bind,connect,listen", "-o", calls)
	} else {
		t.Log("strace cannot be had here, so it was not seen what the laptop asks the system for")
	}
	link, ends := startLaptop(t, w.laptop, data, args...)

	var tabs []*pagetest.Tab
	const reloads, twice, noScript = 3, 4, 5
	for n, phone := range w.phones {
		o := screen
		o.NoScript = n == noScript
		tab := pagetest.StartIn(t, gateway, "ip", "netns", "exec", phone).OpenAt(link, o)
		tabs = append(tabs, tab)
		tab.Do("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil)
		fill(tab, n%4+1, fmt.Sprintf("telefoon %d", n))
		if n == reloads {
			tab.Reload()
			if got := becomes(tab, `at('count').textContent`, "33"); got != "33" {
				t.Errorf("the draft has %s answers", got)
			}
		}
	}
	for n, tab := range tabs { // at once: no one waits for another
		press := `document.getElementById('submit').click()`
		if n == twice {
			press += ";" + press
		}
		tab.Eval(press, nil)
	}
	for n, tab := range tabs {
		expression := done
		if n == noScript {
			expression = `(document.querySelector('h1').textContent === 'Bedankt') + ''`
		}
		if got := becomes(tab, expression, "true"); got != "true" {
			t.Errorf("phone %d has not handed in", n)
		}
	}

	known := ends()
	ballots := known.Ballots
	if !known.Reached {
		t.Error("the laptop does not know that phones reach it")
	}
	from := make(map[string]bool)
	for _, b := range ballots {
		n := -1
		if _, err := fmt.Sscanf(b.Remarks["V1"], "telefoon %d", &n); err != nil || len(b.Answers) != 33 || len(b.Remarks) != 1 {
			t.Errorf("%+v", b)
		}
		for indicator, answer := range b.Answers {
			if int(answer) != n%4+1 {
				t.Errorf("phone %d chose %d for %s", n, answer, indicator)
			}
		}
		from[b.Remarks["V1"]] = true
	}
	if len(ballots) != phoneCount || len(from) != phoneCount {
		t.Errorf("%d ballots of %d phones", len(ballots), len(from))
	}
	if traced {
		boundOnce(t, calls)
	}
	nothingOfPhones(t, data)
	if reaches(w.phones[0], link) {
		t.Error("something still listens")
	}
}

// startLaptop starts a laptop in a namespace, with its data in a folder, by another program if one is named. It returns the
// link to the page, and a function that ends the laptop and returns its outcome.
func startLaptop(t *testing.T, namespace, data string, by ...string) (link string, ends func() outcome) {
	t.Helper()
	cmd := exec.Command("ip", slices.Concat([]string{"netns", "exec", namespace}, by, []string{os.Args[0]})...)
	cmd.Env = append(os.Environ(), asLaptop+"="+data)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewReader(out)
	line, err := said.ReadString('\n')
	_, link, _ = strings.Cut(strings.TrimSpace(line), " ")
	if err != nil || !strings.HasPrefix(link, "http://"+gateway+":478") {
		t.Fatalf("the laptop says %q: %v", line, err)
	}
	return link, func() (known outcome) {
		t.Helper()
		if err := errors.Join(in.Close(), json.NewDecoder(said).Decode(&known), cmd.Wait()); err != nil {
			t.Fatal(err)
		}
		return known
	}
}

// reaches requests the page from a namespace, and reports whether anything responds within five seconds.
func reaches(namespace, link string) bool {
	host, code, _ := strings.Cut(strings.TrimPrefix(link, "http://"), "/")
	ask := fmt.Sprintf(`exec 3<>/dev/tcp/%s && printf 'GET /%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' >&3 && grep -q '200 OK' <&3`,
		strings.Replace(host, ":", "/", 1), code, host)
	return exec.Command("ip", "netns", "exec", namespace, "timeout", "5", "bash", "-c", ask).Run() == nil
}

// On a network that isolates devices no phone reaches the laptop, and the laptop detects that.
func TestNetworkIsolatesDevices(t *testing.T) {
	w := &wifi{T: t}
	name := func(what string) string { return fmt.Sprintf("apart%d-%s", os.Getpid(), what) }
	school, laptop, phone := name("school"), name("laptop"), name("phone")
	if out, err := exec.Command("ip", "netns", "add", school).CombinedOutput(); err != nil {
		t.Skipf("network namespaces cannot be had here, so devices that are kept apart were not tried: %v %s", err, out)
	}
	t.Cleanup(func() { w.ip("netns", "del", school) })
	w.ip("-n", school, "link", "add", "air", "type", "bridge")
	w.ip("-n", school, "link", "set", "air", "up")
	for device, address := range map[string]string{laptop: gateway, phone: "192.168.77.10"} {
		w.ip("netns", "add", device)
		t.Cleanup(func() { w.ip("netns", "del", device) })
		port := "to-" + device[len(device)-5:]
		w.ip("-n", school, "link", "add", port, "type", "veth", "peer", "name", "wlan0", "netns", device)
		w.ip("-n", school, "link", "set", port, "master", "air", "up")
		w.ip("-n", device, "addr", "add", address+"/24", "dev", "wlan0")
		w.ip("-n", device, "link", "set", "wlan0", "up")
	}
	for _, apart := range []string{"on", "off"} {
		for _, device := range []string{laptop, phone} {
			w.ip("-n", school, "link", "set", "to-"+device[len(device)-5:], "type", "bridge_slave", "isolated", apart)
		}
		link, ends := startLaptop(t, laptop, t.TempDir())
		answered := reaches(phone, link)
		if known := ends(); answered != (apart == "off") || known.Reached != answered {
			t.Errorf("kept apart %s: the phone sees the page: %v; the laptop knows that: %v", apart, answered, known.Reached)
		}
	}
}

// boundOnce checks the laptop's system calls: one bind and one listen, on the address of its network, and no connection.
func boundOnce(t *testing.T, calls string) {
	b, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	bound, listens := 0, 0
	inet := regexp.MustCompile(`AF_INET6?\b`)
	for line := range strings.Lines(string(b)) {
		switch {
		case strings.Contains(line, "listen("):
			listens++
		case !inet.MatchString(line):
		case strings.Contains(line, "connect("):
			t.Errorf("it connects: %s", line)
		case strings.Contains(line, `inet_addr("`+gateway+`")`) && strings.Contains(line, "htons(478"):
			bound++
		default:
			t.Errorf("it binds: %s", line)
		}
	}
	if bound != 1 || listens != 1 {
		t.Errorf("%d binds and %d listens:\n%s", bound, listens, b)
	}
}

// nothingOfPhones searches the bytes of every file of the laptop for anything that identifies a phone: its address, its
// browser, or a token.
func nothingOfPhones(t *testing.T, data string) {
	token := regexp.MustCompile(`[0-9a-f]{64}`)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var all []byte
	must(filepath.WalkDir(data, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, word := range []string{"192.168.77.", "Mozilla", "Chrome", "token"} {
			if strings.Contains(string(b), word) {
				t.Errorf("%s holds %q", filepath.Base(path), word)
			}
		}
		if filepath.Ext(path) == ".db" {
			for _, found := range token.FindAll(b, -1) {
				t.Errorf("%s holds what looks like a token: %s", filepath.Base(path), found)
			}
		}
		all = append(all, b...)
		return err
	}))
	if !strings.Contains(string(all), "telefoon 11") {
		t.Error("the ballots are not in the files that were searched")
	}
}
