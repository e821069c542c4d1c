//go:build cgo

package store

import (
	"errors"
	"math/rand"
	"testing"

	"exile/export"
	"exile/export/merge"
)

// inOne gives the chats and people of several exports numbers of their own, as if
// one input held them: those of the i-th export are 100*i+1 and so on.
func inOne(i int, events []export.Event) []export.Event {
	list := copied(events)
	person := func(ref export.PersonRef) export.PersonRef {
		if ref == 0 {
			return 0
		}
		return ref + export.PersonRef(100*i)
	}
	for _, e := range list {
		switch e := e.(type) {
		case *export.Chat:
			e.Ref += export.ChatRef(100 * i)
		case *export.Person:
			e.Ref = person(e.Ref)
		case *export.Message:
			e.Chat, e.Sender = e.Chat+export.ChatRef(100*i), person(e.Sender)
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	return list
}

// declared are the events that come again in each round.
func declared(events []export.Event) []export.Event {
	var list []export.Event
	for _, e := range events {
		if _, ok := e.(*export.Message); !ok {
			list = append(list, e)
		}
	}
	return list
}

// planOf is how a batch takes an export into a chat.
func planOf(tb testing.TB, b *Batch, chat export.ChatRef, events []export.Event) Join {
	tb.Helper()
	stored, err := b.Marks(chat)
	if err != nil {
		tb.Fatal(err)
	}
	incoming, newest := marksOf(events)
	people := merge.SamePeople(stored, incoming)
	return Join{Chat: chat, Plan: merge.Align(stored, incoming, people), People: people, Newest: newest}
}

// Several exports of one room in one input are added round by round, to a new store
// and to one that has something.
func TestRounds(t *testing.T) {
	for seed := range 5 {
		exports := random(rand.New(rand.NewSource(int64(seed))), 3)
		want := essence(t, joined(t, exports...))
		for _, kind := range []string{"new", "new in a vault", "there"} {
			s, fresh := newStore(t), kind != "there"
			first := 0
			if kind == "new in a vault" {
				v, err := CreateVault(newFakeVault(nil))
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { closeStore(t, v) })
				s = v
			}
			if !fresh {
				joinTo(t, s, 0, exports[0])
				first = 1
			}
			b := begin(t, s)
			var all []export.Event
			for i := first; i < len(exports); i++ {
				all = append(all, inOne(i, exports[i])...)
			}
			for i := first; i < len(exports); i++ {
				if i > first {
					if err := b.Round(); err != nil {
						t.Fatal(err)
					}
				}
				rooms, err := b.Rooms()
				if err != nil || len(rooms) != int(flag(i > 0)) {
					t.Fatalf("%d rooms, %v", len(rooms), err)
				}
				events := inOne(i, exports[i])
				if i > 0 {
					if err := b.Join(export.ChatRef(100*i+1), planOf(t, b, rooms[0].Ref, events)); err != nil {
						t.Fatal(err)
					}
				}
				for n := first; n <= i; n++ { // chats of later rounds are not declared
					if n < i {
						events = append(declared(inOne(n, exports[n])), events...)
					}
				}
				if err := b.Add(events); err != nil {
					t.Fatal(err)
				}
				if got := b.Number(export.ChatRef(100*i + 1)); got != 1 {
					t.Errorf("the chat has number %d", got)
				}
			}
			commit(t, b, Source{Input: "all", Ledger: ledgerOf(all)})
			if got := essence(t, s); got != want {
				t.Fatalf("seed %d, %s: it is\n%s\nand not\n%s", seed, kind, got, want)
			}
			checkIntegrity(t, s)
			if c := verify(t, s); !c.OK() {
				t.Errorf("seed %d, %s: %q", seed, kind, c.Faults)
			}
			if !fresh {
				undo(t, s, 2)
				alone := newStore(t)
				joinTo(t, alone, 0, exports[0])
				if got, want := dump(t, s), dump(t, alone); got != want {
					t.Errorf("seed %d: without the rounds it is\n%s\nand not\n%s", seed, got, want)
				}
			}
		}
	}
}

// January and March were added before February, which shows that they are one room.
func TestMergeChatsInBatch(t *testing.T) {
	january := exportOf("1.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다")
	march := exportOf("3.txt", "4T12:00", "14:00 엄마 다섯을 말합니다", "14:01 민수 여섯을 말합니다")
	february := exportOf("2.txt", "3T12:00", "12:01 민수 둘을 말합니다", "13:00 엄마 셋을 말합니다", "14:00 엄마 다섯을 말합니다")
	s := newStore(t)
	joinTo(t, s, 0, january)
	joinTo(t, s, 0, march)
	b := begin(t, s)
	if err := b.MergeChats(1, 2); err != nil {
		t.Fatal(err)
	}
	if err := b.Join(1, planOf(t, b, 1, february)); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(copied(february)); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{Input: "2.txt", Ledger: ledgerOf(february)})
	const want = "12:00 엄마 하나를 말합니다\n12:01 민수 둘을 말합니다\n13:00 엄마 셋을 말합니다\n14:00 엄마 다섯을 말합니다\n14:01 민수 여섯을 말합니다\n"
	if got := reads(t, s, 1); got != want {
		t.Errorf("it reads\n%s", got)
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%q", c.Faults)
	}
	tellsExactly(t, s, january, february, march)
	// Without February nothing says that they are one.
	undo(t, s, 3)
	apart := newStore(t)
	joinTo(t, apart, 0, january)
	joinTo(t, apart, 0, march)
	if got, want := essence(t, s), essence(t, apart); got != want {
		t.Errorf("without February it is\n%s\nand not\n%s", got, want)
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%q", c.Faults)
	}
	checkIntegrity(t, s)
}

