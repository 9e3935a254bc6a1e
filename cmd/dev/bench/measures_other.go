//go:build !linux

package bench

import (
	"context"
	"errors"
)

// measures is one row that says why there are no more.
var measures = []measure{{"everything", 0, func(context.Context, *lab, measure) (Row, error) {
	return Row{}, errors.New("measuring needs an X server of its own, which only Linux has")
}}}
