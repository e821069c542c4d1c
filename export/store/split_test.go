//go:build cgo

package store

import (
	"errors"
	"math/rand"
	"strings"
	"testing"
	"time"

	"exile/export"
)

func TestMergeChats(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 *photo", "12:04 민수 다섯")
	b := exportOf("b.txt", "3T12:00", "12:00:10 엄마 하나를 말합니다", "12:01:10 민수 *deleted", "12:02:05 민수 *photo IMG.jpg", "12:03:00 지영 넷을 말합니다", "12:05:00 민수 여섯")
	s := newStore(t)
	joinTo(t, s, 0, a)
	joinTo(t, s, 0, b)
	if err := s.MergeChats(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if got, want := essence(t, s), essence(t, joined(t, a, b)); got != want {
		t.Errorf("it is\n%s\nand not\n%s", got, want)
	}
	tellsExactly(t, s, a, b)
	checkIntegrity(t, s)
	for _, test := range []struct {
		into, from export.ChatRef
		want       error
	}{{1, 1, ErrSameChat}, {1, 2, ErrNoChat}, {7, 1, ErrNoChat}} {
		if err := s.MergeChats(t.Context(), test.into, test.from); !errors.Is(err, test.want) {
			t.Errorf("%d and %d: %v", test.into, test.from, err)
		}
	}
}

// What is split and merged again is what it was; what is merged of parts that were
// added apart is what it is when they are added to one another.
func TestSplitAndMerge(t *testing.T) {
	for seed := range 12 {
		r := rand.New(rand.NewSource(int64(seed)))
		exports := random(r, 3)
		s := joined(t, exports...)
		before := essence(t, s)
		n := int64(1 + r.Intn(3))
		chat, err := s.SplitChat(t.Context(), 1, n)
		if err != nil {
			t.Fatal(err)
		}
		checkIntegrity(t, s)
		tellsExactly(t, s, exports...)
		alone := newStore(t)
		joinTo(t, alone, 0, exports[n-1])
		if got, want := reads(t, s, chat), reads(t, alone, 1); got != want {
			t.Fatalf("seed %d: alone it reads\n%s\nand not\n%s", seed, got, want)
		}
		if c := verify(t, s); !c.OK() {
			t.Errorf("seed %d: %q", seed, c.Faults)
		}
		if err := s.MergeChats(t.Context(), 1, chat); err != nil {
			t.Fatal(err)
		}
		if got := essence(t, s); got != before {
			t.Fatalf("seed %d: it is\n%s\nand not\n%s", seed, got, before)
		}
		tellsExactly(t, s, exports...)
		if c := verify(t, s); !c.OK() {
			t.Errorf("seed %d: %q", seed, c.Faults)
		}
	}
}

func TestSplitSeveral(t *testing.T) {
	exports := random(rand.New(rand.NewSource(7)), 4)
	s := joined(t, exports...)
	chat, err := s.SplitChat(t.Context(), 1, 2, 4)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reads(t, s, chat), reads(t, joined(t, exports[1], exports[3]), 1); got != want {
		t.Errorf("it reads\n%s\nand not\n%s", got, want)
	}
	if got, want := reads(t, s, 1), reads(t, joined(t, exports[0], exports[2]), 1); got != want {
		t.Errorf("the rest reads\n%s\nand not\n%s", got, want)
	}
	if _, err := s.SplitChat(t.Context(), 1, 2); !errors.Is(err, ErrNoExport) {
		t.Errorf("of another chat: %v", err)
	}
	if _, err := s.SplitChat(t.Context(), 1, 1, 3); !errors.Is(err, ErrWholeChat) {
		t.Errorf("all of it: %v", err)
	}
	if _, err := s.SplitChat(t.Context(), 9, 1); !errors.Is(err, ErrNoChat) {
		t.Errorf("no chat: %v", err)
	}
}

// An export that was read with a wrong zone finds its messages once it is put right.
func TestRetime(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 *photo")
	b := exportOf("b.txt", "3T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 *photo", "12:05 민수 여섯")
	abroad := time.FixedZone("", 2*3600)
	move := func(zone *time.Location) func(export.Time) export.Time {
		return func(t export.Time) export.Time { // the same wall clock elsewhere
			w := t.T
			t.T = time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), w.Nanosecond(), zone)
			return t
		}
	}
	wrong := copied(b)
	for _, e := range wrong {
		switch e := e.(type) {
		case *export.Chat:
			e.Saved = move(abroad)(export.Time{T: e.Saved}).T
		case *export.Message:
			e.Time = move(abroad)(e.Time)
		case *export.Person, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	for _, apart := range []bool{false, true} {
		s := newStore(t)
		joinTo(t, s, 0, a)
		source, _ := joinTo(t, s, export.ChatRef(flag(!apart)), wrong)
		if got := rows(t, s, "SELECT count(*) FROM messages"); got != "7" {
			t.Fatalf("%s messages", got)
		}
		if err := s.Retime(t.Context(), source, "Asia/Seoul", move(seoul)); err != nil {
			t.Fatal(err)
		}
		want := newStore(t)
		joinTo(t, want, 0, a)
		joinTo(t, want, export.ChatRef(flag(!apart)), b)
		if got, want := essence(t, s), essence(t, want); got != want {
			t.Errorf("apart %v: it is\n%s\nand not\n%s", apart, got, want)
		}
		if got := rows(t, s, "SELECT zone FROM sources WHERE id = 2"); got != "Asia/Seoul" {
			t.Errorf("zone %q", got)
		}
		checkIntegrity(t, s)
		if c := verify(t, s); !c.OK() {
			t.Errorf("%q", c.Faults)
		}
	}
	if err := newStoreWith(t, a).Retime(t.Context(), 9, "", move(seoul)); !errors.Is(err, ErrNoSource) {
		t.Errorf("no source: %v", err)
	}
}

func newStoreWith(t *testing.T, events []export.Event) *Store {
	t.Helper()
	return joined(t, events)
}

func TestVersions(t *testing.T) {
	s := joined(t,
		exportOf("a.txt", "2T12:00", "12:00 엄마 비밀이야", "12:01 민수 처음에는 이렇게 썼다", "12:02 민수 *photo", "12:03 지영 그대로"),
		exportOf("b.txt", "3T12:00", "12:00 엄마 *deleted", "12:01 민수 처음에는 이렇게 썼다가~", "12:02 민수 *photo IMG.jpg", "12:03 지영 그대로"))
	var got []string
	for v, err := range s.View().Versions(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, v.Told.Content.Words()+" "+v.Told.From.File)
	}
	if strings.Join(got, "; ") != "비밀이야 a.txt; 처음에는 이렇게 썼다 a.txt" {
		t.Errorf("got %q", got)
	}
	joinTo(t, s, 1, exportOf("c.txt", "4T12:00", "12:03 지영 그대로", "12:04 지영 더"))
	seen, err := s.View().Seen(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	var counts []int
	for _, m := range all(t, s, 1, export.Range{}) {
		counts = append(counts, len(seen.Exports(m.ID)))
	}
	if len(counts) != 5 || counts[0] != 2 || counts[3] != 3 || counts[4] != 1 {
		t.Errorf("seen %v times", counts)
	}
	if last := all(t, s, 1, export.Range{Limit: 1, Last: true}); seen.Alone(last[0].ID) != 3 {
		t.Errorf("it stands in export %d alone", seen.Alone(last[0].ID))
	}
}
