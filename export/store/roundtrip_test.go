//go:build cgo

package store

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
)

// sameMessage compares what was added with what was read. Times are the same if
// instant and offset are. The store numbers messages itself, and of a source it
// keeps what finds its lines again.
var sameMessage = cmp.Options{
	cmpopts.IgnoreFields(export.Message{}, "ID", "Seq"), // a view counts anew
	cmpopts.IgnoreFields(export.Source{}, "Offset", "Length"),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b time.Time) bool {
		_, x := a.Zone()
		_, y := b.Zone()
		return a.Equal(b) && x == y
	}),
}

var from = export.Source{Input: "a.zip", File: "톡/대화.txt", Line: 7, Lines: 3}

// people1 declares chat 1 and people 1 to 3, in that order, so that the store's
// numbers are the same.
func people1() []export.Event {
	return []export.Event{
		&export.Chat{Ref: 1, App: "app", Title: "방"},
		&export.Person{Ref: 1, Names: []string{"가"}, KnownBy: export.ByName},
		&export.Person{Ref: 2, Names: []string{"나"}, KnownBy: export.ByName},
		&export.Person{Ref: 3, Names: []string{"다"}, KnownBy: export.ByName},
	}
}

// contents has every kind of content, empty and full.
func contents() map[string]export.Content {
	spans := []export.Span{{Kind: export.SpanBold, Start: 0, End: 3}, {Kind: export.SpanLink, Start: 3, End: 6, Arg: "https://example.com/?a=<b>&c"}}
	files := []export.File{
		{
			SourceKey: "k1", Kind: export.FilePhoto, Name: "사진.jpg", Type: "image/jpeg", Size: 12345,
			SHA256: strings.Repeat("ab", 32), State: export.FilePresent, ByTime: true, Root: 2, Path: "media/사진.jpg",
		},
		{Kind: export.FileVideo, State: export.FileMissing, Name: "a\x00b"},
	}
	return map[string]export.Content{
		"text":              export.Text{Body: "안녕하세요"},
		"text, styled":      export.Text{Body: "안녕하세요", Spans: spans},
		"text, empty":       export.Text{},
		"text, NUL":         export.Text{Body: "a\x00b\x00"},
		"text, separators":  export.Text{Body: "a\u2028b\u2029c\u0085d\r\n\x0b\x1b[31m\u202e"},
		"text, NFD":         export.Text{Body: "한글 \u1112\u1161\u11ab e\u0301"},
		"text, emoji":       export.Text{Body: "👩‍👩‍👧‍👦🏳️‍🌈\ufffd\ufeff\ue000\U0010ffff"},
		"text, surrogates":  export.Text{Body: `\ud83d \udc00 ` + "\xef\xbf\xbd"},
		"text, not UTF-8":   export.Text{Body: "a\xffb\xed\xa0\x80"},
		"text, a megabyte":  export.Text{Body: strings.Repeat("가나다라\n", 80_000)},
		"text, quotes":      export.Text{Body: `'); DROP TABLE messages; --"`},
		"media":             export.Media{Files: files, Caption: "보세요", Spans: spans, Plain: "사진 2장"},
		"media, no files":   export.Media{Plain: "사진"},
		"media, plain":      export.Media{Files: files[1:], Plain: "동영상"},
		"call":              export.Call{Kind: export.CallVideo, Outcome: export.CallMissed, Duration: 61*time.Second + 5, Plain: "부재중"},
		"call, empty":       export.Call{},
		"poll":              export.Poll{Question: "언제?", Options: []export.PollOption{{Text: "월", Votes: 2}, {Text: ""}}, Closed: true, Plain: "투표"},
		"poll, empty":       export.Poll{},
		"place":             export.Place{Name: "집", Address: "서울", Lat: 37.5665, Lng: -126.978, HasPoint: true, Plain: "지도"},
		"place, at zero":    export.Place{HasPoint: true},
		"place, no point":   export.Place{Name: "집", Plain: "지도: 집"},
		"card":              export.Card{Kind: export.CardLink, Title: "제목", Text: "글", URL: "https://example.com", Plain: "#검색"},
		"notice":            export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{3, 2}, Plain: "초대했습니다"},
		"notice, nobody":    export.Notice{Kind: export.NoticeOther, Plain: "채팅방"},
		"deleted":           export.Deleted{By: export.DeletedByAdmin, Plain: "가려진"},
		"deleted, by whom?": export.Deleted{Plain: "삭제된 메시지입니다."},
		"unknown":           export.Unknown{Kind: "gift-2", Plain: "선물"},
	}
}

