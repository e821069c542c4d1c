package desktop

import (
	"testing"

	"exile/export"
	"exile/formats"
)

var optionsNone = formats.WriteOptions{}

func TestIDs(t *testing.T) {
	byKey := func(ref export.PersonRef, key string) export.Person {
		return export.Person{Ref: ref, SourceKey: key, Names: []string{"Kim"}, KnownBy: export.ByKey}
	}
	people := []export.Person{
		byKey(1, "user77"),
		byKey(2, "channel88"),
		byKey(3, "u12"),
		byKey(4, "u12"), // of another app
		{Ref: 5, Names: []string{"Kim"}, KnownBy: export.ByName},
		{Ref: 6, Names: []string{"Kim", "Kim Seojun"}, KnownBy: export.ByName}, // in another chat
		{Ref: 7, Names: []string{"Lee"}, Handles: []string{"+82 10"}, KnownBy: export.ByHandle},
		{Ref: 8, Names: []string{"Lee at work"}, Handles: []string{"+82 10", "@lee"}, KnownBy: export.ByHandle},
		{Ref: 9, Names: []string{""}, KnownBy: export.ByName},
	}
	d := newDirectory(people, optionsNone)
	id := func(ref export.PersonRef) string { return d.of(ref).id }
	if id(1) != "user77" || id(2) != "channel88" || d.of(1).number != 77 {
		t.Errorf("Telegram's own ids became %s and %s", id(1), id(2))
	}
	if id(5) != id(6) {
		t.Error("one name in two chats has two ids")
	}
	if id(7) != id(8) || len(d.of(7).handles) != 2 {
		t.Error("one phone number has two ids, or lost a handle")
	}
	apart := map[string]bool{}
	for _, ref := range []export.PersonRef{1, 2, 3, 4, 5, 7, 9, 1000} {
		apart[id(ref)] = true
		if n := d.of(ref).number; ref > 2 && (n < firstID || n >= endID) {
			t.Errorf("the id %d of person %d may be somebody's", n, ref)
		}
	}
	if len(apart) != 8 {
		t.Errorf("8 people have %d ids", len(apart))
	}
	if d.of(0) != nil {
		t.Error("nobody is somebody")
	}
	d.of(5).shown = true
	if n := d.twins(); n != 2 {
		t.Errorf("%d people share an id for their name's sake, want 2", n)
	}

	alone := newDirectory(people[6:7], optionsNone)
	if alone.of(7).id != id(7) {
		t.Error("an id depends on who else is there")
	}
	if got := hashID("name\x00Kim"); got != 1929690468297876 {
		t.Errorf("ids have changed: %d; whoever mapped them has to do so again", got)
	}
}

// Whoever is "me" has one id, whatever apps the history is of: Telegram's, if there is
// one, and the name that stands there. So readers find "me" in every chat.
func TestOneSelf(t *testing.T) {
	people := []export.Person{
		{Ref: 1, Names: []string{"Me"}, KnownBy: export.ByName, Self: true}, // WhatsApp's
		{Ref: 2, Names: []string{"Ana"}, KnownBy: export.ByName},
		{Ref: 3, SourceKey: "user1", Names: []string{"Jiwoo"}, Handles: []string{"@jiwoo"}, KnownBy: export.ByKey, Self: true},
		{Ref: 4, SourceKey: "u77", Names: []string{"한지우"}, KnownBy: export.ByKey, Self: true}, // LINE's
	}
	d := newDirectory(people, optionsNone)
	for _, ref := range []export.PersonRef{1, 3, 4} {
		if u := d.of(ref); u != d.self || u.id != "user1" || u.name != "Jiwoo" || !u.self || len(u.handles) != 1 {
			t.Errorf("person %d is %+v", ref, u)
		}
	}
	if d.of(2) == d.self || d.of(2).self || len(d.order) != 2 {
		t.Errorf("%d users, Ana is %+v", len(d.order), d.of(2))
	}
	if d = newDirectory(people[:2], optionsNone); d.of(1) != d.self || d.self.number != hashID("name\x00Me") {
		t.Errorf("without Telegram, me is %+v", d.self)
	}
	named := newDirectory(people, formats.WriteOptions{Self: "Jiwoo Han"})
	if named.self.name != "Jiwoo Han" {
		t.Errorf("me is called %q", named.self.name)
	}
}

// Two texts whose ids are the same get ids that follow each other.
func TestIDsCollide(t *testing.T) {
	d := newDirectory(nil, optionsNone)
	first := d.seat(1, d.made("x"))
	second := d.seat(2, d.made("x"))
	if second.number != nextID(first.number) {
		t.Errorf("%d follows %d", second.number, first.number)
	}
	if nextID(endID-1) != firstID {
		t.Error("the last id has none after it")
	}
}

func TestTelegramID(t *testing.T) {
	for key, want := range map[string]int64{
		"user1": 1, "channel9876543210": 9876543210, "chat5": 5,
		"": 0, "user": 0, "user0": 0, "user-1": 0, "user+1": 0, "user1x": 0, "u12": 0, "12": 0, "user99999999999999999999": 0,
	} {
		if n, ok := telegramID(key); ok != (want != 0) || ok && n != want {
			t.Errorf("%q is %d, %v", key, n, ok)
		}
	}
}
