//go:build cgo

package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"exile/cmd/internal/lang"
	"exile/formats"
)

// maxNameTable is how large a table of names may be, in bytes.
const maxNameTable = 16 << 20

// readNames reads a table of exactly two columns, as spreadsheets save it. Rows
// whose second cell is empty are left out.
func (a *app) readNames(path string) (nameMap, error) {
	text, err := a.readTable(path)
	if err != nil {
		return nil, err
	}
	names := nameMap{}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	if first, _, _ := bytes.Cut(text, []byte("\n")); bytes.ContainsRune(first, '\t') {
		r.Comma, r.TrimLeadingSpace = '\t', false // a tab is a space too
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		var bad *csv.ParseError
		switch {
		case errors.As(err, &bad):
			return nil, a.badNames(path, bad.Line)
		case err != nil:
			return nil, about(fmt.Errorf("read %s: %w", path, err), path)
		case len(row) != 2:
			line, _ := r.FieldPos(0)
			return nil, a.badNames(path, line)
		}
		from, to := row[0], row[1]
		if strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
			continue
		}
		if !names.add(from, to) {
			return nil, a.misused(lang.TwiceNamed, lang.V{"name": clean(strings.TrimSpace(from))})
		}
	}
}

// readTable reads a table as UTF-8. Excel saves one as UTF-8 or UTF-16 with a
// mark, or, in Korea if nothing else is chosen, as CP949 without one.
func (a *app) readTable(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, a.misused(lang.NamesFolder, lang.V{"name": clean(path)})
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxNameTable+1))
	if err != nil {
		return nil, about(fmt.Errorf("read %s: %w", path, err), path)
	}
	if len(raw) > maxNameTable {
		return nil, a.misused(lang.NamesLarge, lang.V{"name": clean(path)})
	}
	encoding, _ := formats.ByteOrderMark(raw)
	if encoding == formats.UTF8 && !utf8.Valid(raw) {
		encoding = formats.CP949
	}
	d := formats.NewDecoder(bytes.NewReader(raw), encoding, formats.CountBad)
	text, err := io.ReadAll(d)
	if err != nil || d.Bad() > 0 {
		return nil, a.misused(lang.NamesGarbled, lang.V{"name": clean(path)})
	}
	return text, nil
}

func (a *app) badNames(path string, line int) error {
	return a.misused(lang.BadNames, lang.V{"name": clean(path), "n": line})
}
