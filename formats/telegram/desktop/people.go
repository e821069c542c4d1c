package desktop

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// person is somebody whom an export names.
type person struct {
	key     string // "user123", "channel123", "chat123"; "" for one known by a name or a number to call
	names   []string
	handles []string
	self    bool
	knownBy export.KnownBy
	ref     export.PersonRef // 0: not emitted yet
}

const (
	maxPeople = 1_000_000 // of all exports; who comes after them is nobody
	maxNames  = 32        // of one person, and handles
	maxKey    = 100       // bytes of a key
)

// called takes note of a name; the last one comes first.
func (p *person) called(name string) {
	if name == "" || len(p.names) > 0 && p.names[0] == name {
		return
	}
	for i, n := range p.names {
		if n == name {
			copy(p.names[1:i+1], p.names[:i])
			p.names[0] = name
			return
		}
	}
	if len(p.names) < maxNames {
		p.names = append([]string{name}, p.names...)
	}
}

func (p *person) handle(h string) {
	if h == "" || slices.Contains(p.handles, h) || len(p.handles) >= maxNames {
		return
	}
	p.handles = append(p.handles, h)
}

// peers are the people of all exports of an input: a key means the same person in
// each of them.
type peers struct {
	emit   formats.Emit
	self   string // the name of whoever made the exports, as the person said it, in NFC; "": not said, or several people's
	byKey  map[string]*person
	all    []*person          // in order of appearance
	byName map[string]*person // nil: several; made once all are known
	count  export.PersonRef

	shifted bool            // ids at hand are of when they had their kind in them
	over    int             // how often somebody was nobody, see maxPeople
	twins   map[string]bool // names that several people have and that somebody is called by alone
}

func newPeers(self string, emit formats.Emit) *peers {
	return &peers{emit: emit, self: norm.NFC.String(self), byKey: map[string]*person{}, twins: map[string]bool{}}
}

// The numbers by which Telegram Desktop called users, chats and channels until 2021
// had their kind in the bits above the lowest 32. Users who wrote had none.
const (
	userShift = 1 << 32
	chatShift = 2 << 32
)

// bare returns the number of a user, group or channel as it is without its kind.
func bare(n int64) int64 {
	if n >= userShift && n < chatShift+userShift {
		return n & (userShift - 1)
	}
	return n
}

// keyOf returns the key that an id stands for. shifted: a number may have its kind in it.
func keyOf(id value, shifted bool) string {
	if id.isString() {
		if len(id) > maxKey {
			return ""
		}
		return strings.ToValidUTF8(id.text(), "\uFFFD")
	}
	n, ok := id.number()
	if !ok || n <= 0 {
		return ""
	}
	if !shifted {
		return "user" + strconv.FormatInt(n, 10)
	}
	kind := "user"
	if n >= chatShift && n < chatShift+userShift {
		kind = "channel" // a basic group writes nothing itself
	}
	return kind + strconv.FormatInt(bare(n), 10)
}

// known returns the person of an id, who becomes one the first time; nil where the
// id is none.
func (ps *peers) known(id value) *person {
	if id.null() {
		return nil
	}
	if id.isString() && bytes.IndexByte(id, '\\') < 0 { // nearly always: nothing is allocated
		if p := ps.byKey[string(id.raw())]; p != nil {
			return p
		}
	}
	return ps.keyed(keyOf(id, ps.shifted))
}

func (ps *peers) keyed(key string) *person {
	if key == "" {
		return nil
	}
	p := ps.byKey[key]
	if p == nil && ps.room() {
		p = &person{key: key, knownBy: export.ByKey}
		ps.byKey[key] = p
		ps.all = append(ps.all, p)
	}
	return p
}

// room reports whether there may be one more person.
func (ps *peers) room() bool {
	if len(ps.all) < maxPeople {
		return true
	}
	ps.over++
	return false
}

// learn takes note of a name beside an id.
func (ps *peers) learn(id, name value) *person {
	p := ps.known(id)
	if p == nil || !name.isString() {
		return p
	}
	if raw := name.raw(); len(p.names) > 0 && string(raw) == p.names[0] {
		return p // nearly always
	}
	p.called(strings.ToValidUTF8(name.text(), "\uFFFD"))
	return p
}

// card takes note of what personal_information or contacts say of a person; nil where
// there are too many people.
func (ps *peers) card(v value) *person {
	name := fullName(v)
	var p *person
	if n, ok := v.get("user_id").number(); ok && n > 0 {
		p = ps.keyed("user" + strconv.FormatInt(n, 10))
	} else if ps.room() {
		p = &person{knownBy: export.ByHandle}
		ps.all = append(ps.all, p)
	}
	if p == nil {
		return nil
	}
	p.also(name) // what people are called in chats is what is shown
	p.handle(v.get("phone_number").text())
	p.handle(v.get("username").text())
	if p.key == "" && len(p.handles) == 0 {
		p.knownBy = export.ByName
	}
	return p
}

