package formattest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
)

// Accounting fails unless events account for every line of the files that they
// cover: each line, element or row by exactly one covering event. Lines are
// counted in the raw bytes, without any reader. It returns the ledger.
func Accounting(tb testing.TB, in formats.Input, events []export.Event) export.Ledger {
	tb.Helper()
	type place struct{ input, file string }
	covered := map[place][]export.Source{}
	records := map[place]map[int64]bool{}
	var ledger export.Ledger
	for i, e := range events {
		ledger.Add(e)
		s, covers := export.Covered(e)
		if !covers {
			continue
		}
		at := place{s.Input, s.File}
		switch {
		case s.Lines > 0 && s.Line > 0:
			covered[at] = append(covered[at], s)
		case s.Lines == 0 && s.Line == 0 && s.Record > 0:
			if records[at] == nil {
				records[at] = map[int64]bool{}
			}
			if records[at][s.Record] {
				tb.Errorf("%s: record %d is covered twice", s.File, s.Record)
			}
			records[at][s.Record] = true
		default:
			tb.Errorf("event %d (%T) covers neither lines nor a record: %+v", i, e, s)
		}
	}
	for _, at := range slices.SortedFunc(maps.Keys(covered), func(a, b place) int {
		return cmp.Or(strings.Compare(a.input, b.input), strings.Compare(a.file, b.file))
	}) {
		raw, ok := readRaw(tb, in, at.input, at.file)
		if ok {
			ledger.Counted += accountFile(tb, at.file, raw, covered[at])
		}
	}
	if !ledger.Balanced() {
		tb.Errorf("the ledger is not balanced: %+v", ledger)
	}
	return ledger
}

func readRaw(tb testing.TB, in formats.Input, root, file string) ([]byte, bool) {
	tb.Helper()
	for _, r := range in.Roots {
		if r.Name != root || !r.Has(file) {
			continue
		}
		raw, err := fs.ReadFile(r.FS, file)
		if err != nil {
			tb.Errorf("read %s: %v", file, err)
		}
		return raw, err == nil
	}
	tb.Errorf("events cover lines of %q in %q, which is not in the input", file, root)
	return nil, false
}

// accountFile checks the lines of one file, and its bytes where the reader says
// which it took. It returns how many lines the file has.
func accountFile(tb testing.TB, file string, raw []byte, sources []export.Source) int64 {
	tb.Helper()
	slices.SortStableFunc(sources, func(a, b export.Source) int { return a.Line - b.Line })
	next := 1
	for _, s := range sources {
		if s.Line != next {
			tb.Errorf("%s: line %d is covered next after line %d", file, s.Line, next-1)
			return countLines(raw)
		}
		next += s.Lines
	}
	lines := countLines(raw)
	if int64(next-1) != lines {
		tb.Errorf("%s has %d lines, of which %d are covered", file, lines, next-1)
		return lines
	}
	if slices.ContainsFunc(sources, func(s export.Source) bool { return s.Length > 0 }) {
		accountBytes(tb, file, raw, sources)
	}
	return lines
}

func accountBytes(tb testing.TB, file string, raw []byte, sources []export.Source) {
	tb.Helper()
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	exact := byteOrder(raw) == nil && utf8.Valid(text) // else the decoded text is not what lies in the file
	at := int64(0)
	for _, s := range sources {
		if s.Offset != at {
			tb.Errorf("%s: what begins at line %d has offset %d, want %d", file, s.Line, s.Offset, at)
			return
		}
		at += s.Length
		if !exact {
			continue
		}
		if at > int64(len(text)) || countLines(text[s.Offset:at]) != int64(s.Lines) {
			tb.Errorf("%s: the %d bytes of line %d are not its %d lines", file, s.Length, s.Line, s.Lines)
			return
		}
	}
	if exact && at != int64(len(text)) {
		tb.Errorf("%s has %d bytes of text, of which %d are covered", file, len(text), at)
	}
}

// countLines counts line feeds; a last line without one counts.
func countLines(raw []byte) int64 {
	order := byteOrder(raw)
	if order == nil {
		raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
		n := int64(bytes.Count(raw, []byte{'\n'}))
		if len(raw) > 0 && raw[len(raw)-1] != '\n' {
			n++
		}
		return n
	}
	n, open := int64(0), false
	for raw = raw[2:]; len(raw) > 0; raw = raw[min(2, len(raw)):] {
		open = len(raw) < 2 || order.Uint16(raw) != '\n'
		if !open {
			n++
		}
	}
	if open {
		n++
	}
	return n
}

func byteOrder(raw []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	return nil
}
