package desktop

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// The ids made here lie above those that Telegram gives, which end below 1<<40,
// so that none is taken for somebody's account, and below 1<<52, so that
// JavaScript reads them exactly.
const (
	firstID = 1 << 40
	endID   = 1 << 52
)

// user is somebody as result.json names them.
type user struct {
	id       string // "user123"
	number   int64  // of the id
	name     string
	handles  []string
	self     bool
	named    int   // people who are this user
	shown    bool  // result.json names them
	messages int64 // that they wrote
}

// directory gives everybody an id, the same in all chats and on every run. Who
// has a Telegram id keeps it. All others get one from what they are known by:
// the key, the first handle, or the name. Whoever is "me" is so by one id, also where
// a history is of several apps.
type directory struct {
	users map[export.PersonRef]*user
	order []*user
	known map[string]*user // by handle or name
	taken map[string]bool  // ids
	self  *user            // "me", of whatever apps the history is
	none  *user            // who wrote what nobody is said to have written
}

func newDirectory(people []export.Person, opt formats.WriteOptions) *directory {
	d := &directory{users: make(map[export.PersonRef]*user, len(people)), known: map[string]*user{}, taken: map[string]bool{}}
	names := make(map[string]string, len(opt.Names))
	for from, to := range opt.Names {
		names[norm.NFC.String(from)] = to
	}
	if me := owner(people); me != nil {
		d.self = d.add(me)
		d.self.name = me.Name()
	}
	for i := range people {
		p := &people[i]
		u := d.self
		if !p.Self {
			u = d.add(p)
		}
		d.users[p.Ref] = u
		u.named++
		u.handles = union(u.handles, p.Handles)
		u.self = u.self || p.Self
		if u.name == "" {
			u.name = p.Name()
		}
		for _, n := range p.Names {
			if to := names[norm.NFC.String(n)]; to != "" {
				u.name = to
				break
			}
		}
		if p.Self && opt.Self != "" {
			u.name = opt.Self
		}
	}
	return d
}

// owner returns whoever of those that are "me" gives them all an id and a name: the
// first who has one of Telegram's, or the first of all. One export is of one account.
func owner(people []export.Person) *export.Person {
	var me *export.Person
	for i := range people {
		p := &people[i]
		if !p.Self {
			continue
		}
		if _, ok := telegramID(p.SourceKey); ok {
			return p
		}
		if me == nil {
			me = p
		}
	}
	return me
}

func (d *directory) add(p *export.Person) *user {
	if number, ok := telegramID(p.SourceKey); ok && !d.taken[p.SourceKey] {
		return d.seat(p.Ref, &user{id: p.SourceKey, number: number})
	}
	switch {
	case p.KnownBy == export.ByKey && p.SourceKey != "": // who has another key is another, so that equal ones are of two apps
		return d.seat(p.Ref, d.made("key\x00"+p.SourceKey))
	case p.KnownBy == export.ByHandle && len(p.Handles) > 0:
		return d.one(p.Ref, "handle\x00"+p.Handles[0])
	}
	return d.one(p.Ref, "name\x00"+norm.NFC.String(p.Name()))
}

// one returns the only user who is known by this.
func (d *directory) one(ref export.PersonRef, by string) *user {
	u := d.known[by]
	if u == nil {
		u = d.made(by)
		d.known[by] = u
		return d.seat(ref, u)
	}
	d.users[ref] = u
	return u
}

func (d *directory) seat(ref export.PersonRef, u *user) *user {
	d.users[ref] = u
	d.order = append(d.order, u)
	d.taken[u.id] = true
	return u
}

// made makes a user whose id follows from a text, or is the next free one.
func (d *directory) made(from string) *user {
	for n := hashID(from); ; n = nextID(n) {
		if id := "user" + strconv.FormatInt(n, 10); !d.taken[id] {
			return &user{id: id, number: n}
		}
	}
}

// of returns the user who is a person; nil for nobody.
func (d *directory) of(ref export.PersonRef) *user {
	if ref == 0 {
		return nil
	}
	u := d.users[ref]
	if u == nil { // a history that names somebody whom it does not declare
		u = d.seat(ref, d.made("ref\x00"+strconv.FormatInt(int64(ref), 10)))
	}
	return u
}

// author returns the user who wrote something: Telegram has no message without one,
// and other readers rely on that.
func (d *directory) author(ref export.PersonRef) *user {
	if ref != 0 {
		return d.of(ref)
	}
	if d.none == nil {
		d.none = d.made("nobody")
		d.order = append(d.order, d.none)
		d.taken[d.none.id] = true
	}
	return d.none
}

// twins counts the people who share a user with others for their name's sake,
// those aside who are "me".
func (d *directory) twins() int {
	n := 0
	for by, u := range d.known {
		if strings.HasPrefix(by, "name\x00") && u.shown && !u.self && u.named > 1 {
			n += u.named
		}
	}
	return n
}

// telegramID reads the number of an id as Telegram Desktop writes it.
func telegramID(key string) (int64, bool) {
	for _, kind := range []string{"user", "channel", "chat"} {
		digits, ok := strings.CutPrefix(key, kind)
		if !ok || digits == "" || digits[0] < '1' || digits[0] > '9' {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		return n, err == nil
	}
	return 0, false
}

func hashID(from string) int64 {
	sum := sha256.Sum256([]byte(from))
	return firstID + int64(binary.BigEndian.Uint64(sum[:])%(endID-firstID))
}

func nextID(n int64) int64 {
	if n+1 < endID {
		return n + 1
	}
	return firstID
}

func union(a, b []string) []string {
	for _, s := range b {
		found := false
		for _, t := range a {
			found = found || s == t
		}
		if !found {
			a = append(a, s)
		}
	}
	return a
}
