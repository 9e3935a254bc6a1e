package exchange

import (
	"bytes"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// byteOrderMark is what some editors on Windows begin a file with.
var byteOrderMark = []byte("\ufeff")

// ReadSettings reads a file that a person wrote into target, a pointer to a struct, as strictly as any other file, but for what
// it leaves out. It returns what is wrong with the file, or why it could not be read; see ReadFile.
func ReadSettings(path string, target any) ([]assessment.Fault, error) {
	b, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	if kind := filekind.Of(b); !slices.Contains([]filekind.Kind{filekind.JSON, filekind.Cut, filekind.Text}, kind) {
		return []assessment.Fault{{Code: assessment.FaultFile, Got: string(kind)}}, nil
	}
	return slices.DeleteFunc(decode(bytes.TrimPrefix(b, byteOrderMark), "", target), func(f assessment.Fault) bool {
		return f.Code == assessment.FaultMissing
	}), nil
}
