package exchange_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// firstRound returns the round of 2025: scored together, with its plan as it is a year later.
func firstRound(t *testing.T) *assessment.Assessment {
	r := newRound(t, "2025-11-24", "1.0.0", "8 docenten, opleidingsmanager, 2 studenten")
	r.Status, r.ClosedOn = assessment.StatusClosed, "2026-11-23"
	r.firstScores()
	r.firstPlan()
	return r.Assessment
}

func (r *round) firstScores() {
	r.score("V1", 2, "", "Wie een mentorklas heeft, heeft een goed verhaal. De rest vindt LOB ‘iets van de SLB’ers’.")
	r.score("V2", 1, "", "Er moet ergens een tekst uit 2021 staan; niemand kon hem vinden.")
	r.score("V3", 2, "", "De posters hangen in de gang, maar we hebben ze niet vertaald naar ons beroep.")
	r.score("V4", 3, "Visietekst opleiding, alinea ‘na het diploma’; cijfers doorstroom hbo 2024", "")
	r.score("V5", 2, "", "")
	r.score("V6", unknown, "", "Niemand van ons was erbij toen de vorm werd gekozen. Navragen bij de opleidingsmanager.")
	r.score("V7", 2, "", "Studenten hebben we het nooit gevraagd. Vandaag zaten er voor het eerst twee aan tafel.")

	r.score("B1", 1, "", "Eerst het waarom en de gesprekken op orde; doelen stellen doen we volgend jaar, dan weten we waarover.")
	r.score("B2", 2, "Teamplan 2025-2026, blz. 4", "")
	r.score("B3", 2, "", "De ruimte is er wel, maar we weten niet precies hoe ver die gaat.")
	r.score("B4", 2, "Takenlijst van de LOB-coördinator", "")
	r.score("B5", 2, "", "Uren staan in de taakverdeling, spreekkamers zijn er te weinig.")
	r.score("B6", unknown, "", "")
	r.score("B7", 1, "", "Twee van ons deden ooit een cursus. Verder leren we het van elkaar.")
	r.score("B8", 2, "JOB-monitor 2024, bekeken in het team", "")

	r.score("I1", 2, "", "Leerjaar 1 zit goed in elkaar, daarna wordt het dun.")
	r.score("I2", 3, "Opdracht ‘voor en na de bpv’, in gebruik in alle klassen", "")
	r.score("I3", 1, "", "De studenten waren hier duidelijk over: ‘Het gaat altijd over aanwezigheid.’")
	r.score("I4", 2, "", "")
	r.score("I5", 2, "", "Keuzedelen kiezen gaat vaak op rooster.")
	r.score("I6", 2, "Dossiers van vier studenten bekeken", "Twee waren in één avond ingevuld.")
	r.score("I7", 3, "Afspraken met drie zorginstellingen op papier", "")
	r.score("I8", unknown, "", "")
	r.score("I9", 3, "Intervisiekalender 2025-2026", "")

	r.score("P1", 3, "Studenttevredenheid voorjaar 2025: 7,6 voor begeleiding", "")
	r.score("P2", 3, "Lijst vaste begeleiders; startgesprekken september", "")
	r.score("P3", 2, "", "")
	r.score("P4", 2, "", "In klas 1 wel, daarna zijn we de afspraken uit het oog verloren.")
	r.score("P5", 3, "Verslag studentpanel april 2025", "")
	r.score("P6", 2, "", "")
	r.score("P7", 3, "Uitnodiging en verslag van de avond ‘Laat zien wie je wordt’", "")
	r.score("P8", 3, "", "")
	r.change("P2", func(s *assessment.Score) { s.Strength = true })
}

