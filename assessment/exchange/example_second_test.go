package exchange_test

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
)

// secondRound returns the round of 2026: scored individually, then together, with a new plan.
func secondRound(t *testing.T) *assessment.Assessment {
	r := newRound(t, "2026-11-23", "1.1.0", "5 docenten, opleidingsmanager, 3 studenten")
	r.Mode, r.Revealed = assessment.ModeIndividual, true
	r.secondBallots()
	r.secondScores()
	r.secondPlan()
	return r.Assessment
}

func (r *round) secondBallots() {
	groups := append(slices.Repeat([]assessment.Group{assessment.GroupTeam}, 5),
		slices.Repeat([]assessment.Group{assessment.GroupStudents}, 3)...)
	r.ballots(groups, `
		V1 33433 232
		V2 33323 3?.
		V3 33233 223
		V4 23222 32?
		V5 33332 333
		V6 3233? .3.
		V7 33323 332

		B1 22312 .?.
		B2 11121 ...
		B3 33233 ?..
		B4 12113 2?.
		B5 22122 ..?
		B6 ?2?3? ?..
		B7 22322 .2.
		B8 33233 32.

		I1 33323 322
		I2 34333 334
		I3 33333 323
		I4 33322 121
		I5 22322 211
		I6 33233 232
		I7 33333 3.2
		I8 2?223 .22
		I9 23212 ?..
		I10 33233 ?3.

		P1 33343 333
		P2 44343 443
		P3 33323 342
		P4 32333 323
		P5 33233 332
		P6 22322 223
		P7 3322? 2-.
		P8 33233 .33`)
	for i, remarks := range []map[string]string{
		{"B4": "Veel hing aan onze vorige coördinator. Dat merk je nu pas."},
		{"I9": "De intervisie is stilgevallen; ik mis het."},
		{},
		{"I4": "Doorvragen durf ik wel, maar daarna weet ik niet altijd hoe verder."},
		{"B4": "Sinds de zomer weet ik niet bij wie ik met LOB-vragen moet zijn.", "V4": "Onze cijfers zijn van 2024."},
		{"I4": "Er wordt goed geluisterd, maar bijna altijd over cijfers.", "P2": "Ze weten hier wie je bent, ook in de bpv."},
		{"I3": "Dit jaar al een echt gesprek gehad, vorig jaar ook twee."},
		{"I5": "Mijn keuzedeel koos ik op het rooster, niet op wat ik wil worden.", "P7": "Dat regel ik zelf wel met thuis."},
	} {
		r.Ballots[i].Remarks = remarks
	}
}

func (r *round) secondScores() {
	r.score("V1", 3, "Kernzin in de teamkamer en de studiegids; sessie van december 2025", "")
	r.score("V2", 3, "Visie op één A4 (maart 2026), in de teamomgeving onder ‘LOB’", "")
	r.score("V3", 3, "Overzicht: vijf competenties uitgewerkt voor de zorg", "Studenten herkennen er drie zonder hulp.")
	r.score("V4", 2, "", "Het beeld is er, maar de cijfers zijn van 2024 en oud-studenten spraken we dit jaar niet.")
	r.score("V5", 3, "", "")
	r.score("V6", 3, "Notitie ‘LOB in bol: mentoruur én bpv’", "")
	r.score("V7", 3, "Verslag gesprek met zes studenten en twee praktijkopleiders, mei 2026", "")

	r.score("B1", 2, "", "We hebben voornemens genoeg, maar geen meetpunten. Daarom nu als prioriteit.")
	r.score("B2", 1, "", "LOB viel uit het teamplan 2026-2027, dat in juni is vastgesteld. In maart schrijven we het nieuwe plan; dan gaat LOB erin. Tot die tijd is dit verbeterplan de afspraak.")
	r.score("B3", 3, "Kaderpagina LOB, besproken op 14 september", "")
	r.score("B4", 1, "", "Met de wissel van coördinator in de zomer is de takenlijst stilgevallen.")
	r.score("B5", 2, "Taakverdeling 2026-2027", "")
	r.score("B6", unknown, "", "Iemand van ons vraagt het na bij de examencommissie.")
	r.score("B7", 2, "", "Er is nu een overzicht van wie wat kan; een plan nog niet.")
	r.score("B8", 3, "Enquête juni 2026 (112 studenten) en twee verbeterpunten in het teamverslag", "")

	r.score("I1", 3, "LOB-overzicht per leerjaar, versie juni 2026", "")
	r.score("I2", 3, "Opdracht ‘voor en na de bpv’ en zes reflecties", "")
	r.score("I3", 3, "Rooster met twee gespreksmiddagen; registratie: 94% had twee gesprekken", "Van 1 naar 3 in een jaar.")
	r.score("I4", 2, "", "Docenten en studenten keken hier anders tegenaan; de studenten overtuigden ons.")
	r.score("I5", 2, "", "Kiezen gaat nog te vaak op rooster.")
	r.score("I6", 3, "Vijf dossiers uit drie leerjaren", "")
	r.score("I7", 3, "Afspraken met vier zorginstellingen", "")
	r.score("I8", 2, "", "Wel een gastles van het hbo, verder weinig op de werkvloer.")
	r.score("I9", 2, "", "De intervisie is na de zomer niet meer gepland.")
	r.score("I10", 3, "Lijst met afspraken voor vier vertrokken studenten, juli 2026", "")

	r.score("P1", 3, "Studenttevredenheid voorjaar 2026: 7,8 voor begeleiding", "")
	r.score("P2", 4, "Belronde in de bpv, elke zes weken; 9 van de 10 studenten voelen zich gekend (enquête)", "")
	r.score("P3", 3, "Route ‘twijfel mag’ op één kaart", "")
	r.score("P4", 3, "Klassenafspraken van alle groepen, herfst 2026", "")
	r.score("P5", 3, "", "")
	r.score("P6", 2, "", "Wij helpen wie erom vraagt. Wie niet vraagt, missen we.")
	r.score("P7", notApplicable, "", "Alle studenten van deze lichting zijn meerderjarig en spraken in de klassenraad af zelf te kiezen wat zij thuis delen. Volgend jaar kijken we opnieuw.")
	r.score("P8", 3, "", "")
	for _, id := range []string{"I3", "P2"} {
		r.change(id, func(s *assessment.Score) { s.Strength = true })
	}
	r.change("I3", func(s *assessment.Score) { s.Target = 4 })
}

