package desktop

import (
	"context"

	"exile/formats"
)

// htmlExports lists the exports of an input that are pages of HTML, but for those in
// folders where the JSON is taken.
func htmlExports(formats.Input, map[place]bool) []source { return nil }

// readPages reads an export that is pages of HTML.
func (r *reading) readPages(context.Context, source) error { return formats.ErrNoExport }