func (r *round) firstPlan() {
	r.Plan.Strong = "Onze studenten worden gezien: iedereen heeft een vaste begeleider, ook tijdens de bpv."
	r.Plan.Concern = "Loopbaangesprekken gaan over aanwezigheid en cijfers, en wie er een voert is toeval."
	r.Plan.Choice = "Eerst het gesprek: weten waarom wij LOB doen, één lijn, en voor elke student een echt loopbaangesprek."
	r.priority(
		assessment.Priority{
			Indicator:     "V1",
			Why:           "Zonder gedeeld waarom blijft LOB iets van een paar collega’s.",
			Goal:          "Op 1 mei 2026 vertelt elk teamlid in één zin waarom wij LOB doen, en het is in de kern dezelfde zin.",
			StudentEffect: "Je hoort van elke docent hetzelfde verhaal over waar LOB goed voor is.",
		},
		r.take("V1-A1", func(a *assessment.Action) {
			a.Status, a.Hours = assessment.ActionDone, 12
			a.Notes = []assessment.Note{
				{Date: "2025-12-16", Text: "Sessie gehouden met tien van de elf. Eén zin gevonden waar iedereen achter staat."},
				{Date: "2026-01-08", Text: "De zin hangt in de teamkamer en staat in de studiegids."},
			}
		}),
		r.take("V1-A2", func(a *assessment.Action) {
			a.Status, a.Due, a.Hours = assessment.ActionDoing, "2027-01-29", 6
			a.Notes = []assessment.Note{
				{Date: "2026-09-07", Text: "Staat op de jaaragenda. Het inwerkprogramma wordt in januari herzien; dan komt het erin."},
			}
		}),
	)
	r.priority(
		assessment.Priority{
			Indicator:     "I1",
			Why:           "Na leerjaar 1 raken studenten de draad kwijt.",
			Goal:          "In september 2026 heeft elk leerjaar een LOB-onderdeel per periode, zichtbaar op één overzicht.",
			StudentEffect: "Je weet in elk leerjaar wat er aan LOB komt en waarom.",
		},
		r.take("I1-A2", func(a *assessment.Action) {
			a.Status, a.Due, a.Helpers, a.Hours = assessment.ActionDoing, "2026-10-30", "Docenten van leerjaar 2 en 3", 20
			a.Notes = []assessment.Note{
				{Date: "2026-06-18", Text: "Overzicht voor alle leerjaren is klaar en wordt gebruikt."},
				{Date: "2026-10-12", Text: "Acht van de tien onderdelen hebben een vaste plek. De twee bpv-onderdelen wachten op het nieuwe bpv-boek."},
			}
		}),
		r.own(func(a *assessment.Action) {
			a.What = "Probeer een digitale LOB-methode uit in twee klassen."
			a.Owner, a.Due, a.DoneWhen = "Docent", "2026-03-27", "Advies aan het team: wel of niet doorgaan"
			a.Hours, a.Euros, a.Feasibility = 10, 400, 2
			a.Status = assessment.ActionStopped
			a.Reason = "De methode paste niet bij onze bpv-opdrachten; wij gaan verder met eigen materiaal."
			a.Notes = []assessment.Note{
				{Date: "2026-02-10", Text: "Na vier weken gestopt: studenten vonden het invulwerk. Het geld is niet uitgegeven."},
			}
		}),
	)
	r.priority(
		assessment.Priority{
			Indicator:     "I3",
			Why:           "Studenten vragen hierom, en nu hangt het af van de begeleider die je treft.",
			Goal:          "Voor de zomer van 2026 heeft elke student twee loopbaangesprekken gehad, met een zelfgekozen vervolgstap.",
			StudentEffect: "Twee keer per jaar gaat een gesprek echt over jou en wat je hierna wilt.",
		},
		r.take("I3-A1", func(a *assessment.Action) {
			a.Status, a.Hours = assessment.ActionDone, 4
			a.Notes = []assessment.Note{
				{Date: "2025-12-18", Text: "Leidraad van één kantje gemaakt: ervaring, betekenis, vervolgstap."},
				{Date: "2026-01-20", Text: "Alle zes begeleiders gebruiken hem."},
			}
		}),
		r.take("I3-A2", func(a *assessment.Action) {
			a.Status, a.Hours, a.Helpers = assessment.ActionDone, 16, "Roostermaker"
			a.Ask = "Twee roostervrije middagen per jaar voor gesprekken."
			a.Notes = []assessment.Note{
				{Date: "2026-04-09", Text: "Beide middagen staan in het rooster van alle leerjaren."},
				{Date: "2026-07-02", Text: "94% van de studenten had twee gesprekken; de rest is ingehaald in september."},
			}
		}),
		r.own(func(a *assessment.Action) {
			a.What = "Vraag studenten na elk gesprek in twee vragen wat het hun opleverde."
			a.Owner, a.Due, a.DoneWhen = "LOB-coördinator", "2027-02-12", "Uitkomsten van één ronde besproken in het team"
			a.Hours, a.Feasibility = 3, 3
		}),
	)
	r.Plan.EvaluationDate = "2026-06-15"
	r.Plan.UpdatedAt = r.stamp()
	r.adopt("2025-12-01")
}
