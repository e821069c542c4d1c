//go:build cgo

package convert

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// clumsy is a parser of before: it knew one word less.
func clumsy() *Engine {
	return &Engine{Formats: formats.Table{{Name: "toy", Reader: retold{toy{magic: "toy"}, func(e export.Event) export.Event {
		if m, ok := e.(*export.Message); ok && m.Content.Words() == "둘" {
			return &export.Unread{Text: "둘", From: m.From}
		}
		return e
	}}}}}
}

// What today's parser reads takes the place of what was read before: the store is as if
// it had been there from the beginning, but numbers, names that the owner gave and the
// day of adding stay.
func TestReparse(t *testing.T) {
	dir := t.TempDir()
	text := talkMedia + "엄마: 하나\n엄마: 둘\n민수: 셋\nroom 둘째\n엄마: 넷\n"
	path := filepath.Join(dir, "x")
	write(t, dir, "x/talk.txt", text)
	write(t, dir, "x/a.jpg", "photo")
	write(t, dir, "y/talk.txt", "toy\nroom 셋째\n엄마: 다섯\n")
	st := newStore(t, filepath.Join(dir, "s.exile"))
	opt := keepAll()
	opt.Now = time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	added, err := clumsy().Add(t.Context(), open1(t, path), st, opt)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := clumsy().Add(t.Context(), open1(t, filepath.Join(dir, "y")), st, opt); err != nil {
		t.Fatal(err)
	}
	people, err := st.View().PeopleDetail(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.RenamePerson(t.Context(), people[0].Ref, "어머니"); err != nil {
		t.Fatal(err)
	}
	before := sourceOf(t, st, added.Source)

	today := &Engine{Formats: toys()}
	report, err := today.Reparse(t.Context(), st, before, InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Source != added.Source || report.Ledger.Messages != added.Ledger.Messages+1 {
		t.Errorf("%+v", report)
	}
	want := newStore(t, filepath.Join(dir, "want.exile"))
	for _, name := range []string{"x", "y"} {
		if _, err := today.Add(t.Context(), open1(t, filepath.Join(dir, name)), want, opt); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := wordsOf(t, st), wordsOf(t, want); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	after := sourceOf(t, st, added.Source)
	if !after.Added.Equal(before.Added) || after.SHA256 != before.SHA256 || after.Input != before.Input || after.Ledger != sourceOf(t, want, 1).Ledger {
		t.Errorf("%+v was %+v", after, before)
	}
	now, err := st.View().PeopleDetail(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	if len(now) != len(people) || now[0].Called != "어머니" || now[0].Ref != people[0].Ref {
		t.Errorf("people: %+v were %+v", now, people)
	}
	if check, err := st.Verify(t.Context(), nil); err != nil || !check.OK() {
		t.Errorf("%+v, %v", check, err)
	}
	if again, err := today.Compare(t.Context(), st, after, InOptions{}); err != nil || !again.None() {
		t.Errorf("once more: %+v, %v", again, err)
	}
	if known, err := today.Add(t.Context(), open1(t, path), st, opt); err != nil || !known.Known {
		t.Errorf("the same bytes: %+v, %v", known, err)
	}
}

// wordsOf lists what is said in a store, by chats.
func wordsOf(t *testing.T, st *store.Store) []string {
	t.Helper()
	chats, err := st.View().Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range chats {
		all = append(all, "== "+c.Title)
		for m, err := range st.View().Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, m.Content.Words())
		}
	}
	return all
}

// The places at which today's parser differs are named, as many as are asked for.
func TestCompareAt(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "talk.txt", "toy\nroom 방\n엄마: 하나\n엄마: 둘\n엄마: 셋\n엄마: 둘\n")
	st := newStore(t, filepath.Join(dir, "s.exile"))
	added, err := clumsy().Add(t.Context(), open1(t, path), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	e := &Engine{Formats: toys()}
	for most, want := range map[int]int{0: 0, 1: 1, 10: 2} {
		d, err := e.CompareAt(t.Context(), st, sourceOf(t, st, added.Source), InOptions{}, most)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Places) != want || want > 0 && (d.Places[0].What != "added" || d.Places[0].Line != 4) {
			t.Errorf("of %d: %+v", most, d.Places)
		}
	}
}

// An input of which something was forgotten, or of which the originals are gone, is not
// read again, and stays as it is.
func TestReparseRefuses(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "talk.txt", "toy\nroom 방\n엄마: 하나\n엄마: 둘\nroom 둘째\n엄마: 셋\n")
	st := newStore(t, filepath.Join(dir, "s.exile"))
	added, err := clumsy().Add(t.Context(), open1(t, path), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Forget(t.Context(), store.What{Chat: 2, Now: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	before := strings.Join(wordsOf(t, st), "\n")
	_, err = (&Engine{Formats: toys()}).Reparse(t.Context(), st, sourceOf(t, st, added.Source), InOptions{})
	if !errors.Is(err, ErrForgotten) {
		t.Errorf("it was read: %v", err)
	}
	if after := strings.Join(wordsOf(t, st), "\n"); after != before {
		t.Errorf("it is %q now", after)
	}
	opt := keepAll()
	opt.KeepOriginals = false
	bare := newStore(t, filepath.Join(dir, "bare.exile"))
	if added, err = clumsy().Add(t.Context(), open1(t, path), bare, opt); err != nil {
		t.Fatal(err)
	}
	if _, err = (&Engine{Formats: toys()}).Reparse(t.Context(), bare, sourceOf(t, bare, added.Source), InOptions{}); !errors.Is(err, ErrNotKept) {
		t.Errorf("without originals: %v", err)
	}
}
