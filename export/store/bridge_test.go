//go:build cgo

package store

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"exile/export"
)

// An export that the owner added to a chat stays there although nothing else holds it.
func TestUndoKeepsWhatTheOwnerSaid(t *testing.T) {
	january := exportOf("1.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다")
	march := exportOf("3.txt", "4T12:00", "14:00 엄마 다섯을 말합니다", "14:01 민수 여섯을 말합니다")
	february := exportOf("2.txt", "3T12:00", "12:01 민수 둘을 말합니다", "13:00 엄마 셋을 말합니다", "14:00 엄마 다섯을 말합니다")
	for why, want := range map[string]string{
		`{"why":"said"}`:                    "1",
		`{"why":"title"}`:                   "2",
		`{"why":"asked","chat":7}`:          "1",
		`{"why":"bridged","chat":7}`:        "2",
		`not what this program wrote, ever`: "2",
	} {
		s := joined(t, january, february, march)
		err := s.write(t.Context(), func(c *conn) error {
			return c.exec(t.Context(), "UPDATE exports SET why = ? WHERE id = 3", why)
		})
		if err != nil {
			t.Fatal(err)
		}
		undo(t, s, 2)
		if got := rows(t, s, "SELECT count(*) FROM chats"); got != want {
			t.Errorf("%s: %s chats", why, got)
		}
		if c := verify(t, s); !c.OK() {
			t.Errorf("%s: %q", why, c.Faults)
		}
		tellsExactly(t, s, january, march)
	}
}

