package convert

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"exile/export"
	"exile/formats"
)

// reading is one run of one reader over one input. Its fields are used from the
// goroutine that reads, except where they say otherwise.
type reading struct {
	engine *Engine
	in     *Input
	prior  // what a store knows of the input already
	format formats.Format
	match  formats.Match
	opt    InOptions
	base   int // added to File.Root, so that several inputs of one run keep apart

	report   *InReport
	chats    perChat
	problems problemList
	claimed  map[fileKey]int64 // size
	named    map[fileKey]bool  // media that messages name and that are there
	covered  map[fileKey]bool  // files whose lines events covered
	raw      map[fileKey]raw   // claimed files that the reader opened; valid after run

	at       spot         // where reading stands
	total    int64        // bytes of all claimed files that count, those given as media aside
	done     atomic.Int64 // bytes of those that are finished; any goroutine
	messages int64

	passes passes // where several are needed
	sums   *sums  // what each chat told; nil: one pass is enough
	ownDB  bool   // OpenDB is that of this reading
}

// passes says which pass over the input a reading is.
type passes struct{ done, all int64 }

// spot is the file that events come from at the moment.
type spot struct {
	input, file string
	key         fileKey
	size, pos   int64
}

func (e *Engine) newReading(in *Input, opt InOptions) (*reading, error) {
	format, match, err := e.Detect(in, opt.From)
	if err != nil {
		return nil, err
	}
	r := &reading{engine: e, in: in, format: format, match: match, opt: opt, claimed: map[fileKey]int64{}}
	r.ownDB = opt.Read.OpenDB == nil
	r.start()
	for _, c := range match.Files {
		if c.Root < 0 || c.Root >= len(in.Roots) {
			continue
		}
		if f, ok := in.Roots[c.Root].Entry(c.Name); ok {
			k := fileKey{c.Root, c.Name}
			if _, twice := r.claimed[k]; !twice && !r.isMedia(k) && !r.silent(k) {
				r.total += f.Size
			}
			r.claimed[k] = f.Size
		}
	}
	if len(r.claimed) == 0 {
		return nil, fmt.Errorf("%s: %w", in.Base(), ErrNoExport)
	}
	return r, nil
}

// start gives a reading accounts of its own.
func (r *reading) start() {
	r.report = &InReport{Input: r.in.Base(), Format: r.format.Name, Why: r.match.Why.EN, WhyKO: r.match.Why.KO}
	r.problems = problemList{strict: r.opt.Strict}
	r.chats = newPerChat()
	r.named, r.covered = map[fileKey]bool{}, map[fileKey]bool{}
	if r.ownDB {
		r.opt.Read.OpenDB = openDB(r.opt.Scratch, r.problems.add)
	}
}

// again returns a reading of the same input, for another pass over it. Its problems
// and counts are its own: they are told by one pass alone.
func (r *reading) again() *reading {
	next := &reading{
		engine: r.engine, in: r.in, prior: r.prior, format: r.format, match: r.match, opt: r.opt, base: r.base,
		claimed: r.claimed, total: r.total, ownDB: r.ownDB,
	}
	next.start()
	return next
}

// see takes note of an event and reports whether it travels on: problems and
// profiles stay in the report.
func (r *reading) see(e export.Event) (bool, error) {
	switch e := e.(type) {
	case *export.Message:
		r.messages++
		r.time(e)
		if r.sums != nil {
			r.sums.message(e)
		}
		if m, ok := e.Content.(export.Media); ok && !r.retells() {
			if err := r.media(m, e.From); err != nil {
				return false, err
			}
		}
	case *export.Chat:
		if r.opt.Read.Chat != "" && len(r.report.Chats) > 0 {
			return false, ErrOneTitle
		}
		r.report.Chats = append(r.report.Chats, cloneChat(e))
	case *export.Person:
		if len(r.report.People) < maxPeople {
			r.report.People = append(r.report.People, clonePerson(e))
		}
	case *export.Profile:
		r.report.Profiles = append(r.report.Profiles, *e)
		return false, nil
	case *export.Problem:
		return false, r.problems.add(*e)
	case *export.Mark, *export.Unread:
	}
	if from, ok := export.Covered(e); ok && from.Lines > 0 {
		r.cover(from)
	}
	r.report.Ledger.Add(e)
	r.chats.add(e)
	return true, nil
}

// The report outlives the event, which its receiver may change.
func cloneChat(c *export.Chat) export.Chat {
	chat := *c
	chat.Members = slices.Clone(c.Members)
	return chat
}

func clonePerson(p *export.Person) export.Person {
	person := *p
	person.Names, person.Handles = slices.Clone(p.Names), slices.Clone(p.Handles)
	return person
}

func (r *reading) time(m *export.Message) {
	t := m.Time.T
	if t.IsZero() {
		return
	}
	if r.report.First.IsZero() || t.Before(r.report.First) {
		r.report.First = t
	}
	if t.After(r.report.Last) {
		r.report.Last = t
	}
}

