package container

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/image/ccitt"
)

// settings returns how pdfcpu reads a PDF: unchanged, within the limits. Its own defaults would create a folder in the user's
// settings.
func settings() *model.Configuration {
	return &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true,
		Limits: model.ResourceLimits{
			MaxStreamBytes: MaxBytes, MaxDecodeBytes: 32 << 20, // of what describes the file; pictures are decoded here
			MaxImagePixels: MaxPixels, MaxImageBytes: MaxBytes,
			MaxObjectCount: 1 << 18, MaxObjectStreamCount: 1 << 16, MaxObjectStreamFirst: 4 << 20,
			MaxXRefEntries: 1 << 18, MaxRecursionDepth: 60,
		},
	}
}

func openPDF(b []byte) (*Pictures, error) {
	file, err := pdfcpu.Read(bytes.NewReader(b), settings())
	if err != nil {
		return nil, fmt.Errorf("read a PDF: %w", err)
	}
	if err := file.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("count the pages: %w", err)
	}
	if file.PageCount > MaxPages {
		return nil, errLarge
	}
	p := &Pictures{}
	for i := range file.PageCount {
		p.pages = append(p.pages, func() (image.Image, error) { return (&pdfPage{file.XRefTable, nil}).picture(i + 1) })
	}
	return p, nil
}

// pdfPage finds the pictures of a page.
type pdfPage struct {
	*model.XRefTable
	found []*types.StreamDict
}

// picture returns the one picture of a page; nil if it has none.
func (p *pdfPage) picture(page int) (image.Image, error) {
	dict, _, inherited, err := p.PageDict(page, false)
	if err != nil {
		return nil, fmt.Errorf("find the page: %w", err)
	}
	resources := types.Dict(nil)
	if inherited != nil {
		resources = inherited.Resources
	}
	if own, ok := dict.Find("Resources"); ok {
		if d, err := p.DereferenceDict(own); err == nil && d != nil {
			resources = d
		}
	}
	if err := p.collectPictures(resources, 0); err != nil {
		return nil, err
	}
	switch len(p.found) {
	case 0:
		return nil, nil
	case 1:
		return p.decode(p.found[0])
	}
	return nil, fmt.Errorf("%d pictures: %w", len(p.found), errCompact)
}

// collectPictures collects the pictures among resources, including those that some programs wrap in forms.
func (p *pdfPage) collectPictures(resources types.Dict, depth int) error {
	const deepest, most = 3, 64
	entry, ok := resources.Find("XObject")
	if !ok || depth > deepest {
		return nil
	}
	objects, err := p.DereferenceDict(entry)
	if err != nil {
		return fmt.Errorf("read the page's objects: %w", err)
	}
	for _, o := range objects {
		stream, _, err := p.DereferenceStreamDict(o)
		if err != nil {
			return fmt.Errorf("read a page's object: %w", err)
		}
		if stream == nil || len(p.found) > most {
			continue
		}
		switch kind := stream.Subtype(); {
		case kind == nil:
		case *kind == "Image":
			p.found = append(p.found, stream)
		case *kind == "Form":
			if own, ok := stream.Find("Resources"); ok {
				d, err := p.DereferenceDict(own)
				if err != nil {
					return fmt.Errorf("read a form's resources: %w", err)
				}
				if err := p.collectPictures(d, depth+1); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// decode returns a picture.
func (p *pdfPage) decode(s *types.StreamDict) (image.Image, error) {
	width, height := p.number(s.Dict, 0, "Width", "W"), p.number(s.Dict, 0, "Height", "H")
	if err := within(width, height); err != nil {
		return nil, err
	}
	if _, layered := s.Find("SMask"); layered {
		return nil, errCompact
	}
	if _, layered := s.Find("Mask"); layered {
		return nil, errCompact
	}
	data := s.Raw
	for i, f := range s.FilterPipeline {
		last := i == len(s.FilterPipeline)-1
		switch f.Name {
		case filter.JBIG2, filter.JPX:
			return nil, errCompact
		case filter.DCT:
			if !last {
				return nil, fmt.Errorf("a filter after %s", f.Name)
			}
			return decodeWithin(bytes.NewReader(data), jpeg.DecodeConfig, jpeg.Decode)
		case filter.CCITTFax:
			if !last {
				return nil, fmt.Errorf("a filter after %s", f.Name)
			}
			return p.fax(s.Dict, f.DecodeParms, data, height)
		}
		var err error
		if data, err = p.unpack(f, data, rawLimit(width, height)); err != nil {
			return nil, err
		}
	}
	return p.samples(s.Dict, data, width, height)
}

// rawLimit returns the largest number of bytes of an unpacked picture: four colours of 16 bits, and a byte for each line.
func rawLimit(width, height int) int64 { return int64(width)*int64(height)*8 + int64(height) + 1024 }

// unpack decodes a filter that is not specific to pictures.
func (p *pdfPage) unpack(f types.PDFFilter, data []byte, most int64) ([]byte, error) {
	parms := map[string]int{}
	for name := range f.DecodeParms {
		parms[name] = p.number(f.DecodeParms, 0, name)
	}
	how, err := filter.NewFilter(f.Name, parms, most)
	if err != nil {
		return nil, fmt.Errorf("unpack a picture: %w", err)
	}
	r, err := how.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("unpack a picture: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		err = errLarge
	}
	return b, err
}

// fax decodes a black and white picture in fax encoding.
func (p *pdfPage) fax(d, parms types.Dict, data []byte, height int) (image.Image, error) {
	columns := p.number(parms, 1728, "Columns")
	if err := within(columns, height); err != nil {
		return nil, err
	}
	mode := ccitt.Group3
	switch k := p.number(parms, 0, "K"); {
	case k < 0:
		mode = ccitt.Group4
	case k > 0:
		return nil, errCompact
	}
	r := ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, mode, columns, height,
		&ccitt.Options{Align: p.truth(parms, "EncodedByteAlign"), Invert: p.truth(parms, "BlackIs1")})
	// Unlike the decoder, which has 0 for black unless it is inverted, PDF has 0 for black unless BlackIs1 is set: the same.
	bits := make([]byte, (columns+7)/8*height)
	if _, err := io.ReadFull(r, bits); err != nil && err != io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("decode a fax: %w", err)
	}
	return p.samples(d, bits, columns, height)
}

// number returns the integer under the first of names that exists, or otherwise.
func (p *pdfPage) number(d types.Dict, otherwise int, names ...string) int {
	for _, name := range names {
		o, ok := d.Find(name)
		if !ok {
			continue
		}
		if o, err := p.Dereference(o); err == nil {
			switch n := o.(type) {
			case types.Integer:
				return n.Value()
			case types.Float:
				return int(n.Value())
			case types.Boolean:
				if n.Value() {
					return 1
				}
				return 0
			}
		}
	}
	return otherwise
}

func (p *pdfPage) truth(d types.Dict, name string) bool { return p.number(d, 0, name) == 1 }
