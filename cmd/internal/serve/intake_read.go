//go:build cgo

package serve

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/formats"
)

// dateOrder is the option of formats whose dates do not say which number is the day.
const dateOrder = "date-order"

// read reads an intake, for the first time or anew, as the person wants it read.
func (s *Server) read(in *intake, asks asked) *job {
	return s.start("IntakeReading", func(ctx context.Context, p *progress) (done, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(in.ctx, cancel)()
		found := &finding{engine: p.engine(), asks: asks}
		err := in.look(func() error { return found.all(ctx, in) })
		if err == nil {
			err = in.take(found)
		}
		if err == nil {
			return done{Go: "intake/" + in.id}, nil
		}
		err = errors.Join(err, found.close())
		if in.unread() {
			err = errors.Join(err, s.intakes.drop(in))
		}
		return done{}, givenTrouble(err)
	})
}

// unread reports whether nothing of the intake was ever read.
func (in *intake) unread() bool {
	in.mu.RLock()
	defer in.mu.RUnlock()
	return in.given == nil
}

// givenTrouble says what is wrong with the names of files that were handed over; nil stays nil.
func givenTrouble(err error) error {
	if errors.Is(err, convert.ErrTooMany) {
		return tooManyFiles()
	}
	named, ok := errors.AsType[*convert.GivenNameError](err)
	if !ok {
		return err
	}
	v := lang.V{"name": console.Short(console.Clean(named.Name), 80)}
	if errors.Is(err, convert.ErrTwinNames) {
		return troubled(http.StatusUnprocessableEntity, "GivenTwins", v)
	}
	return troubled(http.StatusUnprocessableEntity, "GivenName", v)
}

// finding is what is found in an intake while it is read.
type finding struct {
	engine  *convert.Engine
	asks    asked
	given   []*handed
	reading *convert.Reading
	looked
}

// close gives up what was found and not taken.
func (f *finding) close() error {
	var errs []error
	for _, g := range f.given {
		if g.input != nil {
			errs = append(errs, g.input.Close())
		}
	}
	if f.reading != nil {
		errs = append(errs, f.reading.Close())
	}
	return errors.Join(errs...)
}

// take puts what was found in the place of what was known before.
func (in *intake) take(f *finding) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.gone {
		return errNoIntake
	}
	old := finding{given: in.given, reading: in.reading}
	in.given, in.reading, in.asks, in.looked = f.given, f.reading, f.asks, f.looked
	f.given, f.reading = nil, nil
	return old.close()
}

// all opens and reads everything. What cannot be read is no error: the person is told.
func (f *finding) all(ctx context.Context, in *intake) error {
	groups, err := convert.GroupFiles(in.up.files, convert.Limits{})
	if errors.Is(err, convert.ErrNoExport) { // nothing but what systems leave in folders
		f.given = []*handed{{name: in.up.files[0].Name, err: err}}
		return nil
	}
	if err != nil {
		return err
	}
	for _, files := range groups {
		g := f.open(ctx, files)
		if err := ctx.Err(); err != nil {
			return errors.Join(err, g.close())
		}
		f.given = append(f.given, g)
	}
	f.gatherLoose(ctx)
	if f.reading, err = convert.NewReading(in.sealed()); err != nil {
		return err
	}
	read := false
	for _, g := range f.given {
		if g.err != nil {
			continue
		}
		g.report, g.err = f.engine.ReadMore(ctx, f.reading, g.input, f.options(g))
		if err := ctx.Err(); err != nil {
			return err
		}
		read = read || g.err == nil
	}
	if !read {
		err := f.reading.Close()
		f.reading = nil
		return err
	}
	f.infer(f.given)
	return f.look(ctx, f.reading, f.asks.self)
}

// open opens what belongs together and looks what it is.
func (f *finding) open(ctx context.Context, files []convert.GivenFile) *handed {
	name, _, _ := strings.Cut(files[0].Name, "/")
	g := &handed{files: files, name: name}
	g.input, g.err = convert.OpenGroup(ctx, files, convert.OpenOptions{Inner: f.engine.Knows(f.asks.from[name])})
	if g.err == nil {
		_, _, g.err = f.engine.Detect(g.input, f.asks.from[name])
	}
	return g
}

