package desktop

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"exile/export"
	"exile/formats"
)

// paging is where the second pass over pages is.
type paging struct {
	dial   dial
	volume *volume
	book   *book
	seq    int64 // of what was covered in the chat
	count  int   // messages of the chat that are none of notices
	next   bool  // the page says that there is another
	bubble bubble

	day    export.Time // that the last line before a day said; zero: a message came since
	sender export.PersonRef
	origin string
	first  export.Time // when the last message that was forwarded was first sent
}

func isDamage(err error) bool {
	_, ok := errors.AsType[*formats.ExplainedError](err)
	return ok
}

// readPages reads an export that is pages of HTML.
func (r *reading) readPages(ctx context.Context, s source, v *volume) error {
	if len(v.books) == 0 {
		return nil // its page is another's second one
	}
	r.files = newLibrary(r.in, s)
	r.libraries = append(r.libraries, r.files)
	r.others = tally{}
	r.pages = paging{volume: v, dial: dial{wall: formats.Wall{Zone: r.zone()}, chosen: r.opt.Zone != nil}}
	if err := r.emit(r.pageProfile(v)); err != nil {
		return err
	}
	for _, b := range v.books {
		if err := r.readBook(ctx, b); err != nil {
			return err
		}
	}
	r.at(s)
	r.beside()
	if r.pages.dial.assumed {
		if err := r.tell(&export.Problem{Code: export.AssumedZone, Name: r.zone().String()}); err != nil {
			return err
		}
	}
	return r.others.tell(r.tell)
}

// beside takes note of what lies beside the chats of an account and is none of theirs.
func (r *reading) beside() {
	for _, e := range r.files.entries() {
		rel, ok := r.files.relative(e.Name)
		if !ok {
			continue
		}
		top, name, _ := strings.Cut(rel, "/")
		switch {
		case top == "profile_pictures", top == "stories":
			r.files.aside(rel)
		case top == "lists" && name != "chats.html":
			r.others.miss(rel)
		}
	}
}

func (r *reading) pageProfile(v *volume) *export.Profile {
	p := &export.Profile{
		Variant: "desktop html", Clock: "24h", Zone: r.zone().String(), Encoding: string(formats.UTF8),
		Dates: "02.01.2006 15:04:05", From: r.from,
	}
	for _, b := range v.books {
		if _, zone, ok := strings.Cut(b.date, " UTC"); ok {
			p.Zone, p.Dates = "UTC"+zone, p.Dates+" UTC-07:00"
			break
		}
		if b.date != "" {
			break
		}
	}
	return p
}

// readBook reads a chat.
func (r *reading) readBook(ctx context.Context, b *book) error {
	r.turn(b.pages[0])
	whole := r.from
	if err := r.openBook(b); err != nil {
		return err
	}
	if b.empty() {
		r.blank = append(r.blank, b.pages...)
		return nil
	}
	for i, p := range b.pages {
		r.turn(p)
		before := 0
		if i > 0 {
			before = b.pages[i-1].n
		}
		if missing := p.n - before - 1; missing > 0 {
			if err := r.gap(before+1, missing); err != nil {
				return err
			}
		}
		r.pages.next = false
		bad, err := eachPart(ctx, r.in.Roots[p.root], p.name, r.cover)
		if err != nil {
			return err
		}
		if bad > 0 {
			if err := r.tell(&export.Problem{Code: export.BadBytes, Name: string(formats.UTF8), Count: int(bad)}); err != nil {
				return err
			}
		}
	}
	if r.pages.next {
		if err := r.gap(b.pages[len(b.pages)-1].n+1, 1); err != nil {
			return err
		}
	}
	r.from = whole
	return r.tally.tell(r.tell)
}

// blanks covers the pages that hold no message: by their records where there are others,
// else by their lines.
func (r *reading) blanks(ctx context.Context) error {
	silent := r.records == 0
	for _, p := range r.blank {
		r.turn(p)
		if !silent {
			if _, err := eachPart(ctx, r.in.Roots[p.root], p.name, r.cover); err != nil {
				return err
			}
			continue
		}
		lines, size, err := countLines(ctx, r.in.Roots[p.root], p.name)
		if err != nil {
			return err
		}
		r.from.Line, r.from.Lines, r.from.Length = 1, lines, size
		if err := r.emit(&export.Mark{Kind: export.MarkHeader, From: r.from}); err != nil {
			return err
		}
	}
	return nil
}

