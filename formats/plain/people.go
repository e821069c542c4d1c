package plain

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxName is the longest that a name is written, in bytes: it stands in every line.
const maxName = 1000

// People are all people of a history and what they are to be called.
type People struct {
	wanted map[export.PersonRef]wanted
	fit    func(string) string
	warn   formats.Warn
	told   map[export.PersonRef]string // the name of each that a problem tells of
}

// wanted is a person's name before it is made to fit.
type wanted struct {
	name   string
	source string // as the source has it
	self   bool
	chosen bool // by the options
}

// NewPeople takes the people of a history. fit makes a name, which is one line
// already, into one that the form takes; it may be nil.
func NewPeople(people []export.Person, opt formats.WriteOptions, fit func(string) string, warn formats.Warn) *People {
	names := make(map[string]string, len(opt.Names))
	for from, to := range opt.Names {
		names[norm.NFC.String(from)] = to
	}
	all := &People{wanted: make(map[export.PersonRef]wanted, len(people)), fit: fit, warn: warn, told: map[export.PersonRef]string{}}
	for i := range people {
		p := &people[i]
		w := wanted{name: p.Name(), source: p.Name(), self: p.Self}
		for _, n := range p.Names {
			if to := names[norm.NFC.String(n)]; to != "" {
				w.name, w.chosen = to, true
				break
			}
		}
		if p.Self && opt.Self != "" {
			w.name, w.chosen = opt.Self, true
		}
		all.wanted[p.Ref] = w
	}
	return all
}

// Room is how people are called in one chat: each has a name of one line, and no two
// have the same, unless somebody gave it to both.
type Room struct {
	people *People
	lang   string
	names  map[export.PersonRef]string
	taken  map[string]wanted
	twins  map[string]int
}

// Room begins a chat whose nameless people are called so in lang.
func (p *People) Room(lang string) *Room {
	return &Room{people: p, lang: lang, names: map[export.PersonRef]string{}, taken: map[string]wanted{}, twins: map[string]int{}}
}

// Self reports whether a person is the one whose history it is.
func (r *Room) Self(ref export.PersonRef) bool { return r.people.wanted[ref].self }

// Name returns what a person is called, "" for nobody. It is decided at the first
// call: of two of one name the second becomes "Name (2)".
func (r *Room) Name(ref export.PersonRef) string {
	if ref == 0 {
		return ""
	}
	if name, ok := r.names[ref]; ok {
		return name
	}
	w := r.people.wanted[ref]
	base, clipped := r.clean(w.name)
	name, key := base, norm.NFC.String(base)
	for !r.free(w, key) {
		r.twins[base]++
		name = base + " (" + strconv.Itoa(r.twins[base]+1) + ")"
		key = norm.NFC.String(name)
	}
	r.names[ref], r.taken[key] = name, w
	r.tell(ref, w, name, clipped)
	return name
}

func (r *Room) free(w wanted, key string) bool {
	other, taken := r.taken[key]
	return !taken || w.self && other.self || w.chosen && other.chosen && w.source != other.source
}

// clean makes a name fit to stand in a line.
func (r *Room) clean(name string) (_ string, clipped bool) {
	name = Line(name)
	if r.people.fit != nil {
		name = r.people.fit(name)
	}
	if len(name) > maxName {
		name, clipped = strings.TrimFunc(formats.Shorten(name, maxName), Unseen), true
	}
	if Blank(name) {
		return words.In(r.lang, words.NoName), false
	}
	return name, clipped
}

// tell tells of a name that is written in another way, once a person.
func (r *Room) tell(ref export.PersonRef, w wanted, name string, clipped bool) {
	if name == w.name || w.source == "" || r.people.told[ref] == name || r.people.warn == nil {
		return
	}
	r.people.told[ref] = name
	code := export.ChangedName
	if clipped {
		code = export.ClippedName
	}
	r.people.warn(export.Problem{Code: code, Name: Line(w.name), Text: "written as " + name})
}

// Notice returns the words of a notice. Where the source showed none they name whom
// it is about.
func (r *Room) Notice(n export.Notice) string {
	said := words.Of(r.lang, n)
	if strings.TrimSpace(n.Plain) != "" || n.Actor == 0 && len(n.People) == 0 {
		return said
	}
	var who []string
	for _, ref := range append([]export.PersonRef{n.Actor}, n.People...) {
		if name := r.Name(ref); name != "" {
			who = append(who, name)
		}
	}
	return said + " " + strings.Join(who, ", ")
}

// Reactions returns who put which sign under a message: "❤️ 한지우, 👍 ×12".
func (r *Room) Reactions(list []export.Reaction) string {
	parts := make([]string, len(list))
	for i := range list {
		parts[i] = Line(list[i].Sign)
		if name := r.Name(list[i].By); name != "" {
			parts[i] += " " + name
		} else if list[i].Count > 1 {
			parts[i] += " ×" + strconv.Itoa(list[i].Count)
		}
	}
	return strings.Join(parts, ", ")
}

// Unseen reports whether nobody sees a character.
func Unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u3164' || r == '\u115f' || r == '\u1160'
}