// media takes a reader's word that a file is there only if it is.
func (r *reading) media(m export.Media, from export.Source) error {
	for i := range m.Files {
		f := &m.Files[i]
		if f.State != export.FilePresent {
			continue
		}
		entry, ok := r.entry(fileKey{f.Root, f.Path})
		if !ok {
			f.State, f.Path, f.Root = export.FileMissing, "", 0
			if err := r.problems.add(export.Problem{Code: export.MissingFile, Name: f.Name, From: from}); err != nil {
				return err
			}
			continue
		}
		k := fileKey{f.Root, f.Path}
		if !r.named[k] && !r.opt.KeepMedia && !r.isMedia(k) {
			r.done.Add(entry.Size) // nobody will read it now
		}
		r.named[k] = true
		f.Size = entry.Size
		f.Root += r.base
	}
	return nil
}

func (r *reading) entry(k fileKey) (formats.Entry, bool) {
	if k.root < 0 || k.root >= len(r.in.Roots) {
		return formats.Entry{}, false
	}
	return r.in.Roots[k.root].Entry(k.name)
}

// cover follows the reader through its files.
func (r *reading) cover(from export.Source) {
	if from.File != r.at.file || from.Input != r.at.input {
		r.done.Add(r.at.size)
		r.at = spot{input: from.Input, file: from.File}
		if k, ok := r.locate(from); ok {
			r.at.key = k
			if !r.covered[k] {
				entry, _ := r.entry(k)
				r.at.size = entry.Size
			}
			r.covered[k] = true
		}
	}
	r.at.pos = max(r.at.pos, from.Offset+from.Length)
}

// locate finds the file of the input that a source means.
func (r *reading) locate(from export.Source) (fileKey, bool) {
	for i := range r.in.Roots {
		if r.in.Roots[i].Name == from.Input && r.in.Roots[i].Has(from.File) {
			return fileKey{i, from.File}, true
		}
	}
	return fileKey{}, false
}

func (r *reading) progress() {
	if r.engine.Progress == nil {
		return
	}
	p := Progress{Stage: StageRead, Messages: r.messages}
	if !r.byRecords() && !r.retells() { // of those nobody knows how many there are
		done := min(r.done.Load()+min(r.at.pos, r.at.size), r.total)
		p.Done, p.Total = done+r.passes.done*r.total, max(r.passes.all, 1)*r.total
	}
	r.engine.Progress(p)
}

// byRecords reports whether the reader goes by records instead of lines.
func (r *reading) byRecords() bool { return r.report.Ledger.Lines == 0 && r.messages > 0 }

// finish balances the account once everything is read.
func (r *reading) finish() error {
	for k, f := range r.raw {
		if r.covered[k] || r.isText(k, f) {
			r.report.Ledger.Counted += f.lines
		}
	}
	if l := &r.report.Ledger; !l.Balanced() {
		err := r.problems.add(export.Problem{
			Code:  export.Unbalanced,
			Name:  r.in.Base(),
			Count: int(max(l.Counted-l.Lines, l.Lines-l.Counted, 1)),
			Text:  fmt.Sprintf("%d lines in the input, %d accounted for", l.Counted, l.Lines),
		})
		if err != nil {
			return err
		}
	}
	for _, p := range slices.Concat(r.in.Skipped, r.unclaimed()) {
		if err := r.problems.add(p); err != nil {
			return err
		}
	}
	r.report.PerChat, r.report.Media = r.chats.finish(r.report.Profiles), r.given()
	r.at.pos, r.at.size = 0, 0
	r.done.Store(r.total)
	r.progress()
	return nil
}

// isText reports whether the lines of a file are to be accounted for although no
// event covered any: else a reader could drop a whole file unnoticed. Media are
// not, and nothing is where a reader goes by records instead of lines.
func (r *reading) isText(k fileKey, f raw) bool {
	return !f.binary && !r.named[k] && !r.isMedia(k) && !r.byRecords()
}

// close ends the report.
func (r *reading) close() *InReport {
	r.report.Problems = r.problems.all()
	return r.report
}

// run reads the input. Batches of events go to add, in order, from one
// goroutine; the texts that the reader opens go to original, from another.
// Either may be nil. The context's error comes back unchanged.
func (r *reading) run(ctx context.Context, add addFunc, original originalFunc) error {
	if err := r.scan(ctx, add, original); err != nil || r.retells() {
		return err
	}
	return r.finish()
}

// scan is run without the account at the end: for one pass of several.
func (r *reading) scan(ctx context.Context, add addFunc, original originalFunc) error {
	p := newPipe(ctx, r, add, original)
	err := r.format.Reader.Read(p.ctx, p.watch(r.in.Input), r.opt.Read, p.emit)
	if err := p.close(err); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("read %s: %w", r.in.Base(), err)
	}
	r.raw = p.raw
	return nil
}
