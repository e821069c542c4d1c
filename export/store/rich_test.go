//go:build cgo

package store

import (
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// device is how one export tells a chat.
type device struct {
	precision time.Duration
	zone      *time.Location
	stated    export.Zone
	keys      bool // the app's keys, replies, reactions, edits
	names     bool // of files, and people in notices
	cut       bool // long texts
	later     bool // sees what was edited and deleted
}

// richChat is a true chat of all kinds of messages.
func richChat(r *rand.Rand, n int) []*export.Message {
	var list []*export.Message
	at := time.Date(2024, 3, 2, 10, 0, 0, 0, seoul)
	for i := range n {
		at = at.Add(time.Duration(1+r.Intn(50)) * time.Second)
		m := &export.Message{
			Chat: 1, Sender: export.PersonRef(1 + r.Intn(3)), Seq: int64(i), SourceKey: fmt.Sprintf("k%d", i),
			Time: export.Time{T: at.Add(time.Duration(r.Intn(1000)) * time.Millisecond), Precision: time.Millisecond, Zone: export.ZoneStated},
		}
		switch r.Intn(12) {
		case 0:
			m.Content = export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: fmt.Sprintf("IMG_%d.jpg", i), State: export.FileMissing, Size: 1000}}, Caption: "저녁", Plain: "사진"}
		case 1:
			m.Content = export.Notice{Kind: export.NoticeInvite, Actor: m.Sender, People: []export.PersonRef{1 + m.Sender%3}, Plain: fmt.Sprintf("초대 %d", i)}
			m.Sender = 0
		case 2:
			m.Content = export.Poll{Question: "어디로 갈까요", Options: []export.PollOption{{Text: "산", Votes: 1}}, Plain: "투표"}
		case 3:
			m.Content = export.Text{Body: strings.Repeat("긴 글입니다. ", 80) + strconv.Itoa(i)}
		case 4:
			m.Content = export.Text{Body: "ㅋㅋ"}
		case 5:
			m.Content = export.Place{Name: "시청", Lat: 37.5, Lng: 127, HasPoint: true, Plain: "지도"}
		case 6:
			m.Content = export.Call{Kind: export.CallVoice, Outcome: export.CallEnded, Duration: time.Minute, Plain: "통화"}
		default:
			m.Content = export.Text{Body: fmt.Sprintf("%d번째로 하는 말입니다", i), Spans: []export.Span{{Kind: export.SpanBold, Start: 0, End: 3}}}
		}
		if r.Intn(6) == 0 && i > 0 {
			m.ReplyTo = &export.Reply{Key: fmt.Sprintf("k%d", r.Intn(i)), Quote: "그 말"}
		}
		if r.Intn(6) == 0 {
			m.Reactions = []export.Reaction{{Sign: "👍", By: 1 + m.Sender%3, Count: 1}}
		}
		if r.Intn(8) == 0 {
			m.Forward = &export.Forward{Name: "누군가"}
		}
		list = append(list, m)
	}
	return list
}

// tell is what a device tells of a part of a true chat.
func (d *device) tell(input string, saved int, truth []*export.Message) []export.Event {
	events := []export.Event{&export.Chat{
		Ref: 1, App: "app", Kind: export.ChatGroup, Title: "가족", Saved: time.Date(2024, 4, saved, 0, 0, 0, 0, seoul),
		From: export.Source{Input: input, File: input},
	}}
	for i, name := range []string{"엄마", "민수", "지영"} {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{name}, KnownBy: export.ByName})
	}
	for i, t := range truth {
		m := *t
		m.Seq, m.From = int64(i), export.Source{Input: input, File: input, Record: int64(i + 1)}
		m.Reactions = slices.Clone(m.Reactions)
		m.Time.T = m.Time.T.In(d.zone).Truncate(d.precision)
		m.Time.Precision, m.Time.Zone = d.precision, d.stated
		if !d.keys {
			m.SourceKey, m.Reactions, m.Forward = "", nil, nil
			if m.ReplyTo != nil {
				m.ReplyTo = &export.Reply{Quote: m.ReplyTo.Quote}
			}
		}
		m.Content = d.content(&m)
		events = append(events, &m)
	}
	return events
}

