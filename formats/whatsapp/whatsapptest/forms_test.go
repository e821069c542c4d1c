package whatsapptest

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
// forms differ in.
func tiny() *formattest.Chat {
	zone := time.FixedZone("", 60*60)
	p := formattest.Plan{Start: time.Date(2019, 4, 30, 21, 5, 0, 0, zone), Zone: zone, People: 4, Title: "Walks / lakes"}
	c := formattest.Generate(p)
	for i, name := range []string{"Ada", "Bo", "\u202a+40\u00a0521\u00a0028\u202c", "Cy"} {
		c.People[i].Names = []string{name}
	}
	return c.Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] { return tinyMessages(p.Start) })
}

func tinyMessages(start time.Time) iter.Seq[*export.Message] {
	file := func(kind export.FileKind, name string, state export.FileState) export.File {
		return export.File{Kind: kind, Name: name, State: state}
	}
	media := func(files ...export.File) export.Media { return export.Media{Files: files} }
	photo, gone := file(export.FilePhoto, "a.jpg", export.FilePresent), file(export.FilePhoto, "", export.FileNotExported)
	captioned := media(photo)
	captioned.Caption = "a caption"
	return func(yield func(*export.Message) bool) {
		for i, said := range []struct {
			by export.PersonRef
			c  export.Content
		}{
			{0, export.Notice{Kind: export.NoticeJoin, Actor: 2}},
			{0, export.Notice{Kind: export.NoticeInvite, Actor: 2, People: []export.PersonRef{3, 4}}},
			{2, export.Text{Body: "first line\n\nthird: \"line\""}},
			{3, export.Text{Body: ""}},
			{1, media(photo, photo)},
			{1, media(gone)},
			{3, captioned},
			{2, media(file(export.FileVoice, "v.m4a", export.FilePresent))},
			{2, media(file(export.FileVideo, "v.mp4", export.FileMissing))},
			{2, media(file(export.FileDocument, "Report (2).pdf", export.FilePresent))},
			{2, media(file(export.FileContact, "Cy.vcf", export.FilePresent))},
			{1, export.Deleted{By: export.DeletedBySender}},
			{3, export.Deleted{By: export.DeletedByAdmin}},
			{2, export.Call{Kind: export.CallVoice, Outcome: export.CallMissed}},
			{2, export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: 5*time.Minute + 7*time.Second}},
			{1, export.Poll{Question: "Where?", Options: []export.PollOption{{Text: "Hills", Votes: 2}, {Text: "Lakes (cold)"}}}},
			{1, export.Place{Lat: 51.5, Lng: -0.125, HasPoint: true}},
			{1, export.Place{Name: "Old Mill", Address: "1 Mill Lane, Town"}},
			{2, export.Text{Body: "edited"}},
			{0, export.Notice{Kind: export.NoticeTitle, Actor: 4}},
			{0, export.Notice{Kind: export.NoticeSetting, Actor: 4}},
			{0, export.Notice{Kind: export.NoticeRemove, Actor: 2, People: []export.PersonRef{4}}},
			{0, export.Notice{Kind: export.NoticeLeave, Actor: 3}},
		} {
			m := &export.Message{Chat: 1, Seq: int64(i + 1), Sender: said.by, Content: said.c}
			m.Time = export.Time{T: start.Add(time.Duration(i) * (37*time.Minute + 7*time.Second)), Precision: time.Second, Zone: export.ZoneAssumed}
			if t, ok := said.c.(export.Text); ok && t.Body == "edited" {
				m.Edits = []export.Edit{{}}
			}
			if !yield(m) {
				return
			}
		}
	}
}

// Every byte of every form, for people to compare with exports. Endings and marks
// are made visible.
func TestForms(t *testing.T) {
	visible := strings.NewReplacer(
		"\r", "␍", "\n", "␊\n", "\ufeff", "[BOM]", "\u202f", "[NNBSP]", "\u00a0", "[NBSP]",
		"\u200e", "[LRM]", "\u200f", "[RLM]", "\u202a", "[LRE]", "\u202c", "[PDF]",
	)
	var all strings.Builder
	ends := []Variant{Android()[0].CRLF().BOM(), IOS()[0].LF(), IOS()[0].CRLF().BOM()}
	for _, v := range append(All(), ends...) {
		c := tiny()
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		all.WriteString("=== " + v.Name + " " + visible.Replace(v.Export(c)) + "\n" + visible.Replace(text.String()))
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
	pieces := strings.Split(string(want), "=== ")
	for i, got := range strings.Split(all.String(), "=== ") {
		if i >= len(pieces) || pieces[i] != got {
			t.Errorf("not as in %s:\n%s", name, got)
		}
	}
}
