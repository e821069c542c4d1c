package linetest

import (
	"slices"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Variant is one form of export.
type Variant struct {
	Name    string
	Lang    string // of the app, BCP 47
	Desktop bool   // "Save chat" of the app for computers: no heading, spaces for tabs

	direct, group [2]string // what stands before and after the title, in line 1
	saved         string    // what stands before the time in line 2
	savedAt       func(time.Time) string
	day           func(time.Time) string
	clock         func(time.Time) string
	second        func(time.Time) string // of every other message; nil: all are alike

	quotes  quotes
	airless bool // no empty line before date lines
	spaces  bool // something made four spaces of each tab
	order   string

	ending   string // of every line
	bom      bool
	encoding encoding
}

// quotes is how a body of several lines is written.
type quotes uint8

const (
	doubled quotes = iota // in quotation marks, those within twice
	single                // in quotation marks, those within as they are
	bare                  // its lines just follow
)

// encoding is of the bytes of the file.
type encoding uint8

const (
	utf8 encoding = iota
	utf16
	cp874
)

// All returns every form: of the apps, and what mail, editors and other systems
// make of them.
func All() []Variant {
	all := slices.Concat(Mobile(), Desktop())
	for _, v := range all {
		switch v.Name {
		case "ja-24h", "en-ios-old", "desktop-ja":
			all = append(all, v.CRLF())
		case "zh-tw-12h", "en-12h-dmy", "desktop-zh":
			all = append(all, v.BOM(), v.CRLF().BOM())
		case "ja-wareki", "en-12h-mdy", "desktop-th":
			all = append(all, v.UTF16())
		case "th-buddhist":
			all = append(all, v.UTF16(), v.CP874())
		}
	}
	return all
}

// CRLF returns the variant with CRLF at the end of every line, those within
// messages too.
func (v Variant) CRLF() Variant {
	v.Name += "-crlf"
	v.ending = "\r\n"
	return v
}

// BOM returns the variant with a byte order mark.
func (v Variant) BOM() Variant {
	v.Name += "-bom"
	v.bom = true
	return v
}

// UTF16 returns the variant as editors save it as "Unicode": little endian, with
// a mark.
func (v Variant) UTF16() Variant {
	v.Name += "-utf16"
	v.bom, v.encoding = true, utf16
	return v
}

// CP874 returns the variant as Windows saves Thai. What that cannot hold is "?",
// in the truth too.
func (v Variant) CP874() Variant {
	v.Name += "-cp874"
	v.encoding = cp874
	return v
}

// Values are the options without which a form cannot be read: nobody can tell
// Windows' encodings apart.
func (v Variant) Values() map[string]string {
	if v.encoding == cp874 {
		return map[string]string{"encoding": "cp874"}
	}
	return nil
}

// DateOrder is the order of day and month, "" where the year stands first.
func (v Variant) DateOrder() string { return v.order }

// OneLanguage reports whether the words of notices and calls are known; else a
// reader has nothing but the structure.
func (v Variant) OneLanguage() bool { return v.Lang != "ko" && v.Lang != "id" }

// Called returns what the export calls a person of the chat.
func (v Variant) Called(c *formattest.Chat, ref export.PersonRef) string {
	if ref == 0 {
		return ""
	}
	return v.shown(c.People[ref-1].Name())
}

// Names returns the names of all who write or are named, as the export has them.
func (v Variant) Names(c *formattest.Chat) []string {
	names := make([]string, len(c.People))
	for i := range c.People {
		names[i] = v.Called(c, c.People[i].Ref)
	}
	return names
}

// Title returns what the export calls the chat.
func (v Variant) Title(c *formattest.Chat) string { return v.shown(c.Info.Title) }
