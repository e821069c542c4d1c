//go:build cgo

package store

import (
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"exile/export"
)

func undo(tb testing.TB, s *Store, source int64) {
	tb.Helper()
	if err := s.Undo(tb.Context(), source); err != nil {
		tb.Fatal(err)
	}
}

func TestUndo(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나", "12:01 민수 둘", "12:02 민수 *photo", "12:04 민수 다섯")
	b := exportOf("b.txt", "3T12:00", "12:00:10 엄마 하나", "12:01:10 민수 *deleted", "12:02:05 민수 *photo IMG.jpg", "12:03:00 지영 넷", "12:05:00 민수 여섯")
	s := joined(t, a)
	before := dump(t, s)
	source, _ := joinTo(t, s, 1, b)
	if dump(t, s) == before {
		t.Fatal("it changed nothing")
	}
	undo(t, s, source)
	if got := dump(t, s); got != before {
		t.Errorf("it was\n%s\nand is\n%s", before, got)
	}
	checkIntegrity(t, s)
	for _, table := range []string{"sources", "exports", "chats"} {
		if got := rows(t, s, "SELECT count(*) FROM "+table); got != "1" {
			t.Errorf("%s %s", got, table)
		}
	}
	if got := rows(t, s, "SELECT count(*) FROM versions"); got != "0" {
		t.Errorf("%s versions", got)
	}
	if err := s.Undo(t.Context(), source); !errors.Is(err, ErrNoSource) {
		t.Errorf("again: %v", err)
	}
	undo(t, s, 1)
	if got := dump(t, s); got != "" {
		t.Errorf("in the end there is\n%s", got)
	}
	if got := rows(t, s, "SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM witnesses) + (SELECT count(*) FROM names) + (SELECT count(*) FROM documents)"); got != "0" {
		t.Errorf("%s rows are left", got)
	}
}

// Whatever is undone, the store is as if it had never been added.
func TestUndoAnyOf(t *testing.T) {
	for seed := range 10 {
		r := rand.New(rand.NewSource(int64(seed)))
		exports := random(r, 4)
		s := joined(t, exports...)
		for i, e := range exports {
			if errs := told(t, s)[inputOf(e)]; errs == "" {
				t.Fatalf("seed %d: export %d tells nothing", seed, i)
			}
		}
		tellsExactly(t, s, exports...)
		checkIntegrity(t, s)
		n := r.Intn(len(exports))
		undo(t, s, int64(n+1))
		rest := slices.Delete(slices.Clone(exports), n, n+1)
		if got, want := essence(t, s), essence(t, joined(t, rest...)); got != want {
			t.Fatalf("seed %d: without export %d it is\n%s\nand not\n%s", seed, n, got, want)
		}
		checkIntegrity(t, s)
	}
}

func TestJoinInAnyOrder(t *testing.T) {
	for seed := range 10 {
		r := rand.New(rand.NewSource(int64(seed)))
		exports := random(r, 3)
		want := essence(t, joined(t, exports...))
		r.Shuffle(len(exports), func(i, j int) { exports[i], exports[j] = exports[j], exports[i] })
		if got := essence(t, joined(t, exports...)); got != want {
			t.Fatalf("seed %d: it is\n%s\nand not\n%s", seed, got, want)
		}
	}
}

func TestUndoTheLast(t *testing.T) {
	for seed := range 10 {
		exports := random(rand.New(rand.NewSource(int64(seed))), 3)
		s := joined(t, exports[:2]...)
		before := dump(t, s)
		source, _ := joinTo(t, s, 1, exports[2])
		undo(t, s, source)
		if got := dump(t, s); got != before {
			t.Fatalf("seed %d: it is\n%s\nand not\n%s", seed, got, before)
		}
	}
}

func inputOf(events []export.Event) string {
	for _, e := range events {
		if c, ok := e.(*export.Chat); ok {
			return c.From.Input
		}
	}
	return ""
}

// random makes exports of one true chat: each is of a part of it, with minutes or
// seconds, and its own words for some things.
func random(r *rand.Rand, n int) [][]export.Event {
	type truth struct {
		minute, second int
		who, words     string
	}
	var chat []truth
	names := []string{"엄마", "민수", "지영"}
	minute := 60
	for i := range 40 {
		minute += r.Intn(3)
		words := fmt.Sprintf("%d번째로 하는 말입니다", i)
		if r.Intn(8) == 0 {
			words = "*photo"
		}
		chat = append(chat, truth{minute, i % 60, names[r.Intn(3)], words})
	}
	var exports [][]export.Event
	for i := range n {
		from := r.Intn(15)
		to := 25 + r.Intn(15)
		fine := r.Intn(2) == 0
		var lines []string
		for k, m := range chat[from:to] {
			words := m.words
			switch {
			case words == "*photo" && fine:
				words = fmt.Sprintf("*photo IMG_%d.jpg", from+k)
			case (from+k)*7%11 == i:
				words = "*deleted"
			}
			at := fmt.Sprintf("%02d:%02d", m.minute/60, m.minute%60)
			if fine {
				at += fmt.Sprintf(":%02d", m.second)
			}
			lines = append(lines, at+" "+m.who+" "+words)
		}
		exports = append(exports, exportOf(fmt.Sprintf("%d.txt", i), fmt.Sprintf("%dT12:00", 2+i), lines...))
	}
	return exports
}

var _ = strings.Join