// times has zones, offsets and precisions, usual and not.
func times(t *testing.T) map[string]export.Time {
	t.Helper()
	at := func(sec, nsec int64, offset int) time.Time {
		return time.Unix(sec, nsec).In(time.FixedZone("", offset))
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]export.Time{
		"none":                {},
		"none, zone":          {Zone: export.ZoneStated, Inferred: true},
		"minute, assumed":     {T: at(1_700_000_040, 0, 9*3600), Precision: time.Minute, Zone: export.ZoneAssumed},
		"second, stated":      {T: at(1_700_000_041, 0, 0), Precision: time.Second, Zone: export.ZoneStated},
		"millisecond":         {T: at(1_700_000_041, 123e6, -9*3600-1800), Precision: time.Millisecond},
		"microsecond":         {T: at(1_700_000_041, 123_456e3, 3600), Precision: time.Microsecond, Zone: export.ZoneStated},
		"nanosecond, 1900":    {T: at(-2_208_988_800, 1, 8*3600+27*60+52), Precision: time.Nanosecond},
		"before 1970":         {T: at(-1, 999e6, -3600), Precision: time.Second},
		"day":                 {T: at(1_700_000_000, 0, 9*3600), Precision: 24 * time.Hour},
		"hour":                {T: at(1_700_000_000, 0, 9*3600), Precision: time.Hour, Inferred: true},
		"ten minutes":         {T: at(1_700_000_000, 0, 9*3600), Precision: 10 * time.Minute},
		"finer than it says":  {T: at(1_700_000_000, 5, 9*3600), Precision: time.Minute},
		"summer in New York":  {T: time.Date(2024, 7, 1, 12, 0, 0, 0, newYork), Precision: time.Second},
		"twice the same hour": {T: time.Date(2024, 11, 3, 1, 30, 0, 0, newYork).Add(time.Hour), Precision: time.Second},
		"year 1":              {T: time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), Precision: time.Second},
		"year 9999":           {T: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), Precision: time.Second},
		"far west":            {T: at(1_700_000_000, 0, -12*3600), Precision: time.Second},
	}
}

// roundTrip adds one message and reads it back, in a folder and in a vault.
func roundTrip(t *testing.T, m export.Message) {
	t.Helper()
	roundTripIn(t, newStore(t), m)
	s, _ := newVaultStore(t)
	roundTripIn(t, s, m)
}