func (d *device) content(m *export.Message) export.Content {
	late := d.later && m.Time.T.Minute()%5 == 0
	switch c := m.Content.(type) {
	case export.Text:
		if !d.keys {
			c.Spans = nil
		}
		if d.cut && len([]rune(c.Body)) > 500 {
			c.Body = string([]rune(c.Body)[:500])
		}
		if late && len(c.Body) > 10 && len(c.Body) < 100 {
			c.Body += "!"
			m.Edits = []export.Edit{{}}
		}
		return c
	case export.Media:
		if late {
			return export.Deleted{By: export.DeletedBySender, Plain: "삭제된 메시지"}
		}
		if !d.names {
			c.Files = []export.File{{Kind: export.FilePhoto, State: export.FileNotExported}}
			c.Caption = ""
		}
		return c
	case export.Notice:
		if !d.names {
			c.Actor, c.People = 0, nil
		}
		return c
	case export.Poll:
		if !d.names {
			c.Options = nil
		}
		return c
	case export.Call, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return m.Content
}

func devices(r *rand.Rand, n int) [][]export.Event {
	truth := richChat(r, 80)
	abroad := time.FixedZone("", 2*3600)
	var exports [][]export.Event
	for i := range n {
		d := device{precision: time.Minute, zone: seoul, stated: export.ZoneAssumed, later: i >= 2}
		switch r.Intn(4) {
		case 0:
			d.precision, d.names = time.Second, true
		case 1:
			d.precision, d.keys, d.names, d.stated = time.Millisecond, true, true, export.ZoneStated
		case 2:
			d.cut = true
		case 3:
			d.zone, d.stated, d.names = abroad, export.ZoneStated, true
		}
		from, to := r.Intn(30), 50+r.Intn(30)
		exports = append(exports, d.tell(fmt.Sprintf("%d.json", i), 1+i, truth[from:to]))
	}
	return exports
}

// Whatever devices tell of a chat, nothing of it is lost: each export can be read
// back as it was told, in whatever order they come, and what is undone leaves the
// rest as it is without it.
func TestDevices(t *testing.T) {
	for seed := range 12 {
		r := rand.New(rand.NewSource(int64(seed)))
		exports := devices(r, 3)
		s := joined(t, exports[:2]...)
		two := dump(t, s)
		joinTo(t, s, 1, exports[2])
		tellsExactly(t, s, exports...)
		if c := verify(t, s); !c.OK() {
			t.Fatalf("seed %d: %q", seed, c.Faults)
		}
		want := essence(t, s)
		other := joined(t, exports[2], exports[0], exports[1])
		if got := essence(t, other); got != want {
			t.Errorf("seed %d: the order counts: %s", seed, firstDifference(got, want))
		}
		if chat, err := s.SplitChat(t.Context(), 1, 2); err != nil {
			t.Fatal(err)
		} else if err := s.MergeChats(t.Context(), 1, chat); err != nil {
			t.Fatal(err)
		}
		if got := essence(t, s); got != want {
			t.Errorf("seed %d: split and merged: %s", seed, firstDifference(got, want))
		}
		tellsExactly(t, s, exports...)
		undo(t, other, 2)
		if got, want := essence(t, other), essence(t, joined(t, exports[2], exports[1])); got != want {
			t.Errorf("seed %d: undo: %s", seed, firstDifference(got, want))
		}
		s = joined(t, exports[:2]...)
		joinTo(t, s, 1, exports[2])
		undo(t, s, 3)
		if got := dump(t, s); got != two {
			t.Errorf("seed %d: undo of the last: %s", seed, firstDifference(got, two))
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is\n%s\nand not\n%s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines and not %d", len(a), len(b))
}
