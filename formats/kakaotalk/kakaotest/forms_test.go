package kakaotest

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

// tiny is a chat of an evening and a morning, with one of everything that the
// variants differ in.
func tiny(p formattest.Plan) *formattest.Chat {
	zone := time.FixedZone("Asia/Seoul", 9*60*60)
	p.Start, p.Zone, p.People, p.Title, p.Messages = time.Date(2026, 2, 1, 20, 26, 0, 0, zone), zone, 3, "모임", 0
	return formattest.Generate(p).Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] { return tinyMessages(zone) })
}

func tinyMessages(zone *time.Location) iter.Seq[*export.Message] {
	photo := export.File{Kind: export.FilePhoto, Name: strings.Repeat("ab", 32) + ".jpg", State: export.FilePresent}
	voice := export.File{Kind: export.FileVoice, Name: strings.Repeat("cd", 32) + ".m4a", State: export.FileMissing}
	paper := export.File{Kind: export.FileDocument, Name: "회의록.pdf", State: export.FileMissing}
	return func(yield func(*export.Message) bool) {
		seq := int64(0)
		say := func(by export.PersonRef, day, hour, minute, second int, content export.Content) bool {
			seq++
			at := time.Date(2026, 2, day, hour, minute, second, 0, zone)
			return yield(&export.Message{
				Chat: 1, Seq: seq, Sender: by, Content: content,
				Time: export.Time{T: at, Precision: time.Second, Zone: export.ZoneAssumed},
			})
		}
		_ = say(0, 1, 20, 26, 9, export.Notice{Kind: export.NoticeJoin, Actor: 2}) &&
			say(0, 1, 20, 29, 0, export.Notice{Kind: export.NoticeInvite, Actor: 2, People: []export.PersonRef{3}}) &&
			say(2, 1, 20, 29, 30, export.Text{Body: "첫 줄\n\n셋째, \"줄\""}) &&
			say(1, 1, 20, 37, 59, export.Media{Files: []export.File{photo, photo, photo}}) &&
			say(3, 1, 20, 38, 0, export.Media{Files: []export.File{voice}}) &&
			say(3, 1, 20, 38, 1, export.Media{Files: []export.File{paper}}) &&
			say(3, 2, 7, 33, 0, export.Text{Body: "2/2"}) &&
			say(3, 2, 7, 34, 0, export.Deleted{By: export.DeletedBySender}) &&
			say(3, 2, 7, 35, 0, export.Deleted{By: export.DeletedByAdmin}) &&
			say(2, 2, 12, 5, 0, export.Call{Kind: export.CallVoice, Outcome: export.CallEnded, Duration: 17 * time.Second}) &&
			say(0, 2, 12, 6, 0, export.Notice{Kind: export.NoticeHost, Actor: 2}) &&
			say(0, 2, 12, 7, 0, export.Notice{Kind: export.NoticeRemove, Actor: 2, People: []export.PersonRef{3}})
	}
}

// Every byte of every form, for people to compare with the tables of forms.
// Endings are made visible.
func TestForms(t *testing.T) {
	visible := strings.NewReplacer("\r", "␍", "\n", "␊\n", "\ufeff", "[BOM]", "\u202f", "[U+202F]")
	var all strings.Builder
	for _, v := range append(All(), IOS[1].LF(), IOS[1].CRLF()) {
		c := tiny(formattest.Plan{Open: true})
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		all.WriteString("=== " + v.Name + " " + v.File(c) + "\n" + visible.Replace(text.String()))
	}
	name := filepath.Join("testdata", "forms.txt")
	if update() {
		if err := os.WriteFile(name, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range strings.Split(all.String(), "=== ") {
		if pieces := strings.Split(string(want), "=== "); i >= len(pieces) || pieces[i] != got {
			t.Errorf("not as in %s:\n%s", name, got)
		}
	}
}
