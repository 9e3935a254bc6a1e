package pagetest

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment/exchange"
)

// Tab is a page in the browser.
type Tab struct {
	b       *Browser
	session string
	loads   int
}

// Options determines how a tab is opened.
type Options struct {
	Width, Height int
	NoScript      bool
	// Media is the media features of the page, such as {"prefers-color-scheme": "dark"}.
	Media map[string]string
}

// Open opens the file at a path in a new tab.
func (b *Browser) Open(path string, o Options) *Tab {
	b.t.Helper()
	return b.OpenAt("file://"+filepath.ToSlash(path), o)
}

// OpenAt opens an address in a new tab.
func (b *Browser) OpenAt(address string, o Options) *Tab {
	b.t.Helper()
	var target struct {
		ID string `json:"targetId"`
	}
	b.call("", "Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct {
		Session string `json:"sessionId"`
	}
	b.call("", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &attached)
	t := &Tab{b: b, session: attached.Session}
	for _, domain := range []string{"Page", "Runtime", "Log", "Network", "Accessibility"} {
		t.Do(domain+".enable", nil, nil)
	}
	t.Resize(o.Width, o.Height)
	t.Do("Emulation.setScriptExecutionDisabled", map[string]any{"value": o.NoScript}, nil)
	media := []map[string]string{}
	for name, value := range o.Media {
		media = append(media, map[string]string{"name": name, "value": value})
	}
	t.Do("Emulation.setEmulatedMedia", map[string]any{"features": media}, nil)
	t.Go(address)
	return t
}

// Do sends a DevTools command to the page.
func (t *Tab) Do(method string, params, into any) {
	t.b.t.Helper()
	t.b.call(t.session, method, params, into)
}

// Go navigates to an address and waits until it is loaded.
func (t *Tab) Go(address string) {
	t.b.t.Helper()
	t.Do("Page.navigate", map[string]any{"url": address}, nil)
	t.loaded()
}

// Submit evaluates an expression that leads to another page, and waits until that is loaded.
func (t *Tab) Submit(expression string) {
	t.b.t.Helper()
	t.Eval(expression, nil)
	t.loaded()
}

// Reload reloads the page, and confirms leaving it if the page asks.
func (t *Tab) Reload() {
	t.b.t.Helper()
	t.Do("Page.reload", nil, nil)
	t.loaded()
}

func (t *Tab) loaded() {
	t.b.t.Helper()
	t.loads++
	t.b.seen(t.session, "Page.loadEventFired", t.loads)
}

// Resize resizes the page, in CSS pixels.
func (t *Tab) Resize(width, height int) {
	t.b.t.Helper()
	t.Do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}, nil)
}

// Eval evaluates an expression, awaits a promise, and stores the value.
func (t *Tab) Eval(expression string, into any) {
	t.b.t.Helper()
	var reply struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Exception *struct {
			Text      string `json:"text"`
			Exception struct {
				Description string `json:"description"`
			} `json:"exception"`
		} `json:"exceptionDetails"`
	}
	t.Do("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &reply)
	if reply.Exception != nil {
		t.b.t.Fatalf("%s: %s %s", expression, reply.Exception.Text, reply.Exception.Exception.Description)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(reply.Result.Value, into); err != nil {
		t.b.t.Fatalf("%s gives %s: %v", expression, reply.Result.Value, err)
	}
}

// Text evaluates an expression with a string as its value.
func (t *Tab) Text(expression string) (s string) {
	t.b.t.Helper()
	t.Eval(expression, &s)
	return s
}

// codes maps the keys that Press supports to the browser's key codes.
var codes = map[string]int{"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40, "ArrowUp": 38}

// Press presses and releases a key, with Shift if its name begins with "Shift+".
func (t *Tab) Press(key string) {
	t.b.t.Helper()
	name, shifted := strings.CutPrefix(key, "Shift+")
	event := map[string]any{"key": name, "code": strings.ReplaceAll(name, " ", "Space"), "windowsVirtualKeyCode": codes[name]}
	if shifted {
		event["modifiers"] = 8
	}
	down := "rawKeyDown"
	if text := map[string]string{"Enter": "\r", " ": " "}[name]; text != "" {
		event["text"], down = text, "keyDown"
	}
	for _, kind := range []string{down, "keyUp"} {
		event["type"] = kind
		t.Do("Input.dispatchKeyEvent", event, nil)
	}
}

// Type types a text.
func (t *Tab) Type(text string) {
	t.b.t.Helper()
	t.Do("Input.insertText", map[string]any{"text": text}, nil)
}

// Print saves the page as printed.
func (t *Tab) Print(path string) {
	t.b.t.Helper()
	var printed struct {
		Data string `json:"data"`
	}
	t.Do("Page.printToPDF", map[string]any{"paperWidth": 8.27, "paperHeight": 11.69}, &printed)
	t.save(path, printed.Data)
}

func (t *Tab) save(path, data string) {
	t.b.t.Helper()
	b, err := base64.StdEncoding.DecodeString(data)
	if err == nil {
		err = exchange.WriteFile(path, b)
	}
	if err != nil {
		t.b.t.Fatal(err)
	}
}

// Downloaded runs an action that saves a file, and returns the file's content.
func (t *Tab) Downloaded(do func()) []byte {
	t.b.t.Helper()
	folder := t.b.t.TempDir()
	before := len(t.b.seen("", "Browser.downloadProgress", 0))
	t.b.call("", "Browser.setDownloadBehavior", map[string]any{"behavior": "allow", "downloadPath": folder, "eventsEnabled": true}, nil)
	do()
	for n := before + 1; ; n++ {
		var progress struct {
			State string `json:"state"`
		}
		if err := json.Unmarshal(t.b.seen("", "Browser.downloadProgress", n)[n-1], &progress); err != nil {
			t.b.t.Fatal(err)
		}
		if progress.State == "completed" {
			break
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		t.b.t.Fatalf("saved %v, %v", files, err)
	}
	b, err := os.ReadFile(filepath.Join(folder, files[0].Name()))
	if err != nil {
		t.b.t.Fatal(err)
	}
	return b
}

// Complaints returns what the browser logged about the page: errors of its script, and violations of its policy.
func (t *Tab) Complaints() (list []string) {
	for _, kind := range []string{"Runtime.exceptionThrown", "Log.entryAdded"} {
		for _, raw := range t.b.seen(t.session, kind, 0) {
			list = append(list, string(raw))
		}
	}
	return list
}

// Requests returns the addresses of all requests of the page.
func (t *Tab) Requests() (list []string) {
	t.b.t.Helper()
	for _, raw := range t.b.seen(t.session, "Network.requestWillBeSent", 0) {
		var sent struct {
			Request struct {
				URL string `json:"url"`
			} `json:"request"`
		}
		if err := json.Unmarshal(raw, &sent); err != nil {
			t.b.t.Fatal(err)
		}
		list = append(list, sent.Request.URL)
	}
	return list
}
