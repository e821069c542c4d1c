package convert

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// toy is a format small enough to see through:
//
//	toy            the first line of every file
//	room TITLE     a chat begins
//	NAME: text     a message, a minute after the one before
//	NAME# file     a message with that file of the same root
//	* words        a notice
//
// Everything else is unread.
type toy struct {
	magic string
	keep  func(export.Event) bool // which events it tells of; nil: all
}

func (t toy) Detect(in formats.Input) formats.Match {
	m := formats.Match{Why: formats.Text{EN: "line 1 is " + t.magic}}
	for i, r := range in.Roots {
		for _, f := range r.Files {
			head, err := r.Head(f.Name, len(t.magic)+1)
			if err == nil && string(head) == t.magic+"\n" {
				m.Score = formats.Certain
				m.Files = append(m.Files, formats.Claim{Root: i, Name: f.Name})
			}
			if strings.HasSuffix(f.Name, ".jpg") {
				m.Files = append(m.Files, formats.Claim{Root: i, Name: f.Name})
			}
		}
	}
	return m
}

func (t toy) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	if all := emit; t.keep != nil {
		emit = func(e export.Event) error {
			if !t.keep(e) {
				return nil
			}
			return all(e)
		}
	}
	p := &toyParser{ctx: ctx, opt: opt, emit: emit, people: map[string]export.PersonRef{}}
	for i, r := range in.Roots {
		for _, f := range r.Files {
			if strings.HasSuffix(f.Name, ".jpg") {
				continue
			}
			head, err := r.Head(f.Name, len(t.magic)+1)
			if err != nil {
				return err
			}
			if string(head) != t.magic+"\n" {
				continue
			}
			if err := p.file(i, r, f.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

type toyParser struct {
	ctx    context.Context //nolint:containedctx // of one call
	opt    formats.ReadOptions
	emit   formats.Emit
	people map[string]export.PersonRef
	chats  export.ChatRef
	seq    int64
	root   int
	r      formats.Root
}

func (p *toyParser) file(root int, r formats.Root, name string) error {
	f, err := r.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	p.root, p.r = root, r
	from := export.Source{Input: r.Name, File: name}
	in := bufio.NewReader(f)
	for {
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if line == "" {
			return nil
		}
		from.Offset += from.Length
		from.Line++
		from.Lines, from.Length = 1, int64(len(line))
		if from.Line%1000 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if err := p.line(strings.TrimSuffix(line, "\n"), from); err != nil {
			return err
		}
	}
}

func (p *toyParser) line(line string, from export.Source) error {
	switch {
	case from.Line == 1:
		return p.emit(&export.Mark{Kind: export.MarkHeader, Text: line, From: from})
	case strings.HasPrefix(line, "room "):
		title := strings.TrimPrefix(line, "room ")
		if p.opt.Chat != "" {
			title = p.opt.Chat
		}
		p.chats++
		if err := p.emit(&export.Chat{Ref: p.chats, App: "toy", Kind: export.ChatGroup, Title: title, From: from}); err != nil {
			return err
		}
		return p.emit(&export.Mark{Kind: export.MarkTitle, Text: line, From: from})
	case strings.HasPrefix(line, "* "):
		return p.message(0, export.Notice{Kind: export.NoticeOther, Plain: line[2:]}, from)
	case strings.HasPrefix(line, "lie "): // a file that was never there
		return p.message(0, export.Media{Files: []export.File{{
			Name: line[4:], Kind: export.FilePhoto, State: export.FilePresent, Path: line[4:],
		}}}, from)
	}
	if name, text, ok := strings.Cut(line, ": "); ok {
		return p.said(name, export.Text{Body: text}, from)
	}
	if name, file, ok := strings.Cut(line, "# "); ok {
		f := export.File{Name: file, Kind: export.FilePhoto, State: export.FileMissing}
		at := path.Join(path.Dir(from.File), file)
		if p.r.Has(at) {
			f.State, f.Path, f.Root = export.FilePresent, at, p.root
		}
		return p.said(name, export.Media{Files: []export.File{f}, Plain: "photo"}, from)
	}
	if err := p.emit(&export.Unread{Text: line, From: from}); err != nil {
		return err
	}
	return p.emit(&export.Problem{Code: export.UnreadLine, From: from})
}

func (p *toyParser) said(name string, c export.Content, from export.Source) error {
	ref, known := p.people[name]
	if !known {
		ref = export.PersonRef(len(p.people) + 1)
		p.people[name] = ref
		if err := p.emit(&export.Person{Ref: ref, Names: []string{name}, KnownBy: export.ByName}); err != nil {
			return err
		}
	}
	return p.message(ref, c, from)
}

func (p *toyParser) message(who export.PersonRef, c export.Content, from export.Source) error {
	p.seq++
	return p.emit(&export.Message{
		Chat: max(p.chats, 1), Sender: who, Seq: p.seq, Content: c, From: from,
		Time: export.Time{
			T:         time.Date(2026, 2, 8, 9, 0, 0, 0, time.UTC).Add(time.Duration(p.seq) * time.Minute),
			Precision: time.Minute, Zone: export.ZoneAssumed,
		},
	})
}

// toyWriter writes the same language: a folder a chat with its files, or all in
// one file.
type toyWriter struct{ single bool }

func (w toyWriter) Can() formats.Can {
	return formats.Can{SingleFile: w.single, Media: !w.single, Notices: true}
}

func (w toyWriter) Write(
	ctx context.Context, h formats.History, out formats.Output, _ formats.WriteOptions, _ formats.Warn,
) (t formats.Tally, err error) {
	people, err := h.People(ctx)
	if err != nil {
		return t, err
	}
	names := map[export.PersonRef]string{}
	for _, p := range people {
		names[p.Ref] = p.Name()
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return t, err
	}
	var all io.WriteCloser
	for i, c := range chats {
		file := all
		if !w.single || i == 0 {
			if file, err = out.Create(fmt.Sprintf("%d/chat.txt", i+1)); err != nil {
				return t, err
			}
			all = file
			if _, err := fmt.Fprintln(file, "toy"); err != nil {
				return t, err
			}
		}
		if err := (toyChat{ctx, h, out, file, &t, c, i + 1, names}).write(); err != nil {
			return t, err
		}
		if !w.single {
			if err := file.Close(); err != nil {
				return t, err
			}
		}
	}
	if w.single && all != nil {
		return t, all.Close()
	}
	return t, nil
}

type toyChat struct {
	ctx   context.Context //nolint:containedctx // of one call
	h     formats.History
	out   formats.Output
	file  io.Writer
	t     *formats.Tally
	chat  export.Chat
	n     int
	names map[export.PersonRef]string
}

func (w toyChat) write() error {
	ctx, h, out, file, t, c, n, names := w.ctx, w.h, w.out, w.file, w.t, w.chat, w.n, w.names
	t.Chats++
	if _, err := fmt.Fprintln(file, "room "+c.Title); err != nil {
		return err
	}
	for m, err := range h.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		line := names[m.Sender] + ": " + m.Content.Words()
		switch c := m.Content.(type) {
		case export.Notice:
			t.Notices++
			t.Messages--
			line = "* " + c.Plain
		case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
		case export.Media:
			for i := range c.Files {
				f := &c.Files[i]
				t.Files++
				line = names[m.Sender] + "# " + f.Name
				if err := copyFile(ctx, h, out, f, fmt.Sprintf("%d/%s", n, path.Base(f.Name))); err != nil {
					return err
				}
			}
		}
		t.Messages++
		if _, err := fmt.Fprintln(file, line); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(ctx context.Context, h formats.History, out formats.Output, f *export.File, name string) error {
	src, err := h.OpenFile(ctx, f)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := out.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	return dst.Close()
}

func toys() formats.Table {
	return formats.Table{
		{Name: "toy", Reader: toy{magic: "toy"}, Writer: toyWriter{}},
		{Name: "toy1", Writer: toyWriter{single: true}},
	}
}

// memoryHistory is a history of one chat in memory.
type memoryHistory struct {
	messages []*export.Message
	files    map[string][]byte
}

func (h memoryHistory) Chats(context.Context) ([]export.Chat, error) {
	return []export.Chat{{Ref: 1, App: "toy", Title: "toys"}, {Ref: 2, App: "toy", Title: "empty"}}, nil
}

func (h memoryHistory) People(context.Context) ([]export.Person, error) {
	return []export.Person{{Ref: 1, Names: []string{"Kim"}}}, nil
}

func (h memoryHistory) Messages(_ context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return limited(func(yield func(*export.Message, error) bool) {
		for _, m := range h.messages {
			copied := *m
			if m.Chat == chat && !yield(&copied, nil) {
				return
			}
		}
	}, r)
}

func (h memoryHistory) OpenFile(_ context.Context, f *export.File) (io.ReadSeekCloser, error) {
	data, ok := h.files[f.Path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return struct {
		*bytes.Reader
		io.Closer
	}{bytes.NewReader(data), io.NopCloser(nil)}, nil
}