func roundTripIn(t *testing.T, s *Store, m export.Message) {
	t.Helper()
	want := m
	put(t, s, Source{Format: "app"}, append(people1(), &m)...)
	got := all(t, s, 1, export.Range{})
	if len(got) != 1 {
		t.Fatalf("got %d messages", len(got))
	}
	if d := cmp.Diff(&want, got[0], sameMessage); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestEveryContentRoundTrips(t *testing.T) {
	for name, c := range contents() {
		t.Run(name, func(t *testing.T) {
			roundTrip(t, export.Message{Chat: 1, Sender: 2, Seq: 5, Content: c, From: from})
		})
	}
}

func TestEveryTimeRoundTrips(t *testing.T) {
	for name, at := range times(t) {
		t.Run(name, func(t *testing.T) {
			roundTrip(t, export.Message{Chat: 1, Time: at, Content: export.Text{Body: "x"}, From: from})
		})
	}
}

func TestEveryDetailRoundTrips(t *testing.T) {
	edits := []export.Edit{}
	for name, c := range contents() {
		if name != "text, not UTF-8" { // edits are JSON
			edits = append(edits, export.Edit{Time: export.Time{T: time.Unix(5, 7).UTC(), Precision: 3, Zone: export.ZoneStated}, Content: c})
		}
	}
	for name, m := range map[string]export.Message{
		"key":       {SourceKey: "42@host"},
		"nobody":    {},
		"seq":       {Seq: -1 << 62},
		"record":    {From: export.Source{Input: "a.db", File: "a.db", Record: 1 << 40}},
		"no source": {From: export.Source{}},
		"long":      {From: export.Source{Input: "a", File: "a", Line: 1 << 40, Lines: 1<<20 - 1}},
		"no lines":  {From: export.Source{Input: "a", File: "a", Line: 3}},
		"quote":     {ReplyTo: &export.Reply{Quote: "뭐라고?"}},
		"forward":   {Forward: &export.Forward{Name: "누구"}},
		"forward, with time": {Forward: &export.Forward{
			Time: export.Time{T: time.Unix(1e9, 1).In(seoul), Precision: time.Nanosecond, Zone: export.ZoneAssumed, Inferred: true},
		}},
		"reactions": {Reactions: []export.Reaction{{Sign: "❤️", By: 3, Count: 1}, {Sign: "좋아요", Count: 12}}},
		"edits":     {Edits: edits},
		"all": {
			SourceKey: "k", Sender: 1, ReplyTo: &export.Reply{Key: "other", Quote: "q"}, Forward: &export.Forward{Name: "f"},
			Reactions: []export.Reaction{{Sign: "!", Count: 1}}, Edits: edits[:1], Time: times(t)["microsecond"],
		},
	} {
		t.Run(name, func(t *testing.T) {
			m.Chat = 1
			m.Content = export.Text{Body: "x"}
			roundTrip(t, m)
		})
	}
}

func TestUnknownContentOfNoKind(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(people1(), &export.Message{Chat: 1})...)
	if c := all(t, s, 1, export.Range{})[0].Content; c != (export.Unknown{}) {
		t.Errorf("nil content came back as %#v", c)
	}
}

// TestMixedMessagesRoundTrip has many messages of all sorts in one chat, so that
// chunks, inserts of many rows and side tables meet in all ways.
func TestMixedMessagesRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var kinds []export.Content
	byName := contents()
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if name != "text, a megabyte" && name != "text, not UTF-8" {
			kinds = append(kinds, byName[name])
		}
	}
	var want []*export.Message
	events := people1()
	for i := range 3000 {
		m := talk(i)
		m.From.Record = 0
		m.Sender = export.PersonRef(rnd.IntN(4))
		if rnd.IntN(3) == 0 {
			m.Content = kinds[rnd.IntN(len(kinds))]
		}
		if rnd.IntN(5) == 0 {
			m.Reactions = []export.Reaction{{Sign: "+", By: export.PersonRef(rnd.IntN(4)), Count: rnd.IntN(3)}}
		}
		if rnd.IntN(50) == 0 {
			m.Edits = []export.Edit{{Content: kinds[0]}, {Time: times(t)["microsecond"]}, {Content: export.Text{Body: "전"}}}
		}
		if rnd.IntN(7) == 0 {
			m.From.File = "other.txt"
		}
		clone := *m
		want = append(want, &clone)
		events = append(events, m)
	}
	s := newStore(t)
	put(t, s, Source{}, events...)
	w := openFake(t, sealed(t, s), ReadOnly)
	for _, s := range []*Store{s, w} {
		if d := cmp.Diff(want, all(t, s, 1, export.Range{}), sameMessage); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
		checkIntegrity(t, s)
	}
}