// gap tells of pages that are not there, by the first one's name.
func (r *reading) gap(n, count int) error {
	name := fmt.Sprintf("messages%d.html", n)
	if n == 1 {
		name = "messages.html"
	}
	return r.tell(&export.Problem{Code: export.MissingPart, Name: name, Count: count})
}

// turn goes to a page.
func (r *reading) turn(p sheet) {
	r.from = export.Source{Input: r.in.Roots[p.root].Name, File: p.name}
}

// openBook declares a chat, and before it whom it is with.
func (r *reading) openBook(b *book) error {
	v := r.pages.volume
	r.tally, r.last = tally{}, export.Time{}
	r.head = head{name: v.name(b), named: true}
	r.pages = paging{dial: r.pages.dial, volume: v, book: b, bubble: r.pages.bubble}
	chat := &export.Chat{App: app, Kind: v.kind(b), Title: v.name(b), From: r.from}
	if r.opt.Chat != "" {
		chat.Title = r.opt.Chat
	}
	if chat.Kind == export.ChatDirect {
		names := []string{b.title}
		if me, ok := b.other(); ok {
			names = append(names, me)
		}
		for _, name := range names {
			ref, err := r.person(name)
			if err != nil {
				return err
			}
			if ref == 0 {
				continue
			}
			chat.Members = append(chat.Members, ref)
		}
	}
	for _, name := range b.twins {
		r.peers.twins[name] = true
	}
	r.chats++
	r.ref, chat.Ref = r.chats, r.chats
	return r.emit(chat)
}

// person returns who has a name. People whose accounts are deleted cannot be told apart.
func (r *reading) person(name string) (export.PersonRef, error) {
	switch name {
	case "":
		return 0, nil
	case deleted:
		name = ""
		r.peers.twins[deleted] = true
	}
	return r.peers.ref(r.peers.named(name))
}

// cover covers one part of a page.
func (r *reading) cover(p part) error {
	r.from.Record++
	r.records++
	r.pages.seq++
	switch {
	case p.node == nil:
		return r.strange(p)
	case isMessage(p.node) && p.has("service"):
		return r.serviceLine(p)
	case isMessage(p.node):
		return r.bubble(p)
	case p.has("page_header"):
		return r.emit(&export.Mark{Kind: export.MarkTitle, Text: p.child("content").words(), From: r.from})
	case p.has("pagination"):
		text := p.words()
		r.pages.next = r.pages.next || text == "Next messages"
		return r.emit(&export.Mark{Kind: export.MarkBlank, Text: text, From: r.from})
	}
	return r.strange(p)
}

// strange keeps what is not understood.
func (r *reading) strange(p part) error {
	if err := r.emit(&export.Unread{Text: string(p.raw), From: r.from}); err != nil {
		return err
	}
	return r.emit(&export.Problem{Code: export.UnreadLine, From: r.from})
}

// bubble emits a message that somebody sent.
func (r *reading) bubble(p part) error {
	b := &r.pages.bubble
	if !b.read(p.node) {
		return r.strange(p)
	}
	m := r.slab.Next()
	m.Chat, m.Seq, m.From, m.SourceKey = r.ref, r.pages.seq, r.from, b.id
	if err := r.sent(m, b); err != nil {
		return err
	}
	r.pages.count++
	r.pages.day = export.Time{}
	var err error
	if m.Content, err = r.said(b); err != nil {
		return err
	}
	if key := answered(b.reply); key != "" {
		m.ReplyTo = &export.Reply{Key: key}
	} else if b.reply != nil {
		r.tally.miss("reply_to_peer_id")
	}
	if b.reactions != nil {
		if m.Reactions, err = r.signs(b.reactions); err != nil {
			return err
		}
	}
	for _, name := range b.strange {
		r.tally.miss("html: " + name)
	}
	if err := r.emit(m); err != nil {
		return err
	}
	return r.check(m)
}

// said reads what a message says.
func (r *reading) said(b *bubble) (export.Content, error) {
	if b.via != "" {
		r.tally.miss("via_bot")
	}
	if b.buttons != nil {
		r.tally.miss("inline_bot_buttons")
	}
	if b.signature != nil {
		r.tally.miss("author")
	}
	body, spans := r.styled(b.text)
	if b.media == nil {
		return export.Text{Body: body, Spans: spans}, nil
	}
	return r.shown(b.media, body, spans)
}
