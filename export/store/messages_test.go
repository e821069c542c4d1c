//go:build cgo

package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"exile/export"
)

func say(seq int64, minute int, text string) *export.Message {
	return &export.Message{
		Chat: 1, Seq: seq, Content: export.Text{Body: text},
		Time: export.Time{T: time.Date(2024, 1, 1, 0, minute, 0, 0, seoul), Precision: time.Minute},
	}
}

func bodies(list []*export.Message) string {
	var b []string
	for _, m := range list {
		b = append(b, m.Content.Words())
	}
	return strings.Join(b, " ")
}

func TestMessagesComeInOrderOfTimeThenSeq(t *testing.T) {
	s := newStore(t)
	late, never := say(9, 0, "never"), say(1, 0, "earlier, in an eastern zone")
	late.Time = export.Time{}
	never.Time.T = time.Date(2024, 1, 1, 1, 0, 0, 0, time.FixedZone("", 14*3600))
	put(t, s, Source{}, append(people1(), say(5, 3, "e"), say(3, 2, "d"), say(2, 2, "c"), say(4, 1, "b"), never, late)...)
	if got := bodies(all(t, s, 1, export.Range{})); got != "never earlier, in an eastern zone b c d e" {
		t.Errorf("got %s", got)
	}
}

func TestRange(t *testing.T) {
	s := newStore(t)
	events := people1()
	for i, text := range strings.Fields("a b c d e f") {
		m := say(int64(i), i, text)
		m.Sender = export.PersonRef(i % 3)
		events = append(events, m)
	}
	put(t, s, Source{}, events...)
	at := func(minute int) time.Time { return time.Date(2024, 1, 1, 0, minute, 0, 0, seoul) }
	for _, test := range []struct {
		name string
		r    export.Range
		want string
	}{
		{"all", export.Range{}, "a b c d e f"},
		{"after", export.Range{After: at(4)}, "e f"},
		{"just after", export.Range{After: at(4).Add(1)}, "f"},
		{"before", export.Range{Before: at(2)}, "a b"},
		{"just before", export.Range{Before: at(2).Add(1)}, "a b c"},
		{"between, in UTC", export.Range{After: at(1).UTC(), Before: at(3).UTC()}, "b c"},
		{"first", export.Range{Limit: 2}, "a b"},
		{"last", export.Range{Limit: 2, Last: true}, "e f"},
		{"last of few", export.Range{Limit: 20, Last: true}, "a b c d e f"},
		{"last without limit", export.Range{Last: true}, "a b c d e f"},
		{"sender", export.Range{Sender: 2}, "c f"},
		{"last of a sender", export.Range{Sender: 2, Limit: 1, Last: true}, "f"},
		{"nobody", export.Range{Sender: 77}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := bodies(all(t, s, 1, test.r)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := all(t, s, 2, export.Range{}); len(got) != 0 {
		t.Errorf("another chat has %d messages", len(got))
	}
}

func TestReadingStopsWhenAsked(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(people1(), say(1, 1, "a"), say(2, 2, "b"))...)
	n := 0
	for _, err := range s.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Error(err)
		}
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d messages after a break", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for m, err := range s.View().Messages(ctx, 1, export.Range{}) {
		if m != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v, %v", m, err)
		}
	}
	// Whatever ended, the connection is fit for use, also inside another loop.
	for range s.View().Messages(t.Context(), 1, export.Range{}) {
		if got := bodies(all(t, s, 1, export.Range{})); got != "a b" {
			t.Errorf("got %q", got)
		}
	}
}

func TestAReaderSeesOneState(t *testing.T) {
	s := newStore(t)
	if err := func() error {
		b := begin(t, s)
		if err := b.Add(cast8()); err != nil {
			return err
		}
		if err := batches(2000, b.Add); err != nil {
			return err
		}
		_, err := b.Commit(Source{})
		return err
	}(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range s.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 10 {
			put(t, s, Source{}, append(cast8(), talk(1))...)
		}
	}
	if n != 2000 {
		t.Errorf("%d messages", n)
	}
}

func TestRepliesFindTheirMessage(t *testing.T) {
	for _, old := range []bool{false, true} {
		s := newStore(t)
		if old {
			put(t, s, Source{})
		}
		a, b, c := say(1, 1, "a"), say(2, 2, "b"), say(3, 3, "c")
		a.SourceKey, b.ReplyTo, c.ReplyTo = "k", &export.Reply{Key: "k"}, &export.Reply{Key: "gone", Quote: "q"}
		put(t, s, Source{}, append(people1(), a, b, c)...)
		got := all(t, s, 1, export.Range{})
		if got[1].ReplyTo.ID != got[0].ID || got[0].ID == 0 || got[2].ReplyTo.ID != 0 {
			t.Errorf("old store %v: %+v %+v", old, got[1].ReplyTo, got[2].ReplyTo)
		}
	}
}

func TestCount(t *testing.T) {
	s := newStore(t)
	notice := say(4, 9, "")
	notice.Content = export.Notice{Kind: export.NoticeJoin}
	never := say(0, 0, "")
	never.Time = export.Time{}
	put(t, s, Source{}, append(people1(), say(2, 2, "a"), say(1, 1, "b"), notice, never)...)
	messages, notices, first, last, err := s.View().Count(t.Context(), 1)
	if err != nil || messages != 3 || notices != 1 {
		t.Errorf("%d messages, %d notices, %v", messages, notices, err)
	}
	if want := "2024-01-01T00:01:00+09:00 2024-01-01T00:09:00+09:00"; first.Format(time.RFC3339)+" "+last.Format(time.RFC3339) != want {
		t.Errorf("from %s to %s", first, last)
	}
	if _, _, first, _, err := s.View().Count(t.Context(), 9); err != nil || !first.IsZero() {
		t.Errorf("no such chat: %v, %v", first, err)
	}
}

func TestViewsReadWell(t *testing.T) {
	s := newStore(t)
	m := talk(0)
	m.Content = export.Media{Plain: "사진"}
	put(t, s, Source{}, append(cast8(), m)...)
	if got := rows(t, s, "SELECT * FROM v_messages"); got != "1 1 우리 가족 2014-05-14 01:53 사람 5 media 사진 KakaoTalkChats.txt 3 1" {
		t.Errorf("v_messages: %q", got)
	}
	if got := rows(t, s, "SELECT * FROM v_people LIMIT 1"); got != "1 kakaotalk 사람 0 name 0 <nil> 사람 0 <nil>" {
		t.Errorf("v_people: %q", got)
	}
}