func (r *round) secondPlan() {
	r.Plan.Strong = "Elke student heeft nu loopbaangesprekken, en onze studenten voelen zich gekend, ook in de bpv."
	r.Plan.Concern = "Te veel hing aan één functie: sinds de wissel in de zomer weet niet iedereen wie wat doet."
	r.Plan.Choice = "Wij kiezen doelen die we kunnen volgen, taken die niet aan één mens hangen, en beter doorvragen."
	r.priority(
		assessment.Priority{
			Indicator:     "B1",
			Why:           "Wij werken hard, maar kunnen niet laten zien wat het oplevert.",
			Goal:          "Op 1 februari 2027 heeft het team drie doelen met meetpunt, termijn en eigenaar; op 1 juni is van elk de stand bekend.",
			StudentEffect: "Je ziet in de studiegids wat je van ons mag verwachten, en in juni of het gelukt is.",
		},
		r.take("B1-A1", func(a *assessment.Action) {
			a.Hours, a.Helpers = 4, "Opleidingsteam"
		}),
		r.take("B1-A2", func(a *assessment.Action) {
			a.Hours, a.Ask = 4, "Laat de stand van de drie doelen twee keer per jaar terugkomen in het voortgangsgesprek."
		}),
	)
	r.priority(
		assessment.Priority{
			Indicator:     "B4",
			Why:           "Een kernpunt op niveau 1: zolang niemand weet wie wat doet, blijft elk ander plan liggen.",
			Goal:          "Voor 8 januari 2027 staat bij elke LOB-taak één functie, en vóór 1 maart kent iedereen zijn eigen deel.",
			StudentEffect: "Je weet bij wie je terechtkunt, en dat blijft zo als er iemand weggaat.",
		},
		r.take("B4-A1", func(a *assessment.Action) {
			a.Hours, a.Helpers, a.Status = 6, "Docenten, één per leerjaar", assessment.ActionDoing
			a.Notes = []assessment.Note{
				{Date: "2026-11-23", Text: "Al in de sessie begonnen: veertien taken gevonden, vijf zonder eigenaar."},
			}
		}),
		r.own(func(a *assessment.Action) {
			a.What = "Schrijf voor de vijf belangrijkste LOB-taken een overdrachtskaart van een half kantje."
			a.Owner, a.Due, a.DoneWhen = "LOB-coördinator", "2027-03-01", "Vijf kaarten, elk gelezen door wie het kan overnemen"
			a.Hours, a.Ask = 6, "Besluit voor de kerst: twee uur per week voor de LOB-coördinator, tot de zomer."
		}),
	)
	r.priority(
		assessment.Priority{
			Indicator:     "I4",
			Why:           "De gesprekken zijn er nu; studenten zeggen dat ze nog te vaak over cijfers gaan.",
			Goal:          "Op 1 juni 2027 heeft elke begeleider geoefend en feedback gehad, en noemt 8 op de 10 studenten een gesprek over wat hen drijft.",
			StudentEffect: "Je begeleider vraagt door naar wat jij belangrijk vindt, zonder het antwoord in te vullen.",
		},
		r.take("I4-A1", func(a *assessment.Action) {
			a.Hours, a.Euros = 12, 1500
			a.Ask = "€ 1.500 uit het scholingsbudget voor een trainer, en een roostervrije middag in januari."
		}),
		r.take("I4-A2", func(a *assessment.Action) {
			a.Hours, a.Due, a.Feasibility = 8, "2027-05-28", 1
		}),
	)
	r.Plan.EvaluationDate = "2027-06-01"
	r.Plan.UpdatedAt = r.stamp()
	r.Previous = assessment.PreviousOf(firstRound(r.T))
	r.Previous.UpdatedAt = r.at
	r.adopt(r.Date)
}
