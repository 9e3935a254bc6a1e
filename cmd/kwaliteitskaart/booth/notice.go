package booth

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"sync"

	"kwaliteitskaart/assets"
)

// notice is a message of a booth other than the page, as keys of its words.
type notice struct {
	title, text string
	ask         bool // for the code
}

// reply responds with a notice: as a page, or as text for the script of the page.
func (b *Booth) reply(w http.ResponseWriter, r *http.Request, status int, n notice) {
	text := b.options.Language.Say("booth." + n.text)
	if r.Header.Get("Accept") == "text/plain" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
		return
	}
	if r.Method == http.MethodPost && n.title == "not_handed_in" {
		text += " " + b.options.Language.Say("booth.go_back")
	}
	content := map[string]any{
		"Language": b.options.Language.Code(), "Title": b.options.Language.Say("booth." + n.title), "Text": text, "Ask": n.ask,
		"Code": b.options.Language.Say("booth.code"), "GoOn": b.options.Language.Say("booth.go_on"),
		"Style": template.CSS(assets.PageStyle), "Icon": icon,
	}
	var page bytes.Buffer
	t, err := doorPage()
	if err != nil || t.Execute(&page, content) != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes())
}

var doorPage = sync.OnceValues(func() (*template.Template, error) {
	return template.New("door").Parse(assets.PageDoor)
})

var (
	icon      = template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(assets.IconDrawing))
	styleHash = sha256.Sum256([]byte(assets.PageStyle))
	// policy allows a notice its own style, and to request the page from this laptop.
	policy = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(styleHash[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
