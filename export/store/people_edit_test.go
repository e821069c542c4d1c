//go:build cgo

package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// friends are 철수 in two exports of one app, and a number in another app.
func friends(tb testing.TB, s *Store) {
	tb.Helper()
	at := func(day int) export.Time {
		return export.Time{T: time.Date(2026, 1, day, 12, 0, 0, 0, seoul), Precision: time.Minute}
	}
	say := func(who export.PersonRef, day, seq int) export.Event {
		return &export.Message{Chat: 1, Sender: who, Time: at(day), Seq: int64(seq), Content: export.Text{Body: "응"}}
	}
	for i, app := range []string{"kakaotalk", "kakaotalk", "whatsapp"} {
		people := []export.Event{
			&export.Person{Ref: 1, Names: []string{"철수", "옛 철수"}, KnownBy: export.ByName},
			&export.Person{Ref: 2, Names: []string{"지우"}, KnownBy: export.ByName},
		}
		if app == "whatsapp" {
			people[0] = &export.Person{Ref: 1, Names: []string{"+82 10-1234-5678"}, Handles: []string{"+82 10-1234-5678"}, KnownBy: export.ByHandle}
		}
		put(tb, s, Source{Input: fmt.Sprintf("%d.txt", i+1)}, append(people,
			&export.Chat{Ref: 1, App: app, Title: fmt.Sprintf("방 %d", i+1), Kind: export.ChatDirect, Members: []export.PersonRef{1, 2}},
			say(1, i+1, 1), say(2, i+1, 2), say(1, i+10, 3))...)
	}
}

