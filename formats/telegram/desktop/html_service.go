package desktop

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// sentence is one by which the pages say what happened: somebody's name, and this.
type sentence struct {
	part   string
	kind   export.NoticeKind
	people rune // what follows: 'p' people to the end, 'u' people up to until
	until  string
}

// sentences returns what may stand behind a name. The more particular ones go first.
func sentences() []sentence {
	return []sentence{
		{" created group «", export.NoticeOther, 'm', "» with members "},
		{" changed group title to «", export.NoticeTitle, 0, ""},
		{" changed group photo", export.NoticeSetting, 0, ""},
		{" removed group photo", export.NoticeSetting, 0, ""},
		{" converted this group to a supergroup", export.NoticeSetting, 0, ""},
		{" converted a basic group to this supergroup «", export.NoticeSetting, 0, ""},
		{" pinned this message", export.NoticeOther, 0, ""},
		{" created topic «", export.NoticeOther, 0, ""},
		{" changed topic ", export.NoticeTitle, 0, ""},
		{" suggests to use this photo", export.NoticeOther, 0, ""},
		{" suggests to add a date of birth: ", export.NoticeOther, 0, ""},
		{" joined group by link from ", export.NoticeJoin, 0, ""},
		{" joined group by request", export.NoticeJoin, 0, ""},
		{" joined group via a community", export.NoticeJoin, 0, ""},
		{" joined Telegram", export.NoticeOther, 0, ""},
		{" has set messages to auto-delete in ", export.NoticeSetting, 0, ""},
		{" has set messages not to auto-delete", export.NoticeSetting, 0, ""},
		{" disabled chat theme", export.NoticeSetting, 0, ""},
		{" changed chat theme to ", export.NoticeSetting, 0, ""},
		{" set a new background for this chat", export.NoticeSetting, 0, ""},
		{" set the same background for this chat", export.NoticeSetting, 0, ""},
		{" disabled sharing in this chat", export.NoticeSetting, 0, ""},
		{" enabled sharing in this chat", export.NoticeSetting, 0, ""},
		{" requested to enable sharing in this chat", export.NoticeSetting, 0, ""},
		{" scheduled a voice chat for ", export.NoticeOther, 0, ""},
		{" took a screenshot", export.NoticeOther, 0, ""},
		{" requested your phone number", export.NoticeOther, 0, ""},
		{" just started a giveaway of ", export.NoticeOther, 0, ""},
		{" boosted the group ", export.NoticeOther, 0, ""},
		{" sent you a gift", export.NoticeOther, 0, ""},
		{" rejected your suggested post", export.NoticeOther, 0, ""},
		{" approved your suggested post", export.NoticeOther, 0, ""},
		{" added tasks: ", export.NoticeOther, 0, ""},
		{` added "`, export.NoticeOther, 0, ""},
		{` removed "`, export.NoticeOther, 0, ""},
		{" created a bot ", export.NoticeOther, 'p', ""},
		{" made ", export.NoticeHost, 'u', " the new main admin of the group"},
		{" invited ", export.NoticeOther, 'u', " to the voice chat"},
		{" invited ", export.NoticeInvite, 'p', ""},
		{" removed ", export.NoticeRemove, 'p', ""},
		{" scored ", export.NoticeOther, 0, ""},
		{" marked ", export.NoticeOther, 0, ""},
	}
}

// channelKind returns the kind of a sentence that names nobody.
func channelKind(s string) export.NoticeKind {
	for _, of := range []struct {
		begin string
		kind  export.NoticeKind
	}{
		{"Channel title changed to «", export.NoticeTitle},
		{"Channel photo ", export.NoticeSetting},
		{"Channel theme was ", export.NoticeSetting},
		{"New messages will ", export.NoticeSetting},
		{"Price per ", export.NoticeSetting},
		{"Direct messages were disabled.", export.NoticeSetting},
	} {
		if strings.HasPrefix(s, of.begin) {
			return of.kind
		}
	}
	return export.NoticeOther
}

// serviceLine covers a line between messages: that a day begins, or what happened.
func (r *reading) serviceLine(p part) error {
	body := p.child("body")
	if body == nil {
		return r.strange(p)
	}
	plain := body.words()
	if year, month, day, ok := parseDay(plain); ok {
		r.began(year, month, day)
		return r.emit(&export.Mark{Kind: export.MarkDay, Text: plain, From: r.from})
	}
	if plain == noMessages {
		return r.emit(&export.Mark{Kind: export.MarkBlank, Text: plain, From: r.from})
	}
	if plain == "" {
		return r.strange(p)
	}
	m := r.slab.Next()
	m.Chat, m.Seq, m.From, m.SourceKey = r.ref, r.pages.seq, r.from, strings.TrimPrefix(p.id, "message")
	m.Time = r.around()
	if key := answered(body); key != "" {
		m.ReplyTo = &export.Reply{Key: key}
	}
	if pic := p.child("userpic_wrap").child("userpic_link"); pic != nil {
		if file := r.linked(pic.href); file != "" {
			r.files.aside(file)
			r.tally.miss("photo")
		}
	}
	if err := r.happened(m, plain); err != nil {
		return err
	}
	return r.emit(m)
}

