package whatsapp

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// chat describes the room, and finds out whose export it is. In a room of two that
// is, if nothing else tells, the one who is not the title.
func (r *room) chat() *export.Chat {
	r.settleLong()
	names := map[string]bool{}
	for _, a := range r.p.authors.order {
		names[a.name] = names[a.name] || a.is
	}
	r.says.isName = func(name string) bool { return names[name] }
	r.crowd = r.writers() > 1
	r.title = r.appTitle()
	senders := r.senders()
	r.silent = r.title != nil && indexName(senders, r.title.name) < 0
	r.self(senders)
	kind, title := r.kind(senders)
	if i := indexName(senders, title); r.people.Self == "" && kind == export.ChatDirect && len(senders) == 2 {
		r.people.Self = senders[1-i]
	}
	if kind == export.ChatGroup && indexName(senders, title) < 0 {
		r.chatName = title
	}
	ch := &export.Chat{Ref: r.ref, App: "whatsapp", Kind: kind, Title: title, Lang: r.p.lang.tag(), From: r.source}
	if r.opt.Chat != "" {
		ch.Title = r.opt.Chat
	}
	return ch
}

// settleLong decides about titles with a colon: "Ann: look: ~photo" is Ann's, if
// she wrote something else, or if it is something sent.
func (r *room) settleLong() {
	for _, a := range r.p.authors.order {
		if a.short == nil {
			continue
		}
		if a.short.wrote != 0 || !slices.ContainsFunc(a.said, r.says.systemPayload) {
			a.is = false
			a.short.seen |= a.seen
			a.short.wrote |= a.seen
		}
	}
}

// senders are the names of those who wrote, in order of appearance.
func (r *room) senders() []string {
	bits := r.p.shapeBits()
	var list []string
	known := map[string]bool{}
	for _, a := range r.p.authors.order {
		if a.is && a.seen&bits != 0 && !known[a.name] && (a.wrote&bits != 0 || !r.isApp(a)) {
			known[a.name] = true
			list = append(list, a.name)
		}
	}
	return list
}

// kind finds out how many take part, and what the chat is called: what the file
// is called, else the first author of the app's own words on an iPhone, else the
// only other who wrote.
func (r *room) kind(senders []string) (export.ChatKind, string) {
	title := r.named(senders)
	if title == "" && r.title != nil {
		title = r.title.name
	}
	kind := export.ChatUnknown
	switch {
	case len(senders) > 2 || r.grouped():
		kind = export.ChatGroup
	case indexName(senders, title) >= 0:
		kind = export.ChatDirect
	}
	if i := indexName(senders, r.people.Self); title == "" && len(senders) == 2 && i >= 0 && kind != export.ChatGroup {
		title = senders[1-i]
	}
	return kind, title
}

// grouped reports whether the app says what it says of groups only.
func (r *room) grouped() bool {
	is := func(body string) bool {
		n, ok := r.says.notice(body).content.(export.Notice)
		if !ok {
			return false
		}
		switch n.Kind {
		case export.NoticeJoin, export.NoticeLeave, export.NoticeInvite, export.NoticeRemove, export.NoticeTitle, export.NoticeManager:
			return true
		case export.NoticeOther, export.NoticeHost, export.NoticeSetting, export.NoticeWarning:
		}
		return false
	}
	if slices.ContainsFunc(r.p.said, is) {
		return true
	}
	bits := r.p.shapeBits()
	for _, a := range r.p.authors.order {
		if a.seen&bits != 0 && slices.ContainsFunc(a.said, func(s string) bool { return r.says.systemPayload(s) && is(s) }) {
			return true
		}
	}
	return false
}

// self finds out whose export it is: the one named in the options, else the one
// who deleted what "you" deleted.
func (r *room) self(senders []string) {
	if i := indexName(senders, r.opt.Self); i >= 0 {
		r.people.Self, r.sure = senders[i], true
		return
	}
	most, again := 0, false
	for _, a := range r.p.authors.order {
		switch {
		case a.mine > 0 && !r.p.lang.mine(a.gone):
		case a.mine > most:
			most, again, r.people.Self = a.mine, false, a.name
		case a.mine == most && most > 0:
			again = true
		}
	}
	if again || indexName(senders, r.people.Self) < 0 {
		r.people.Self = ""
	}
}

// indexName looks for a name, which may be written decomposed, as in the names of
// files on a Mac.
func indexName(names []string, name string) int {
	if name == "" {
		return -1
	}
	name = norm.NFC.String(name)
	return slices.IndexFunc(names, func(s string) bool { return norm.NFC.String(s) == name })
}

// named is the title in the name of the file, of the folder, or of the zip.
func (r *room) named(senders []string) string {
	base := path.Base(r.text.name)
	if stem(base) != stem(chatFile) && !strings.HasPrefix(base, stem(chatFile)) {
		if title := titleOf(stem(base), senders); title != "" {
			return title
		}
	}
	if dir := path.Dir(r.text.name); dir != "." {
		return titleOf(path.Base(dir), senders)
	}
	if root := r.in.Roots[r.text.root]; root.Kind != formats.RootFile {
		return titleOf(stem(path.Base(root.Name)), senders)
	}
	return ""
}

// titleOf cuts the app's words off a name: "WhatsApp Chat with Ann (1)". A name
// without them tells nothing.
func titleOf(name string, senders []string) string {
	if !saysWhatsApp(name) {
		return ""
	}
	if !strings.Contains(name, " ") {
		name = strings.ReplaceAll(name, "_", " ")
	}
	for _, s := range []string{name, first(cutCopy(name))} {
		for i := range senders {
			if rest, ok := strings.CutSuffix(norm.NFC.String(s), norm.NFC.String(senders[i])); ok && saysWhatsApp(rest) {
				return senders[i]
			}
		}
	}
	name, _ = cutCopy(name)
	lower := norm.NFC.String(name)
	for _, prefix := range titlePrefixes {
		if rest, ok := cutPrefixFold(lower, prefix); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

func first(s string, _ int) string { return s }

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}
