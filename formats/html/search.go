package html

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/html/bubble"
	"exile/formats/plain"
	"exile/formats/words"
)

// What the search holds in memory, and how large its files are, in bytes.
const (
	shardBytes   = 128 << 10
	blockBytes   = 64 << 10
	blockTexts   = 512
	segmentBytes = 48 << 20
)

// index makes the files of the search: the texts in blocks, and for each segment of the
// history its pairs of characters in shards. What it holds does not grow with the history, but for a
// number a block and a pair a shard.
type index struct {
	out      formats.Output
	block    []byte // the texts of the block that is being filled, as JSON
	inBlock  int
	blocks   []int64 // the number of the first message of each block
	segment  segment
	segments []segmentEntry
	text     []byte // scratch
	limit    int    // bytes of a segment; another in tests
}

func newIndex(out formats.Output) *index { return &index{out: out, limit: segmentBytes} }

// add takes a message, whose number is r.doc.
func (x *index) add(r *run, m *export.Message) error {
	x.text = r.appendSought(x.text[:0], m.Content)
	if x.inBlock == 0 {
		x.blocks = append(x.blocks, r.doc)
	} else {
		x.block = append(x.block, ',', '\n')
	}
	x.inBlock++
	x.block = strconv.AppendInt(x.block, int64(r.people.Number(m.Sender)), 10)
	x.block = append(x.block, ',', '"')
	if d := bubble.DayOf(&m.Time); d > 0 {
		x.block = d.Append(x.block)
		if m.Time.Precision < 24*time.Hour {
			hour, minute, _ := m.Time.T.Clock()
			x.block = bubble.AppendPadded(append(x.block, ' '), hour, 2)
			x.block = bubble.AppendPadded(append(x.block, ':'), minute, 2)
		}
	}
	x.block = append(x.block, '"', ',')
	x.block = appendQuoted(x.block, x.text)
	x.segment.add(r.doc, x.text)
	if x.inBlock == blockTexts || len(x.block) >= blockBytes {
		if err := x.endBlock(); err != nil {
			return err
		}
	}
	if x.segment.size >= x.limit {
		return x.endSegment()
	}
	return nil
}

func (x *index) endBlock() error {
	if x.inBlock == 0 {
		return nil
	}
	name := fmt.Sprintf("t%d", len(x.blocks)-1)
	data := fmt.Appendf(nil, "exile(%q,[\n%s]);\n", name, x.block)
	x.block, x.inBlock = x.block[:0], 0
	return create(x.out, "search/"+name+".js", data)
}

// segmentEntry is a segment that was written.
type segmentEntry struct {
	from, to int64    // the numbers of its first message and of the one behind its last
	first    []uint64 // the first pair of each shard
}

func (x *index) endSegment() error {
	if x.segment.docs == 0 {
		return nil
	}
	e := segmentEntry{from: x.segment.from, to: x.segment.from + x.segment.docs}
	for data := range x.segment.shards(len(x.segments)) {
		e.first = append(e.first, data.first)
		if err := create(x.out, "search/"+data.name+".js", data.bytes); err != nil {
			return err
		}
	}
	x.segments = append(x.segments, e)
	x.segment = segment{}
	return nil
}

// finish writes what is left, and the file by which the script finds the others.
func (x *index) finish(r *run) error {
	if err := x.endBlock(); err != nil {
		return err
	}
	if err := x.endSegment(); err != nil {
		return err
	}
	b := []byte("exile(\"index\",{\"chats\":[")
	comma := false
	for i := range r.chats {
		if c := &r.chats[i]; c.folder != "" {
			if comma {
				b = append(b, ',')
			}
			b, comma = appendChat(append(b, '\n'), c), true
		}
	}
	b = append(b, "],\n\"people\":["...)
	for i := range r.people.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, []byte(r.people.Name(i)))
	}
	b = append(b, "],\n\"blocks\":["...)
	b = appendNumbers(b, x.blocks)
	b = append(b, "],\n\"segments\":["...)
	for i := range x.segments {
		s := &x.segments[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, "\n{\"from\":%d,\"to\":%d,\"first\":[", s.from, s.to)
		b = append(appendNumbers(b, s.first), "]}"...)
	}
	return create(r.out, "search/index.js", append(b, "]});\n"...))
}

func appendChat(b []byte, c *chatEntry) []byte {
	b = appendQuoted(append(b, `{"title":`...), []byte(c.title))
	b = appendQuoted(append(b, `,"folder":`...), []byte(relative(c.folder)))
	b = fmt.Appendf(b, `,"from":%d,"count":%d,"pages":[`, c.doc, c.plan.messages)
	for i := range c.plan.pages {
		p := &c.plan.pages[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `[%q,%d,%d,%d]`, p.name, p.first, p.last, p.doc)
	}
	return append(b, "]}"...)
}

func appendNumbers[N int64 | uint64](b []byte, list []N) []byte {
	for i, n := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, "%d", n)
	}
	return b
}

// appendSought appends what is looked through of a message: all its words, composed (NFC)
// so that what a Mac took apart is found.
func (r *run) appendSought(dst []byte, c export.Content) []byte {
	lang := r.set.lang
	if t, ok := c.(export.Text); ok {
		return composed(bubble.AppendClean(dst, t.Body))
	}
	var parts []string
	switch x := c.(type) {
	case export.Media:
		parts = append(parts, x.Caption)
		for i := range x.Files {
			name := x.Files[i].Name
			if name == "" {
				name = words.Kind(lang, x.Files[i].Kind)
			}
			parts = append(parts, name)
		}
	case export.Poll:
		parts = append(parts, x.Question)
		for i := range x.Options {
			parts = append(parts, x.Options[i].Text)
		}
	case export.Place:
		parts = append(parts, x.Name, x.Address)
	case export.Card:
		parts = append(parts, x.Title, x.Text, x.URL)
	case export.Notice:
		if bubble.Blank(x.Plain) {
			parts = append(parts, words.Of(lang, x)+" "+strings.Join(r.people.Concerned(x), ", "))
		}
	case nil, export.Text, export.Call, export.Deleted, export.Unknown:
	}
	if more := plain.Beyond(c); more != "" {
		parts = append(parts, more)
	}
	text := strings.TrimSpace(strings.Join(parts, "\n"))
	if text == "" {
		text = words.Of(lang, c)
	}
	return composed(bubble.AppendClean(dst, text))
}

func composed(b []byte) []byte {
	if norm.NFC.IsNormal(b) {
		return b
	}
	return norm.NFC.Bytes(b)
}

// fold makes capital letters small, one character for one, as the script does.
func fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7ff: // scripts without capital letters
		return r
	}
	return unicode.ToLower(r)
}

// parts reports whether a character stands between words.
func parts(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return r == '\ufeff' || r < 0xac00 && unicode.IsSpace(r)
}

// appendQuoted appends a cleaned text as a string of JavaScript, which stands on one line.
func appendQuoted(dst, s []byte) []byte {
	dst = append(dst, '"')
	from := 0
	for i, c := range s {
		if c >= ' ' && c != '"' && c != '\\' && c != '<' {
			continue
		}
		var with string
		switch c {
		case '"':
			with = `\"`
		case '\\':
			with = `\\`
		case '\n':
			with = `\n`
		default:
			with = fmt.Sprintf(`\u%04x`, c)
		}
		dst = append(append(dst, s[from:i]...), with...)
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}
