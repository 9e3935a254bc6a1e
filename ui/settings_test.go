package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// The organisation's presets are shown as such, cannot be changed, and fill in a new team.
func TestPresets(t *testing.T) {
	r := enter(t, "nl")
	r.showSettings()
	if s := r.words(); strings.Contains(s, "ingesteld") || !strings.Contains(s, "English") {
		t.Fatalf("nothing is set:\n%s", s)
	}
	r.Presets = Presets{Folder: true, Language: true, Institution: "ROC Noord"}
	r.showSettings()
	s := r.words()
	if n := strings.Count(s, "Door je organisatie ingesteld"); n != 3 {
		t.Errorf("%d things are said to be set, want 3:\n%s", n, s)
	}
	if !strings.Contains(s, "ROC Noord") || !strings.Contains(s, "Nederlands") || strings.Contains(s, "English") {
		t.Errorf("the settings say\n%s", s)
	}
	r.Window.create()
	if got := r.session.Assessment.Team.Institution; got != "ROC Noord" {
		t.Errorf("a new team is of %q", got)
	}
}

// "Over" shows the program, and every part of it with its licence.
func TestAbout(t *testing.T) {
	r := enter(t, "nl")
	r.About.Commit = "0123456789abcdef"
	r.showSettings()
	for _, want := range []string{"1.2.3", "0123456789abcdef", r.Card.ID, r.Card.In(r.Card.Disclaimer, "nl"), "Licenties"} {
		if !strings.Contains(r.words(), want) {
			t.Errorf("the settings lack %q", want)
		}
	}
	settings := r.screen
	settings.(*settingsScreen).licences()
	names := r.words()
	list := r.screen.(*licencesScreen)
	for _, part := range list.list {
		if !strings.Contains(names, part.Name) {
			t.Errorf("the list lacks %s", part.Name)
		}
		if part.Name != "SQLite" && part.Name != "fyne.io/fyne/v2" {
			continue
		}
		r.show(&licenceScreen{w: r.Window, part: part})
		if first, _, _ := strings.Cut(part.Text, "\n"); !strings.Contains(r.words(), first) {
			t.Errorf("%s does not say %q", part.Name, first)
		}
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	if r.screen != settings {
		t.Errorf("Esc twice leads to %T", r.screen)
	}
}

// The privacy page is shown in full in both languages, as prose and not as Markdown; settings and help lead to it, and Escape
// leads back.
func TestPrivacyPage(t *testing.T) {
	for code, want := range map[string][]string{
		"nl": {"Wat er met je gegevens gebeurt", "Hoe lang", "Windows: %LocalAppData%\\Kwaliteitskaart, in het eigen profiel", "een team invulde, blijft staan."},
		"en": {"What happens to your data", "How long", "Windows: %LocalAppData%\\Kwaliteitskaart, in your own profile", "what a team filled in stays."},
	} {
		r := enter(t, code)
		r.showSettings()
		r.pressButton(r.privacyTitle())
		r.press(fyne.KeyEscape, fyne.KeyF1)
		help := r.screen
		r.pressButton(r.privacyTitle())
		words := strings.Join(strings.Fields(r.words()), " ")
		for _, s := range want {
			if !strings.Contains(words, s) {
				t.Errorf("%s: the page lacks %q:\n%s", code, s, words)
			}
		}
		for _, s := range []string{"#", "`", "|", "**", "systeem: map", "system: folder"} {
			if strings.Contains(words, s) {
				t.Errorf("%s: the page shows %q", code, s)
			}
		}
		r.press(fyne.KeyEscape)
		if r.screen != help {
			t.Errorf("%s: Esc leads from the page to %T", code, r.screen)
		}
	}
}

// The privacy page begins with five lines: where the data is, who sees it, whether it is anonymous, how long it stays and how
// to erase it. The rest is for those who have to approve the program.
func TestPrivacyPageBeginsWithASummary(t *testing.T) {
	for _, code := range []string{"nl", "en"} {
		_, parts := privacyPage(code)
		for i, b := range parts[:7] {
			if lines := i > 0 && i < 6; lines != (b.lead != "") || len(b.words) > 240 || !lines && b.kind != heading {
				t.Errorf("%s: part %d is %+v", code, i+1, b)
			}
		}
	}
}

// The privacy page has the same parts in the same order in both languages.
func TestPrivacyPagesAreAlike(t *testing.T) {
	_, nl := privacyPage("nl")
	_, en := privacyPage("en")
	kinds := func(all []block) (k []blockKind) {
		for _, b := range all {
			k = append(k, b.kind)
		}
		return k
	}
	if got, want := kinds(en), kinds(nl); !slices.Equal(got, want) {
		t.Errorf("in English the parts are %v, in Dutch %v", got, want)
	}
}