// What stands in place of messages.
const (
	noMessages  = "No exported messages"
	unsupported = "This message is not supported by this version of Telegram Desktop. Please update the application."
)

// happened reads a sentence.
func (r *reading) happened(m *export.Message, plain string) error {
	if plain == unsupported {
		m.Content = export.Unknown{Kind: "unsupported", Plain: plain}
		return nil
	}
	if who, c, ok := openRoom(plain); ok {
		var err error
		m.Sender, err = r.actor(who)
		m.Content = c
		return err
	}
	c := export.Notice{Kind: channelKind(plain), Plain: plain}
	var err error
	if new, old, ok := strings.Cut(plain, " will become the new main admin in 7 days if "); ok {
		c.Kind = export.NoticeHost
		if c.People, err = r.people(new); err == nil {
			c.Actor, err = r.actor(strings.TrimSuffix(old, " does not return"))
		}
		m.Content = c
		return err
	}
	for _, s := range sentences() {
		who, rest, ok := strings.Cut(plain, s.part)
		if !ok || who == "" || s.people == 'u' && !strings.HasSuffix(rest, s.until) {
			continue
		}
		c.Kind = s.kind
		switch s.people {
		case 'm':
			_, rest, _ = strings.Cut(rest, s.until)
		case 'u':
			rest = strings.TrimSuffix(rest, s.until)
		case 0:
			rest = ""
		}
		if c.Actor, err = r.actor(who); err == nil {
			c.People, err = r.people(rest)
		}
		break
	}
	m.Content = alone(c)
	return err
}

// alone makes somebody who invited or removed only themselves one who joined or left.
func alone(c export.Notice) export.Notice {
	if len(c.People) != 1 || c.People[0] != c.Actor {
		return c
	}
	if c.Kind == export.NoticeInvite {
		c.Kind, c.People = export.NoticeJoin, nil
	}
	if c.Kind == export.NoticeRemove {
		c.Kind, c.People = export.NoticeLeave, nil
	}
	return c
}

// openRoom reads that a room for talking was opened, and for how long.
func openRoom(plain string) (who string, c export.Call, ok bool) {
	who, rest, ok := strings.Cut(plain, " started voice chat")
	if !ok {
		who = ""
		rest, ok = strings.CutPrefix(plain, "Voice chat")
	}
	c = export.Call{Kind: export.CallRoom, Outcome: export.CallStarted, Plain: plain}
	if !ok || rest == "" {
		return who, c, ok
	}
	count, closed := strings.CutSuffix(strings.TrimPrefix(rest, " ("), " seconds)")
	n, err := strconv.ParseInt(count, 10, 64)
	if err != nil || !closed || n <= 0 {
		return "", c, false
	}
	c.Outcome, c.Duration = export.CallEnded, time.Duration(min(n, maxSeconds))*time.Second
	return who, c, true
}

// actor returns who did something. "Deleted" is somebody without an account.
func (r *reading) actor(name string) (export.PersonRef, error) {
	if name == "Deleted" {
		name = deleted
	}
	return r.person(name)
}

const maxList = 64 << 10 // bytes of a list of names

// people returns those of a list: "a, b and c". A name that is somebody's is taken as a
// whole, even with "and" in it.
func (r *reading) people(s string) ([]export.PersonRef, error) {
	var all []export.PersonRef
	if len(s) > maxList {
		r.tally.miss("members")
		return nil, nil
	}
	for s != "" {
		if len(all) == maxNamed {
			r.tally.miss("members")
			break
		}
		name := s
		if r.peers.byName[s] == nil {
			if first, rest, ok := strings.Cut(s, ", "); ok {
				name, s = first, rest
			} else if first, rest, ok := strings.Cut(s, " and "); ok {
				name, s = first, rest
			} else {
				s = ""
			}
		} else {
			s = ""
		}
		ref, err := r.person(name)
		if err != nil {
			return nil, err
		}
		if ref != 0 {
			all = append(all, ref)
		}
	}
	return all, nil
}
