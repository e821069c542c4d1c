//go:build cgo

package serve

import (
	"context"
	"net/http"
	"slices"

	"exile/convert"
	"exile/export/store"
)

// makeShown is one thing that can be made of an intake, with the form that asks how.
type makeShown struct {
	Name, Title, Help string // of what people want most; "": of all else
	Form              *makeForm
}

// showMake lists what can be made of an intake, which is being looked at.
func (r *request) showMake(page *intakeShown, in *intake) error {
	form, err := r.makeForm(r.Context(), in.history(), nil)
	if err != nil {
		return err
	}
	form.AskMe = !slices.ContainsFunc(in.people, func(p store.PersonDetail) bool { return p.Self }) // else the page has asked it
	for _, c := range form.Main {
		one := *form
		c.Chosen = true
		one.Main, one.Others = []formatChoice{c}, nil
		page.Make = append(page.Make, makeShown{c.Name, c.Title, c.Help, &one})
	}
	if len(form.Others) > 0 {
		rest := *form
		rest.Main = nil
		page.Make = append(page.Make, makeShown{Form: &rest})
	}
	return nil
}

// makeOfIntake makes an output of an intake, without keeping it.
func (s *Server) makeOfIntake(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	what, err := s.parseMake(r)
	if err != nil {
		return err
	}
	return r.follow(w, s.makeOutput(what, func(ctx context.Context, use usingSource) error {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		defer context.AfterFunc(in.ctx, func() { cancel(errNoIntake) })()
		return in.look(func() error {
			if in.reading == nil {
				return errNoIntake
			}
			report := &convert.Report{Version: 1}
			for _, one := range reports(in.given) {
				report.Inputs = append(report.Inputs, *one)
			}
			return use(ctx, source{history: in.history(), report: report})
		})
	}))
}
