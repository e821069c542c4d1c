//go:build cgo

package convert_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats/kakaotalk/kakaotest"
)

// Of a person who is forgotten no word is left, in whatever form the export had it:
// neither in the store nor in what was kept of the export. What others wrote is there.
func TestForgetPersonInEveryForm(t *testing.T) {
	for i, v := range kakaotest.All() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c := v.WithoutAmbiguous(living1(uint64(40+i), 300))
			n := count(c)
			st := living(t, exported(t, v, piece(c, 0, n*6/10)), exported(t, v, piece(c, n*4/10, n)))
			who, gone, stay := loudest(t, st)
			if len(gone) < 5 || len(convert.Traces(t, st.Dir(), gone...)) == 0 {
				t.Fatalf("the test sees nothing: %d texts", len(gone))
			}
			before := len(told(t, st))
			did, err := st.Forget(t.Context(), store.What{Person: who})
			if err != nil {
				t.Fatal(err)
			}
			if found := convert.Traces(t, st.Dir(), gone...); len(found) > 0 {
				t.Errorf("found in %q", found)
			}
			if got := len(told(t, st)); got != before-int(did.Messages+did.Notices) {
				t.Errorf("%d lines of %d are left, and %+v was forgotten", got, before, did)
			}
			now := wordsIn(t, st)
			for _, text := range stay {
				if !slices.Contains(now, text) {
					t.Errorf("%q is gone too", text)
				}
			}
			whole(t, st)
		})
	}
}

// What is forgotten changes nothing of what each export told of the rest: neither the
// words nor the times nor the lines.
func TestForgetKeepsTheRest(t *testing.T) {
	all := kakaotest.All()
	for i, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c := v.WithoutAmbiguous(living1(uint64(80+i), 300))
			n := count(c)
			st := living(t, exported(t, v, piece(c, 0, n*7/10)), exported(t, all[(i+1)%len(all)], piece(c, n*3/10, n)))
			var middle time.Time
			var odd []export.MessageID
			at := 0
			for m, err := range st.View().Messages(t.Context(), 1, export.Range{}) {
				if err != nil {
					t.Fatal(err)
				}
				if at++; at == n/3 {
					middle = m.Time.T
				}
				if at%50 == 49 {
					odd = append(odd, m.ID)
				}
			}
			before := accounts(t, st)
			whats := []store.What{{Chat: 1, Before: middle}}
			for _, id := range odd[len(odd)-2:] {
				whats = append(whats, store.What{Message: id})
			}
			for _, what := range whats {
				if _, err := st.Forget(t.Context(), what); err != nil {
					t.Fatal(err)
				}
			}
			whole(t, st)
			left := map[export.MessageID]bool{}
			for _, chat := range chatsOf(t, st) {
				for m, err := range st.View().Messages(t.Context(), chat, export.Range{}) {
					if err != nil {
						t.Fatal(err)
					}
					left[m.ID] = true
				}
			}
			want := slices.DeleteFunc(before, func(m *export.Message) bool { return !left[m.ID] })
			if d := cmp.Diff(want, accounts(t, st), cmpopts.IgnoreFields(export.Message{}, "Seq")); d != "" {
				t.Errorf("-want +got\n%.3000s", d)
			}
		})
	}
}

func chatsOf(t *testing.T, st *store.Store) []export.ChatRef {
	t.Helper()
	chats, err := st.View().Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var refs []export.ChatRef
	for i := range chats {
		refs = append(refs, chats[i].Ref)
	}
	return refs
}

// accounts are what all exports of a store tell, one after another.
func accounts(t *testing.T, st *store.Store) []*export.Message {
	t.Helper()
	exports, err := st.View().Exports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []*export.Message
	for i := range exports {
		for m, err := range st.View().Accounts(t.Context(), exports[i].ID) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, m)
		}
	}
	return list
}

// loudest is who wrote most, with their texts that nobody else wrote, and the texts
// of all others.
func loudest(t *testing.T, st *store.Store) (who export.PersonRef, theirs, others []string) {
	t.Helper()
	by := map[export.PersonRef][]string{}
	for m, err := range st.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := m.Content.(export.Text); ok {
			by[m.Sender] = append(by[m.Sender], text.Body)
		}
	}
	for p, list := range by {
		if p != 0 && (len(list) > len(by[who]) || who == 0 || len(list) == len(by[who]) && p < who) {
			who = p
		}
	}
	for p, list := range by {
		if p != who {
			others = append(others, list...)
		}
	}
	rest := strings.Join(others, "\x00")
	for _, s := range by[who] {
		if utf8.RuneCountInString(s) >= 8 && !strings.Contains(rest, s) {
			theirs = append(theirs, s)
		}
	}
	return who, theirs, others
}

// wordsIn are all texts of the first chat.
func wordsIn(t *testing.T, st *store.Store) []string {
	t.Helper()
	var list []string
	for m, err := range st.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m.Content.Words())
	}
	return list
}
