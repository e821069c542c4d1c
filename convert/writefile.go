package convert

import (
	"context"
	"fmt"
	"io"

	"exile/formats"
)

// WriteFile writes a history in a format as one file to w: a format that is one file as
// that file, any other as a zip of what Write puts into a folder, entry for file, with its
// report. The same history and options give the same bytes. Name is the file's or folder's
// name in the report. Of opt, Force, Stdout, Inputs and Place mean nothing here.
//
// Entries are collected in opt.Scratch until they are whole, for files may be written beside
// each other. After an error what went to w is not to be used.
func (e *Engine) WriteFile(
	ctx context.Context, h formats.History, to formats.Format, name string, w io.Writer, opt OutOptions,
) (*OutReport, error) {
	if to.Writer == nil {
		return nil, fmt.Errorf("write %s: %w", to.Name, ErrNoWriter)
	}
	if to.Writer.Can().SingleFile {
		return e.writeInto(ctx, h, to, &single{w: w, name: name, wrap: opt.wrap}, name, opt)
	}
	return e.writeInto(ctx, h, to, newZipOut(w, opt.Scratch, opt.wrap), name, opt)
}
