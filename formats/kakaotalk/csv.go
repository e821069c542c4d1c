package kakaotalk

import (
	"context"

	"exile/formats"
)

// rowReader reads the CSV of the Mac.
type rowReader struct{ *room }

// rows recognises the CSV of the Mac.
func (h *header) rows(lines []string, name string) bool {
	_, _ = lines, name
	return false
}

// scanRows learns from the rows of a file.
func (p *profile) scanRows(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	_, _, _, _ = ctx, in, pt, enc
	return scanned{}, nil
}

func (r *rowReader) read(pp partProfile) error {
	_ = pp
	return nil
}
