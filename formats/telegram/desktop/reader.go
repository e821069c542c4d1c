package desktop

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// NewReader returns the reader of what Telegram Desktop exports.
func NewReader() formats.Reader { return reader{} }

// reader reads exports; it has no state.
type reader struct{}

const app = "telegram"

// reading is one call of Read: its second pass.
type reading struct {
	in    formats.Input
	opt   formats.ReadOptions
	emit  formats.Emit
	peers *peers
	chats export.ChatRef // how many were declared
	slab  formats.Slab

	records int64                       // elements that were covered, in all exports
	silent  bool                        // there is no message in any of them: lines are covered, for there are no records to go by
	strays  map[string]*strings.Builder // by root and file: what is no message in those

	libraries []*library // of all exports

	// Of the export at hand.
	scout  *scout
	files  *library
	from   export.Source // the file; Record is that of the message at hand
	clock  clock
	others tally // of what is in no chat
	bad    int   // see walk

	// Of the chat at hand.
	ref   export.ChatRef
	head  head
	key   string
	old   bool // its id has its kind in it, see head.old
	tally tally
	last  export.Time
	rec   record
	pages paging
	blank []sheet // pages without messages
}

// Read reads every export of the input twice: once for who there is, once for what
// they said.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	sources, _, err := find(in)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && len(sources) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	r := &reading{in: in, opt: opt, emit: emit, peers: newPeers(opt.Self, emit), strays: map[string]*strings.Builder{}}
	scouts := make([]*scout, len(sources))
	var seen []*scout
	for i, s := range sources {
		if s.html {
			continue
		}
		if scouts[i], err = survey(ctx, in, s, r.peers); err != nil {
			return err
		}
		seen = append(seen, scouts[i])
	}
	r.peers.settle()
	r.peers.over = 0 // counted once more where messages name them
	r.at(sources[0])
	if len(seen) > 0 {
		if err := r.settleSelf(seen); err != nil {
			return err
		}
	}
	volumes, err := r.surveyPages(ctx, sources)
	if err != nil {
		return err
	}
	r.silent = isSilent(scouts, volumes)
	for i, s := range sources {
		r.at(s)
		read := func() error { return r.readJSON(ctx, s, scouts[i]) }
		if s.html {
			read = func() error { return r.readPages(ctx, s, volumes[i]) }
		}
		if err := read(); err != nil {
			return err
		}
	}
	if err := r.rest(); err != nil {
		return err
	}
	if err := r.blanks(ctx); err != nil {
		return err
	}
	if r.records == 0 {
		return r.silence(ctx, sources)
	}
	for _, l := range r.libraries {
		if err := l.open(ctx); err != nil {
			return err
		}
	}
	return nil
}

// isSilent reports whether there is no message in any export.
func isSilent(scouts []*scout, volumes []*volume) bool {
	for _, sc := range scouts {
		if sc != nil && sc.says {
			return false
		}
	}
	for _, v := range volumes {
		if v != nil && slices.ContainsFunc(v.books, func(b *book) bool { return !b.empty() }) {
			return false
		}
	}
	return true
}

// silence covers the lines of exports without a single message.
func (r *reading) silence(ctx context.Context, sources []source) error {
	for _, s := range sources {
		if s.html {
			continue
		}
		lines, size, err := countLines(ctx, r.in.Roots[s.root], s.name)
		if err != nil {
			return err
		}
		r.at(s)
		r.from.Line, r.from.Lines, r.from.Length = 1, lines, size
		if err := r.emitSilence(); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) emitSilence() error {
	text, ok := r.strays[r.from.Input+"/"+r.from.File]
	if !ok {
		return r.emit(&export.Mark{Kind: export.MarkHeader, From: r.from})
	}
	if err := r.emit(&export.Unread{Text: text.String(), From: r.from}); err != nil {
		return err
	}
	return r.emit(&export.Problem{Code: export.UnreadLine, From: r.from})
}

// countLines counts the lines and the bytes of a file, but for a byte order mark.
func countLines(ctx context.Context, root formats.Root, name string) (lines int, size int64, err error) {
	f, err := root.FS.Open(name)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	in := decoded(f)
	buf := make([]byte, mendBlock)
	open := false // a line has begun
	for err == nil {
		var n int
		n, err = in.Read(buf)
		lines += bytes.Count(buf[:n], []byte{'\n'})
		open = n > 0 && !bytes.HasSuffix(buf[:n], []byte{'\n'}) || n == 0 && open
		size += int64(n)
		if ctx.Err() != nil {
			return 0, 0, ctx.Err()
		}
	}
	if open {
		lines++
	}
	if !errors.Is(err, io.EOF) {
		return 0, 0, fmt.Errorf("read %s: %w", within(root, name), err)
	}
	return lines, size, nil
}

func (r *reading) at(s source) {
	r.from = export.Source{Input: r.in.Roots[s.root].Name, File: s.name}
}

// zone is that of clocks whose zone the export does not state.
func (r *reading) zone() *time.Location {
	if r.opt.Zone == nil {
		return time.Local
	}
	return r.opt.Zone
}

func (r *reading) readJSON(ctx context.Context, s source, sc *scout) error {
	r.scout, r.files = sc, newLibrary(r.in, s)
	r.libraries = append(r.libraries, r.files)
	r.clock = clock{wall: formats.Wall{Zone: r.zone()}}
	r.others, r.bad = tally{}, 0
	if err := r.emit(r.profile(s, sc)); err != nil {
		return err
	}
	if err := walk(ctx, r.in.Roots[s.root], s.name, r, &r.bad); err != nil {
		return err
	}
	if r.clock.bare > 0 && r.opt.Zone == nil {
		if err := r.tell(&export.Problem{Code: export.AssumedZone, Name: r.zone().String()}); err != nil {
			return err
		}
	}
	if r.bad > 0 {
		if err := r.tell(&export.Problem{Code: export.BadBytes, Name: string(s.encoding), Count: r.bad}); err != nil {
			return err
		}
	}
	return r.others.tell(r.tell)
}

// tell emits a problem of the file at hand.
func (r *reading) tell(p *export.Problem) error {
	p.From = export.Source{Input: r.from.Input, File: r.from.File}
	return r.emit(p)
}

// profile says what was found out about a file.
func (r *reading) profile(s source, sc *scout) *export.Profile {
	p := &export.Profile{
		Variant: "desktop json", Clock: "24h", Zone: r.zone().String(), Encoding: string(s.encoding),
		Dates: "2006-01-02T15:04:05", From: r.from,
	}
	if sc.date[1].null() {
		return p
	}
	first := clock{wall: formats.Wall{Zone: time.UTC}}
	if t, ok := first.read(sc.date[0], sc.date[1], false); ok {
		p.Zone = t.T.Format("-07:00")
	}
	return p
}

// rest declares the people whom no message names, and tells whose names are those of
// several.
func (r *reading) rest() error {
	if r.opt.Self != "" && !r.peers.anySelf() {
		if err := r.tell(&export.Problem{Code: export.UnknownSelf, Name: r.opt.Self}); err != nil {
			return err
		}
	}
	for i := 0; i < len(r.peers.all); i++ {
		p := r.peers.all[i]
		if len(p.handles) == 0 && !p.self {
			continue
		}
		if _, err := r.peers.ref(p); err != nil {
			return err
		}
	}
	if n := r.peers.over; n > 0 {
		if err := r.tell(&export.Problem{Code: export.OnlyInOriginal, Name: "from_id", Count: n}); err != nil {
			return err
		}
	}
	return r.tellTwins()
}
