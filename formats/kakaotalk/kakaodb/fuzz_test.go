package kakaodb

import (
	"testing"
	"time"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// fuzzed is a history without a database, and the list of what it emits.
func fuzzed() (*history, *[]export.Event) {
	events := &[]export.Event{}
	emit := func(e export.Event) error {
		*events = append(*events, e)
		return nil
	}
	in := formattest.Input("phone", formattest.File{Name: "cat.jpg", Data: []byte(kakaodbtest.PhotoBytes)})
	h := &history{
		run:    &run{in: in, emit: emit, zone: time.UTC},
		layout: android(),
		people: newPeople("", emit),
		rooms:  map[int64]*room{},
		media:  newMedia(in, nil),
		at:     map[string]int{},
		source: export.Source{Input: "phone", File: "KakaoTalk.db"},
	}
	for i, c := range h.columns {
		h.at[c] = i
	}
	return h, events
}

// Whatever the JSON of a row says, a message or an unread row comes of it that
// keeps the promises of readers.
func FuzzRow(f *testing.F) {
	for _, m := range kakaodbtest.Example().Messages {
		f.Add(m.Kind, m.Text, m.Attachment, m.Supplement, int64(0))
	}
	f.Add(int64(27), "", `{"kl":["a","b"],"sl":[19],"csl":["`+kakaodbtest.PhotoSum+`"]}`, `{"threadId":7}`, int64(0))
	f.Add(int64(1), "@a@b", `{"mentions":[{"at":[1,2],"len":1},{"at":[1],"len":9}]}`, `{"reactions":[{"count":3,"type":1}]}`, int64(31))
	f.Add(int64(0), `{"feedType":15,"prevHost":{"userId":1},"newHost":{"userId":2}}`, "", "", int64(99))
	f.Add(int64(1<<14|1), "x", `{"src_logId":"9","src_message":"q"}`, "{", int64(-1))
	f.Fuzz(func(t *testing.T, kind int64, message, attachment, supplement string, enc int64) {
		h, events := fuzzed()
		h.ctx = t.Context()
		values := make([]any, len(h.columns))
		set := func(column string, v any) { values[h.at[column]] = v }
		set("id", int64(5))
		set("type", kind)
		set("chat_id", int64(1))
		set("user_id", int64(2))
		set("message", message)
		set("attachment", attachment)
		set("created_at", kind)
		set("supplement", supplement)
		if enc != 0 {
			set("v", []byte(`{"enc":31}`))
		}
		if err := h.row(values); err != nil {
			t.Fatal(err)
		}
		covered := 0
		for _, e := range *events {
			if _, ok := export.Covered(e); ok {
				covered++
			}
		}
		if covered != 1 {
			t.Errorf("the row is covered %d times", covered)
		}
		formattest.Promises(t, h.in, *events)
	})
}

// Whatever a cell holds, decrypting it gives text or an error, and what was
// encrypted comes back.
func FuzzOpen(f *testing.F) {
	f.Add(int64(387216304), int64(31), "RcrN4TWyfEL0p6O+yWtOpw==")
	f.Add(int64(-1), int64(0), "")
	f.Add(int64(1), int64(99), "AAAAAAAAAAAAAAAAAAAAAA==")
	f.Add(int64(7), int64(5), "안녕")
	f.Fuzz(func(t *testing.T, user, enc int64, cell string) {
		for _, c := range []*ciphers{androidCiphers(), iosCiphers()} {
			text, err := c.open(user, enc, cell)
			if err == nil && text != cell && !utf8.ValidString(text) {
				t.Errorf("%q became %q", cell, text)
			}
		}
		if !utf8.ValidString(cell) {
			return
		}
		back, err := androidCiphers().open(user, enc&31, kakaodbtest.Android(user, int(enc&31), cell))
		if err != nil || back != cell {
			t.Errorf("%q came back as %q, %v", cell, back, err)
		}
		if back, err = iosCiphers().open(user, 0, kakaodbtest.IOS(user, cell)); err != nil || back != cell {
			t.Errorf("%q came back as %q, %v", cell, back, err)
		}
	})
}

var _ formats.Reader = reader{}
