package linedb

import (
	"bytes"
	"maps"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linedb/linedbtest"
)

var _ formats.Reader = reader{}

// fuzzed is a history without a database, and the list of what it emits.
func fuzzed(l *layout, role role) (*history, *[]export.Event) {
	events := &[]export.Event{}
	emit := func(e export.Event) error {
		*events = append(*events, e)
		return nil
	}
	in := formattest.Input("phone", formattest.File{Name: "chats/" + linedbtest.Group + "/messages/5.jpg", Data: []byte(linedbtest.PhotoBytes)})
	h := newHistory(&run{in: in, emit: emit, people: newPeople("", emit), media: newMedia(in), zone: time.UTC}, file{role: role, name: "naver_line"})
	h.users, h.pks, h.self = map[int64]string{1: linedbtest.Jiwoo}, map[int64]string{1: linedbtest.Group}, linedbtest.Me
	h.at = map[string]int{}
	for i, c := range l.columns {
		h.at[c] = i
	}
	return h, events
}

// Whatever a row says, a message or an unread row comes of it that keeps the promises
// of readers.
func FuzzRow(f *testing.F) {
	for _, m := range linedbtest.Example().Messages {
		param := strings.Join(m.Pairs, "\t")
		f.Add(int64(1), int64(m.Kind), m.From, m.Text, param, linedbtest.Plist(m.Pairs...), m.Time)
		f.Add(int64(m.Kind), int64(0), m.Room, m.Text, param, linedbtest.Archive(m.Pairs...), -m.Time)
	}
	f.Add(int64(13), int64(18), "u", "", "LOC_KEY\tC_MI\tLOC_ARGS\t\x1e\x1e"+linedbtest.Me, []byte("bplist00"), int64(1)<<61+5)
	f.Fuzz(func(t *testing.T, typ, attachment int64, from, content, param string, plist []byte, at int64) {
		for _, role := range []role{androidMessages, iosMessages} {
			h, events := fuzzed(layoutOf(role), role)
			h.ctx = t.Context()
			values := make([]any, len(h.columns))
			for column, v := range map[string]any{
				"id": int64(5), "server_id": "700", "type": typ, "chat_id": linedbtest.Group, "from_mid": from, "content": content,
				"created_time": at, "attachement_type": attachment, "parameter": param, "location_latitude": at, "location_longitude": typ,
				"Z_PK": int64(5), "ZID": "700", "ZCHAT": int64(1), "ZSENDER": typ, "ZTIMESTAMP": at, "ZTEXT": content,
				"ZCONTENTTYPE": attachment, "ZMESSAGETYPE": from, "ZCONTENTMETADATA": plist, "ZLONGITUDE": float64(at), "ZLATITUDE": float64(typ),
			} {
				if i, ok := h.at[column]; ok {
					values[i] = v
				}
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
		}
	})
}

// Whatever the pairs of Android are, the first value of each key is found.
func FuzzParameter(f *testing.F) {
	f.Add("STKPKGID\t1\tSTKID\t2\tSTKVER\t100")
	f.Add("a\tb\ta\tc\t\t\td")
	f.Add("leinsunsend")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		p := parseParameter(s)
		parts := bytes.Split([]byte(s), []byte("\t"))
		seen := map[string]bool{}
		for i := 0; i+1 < len(parts); i += 2 {
			k := string(parts[i])
			if k == "" || seen[k] || len(seen) == maxPairs {
				continue
			}
			seen[k] = true
			if v, ok := p[k]; !ok || v != string(parts[i+1]) {
				t.Errorf("%q of %q is %q, %v", k, s, v, ok)
			}
		}
		if len(p) != len(seen) {
			t.Errorf("%q gave %d pairs, it has %d", s, len(p), len(seen))
		}
	})
}

// Whatever a property list holds, reading it ends, and gives no more text than the
// list could hold; what was written comes back, plain or archived.
func FuzzPlist(f *testing.F) {
	f.Add(linedbtest.Plist("OID", "abc", "WIDTH", "1080", "이름", "지도 🗺.pdf"), "a", "b")
	f.Add(linedbtest.Archive("LOC_KEY", "C_MI", "LOC_ARGS", linedbtest.Me), "키", "-5")
	f.Add([]byte("bplist00\xd1\x01\x02\x01\x02"), "", "x")
	f.Add(append([]byte("bplist00\xa1\x00"), make([]byte, 32)...), "\x00", "\x7f")
	f.Fuzz(func(t *testing.T, b []byte, key, value string) {
		p, ok := parsePlist(b)
		size := 0
		for k, v := range p {
			size += len(k) + len(v)
			if !utf8.ValidString(k) || !utf8.ValidString(v) {
				t.Errorf("%q: %q is no text", k, v)
			}
		}
		if ok != (p != nil) || size > 30*len(b) {
			t.Errorf("%d bytes gave %d, %v", len(b), size, ok)
		}
		if !utf8.ValidString(key) || !utf8.ValidString(value) || key == "" || len(key)+len(value) > 50_000 || key[0] == '$' || key == "second" {
			return
		}
		for _, list := range [][]byte{linedbtest.Plist(key, value, "second", "2"), linedbtest.Archive(key, value, "second", "2")} {
			p, ok := parsePlist(list)
			if !ok || !maps.Equal(p, pairs{key: value, "second": "2"}) {
				t.Errorf("%q: %q came back as %q, %v", key, value, p, ok)
			}
		}
	})
}
