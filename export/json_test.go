package export

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var seoul = time.FixedZone("", 9*60*60)

// What scripts see. A change here is a change of JSONVersion, or an addition.
func TestJSONForm(t *testing.T) {
	at := Time{T: time.Date(2026, 2, 8, 15, 17, 0, 0, seoul), Precision: time.Minute, Zone: ZoneAssumed}
	from := Source{Input: "a.zip", File: "b.txt", Line: 7, Lines: 2, Offset: 120, Length: 31}
	tests := []struct {
		event Event
		want  string
	}{
		{
			&Message{ID: 3, Chat: 1, Sender: 2, Time: at, Seq: 9, Content: Text{Body: "<b> & \"q\"\n\u2028\u0001"}, From: from},
			`{"type":"message","id":3,"chat":1,"sender":2,"sender_name":"영업 : 김","time":"2026-02-08T15:17:00+09:00",` +
				`"precision":"minute","zone":"assumed","seq":9,"kind":"text","text":"<b> & \"q\"\n` + "\u2028" + `\u0001",` +
				`"source":{"input":"a.zip","file":"b.txt","line":7,"lines":2,"offset":120,"length":31}}`,
		},
		{
			&Message{},
			`{"type":"message","chat":0,"sender_name":"","time":null,"kind":"unknown","text":"","source":{}}`,
		},
		{
			&Message{Chat: 1, Sender: 2, Seq: 1, Content: Media{
				Files: []File{{Kind: FilePhoto, Name: "a.jpg", State: FilePresent, SHA256: "ab", Size: 5, Type: "image/jpeg", ByTime: true, Path: "m/a.jpg"}},
				Plain: "사진",
			}},
			`{"type":"message","chat":1,"sender":2,"sender_name":"영업 : 김","time":null,"seq":1,"kind":"media","text":"사진",` +
				`"files":[{"name":"a.jpg","kind":"photo","state":"present","sha256":"ab","size":5,"mime":"image/jpeg","by_time":true,"path":"m/a.jpg"}],"source":{}}`,
		},
		{
			&Message{Chat: 1, Sender: 7, Content: Call{Kind: CallVoice, Outcome: CallEnded, Duration: 17*time.Second + time.Millisecond, Plain: "보이스톡 0:17"}},
			`{"type":"message","chat":1,"sender":7,"sender_name":"","time":null,"kind":"call","text":"보이스톡 0:17",` +
				`"call":{"kind":"voice","outcome":"ended","seconds":17.001},"source":{}}`,
		},
		{
			&Message{Chat: 1, Content: Notice{Kind: NoticeInvite, Actor: 1, People: []PersonRef{2, 3}, Plain: "…"}},
			`{"type":"message","chat":1,"sender_name":"","time":null,"kind":"notice","text":"…",` +
				`"notice":{"kind":"invite","actor":1,"people":[2,3]},"source":{}}`,
		},
		{
			&Chat{Ref: 1, App: "kakaotalk", Kind: ChatGroup, Members: []PersonRef{1, 2}, Saved: time.Date(2026, 2, 8, 0, 0, 0, 5e8, time.UTC)},
			`{"type":"chat","id":1,"app":"kakaotalk","kind":"group","title":"","members":[1,2],"saved":"2026-02-08T00:00:00.5+00:00"}`,
		},
		{
			&Problem{Code: UnreadLine, Count: 2, From: Source{Input: "a", Line: 1, Lines: 1}},
			`{"type":"problem","code":"unread-line","class":"lost","count":2,"source":{"input":"a","line":1,"lines":1}}`,
		},
		{
			&Mark{Kind: MarkDay, Text: "2026년 2월 8일"},
			`{"type":"mark","kind":"day","text":"2026년 2월 8일"}`,
		},
	}
	var enc JSONEncoder
	enc.AppendEvent(nil, &Person{Ref: 2, Names: []string{"영업 : 김", "old"}})
	for _, tt := range tests {
		got := string(enc.AppendEvent(nil, tt.event))
		if got != tt.want {
			t.Errorf("got\n%s\nwant\n%s", got, tt.want)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	rng := randomEvents{rand.New(rand.NewPCG(1, 2))}
	kinds := make(map[Kind]int)
	var enc JSONEncoder
	for range 20000 {
		e := rng.event()
		if m, ok := e.(*Message); ok {
			kinds[KindOf(m.Content)]++
		}
		line := enc.AppendEvent(nil, e)
		if !json.Valid(line) || strings.ContainsAny(string(line), "\n\r") {
			t.Fatalf("not one line of JSON: %q", line)
		}
		got, err := DecodeEvent(line)
		if err != nil {
			t.Fatalf("decode %s: %v", line, err)
		}
		if !reflect.DeepEqual(e, got) { // much faster than cmp, which then tells where
			if d := cmp.Diff(e, got); d != "" {
				t.Fatalf("%s came back differently (-want +got):\n%s", line, d)
			}
		}
		var again JSONEncoder
		again.names = enc.names
		if second := again.AppendEvent(nil, got); string(second) != string(line) {
			t.Fatalf("encoded again:\n%s\nfirst:\n%s", second, line)
		}
	}
	if len(kinds) != 9 {
		t.Errorf("only these kinds were tried: %v", kinds)
	}
}

// The offset of a time zone before standard time has seconds, which RFC 3339 has not:
// the wall clock stays.
func TestJSONKeepsTheWallClock(t *testing.T) {
	old := time.Date(1900, 1, 2, 3, 4, 5, 6, time.FixedZone("LMT", 8*3600+27*60+52))
	e, err := DecodeEvent(new(JSONEncoder).AppendEvent(nil, &Message{Time: Time{T: old}}))
	if err != nil {
		t.Fatal(err)
	}
	got := e.(*Message).Time.T.Format("2006-01-02 15:04:05.999999999 -07:00:00")
	if want := "1900-01-02 03:04:05.000000006 +08:27:00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJSONRepairsBytes(t *testing.T) {
	line := new(JSONEncoder).AppendEvent(nil, &Unread{Text: "a\xffb\xe2\x80"})
	if want := `{"type":"unread","text":"a` + "\uFFFD" + `b` + "\uFFFD\uFFFD" + `"}`; string(line) != want {
		t.Errorf("got %s, want %s", line, want)
	}
}

func TestDecodeEvent(t *testing.T) {
	tests := []struct {
		name, line string
		want       Event // nil: an error
	}{
		{"unknown keys", `{"type":"unread","later":[1,{"a":2}],"text":"x"}`, &Unread{Text: "x"}},
		{"another order", `{"text":"x","type":"unread"}`, &Unread{Text: "x"}},
		{"a kind of a later version", `{"type":"message","chat":1,"kind":"dance","text":"x"}`, &Message{Chat: 1, Content: Unknown{Kind: "dance", Plain: "x"}}},
		{"a type of a later version", `{"type":"dance"}`, nil},
		{"the header", string(AppendJSONHeader(nil)), nil},
		{"no object", `[1]`, nil},
		{"null", `null`, nil},
		{"empty", ``, nil},
		{"cut", `{"type":"message","chat":1`, nil},
		{"two", `{"type":"unread"}{"type":"unread"}`, nil},
		{"a time without offset", `{"type":"message","time":"2026-02-08T15:17:00"}`, nil},
		{"a strange precision", `{"type":"message","precision":"often"}`, nil},
		{"a text for a number", `{"type":"message","chat":"1"}`, nil},
		{"a length that is none", `{"type":"message","kind":"call","call":{"seconds":1e999}}`, &Message{Content: Call{}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := DecodeEvent([]byte(tt.line))
			if (err != nil) != (tt.want == nil) || err == nil && !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
	if _, err := DecodeEvent([]byte(`{"type":"dance"}`)); !errors.Is(err, ErrJSONType) {
		t.Errorf("an unknown type gives %v", err)
	}
}

// Errors may end up in logs, and message text must not.
func TestDecodeErrorsHoldNoText(t *testing.T) {
	for _, line := range []string{`{"type":"message","text":"secret`, `{"type":"message","time":"secret"}`, `{"type":"message","seq":"secret"}`, `secret`, `{"type":"message","precision":"secret"}`} {
		if _, err := DecodeEvent([]byte(line)); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestDecodeJSONHeader(t *testing.T) {
	if v, err := DecodeJSONHeader(AppendJSONHeader(nil)); v != JSONVersion || err != nil {
		t.Errorf("got %d, %v", v, err)
	}
	if v, err := DecodeJSONHeader([]byte(`{"type":"exile","version":7,"by":"x"}`)); v != 7 || err != nil {
		t.Errorf("got %d, %v", v, err)
	}
	for _, line := range []string{``, `{}`, `{"type":"exile"}`, `{"type":"message","version":1}`, `{"type":"exile","version":"1"}`} {
		if _, err := DecodeJSONHeader([]byte(line)); err == nil {
			t.Errorf("%q passes for a header", line)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	m := &Message{
		ID: 1, Chat: 1, Sender: 2, Seq: 4, Content: Text{Body: "안녕하세요 다들 잘 지내시죠? 내일 봐요"},
		Time: Time{T: time.Date(2026, 2, 8, 15, 17, 0, 0, seoul), Precision: time.Minute, Zone: ZoneAssumed},
		From: Source{Input: "a.zip", File: "b.txt", Line: 7, Lines: 2, Offset: 120, Length: 31},
	}
	var enc JSONEncoder
	line := enc.AppendEvent(nil, m)
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(len(line)))
		var buf []byte
		for b.Loop() {
			buf = enc.AppendEvent(buf[:0], m)
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(line)))
		for b.Loop() {
			if _, err := DecodeEvent(line); err != nil {
				b.Fatal(err)
			}
		}
	})
}
