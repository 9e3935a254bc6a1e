package container

import (
	"errors"
	"fmt"
	"image"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// inks is how the samples of a picture become shades: the number of samples per point, the palette of a single one, and
// whether they count ink instead of light.
type inks struct {
	samples int
	palette []byte // a shade for each value; nil if samples are shades
	ink     bool
}

// samples returns a picture from its samples, line by line.
func (p *pdfPage) samples(d types.Dict, data []byte, width, height int) (image.Image, error) {
	bits := p.number(d, 8, "BitsPerComponent", "BPC")
	how := inks{samples: 1}
	if p.truth(d, "ImageMask") {
		bits = 1
	} else if space, ok := d.Find("ColorSpace"); ok {
		var err error
		if how, err = p.colours(space, 0); err != nil {
			return nil, err
		}
	}
	switch bits {
	case 1, 2, 4, 8, 16:
	default:
		return nil, fmt.Errorf("samples of %d bits", bits)
	}
	line := (width*how.samples*bits + 7) / 8
	if len(data) < line*height {
		if len(data) < line*height/2 {
			return nil, errors.New("a picture that is cut off")
		}
		data = append(data, make([]byte, line*height-len(data))...)
	}
	inverted := how.ink != p.inverted(d)
	grey := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		row := grey.Pix[y*grey.Stride:][:width]
		how.line(data[y*line:][:line], bits, row)
		if inverted {
			for x := range row {
				row[x] = ^row[x]
			}
		}
	}
	return grey, nil
}

// line fills a row with the shades of its samples.
func (s inks) line(data []byte, bits int, row []byte) {
	if bits == 8 && s.samples == 1 && s.palette == nil {
		copy(row, data)
		return
	}
	most := 1<<min(bits, 8) - 1
	at := 0
	next := func() int {
		var v int
		switch bits {
		case 16:
			v = int(data[at/8])
		case 8:
			v = int(data[at/8])
		default:
			v = int(data[at/8]) >> (8 - bits - at%8) & most
		}
		at += bits
		return v
	}
	for x := range row {
		switch {
		case s.palette != nil:
			if v := next(); v < len(s.palette) {
				row[x] = s.palette[v]
			}
		case s.samples == 3:
			r, g, b := next(), next(), next()
			row[x] = byte((299*r + 587*g + 114*b) * 255 / most / 1000)
		default: // one shade, or inks that add up
			sum := 0
			for range s.samples {
				sum += next()
			}
			row[x] = byte(min(sum*255/most, 255))
		}
	}
}

// inverted reports whether a picture inverts its values.
func (p *pdfPage) inverted(d types.Dict) bool {
	o, ok := d.Find("Decode")
	if !ok {
		return false
	}
	a, err := p.DereferenceArray(o)
	if err != nil || len(a) < 2 {
		return false
	}
	from, err := p.DereferenceNumber(a[0])
	to, err2 := p.DereferenceNumber(a[1])
	return err == nil && err2 == nil && from > to
}

// colours returns the meaning of the samples in a colour space.
func (p *pdfPage) colours(o types.Object, depth int) (inks, error) {
	const deepest = 4
	o, err := p.Dereference(o)
	if err != nil || depth > deepest {
		return inks{}, fmt.Errorf("read the colours: %w", errors.Join(err, errCompact))
	}
	name, rest := "", types.Array(nil)
	switch o := o.(type) {
	case types.Name:
		name = o.Value()
	case types.Array:
		if len(o) > 0 {
			if first, err := p.Dereference(o[0]); err == nil {
				if n, ok := first.(types.Name); ok {
					name, rest = n.Value(), o[1:]
				}
			}
		}
	}
	switch {
	case name == "DeviceGray" || name == "CalGray" || name == "G":
		return inks{samples: 1}, nil
	case name == "DeviceRGB" || name == "CalRGB" || name == "RGB":
		return inks{samples: 3}, nil
	case name == "DeviceCMYK" || name == "CMYK":
		return inks{samples: 4, ink: true}, nil
	case name == "ICCBased" && len(rest) > 0:
		return p.profile(rest[0])
	case (name == "Indexed" || name == "I") && len(rest) >= 3:
		return p.palette(rest, depth)
	case name == "Separation":
		return inks{samples: 1, ink: true}, nil
	}
	return inks{}, fmt.Errorf("colours of %q: %w", name, errCompact)
}

// profile returns the samples of a colour profile.
func (p *pdfPage) profile(o types.Object) (inks, error) {
	s, _, err := p.DereferenceStreamDict(o)
	if err != nil || s == nil {
		return inks{}, errors.Join(errors.New("a profile that is missing"), err)
	}
	switch n := p.number(s.Dict, 3, "N"); n {
	case 1, 3:
		return inks{samples: n}, nil
	case 4:
		return inks{samples: 4, ink: true}, nil
	}
	return inks{}, errCompact
}

// palette returns the shades of a palette.
func (p *pdfPage) palette(rest types.Array, depth int) (inks, error) {
	of, err := p.colours(rest[0], depth+1)
	if err != nil {
		return inks{}, err
	}
	table, err := p.Dereference(rest[2])
	if err != nil {
		return inks{}, err
	}
	var b []byte
	switch t := table.(type) {
	case types.StringLiteral:
		b, err = types.Unescape(t.Value())
	case types.HexLiteral:
		b, err = t.Bytes()
	default:
		var s *types.StreamDict
		if s, _, err = p.DereferenceStreamDict(rest[2]); err == nil && s != nil {
			b = s.Raw
			for _, f := range s.FilterPipeline {
				if b, err = p.unpack(f, b, 4<<10); err != nil {
					break
				}
			}
		}
	}
	if err != nil || of.palette != nil {
		return inks{}, errors.Join(errors.New("a palette that cannot be read"), err)
	}
	shades := make([]byte, min(len(b)/of.samples, 256))
	of.line(b, 8, shades)
	if of.ink {
		for i := range shades {
			shades[i] = ^shades[i]
		}
	}
	return inks{samples: 1, palette: shades}, nil
}
