//go:build cgo

package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/query"
)

// found searches and returns the numbers of the hits.
func found(tb testing.TB, s *Store, w Wanted, opt SearchOptions) []export.MessageID {
	tb.Helper()
	ids, _ := foundLeft(tb, s, w, opt)
	return ids
}

func foundLeft(tb testing.TB, s *Store, w Wanted, opt SearchOptions) (ids []export.MessageID, left int64) {
	tb.Helper()
	for h, err := range s.Search(tb.Context(), w, opt) {
		if err != nil {
			tb.Fatal(err)
		}
		if left > 0 {
			tb.Error("a hit behind the last one")
		}
		ids = append(ids, h.ID)
		left = h.Left
	}
	return ids, left
}

// wanted parses a query; names of people and chats are numbers.
func wanted(tb testing.TB, args ...string) Wanted {
	tb.Helper()
	q, err := query.Parse(args...)
	if err != nil {
		tb.Fatal(err)
	}
	w := Wanted{Query: q}
	numbers(q.From, &w.Senders)
	numbers(q.NotFrom, &w.NotSenders)
	numbers(q.In, &w.Chats)
	numbers(q.NotIn, &w.NotChats)
	return w
}

func numbers[T ~int64](names []string, list *[]T) {
	for _, name := range names {
		var n int64
		fmt.Sscan(name, &n)
		*list = append(*list, T(n))
	}
}

const never, always = -1, 1 // values of IndexFrom

// searchable is a store with a message of every kind that has words of its own.
func searchable(tb testing.TB) *Store {
	tb.Helper()
	s := newStore(tb)
	at := func(day, minute int) export.Time {
		return export.Time{T: time.Date(2024, 3, day, 23, minute, 0, 0, seoul), Precision: time.Minute}
	}
	events := append(cast8(), &export.Chat{Ref: 2, App: "kakaotalk", Kind: export.ChatDirect, Title: "둘"})
	n := 0
	say := func(chat export.ChatRef, sender export.PersonRef, t export.Time, c export.Content) {
		n++
		events = append(events, &export.Message{Chat: chat, Sender: sender, Time: t, Seq: int64(n), Content: c})
	}
	say(1, 1, at(4, 1), export.Text{Body: "안녕하세요"})                                                                                                                  // 1
	say(1, 2, at(4, 2), export.Text{Body: norm.NFD.String("모두 안녕!")})                                                                                                // 2
	say(1, 1, at(4, 3), export.Text{Body: "See you at 10:30, OK?"})                                                                                                  // 3
	say(1, 2, at(4, 4), export.Media{Plain: "사진", Files: []export.File{{Kind: export.FilePhoto, Name: "바다.JPG", State: export.FileMissing}}, Caption: "여름 바다에서 안녕"}) // 4
	say(1, 3, at(5, 1), export.Media{Plain: "동영상", Files: []export.File{{Kind: export.FileVideo, State: export.FileMissing}}})                                       // 5
	say(1, 3, at(5, 2), export.Media{Plain: "음성", Files: []export.File{{Kind: export.FileVoice, State: export.FileMissing}}})                                        // 6
	say(2, 3, at(5, 3), export.Media{Plain: "파일", Files: []export.File{{Kind: export.FileDocument, Name: "회의 Résumé.pdf", State: export.FileMissing}}})              // 7
	say(2, 1, at(5, 4), export.Text{Body: "여기 https://example.com/안녕"})                                                                                              // 8
	say(2, 1, at(5, 5), export.Card{Plain: "공유", Kind: export.CardPost, Title: "김밥집", Text: "맛있어요", URL: "x://y"})                                                   // 9
	say(2, 1, at(6, 1), export.Place{Plain: "지도", Name: "강릉역", Address: "용지로 176"})                                                                                  // 10
	say(2, 1, at(6, 2), export.Poll{Plain: "투표", Question: "언제?", Options: []export.PollOption{{Text: "토요일"}, {Text: "Sunday"}}})                                    // 11
	say(2, 0, at(6, 3), export.Notice{Plain: "서연님이 나갔습니다.", Kind: export.NoticeLeave})                                                                               // 12
	say(2, 1, at(6, 4), export.Deleted{Plain: "삭제된 메시지입니다."})                                                                                                        // 13
	say(2, 1, export.Time{}, export.Text{Body: "시간 없음\x00안녕"})                                                                                                       // 14
	say(2, 1, at(7, 1), export.Text{Body: strings.Repeat("길다 ", 3000) + "끝말"})                                                                                       // 15
	say(2, 1, at(7, 2), export.Text{Body: "\x02"})                                                                                                                   // 16
	put(tb, s, Source{}, events...)
	return s
}

