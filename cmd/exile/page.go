//go:build cgo

package main

import (
	"context"
	_ "embed"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// pageFlags are the flags of the page that report writes.
type pageFlags struct {
	html  bool
	out   string
	force bool
}

// check refuses flags of the page without it, and the page without a place.
func (p *pageFlags) check(a *app) error {
	switch {
	case !p.html && p.out != "":
		return a.misused(lang.OnlyOfPage, lang.V{"name": "-o"})
	case !p.html && p.force:
		return a.misused(lang.OnlyOfPage, lang.V{"name": "--force"})
	case p.html && p.out == "":
		return a.misused(lang.NeedsPage, nil)
	case p.out == convert.Stdin && a.json:
		return a.misused(lang.StdoutTaken, nil)
	}
	return nil
}

// reported is an account, and what is said of it beyond its numbers.
type reported struct {
	convert.InReport
	size  int64     // bytes; 0: not known
	added time.Time // zero: never
	chats []chatTold
}

// writePage writes the page of what report shows, or without an argument of the
// whole store.
func (a *app) writePage(ctx context.Context, args []string, p *pageFlags) error {
	inputs := args
	path, err := a.storeDir()
	if err == nil {
		inputs = append(append(a.secretFiles(path), path), args...)
	}
	if err := a.checkPage(p, inputs); err != nil {
		return err
	}
	page, err := a.pageOf(ctx, args)
	if err != nil {
		return err
	}
	err = a.putPage(p, inputs, func(w io.Writer) error { return pageTemplate.Execute(w, page) })
	switch {
	case err != nil:
		return a.noPage(err, p.out)
	case p.out == convert.Stdin:
		return nil
	case a.json:
		return a.printJSON(struct {
			Status status `json:"status"`
			Page   string `json:"page"`
		}{statusDone, p.out})
	}
	a.tell(a.say(lang.PageMade, lang.V{"path": clean(p.out)}))
	return nil
}

func (a *app) checkPage(p *pageFlags, inputs []string) error {
	return a.noPage(convert.CheckTarget(p.out, p.force, inputs), p.out)
}

// noPage tells that nothing can be made there, which must not read as if something
// had not been found.
func (a *app) noPage(err error, out string) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, convert.ErrNotFolder) {
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(out)}}
	}
	return about(err, out)
}

// putPage writes a file that appears whole or not at all, or standard output.
func (a *app) putPage(p *pageFlags, inputs []string, write func(io.Writer) error) (err error) {
	if p.out == convert.Stdin {
		return write(a.stdout)
	}
	abs, err := filepath.Abs(p.out)
	if err != nil {
		return err
	}
	place, err := convert.NewPlace(abs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, place.Discard()) }()
	if err := convert.CheckTarget(p.out, p.force, inputs); err != nil { // the place may have put back an older one
		return err
	}
	f, err := os.OpenFile(place.Out(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return place.Commit(p.force)
}

// pageOf gathers what the page is about.
func (a *app) pageOf(ctx context.Context, args []string) (*page, error) {
	if len(args) == 1 && !isNumber(args[0]) {
		r, err := a.findReport(ctx, args)
		if err != nil {
			return nil, err
		}
		return a.newPage(args[0], fromReport(r), r.Outputs), nil
	}
	st, err := a.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	var only *store.Source
	if len(args) == 1 {
		if only, err = a.findSource(ctx, st, args[0]); err != nil {
			return nil, err
		}
	}
	all, err := a.accounts(ctx, st, only)
	if err != nil {
		return nil, about(err, st.path)
	}
	return a.newPage(filepath.Base(st.path), all, nil), nil // where it lies is nobody else's business
}

func fromReport(r *convert.Report) []reported {
	var all []reported
	for i := range r.Inputs {
		in := reported{InReport: r.Inputs[i]}
		for _, c := range in.PerChat {
			in.chats = append(in.chats, chatTold{Title: c.Title, Messages: c.Messages + c.Notices})
		}
		all = append(all, in)
	}
	return all
}

// accounts takes the accounts of all sources, the newest first, or of one.
func (a *app) accounts(ctx context.Context, st *opened, only *store.Source) ([]reported, error) {
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, err
	}
	listed, err := a.allSourced(ctx, st)
	if err != nil {
		return nil, err
	}
	var all []reported
	for i := len(sources) - 1; i >= 0; i-- {
		s := &sources[i]
		if only != nil && only.ID != s.ID {
			continue
		}
		r := reported{InReport: reportOf(s), size: s.Size, added: s.Added}
		for j := range listed {
			if listed[j].ID == s.ID {
				r.chats = listed[j].Chats
			}
		}
		all = append(all, r)
	}
	return all, nil
}

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))
