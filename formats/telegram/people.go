package telegram

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxName is how many characters of a name are written. Telegram's own names
// have at most 64 and 64.
const maxName = 128

// directory knows all people of a history and how the account wants them called.
type directory struct {
	people map[export.PersonRef]*export.Person
	names  map[string]string // NFC of a source's name → name to write
	self   string
	lang   string
	told   map[export.PersonRef]string // changed names that were reported
}

func newDirectory(people []export.Person, opt formats.WriteOptions) *directory {
	d := &directory{
		people: make(map[export.PersonRef]*export.Person, len(people)),
		names:  make(map[string]string, len(opt.Names)),
		self:   opt.Self,
		lang:   opt.Lang,
		told:   map[export.PersonRef]string{},
	}
	for i := range people {
		d.people[people[i].Ref] = &people[i]
	}
	for from, to := range opt.Names {
		if to != "" {
			d.names[norm.NFC.String(from)] = to
		}
	}
	return d
}

// wanted is a person's name before the others of the room are looked at.
type wanted struct {
	name   string
	source string // NFC of the source's name
	chosen bool   // by the person who runs exile, not by the source
	self   bool
}

func (d *directory) wanted(ref export.PersonRef) wanted {
	p := d.people[ref]
	if p == nil {
		return wanted{name: words.In(d.lang, words.NoName)}
	}
	w := wanted{name: p.Name(), source: norm.NFC.String(p.Name()), self: p.Self}
	if p.Self && d.self != "" {
		w.name, w.chosen = d.self, true
		return w
	}
	for _, n := range p.Names {
		if to, ok := d.names[norm.NFC.String(n)]; ok {
			w.name, w.chosen = to, true
			break
		}
	}
	return w
}

// room gives the people of one chat the names under which they are written: one
// fixed name each, no two alike.
type room struct {
	dir      *directory
	warn     formats.Warn
	authors  map[export.PersonRef]*author
	taken    map[string]wanted // NFC of a written name → whose it is
	reserved map[string]bool   // names of members that the person chose, and the own one
	twins    map[string]int    // how many numbered names were tried
	order    []*author         // one for each written name, as they first speak
	changed  []named           // names that could not be written as they were wanted
}

// author is a person as written in one chat.
type author struct {
	name   string
	source string // NFC of the source's name; "": it has none
	prefix string // what stands between stamp and text
	self   bool

	messages int64 // lines that were written as this one's
}

// named returns the written name, and the source's where that is another.
func (a *author) named() named {
	if a.source == "" || norm.NFC.String(a.name) == a.source {
		return named{Name: a.name}
	}
	return named{Name: a.name, Source: oneLine(a.source)}
}

func newRoom(d *directory, c *export.Chat, warn formats.Warn) *room {
	r := &room{
		dir: d, warn: warn,
		authors:  map[export.PersonRef]*author{},
		taken:    map[string]wanted{},
		reserved: map[string]bool{},
		twins:    map[string]int{},
	}
	for _, ref := range c.Members {
		if w := d.wanted(ref); w.chosen || w.self {
			r.reserved[nameKey(w.name, d.lang)] = true
		}
	}
	return r
}

// author returns how a person is written, deciding it at the first message.
func (r *room) author(ref export.PersonRef) *author {
	if a, ok := r.authors[ref]; ok {
		return a
	}
	w := r.dir.wanted(ref)
	name, clipped := cleanPerson(w.name, r.dir.lang)
	base, key := name, norm.NFC.String(name)
	for !r.free(w, key) {
		r.twins[base]++
		name = fmt.Sprintf("%s (%d)", base, r.twins[base]+1)
		key = norm.NFC.String(name)
	}
	a := &author{name: name, source: w.source, prefix: name + ": ", self: w.self}
	r.authors[ref] = a
	if _, shared := r.taken[key]; !shared {
		r.taken[key] = w
		r.order = append(r.order, a)
	}
	r.report(ref, w, a, clipped)
	return a
}

// free reports whether a person may be written under a name. Two people whom
// somebody gave one name on purpose share it, and that is reported; twins by
// accident never do.
func (r *room) free(w wanted, key string) bool {
	other, taken := r.taken[key]
	switch {
	case !taken:
		return w.chosen || w.self || !r.reserved[key]
	case w.self && other.self:
		return true
	case w.chosen && other.chosen && w.source != other.source:
		r.warn(export.Problem{Code: export.TwinNames, Name: w.name, Text: "two people were given this name"})
		return true
	}
	return false
}

func (r *room) report(ref export.PersonRef, w wanted, a *author, clipped bool) {
	if a.name == w.name || w.source == "" {
		return
	}
	r.changed = append(r.changed, named{Name: a.name, Source: oneLine(w.name)})
	if r.dir.told[ref] == a.name {
		return
	}
	r.dir.told[ref] = a.name
	code := export.ChangedName
	if clipped {
		code = export.ClippedName
	}
	r.warn(export.Problem{Code: code, Name: w.name, Text: "written as " + a.name})
}

// nameKey is what two written names are compared by.
func nameKey(name, lang string) string {
	clean, _ := cleanPerson(name, lang)
	return norm.NFC.String(clean)
}

// cleanPerson makes a name fit to stand before ": ": one line, no colon that is
// followed by white space, no marks of direction, no dash at the start that would
// read as part of the stamp.
func cleanPerson(s, lang string) (name string, clipped bool) {
	if plainName(s) {
		return s, false
	}
	s = tightColons(oneLine(s))
	if strings.HasPrefix(s, "-") {
		s = "-" + strings.TrimLeftFunc(s[1:], isSpace)
	}
	count := 0
	for i := range s {
		if count++; count > maxName {
			s, clipped = strings.TrimFunc(s[:i], isSpace), true
			break
		}
	}
	if blankText(s) {
		return words.In(lang, words.NoName), false
	}
	return s, clipped
}

// tightColons takes out the white space after colons.
func tightColons(s string) string {
	if !strings.Contains(s, ":") {
		return s
	}
	parts := strings.Split(s, ":")
	for i := 1; i < len(parts); i++ {
		parts[i] = strings.TrimLeftFunc(parts[i], isSpace)
	}
	return strings.Join(parts, ":")
}

// plainName reports whether a name needs no cleaning at all, as most.
func plainName(s string) bool {
	if s == "" || len(s) > maxName || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
