package convert

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"exile/export"
	"exile/formats"
)

// Write writes a history in a format to a path, which appears whole or not at
// all, or to opt.Stdout if the path is "-" and the format is one file. What the
// writer counted on its bytes is compared with what the history delivered.
func (e *Engine) Write(
	ctx context.Context, h formats.History, to formats.Format, out string, opt OutOptions,
) (report *OutReport, err error) {
	place := opt.Place
	defer func() {
		if place != nil {
			err = errors.Join(err, place.Discard())
		}
		if err != nil {
			report = nil
		}
	}()
	if err := checkWrite(to, out, opt); err != nil {
		return nil, err
	}
	if place == nil && out != Stdin {
		if place, err = NewPlace(out); err != nil {
			return nil, err
		}
		if err := CheckTarget(out, opt.Force, opt.Inputs); err != nil { // the place may have put back an older output
			return nil, err
		}
	}
	opt.Place = place
	report, err = e.writeTo(ctx, h, to, out, opt)
	if err != nil || out == Stdin {
		return report, err
	}
	return report, place.Commit(opt.Force)
}

func checkWrite(to formats.Format, out string, opt OutOptions) error {
	switch {
	case to.Writer == nil:
		return fmt.Errorf("write %s: %w", to.Name, ErrNoWriter)
	case out == Stdin && (!to.Writer.Can().SingleFile || opt.Stdout == nil):
		return fmt.Errorf("write %s: %w", to.Name, ErrNotSingle)
	}
	return CheckTarget(out, opt.Force, opt.Inputs)
}

func (e *Engine) writeTo(
	ctx context.Context, h formats.History, to formats.Format, out string, opt OutOptions,
) (*OutReport, error) {
	o, err := newOutput(to, out, opt)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", out, withoutPath(err))
	}
	return e.writeInto(ctx, h, to, o, out, opt)
}

// writeInto writes to an output, which is called out, and ends it.
func (e *Engine) writeInto(
	ctx context.Context, h formats.History, to formats.Format, o output, out string, opt OutOptions,
) (*OutReport, error) {
	w, err := e.drive(ctx, h, to, o, opt)
	w.report.Path = out
	if err == nil {
		w.report.Files = slices.Clone(o.files())
		err = writeReportTo(o, w.report, opt.Report)
	}
	if ended := o.finish(); err == nil { // after an error the end of the output says nothing more
		err = ended
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", out, err)
	}
	return w.report, nil
}

// drive has a writer write to an output, and keeps the account of it.
func (e *Engine) drive(
	ctx context.Context, h formats.History, to formats.Format, o formats.Output, opt OutOptions,
) (*writing, error) {
	w := &writing{
		report:   &OutReport{Format: to.Name},
		problems: problemList{strict: opt.Strict},
	}
	ctx, w.stop = context.WithCancelCause(ctx)
	defer w.stop(nil)
	w.fitted = newFitted(selection{h, opt.Chats, opt.Range}, to.Writer.Can(), opt.Write.Lang)
	w.fitted.step = e.writeProgress(selection{h, opt.Chats, opt.Range}.count(ctx))
	tally, err := to.Writer.Write(ctx, w.fitted, o, opt.Write, w.warn)
	if cause := context.Cause(ctx); cause != nil {
		err = cause // the caller's cancel, or a problem in a strict run
	}
	if err == nil {
		err = w.account(tally)
	}
	return w, err
}

func newOutput(to formats.Format, out string, opt OutOptions) (output, error) {
	switch {
	case out == Stdin:
		return &single{w: opt.Stdout, name: out, wrap: opt.wrap}, nil
	case to.Writer.Can().SingleFile:
		return &single{path: opt.Place.Out(), name: filepath.Base(out), wrap: opt.wrap}, nil
	}
	return newFolder(opt.Place.Out(), opt.wrap)
}

// writing is one run of one writer.
type writing struct {
	fitted   *fitted
	report   *OutReport
	problems problemList
	stop     context.CancelCauseFunc
}

// warn is the writer's formats.Warn.
func (w *writing) warn(p export.Problem) {
	if err := w.problems.add(p); err != nil {
		w.stop(err)
	}
}

// account compares what was delivered with what was written.
func (w *writing) account(wrote formats.Tally) error {
	want, lost := w.fitted.told.total()
	w.report.Want, w.report.Written = want, wrote
	for _, p := range lost.problems() {
		if w.tells(p.Code) && p.Code == export.AssumedSeconds {
			continue // the writer said so itself
		}
		if err := w.problems.add(p); err != nil {
			return err
		}
	}
	all := merged(w.problems.all())
	if unbalanced(want, wrote, all) {
		p := export.Problem{
			Code: export.Unbalanced,
			Name: w.report.Format,
			Text: fmt.Sprintf("%d messages, %d notices, %d files were to be written; %d, %d, %d were",
				want.Messages, want.Notices, want.Files, wrote.Messages, wrote.Notices, wrote.Files),
		}
		if w.problems.strict {
			return &StrictError{Problem: p}
		}
		all = append(all, p)
	}
	w.report.Problems = all
	return nil
}

func (w *writing) tells(code export.Code) bool { return w.problems.seen[code] > 0 }

// writeProgress counts every message once, although a writer may read a chat
// more than once.
func (e *Engine) writeProgress(total int64) func(export.ChatRef, int64) {
	if e.Progress == nil {
		return nil
	}
	var done int64
	furthest := map[export.ChatRef]int64{}
	return func(chat export.ChatRef, n int64) {
		if n <= furthest[chat] {
			return
		}
		furthest[chat] = n
		if done++; done%batchSize == 0 || done == total {
			e.Progress(Progress{Stage: StageWrite, Done: done, Total: total, Messages: done})
		}
	}
}

// writeReportTo puts the report into an output of several files. Paths in it are
// base names, so that the same history gives the same folder wherever it lies.
func writeReportTo(o output, out *OutReport, before *Report) error {
	if _, ok := o.(*single); ok {
		return nil
	}
	full := Report{Version: reportVersion}
	if before != nil {
		full.Inputs = before.Inputs
		full.Outputs = slices.Clone(before.Outputs)
	}
	mine := *out
	mine.Path = filepath.Base(filepath.Clean(out.Path))
	full.Outputs = append(full.Outputs, mine)
	w, err := o.Create(ReportName)
	if err != nil {
		return err
	}
	return errors.Join(WriteReport(w, &full), w.Close())
}
