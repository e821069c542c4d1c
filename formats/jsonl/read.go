package jsonl

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
)

// reader reads the format; it has no state.
type reader struct{}

// Read reads every file that begins with a header. Zone is not looked at: each
// time states its own.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	files, _, err := find(in)
	if err == nil && len(files) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	r := &reading{opt: opt, emit: emit}
	for _, f := range files {
		if err := r.file(ctx, in.Roots[f.Root], f.Name); err != nil {
			return err
		}
	}
	return nil
}

// reading is one call of Read.
type reading struct {
	opt    formats.ReadOptions
	emit   formats.Emit
	chats  export.ChatRef // how many were declared, in all files
	people export.PersonRef

	// Of the file that is being read: what its ids stand for.
	chatOf   map[export.ChatRef]export.ChatRef
	personOf map[export.PersonRef]export.PersonRef
	seq      map[export.ChatRef]int64 // by new ref
}

func (r *reading) file(ctx context.Context, root formats.Root, name string) error {
	f, err := root.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	head, err := root.Head(name, 4)
	if err != nil {
		return err
	}
	enc, _ := formats.ByteOrderMark(head)
	dec := formats.NewDecoder(f, enc, formats.CountBad) // the JSON decoder repairs texts
	r.chatOf, r.personOf = map[export.ChatRef]export.ChatRef{}, map[export.PersonRef]export.PersonRef{}
	r.seq = map[export.ChatRef]int64{}
	from := export.Source{Input: root.Name, File: name}
	if err := r.lines(ctx, formats.NewLines(dec), from, enc); err != nil {
		return err
	}
	if bad := dec.Bad(); bad > 0 {
		return r.emit(&export.Problem{Code: export.BadBytes, Name: name, Count: int(bad), From: from})
	}
	return nil
}

func (r *reading) lines(ctx context.Context, lines *formats.Lines, from export.Source, enc formats.Encoding) error {
	for n := 0; n%256 != 0 || ctx.Err() == nil; n++ {
		if !lines.Next() {
			if err := lines.Err(); err != nil {
				return fmt.Errorf("read %s: %w", from.File, err)
			}
			return nil
		}
		from.Line, from.Lines, from.Offset, from.Length = lines.Line, 1, lines.Offset, int64(len(lines.Text)+lines.Ending)
		var err error
		if n == 0 {
			err = r.header(lines.Text, from, enc)
		} else {
			err = r.line(lines.Text, from)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (r *reading) header(text string, from export.Source, enc formats.Encoding) error {
	version, err := export.DecodeJSONHeader([]byte(text))
	if err != nil {
		return r.unread(text, from)
	}
	if version > export.JSONVersion {
		return fmt.Errorf("read %s: it is version %d of exile's JSON Lines, this exile knows version %d", from.File, version, export.JSONVersion)
	}
	p := &export.Profile{
		Variant: fmt.Sprintf("version %d", version), Encoding: string(enc), Dates: "RFC 3339",
		From: export.Source{Input: from.Input, File: from.File},
	}
	if err := r.emit(p); err != nil {
		return err
	}
	return r.emit(&export.Mark{Kind: export.MarkHeader, Text: valid(text), From: from})
}

func (r *reading) line(text string, from export.Source) error {
	if text == "" {
		return r.emit(&export.Mark{Kind: export.MarkBlank, From: from})
	}
	event, err := export.DecodeEvent([]byte(text))
	if err != nil {
		return r.unread(text, from)
	}
	switch e := event.(type) {
	case *export.Message:
		if !r.message(e) {
			return r.unread(text, from)
		}
		e.From = from
		return r.emit(e)
	case *export.Chat:
		if !r.chat(e) {
			return r.unread(text, from)
		}
		e.From = from
		return r.declare(e, text, from)
	case *export.Person:
		if !r.person(e) {
			return r.unread(text, from)
		}
		return r.declare(e, text, from)
	case *export.Mark, *export.Unread, *export.Problem, *export.Profile: // of a reader's own account, not of a history
	}
	return r.unread(text, from)
}

// declare emits what a line declares, and what covers the line.
func (r *reading) declare(e export.Event, text string, from export.Source) error {
	if err := r.emit(e); err != nil {
		return err
	}
	return r.emit(&export.Mark{Kind: export.MarkHeader, Text: valid(text), From: from})
}

func (r *reading) unread(text string, from export.Source) error {
	if err := r.emit(&export.Unread{Text: valid(text), From: from}); err != nil {
		return err
	}
	return r.emit(&export.Problem{Code: export.UnreadLine, From: from})
}

// valid puts U+FFFD in place of each byte that is no UTF-8, and gives the text
// memory of its own, so that it does not hold the block it was cut from.
func valid(text string) string {
	if utf8.ValidString(text) {
		return strings.Clone(text)
	}
	return string([]rune(text))
}
