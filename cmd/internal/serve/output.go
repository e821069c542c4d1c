//go:build cgo

package serve

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/naming"
	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// source is what an output is made of.
type source struct {
	history formats.History
	report  *convert.Report // of what was read for it, which the output's own report tells; nil: it is the store
}

// making is an output that the person has asked for.
type making struct {
	format formats.Format
	chats  []export.ChatRef // none: all
	span   export.Range
	me     string            // by the source's name; "": as the source says
	names  map[string]string // NFC of a name in the source → as the target shows it
	values map[string]string // the format's options
	lang   string
}

// make makes an output of the store.
func (s *Server) make(w http.ResponseWriter, r *request) error {
	what, err := s.parseMake(r)
	if err != nil {
		return err
	}
	if len(what.chats) == 0 {
		return troubled(http.StatusUnprocessableEntity, "MakeNoChats", nil)
	}
	return r.follow(w, s.makeOutput(what, func(ctx context.Context, use usingSource) error {
		return s.archive.read(ctx, func(st *store.Store) error { return use(ctx, source{history: st.View()}) })
	}))
}

// usingSource makes an output of a source, for as long as ctx lasts.
type usingSource func(ctx context.Context, src source) error

// makeOutput begins a job that makes an output. From gives it what it is made of, for as long
// as use runs.
func (s *Server) makeOutput(what *making, from func(ctx context.Context, use usingSource) error) *job {
	return s.start("JobMake", func(ctx context.Context, p *progress) (done, error) {
		var m *made
		err := from(ctx, func(ctx context.Context, src source) (err error) {
			m, err = s.write(ctx, p, what, src)
			return err
		})
		if err != nil {
			return done{}, err
		}
		s.jobs.keep(m)
		return done{Go: "made/" + m.id}, nil
	})
}

// write writes an output into the scratch.
func (s *Server) write(ctx context.Context, p *progress, what *making, src source) (_ *made, err error) {
	p.at(stageWriting)
	h, err := what.history(ctx, src.history)
	if err != nil {
		return nil, err
	}
	self := what.names[norm.NFC.String(what.me)]
	if what.format.Writer.Can().ByName {
		name, twice, err := naming.Given{Names: what.names, Self: self}.TwiceIn(ctx, h, what.chats)
		if err != nil {
			return nil, err
		}
		if twice {
			return nil, troubled(http.StatusUnprocessableEntity, "MakeTwice", map[string]any{"name": name})
		}
	}
	m := &made{id: secret(), name: downloadFile(what.format), what: what, at: s.opt.Now()}
	if m.chats, err = what.chosen(ctx, h); err != nil {
		return nil, err
	}
	scratch := s.scratch()
	if m.file, err = scratch.Create(scratchBlock); err != nil {
		return nil, err
	}
	_, offset := s.opt.Now().Zone()
	m.report, err = p.engine().WriteFile(ctx, h, what.format, madeName(what.format), m.file, convert.OutOptions{
		Write: formats.WriteOptions{
			Lang: what.lang, Self: self, Names: what.names, Offset: time.Duration(offset) * time.Second, Values: what.values,
		},
		Chats: what.chats, Range: what.span, Report: src.report, Scratch: scratch,
	})
	if err != nil {
		m.drop()
		return nil, err
	}
	m.size = m.file.Size()
	return m, nil
}

// scratchBlock is the block size of the scratch files, in bytes: they are written and read in order.
const scratchBlock = 256 << 10

// history is the source with the one as "me" whom the person named.
func (m *making) history(ctx context.Context, h formats.History) (formats.History, error) {
	if m.me == "" {
		return h, nil
	}
	people, err := h.People(ctx)
	if err != nil {
		return nil, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return nil, err
	}
	for i := range people {
		if people[i].Self && norm.NFC.String(people[i].Name()) == norm.NFC.String(m.me) {
			return h, nil // as it is, with the names that they have elsewhere
		}
	}
	me := naming.Called(people, chats, m.me)
	if len(me) == 0 {
		return nil, errBadRequest
	}
	return naming.AsSelf(h, me), nil
}

// chosen returns the chats that go into the output.
func (m *making) chosen(ctx context.Context, h formats.History) ([]export.Chat, error) {
	chats, err := h.Chats(ctx)
	if err != nil || len(m.chats) == 0 {
		return chats, err
	}
	return slices.DeleteFunc(slices.Clone(chats), func(c export.Chat) bool { return !slices.Contains(m.chats, c.Ref) }), nil
}

// parseMake reads what a form of makeForm asks for.
func (s *Server) parseMake(r *request) (*making, error) {
	form := r.PostForm
	f, ok := s.opt.Formats.Find(form.Get("to"))
	if !ok || f.Writer == nil {
		return nil, troubled(http.StatusUnprocessableEntity, "MakeNoFormat", nil)
	}
	m := &making{format: f, lang: string(r.lang), names: map[string]string{}}
	for _, text := range form["chat"] {
		ref, err := parseRef(text)
		if err != nil {
			return nil, err
		}
		m.chats = append(m.chats, ref)
	}
	var err error
	if m.span, err = s.parseSpan(form.Get("from"), form.Get("until")); err != nil {
		return nil, err
	}
	if f.Writer.Can().ByName {
		m.me = form.Get("me")
		if err := m.parseNames(form["of"], form["as"]); err != nil {
			return nil, err
		}
	}
	m.values, err = r.parseOptions(f)
	return m, err
}

// parseNames reads how the target shows people. Who is called as before was given no name.
func (m *making) parseNames(of, as []string) error {
	if len(of) != len(as) {
		return errBadRequest
	}
	for i := range of {
		if to := strings.TrimSpace(as[i]); to != "" && to != of[i] {
			m.names[norm.NFC.String(of[i])] = to
		}
	}
	return nil
}

// parseSpan reads two days, both of which belong to it.
func (s *Server) parseSpan(from, until string) (export.Range, error) {
	var span export.Range
	zone := s.opt.Now().Location()
	bad := troubled(http.StatusUnprocessableEntity, "MakeBadDates", nil)
	var err error
	if from != "" {
		if span.After, err = time.ParseInLocation(time.DateOnly, from, zone); err != nil {
			return span, bad
		}
	}
	if until != "" {
		last, err := time.ParseInLocation(time.DateOnly, until, zone)
		if err != nil || !span.After.IsZero() && last.Before(span.After) {
			return span, bad
		}
		span.Before = last.AddDate(0, 0, 1)
	}
	return span, nil
}

// parseOptions reads the options of the format that was chosen. What is as it always is was not
// given.
func (r *request) parseOptions(f formats.Format) (map[string]string, error) {
	values := map[string]string{}
	for _, o := range f.WriterOptions {
		field := optionField(f, o)
		value := strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get(field), "\r\n", "\n"))
		switch o.Kind {
		case formats.OptionBool:
			value = map[bool]string{true: "true", false: "false"}[value != ""]
		case formats.OptionChoice:
			if value != "" && !slices.Contains(o.Values, value) {
				return nil, errBadRequest
			}
		case formats.OptionText, formats.OptionList:
			for v := range strings.SplitSeq(value, "\n") {
				if v != "" && o.Check != nil && o.Check(v) != nil {
					return nil, troubled(http.StatusUnprocessableEntity, "MakeBadValue", map[string]any{"value": v, "example": o.Example})
				}
			}
		}
		if value != "" && value != o.Default {
			values[o.Name] = value
		}
	}
	return values, nil
}

// optionField is the name of an option's field.
func optionField(f formats.Format, o formats.Option) string { return f.Name + "." + o.Name }
