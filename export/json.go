package export

import "strconv"

// JSONVersion is the version of the JSON form. It changes when a key or a value
// changes its meaning, not when keys are added.
const JSONVersion = 1

// AppendJSONHeader appends the line that a file of events in JSON begins with,
// without a line ending.
func AppendJSONHeader(dst []byte) []byte {
	dst = append(dst, `{"type":"exile","version":`...)
	dst = strconv.AppendInt(dst, JSONVersion, 10)
	return append(dst, '}')
}

// JSONEncoder writes events in their JSON form, an object on one line for each.
// The same event gives the same bytes. Keys come in a fixed order; empty and
// zero values are left out, except those that scripts rely on: of a message
// type, chat, sender_name, time, kind, text and source. Characters beyond ASCII stand
// as they are; bytes that are no UTF-8 become U+FFFD, as JSON knows no bytes.
//
// Times are RFC 3339: the wall clock in the message's own zone, and its offset
// from UTC in whole minutes, never Z; null where a time is unknown. A precision is
// "millisecond", "second", "minute", "hour", "day", or a duration like "5m0s".
//
// The zero JSONEncoder is ready to use.
type JSONEncoder struct {
	names map[PersonRef]string
}

// Know makes a person's newest name the sender_name of what the person wrote.
// AppendEvent does so by itself for every Person that it is given.
func (j *JSONEncoder) Know(p *Person) {
	if j.names == nil {
		j.names = map[PersonRef]string{}
	}
	j.names[p.Ref] = p.Name()
}

// AppendEvent appends the JSON form of e to dst, without a line ending. It keeps
// nothing of e but a Person's name.
func (j *JSONEncoder) AppendEvent(dst []byte, e Event) []byte {
	switch e := e.(type) {
	case *Message:
		return j.message(dst, e)
	case *Mark:
		o := object(append(dst, `{"type":"mark"`...))
		return o.str("kind", string(e.Kind)).always("text", e.Text).source(e.From).end()
	case *Unread:
		o := object(append(dst, `{"type":"unread"`...))
		return o.always("text", e.Text).source(e.From).end()
	case *Chat:
		return appendChat(dst, e)
	case *Person:
		j.Know(e)
		return appendPerson(dst, e)
	case *Problem:
		o := object(append(dst, `{"type":"problem"`...))
		o = o.str("code", string(e.Code)).str("class", string(e.Class())).str("name", e.Name)
		return o.int("count", int64(e.Count)).str("text", e.Text).source(e.From).end()
	case *Profile:
		return appendProfile(dst, e)
	}
	return append(dst, "null"...)
}

func (j *JSONEncoder) message(dst []byte, m *Message) []byte {
	o := object(append(dst, `{"type":"message"`...))
	o = o.int("id", int64(m.ID)).str("key", m.SourceKey)
	o = strconv.AppendInt(o.key("chat"), int64(m.Chat), 10)
	o = o.int("sender", int64(m.Sender)).always("sender_name", j.names[m.Sender])
	o = o.time(m.Time).int("seq", m.Seq)
	o = o.content(m.Content)
	if r := m.ReplyTo; r != nil {
		o = o.open("reply_to").str("key", r.Key).int("id", int64(r.ID)).str("quote", r.Quote).shut()
	}
	if f := m.Forward; f != nil {
		o = o.open("forward").str("name", f.Name).time(f.Time).shut()
	}
	if len(m.Reactions) > 0 {
		o = append(o.key("reactions"), '[')
		for i := range m.Reactions {
			r := &m.Reactions[i]
			o = o.item().str("sign", r.Sign).int("by", int64(r.By)).int("count", int64(r.Count)).shut()
		}
		o = append(o, ']')
	}
	if len(m.Edits) > 0 {
		o = append(o.key("edits"), '[')
		for i := range m.Edits {
			o = o.item().time(m.Edits[i].Time)
			if m.Edits[i].Content != nil {
				o = o.content(m.Edits[i].Content)
			}
			o = o.shut()
		}
		o = append(o, ']')
	}
	return o.sourceAlways(m.From).end()
}

