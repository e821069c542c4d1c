//go:build cgo

package convert

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/export/store"
)

// dated is a chat of two people on the first days of a month.
func dated(month time.Month, swapped bool) *incoming {
	in := &incoming{marks: merge.NewMarks(), chat: export.Chat{Title: "등산"}, names: map[string]int{"지우": 1, "하은": 1}}
	for i := range 40 {
		day := 1 + i/4
		at := time.Date(2024, month, day, 9, i, 0, 0, time.UTC)
		if swapped {
			at = time.Date(2024, time.Month(day), int(month), 9, i, 0, 0, time.UTC)
		}
		msg := &export.Message{
			Sender: export.PersonRef(1 + i%2), Content: export.Text{Body: fmt.Sprintf("%d번째 봉우리까지 갑니다", i)},
			Time: export.Time{T: at, Precision: time.Minute, Zone: export.ZoneAssumed},
		}
		in.marks.Add(msg, int64(i+1), func(p export.PersonRef) string { return []string{"", "지우", "하은"}[p] })
	}
	in.marks.Sort()
	return in
}

// Two files of one chat, of which one was read with day and month changed.
func TestDatesTheOtherWayRound(t *testing.T) {
	for name, tt := range map[string]struct {
		a, b *incoming
		want Why
	}{
		"one is wrong":     {dated(time.April, false), dated(time.April, true), WhySwapped},
		"the other is":     {dated(time.April, true), dated(time.April, false), WhySwapped},
		"both are right":   {dated(time.April, false), dated(time.April, false), WhyTitle},
		"both are wrong":   {dated(time.April, true), dated(time.April, true), WhyTitle},
		"two other months": {dated(time.April, false), dated(time.June, true), WhyOtherMessages},
	} {
		f := &fit{marks: tt.a.marks, like: merge.Compare(tt.a.marks, tt.b.marks), people: merge.SamePeople(tt.a.marks, tt.b.marks)}
		if f.judge(tt.b, true); f.why != tt.want || f.sure != (tt.want == WhyTitle) {
			t.Errorf("%s: %q, sure %v, want %q; %+v", name, f.why, f.sure, tt.want, f.like)
		}
	}
}

// The app's key is not believed where what was said denies it: two accounts of one
// owner call their chats with one friend the same.
func TestKeyOfTwoAccounts(t *testing.T) {
	keyed := func(words string, day int, names ...string) *incoming {
		in := &incoming{
			marks: merge.NewMarks(), names: map[string]int{},
			chat: export.Chat{App: "telegram", Kind: export.ChatDirect, Title: "Mina", SourceKey: "7"},
		}
		for _, n := range names {
			in.names[n]++
		}
		for i := range 20 {
			msg := &export.Message{
				SourceKey: strconv.Itoa(i), Sender: export.PersonRef(1 + i%2), Content: export.Text{Body: fmt.Sprintf("%s number %d", words, i)},
				Time: export.Time{T: time.Date(2024, 3, day, 9, i, 0, 0, time.UTC), Precision: time.Second, Zone: export.ZoneStated},
			}
			in.marks.Add(msg, int64(i+1), func(p export.PersonRef) string { return names[p-1] })
		}
		in.marks.Sort()
		return in
	}
	private := keyed("dinner", 4, "Jiwoo", "Mina")
	for name, tt := range map[string]struct {
		in   *incoming
		want Why
	}{
		"again":                                  {keyed("dinner", 4, "Jiwoo", "Mina"), ""},
		"other words under the same keys":        {keyed("invoice", 4, "Jiwoo (work)", "Mina"), WhyOtherMessages},
		"another account, at another time":       {keyed("invoice", 9, "Jiwoo (work)", "Mina"), WhyNoOverlap},
		"the same people, at another time":       {keyed("breakfast", 9, "Jiwoo", "Mina"), ""},
		"the same people, one of whom has left":  {keyed("breakfast", 9, "Jiwoo", "Deleted Account"), WhyNoOverlap},
		"again, under another name of the owner": {keyed("dinner", 4, "지우", "Mina"), ""},
	} {
		f := &fit{
			room: &store.Room{Names: []string{"Jiwoo", "Mina"}}, marks: private.marks,
			like: merge.Compare(private.marks, tt.in.marks), people: merge.SamePeople(private.marks, tt.in.marks),
		}
		if why := f.denies(tt.in); why != tt.want {
			t.Errorf("%s: %q, want %q; %+v", name, why, tt.want, f.like)
		}
	}
}