// cast tells everybody as outputs see them: number, names and whether it is me.
func castOf(tb testing.TB, s *Store) string {
	tb.Helper()
	people, err := s.View().People(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	var list []string
	for _, p := range people {
		text := fmt.Sprint(p.Ref, " ", strings.Join(p.Names, "="))
		if p.Self {
			text += " me"
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

const strangers = "1 철수=옛 철수; 2 지우; 3 철수=옛 철수; 4 지우; 5 +82 10-1234-5678; 6 지우"

// Nobody is joined unless told; being told, all that they wrote is theirs, also
// across apps, and being split they are as before.
func TestJoinPeople(t *testing.T) {
	s := newStore(t)
	friends(t, s)
	if got := castOf(t, s); got != strangers {
		t.Fatalf("before: %s", got)
	}
	for _, step := range []struct {
		keep   export.PersonRef
		others []export.PersonRef
		want   string
	}{
		{3, []export.PersonRef{5}, "1 철수=옛 철수; 2 지우; 3 철수=옛 철수=+82 10-1234-5678; 4 지우; 6 지우"},
		{1, []export.PersonRef{3}, "1 철수=옛 철수=+82 10-1234-5678; 2 지우; 4 지우; 6 지우"}, // 5 comes along; no chain
		{5, []export.PersonRef{1, 3}, "1 철수=옛 철수=+82 10-1234-5678; 2 지우; 4 지우; 6 지우"},
	} {
		if err := s.JoinPeople(t.Context(), step.keep, step.others...); err != nil {
			t.Fatal(err)
		}
		if got := castOf(t, s); got != step.want {
			t.Errorf("join %d %v: %s", step.keep, step.others, got)
		}
		if chains := rows(t, s, "SELECT count(*) FROM people a JOIN people b ON b.id = a.same WHERE b.same IS NOT NULL"); chains != "0" {
			t.Errorf("join %d %v: %s chains", step.keep, step.others, chains)
		}
	}
	n := 0
	for chat := export.ChatRef(1); chat <= 3; chat++ {
		n += len(all(t, s, chat, export.Range{Sender: 1}))
	}
	if n != 6 {
		t.Errorf("the joined person wrote %d messages, want 6", n)
	}
	if freed, err := s.SplitPeople(t.Context(), 5); err != nil || !slices.Equal(freed, []export.PersonRef{5}) {
		t.Errorf("split 5: %v, %v", freed, err)
	}
	if freed, err := s.SplitPeople(t.Context(), 1); err != nil || !slices.Equal(freed, []export.PersonRef{3}) {
		t.Errorf("split 1: %v, %v", freed, err)
	}
	if freed, err := s.SplitPeople(t.Context(), 1); err != nil || len(freed) != 0 {
		t.Errorf("split 1 again: %v, %v", freed, err)
	}
	if got := castOf(t, s); got != strangers {
		t.Errorf("after: %s", got)
	}
	for _, err := range []error{
		s.JoinPeople(t.Context(), 1, 99), s.JoinPeople(t.Context(), 99, 1), s.RenamePerson(t.Context(), 99, "x"),
		s.SetSelf(t.Context(), 1, 99), s.EditPeople(t.Context(), []PersonEdit{{Person: 99}}),
	} {
		if !errors.Is(err, ErrNoPerson) {
			t.Errorf("nobody: %v", err)
		}
	}
	if got := castOf(t, s); got != strangers {
		t.Errorf("after what failed: %s", got)
	}
}

// The owner's name comes first, also of somebody joined, and goes again.
func TestRenamePerson(t *testing.T) {
	s := newStore(t)
	friends(t, s)
	for _, step := range []struct {
		do   func() error
		want string
	}{
		{func() error { return s.RenamePerson(t.Context(), 5, "김철수") }, "1 철수=옛 철수; 2 지우; 3 철수=옛 철수; 4 지우; 5 김철수=+82 10-1234-5678; 6 지우"},
		{func() error { return s.JoinPeople(t.Context(), 1, 5) }, "1 김철수=철수=옛 철수=+82 10-1234-5678; 2 지우; 3 철수=옛 철수; 4 지우; 6 지우"},
		{func() error { return s.RenamePerson(t.Context(), 5, "철수 형") }, "1 철수 형=김철수=철수=옛 철수=+82 10-1234-5678; 2 지우; 3 철수=옛 철수; 4 지우; 6 지우"},
		{func() error { return s.RenamePerson(t.Context(), 1, "") }, "1 철수=옛 철수=+82 10-1234-5678; 2 지우; 3 철수=옛 철수; 4 지우; 6 지우"},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := castOf(t, s); got != step.want {
			t.Errorf("%s, want %s", got, step.want)
		}
	}
}

// Somebody is themselves in several exports and apps; whoever was taken for them
// there is not any more, but in other exports stays so.
func TestSetSelfInSeveralApps(t *testing.T) {
	s := newStore(t)
	friends(t, s)
	for _, step := range []struct {
		me   []export.PersonRef
		want string
	}{
		{[]export.PersonRef{1, 3}, "1 철수=옛 철수 me; 2 지우; 3 철수=옛 철수 me; 4 지우; 5 +82 10-1234-5678; 6 지우"},
		{[]export.PersonRef{4, 6}, "1 철수=옛 철수 me; 2 지우; 3 철수=옛 철수; 4 지우 me; 5 +82 10-1234-5678; 6 지우 me"},
		{[]export.PersonRef{2}, "1 철수=옛 철수; 2 지우 me; 3 철수=옛 철수; 4 지우 me; 5 +82 10-1234-5678; 6 지우 me"},
	} {
		if err := s.SetSelf(t.Context(), step.me...); err != nil {
			t.Fatal(err)
		}
		if got := castOf(t, s); got != step.want {
			t.Errorf("me %v: %s", step.me, got)
		}
	}
	if err := errors.Join(s.JoinPeople(t.Context(), 1, 3), s.SetSelf(t.Context(), 3)); err != nil {
		t.Fatal(err)
	}
	if got, want := castOf(t, s), "1 철수=옛 철수 me; 2 지우; 4 지우; 5 +82 10-1234-5678; 6 지우 me"; got != want {
		t.Errorf("joined: %s", got)
	}
}

// Several decisions count together or not at all, in whatever order they stand.
func TestEditPeople(t *testing.T) {
	s := newStore(t)
	friends(t, s)
	name, one, three, nobody := "김철수", export.PersonRef(1), export.PersonRef(3), export.PersonRef(0)
	round := []PersonEdit{{Person: 2, Called: &name}, {Person: 1, Same: &three}, {Person: 3, Same: &one}}
	if err := s.EditPeople(t.Context(), round); !errors.Is(err, ErrRound) {
		t.Errorf("round: %v", err)
	}
	if got := castOf(t, s); got != strangers {
		t.Fatalf("after the round: %s", got)
	}
	edits := []PersonEdit{{Person: 5, Same: &three}, {Person: 3, Same: &one, Called: &name}, {Person: 1, Same: &nobody}}
	if err := s.EditPeople(t.Context(), edits); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, "SELECT id, same FROM people WHERE same IS NOT NULL ORDER BY id"); got != "3 1; 5 1" {
		t.Errorf("same: %s", got)
	}
	if err := s.EditPeople(t.Context(), []PersonEdit{{Person: 3, Same: &nobody}, {Person: 5, Same: &nobody}}); err != nil {
		t.Fatal(err)
	}
	if got, want := castOf(t, s), strings.Replace(strangers, "3 철수", "3 김철수=철수", 1); got != want {
		t.Errorf("undone: %s", got)
	}
}

// Each source's names stand with the time of what it has of the person.
func TestPeopleDetail(t *testing.T) {
	s := newStore(t)
	friends(t, s)
	if err := s.JoinPeople(t.Context(), 1, 5); err != nil {
		t.Fatal(err)
	}
	// Source 2 has seen the first two messages of source 1 too.
	h, err := s.hold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = h.conn().exec(t.Context(), `INSERT INTO witnesses (export, first_record, first_message, count, without) VALUES (2, 100, 1, 2, 0)`)
	err = errors.Join(err, h.conn().exec(t.Context(), "INSERT INTO identities VALUES (100, 1, 2, '', 'name', 0)"))
	err = errors.Join(err, h.conn().exec(t.Context(), "INSERT INTO names VALUES (100, 0, '철수야')"))
	if err = errors.Join(err, h.commit(t.Context()), s.release(h)); err != nil {
		t.Fatal(err)
	}
	people, err := s.View().PeopleDetail(t.Context(), true)
	if err != nil || len(people) != 6 {
		t.Fatalf("%d people, %v", len(people), err)
	}
	day := func(a Activity) string {
		return fmt.Sprintf("%d %s–%s", a.Messages, a.First.Format(time.DateTime), a.Last.Format(time.DateTime))
	}
	p := people[0]
	if got := day(p.Activity); got != "2 2026-01-01 12:00:00–2026-01-10 12:00:00" {
		t.Errorf("activity: %s", got)
	}
	var told []string
	for _, n := range p.Told {
		told = append(told, n.Input+" "+strings.Join(n.Names, "=")+" "+day(n.Activity))
	}
	want := []string{
		"2.txt 철수야 1 2026-01-01 12:00:00–2026-01-01 12:00:00",
		"1.txt 철수=옛 철수 2 2026-01-01 12:00:00–2026-01-10 12:00:00",
	}
	if !slices.Equal(told, want) {
		t.Errorf("told: %q", told)
	}
	if got := fmt.Sprint(p.Chats); got != "[{1 2}]" {
		t.Errorf("chats: %s", got)
	}
	p = people[4]
	if p.Same != 1 || p.App != "whatsapp" || p.KnownBy != export.ByHandle || p.Name() != "+82 10-1234-5678" || p.Messages != 2 {
		t.Errorf("the number: %+v", p)
	}
}
