package desktop

import (
	"time"

	"exile/export"
	"exile/formats"
)

// record is the members of one message. Those that most messages have are fields,
// the others are taken by name; whatever nobody took is told of.
type record struct {
	id, kind                 value
	date, unix               value
	edited, editedUnix       value
	from, fromID             value
	reply, forwarded         value
	body, entities, reaction value
	rest                     []member
	more                     int // members that rest has no room for
}

const maxMembers = 1000 // that one message may have beyond the usual ones

type member struct {
	name  []byte
	value value
	taken bool
}

// read takes a message apart.
func (m *record) read(v value) {
	*m = record{rest: m.rest[:0]}
	for c := v.members(); ; {
		name, v, ok := c.member()
		if !ok {
			return
		}
		switch string(name) {
		case "id":
			m.id = v
		case "type":
			m.kind = v
		case "date":
			m.date = v
		case "date_unixtime":
			m.unix = v
		case "edited":
			m.edited = v
		case "edited_unixtime":
			m.editedUnix = v
		case "from":
			m.from = v
		case "from_id":
			m.fromID = v
		case "reply_to_message_id":
			m.reply = v
		case "forwarded_from":
			m.forwarded = v
		case "text":
			if len(m.body) <= len(`""`) { // one action writes "text" twice: the first says more
				m.body = v
			}
		case "text_entities":
			m.entities = v
		case "reactions":
			m.reaction = v
		default:
			if len(m.rest) == maxMembers {
				m.more++
				continue
			}
			m.rest = append(m.rest, member{name: name, value: v})
		}
	}
}

// take returns a member by its name; nil where there is none.
func (m *record) take(name string) value {
	var v value
	for i := range m.rest {
		if string(m.rest[i].name) == name {
			m.rest[i].taken = true
			v = m.rest[i].value
		}
	}
	return v
}

// has reports whether there is a member of that name, other than null.
func (m *record) has(name string) bool {
	for i := range m.rest {
		if string(m.rest[i].name) == name && !m.rest[i].value.null() {
			return true
		}
	}
	return false
}

// empty reports whether nothing is there that makes a message.
func (m *record) empty() bool {
	return m.id == nil && m.kind == nil && m.date == nil && m.unix == nil && m.body == nil && m.entities == nil
}

// message emits a message.
func (r *reading) message(v value, n int64) error {
	if !v.isObject() {
		return r.unread(v, n)
	}
	r.from.Record = n
	rec := &r.rec
	rec.read(v)
	if rec.empty() {
		return r.unread(v, n)
	}
	r.records++
	m := r.slab.Next()
	m.Chat, m.Seq, m.From = r.ref, n, r.from
	m.SourceKey = rec.id.text()
	r.peers.shifted = r.old || !rec.fromID.isString() && longAgo(rec.date, rec.unix)
	m.Time = r.time(rec)
	if err := r.fill(m, rec); err != nil {
		return err
	}
	for i := range rec.rest {
		if f := &rec.rest[i]; !f.taken {
			r.tally.miss(string(f.name))
		}
	}
	if rec.more > 0 {
		r.tally.misses("other", rec.more)
	}
	if err := r.emit(m); err != nil {
		return err
	}
	return r.check(m)
}

// fill fills in who said what.
func (r *reading) fill(m *export.Message, rec *record) (err error) {
	switch string(rec.kind.raw()) {
	case "service":
		return r.service(m, rec)
	case "unsupported":
		m.Content = export.Unknown{
			Kind:  "unsupported",
			Plain: "This message is not supported by this version of Telegram Desktop. Please update the application.",
		}
	default:
		if m.Content, err = r.content(rec); err != nil {
			return err
		}
		if rec.kind != nil && string(rec.kind.raw()) != "message" {
			r.tally.miss("type: " + rec.kind.text())
		}
	}
	if m.Sender, err = r.who(rec.fromID, rec.from); err != nil {
		return err
	}
	if len(rec.rest) > 0 || !rec.reply.null() {
		r.reply(m, rec)
	}
	if len(rec.forwarded) > 0 {
		m.Forward = &export.Forward{Name: rec.forwarded.text()} // null: a deleted account
	}
	r.edited(m, rec)
	if rec.reaction.isArray() {
		m.Reactions, err = r.reactions(rec.reaction)
	}
	return err
}

