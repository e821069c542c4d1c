// Package contacts reads lists of people as phones and mail programs export them:
// vCard 2.1 to 4.0, and the CSV of Google Contacts, Outlook and others; and it
// compares phone numbers however they are written.
package contacts

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"exile/formats"
)

// Why a list could not be read.
var (
	ErrNoList  = errors.New("neither vCard nor a table with names and numbers")
	ErrGarbled = errors.New("its letters cannot be read")
)

// Contact is somebody on the list.
type Contact struct {
	Names  []string // what they are called first, then other ways to say it; at least one
	Phones []string // as they are written there
}

// add adds a name that says something new.
func (c *Contact) add(names ...string) {
	for _, n := range names {
		if n = strings.Join(strings.Fields(n), " "); n != "" && !slices.Contains(c.Names, n) {
			c.Names = append(c.Names, n)
		}
	}
}

// Read reads a list, whatever it is, in the order in which it stands there. Who has
// no name is left out.
func Read(data []byte) ([]Contact, error) {
	list, err := read(data)
	return slices.DeleteFunc(list, func(c Contact) bool { return len(c.Names) == 0 }), err
}

func read(data []byte) ([]Contact, error) {
	if enc, _ := formats.ByteOrderMark(data); enc == formats.UTF16LE || enc == formats.UTF16BE {
		text, err := Decode(data)
		if err != nil {
			return nil, err
		}
		data = text
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if isVCard(data) {
		return readVCard(data), nil // each of its lines may be encoded in its own way
	}
	text, err := Decode(data)
	if err != nil {
		return nil, err
	}
	rows, err := Rows(text)
	if err != nil {
		return nil, ErrNoList
	}
	return readTable(rows)
}

// Decode returns a text as UTF-8 without a mark. Spreadsheets save one as UTF-8 or
// UTF-16 with a mark or, in Korea, as CP949 without one.
func Decode(data []byte) ([]byte, error) {
	enc, _ := formats.ByteOrderMark(data)
	if enc == formats.UTF8 && !utf8.Valid(data) {
		enc = formats.CP949
	}
	d := formats.NewDecoder(bytes.NewReader(data), enc, formats.CountBad)
	text, err := io.ReadAll(d)
	if err != nil || d.Bad() > 0 {
		return nil, ErrGarbled
	}
	return text, nil
}
