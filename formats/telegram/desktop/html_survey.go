package desktop

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// volume is an export of pages as the first pass saw it.
type volume struct {
	books []*book
	lists map[string]entry // of an account: its chats by their folders
	owner *person          // of an account
}

// entry is a chat in an account's list of chats.
type entry struct {
	name, kind string
}

// book is the pages of one chat, in order, and what the first pass saw in them.
type book struct {
	pages   []sheet
	title   string
	senders []string // who writes, as long as they are few
	colours map[string]string
	twins   []string // names that people of several colours have
	group   bool     // something happened that only happens in groups
	channel bool
	date    string // of the first message
	runs    []row  // of messages that were imported
	count   int    // messages that are none of notices
	more    int    // notices, and what is not understood

	at       row       // that may be one
	last     time.Time // when the last message of it was first sent
	sender   string
	importer string
}

// row is a row of messages, by their ordinals in a book.
type row struct{ from, to int }

// maxForwarded is how many messages an app forwards at a time. More in a row, in the
// order in which they were written, come from an import.
const maxForwarded = 100

// surveyPages reads the pages of an input for the first time: who writes, and what is
// imported. What cannot be read is told of by the second pass.
func (r *reading) surveyPages(ctx context.Context, sources []source) ([]*volume, error) {
	all := make([]*volume, len(sources))
	var seen []*volume
	loose := map[int]*book{} // pages that were given one by one, by their numbers
	for i, s := range sources {
		if !s.html {
			continue
		}
		v := &volume{books: books(r.in, s)}
		if r.in.Roots[s.root].Kind == formats.RootFile {
			v.books = gather(loose, v.books[0])
		}
		all[i] = v
		seen = append(seen, v)
	}
	for i, v := range all {
		if v == nil {
			continue
		}
		if err := r.account(ctx, sources[i], v); err != nil {
			return nil, err
		}
		for _, b := range v.books {
			if err := b.survey(ctx, r.in); err != nil {
				return nil, err
			}
		}
	}
	if len(seen) == 0 {
		return all, nil
	}
	return all, r.settlePages(seen, len(seen) < len(sources))
}

// gather adds a page that was given by itself to the others: they are one chat where
// their numbers differ.
func gather(loose map[int]*book, b *book) []*book {
	n := b.pages[0].n
	if loose[n] != nil {
		return []*book{b}
	}
	if len(loose) == 0 {
		loose[0], loose[n] = b, b // no page has the number 0
		return []*book{b}
	}
	loose[n] = loose[0]
	whole := loose[0]
	whole.pages = append(whole.pages, b.pages[0])
	slices.SortStableFunc(whole.pages, func(x, y sheet) int { return x.n - y.n })
	return nil
}

// survey reads the pages of a chat for the first time.
func (b *book) survey(ctx context.Context, in formats.Input) error {
	var m bubble
	for _, p := range b.pages {
		_, err := eachPart(ctx, in.Roots[p.root], p.name, func(p part) error {
			switch {
			case p.node == nil:
				b.more++
			case p.has("page_header"):
				if b.title == "" {
					b.title = p.child("content").words()
				}
			case isMessage(p.node) && p.has("service"):
				b.happened(p.child("body").words())
			case isMessage(p.node) && m.read(p.node):
				b.saw(&m)
			case !p.has("pagination"):
				b.more++
			}
			return nil
		})
		if err != nil && !isDamage(err) {
			return err
		}
	}
	b.stop()
	return nil
}

func (b *book) happened(s string) {
	if _, _, _, ok := parseDay(s); ok || s == noMessages {
		return
	}
	b.more++
	b.stop()
	b.group = b.group || strings.Contains(s, " created group «") || strings.Contains(s, " joined group ") ||
		strings.Contains(s, " converted ") || strings.Contains(s, " group photo") || strings.Contains(s, " changed group title")
	b.channel = b.channel || strings.HasPrefix(s, "Channel «") || strings.HasPrefix(s, "Channel photo ") || strings.HasPrefix(s, "Channel title ")
}

// empty reports whether there is no message.
func (b *book) empty() bool { return b.count == 0 && b.more == 0 }

func (b *book) saw(m *bubble) {
	if !m.joined {
		b.sender = m.name
	}
	if b.date == "" {
		b.date = m.date
	}
	who := b.sender
	if m.imported() {
		who = m.origin
	} else if m.name != "" && m.colour != "" {
		b.coloured(m.name, m.colour)
	}
	if !slices.Contains(b.senders, who) && len(b.senders) < maxSides {
		b.senders = append(b.senders, who)
	}
	b.follow(m)
	b.count++
}

func (b *book) coloured(name, colour string) {
	if b.colours == nil {
		b.colours = map[string]string{}
	}
	if old, ok := b.colours[name]; ok && old != colour && name != deleted && !slices.Contains(b.twins, name) {
		b.twins = append(b.twins, name)
	}
	b.colours[name] = colour
}

