//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"exile/export/store"
	"exile/formats"
)

// Convert reads inputs and writes them in a format: exports go through a
// temporary store in the target's place, which is gone when Convert returns.
// Nothing but the whole output is left, and on an error nothing at all. It closes
// the inputs, which may lie in that place themselves.
func (e *Engine) Convert(
	ctx context.Context, ins []*Input, to formats.Format, out string, in InOptions, opt OutOptions,
) (report *Report, err error) {
	place := opt.Place
	defer func() {
		CloseAll(ins)
		if place != nil {
			err = errors.Join(err, place.Discard())
		}
		if err != nil {
			report = nil
		}
	}()
	for _, i := range ins {
		opt.Inputs = append(slices.Clip(opt.Inputs), i.Paths...)
	}
	if err := checkWrite(to, out, opt); err != nil {
		return nil, err
	}
	if place == nil {
		if place, err = NewPlace(out); err != nil {
			return nil, err
		}
	}
	if err := CheckTarget(out, opt.Force, opt.Inputs); err != nil { // the place may have put back an older output
		return nil, err
	}
	opt.Place = place
	report, err = e.through(ctx, ins, to, out, in, opt)
	if err != nil {
		return nil, err
	}
	CloseAll(ins)
	return report, place.Commit(opt.Force)
}

// through reads and writes by way of the temporary store, which is closed when
// it returns: some systems move no folder with an open file in it.
func (e *Engine) through(
	ctx context.Context, ins []*Input, to formats.Format, out string, in InOptions, opt OutOptions,
) (report *Report, err error) {
	st, err := store.CreateTemporary(opt.Place.Store())
	if err != nil {
		return nil, fmt.Errorf("prepare the temporary store: %w", err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	in.Scratch = opt.Place.Scratch()
	r := newTemporaryReading(st)
	if report, err = r.addAll(ctx, e, ins, in); err != nil {
		return nil, err
	}
	opt.Report = report
	written, err := e.writeTo(ctx, r, to, out, opt)
	if err != nil {
		return nil, err
	}
	report.Outputs = append(report.Outputs, *written)
	return report, nil
}
