package merge

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"exile/export"
)

// seed makes the hashes of this process. It is a secret: nobody can write two
// messages that are taken for one.
//
//nolint:gochecknoglobals // any two chats must compare, and it never changes
var seed = maphash.MakeSeed()

// wordsRunes is how much of a text two accounts of it must share. KakaoTalk cuts
// texts at 500 characters in some exports.
const wordsRunes = 400

// WordsOf returns a hash of what any two accounts of a message have in common,
// whatever the device and the language of the app: of a text its first 400 runes
// without the blanks at the end, of media the kind of the first file, of anything
// else its kind alone. It is the same within one process only.
func WordsOf(msg *export.Message) uint32 {
	switch c := msg.Content.(type) {
	case export.Text:
		return fold32(maphash.String(seed, wordsOf(c.Body)))
	case export.Media:
		kind := ""
		if len(c.Files) > 0 {
			kind = string(c.Files[0].Kind)
		}
		return fold32(maphash.String(seed, kind)) ^ 1
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return kindWords(export.KindOf(msg.Content))
}

// kindWords is what WordsOf returns for what has nothing but its kind in common.
func kindWords(kind export.Kind) uint32 { return fold32(maphash.String(seed, string(kind))) ^ 2 }

func wordsOf(body string) string {
	if len(body) > wordsRunes { // else it cannot have so many runes
		n := 0
		for i := range body {
			if n == wordsRunes {
				body = body[:i]
				break
			}
			n++
		}
	}
	return strings.TrimRightFunc(body, unicode.IsSpace)
}

// The least that a text must have to say something: one that has so many runes,
// so many of them different, is hardly written twice in the same minute.
const (
	tellingRunes  = 6
	tellingUnlike = 3
)

// tells reports whether c is a text that says something. ㅋㅋㅋㅋㅋㅋㅋㅋ does not.
func tells(c export.Content) bool {
	t, ok := c.(export.Text)
	if !ok {
		return false
	}
	var unlike [tellingUnlike]rune
	n, seen := 0, 0
	for _, r := range t.Body {
		if unicode.IsSpace(r) {
			continue
		}
		n++
		if seen < tellingUnlike && !slices.Contains(unlike[:seen], r) {
			unlike[seen] = r
			seen++
		}
		if n >= tellingRunes && seen == tellingUnlike {
			return true
		}
	}
	return false
}

// keyHash is the hash of a SourceKey; 0 is none.
func keyHash(key string) uint32 { return max(fold32(maphash.String(seed, key)), 1) }

func fold32(h uint64) uint32 { return uint32(h) ^ uint32(h>>32) }

// whole returns a hash of everything a message says but the time, the sender, the
// place and the numbers of a store. People in it count by their names.
func (m *Marks) whole(msg *export.Message, name func(export.PersonRef) string) uint64 {
	called := func(ref export.PersonRef) string { return m.people.called(ref, name) }
	b := m.scratch[:0].content(msg.Content, called)
	// Marks have milliseconds: what is finer must be equal.
	b = b.int(int64(msg.Time.T.Nanosecond() % int(time.Millisecond)))
	if msg.SourceKey != "" {
		b = append(b, 'k').str(msg.SourceKey)
	}
	if r := msg.ReplyTo; r != nil {
		b = append(b, 'r').str(r.Key).str(r.Quote)
	}
	if f := msg.Forward; f != nil {
		b = append(b, 'f').str(f.Name).time(&f.Time)
	}
	for i := range msg.Reactions {
		r := &msg.Reactions[i]
		b = append(b, 's').str(r.Sign).person(r.By, called).int(int64(r.Count))
	}
	for i := range msg.Edits {
		e := &msg.Edits[i]
		b = append(b, 'e').time(&e.Time).flag(e.Content != nil)
		if e.Content != nil {
			b = b.content(e.Content, called)
		}
	}
	h := maphash.Bytes(seed, b)
	if m.scratch = b; cap(b) > 1<<16 { // a text of megabytes is rare
		m.scratch = nil
	}
	return h
}

// said is what a message says, as bytes that no other message has. Its methods
// append and return it.
type said []byte

func (b said) str(s string) said    { return append(binary.AppendUvarint(b, uint64(len(s))), s...) }
func (b said) int(n int64) said     { return binary.AppendVarint(b, n) }
func (b said) float(f float64) said { return binary.LittleEndian.AppendUint64(b, math.Float64bits(f)) }

func (b said) time(t *export.Time) said {
	if t.T.IsZero() {
		return append(b, 0).int(int64(t.Precision)).str(string(t.Zone)).flag(t.Inferred)
	}
	_, offset := t.T.Zone()
	b = append(b, 1).int(t.T.Unix()).int(int64(t.T.Nanosecond())).int(int64(offset))
	return b.int(int64(t.Precision)).str(string(t.Zone)).flag(t.Inferred)
}

func (b said) flag(is bool) said {
	if is {
		return append(b, 1)
	}
	return append(b, 0)
}

func (b said) person(ref export.PersonRef, called func(export.PersonRef) string) said {
	if ref == 0 {
		return append(b, 0)
	}
	return append(b, 1).str(called(ref))
}

func (b said) spans(list []export.Span) said {
	b = b.int(int64(len(list)))
	for i := range list {
		b = b.str(string(list[i].Kind)).int(int64(list[i].Start)).int(int64(list[i].End)).str(list[i].Arg)
	}
	return b
}

func (b said) content(content export.Content, called func(export.PersonRef) string) said {
	b = b.str(string(export.KindOf(content)))
	switch c := content.(type) {
	case export.Text:
		b = b.str(c.Body).spans(c.Spans)
	case export.Media:
		b = b.files(c.Files).str(c.Caption).spans(c.Spans).str(c.Plain)
	case export.Call:
		b = b.str(string(c.Kind)).str(string(c.Outcome)).int(int64(c.Duration)).str(c.Plain)
	case export.Poll:
		b = b.str(c.Question).flag(c.Closed).str(c.Plain).int(int64(len(c.Options)))
		for i := range c.Options {
			b = b.str(c.Options[i].Text).int(int64(c.Options[i].Votes))
		}
	case export.Place:
		b = b.str(c.Name).str(c.Address).str(c.Plain).flag(c.HasPoint)
		if c.HasPoint {
			b = b.float(c.Lat).float(c.Lng)
		}
	case export.Card:
		b = b.str(string(c.Kind)).str(c.Title).str(c.Text).str(c.URL).str(c.Plain)
	case export.Notice:
		b = b.str(string(c.Kind)).person(c.Actor, called).str(c.Plain).int(int64(len(c.People)))
		for _, ref := range c.People {
			b = b.person(ref, called)
		}
	case export.Deleted:
		b = b.str(string(c.By)).str(c.Plain)
	case export.Unknown:
		b = b.str(c.Kind).str(c.Plain)
	case nil:
		b = b.str("").str("") // as Unknown
	}
	return b
}

func (b said) files(list []export.File) said {
	b = b.int(int64(len(list)))
	for i := range list {
		f := &list[i]
		b = b.str(string(f.Kind)).str(string(f.State)).str(f.SourceKey).str(f.Name).str(f.Type).str(f.SHA256).str(f.Path)
		b = b.int(f.Size).int(int64(f.Root)).int(int64(f.Width)).int(int64(f.Height)).int(int64(f.Duration)).flag(f.ByTime)
	}
	return b
}
