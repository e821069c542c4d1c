//go:build cgo

package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

// Two exports of one room stay two chats, also where the app has a key for it.
// People of one key are one person.
func TestNamesDoNotJoinPeopleAndKeysDo(t *testing.T) {
	s := newStore(t)
	input := func(app, key string) []export.Event {
		return []export.Event{
			&export.Person{Ref: 7, Names: []string{"민수"}, KnownBy: export.ByName},
			&export.Person{Ref: 8, Names: []string{"New " + key, "지영"}, SourceKey: "u1", KnownBy: export.ByKey, Self: key == "2"},
			&export.Person{Ref: 9, Names: []string{""}, Handles: []string{"+82 10", "+1" + key}, KnownBy: export.ByHandle},
			&export.Chat{Ref: 4, App: app, SourceKey: "c1", Title: "t" + key, Members: []export.PersonRef{9, 8}},
			&export.Chat{Ref: 5, App: app, Title: "no key"},
			&export.Message{Chat: 4, Sender: 8, Seq: 0, Content: export.Text{Body: key + "0"}},
			&export.Message{Chat: 4, Sender: 8, Seq: 1, Content: export.Text{Body: key + "1"}},
		}
	}
	put(t, s, Source{}, input("app", "1")...)
	put(t, s, Source{}, input("app", "2")...)
	put(t, s, Source{}, input("other", "3")...)
	people, err := s.View().People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	person := func(ref export.PersonRef, by export.KnownBy, names string) export.Person {
		return export.Person{Ref: ref, KnownBy: by, Names: strings.Split(names, "|")}
	}
	want := []export.Person{
		person(1, export.ByName, "민수"),
		person(2, export.ByKey, "New 2|지영|New 1"),
		person(3, export.ByHandle, ""),
		person(4, export.ByName, "민수"),
		person(5, export.ByName, "민수"),
		person(6, export.ByKey, "New 3|지영"),
		person(7, export.ByHandle, ""),
	}
	want[1].SourceKey, want[1].Self, want[5].SourceKey = "u1", true, "u1"
	want[2].Handles, want[6].Handles = []string{"+82 10", "+12", "+11"}, []string{"+82 10", "+13"}
	if d := cmp.Diff(want, people, sameMessage); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	chats, err := s.View().Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range chats {
		got = append(got, fmt.Sprintf("%d %s %s %v", c.Ref, c.App, c.Title, c.Members))
	}
	want2 := []string{
		"1 app t1 [3 2]", "2 app no key []", "3 app t2 [3 2]", "4 app no key []", "5 other t3 [7 6]", "6 other no key []",
	}
	if !slices.Equal(got, want2) {
		t.Errorf("got %q, want %q", got, want2)
	}
	for chat, want := range map[export.ChatRef]string{1: "10 11", 3: "20 21", 5: "30 31"} {
		if got := bodies(all(t, s, chat, export.Range{})); got != want {
			t.Errorf("chat %d reads %q, want %q", chat, got, want)
		}
	}
	checkIntegrity(t, s)
}

// A chat that one file declares under two numbers is one: its key says so. Two copies
// of a database in one input are two: their messages are the same.
func TestKeysJoinChatsOfOneSource(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{},
		&export.Person{Ref: 1, Names: []string{"민수"}},
		&export.Chat{Ref: 1, App: "app", SourceKey: "c1", Title: "old"},
		&export.Message{Chat: 1, Sender: 1, Seq: 0, Content: export.Text{Body: "a"}},
		&export.Chat{Ref: 2, App: "app", SourceKey: "c1", Title: "new"},
		&export.Message{Chat: 2, Sender: 1, Seq: 1, Content: export.Text{Body: "b"}})
	chats, err := s.View().Chats(t.Context())
	if err != nil || len(chats) != 1 || chats[0].Title != "new" {
		t.Fatalf("%+v, %v", chats, err)
	}
	if got := bodies(all(t, s, 1, export.Range{})); got != "a b" {
		t.Errorf("it reads %q", got)
	}
	from := func(input, file string, ref export.ChatRef) []export.Event {
		src := export.Source{Input: input, File: file}
		return []export.Event{
			&export.Chat{Ref: ref, App: "app", SourceKey: "c2", From: src},
			&export.Message{Chat: ref, Seq: 0, Content: export.Text{Body: input + file}, From: src},
		}
	}
	put(t, s, Source{}, slices.Concat(from("x", "a", 1), from("x", "b", 2), from("y", "a", 3))...)
	for chat, want := range map[export.ChatRef]string{2: "xa", 3: "xb", 4: "ya"} {
		if got := bodies(all(t, s, chat, export.Range{})); got != want {
			t.Errorf("chat %d reads %q, want %q", chat, got, want)
		}
	}
}

func TestDeclaringAgainAdds(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{Format: "app"},
		&export.Person{Ref: 1, Names: []string{"옛"}, KnownBy: export.ByName},
		&export.Chat{Ref: 1, App: "app", Title: "old", Lang: "en"},
		&export.Person{Ref: 1, Names: []string{"새"}, KnownBy: export.ByName, Self: true},
		&export.Chat{Ref: 1, App: "app", Title: "new", Lang: "ko", Kind: export.ChatDirect, Members: []export.PersonRef{1}})
	people, err := s.View().People(t.Context())
	if err != nil || len(people) != 1 || !slices.Equal(people[0].Names, []string{"새", "옛"}) || !people[0].Self {
		t.Errorf("%+v, %v", people, err)
	}
	chats, err := s.View().Chats(t.Context())
	if err != nil || len(chats) != 1 || chats[0].Title != "new" || chats[0].Lang != "ko" || chats[0].Kind != export.ChatDirect || len(chats[0].Members) != 1 {
		t.Errorf("%+v, %v", chats, err)
	}
}

func TestPeopleWithoutAChat(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, &export.Person{Ref: 1, Names: []string{"x"}})
	if people, err := s.View().People(t.Context()); err != nil || len(people) != 1 {
		t.Errorf("%+v, %v", people, err)
	}
}

func TestSetSelf(t *testing.T) {
	s := newStore(t)
	first := people1()
	first[1].(*export.Person).Self = true
	put(t, s, Source{}, first...)
	second := people1()
	second[3].(*export.Person).Self = true
	put(t, s, Source{}, second...)
	if err := s.SetSelf(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if err := s.SetSelf(t.Context(), 99); !errors.Is(err, ErrNoPerson) {
		t.Errorf("nobody: %v", err)
	}
	people, err := s.View().People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var self []export.PersonRef
	for _, p := range people {
		if p.Self {
			self = append(self, p.Ref)
		}
	}
	if !slices.Equal(self, []export.PersonRef{2, 6}) {
		t.Errorf("self is %v", self)
	}
}
