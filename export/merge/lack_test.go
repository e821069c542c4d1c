package merge_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// lacking is a chat of which two exports each lack some messages, as where people
// took them out on one device.
type lacking struct {
	*rand.Rand
	share   float64 // of messages that an export lacks
	telling float64 // of texts that say something, each another thing
	other   float64 // of messages that are no texts
}

// history is n messages in minutes of 1 to 25, most of them one of few words.
func (l lacking) history(n int) []*export.Message {
	words := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ", "네", "?"}
	var all []*export.Message
	for of := 0; len(all) < n; of++ {
		few := 1 + l.IntN(3)
		for range 1 + l.IntN(25) {
			m := says(export.PersonRef(1+l.IntN(1+l.IntN(4))), words[l.IntN(few)])
			m.Time = at(of, 0, time.Minute)
			switch p := l.Float64(); {
			case p < l.telling:
				// They begin alike and end alike, as templates do.
				m.Content = export.Text{Body: fmt.Sprintf("오늘 저녁 모임은 %d번 출구 앞에서 봐요", len(all))}
			case p < l.telling+l.other:
				l.change(m, len(all))
			}
			all = append(all, m)
		}
	}
	return all[:n]
}

// change makes something else of a text.
func (l lacking) change(m *export.Message, n int) {
	switch l.IntN(4) {
	case 0:
		m.Content = photo(fmt.Sprintf("20240507_%06d.jpg", n), export.FileMissing)
	case 1:
		m.Sender, m.Content = 0, export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{export.PersonRef(10 + n)}}
	case 2:
		m.Content = export.Card{Kind: export.CardGift, Title: fmt.Sprint("선물 ", n)}
	case 3:
		m.Content = export.Text{Body: fmt.Sprintf("https://youtu.be/%04d", n)}
	}
}

func (l lacking) without(all []*export.Message) []*export.Message {
	var kept []*export.Message
	for _, m := range all {
		if l.Float64() >= l.share {
			kept = append(kept, m)
		}
	}
	return kept
}

// signed is what a message says, by whom.
func signed(m *export.Message) string { return fmt.Sprint(m.Sender, m.Content) }

// leastOf returns how many messages two exports tell of at least: what is not in one
// order in both is two.
func leastOf(a, b []*export.Message) int {
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			now := row[j+1]
			row[j+1] = max(now, row[j])
			if signed(a[i]) == signed(b[j]) {
				row[j+1] = before + 1
			}
			before = now
		}
	}
	return len(a) + len(b) - row[len(b)]
}

func byMinute(all []*export.Message) map[int64][]*export.Message {
	of := map[int64][]*export.Message{}
	for _, m := range all {
		of[minuteOf(m)] = append(of[minuteOf(m)], m)
	}
	return of
}

// TestLackingExports: of two exports that lack messages, each another, nothing is
// lost that their order shows, and what says something is never taken for another
// thing. Where ㅋㅋ is lacking beside ㅋㅋ nobody can tell.
func TestLackingExports(t *testing.T) {
	for _, share := range []float64{.02, .1, .3} {
		for _, telling := range []float64{0, .05, .3, 1} {
			for _, other := range []float64{0, .2} {
				t.Run(fmt.Sprintf("lacking %v telling %v other %v", share, telling, other), func(t *testing.T) {
					l := lacking{rand.New(rand.NewPCG(31, 32)), share, telling, other}
					all, lost, doubled := 0, 0, 0
					for range 40 {
						history := l.history(150)
						x, y := l.without(history), l.without(history)
						got := joined(t, told(1, x), told(2, y))
						if back := joined(t, told(2, y), told(1, x)); back.String() != got.String() {
							t.Fatalf("the order of adding matters:\n%s\n%s", got, back)
						}
						atLeast(t, x, y, got.entries)
						n, less, more := judge(t, got.entries, x, y)
						all, lost, doubled = all+n, lost+less, doubled+more
					}
					t.Logf("of %d messages %d are lost among their like, %d doubled", all, lost, doubled)
					if telling+other >= 1 && lost+doubled > 0 {
						t.Error("though each says something else")
					}
				})
			}
		}
	}
}

// atLeast checks that no minute has fewer messages than two exports show.
func atLeast(t *testing.T, x, y []*export.Message, entries []merge.Entry) {
	t.Helper()
	var shown []*export.Message
	for i := range entries {
		shown = append(shown, entries[i].Now)
	}
	a, b, got := byMinute(x), byMinute(y), byMinute(shown)
	for minute, list := range got {
		if least := leastOf(a[minute], b[minute]); len(list) < least {
			t.Fatalf("%d messages of at least %d:\n%v\n%v", len(list), least, texts(a[minute]), texts(b[minute]))
		}
	}
}

func texts(list []*export.Message) []string {
	var all []string
	for _, m := range list {
		all = append(all, signed(m))
	}
	return all
}

// judge counts the messages of two exports, and how many of them are not told, or
// told once more. No entry may be of two messages of different words.
func judge(t *testing.T, entries []merge.Entry, x, y []*export.Message) (all, lost, doubled int) {
	t.Helper()
	exports := map[int64][]*export.Message{1: x, 2: y}
	truths := map[*export.Message]bool{}
	left := map[string]int{} // how many more there must be
	words := func(m *export.Message) string { return fmt.Sprint(minuteOf(m), signed(m)) }
	for i := range entries {
		for _, a := range entries[i].Accounts {
			m := exports[a.Export][a.Record-1]
			if signed(m) != signed(entries[i].Now) {
				t.Fatalf("%s is taken for %s", signed(m), signed(entries[i].Now))
			}
			if !truths[m] {
				truths[m] = true
				left[words(m)]++
			}
		}
		left[words(entries[i].Now)]--
	}
	for _, n := range left {
		lost += max(0, n)
		doubled += max(0, -n)
	}
	return len(truths), lost, doubled
}

// TestLackingAndDeleted: what one export says was deleted is found in the other, and
// hardly ever taken for something else that its own export lacks.
func TestLackingAndDeleted(t *testing.T) {
	for _, share := range []float64{0, .02, .1} {
		l := lacking{rand.New(rand.NewPCG(33, 34)), share, 1, 0}
		deleted, found, mistaken := 0, 0, 0
		for range 100 {
			history := l.history(150)
			x, y := l.without(history), l.without(history)
			later := map[*export.Message]bool{}
			told1, told2 := told(1, x), told(2, y)
			for _, m := range x {
				later[m] = true
			}
			here := 0
			for i, m := range y {
				if l.IntN(20) == 0 {
					told2[i].Message.Content = export.Deleted{Plain: "삭제된 메시지입니다."}
					here += count(later[m])
				}
			}
			deleted += here
			got := joined(t, told1, told2)
			if back := joined(t, told2, told1); back.String() != got.String() {
				t.Fatalf("the order of adding matters:\n%s\n%s", got, back)
			}
			for i := range got.entries {
				all := got.entries[i].Accounts
				if len(all) < 2 || export.KindOf(got.entries[i].Now.Content) != export.KindDeleted {
					continue
				}
				of := map[int64]*export.Message{1: x[0], 2: y[0]}
				for _, a := range all {
					of[a.Export] = map[int64][]*export.Message{1: x, 2: y}[a.Export][a.Record-1]
				}
				if of[1] == of[2] {
					found++
				} else {
					mistaken++
				}
			}
		}
		t.Logf("lacking %v: of %d deleted messages %d are found, %d others are taken for one", share, deleted, found, mistaken)
		if share == 0 && found*100 < deleted*95 || mistaken*50 > deleted && share < .1 || share == 0 && mistaken > 0 {
			t.Error("too many")
		}
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