// edited reads when a message got its form. Without its own seconds since 1970, that
// stands in the offset of the time of the message.
func (r *reading) edited(m *export.Message, rec *record) {
	if rec.edited == nil && rec.editedUnix == nil {
		return
	}
	c := &r.clock
	if rec.editedUnix.null() && m.Time.Zone == export.ZoneStated && !m.Time.Inferred {
		c = &clock{wall: formats.Wall{Zone: m.Time.T.Location()}}
	}
	t, ok := c.read(rec.edited, rec.editedUnix, false)
	if c.odd {
		r.tally.miss("edited")
	}
	if !ok {
		return
	}
	if c != &r.clock {
		t.Zone = export.ZoneStated
	}
	m.Edits = []export.Edit{{Time: t}}
}

// who returns the person of an id and a name; 0 where there is neither.
func (r *reading) who(id, name value) (export.PersonRef, error) {
	if p := r.peers.known(id); p != nil {
		if len(p.names) == 0 && p.ref == 0 && name.isString() {
			p.called(name.text())
		}
		return r.peers.ref(p)
	}
	if !name.isString() {
		return 0, nil
	}
	return r.peers.ref(r.peers.named(name.text()))
}

// time reads when a message was sent. One without a time is from when the one before
// it is.
func (r *reading) time(rec *record) export.Time {
	t, ok := r.clock.read(rec.date, rec.unix, true)
	if r.clock.odd {
		r.tally.miss("date")
	}
	if !ok {
		if r.last.T.IsZero() {
			r.tally.undated++
			return export.Time{}
		}
		r.tally.inferred++
		t = r.last
		t.Inferred = true
		return t
	}
	if t.T.Before(r.last.T) {
		r.tally.earlier++
	}
	r.last = t
	return t
}

// reply reads which message is answered. One of another chat has that chat's key
// before its own.
func (r *reading) reply(m *export.Message, rec *record) {
	peer := rec.take("reply_to_peer_id")
	if rec.reply.null() {
		return
	}
	m.ReplyTo = &export.Reply{Key: rec.reply.text()}
	if key := keyOf(peer, r.peers.shifted); key != "" && key != r.key {
		m.ReplyTo.Key = key + "/" + m.ReplyTo.Key
	}
}

const maxReactions = 10_000 // under one message

// reactions reads the signs under a message: of each how many there are, and of the
// last ones who gave them.
func (r *reading) reactions(v value) ([]export.Reaction, error) {
	var all []export.Reaction
	for c := v.elements(); ; {
		one, ok := c.element()
		if !ok {
			break
		}
		if len(all) >= maxReactions {
			r.tally.miss("reactions")
			continue
		}
		sign, count := r.sign(one), one.get("count").small()
		recent := one.get("recent").elements()
		for {
			by, ok := recent.element()
			if !ok {
				break
			}
			if len(all) >= maxReactions {
				r.tally.miss("reactions.recent")
				continue
			}
			ref, err := r.who(by.get("from_id"), by.get("from"))
			if err != nil {
				return nil, err
			}
			if by.get("date") != nil {
				r.tally.miss("reactions.recent.date")
			}
			if ref != 0 {
				all = append(all, export.Reaction{Sign: sign, By: ref, Count: 1})
				count--
			}
		}
		if count > 0 {
			all = append(all, export.Reaction{Sign: sign, Count: count})
		}
	}
	return all, nil
}

// sign returns an emoji, the path of the picture of one that is an account's own, or
// the star of a reaction that was paid for.
func (r *reading) sign(v value) string {
	kind := v.get("type").text()
	switch kind {
	case "emoji":
		return v.get("emoji").text()
	case "custom_emoji":
		if file := v.get("document_id").text(); file != "" {
			r.files.aside(file)
			return file
		}
	case "paid":
		return "⭐"
	}
	return kind
}

// check reports what the reader of a message should know about it.
func (r *reading) check(m *export.Message) error {
	c, ok := m.Content.(export.Media)
	if !ok {
		return nil
	}
	for i := range c.Files {
		if err := r.absent(&c.Files[i], m.From); err != nil {
			return err
		}
	}
	return nil
}

// absent reports a file that did not come along.
func (r *reading) absent(f *export.File, from export.Source) error {
	switch f.State {
	case export.FileMissing:
		return r.emit(&export.Problem{Code: export.MissingFile, Name: f.Name, From: from})
	case export.FileExpired:
		return r.emit(&export.Problem{Code: export.Expired, Name: f.Name, From: from})
	case export.FileNotExported:
		r.tally.notExported(f.Kind)
	case export.FilePresent:
	}
	return nil
}

// seconds reads a length of time that an app can show.
func seconds(v value) time.Duration {
	return time.Duration(min(v.count(), maxSeconds)) * time.Second
}

const maxSeconds = 1 << 31
