package booth

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"kwaliteitskaart/assessment"
)

// ServeHTTP responds to a phone with the question for the code, the page, or the outcome of handing in.
func (b *Booth) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, value := range headers {
		h.Set(name, value)
	}
	h["Date"] = nil // no time is revealed
	if r.Host != b.address {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	code := plainCode(strings.TrimPrefix(r.URL.Path, "/"))
	switch {
	case r.Method == http.MethodGet && r.URL.Path == "/":
		b.ask(w, r)
	case code != "" && (r.Method == http.MethodGet || r.Method == http.MethodPost):
		b.enter(w, r, code)
	case r.Method == http.MethodGet:
		b.reply(w, r, http.StatusNotFound, notice{title: "title", text: "ask", ask: true})
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// headers is the headers of every response.
var headers = map[string]string{
	"Cache-Control":                "no-store",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "same-origin", // with less, a browser does not send the origin of a form
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// ask asks for the code, or redirects to the page for the right one.
func (b *Booth) ask(w http.ResponseWriter, r *http.Request) {
	if !r.URL.Query().Has("code") {
		b.reply(w, r, http.StatusOK, notice{title: "title", text: "ask", ask: true})
		return
	}
	if b.admits(w, r, plainCode(r.URL.Query().Get("code"))) {
		http.Redirect(w, r, "/"+b.code, http.StatusSeeOther)
	}
}

// admits reports whether a code is right, and otherwise responds with what is wrong.
func (b *Booth) admits(w http.ResponseWriter, r *http.Request, code string) bool {
	switch right, tooMany := b.right(r, code); {
	case tooMany:
		b.reply(w, r, http.StatusTooManyRequests, notice{title: "title", text: "too_many"})
	case right:
		return true
	case r.Method == http.MethodPost:
		b.reply(w, r, http.StatusNotFound, notice{title: "not_handed_in", text: "old_code"})
	default:
		b.reply(w, r, http.StatusNotFound, notice{title: "title", text: "wrong_code", ask: true})
	}
	return false
}

// enter responds with the page, or takes in the form that was filled in.
func (b *Booth) enter(w http.ResponseWriter, r *http.Request, code string) {
	if r.Method == http.MethodPost && r.Header.Get("Origin") != "http://"+b.address {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	switch {
	case !b.admits(w, r, code):
	case r.Method == http.MethodPost:
		b.receive(w, r)
	case r.URL.Path != "/"+b.code: // typed in lower case
		http.Redirect(w, r, "/"+b.code, http.StatusSeeOther)
	default:
		b.reached.Store(true)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "frame-ancestors 'none'") // besides the page's own
		_, _ = w.Write(b.page(b.options.Ledger.token()))
	}
}

// receive takes in a ballot and responds with the outcome.
func (b *Booth) receive(w http.ResponseWriter, r *http.Request) {
	form, status := b.read(w, r)
	token := ""
	if status == 0 && len(form["token"]) == 1 {
		token = form.Get("token")
		form.Del("token")
	}
	switch {
	case status == http.StatusRequestEntityTooLarge:
		b.reply(w, r, status, notice{title: "not_handed_in", text: "too_large"})
		return
	case status != 0:
		b.reply(w, r, status, notice{title: "not_handed_in", text: "broken"})
		return
	case !b.options.Ledger.made(token):
		b.reply(w, r, http.StatusGone, notice{title: "not_handed_in", text: "old_page"})
		return
	}
	opened, err := b.options.Invitation.ReadForm(form)
	if err == nil {
		b.reached.Store(true)
		err = b.handIn(token, opened.Ballots.List[0], func() error { return b.options.TakeIn(context.WithoutCancel(r.Context()), opened) })
	}
	b.replyOutcome(w, r, err)
}

// replyOutcome responds with the outcome of handing in a ballot.
func (b *Booth) replyOutcome(w http.ResponseWriter, r *http.Request, err error) {
	status, n := http.StatusInternalServerError, notice{title: "not_handed_in", text: "failed"}
	switch {
	case err == nil:
		status, n = http.StatusOK, notice{title: "thanks", text: "received"}
	case errors.Is(err, errSpent), assessment.CodeOf(err) == assessment.CodeBallotOther:
		status, n = http.StatusConflict, notice{title: "thanks", text: "received_before"}
	case errors.Is(err, errFull):
		status, n.text = http.StatusServiceUnavailable, "full"
	case errors.Is(err, errClosed):
		status, n.text = http.StatusServiceUnavailable, "over"
	case assessment.CodeOf(err) == assessment.CodeBallotEmpty:
		status, n.text = http.StatusUnprocessableEntity, "empty"
	case assessment.CodeOf(err) == assessment.CodeContent:
		status, n.text = http.StatusUnprocessableEntity, "broken"
	case assessment.Refused(err):
		status, n.text = http.StatusForbidden, "over"
	}
	b.reply(w, r, status, n)
}

// read reads the whole form in a request. If it cannot, it returns the status that says why; otherwise 0.
func (b *Booth) read(w http.ResponseWriter, r *http.Request) (url.Values, int) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, http.StatusUnsupportedMediaType
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, b.limits.body))
	if e := (*http.MaxBytesError)(nil); errors.As(err, &e) {
		return nil, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, http.StatusBadRequest
	}
	return form, 0
}