// follow looks for rows of messages that were imported into a chat that was in use.
func (b *book) follow(m *bubble) {
	at, ok1 := wallOf(m.originDate)
	sent, ok2 := wallOf(m.date)
	goesOn := m.forwarded && m.joined && !m.named && b.at.to > b.at.from
	if goesOn || m.forwarded && m.joined && ok1 && !at.Before(b.last) && b.at.to > b.at.from {
		b.at.to++
		b.last = later(b.last, at)
		return
	}
	same := m.forwarded && ok1 && ok2 && at.Before(sent)
	if same && b.at.to > b.at.from && !at.Before(b.last) && b.importer == b.sender {
		b.at.to++
		b.last = at
		return
	}
	b.stop()
	if same {
		b.at, b.last, b.importer = row{b.count, b.count + 1}, at, b.sender
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// stop ends a row.
func (b *book) stop() {
	if b.at.to-b.at.from > maxForwarded {
		b.runs = append(b.runs, b.at)
	}
	b.at, b.last = row{}, time.Time{}
}

// wallOf reads a time as the clock showed it.
func wallOf(s string) (time.Time, bool) {
	year, month, day, second, _, ok := parseDotted(s)
	return time.Date(year, month, day, 0, 0, second, 0, time.UTC), ok
}

// account reads what an account says of itself, and its list of chats.
func (r *reading) account(ctx context.Context, s source, v *volume) error {
	root := r.in.Roots[s.root]
	if name := path.Join(s.dir, "export_results.html"); root.Has(name) {
		_, err := eachPart(ctx, root, name, func(p part) error {
			if p.node != nil && p.has("personal_info") {
				v.owner = r.ownerOf(p.node)
			}
			return nil
		})
		if err != nil && !isDamage(err) {
			return err
		}
	}
	v.lists = map[string]entry{}
	name := path.Join(s.dir, "lists/chats.html")
	if !root.Has(name) {
		return nil
	}
	_, err := eachPart(ctx, root, name, func(p part) error {
		if p.node == nil || !p.has("entry") {
			return nil
		}
		link, _, _ := strings.Cut(p.href, "#")
		body := p.child("body")
		v.lists[path.Dir(path.Join(path.Dir(name), link))] = entry{body.child("name").words(), body.child("info").words()}
		return nil
	})
	if err != nil && !isDamage(err) {
		return err
	}
	return nil
}

// ownerOf reads whose account it is.
func (r *reading) ownerOf(n *node) *person {
	values := map[string]string{}
	for rows := n.first; rows != nil; rows = rows.next {
		for row := rows.first; row != nil; row = row.next {
			if row.has("row") {
				values[row.child("label").words()] = row.child("value").words()
			}
		}
	}
	name := joined(" ", values["First name"], values["Last name"])
	if name == "" {
		return nil
	}
	p := r.peers.named(name)
	if p == nil {
		return nil
	}
	p.handle(values["Phone number"])
	p.handle(values["Username"])
	if p.knownBy == export.ByName && len(p.handles) > 0 {
		p.knownBy = export.ByHandle
	}
	if values["Bio"] != "" {
		r.others.miss("personal_information.bio")
	}
	return p
}

// settlePages finds out who made the exports. In a chat of two, it is who is not the
// one that the chat is called by. unknown: that of other exports is not known either, and
// was told.
func (r *reading) settlePages(all []*volume, unknown bool) error {
	if r.peers.anySelf() {
		return nil
	}
	votes := map[string]int{}
	for _, v := range all {
		if v.owner != nil {
			v.owner.self = true
			continue
		}
		for _, b := range v.books {
			if me, ok := b.other(); ok && v.kind(b) == export.ChatDirect {
				votes[me]++
			}
		}
	}
	if r.peers.anySelf() || r.opt.Self != "" {
		return nil
	}
	best, most := "", 0
	for name, n := range votes {
		switch {
		case n > most:
			best, most = name, n
		case n == most:
			best = ""
		}
	}
	if best == "" && unknown {
		return nil
	}
	if best == "" {
		return r.emit(&export.Problem{Code: export.UnknownSelf, From: r.from})
	}
	if p := r.peers.named(best); p != nil {
		p.self = true
	}
	return r.emit(&export.Problem{Code: export.AssumedSelf, Name: best, From: r.from})
}

// other returns the only one who writes besides whom a chat is called by.
func (b *book) other() (string, bool) {
	found := ""
	for _, name := range b.senders {
		if name == b.title || name == deleted {
			continue
		}
		if found != "" {
			return "", false
		}
		found = name
	}
	return found, found != ""
}

// kind says what a chat is, as far as its pages show it.
func (v *volume) kind(b *book) export.ChatKind {
	said := v.lists[path.Dir(b.pages[0].name)]
	switch {
	case said.kind == "private" && said.name == "Saved messages":
		return export.ChatSelf
	case said.kind == "private" && said.name == "Replies":
		return export.ChatUnknown
	case said.kind == "private", said.kind == "bot":
		return export.ChatDirect
	case said.kind == "group", b.group:
		return export.ChatGroup
	case said.kind == "channel", b.channel:
		return export.ChatChannel
	case len(b.senders) > 2:
		return export.ChatGroup
	case len(b.senders) == 2 && slices.Contains(b.senders, b.title):
		return export.ChatDirect
	}
	return export.ChatUnknown
}

// name is what a chat is called.
func (v *volume) name(b *book) string {
	switch said := v.lists[path.Dir(b.pages[0].name)]; said.name {
	case "Saved messages", "Replies", "Verification Codes":
		return said.name
	}
	return b.title
}
