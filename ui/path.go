package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/ui/widgets"
)

// pathScreen asks for a path if the system has no dialog.
type pathScreen struct {
	question
	w           *Window
	title, path string
	begins      string // the path that was in the field at first
	hint        string // translation key of what to type
	then        func(string)
}

// askPath asks for a path; hint is the translation key of what to type.
func (w *Window) askPath(title, path, hint string, then func(path string)) {
	w.show(&pathScreen{w: w, title: title, path: path, begins: path, hint: hint, then: then})
}

func (p *pathScreen) build() view {
	w, does := p.w, "button.ok"
	if p.hint == savesHint {
		does = "button.save"
	}
	e := widgets.NewEntry(w.say("file.path"), p.path, func(v string) { p.path = v })
	e.Replaces = func(pasted string) bool { return filepath.IsAbs(typedPath(pasted)) }
	e.OnSubmitted = func(string) { p.done() }
	return view{
		body: widgets.Column(16, widgets.Statement(p.title), widgets.NewText(w.say(p.hint)),
			widgets.Labeled(w.say("file.path"), "", e)),
		left:  widgets.Secondary(w.say("button.cancel"), w.keyLabel(keyEscape), p.cancel),
		right: widgets.Primary(w.say(does), w.keyLabel(keyEnter), p.done),
		focus: e,
	}
}

func (p *pathScreen) cancel() { p.w.back() }

// done continues with the path; a whole one that was typed behind the folder in the field replaces that. If it is refused, it
// is shown again in its field.
func (p *pathScreen) done() {
	path := typedPath(p.path)
	if rest, behind := strings.CutPrefix(path, p.begins); behind && p.begins != "" && os.IsPathSeparator(p.begins[len(p.begins)-1]) {
		if rest = typedPath(rest); filepath.IsAbs(rest) {
			path = rest
		}
	}
	if path != "" {
		p.cancel()
		p.w.typed = p
		p.then(path)
	}
}

func (p *pathScreen) keys() keyTable {
	return append(cancels(p.cancel), key{name: keyEnter, help: "help.go_on", do: p.done})
}

// typedPath cleans up a typed or pasted path: quotes or spaces around it, file://, or ~ for the home folder.
func typedPath(s string) string {
	s = strings.TrimSpace(s)
	for _, quotes := range []string{"\"\"", "''", "“”", "‘’", "„”", "«»"} {
		pair := []rune(quotes)
		rest, opens := strings.CutPrefix(s, string(pair[0]))
		if rest, closes := strings.CutSuffix(rest, string(pair[1])); opens && closes {
			s = strings.TrimSpace(rest)
			break
		}
	}
	const file = "file://"
	if len(s) >= len(file) && strings.EqualFold(s[:len(file)], file) {
		return fileURL(s)
	}
	if rest, ok := strings.CutPrefix(s, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return s
}

// fileURL returns the path of a file:// URL: /home/x, C:\x or \\server\x.
func fileURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	path := u.Path
	if len(path) > 2 && path[2] == ':' { // /C:/x
		path = path[1:]
	}
	if u.Host != "" && !strings.EqualFold(u.Host, "localhost") {
		path = "//" + u.Host + path
	}
	return filepath.FromSlash(path)
}
