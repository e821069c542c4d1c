package kakaotalk

import (
	"context"

	"exile/formats"
)

// bracketReader reads what Windows writes: "[name] [time] text".
type bracketReader struct{ *room }

// brackets recognises the text of Windows.
func (h *header) brackets(lines []string, name string) bool {
	_, _ = lines, name
	return false
}

// scanBrackets learns from the lines of a file.
func (p *profile) scanBrackets(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	_, _, _, _ = ctx, in, pt, enc
	return scanned{}, nil
}

func (r *bracketReader) read(pp partProfile) error {
	_ = pp
	return nil
}
