package assets

import "embed"

// Example holds the fictional example team, one hand-over file a round, as example/<date>.kwaliteitskaart.
//
//go:embed example/*.kwaliteitskaart
var Example embed.FS