func (g *handed) close() error {
	if g.input == nil {
		return nil
	}
	return g.input.Close()
}

// bare reports whether it is a file and no folder.
func (g *handed) bare() bool { return !strings.Contains(g.files[0].Name, "/") }

// gatherLoose makes one folder of files that were handed over side by side, a chat and its photos:
// where a format knows some of them and others are known by none.
func (f *finding) gatherLoose(ctx context.Context) {
	var files []convert.GivenFile
	known, unknown := "", false
	for _, g := range f.given {
		if !g.bare() {
			continue
		}
		files = append(files, g.files...)
		_, strange := errors.AsType[*convert.UnknownFormatError](g.err)
		unknown = unknown || strange
		if g.err == nil && known == "" {
			known = g.name
		}
	}
	if known == "" || !unknown {
		return
	}
	dir := strings.TrimSuffix(known, path.Ext(known))
	if dir == "" || dir == known {
		dir = known + ".folder"
	}
	for i := range files {
		files[i].Name = dir + "/" + files[i].Name
	}
	all := f.open(ctx, files)
	if all.err != nil {
		_ = all.close() // opened for reading only
		return
	}
	at := slices.IndexFunc(f.given, (*handed).bare)
	for i, g := range f.given {
		if g.bare() && i != at {
			_ = g.close()
		}
	}
	_ = f.given[at].close()
	f.given[at] = all
	f.given = slices.DeleteFunc(f.given, func(g *handed) bool { return g != all && g.bare() })
}

// options are those of reading what was handed over.
func (f *finding) options(g *handed) convert.InOptions { return f.asks.options(f.engine, g) }

func (a *asked) options(e *convert.Engine, g *handed) convert.InOptions {
	opt := convert.InOptions{From: a.from[g.name], Read: formats.ReadOptions{Zone: a.zone}}
	if a.order == "" {
		return opt
	}
	format, _, err := e.Detect(g.input, opt.From)
	if err == nil && slices.ContainsFunc(format.ReaderOptions, func(o formats.Option) bool { return o.Name == dateOrder }) {
		opt.Read.Values = map[string]string{dateOrder: a.order}
	}
	return opt
}

// rereadIntake reads an intake anew: as another format, in another zone, with days and months the
// other way round.
func (s *Server) rereadIntake(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	asks := in.asked()
	asks.from = maps.Clone(asks.from)
	if asks.from == nil {
		asks.from = map[string]string{}
	}
	if zone, given := r.PostForm["zone"]; given {
		asks.zone = nil
		if name := strings.TrimSpace(zone[0]); name != "" {
			if asks.zone, err = time.LoadLocation(name); err != nil || name == "Local" {
				return troubled(http.StatusUnprocessableEntity, "BadZoneName", lang.V{"name": console.Clean(name)})
			}
		}
	}
	if order, given := r.PostForm["order"]; given {
		if !slices.Contains([]string{"", "dmy", "mdy"}, order[0]) {
			return errBadRequest
		}
		asks.order = order[0]
	}
	if name := r.PostForm.Get("name"); name != "" {
		format := r.PostForm.Get("from")
		if f, ok := s.opt.Formats.Find(format); !ok || f.Reader == nil {
			return errBadRequest
		}
		asks.from[name] = format
	}
	return r.follow(w, s.read(in, asks))
}

// formatTitle is what people call a format.
func (r *request) formatTitle(name string) string {
	if f, ok := r.s.opt.Formats.Find(name); ok && f.Title.In(string(r.lang)) != "" {
		return f.Title.In(string(r.lang))
	}
	return name
}

// reports are those of what could be read.
func reports(given []*handed) []*convert.InReport {
	var all []*convert.InReport
	for _, g := range given {
		if g.report != nil {
			all = append(all, g.report)
		}
	}
	return all
}

// problemsOf are the problems of all that could be read.
func problemsOf(given []*handed) []export.Problem {
	var all []export.Problem
	for _, r := range reports(given) {
		all = append(all, r.Problems...)
	}
	return all
}
