package kakaodb

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/appdb"
)

// deletedFlag is added to the type of a message that was deleted for everybody.
const deletedFlag = 1 << 14

// row is a row of the table of messages, decrypted.
type row struct {
	id, chat, user, kind int64
	deleted              bool
	time                 export.Time
	thread               int64 // the message whose comment this is; 0: none
	text                 string
	attachment           object
	supplement           object
}

// parse reads a row. Its error is an *appdb.UnreadError.
func (h *history) parse(values []any) (*row, error) {
	cell := func(column string) any {
		i, ok := h.at[column]
		if !ok {
			return nil
		}
		return values[i]
	}
	r := &row{}
	var ok1, ok2 bool
	r.chat, ok1 = appdb.Number(cell(h.layout.chat))
	r.kind, ok2 = appdb.Number(cell(h.typ))
	if !ok1 || !ok2 {
		return nil, &appdb.UnreadError{Why: "its room or its type is no number"}
	}
	r.id, _ = appdb.Number(cell(h.id))
	r.user, _ = appdb.Number(cell(h.user))
	r.thread, _ = appdb.Number(cell(h.thread))
	r.deleted = r.kind&deletedFlag != 0
	if r.kind >= 0 {
		r.kind &^= deletedFlag
	}
	if n, ok := seconds(cell(h.sent)); ok {
		r.time = h.timeOf(n)
	}
	message, attachment, supplement := cell("message"), cell("attachment"), cell("supplement")
	if !appdb.IsText(message) || !appdb.IsText(attachment) {
		return nil, &appdb.UnreadError{Why: "its message is no text"}
	}
	v := parseObject(appdb.Text(cell("v")))
	enc, encrypted := v.number("enc")
	open := func(s string) (string, error) { return s, nil }
	if h.ciphers != nil && (encrypted || h.always) {
		open = func(s string) (string, error) { return h.ciphers.open(r.user, enc, s) }
	}
	var err error
	if r.text, err = open(appdb.Text(message)); err != nil {
		return nil, &appdb.UnreadError{Why: "its message cannot be decrypted"}
	}
	a, err := open(appdb.Text(attachment))
	if err != nil {
		return nil, &appdb.UnreadError{Why: "its attachment cannot be decrypted"}
	}
	r.attachment = parseObject(a)
	if r.supplement = parseObject(appdb.Text(supplement)); r.supplement == nil {
		if s, err := open(appdb.Text(supplement)); err == nil {
			r.supplement = parseObject(s)
		}
	}
	return r, nil
}

// The years that a time can be told in, in seconds since 1970.
const (
	firstSecond = 1
	lastSecond  = 253402300799 // the end of 9999
)

// timeOf reads the clock of the database.
func (h *history) timeOf(n int64) export.Time {
	n += h.epoch
	if n < firstSecond || n > lastSecond-24*60*60 {
		return export.Time{}
	}
	return export.Time{T: time.Unix(n, 0).In(h.zone), Precision: time.Second, Zone: export.ZoneStated}
}

// message emits a row as a message.
func (h *history) message(r *row) error {
	chat, err := h.chat(r.chat)
	if err != nil {
		return err
	}
	m := &export.Message{Chat: chat, Time: r.time, Seq: h.source.Record, From: h.source}
	if r.id != 0 {
		m.SourceKey = strconv.FormatInt(r.id, 10)
	}
	switch {
	case r.deleted:
		m.Content = export.Deleted{}
	case r.kind == kindFeed:
		if m.Content, err = h.feed(r); err != nil {
			return err
		}
	default:
		m.Content = h.content(r)
		if h.media.err != nil {
			return h.media.err
		}
	}
	if _, notice := m.Content.(export.Notice); !notice && (r.kind != kindFeed || r.user != 0) {
		if m.Sender, err = h.people.ref(r.user, ""); err != nil {
			return err
		}
	}
	if !r.deleted {
		m.ReplyTo = r.reply()
	}
	if m.Reactions, err = h.reactions(r); err != nil {
		return err
	}
	if err := h.emit(m); err != nil {
		return err
	}
	return h.check(m, r)
}