// What the owner merged stays one chat when another export of it goes.
func TestUndoKeepsMergedChats(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다")
	b := exportOf("b.txt", "3T12:00", "13:00 엄마 셋을 말합니다", "13:01 민수 넷을 말합니다")
	c := exportOf("c.txt", "4T12:00", "12:01 민수 둘을 말합니다", "12:02 민수 그리고")
	s := newStore(t)
	joinTo(t, s, 0, a)
	joinTo(t, s, 0, b)
	if err := s.MergeChats(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	joinTo(t, s, 1, c)
	undo(t, s, 3)
	if got := rows(t, s, "SELECT count(*) FROM chats"); got != "1" {
		t.Errorf("%s chats", got)
	}
	undo(t, s, 1)
	if got := reads(t, s, 1); got != "13:00 엄마 셋을 말합니다\n13:01 민수 넷을 말합니다\n" {
		t.Errorf("it reads\n%s", got)
	}
}

// Two rooms of people of the same names are merged by mistake: split, they have their
// own people again, in notices and older states too, and the store is as it was.
func TestSplitPartsPeople(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다", "12:02 민수 처음")
	b := exportOf("b.txt", "3T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 *deleted", "12:02 민수 처음~", "12:04 지영 다섯")
	s := newStore(t)
	joinTo(t, s, 0, a)
	joinTo(t, s, 0, b)
	before, people := essence(t, s), rows(t, s, "SELECT count(*) FROM people")
	if err := s.RenamePerson(t.Context(), 1, "우리 엄마"); err != nil {
		t.Fatal(err)
	}
	if err := s.MergeChats(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, "SELECT count(*) FROM people"); got == people {
		t.Fatal("merging made nobody one")
	}
	if _, err := s.SplitChat(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, "SELECT count(*) FROM people"); got != people {
		t.Errorf("%s people, and not %s", got, people)
	}
	if got := rows(t, s, "SELECT called FROM people WHERE called <> ''"); got != "우리 엄마" {
		t.Errorf("the owner calls %q", got)
	}
	if err := s.RenamePerson(t.Context(), 1, ""); err != nil {
		t.Fatal(err)
	}
	if got := essence(t, s); got != before {
		t.Errorf("it is\n%s\nand not\n%s", got, before)
	}
	const strangers = `SELECT count(*) FROM messages m WHERE sender NOT IN (SELECT i.person FROM identities i
JOIN exports e ON e.source = i.source WHERE e.chat = m.chat)`
	if got := rows(t, s, strangers); got != "0" {
		t.Errorf("%s messages are of people whom their input does not tell of", got)
	}
	tellsExactly(t, s, a, b)
	checkIntegrity(t, s)
	if c := verify(t, s); !c.OK() {
		t.Errorf("%q", c.Faults)
	}
}

// Whoever is known by a key is one person in both chats.
func TestSplitLeavesWhoeverTheAppNames(t *testing.T) {
	keyed := func(events []export.Event) []export.Event {
		for _, e := range events {
			if p, ok := e.(*export.Person); ok {
				p.SourceKey, p.KnownBy = "u"+p.Name(), export.ByKey
			}
		}
		return events
	}
	a := keyed(exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다", "12:01 민수 둘을 말합니다"))
	b := keyed(exportOf("b.txt", "3T12:00", "12:00 엄마 하나를 말합니다", "12:04 민수 다섯"))
	s := joined(t, a, b)
	if _, err := s.SplitChat(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, "SELECT count(*) FROM people"); got != "2" {
		t.Errorf("%s people", got)
	}
}

// Whatever the order in which four exports come that each lack messages, some with
// times that are a neighbour's, the chat is the same; and each can be taken out.
func TestResettleInAnyOrder(t *testing.T) {
	for seed := range 20 {
		r := rand.New(rand.NewSource(int64(seed)))
		var lines []string
		for minute := range 12 {
			for range 1 + r.Intn(4) {
				words := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ"}[r.Intn(3)]
				if r.Intn(3) == 0 {
					words = fmt.Sprintf("%d번째로 말합니다", len(lines))
				}
				lines = append(lines, fmt.Sprintf("12:%02d %s %s", minute, []string{"엄마", "민수", "지영"}[r.Intn(3)], words))
			}
		}
		lines = append([]string{"11:00 엄마 모두 처음에 이 말을 들었습니다", "11:01 민수 그리고 이 말도 들었습니다", "11:02 지영 저도 그랬습니다"}, lines...)
		var exports [][]export.Event
		for i := range 4 {
			kept := slices.Clone(lines[:3])
			for _, l := range lines[3:] {
				f := strings.SplitN(l, " ", 3)
				switch r.Intn(12) {
				case 0:
				case 1:
					kept = append(kept, f[0]+" "+f[1]+" *deleted")
				default:
					kept = append(kept, l)
				}
			}
			e := exportOf(fmt.Sprintf("%d.txt", i), fmt.Sprintf("%dT12:00", i+2), kept...)
			if i%2 == 1 {
				neighbours(e)
			}
			exports = append(exports, e)
		}
		s := joined(t, exports...)
		want := essence(t, s)
		other := slices.Clone(exports)
		r.Shuffle(4, func(i, j int) { other[i], other[j] = other[j], other[i] })
		again := joined(t, other...)
		if got := essence(t, again); got != want {
			t.Fatalf("seed %d: in one order it is\n%s\nand in another\n%s", seed, want, got)
		}
		tellsExactly(t, again, exports...)
		out := r.Intn(4)
		undo(t, again, int64(out+1))
		rest := slices.Delete(slices.Clone(other), out, out+1)
		if got, want := essence(t, again), essence(t, joined(t, rest...)); got != want {
			t.Fatalf("seed %d: without one it is\n%s\nand not\n%s", seed, got, want)
		}
		tellsExactly(t, again, rest...)
		if c := verify(t, again); !c.OK() {
			t.Errorf("seed %d: %q", seed, c.Faults)
		}
		checkIntegrity(t, again)
	}
}

// neighbours makes what was deleted have the time of the message before it, as one
// device writes it.
func neighbours(events []export.Event) {
	var before export.Time
	for _, e := range events {
		m, ok := e.(*export.Message)
		if !ok {
			continue
		}
		if _, deleted := m.Content.(export.Deleted); deleted && !before.T.IsZero() {
			m.Time = before
			m.Time.Inferred = true
			continue
		}
		before = m.Time
	}
}