func TestSearch(t *testing.T) {
	s := searchable(t)
	for _, c := range []struct {
		query string
		want  string // newest first
	}{
		{"안녕", "8 4 2 1 14"},
		{norm.NFD.String("안녕"), "8 4 2 1 14"},
		{"녕", "8 4 2 1 14"},
		{"안녕하세요", "1"},
		{"SEE", "3"},
		{"see you", "3"},
		{"you see", ""},
		{`"you" "see"`, "3"},
		{"10:30", "3"},
		{"바다.jpg", "4"},
		{"여름", "4"},
		{`안녕 "바다"`, "4"}, // one in the caption, one in the name
		{"RÉSUMÉ", "7"},
		{"re\u0301sume\u0301", "7"},
		{"resume", ""},
		{"김밥", "9"},
		{"맛있", "9"},
		{"x://", "9"},
		{"강릉", "10"},
		{"용지로", "10"},
		{"언제", "11"},
		{"토요일", "11"},
		{"sunday", "11"},
		{"나갔습니다", "12"},
		{"삭제된", "13"},
		{"없음", "14"},
		{"끝말", "15"},
		{`안녕 -"하세요"`, "8 4 2 14"},
		{`안녕 -"여름"`, "8 2 1 14"},
		{`-"안녕" in:1`, "6 5 3"},
		{"from:2", "4 2"},
		{`"안녕" -from:2 in:1`, "1"},
		{`-from:1 in:2`, "12 7"},
		{`in:1 -from:1 -from:2`, "6 5"},
		{`"안녕" -in:2`, "4 2 1"},
		{"has:photo", "4"},
		{"has:video", "5"},
		{"has:voice", "6"},
		{"has:file", "7"},
		{"has:link", "9 8"},
		{`in:1 -has:photo -has:video`, "6 3 2 1"},
		{`after:2024-03-06`, "16 15 13 12 11 10"}, // as the clock showed it, and not in UTC
		{`"안녕" before:2024-03-04`, "4 2 1"},
		{`"안녕" after:2024-03-05 before:2024-03-05`, "8"},
		{"없는말", ""},
	} {
		t.Run(c.query, func(t *testing.T) {
			w := wanted(t, c.query)
			for _, from := range []int64{never, always} {
				got := strings.Trim(fmt.Sprint(found(t, s, w, SearchOptions{IndexFrom: from})), "[]")
				if got != c.want {
					t.Errorf("IndexFrom %d: %s, want %s", from, got, c.want)
				}
			}
		})
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), searchName)); err != nil {
		t.Errorf("there is no index: %v", err)
	}
}

func TestSearchContextAndOrder(t *testing.T) {
	s := searchable(t)
	text := func(list []*export.Message) string {
		var ids []string
		for _, m := range list {
			ids = append(ids, fmt.Sprint(m.ID))
		}
		return strings.Join(ids, " ")
	}
	var got []string
	for h, err := range s.Search(t.Context(), wanted(t, "안녕"), SearchOptions{Oldest: true, Context: 2, Limit: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s|%d|%s +%d", text(h.Before), h.ID, text(h.After), h.Left))
		if h.Content == nil || h.Sender == 0 {
			t.Errorf("%d came without its content or sender", h.ID)
		}
	}
	want := []string{"|14|7 8 +0", "|1|2 3 +0", "1|2|3 4 +2"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Pages of hits come one after another without a gap.
func TestSearchPages(t *testing.T) {
	s := newStore(t)
	const n = 3 * pageOfHits / 2
	events := cast8()
	for i := range n {
		events = append(events, &export.Message{
			Chat: 1, Sender: 1, Seq: int64(i), Content: export.Text{Body: "안녕"},
			Time: export.Time{T: time.Unix(1.7e9+int64(i/7), 0).In(seoul), Precision: time.Second},
		})
	}
	put(t, s, Source{}, events...)
	for _, from := range []int64{never, always} {
		ids := found(t, s, wanted(t, "안녕"), SearchOptions{IndexFrom: from})
		if len(ids) != n || !slices.IsSortedFunc(ids, func(a, b export.MessageID) int { return int(b - a) }) {
			t.Errorf("%d hits, sorted %v", len(ids), slices.IsSorted(ids))
		}
	}
	if _, left := foundLeft(t, s, wanted(t, "안녕"), SearchOptions{Limit: 10}); left != MaxLeft+1 {
		t.Errorf("%d are left", left)
	}
}
