package assets

import _ "embed"

// The page that people fill in: its template, style and script. They are combined into one file.
var (
	//go:embed page/page.html
	Page string
	//go:embed page/page.css
	PageStyle string
	//go:embed page/page.js
	PageScript string
	// IconDrawing is the program's icon as SVG.
	//
	//go:embed icon.svg
	IconDrawing []byte
)
