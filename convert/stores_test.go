//go:build cgo

package convert_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export/store"
	"exile/formats"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

func kakaoEngine() *convert.Engine {
	return &convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
}

// gathered joins stores into a new one.
func gathered(t *testing.T, from ...*store.Store) (*store.Store, *convert.StoresReport) {
	t.Helper()
	to := newLiving(t)
	r, err := kakaoEngine().MergeStores(t.Context(), to, from)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, to)
	return to, r
}

// sealedOf puts a store into an archive and opens the store in that.
func sealedOf(t *testing.T, st *store.Store) *store.Store {
	t.Helper()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		t.Fatal(err)
	}
	ids, _, err := crypto.ParseIdentities(t.Context(), strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "a.exile.age")
	opt := convert.SealedOptions{Identities: ids}
	if _, err := convert.Seal(t.Context(), st, out, convert.SealOptions{SealedOptions: opt, To: []crypto.Recipient{key.Recipient}}); err != nil {
		t.Fatal(err)
	}
	s, err := convert.OpenSealed(out, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	in, err := s.Store(store.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// Stores that are joined give what one store gives to which everything was added, with
// every original and photo, in every form that KakaoTalk writes, sealed or not.
func TestMergeStoresIsAddingAll(t *testing.T) {
	all := kakaotest.All()
	for i, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			other := all[(i+5)%len(all)]
			c := other.WithoutAmbiguous(v.WithoutAmbiguous(living1(uint64(300+i), 240)))
			n := count(c)
			a, b := exported(t, v, piece(c, 0, n*6/10)), exported(t, v, piece(c, n*4/10, n))
			d, e := exported(t, other, c), exported(t, v, living1(uint64(900+i), 60))
			one, two := living(t, a, e), living(t, b, d, a)
			want := living(t, a, e, b, d)
			got, r := gathered(t, one, sealedOf(t, two))
			same(t, "joined", told(t, want), told(t, got))
			if n := len(r.Sources); n != 5 || r.Sources[4].Skipped != convert.SkippedKnown || r.Sources[4].Source != 1 {
				t.Errorf("%+v", r.Sources)
			}
			sameInputs(t, want, got)
			// What came so can be taken out again as if it had been added here.
			if err := want.Undo(t.Context(), 3, 4); err != nil {
				t.Fatal(err)
			}
			if err := got.Undo(t.Context(), 3, 4); err != nil {
				t.Fatal(err)
			}
			same(t, "undone", told(t, want), told(t, got))
			whole(t, got)
		})
	}
}

// sameInputs compares what two stores know of their inputs, but for when they came.
func sameInputs(t *testing.T, want, got *store.Store) {
	t.Helper()
	var lists [2][]string
	for i, st := range []*store.Store{want, got} {
		sources, err := st.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for j := range sources {
			s := &sources[j]
			lists[i] = append(lists[i], s.Input+" "+s.Format+" "+s.SHA256+" "+s.Zone)
			kept, err := st.Originals(t.Context(), s.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range kept {
				lists[i] = append(lists[i], "  "+o.Root+" "+o.Path+" "+o.SHA256)
			}
			for k := range s.Problems {
				lists[i] = append(lists[i], "  "+string(s.Problems[k].Code)+" "+s.Problems[k].Name)
			}
			if s.Ledger.Messages == 0 {
				t.Errorf("source %d has no ledger", s.ID)
			}
		}
		files, err := st.Referred(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		lists[i] = append(lists[i], files...)
	}
	same(t, "inputs", lists[0], lists[1])
}

// What the owner decided in one of the stores holds in the new one: names, who is who,
// chats that were merged by hand, settings; also where the input itself came by way of
// another store.
func TestMergeStoresKeepsDecisions(t *testing.T) {
	v := variant(t, "android-ko-2026")
	a, b := exported(t, v, piece(room(1, ""), 0, 200)), exported(t, v, piece(room(1, ""), 300, 500))
	other := exported(t, variant(t, "windows-ko-2024"), room(4, "다른 방"))
	first := living(t, a)
	second := living(t, a, b, other)
	if _, err := second.UniteChats(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	people, err := second.View().PeopleDetail(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	named := people[0].Name()
	stranger := slices.IndexFunc(people, func(p store.PersonDetail) bool {
		return len(p.Chats) == 1 && p.Chats[0].Chat == 3 && p.Messages > 0
	})
	if stranger < 0 {
		t.Fatalf("nobody of the other chat: %+v", people)
	}
	joined := people[stranger].Name()
	if err := second.RenamePerson(t.Context(), people[0].Ref, "우리 누나"); err != nil {
		t.Fatal(err)
	}
	if err := second.JoinPeople(t.Context(), people[0].Ref, people[stranger].Ref); err != nil {
		t.Fatal(err)
	}
	if err := second.SetSelf(t.Context(), people[1].Ref); err != nil {
		t.Fatal(err)
	}
	if err := second.SetSetting(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	got, r := gathered(t, first, second)
	if len(r.United) != 1 {
		t.Errorf("united: %+v", r.United)
	}
	same(t, "decided", told(t, second), told(t, got))
	now, err := got.View().PeopleDetail(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	var called, same, self int
	for i := range now {
		p := &now[i]
		switch {
		case p.Called == "우리 누나" && p.Person.Name() == named:
			called++
		case p.Same != 0 && p.Person.Name() == joined:
			same++
		}
		if p.Self {
			self++
		}
	}
	if called == 0 || same == 0 || self == 0 {
		t.Errorf("called %d, same %d, self %d: %+v", called, same, self, now)
	}
	if value, err := got.Setting(t.Context(), "theme"); value != "dark" || err != nil {
		t.Errorf("setting %q, %v", value, err)
	}
}

// What was forgotten in one store does not come back out of another that still has it,
// in whatever order they are named.
func TestMergeStoresForgets(t *testing.T) {
	v := variant(t, "android-ko-2026")
	a, b := exported(t, v, room(1, "")), exported(t, v, room(5, "다른 방"))
	for _, all := range []bool{false, true} {
		clean, full := living(t, a, b), living(t, b, a)
		what := store.What{Chat: 1, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
		if !all {
			messages, _, first, last, err := clean.View().Count(t.Context(), 1)
			if err != nil || messages == 0 {
				t.Fatal(messages, err)
			}
			what.Before = first.Add(last.Sub(first) / 2)
		}
		if _, err := clean.Forget(t.Context(), what); err != nil {
			t.Fatal(err)
		}
		want := told(t, clean)
		for _, order := range [][]*store.Store{{clean, full}, {full, clean}} {
			got, r := gathered(t, order...)
			same(t, "forgotten", want, told(t, got))
			skipped := 0
			for i := range r.Sources {
				if r.Sources[i].Skipped == convert.SkippedForgotten {
					skipped++
				}
			}
			if skipped != 1 {
				t.Errorf("skipped: %+v", r.Sources)
			}
			if again := addTo(t, got, a); !again.Known {
				t.Error("what was forgotten can be added as if it never had been")
			}
		}
	}
}
