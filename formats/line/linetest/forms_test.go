package linetest

import (
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// update is the -update of formattest, which registers it.
func update() bool { return flag.Lookup("update").Value.String() == "true" }

// tiny is a chat of an evening and a night, with one of everything that the forms
// differ in.
func tiny() *formattest.Chat {
	zone := time.FixedZone("Asia/Tokyo", 9*60*60)
	c := formattest.Generate(formattest.Plan{Start: time.Date(2026, 2, 3, 20, 26, 0, 0, zone), Zone: zone, People: 3, Title: "散歩の会"})
	c.Info.Saved = time.Date(2026, 2, 11, 9, 5, 0, 0, zone)
	return c.Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] { return tinyMessages(zone) })
}

func tinyMessages(zone *time.Location) iter.Seq[*export.Message] {
	file := func(kind export.FileKind, name string) export.Media {
		return export.Media{Files: []export.File{{Kind: kind, Name: name}}}
	}
	return func(yield func(*export.Message) bool) {
		seq := int64(0)
		say := func(by export.PersonRef, day, hour, minute int, content export.Content) bool {
			seq++
			at := time.Date(2026, 2, day, hour, minute, 0, 0, zone)
			return yield(&export.Message{
				Chat: 1, Seq: seq, Sender: by, Content: content,
				Time: export.Time{T: at, Precision: time.Minute, Zone: export.ZoneAssumed},
			})
		}
		_ = say(0, 3, 20, 26, export.Notice{Kind: export.NoticeJoin, Actor: 2}) &&
			say(0, 3, 20, 26, export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{3, 2}}) &&
			say(2, 3, 20, 29, export.Text{Body: "hi\tthere"}) &&
			say(1, 3, 20, 37, export.Text{Body: "a \"b\"\n\nc"}) &&
			say(1, 3, 20, 38, file(export.FilePhoto, "")) &&
			say(3, 3, 20, 38, file(export.FileVoice, "")) &&
			say(3, 3, 20, 39, file(export.FileDocument, "report.pdf")) &&
			say(3, 11, 0, 5, export.Text{Body: "สวัสดี"}) &&
			say(3, 11, 0, 5, export.Deleted{By: export.DeletedBySender}) &&
			say(2, 11, 9, 0, export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: 3677 * time.Second}) &&
			say(0, 11, 12, 6, export.Notice{Kind: export.NoticeLeave, Actor: 3})
	}
}

// Every byte of every form, for people to compare with exports. What cannot be
// seen is made visible.
func TestForms(t *testing.T) {
	visible := strings.NewReplacer("\r", "␍", "\n", "␊\n", "\t", "⇥", "\ufeff", "[BOM]", "\u202f", "[U+202F]", "\u2068", "[U+2068]", "\u2069", "[U+2069]")
	var all strings.Builder
	for _, v := range All() {
		if v.encoding != utf8 {
			continue
		}
		c := tiny()
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		all.WriteString("=== " + v.Name + " " + v.File(c) + "\n" + visible.Replace(text.String()))
	}
	name := filepath.Join("testdata", "forms.txt")
	if update() {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	pieces := strings.Split(string(want), "=== ")
	for i, got := range strings.Split(all.String(), "=== ") {
		if i >= len(pieces) || pieces[i] != got {
			t.Errorf("not as in %s:\n%s", name, got)
		}
	}
	if n := strings.Count(all.String(), "=== "); n != len(pieces)-1 || n < 25 {
		t.Errorf("%d forms, %d in the file", n, len(pieces)-1)
	}
}

// What editors save is the same text in other bytes.
func TestEncodings(t *testing.T) {
	c := tiny()
	read := func(v Variant) string {
		var b strings.Builder
		if err := v.Write(&b, c); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, v := range Mobile() {
		if v.Name != "th-buddhist" {
			continue
		}
		if got := read(v.UTF16()); !strings.HasPrefix(got, "\xff\xfe[\x00L\x00") || !strings.Contains(got, "\x2a\x0e\x27\x0e") {
			t.Errorf("not UTF-16: %q", got[:40])
		}
		if got := read(v.CP874()); !strings.HasPrefix(got, "[LINE] \xbb\xc3\xd0") || !strings.Contains(got, "?") || strings.Contains(got, "\xef\xbf\xbd") {
			t.Errorf("not Windows' Thai: %q", got[:40])
		}
	}
}
