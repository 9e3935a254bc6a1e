package exchange

import (
	"bytes"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// byteOrderMark is the beginning of files saved by some editors on Windows.
var byteOrderMark = []byte("\ufeff")

// ReadSettings reads a file written by a person into target, a pointer to a struct, as strictly as any other file,
// except that fields may be missing. It returns all faults of the file, or why it could not be read; see ReadFile.
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