func fullName(v value) string {
	return strings.TrimSpace(v.get("first_name").text() + " " + v.get("last_name").text())
}

// settle is called once all people are known: contacts without an id are whoever has
// their number, or the people of their name where that is one person's and one
// contact's. A name means whoever has it first of all as somebody with an id.
func (ps *peers) settle() {
	keyed, contacts, phones := map[string][]*person{}, map[string]int{}, map[string]*person{}
	for _, p := range ps.all {
		if p.key == "" {
			contacts[p.name()]++
			continue
		}
		if p.name() != "" {
			keyed[p.name()] = append(keyed[p.name()], p)
		}
		for _, h := range p.handles {
			phones[h] = p
		}
	}
	var rest []*person
	for _, p := range ps.all {
		if p.key != "" {
			rest = append(rest, p)
			continue
		}
		same := ofHandle(phones, p.handles)
		if same == nil && contacts[p.name()] == 1 && len(keyed[p.name()]) == 1 {
			same = keyed[p.name()][0]
		}
		if same == nil {
			rest = append(rest, p)
			continue
		}
		same.merge(p)
	}
	ps.all = rest
	ps.byName = map[string]*person{}
	for _, withKey := range []bool{true, false} {
		before := maps.Clone(ps.byName)
		for _, p := range ps.all {
			if (p.key != "") == withKey {
				ps.index(p, before)
			}
		}
	}
}

func ofHandle(phones map[string]*person, handles []string) *person {
	for _, h := range handles {
		if p := phones[h]; p != nil {
			return p
		}
	}
	return nil
}

// index enters the names of a person that are not in before; one that several have
// stands for none of them.
func (ps *peers) index(p *person, before map[string]*person) {
	for _, name := range p.names {
		if _, ok := before[name]; ok {
			continue
		}
		if other, ok := ps.byName[name]; ok && other != p {
			ps.byName[name] = nil
			continue
		}
		ps.byName[name] = p
	}
}

// merge adds what is known of somebody else who turned out to be the same person.
func (p *person) merge(q *person) {
	for _, h := range q.handles {
		p.handle(h)
	}
	for _, name := range q.names {
		p.also(name)
	}
}

// also adds a name behind those that there are.
func (p *person) also(name string) {
	if name != "" && !slices.Contains(p.names, name) && len(p.names) < maxNames {
		p.names = append(p.names, name)
	}
}

// named returns the person of a name that stands without an id: the one who has it,
// or somebody known by it alone; nil where there are too many people.
func (ps *peers) named(name string) *person {
	if p := ps.byName[name]; p != nil {
		return p
	}
	if _, several := ps.byName[name]; several {
		ps.twins[name] = true
	}
	if !ps.room() {
		return nil
	}
	p := &person{names: []string{name}, knownBy: export.ByName}
	p.self = ps.self != "" && norm.NFC.String(name) == ps.self && !ps.anySelf()
	ps.byName[name] = p
	ps.all = append(ps.all, p)
	return p
}

// claimSelf makes the one self who has the name that the person said. That of several is
// nobody's; that of nobody may still turn up alone.
func (ps *peers) claimSelf() {
	var found *person
	for _, p := range ps.all {
		if !p.has(ps.self) {
			continue
		}
		if found != nil {
			ps.self = ""
			return
		}
		found = p
	}
	if found != nil {
		found.self = true
	}
}

// has reports whether a name, in NFC, is among those of a person.
func (p *person) has(name string) bool {
	return slices.ContainsFunc(p.names, func(n string) bool { return norm.NFC.String(n) == name })
}

func (ps *peers) anySelf() bool {
	for _, p := range ps.all {
		if p.self {
			return true
		}
	}
	return false
}

// ref returns the number of a person, who is emitted the first time. That of nobody
// is 0.
func (ps *peers) ref(p *person) (export.PersonRef, error) {
	if p == nil || p.ref != 0 {
		return p.number(), nil
	}
	ps.count++
	p.ref = ps.count
	names := p.names
	if len(names) == 0 {
		names = []string{""} // a deleted account
	}
	return p.ref, ps.emit(&export.Person{
		Ref: p.ref, SourceKey: p.key, Names: names, Handles: p.handles, Self: p.self, KnownBy: p.knownBy,
	})
}

func (p *person) number() export.PersonRef {
	if p == nil {
		return 0
	}
	return p.ref
}

// name returns what a person is called; "" for one whose account is deleted.
func (p *person) name() string {
	if p == nil || len(p.names) == 0 {
		return ""
	}
	return p.names[0]
}
