//go:build cgo

package convert

import (
	"path/filepath"
	"slices"
	"testing"

	"exile/export/store"
)

// What was forgotten of an input is told when it is added again, and with Again all of
// it comes back, in its place, as if nothing had been forgotten; what was forgotten of
// others stays so. Folders of media, with which only reading tells what the input is,
// make no difference.
func TestForgottenAgain(t *testing.T) {
	for _, name := range []string{"alone", "with media"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			e := &Engine{Formats: toys()}
			write(t, dir, "x/talk.txt", talkMedia+"room 둘째\n엄마: 강릉에 다녀온 이야기\n")
			write(t, dir, "x/a.jpg", "photo")
			write(t, dir, "y/talk.txt", "toy\nroom 셋째\n아빠: 다른 곳의 말\n")
			write(t, dir, "m/else.jpg", "other")
			var given []string
			if name == "with media" {
				given = []string{filepath.Join(dir, "m")}
			}
			add := func(st *store.Store, input string, again bool) *InReport {
				t.Helper()
				ins, err := Open(t.Context(), []string{filepath.Join(dir, input)}, OpenOptions{Media: given})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { CloseAll(ins) })
				opt := keepAll()
				opt.Again = again
				r, err := e.Add(t.Context(), ins[0], st, opt)
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			st := newStore(t, filepath.Join(dir, "s.exile"))
			first := add(st, "x", false)
			want := wordsOf(t, st)
			add(st, "y", false)

			chats, err := st.Rooms(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, what := range []store.What{{Message: 1}, {Chat: chats[1].Ref}, {Chat: chats[2].Ref}} {
				if _, err := st.Forget(t.Context(), what); err != nil {
					t.Fatal(err)
				}
			}
			less := wordsOf(t, st)
			if r := add(st, "x", false); !r.Known || !r.Partly || r.Forgotten || r.Source != first.Source {
				t.Errorf("%+v", r)
			}
			if got := wordsOf(t, st); !slices.Equal(got, less) {
				t.Errorf("%q came back by itself", got)
			}
			r := add(st, "x", true)
			if r.Known || r.Partly || r.Source != first.Source || r.Ledger != first.Ledger {
				t.Errorf("%+v", r)
			}
			if got := wordsOf(t, st); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
			if list, err := st.Oblivions(t.Context(), first.Source); len(list) > 0 || err != nil {
				t.Errorf("%+v, %v", list, err)
			}
			if err := Whole(t.Context(), st, sourceOf(t, st, first.Source)); err != nil {
				t.Error(err)
			}
			if r := add(st, "x", true); !r.Known || r.Partly {
				t.Errorf("the third time: %+v", r)
			}
		})
	}
}
