package assets

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

// Licence is a part of the program with the terms on which it may be redistributed.
type Licence struct {
	Name    string `json:"name"`
	Version string `json:"version"` // empty where the part has none
	Text    string `json:"text"`
}

//go:embed licences.json
var licences []byte

// Licences returns the licences of everything inside the program, as "go run ./cmd/dev licences" collected them.
func Licences() []Licence {
	var list []Licence
	if err := json.Unmarshal(licences, &list); err != nil {
		panic(fmt.Sprintf("embedded licences: %v", err)) // a broken build, which the tests catch
	}
	return list
}
