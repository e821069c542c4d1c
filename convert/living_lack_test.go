//go:build cgo

package convert_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats/formattest"
)

// busy is a room whose minutes are full of what people say all the time; one message
// in three says something.
func busy(rnd *rand.Rand, n int) []*export.Message {
	var list []*export.Message
	at := time.Date(2024, 3, 4, 8, 0, 0, 0, time.FixedZone("", 9*3600))
	for i := range n {
		at = at.Add(time.Duration(rnd.IntN(25)) * time.Second)
		if rnd.IntN(6) == 0 {
			at = at.Add(time.Duration(1+rnd.IntN(5)) * time.Minute)
		}
		body := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ", "네"}[rnd.IntN(4)]
		if rnd.IntN(3) == 0 {
			body = fmt.Sprintf("내일 오후에는 %d번 버스를 타고 갈게요", i)
		}
		list = append(list, &export.Message{
			Chat: 1, Sender: export.PersonRef(1 + rnd.IntN(4)), Seq: int64(i + 1), Content: export.Text{Body: body},
			Time: export.Time{T: at, Precision: time.Second, Zone: export.ZoneAssumed},
		})
	}
	return list
}

// lacking is what a device shows that lacks some messages, and of others another
// state.
func lacking(rnd *rand.Rand, list []*export.Message, states bool) []*export.Message {
	var kept []*export.Message
	for _, m := range list {
		told := *m
		text, _ := m.Content.(export.Text)
		switch n := rnd.IntN(36); {
		case n == 0:
			continue
		case n == 1 && states:
			told.Content = export.Deleted{}
		case n == 2 && states && len(text.Body) > 20:
			told.Content = export.Text{Body: text.Body + " (고침)"}
		}
		kept = append(kept, &told)
	}
	return kept
}

// roomOf is a generated chat with other messages.
func roomOf(base *formattest.Chat, list []*export.Message, saved time.Time) *formattest.Chat {
	c := base.Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] { return slices.Values(list) })
	c.Info.Saved = saved
	return c
}

// Of three exports of one room each lacks messages that the others have, and some
// tell what was deleted or edited since. Their order does not matter, and taking one
// out gives the store of the other two.
func TestOrderDoesNotMatterWhereExportsLackMessages(t *testing.T) {
	runs := 8
	if testing.Short() {
		runs = 2
	}
	// Who says "you" for the owner, and shows no title, is another matter.
	forms := []string{"mac-ko-2026", "windows-ko-2024", "windows-enui-ko-2026", "windows-ko-24h", "ios-ko-2026", "android-ko-2026"}
	for run := range runs {
		for _, states := range []bool{false, true} {
			t.Run(fmt.Sprint(run, states), func(t *testing.T) {
				t.Parallel()
				rnd := rand.New(rand.NewPCG(uint64(run), 64))
				base := formattest.Generate(formattest.Plan{Seed: uint64(run), Messages: 1, People: 4})
				list := busy(rnd, 120)
				v := variant(t, forms[rnd.IntN(len(forms))])
				var paths []string
				for i, cut := range [][2]int{{0, 80 + rnd.IntN(20)}, {20 + rnd.IntN(30), 120}, {0, 120}} {
					if run%2 == 0 {
						v = variant(t, forms[rnd.IntN(len(forms))])
					}
					saved := list[119].Time.T.Add(time.Duration(i+1) * time.Hour)
					paths = append(paths, exported(t, v, roomOf(base, lacking(rnd, list[cut[0]:cut[1]], states), saved)))
				}
				anyOrder(t, paths)
			})
		}
	}
}

// anyOrder adds three exports in every order, and takes each out again.
func anyOrder(t *testing.T, paths []string) {
	t.Helper()
	of := func(order ...int) *store.Store {
		st := newLiving(t)
		for _, i := range order {
			addTo(t, st, paths[i])
		}
		whole(t, st)
		return st
	}
	all := told(t, of(0, 1, 2))
	for _, order := range [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		same(t, fmt.Sprint(order), all, told(t, of(order...)))
	}
	for out, rest := range [][]int{{1, 2}, {0, 2}, {0, 1}} {
		st := of(0, 1, 2)
		if err := st.Undo(t.Context(), int64(out+1)); err != nil {
			t.Fatal(err)
		}
		whole(t, st)
		same(t, fmt.Sprint("without ", out), told(t, of(rest...)), told(t, st))
	}
}

// January and March are two chats until February shows that they are one; without it
// they are two again, whenever it came.
func TestUndoOfABridgeGivesTwoChatsBack(t *testing.T) {
	v := variant(t, "android-ko-2026")
	c := v.WithoutAmbiguous(living1(7, 400))
	n := count(c)
	a, b := exported(t, v, piece(c, 0, n*4/10)), exported(t, v, piece(c, n*6/10, n))
	bridge := exported(t, v, piece(c, n*3/10, n*7/10))
	apart := living(t, a, b)
	want, people := told(t, apart), peopleOf(t, apart)
	if len(counts(t, apart)) != 2 {
		t.Fatal("January and March are one chat")
	}
	for i, order := range [][]string{{bridge, a, b}, {a, bridge, b}, {a, b, bridge}} {
		st := living(t, order...)
		if n := len(counts(t, st)); n != 1 {
			t.Fatalf("with February there are %d chats", n)
		}
		if err := st.Undo(t.Context(), int64(i+1)); err != nil {
			t.Fatal(err)
		}
		whole(t, st)
		same(t, "without February", want, told(t, st))
		if got := peopleOf(t, st); got != people {
			t.Errorf("%d people; added apart they are %d", got, people)
		}
	}
}

// Two rooms that were merged by mistake are two rooms again, of as many people.
func TestSplitGivesPeopleBack(t *testing.T) {
	one, other := living1(1, 200), living1(2, 200)
	st := living(t, exported(t, variant(t, "android-ko-2026"), one), exported(t, variant(t, "windows-ko-2024"), other))
	want, people := told(t, st), peopleOf(t, st)
	if err := st.MergeChats(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if peopleOf(t, st) == people {
		t.Fatal("merging made nobody one")
	}
	if _, err := st.SplitChat(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	whole(t, st)
	same(t, "split", want, told(t, st))
	if got := peopleOf(t, st); got != people {
		t.Errorf("%d people, and not %d", got, people)
	}
}

func peopleOf(t *testing.T, st *store.Store) int {
	t.Helper()
	people, err := st.View().People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(people)
}