// reply says which message this one answers: by the attachment of a reply, or as a
// comment in a thread.
func (r *row) reply() *export.Reply {
	if id, ok := r.attachment.number("src_logId"); ok && id != 0 && (r.kind == kindReply || len(r.attachment["src_message"]) > 0) {
		return &export.Reply{Key: strconv.FormatInt(id, 10), Quote: r.attachment.text("src_message")}
	}
	thread := r.thread
	if thread == 0 {
		thread, _ = r.supplement.number("threadId")
	}
	if thread == 0 || thread == r.id {
		return nil
	}
	return &export.Reply{Key: strconv.FormatInt(thread, 10)}
}

// maxReactions is how many signs under one message are read.
const maxReactions = 10_000

// reactions reads the signs under a message, of which the supplement tells.
func (h *history) reactions(r *row) ([]export.Reaction, error) {
	var all []export.Reaction
	for _, o := range r.supplement.objects("reactions") {
		if len(all) == maxReactions {
			break
		}
		one := export.Reaction{Sign: o.text("reaction", "emoji")}
		if one.Sign == "" {
			n, ok := o.number("type", "emoType")
			if !ok {
				continue
			}
			one.Sign = "type " + strconv.FormatInt(n, 10) // which emoji that is the sources disagree on
		}
		if id, ok := o.number("userId", "user_id"); ok && id != 0 {
			ref, err := h.people.ref(id, "")
			if err != nil {
				return nil, err
			}
			one.By, one.Count = ref, 1
		} else if n, ok := o.number("count"); ok && n > 0 && n < 1<<31 {
			one.Count = int(n)
		} else {
			one.Count = 1
		}
		all = append(all, one)
	}
	return all, nil
}

// check reports what the reader of a message should know about it.
func (h *history) check(m *export.Message, r *row) error {
	switch c := m.Content.(type) {
	case export.Text:
		if r.attachment.text("path") != "" { // the whole is a file of its own
			return h.emit(&export.Problem{Code: export.MaybeTruncated, From: m.From})
		}
	case export.Media:
		for i := range c.Files {
			var code export.Code
			switch c.Files[i].State {
			case export.FileMissing:
				code = export.MissingFile
			case export.FileExpired:
				code = export.Expired
			case export.FileNotExported:
				code = export.NotExported
			case export.FilePresent:
				continue
			}
			if err := h.emit(&export.Problem{Code: code, Name: c.Files[i].Name, From: m.From}); err != nil {
				return err
			}
		}
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return nil
}

// spans marks who was mentioned. at counts mentions, beginning with 1: the n-th "@"
// of the text; len is the name's length behind it, in characters of UTF-16.
func (r *row) spans() []export.Span {
	var all []export.Span
	at := ats(r.text)
	for _, m := range r.attachment.objects("mentions") {
		length, _ := m.number("len")
		for _, raw := range m.list("at") {
			n, ok := numberIn(raw)
			if !ok || n < 1 || n > int64(len(at)) || length < 1 || length > maxMention {
				continue
			}
			start := at[n-1]
			end := start + 1 + units(r.text[start+1:], length)
			all = append(all, export.Span{Kind: export.SpanMention, Start: start, End: end})
			if len(all) == maxSpans {
				return sorted(all)
			}
		}
	}
	return sorted(all)
}

// maxSpans is how many mentions in one text are read.
const maxSpans = 10_000

// maxMention is how long a name behind an "@" may be, in units of UTF-16.
const maxMention = 1000

func sorted(all []export.Span) []export.Span {
	slices.SortStableFunc(all, func(a, b export.Span) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

// units returns the bytes of the first n units of UTF-16 of s, in whole characters.
func units(s string, n int64) int {
	for i, r := range s {
		if n <= 0 {
			return i
		}
		if n--; r > 0xFFFF {
			n--
		}
	}
	return len(s)
}

func ats(s string) []int {
	var all []int
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '@')
		if i < 0 {
			return all
		}
		all = append(all, from+i)
		from += i + 1
	}
}