func TestReplace(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 *photo")
	b := exportOf("b.txt", "3T12:00", "12:01 민수 둘을 말합니다", "12:02 민수 *photo", "12:05 민수 여섯")
	better := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 *photo IMG.jpg")
	for _, others := range []bool{true, false} {
		s := newStore(t)
		joinTo(t, s, 0, a)
		if others {
			joinTo(t, s, 1, b)
		}
		if err := s.RenamePerson(t.Context(), 1, "어머니"); err != nil {
			t.Fatal(err)
		}
		batch := begin(t, s)
		if err := batch.Replace(1); err != nil {
			t.Fatal(err)
		}
		j := planOf(t, batch, 1, better)
		j.People = map[export.PersonRef]export.PersonRef{1: 1, 2: 2} // as the old reading called them
		if err := batch.Join(1, j); err != nil {
			t.Fatal(err)
		}
		if err := batch.Add(copied(better)); err != nil {
			t.Fatal(err)
		}
		if id := commit(t, batch, Source{Input: "a.txt", Ledger: ledgerOf(better)}); id != 1 {
			t.Errorf("source %d", id)
		}
		want := "12:00 어머니 하나를 말합니다\n12:01 민수 둘을 말합니다\n12:02 민수 *photo IMG.jpg\n"
		if others {
			want += "12:05 민수 여섯\n"
		}
		if got := reads(t, s, 1); got != want {
			t.Errorf("others %v: it reads\n%s", others, got)
		}
		if got := rows(t, s, "SELECT count(*) FROM people"); got != "2" {
			t.Errorf("%s people", got)
		}
		checkIntegrity(t, s)
		if c := verify(t, s); !c.OK() {
			t.Errorf("%q", c.Faults)
		}
		batch = begin(t, s)
		if err := batch.Replace(9); !errors.Is(err, ErrNoSource) {
			t.Errorf("no source: %v", err)
		}
		if err := batch.Rollback(); err != nil {
			t.Error(err)
		}
	}
}

// A store in a vault joins, undoes, merges and splits as one in a folder.
func TestMergingInVault(t *testing.T) {
	exports := random(rand.New(rand.NewSource(3)), 3)
	s := joined(t, exports[:2]...)
	before := dump(t, s)
	v := sealed(t, s)
	w := openFake(t, v, ReadWrite)
	source, _ := joinTo(t, w, 1, exports[2])
	if got, want := essence(t, w), essence(t, joined(t, exports...)); got != want {
		t.Errorf("it is\n%s\nand not\n%s", got, want)
	}
	chat, err := w.SplitChat(t.Context(), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.MergeChats(t.Context(), 1, chat); err != nil {
		t.Fatal(err)
	}
	if c := verify(t, w); !c.OK() {
		t.Errorf("%q", c.Faults)
	}
	if err := w.Undo(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	if got, want := essence(t, w), essence(t, s); got != want {
		t.Errorf("it is\n%s\nand not\n%s", got, want)
	}
	if dump(t, s) != before {
		t.Error("the folder changed")
	}
}
