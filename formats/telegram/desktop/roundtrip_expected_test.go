package desktop

import (
	"strings"

	"exile/export"
	"exile/formats/words"
)

// expectedChat says what a chat reads back as. Where nobody knows how many are in it, it
// is one of two. Notes to oneself have no name, and of others only those with a deleted
// account.
func expectedChat(c *export.Chat) {
	nameless := head{kind: chatPersonal}
	switch {
	case c.Kind == export.ChatSelf:
		nameless.kind = chatSaved
		c.Title = nameless.title()
	case c.Kind == export.ChatDirect && c.Title == "":
		c.Title = nameless.title()
	case c.Title == "":
		c.Title = words.In("en", words.NoTitle)
	}
	if c.Kind == export.ChatUnknown {
		c.Kind = export.ChatDirect
	}
}

// expected says what a message that was written reads back as.
func (c *teller) expected(m *export.Message, l line) []line {
	switch x := m.Content.(type) {
	case export.Text:
		l.Content = expectedText(x)
	case export.Notice:
		c.expectedNotice(&l, m, &x)
	case export.Call:
		if x.Kind != export.CallLive {
			l.Reply, l.Answers = 0, "" // service messages answer nothing
		}
		l.Content = expectedCall(&x, l.Self || c.people[m.Sender] != nil && c.people[m.Sender].Self && !c.group)
	case export.Media:
		return c.expectedMedia(&x, l)
	case export.Poll:
		l.Content = x
		if x.Question == "" && len(x.Options) == 0 {
			l.Content = export.Text{Body: x.Plain}
		}
	case export.Place:
		l.Content = export.Text{Body: x.Plain}
		if x.HasPoint { // its name is among the words
			l.Content = export.Place{Lat: x.Lat, Lng: x.Lng, HasPoint: true, Plain: joinLines(x.Plain, x.Name)}
		}
	case export.Card, export.Deleted, export.Unknown:
		l.Content = export.Text{Body: words.Of("en", x)}
	}
	return []line{l}
}

// expectedText: whom a mention means is not written, and a kind of span that Telegram
// does not know is none.
func expectedText(x export.Text) export.Text {
	var kept []export.Span
	for _, s := range x.Spans {
		if s.Kind == export.SpanMention {
			s.Arg = ""
		}
		if s.Kind != "another" {
			kept = append(kept, s)
		}
	}
	x.Spans = kept
	return x
}

// expectedNotice: whatever has no action is another notice, whose words alone say whom
// it names. What it is about is written if that was pinned.
func (c *teller) expectedNotice(l *line, m *export.Message, n *export.Notice) {
	if n.Actor == 0 {
		n.Actor = m.Sender
	}
	if c.chat.App != app || !strings.HasSuffix(n.Plain, " pinned this message") || strings.Contains(l.Answers, "/") {
		l.Reply, l.Answers = 0, ""
	}
	switch n.Kind {
	case export.NoticeJoin, export.NoticeLeave, export.NoticeInvite, export.NoticeRemove, export.NoticeTitle:
	case export.NoticeHost, export.NoticeManager, export.NoticeSetting, export.NoticeWarning, export.NoticeOther:
		n.Kind, n.People = export.NoticeOther, nil
	}
	c.notice(l, n)
}

// expectedCall: all calls are voice calls, and who called tells what became of one
// that nobody took.
func expectedCall(c *export.Call, mine bool) export.Content {
	switch c.Kind {
	case export.CallLive:
		return export.Text{Body: c.Plain}
	case export.CallRoom:
		return export.Call{Kind: export.CallRoom, Outcome: export.CallStarted, Plain: c.Plain}
	case export.CallVoice, export.CallVideo:
	}
	c.Plain = words.Of("en", *c)
	c.Kind = export.CallVoice
	switch c.Outcome {
	case export.CallMissed, export.CallCancelled:
		c.Outcome = export.CallMissed
		if mine {
			c.Outcome = export.CallCancelled
		}
	case export.CallStarted:
		c.Outcome = export.CallUnknown
	case export.CallUnknown, export.CallEnded, export.CallDeclined:
	}
	return *c
}

// expectedMedia: each file is a message of its own, and of one without bytes the kind
// remains, and the name in words.
func (c *teller) expectedMedia(x *export.Media, l line) []line {
	if len(x.Files) == 0 {
		l.Content = export.Text{Body: x.Plain + "\n" + x.Caption}
		return []line{l}
	}
	var all []line
	for i, f := range x.Files {
		one := l
		text := ""
		if f.State != export.FilePresent && f.Name != "" && len(f.Name) < 64 {
			text = words.Missing("en", export.Media{Files: []export.File{f}})
		}
		media := export.Media{Caption: text}
		if i == 0 {
			media.Caption, media.Spans = joinLines(text, x.Caption), x.Spans
		} else {
			one.Reply, one.Forward, one.Edited = 0, nil, ""
		}
		one.Content = media
		f = seenFile(f)
		f.Type = typeOf(&f)
		if f.Kind == export.FilePhoto || f.Kind == export.FileSticker || f.Kind == export.FileContact {
			f.Type = ""
		}
		stem, ext := splitName(&f)
		if f.Name = ""; stem != "" {
			f.Name = unnumbered(stem + ext)
		}
		if f.State != export.FilePresent {
			f.State, f.Name = export.FileNotExported, ""
		}
		media.Files = []export.File{f}
		one.Content = media
		if f.Kind == export.FileContact && f.State != export.FilePresent {
			one.Content = export.Card{Kind: export.CardContact, Title: strings.TrimSuffix(x.Files[i].Name, ".vcf")}
		}
		all = append(all, one)
	}
	return all
}