func appendChat(dst []byte, c *Chat) []byte {
	o := object(append(dst, `{"type":"chat"`...))
	o = o.int("id", int64(c.Ref)).str("key", c.SourceKey).str("app", c.App).str("kind", string(c.Kind))
	o = o.always("title", c.Title).str("lang", c.Lang).refs("members", c.Members)
	if !c.Saved.IsZero() {
		o = appendTime(o.key("saved"), c.Saved)
	}
	return o.source(c.From).end()
}

func appendPerson(dst []byte, p *Person) []byte {
	o := object(append(dst, `{"type":"person"`...))
	o = o.int("id", int64(p.Ref)).str("key", p.SourceKey).strings("names", p.Names).strings("handles", p.Handles)
	return o.bool("self", p.Self).str("known_by", string(p.KnownBy)).end()
}

func appendProfile(dst []byte, p *Profile) []byte {
	o := object(append(dst, `{"type":"profile"`...))
	o = o.str("variant", p.Variant).str("locale", p.Locale).str("clock", p.Clock).str("zone", p.Zone)
	o = o.str("encoding", p.Encoding).str("newlines", string(p.Newlines)).str("dates", p.Dates)
	return o.strings("unknown", p.Unknown).source(p.From).end()
}

// content writes kind and text, and the fields that a kind has of its own.
func (o object) content(c Content) object {
	o = o.str("kind", string(KindOf(c)))
	if c == nil {
		return o.always("text", "")
	}
	o = o.always("text", c.Words())
	switch c := c.(type) {
	case Text:
		return o.spans(c.Spans)
	case Media:
		return o.str("caption", c.Caption).spans(c.Spans).files(c.Files)
	case Call:
		o = o.open("call").str("kind", string(c.Kind)).str("outcome", string(c.Outcome))
		return o.seconds("seconds", c.Duration).shut()
	case Poll:
		return o.poll(c)
	case Place:
		o = o.open("place").str("name", c.Name).str("address", c.Address)
		if c.HasPoint {
			o = appendFloat(o.key("lat"), c.Lat)
			o = appendFloat(o.key("lng"), c.Lng)
		}
		return o.shut()
	case Card:
		o = o.open("card").str("kind", string(c.Kind)).str("title", c.Title)
		return o.str("text", c.Text).str("url", c.URL).shut()
	case Notice:
		o = o.open("notice").str("kind", string(c.Kind)).int("actor", int64(c.Actor))
		return o.refs("people", c.People).shut()
	case Deleted:
		return o.open("deleted").str("by", string(c.By)).shut()
	case Unknown:
		return o.open("unknown").str("kind", c.Kind).shut()
	}
	return o
}

func (o object) poll(c Poll) object {
	o = o.open("poll").str("question", c.Question)
	if len(c.Options) > 0 {
		o = append(o.key("options"), '[')
		for _, opt := range c.Options {
			o = o.item().always("text", opt.Text).int("votes", int64(opt.Votes)).shut()
		}
		o = append(o, ']')
	}
	return o.bool("closed", c.Closed).shut()
}

func (o object) files(files []File) object {
	if len(files) == 0 {
		return o
	}
	o = append(o.key("files"), '[')
	for i := range files {
		f := &files[i]
		o = o.item().str("key", f.SourceKey).str("name", f.Name).str("kind", string(f.Kind)).str("state", string(f.State))
		o = o.str("sha256", f.SHA256).int("size", f.Size).str("mime", f.Type).bool("by_time", f.ByTime)
		o = o.int("width", int64(f.Width)).int("height", int64(f.Height)).seconds("seconds", f.Duration)
		o = o.int("root", int64(f.Root)).str("path", f.Path).shut()
	}
	return append(o, ']')
}

func (o object) spans(spans []Span) object {
	if len(spans) == 0 {
		return o
	}
	o = append(o.key("spans"), '[')
	for i := range spans {
		s := &spans[i]
		o = o.item().str("kind", string(s.Kind)).int("start", int64(s.Start)).int("end", int64(s.End)).str("arg", s.Arg).shut()
	}
	return append(o, ']')
}

func (o object) source(s Source) object {
	if s == (Source{}) {
		return o
	}
	return o.sourceAlways(s)
}

func (o object) sourceAlways(s Source) object {
	o = o.open("source").str("input", s.Input).str("file", s.File).int("record", s.Record)
	o = o.int("line", int64(s.Line)).int("lines", int64(s.Lines))
	return o.int("offset", s.Offset).int("length", s.Length).shut()
}
