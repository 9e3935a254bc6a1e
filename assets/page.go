package assets

import _ "embed"

// The page that people fill in: its template, style and script, which are combined into one document. The script has a
// second part: PageCode where the page is a file, PagePost where a laptop serves it.
var (
	//go:embed page/page.html
	Page string
	//go:embed page/page.css
	PageStyle string
	//go:embed page/page.js
	PageScript string
	//go:embed page/code.js
	PageCode string
	//go:embed page/post.js
	PagePost string
	// PageDoor is the template of what a laptop says before and after the page: the question for the code, and what
	// became of a ballot.
	//
	//go:embed page/door.html
	PageDoor string
	// IconDrawing is the program's icon as SVG.
	//
	//go:embed icon.svg
	IconDrawing []byte
)
